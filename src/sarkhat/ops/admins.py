"""`sarkhat admin`: who may enter the administration."""

import secrets
import sys

import click

from sarkhat.ops.start import open_django

LEAST = 10  # characters of a password


@click.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.option("--generate", is_flag=True, help="Make a password and print it, once.")
def admin(name: str, password_stdin: bool, generate: bool) -> None:
    """Make NAME an administrator, or give that administrator a new password."""
    if password_stdin and generate:
        raise click.UsageError("--password-stdin and --generate exclude one another")
    open_django()
    password = secrets.token_urlsafe(15) if generate else _asked(password_stdin)
    _refuse_weak(password, name)
    made = _write(name, password)
    click.echo(f"{name} {'is an administrator now' if made else 'has a new password'}: /admin/", err=True)
    if generate:
        click.echo(password)


def _asked(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _refuse_weak(password: str, name: str) -> None:
    from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
    from django.core.exceptions import ValidationError
    from django.utils import translation

    with translation.override("en"):
        try:
            MinimumLengthValidator(LEAST).validate(password)
            CommonPasswordValidator().validate(password)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    if name.lower() in password.lower():
        raise click.ClickException("the password must not hold the name")


def _write(name: str, password: str) -> bool:
    """True if the administrator is new."""
    from django.contrib.auth.models import User
    from django.core.exceptions import ValidationError

    user = User.objects.filter(username=name).first()
    made = user is None
    user = user or User(username=name)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    try:
        user.full_clean(exclude=["email", "password"])
    except ValidationError as error:
        raise click.ClickException(f"{name!r} cannot be a name: letters, digits and @ . + - _ only") from error
    user.save()
    return made
