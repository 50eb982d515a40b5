"""The time that Sarkhat lives in: the real one, or a played one for replay (setting `SARKHAT_CLOCK`).

The played clock is anchored in a file of the data folder at its first start, so that it goes on, not back,
after a restart.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sarkhat.config import parse_clock


@dataclass
class _Anchor:
    shown: datetime
    real: datetime
    speed: float


_anchor: _Anchor | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    real = datetime.now(UTC)
    if _anchor is None:
        return real
    return _anchor.shown + timedelta(seconds=(real - _anchor.real).total_seconds() * _anchor.speed)


def real_seconds(played: float) -> float:
    """How many seconds of ours `played` seconds of the shown clock take."""
    return played / (_anchor.speed if _anchor and _anchor.speed else 1)


@contextmanager
def held(at: datetime) -> Iterator[None]:
    """A clock that stands at `at` and is moved by `hold` alone, for simulations within one process."""
    global _anchor
    before = _anchor
    hold(at)
    try:
        yield
    finally:
        _anchor = before


def hold(at: datetime) -> None:
    """Let the clock stand at `at`; within `held`."""
    global _anchor
    _anchor = _Anchor(at, at, 0.0)


def play(setting: str, folder: Path) -> None:
    """Follow the setting `TIME[*SPEED]`, anchored in `folder`; an empty setting is the real time."""
    global _anchor
    _anchor = _read_anchor(setting, folder / "clock.json") if setting else None


def _read_anchor(setting: str, path: Path) -> _Anchor:
    shown, speed = parse_clock(setting)
    saved = json.loads(path.read_text()) if path.exists() else {}
    if saved.get("setting") != setting:
        saved = {"setting": setting, "real": datetime.now(UTC).isoformat()}
        path.write_text(json.dumps(saved))
    return _Anchor(shown, datetime.fromisoformat(saved["real"]), speed)
