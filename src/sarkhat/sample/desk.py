"""What a newsroom's data folder remembers: when it opened, and on which port its sites are.

Both outlive a restart: the day does not move, and no address changes (a changed address would be a new article).
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAY = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Desk:
    """`port` 0: not chosen yet."""

    opened: datetime
    port: int = 0


def read_desk(data: Path) -> Desk:
    """The desk of this folder, or one that opens now."""
    path = data / "newsroom.json"
    if not path.exists():
        return Desk(datetime.now(UTC))
    saved = json.loads(path.read_text())
    return Desk(datetime.fromisoformat(saved["opened"]), saved["port"])


def write_desk(data: Path, desk: Desk) -> None:
    """Remember it."""
    (data / "newsroom.json").write_text(json.dumps({"opened": desk.opened.isoformat(), "port": desk.port}))


def day_is_over(data: Path) -> bool:
    """Whether the newsroom of this folder opened so long ago that its news is of yesterday."""
    return (data / "newsroom.json").exists() and datetime.now(UTC) - read_desk(data).opened > DAY
