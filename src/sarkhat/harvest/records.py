"""What harvest hands on: entries of a feed or channel, places on a front page, and what a visit came to."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a feed, sitemap or channel states it. Texts are as received, not sanitised."""

    id: str  # the source's own id; the link where it states none
    url: str  # absolute
    title: str = ""
    summary: str = ""  # HTML fragment
    content: str = ""  # HTML fragment of the whole text, where the source gives it (channel posts always)
    published: datetime | None = None  # aware, UTC
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()  # categories as stated
    image: str = ""
    views: int | None = None  # channels only
    forwards: int | None = None
    edited: bool = False
    forwarded_from: str = ""  # name of the channel that wrote the post first


@dataclass(frozen=True, slots=True)
class Place:
    """A link on a front page: position 1 is what leads it."""

    position: int
    url: str
    title: str
    weight: float = 0.0  # 0…1, how prominent (heading level, picture, order)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one answer of a watch holds, whatever its kind."""

    title: str = ""
    link: str = ""
    language: str = ""
    ttl_seconds: int | None = None
    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()
    more: str = ""  # address of the next older page, if any
    error: str = ""  # word key of what is wrong with the answer; entries may still be there
    hints: dict[str, str] = field(default_factory=dict)
