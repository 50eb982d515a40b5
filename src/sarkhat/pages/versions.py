"""An article's wordings and its life: what it said when, and what its outlet did to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sarkhat.extract.difference import Line, Piece, compared, squeezed, words_changed
from sarkhat.extract.fleeting import is_fleeting
from sarkhat.extract.models import Article, Event, Version
from sarkhat.understand.words import Packed, unpacked


@dataclass(frozen=True, slots=True)
class Wording:
    """What the outlet said from `at` on, in its own words. `lead` is None where it was not kept."""

    revision: int
    at: datetime
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`title`: its pieces if the headline differs, else empty; `lines`: all paragraphs."""

    title: tuple[Piece, ...]
    lines: tuple[Line, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        """The paragraphs that differ."""
        return tuple(line for line in self.lines if line.kind != "same")


@dataclass(frozen=True, slots=True)
class Step:
    """An event; for an edit also what it changed, where both wordings are kept."""

    event: Event
    difference: Difference | None = None


def wordings(found: Article) -> list[Wording]:
    """All wordings, oldest first, the present one last; found.body must be at hand. One query, none for a first one."""
    kept = list(Version.objects.filter(article=found).order_by("revision")) if found.revision > 1 else []
    body = getattr(found, "body", None)
    made = [_wording(row.revision, row.seen_at, row.title, row.lead, row.blocks) for row in kept]
    at = found.changed_at or found.first_seen
    return [*made, _wording(found.revision, at, found.title, found.lead, body.blocks if body else None)]


def difference(old: Wording, new: Wording) -> Difference:
    """What differs between two wordings. The lead counts as a paragraph where both have kept it."""
    title = words_changed(old.title, new.title) if squeezed(old.title) != squeezed(new.title) else ()
    has_leads = old.lead is not None and new.lead is not None
    return Difference(title, tuple(compared(_texts(old, has_leads), _texts(new, has_leads))))


def timeline(found: Article) -> list[Step]:
    """What the outlet did to the article, newest first. Two queries at most, one where nothing happened."""
    events = list(Event.objects.filter(article=found).order_by("-at", "-pk"))
    if not events:
        return []
    by_revision = {wording.revision: wording for wording in wordings(found)}
    return [Step(event, _of(event, by_revision)) for event in events]


def _of(event: Event, wordings: dict[int, Wording]) -> Difference | None:
    if event.kind != "edited":
        return None
    old, new = wordings.get(event.revision - 1), wordings.get(event.revision)
    return difference(old, new) if old and new else None


def _wording(revision: int, at: datetime, title: str, lead: str | None, blocks: Packed | None) -> Wording:
    texts = (text for _, text in unpacked(blocks)) if blocks else ()
    return Wording(revision, at, title, lead, tuple(text for text in texts if not is_fleeting(text)))


def _texts(wording: Wording, with_lead: bool) -> Sequence[str]:
    return [wording.lead, *wording.paragraphs] if with_lead and wording.lead else wording.paragraphs
