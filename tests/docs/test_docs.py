"""The documentation cannot rot: a command, option or setting that is not described fails here."""

import re
from pathlib import Path

import click
import pytest

from sarkhat.cli import COMMANDS, group
from sarkhat.config import PREFIX, Config

ROOT = Path(__file__).resolve().parents[2]


def _text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def _leaves(name: str, command: click.Command) -> list[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        return [leaf for sub, child in command.commands.items() for leaf in _leaves(f"{name} {sub}", child)]
    return [(name, command)]


def _all_commands() -> list[tuple[str, click.Command]]:
    context = click.Context(group)
    return [leaf for name in COMMANDS for leaf in _leaves(name, group.get_command(context, name))]


def test_every_command_and_option_is_described():
    text = _text("commands.md")
    missing = []
    for name, command in _all_commands():
        if f"sarkhat {name}" not in text:
            missing.append(name)
        missing += [
            f"{name} {option}"
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--") and option not in text
        ]
    assert missing == []


def test_no_command_is_described_that_does_not_exist():
    described = set(re.findall(r"^#+ `sarkhat ([a-z]+)", _text("commands.md"), re.M))
    assert described <= set(COMMANDS)


def test_every_setting_is_described_with_its_default():
    text = _text("settings.md")
    rows = dict(re.findall(r"^\| `(SARKHAT_[A-Z_]+)` \| `?([^|`]*)`? \|", text, re.M))
    wanted = {PREFIX + name.upper(): str(field.default) for name, field in Config.model_fields.items()}
    assert rows == {name: default or "empty" for name, default in wanted.items()}


@pytest.mark.parametrize(
    "name",
    sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md"))
    + sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
)
def test_links_between_documents_lead_somewhere(name):
    page = ROOT / name
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    dead = [
        to for to in targets if "://" not in to and not to.startswith("mailto:") and not (page.parent / to).exists()
    ]
    assert dead == []


def test_english_and_persian_readme_name_the_same_commands():
    def commands(name: str) -> set[str]:
        return set(re.findall(r"(?:make|sarkhat) [a-z]+", (ROOT / name).read_text(encoding="utf-8")))

    assert commands("README.md") == commands("README.fa.md")
