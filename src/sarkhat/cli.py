"""The command line: each command is loaded only when asked for. The commands themselves stand in their stages."""

import importlib
import os
import sys

import click

from sarkhat import __version__
from sarkhat.faults import fault

# name → module that holds the click command of that name (function name in brackets where it differs)
COMMANDS = {
    "run": "sarkhat.ops.run:run",
    "setup": "sarkhat.ops.setup:setup",
    "doctor": "sarkhat.ops.doctor:doctor",
    "admin": "sarkhat.ops.admins:admin",
    "alert": "sarkhat.ops.alerts.commands:alert",
    "backup": "sarkhat.ops.backup:backup",
    "restore": "sarkhat.ops.backup:restore",
    "export": "sarkhat.ops.export:export",
    "harvest": "sarkhat.ops.run:harvest",
    "source": "sarkhat.sources.commands:source",
    "text": "sarkhat.text.commands:text",
    "feed": "sarkhat.harvest.commands:feed",
    "extract": "sarkhat.extract.commands:extract",
    "understand": "sarkhat.understand.commands:understand",
    "stories": "sarkhat.stories.commands:stories",
    "rank": "sarkhat.ranking.commands:rank",
    "search": "sarkhat.understand.commands:search",
    "index": "sarkhat.understand.commands:index",
    "replay": "sarkhat.replay.commands:replay",
    "sample": "sarkhat.sample.commands:sample",
    "bench": "sarkhat.ops.bench:bench",
}


class LazyGroup(click.Group):
    """A group whose commands are imported at their first use: `sarkhat --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="sarkhat")
def group() -> None:
    """Sarkhat: news of many outlets, grouped into stories and ranked, on your own machine."""


def main() -> None:
    """Entry of the `sarkhat` program; a wrong setting ends it with exit code 2 and says the right values."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sarkhat.settings")
    try:
        group(prog_name="sarkhat")
    except Exception as error:
        known = fault(error)
        if known is None:
            raise
        click.echo(f"sarkhat: {known.text}", err=True)
        sys.exit(known.code)
