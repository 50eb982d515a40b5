"""What ends a command from outside is told in words; our own mistakes keep their traceback."""

import errno

import pytest
from django.db import OperationalError

from sarkhat.faults import fault


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("database or disk is full", "Make room"),
        ("database disk image is malformed", "sarkhat restore"),
        ("attempt to write a readonly database", "SARKHAT_DATA"),
        ("database is locked", "Another process"),
        ('table "django_migrations" already exists', "Another Sarkhat"),
        ("no such column: x", "sarkhat doctor"),
    ],
)
def test_a_database_says_what_to_do(said: str, advice: str) -> None:
    found = fault(OperationalError(said))
    assert found is not None
    assert said in found.text
    assert advice in found.text
    assert found.code == 1


def test_the_system_says_what_to_do() -> None:
    full, closed = fault(OSError(errno.ENOSPC, "x")), fault(PermissionError(errno.EACCES, "x", "/srv/data"))
    assert full is not None
    assert "Make room" in full.text
    assert closed is not None
    assert "/srv/data" in closed.text


def test_our_own_mistakes_are_not_explained_away() -> None:
    assert fault(KeyError("x")) is None
    assert fault(FileNotFoundError(errno.ENOENT, "x")) is None
