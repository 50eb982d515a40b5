"""What hubs brought, laid down by the web process and taken up by the worker: one file a delivery.

A file is written beside its place and then renamed, so the worker never sees half of one. It goes only after what it
holds is committed; a crash between the two brings it once more, which changes nothing. The folder is bounded: whoever
comes when it is full is told to come again.
"""

import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 200_000_000
MOST_OF_ONE: Final = 20  # deliveries of one subscription that wait
_ENDING: Final = ".push"
_HALF_WRITTEN: Final = 3600  # seconds, of ours


@dataclass(frozen=True, slots=True)
class Delivery:
    """`about`: "content" (a feed's text in `body`), "subscribe" or "unsubscribe" (verified), "denied"."""

    subscription: int
    about: str
    content_type: str = ""
    lease_seconds: int | None = None
    reason: str = ""
    body: bytes = b""


def put(folder: Path, delivery: Delivery) -> bool:
    """Lay it down; False where there is no room. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if not _room(folder, delivery):
        return False
    facts = {name: value for name, value in asdict(delivery).items() if name != "body"}
    name = f"{time.time_ns():020d}-{delivery.subscription}-{secrets.token_hex(4)}"
    beside = folder / f"{name}.part"
    try:
        beside.write_bytes(json.dumps(facts).encode() + b"\n" + delivery.body)
        beside.replace(folder / f"{name}{_ENDING}")
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return True


def waiting(folder: Path) -> Iterator[tuple[Path, Delivery | None]]:
    """The deliveries in the order in which they came; None for a file that is none.

    What a web process that was killed left half written is taken away.
    """
    for path in sorted(folder.glob("*")):
        if path.suffix == _ENDING:
            yield path, _read(path)
        elif path.stat().st_mtime < time.time() - _HALF_WRITTEN:
            path.unlink(missing_ok=True)


def _read(path: Path) -> Delivery | None:
    head, _, body = path.read_bytes().partition(b"\n")
    try:
        return Delivery(**json.loads(head), body=body)
    except (ValueError, TypeError):
        return None


def _room(folder: Path, delivery: Delivery) -> bool:
    size, own = len(delivery.body), 0
    with os.scandir(folder) as files:
        for file in files:
            own += file.name.split("-")[1:2] == [str(delivery.subscription)]
            try:
                size += file.stat().st_size
            except FileNotFoundError:  # taken up meanwhile
                continue
    return own < MOST_OF_ONE and size <= MOST_BYTES
