"""What ends a command from outside, in words that say what happened, to what, and what to do.

Mistakes of the program itself are left out on purpose: their traceback is what a report needs.
"""

import errno
import os
import sys
from dataclasses import dataclass
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_CLOSED: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_DAMAGE: Final = ("malformed", "not a database", "disk image")


@dataclass(frozen=True, slots=True)
class Fault:
    """The text for the operator, and the exit code: 2 where what was given is wrong, else 1."""

    text: str
    code: int = 1


def fault(error: BaseException) -> Fault | None:
    """The error as a fault of what was given or of the machine; None where it may be a mistake of ours."""
    if _is(error, "sarkhat.config", "ConfigError"):
        return Fault(f"these settings cannot be used:\n{error}", 2)
    if _is(error, "sarkhat.catalogue.read", "CatalogueError"):
        return Fault(f"this catalogue cannot be used, and nothing of it was imported:\n{error}", 2)
    if _is(error, "sarkhat.net.errors", "NetError"):
        return Fault(f"the network did not give it: {error}")
    if _is(error, "sarkhat.ops.worker", "Taken") or _is(error, "sarkhat.replay.server", "PortTaken"):
        return Fault(str(error))
    if _is(error, "django.db.utils", "DatabaseError"):
        return Fault(_of_database(str(error)))
    return _of_system(error) if isinstance(error, OSError) else None


def _is(error: BaseException, module: str, name: str) -> bool:
    """Whether it is of that class, without importing what nobody has imported."""
    known = getattr(sys.modules.get(module), name, None)
    return known is not None and isinstance(error, known)


def _of_database(said: str) -> str:
    if any(word in said for word in _DAMAGE):
        advice = "Its file is damaged. Stop Sarkhat, keep a copy of the file, and bring back a backup: sarkhat restore"
    elif "full" in said:
        advice = "The disk is full. Make room and start again; what was written before is kept"
    elif "readonly" in said or "unable to open" in said:
        advice = "This user may not write into the data folder (SARKHAT_DATA)"
    elif "already exists" in said:
        advice = "Another Sarkhat sets this data folder up at the same time. Start again when it is done"
    elif "locked" in said:
        advice = "Another process holds it. End that, or wait and start again"
    else:
        advice = "See what ails it: sarkhat doctor"
    return f"the database cannot be used ({said}). {advice}."


def _of_system(error: OSError) -> Fault | None:
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in _FULL:
        return Fault(f"the disk is full{place}. Make room and start again; what was written before is kept.")
    if error.errno in _CLOSED:
        return Fault(f"{os.strerror(error.errno or 0)}{place}. Give this user the right to it.")
    return None
