"""What `sarkhat doctor` looks at. Each check is a function that gives a state and a fact; none changes anything."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sarkhat import clock
from sarkhat.ops import backlog
from sarkhat.ops.alerts import ways
from sarkhat.ops.locks import worker_is_alive
from sarkhat.ops.models import Way
from sarkhat.ops.setup import static_is_old
from sarkhat.ranking import freshness as arriving
from sarkhat.sources.lists import overview

State = Literal["well", "warning", "ill"]
LEAST_SPACE: Final = 500 * 2**20  # bytes
SPARSE: Final = 2 * 2**30
LATE: Final = 3 * 3600.0  # seconds without a new article before we wonder
BEHIND: Final = 1000  # readings that the index may lag behind
EARLIEST: Final = datetime(2026, 1, 1, tzinfo=UTC)  # this release is younger


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. A warning needs a look, but Sarkhat works. `fact` is a key of doctor_words.FACTS."""

    name: str
    state: State
    fact: str
    values: dict[str, object] = field(default_factory=dict)


Finding = tuple[State, str, dict[str, object]]


def plain(state: State, text: str) -> Finding:
    """A fact that needs no words of ours."""
    return state, "plain", {"text": text}


def python() -> Finding:
    """Python 3.11 or newer."""
    return plain("well" if sys.version_info >= (3, 11) else "ill", sys.version.split()[0])


def folder() -> Finding:
    """Whether we may write into the data folder."""
    data = Path(settings.DATA)
    try:
        with tempfile.TemporaryFile(dir=data):
            return plain("well", str(data))
    except OSError as error:
        return plain("ill", f"{data}: {error.strerror or error}")


def space() -> Finding:
    """Free space where the data lies."""
    free = shutil.disk_usage(settings.DATA).free
    state: State = "ill" if free < LEAST_SPACE else "warning" if free < SPARSE else "well"
    return state, "space", {"gib": round(free / 2**30, 1)}


def database() -> Finding:
    """SQLite's own quick check, on a connection of its own that cannot write."""
    path = Path(settings.DATA) / "sarkhat.sqlite3"
    if not path.exists():
        return "well", "unmade", {}  # the tables are then found missing
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20) as own:
            said = str(own.execute("PRAGMA quick_check(5)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return plain("ill", str(error))
    return "well" if said == "ok" else "ill", "size", {"said": said, "mib": round(path.stat().st_size / 2**20)}


def tables() -> Finding:
    """Whether all migrations have been carried out."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return ("ill", "migrations", {"count": len(waiting)}) if waiting else ("well", "current", {})


def search() -> Finding:
    """Whether the search index follows the archive."""
    waiting = backlog.backlog(clock.now())["index"]
    missing = not (Path(settings.DATA) / "search").is_dir() and backlog.freshness(clock.now()).articles
    if missing:
        return "ill", "no-index", {}
    return "warning" if waiting > BEHIND else "well", "waiting", {"count": waiting}


def worker() -> Finding:
    """Whether a worker holds the data folder's lock."""
    alive = worker_is_alive(Path(settings.DATA))
    return ("well", "at-work", {}) if alive else ("warning", "not-running", {})


def machine_clock() -> Finding:
    """A clock before this release is wrong; a played one is told."""
    now = datetime.now(UTC)
    state: State = "well" if now >= EARLIEST else "ill"
    at = f"{now:%Y-%m-%d %H:%M}"
    if settings.CONFIG.clock:
        return state, "played", {"at": at, "shown": f"{clock.now():%Y-%m-%d %H:%M}"}
    return plain(state, f"{at} UTC")


def outlets() -> Finding:
    """Which outlets do not answer. Ill only where none does."""
    rows = [row for row in overview() if row["state"] != "off"]
    bad = [row for row in rows if row["state"] == "failing"]
    visited = [row for row in rows if row["state"] != "new"]
    if not rows:
        return "ill", "none-watched", {}
    named = ", ".join(f"{row['key']} ({row['error']})" for row in bad[:5]) + (" …" if len(bad) > 5 else "")
    state: State = "ill" if visited and len(bad) == len(visited) else "warning" if bad else "well"
    return state, "failing" if bad else "watched", {"count": len(rows), "bad": len(bad), "names": named}


def freshness() -> Finding:
    """When the newest article came in."""
    found = backlog.freshness(clock.now())
    if found.newest_seconds is None:
        return "warning", "empty", {}
    return "warning" if found.newest_seconds > LATE else "well", "minutes", {"count": round(found.newest_seconds / 60)}


def contact() -> Finding:
    """Whether outlets can find us."""
    said = settings.CONFIG.contact or settings.CONFIG.site_url
    return plain("well", said) if said else ("warning", "not-set", {})


def alerts() -> Finding:
    """Whether the operator would hear of a broken outlet."""
    opened = ways.set_up()
    failing = Way.objects.filter(name__in=opened, attempts__gt=0).first()
    if failing:
        return "warning", "alerts-failing", {"name": failing.name, "error": failing.error, "count": failing.attempts}
    return ("well", "plain", {"text": ", ".join(opened)}) if opened else ("warning", "not-set", {})


def arrival() -> Finding:
    """How soon news arrives."""
    whole = arriving.recent(clock.now()).whole
    if whole is None:
        return "well", "unmeasured", {}
    return "well", "arrival", {"half": round(whole.p50), "most": round(whole.p95), "count": whole.items}


def static() -> Finding:
    """Whether the site's files are those of this release."""
    return ("ill", "old", {}) if static_is_old(Path(settings.DATA)) else ("well", "current", {})


CHECKS: Final[dict[str, Callable[[], Finding]]] = {
    "python": python, "folder": folder, "space": space, "database": database, "tables": tables, "static": static,
    "search": search, "worker": worker, "clock": machine_clock, "outlets": outlets, "freshness": freshness,
    "arrival": arrival, "contact": contact, "alerts": alerts,
}  # fmt: skip
NEED_TABLES: Final = frozenset({"search", "outlets", "freshness", "arrival", "alerts"})


def run_all() -> list[Check]:
    """All findings; those that read tables are left out where the tables are not there."""
    found: list[Check] = []
    for name, check in CHECKS.items():
        if name in NEED_TABLES and any(one.state == "ill" for one in found if one.name in ("database", "tables")):
            continue
        try:
            found.append(Check(name, *check()))
        except Exception as error:  # a check that breaks is a finding, and the others still count
            found.append(Check(name, *plain("ill", f"{type(error).__name__}: {error}")))
    return found
