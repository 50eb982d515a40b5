"""`sarkhat alert`: whether the operator would hear of a broken outlet."""

import asyncio
import sys

import click

from sarkhat.ops.start import open_django


@click.group()
def alert() -> None:
    """Letters about broken outlets."""


@alert.command()
def trial() -> None:
    """Send a trial letter by every way that is set up. Exit code 0 only if each arrived, 2 if none is set up."""
    open_django()
    from sarkhat import clock
    from sarkhat.ops.alerts import letter, ways

    opened = ways.set_up()
    if not opened:
        click.echo(
            "No way is set up. Set SARKHAT_ALERT_MAIL with SARKHAT_SMTP_HOST, or SARKHAT_ALERT_WEBHOOK.", err=True
        )
        sys.exit(2)
    sent = letter.trial(clock.now())
    failed = False
    for name, send in opened.items():
        try:
            asyncio.run(send(sent))
            click.echo(f"{name}: sent", err=True)
        except ways.NotSent as error:
            click.echo(f"{name}: not sent: {error}", err=True)
            failed = True
    sys.exit(1 if failed else 0)
