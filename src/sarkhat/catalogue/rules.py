"""What each field of a catalogue must look like: the same rules for every outlet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from sarkhat.sources.records import OUTLET_KINDS, PROXY, SECTIONS, WATCH_KINDS
from sarkhat.text.urls import is_http

ROLES: Final = ("items", "front")
DISPLAYS: Final = ("excerpt", "full")
ARABIC_LETTERS: Final = "يكىة"
TELEGRAM_HOST: Final = "t.me"

Complaint = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One field: whether it must be there, what it is when left out, and in words which values are right."""

    accepts: Callable[[Any], bool]
    expected: str
    required: bool = True
    default: str = ""


def _matching(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _one_of(*values: str, required: bool = True, default: str = "") -> Rule:
    return Rule(lambda value: value in values, "one of " + ", ".join(values), required, default)


def _address(value: Any) -> bool:
    return isinstance(value, str) and value == value.strip() and value.startswith("http") and is_http(value)


def _line(value: Any) -> bool:
    return isinstance(value, str) and value == value.strip() and "\n" not in value and 0 < len(value) <= 200


_ADDRESS: Final = Rule(_address, "an address that starts with https:// or http://")
_LINE: Final = Rule(_line, "one line of text")
_OPTIONAL: Final = Rule(lambda value: value == "" or _line(value), "one line of text, or left out", False)

OUTLET_RULES: Final[dict[str, Rule]] = {
    "key": Rule(_matching(r"[a-z0-9]+(-[a-z0-9]+)*"), "a slug of a-z, 0-9 and single hyphens"),
    "name": _LINE,
    "name_en": _OPTIONAL,
    "home": _ADDRESS,
    "language": Rule(_matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), 'a language tag such as "fa"', False, "fa"),
    "country": Rule(_matching("([A-Z]{2})?"), 'an ISO 3166 code such as "IR", or left out', False),
    "kind": _one_of(*OUTLET_KINDS),
    "owner": _OPTIONAL,
    "owner_en": _OPTIONAL,
    "display": _one_of(*DISPLAYS, required=False, default="excerpt"),
    "terms": Rule(_matching(r".{0,500}"), "one line of at most 500 characters", False),
    "proxy": Rule(_matching(PROXY), "an HTTP proxy, as http://127.0.0.1:8118, or left out", False),
    "telegram": Rule(_matching("[A-Za-z][A-Za-z0-9_]{3,31}"), "a channel name without @", False),
}

WATCH_RULES: Final[dict[str, Rule]] = {
    "kind": _one_of(*WATCH_KINDS),
    "url": _ADDRESS,
    "section": _one_of(*SECTIONS, required=False),
    "role": _one_of(*ROLES, required=False),
    "checked": Rule(lambda value: isinstance(value, bool), "true or false", False),
}


def watch_complaints(watches: list[dict[str, Any]]) -> Iterator[Complaint]:
    """What single watches get wrong about each other's fields (each field by itself is right already)."""
    for number, watch in enumerate(watches, 1):
        kind, role, split = watch["kind"], watch.get("role"), urlsplit(watch["url"])
        if kind == "front_page" and role == "items":
            yield f"watch {number} role", 'left out or "front" for a front page'
        if kind in ("channel", "sitemap", "page") and role == "front":
            yield f"watch {number} role", f'left out or "items" for a {kind}'
        if kind == "channel" and not split.path.startswith("/s/"):
            yield f"watch {number} url", "the channel's preview page, as https://t.me/s/name"
        if kind != "channel" and split.hostname == TELEGRAM_HOST:
            yield f"watch {number} kind", '"channel" for an address at t.me'


def outlet_complaints(outlet: dict[str, Any], watches: list[dict[str, Any]]) -> Iterator[Complaint]:
    """What the watches of an outlet must do together, and what a full text needs."""
    if not any(watch["kind"] != "front_page" and watch.get("role") != "front" for watch in watches):
        yield "watch", "at least one feed, channel, sitemap or page that brings items"
    if outlet.get("language", "fa") == "fa" and any(letter in outlet["name"] for letter in ARABIC_LETTERS):
        yield "name", "written with ی and ک, not with their Arabic forms"
    if outlet.get("display") == "full" and not outlet.get("terms"):
        yield "terms", 'the licence, with its address, where display is "full"'
