"""Reads the newsroom's texts and says what is published at a moment.

Times in the files are relative to the opening of the newsroom, so that its day runs as if today.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """What a piece says from a moment on."""

    since: timedelta
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the newsroom. `number` is its permanent number on its outlet's site."""

    number: int
    outlet: str
    happening: str
    section: str
    picture: str
    at: timedelta
    kicker: str
    lead: str
    author: str
    tags: tuple[str, ...]
    footnote: str
    wordings: tuple[Wording, ...]  # in time order; a second one is a silent edit
    source: str  # the agency that it is reprinted from, "" if it is the outlet's own
    removed: timedelta | None
    coverage: int  # how many outlets tell this happening

    def wording(self, elapsed: timedelta) -> Wording:
        """What the piece says now."""
        return [wording for wording in self.wordings if wording.since <= elapsed][-1]

    def is_out(self, elapsed: timedelta) -> bool:
        """Whether its page is there now."""
        return self.at <= elapsed and (self.removed is None or elapsed < self.removed)


@dataclass(frozen=True, slots=True)
class OutletSheet:
    """An outlet's row of outlets.toml."""

    key: str
    name: str
    name_en: str
    kind: str
    owner: str
    owner_en: str
    language: str = "fa"
    design: str = "plain"
    feed: str = "none"
    channel: str = ""
    encoding: str = "utf-8"
    loses_zwnj: bool = False
    breaks_feed: bool = False
    states_section: bool = False
    pushes: bool = False  # its feed names the newsroom's hub
    display: str = "full"
    dead: bool = False


def load_outlets() -> list[OutletSheet]:
    """The invented outlets."""
    rows = tomllib.loads((files("sarkhat.sample") / "outlets.toml").read_text(encoding="utf-8"))
    return [OutletSheet(key=key, **row) for key, row in rows.items()]


def load_pieces() -> list[Piece]:
    """Every article of the newsroom, numbered in the order of its files."""
    folder = files("sarkhat.sample") / "newsroom"
    happenings = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    pieces: list[Piece] = []
    for entry in happenings:
        happening = tomllib.loads(entry.read_text(encoding="utf-8"))
        for row in happening["article"]:
            pieces.append(_piece(1001 + len(pieces), happening, row))
    return pieces


def _piece(number: int, happening: dict[str, Any], row: dict[str, Any]) -> Piece:
    source = row.get("reprint_of", "")
    at = _offset(row["at"])
    original = _original(happening, source, at) if source else row
    title = row.get("title") or original.get("title", "")
    wordings = [Wording(at, title, original["body"].strip())]
    if edit := row.get("edit"):
        body = edit.get("body", row.get("body")).strip()
        wordings.append(Wording(_offset(edit["at"]), edit.get("title", title), body))
    return Piece(
        number=number,
        outlet=row["outlet"],
        happening=happening["slug"],
        section=happening["section"],
        picture=happening.get("picture", ""),
        at=at,
        kicker=row.get("kicker", ""),
        lead=original.get("lead", ""),
        author=row.get("author", ""),
        tags=tuple(original.get("tags", ())),
        footnote=row.get("footnote", ""),
        wordings=tuple(wordings),
        source=source,
        removed=_offset(row["removed_at"]) if "removed_at" in row else None,
        coverage=len({other["outlet"] for other in happening["article"]}),
    )


def _original(happening: dict[str, Any], outlet: str, at: timedelta) -> dict[str, Any]:
    """The outlet's latest own article of the happening before `at`."""
    own = [row for row in happening["article"] if row["outlet"] == outlet and "body" in row and _offset(row["at"]) < at]
    found: dict[str, Any] = max(own, key=lambda row: _offset(row["at"]))
    return found


def _offset(text: str) -> timedelta:
    """`-21:10` or `+0:04`: hours and minutes relative to the opening."""
    match = re.fullmatch(r"([+-])(\d+):(\d\d)", text)
    if match is None:
        raise ValueError(f"{text!r} is not a time like -21:10 or +0:04")
    size = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -size if match[1] == "-" else size
