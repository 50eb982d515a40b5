"""`sarkhat setup`: database, static files, catalogue. Quick when all of it stands already."""

import logging
from pathlib import Path

import click

from sarkhat import __version__
from sarkhat.ops.start import open_django


@click.command()
def setup() -> None:
    """Make the data folder ready: database, static files, the shipped catalogue of outlets."""
    open_django()
    prepare()
    click.echo("Ready. Start the site with: sarkhat run", err=True)


def prepare(catalogue: str = "") -> None:
    """Bring database, static files and outlets up to date; `catalogue` is a file or address, else the shipped one."""
    from django.conf import settings
    from django.core.management import call_command

    from sarkhat.understand import again

    click.echo(f"Setting up: database in {settings.DATA} …", err=True)
    call_command("migrate", verbosity=0)
    again.look()
    if static_is_old(settings.DATA):
        click.echo("Setting up: style sheets, fonts and pictures of the site …", err=True)
        logging.getLogger("whitenoise").setLevel("ERROR")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        (settings.DATA / "static" / ".version").write_text(_static_mark())
    _import(catalogue)


def _import(catalogue: str) -> None:
    from sarkhat.sources import run
    from sarkhat.sources.catalogues import read_catalogue

    imported = run.import_rows(read_catalogue(catalogue).outlets)
    if imported.outlets or imported.watches:
        click.echo(f"Setting up: {imported.outlets} outlets with {imported.watches} addresses to watch …", err=True)


def static_is_old(data: Path) -> bool:
    """Whether the collected files of the site are missing or of another release."""
    mark = data / "static" / ".version"
    return not mark.exists() or mark.read_text() != _static_mark()


def _static_mark() -> str:
    """Changes when the release or a file of the site's own static folder changes."""
    folder = Path(__file__).parents[1] / "pages" / "static"
    newest = max((file.stat().st_mtime_ns for file in folder.rglob("*")), default=0)
    return f"{__version__} {newest}"
