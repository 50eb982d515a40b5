"""`sarkhat doctor`: what is wrong with this installation, and what to do."""

import json
import sys
from typing import TYPE_CHECKING

import click

from sarkhat.config import ConfigError
from sarkhat.ops.doctor_words import ADVICE, NAMES, STATES, SUMMARY, Language, said
from sarkhat.text.persian import persian_digits

if TYPE_CHECKING:
    from sarkhat.ops.checks import Check

MARKS = {"well": "✓", "warning": "!", "ill": "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of text.")
@click.option("--language", type=click.Choice(["en", "fa"]), default="en", help="Language of the text.")
def doctor(as_json: bool, language: Language) -> None:
    """Examine this installation and say what to do. Exit code 0 only if nothing is ill."""
    found = _examined(language)
    for check in found:
        advice = "" if check.state == "well" else ADVICE[language][check.name]
        if as_json:
            fact = said(language, check.fact, check.values)
            row = {"name": check.name, "state": check.state, "fact": fact, "advice": advice}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            _say(check, advice, language)
    ill = sum(check.state == "ill" for check in found)
    summary = SUMMARY[language]["ill" if ill else "well"]
    numbers = {"ill": str(ill), "all": str(len(found))}
    text = summary.format(
        **{name: persian_digits(value) if language == "fa" else value for name, value in numbers.items()}
    )
    click.echo(text, err=as_json)
    sys.exit(1 if ill else 0)


def _examined(language: Language) -> "list[Check]":
    try:
        from sarkhat.ops.start import open_django

        open_django()
    except (ConfigError, OSError) as error:
        click.echo(f"✗ {NAMES[language]['settings']}: {error}\n  → {ADVICE[language]['settings']}", err=True)
        sys.exit(2)
    from sarkhat.ops import checks

    return checks.run_all()


def _say(check: "Check", advice: str, language: Language) -> None:
    name, state = NAMES[language][check.name], STATES[language][check.state]
    click.echo(f"{MARKS[check.state]} {name}: {state} — {said(language, check.fact, check.values)}")
    if advice:
        click.echo(f"  → {advice}")
