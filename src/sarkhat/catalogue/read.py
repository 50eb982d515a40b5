"""Read a catalogue of outlets: a TOML file becomes checked, frozen rows.

The format is described in `README.md` beside this file; the syntax is TOML 1.0 (https://toml.io/en/v1.0.0).
Countries are ISO 3166-1 alpha-2 codes, languages BCP 47 tags. Nothing here touches a database or the
network, so that an operator's own file is checked before a row of it is written.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from sarkhat.catalogue.rules import OUTLET_RULES, WATCH_RULES, Rule, outlet_complaints, watch_complaints
from sarkhat.text.urls import canonical

BUNDLED: Final = "fa.toml"


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One address to visit: `kind` of sources.records.WATCH_KINDS, `section` empty for a mixed feed.

    `role` is "front" where the order of the page or feed is the outlet's own choice of what leads,
    else "items". `checked` is false where the address was inferred from the family of the site's software.
    """

    kind: str
    url: str
    section: str
    role: str
    checked: bool


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One publisher as publicly known; empty `country`, `telegram` and `terms` mean "not stated".

    `proxy` is for this outlet alone, empty for the one of the settings.
    """

    key: str
    name: str
    name_en: str
    home: str
    language: str
    country: str
    kind: str
    owner: str
    owner_en: str
    display: str
    terms: str
    telegram: str
    watches: tuple[WatchRow, ...]
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of one row, and which values would be right."""

    key: str
    field: str
    expected: str

    def __str__(self) -> str:
        return f"{self.key}: {self.field} must be {self.expected}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The good rows in the order of the file, and what is wrong with the others (empty when strict)."""

    outlets: tuple[OutletRow, ...]
    problems: tuple[Problem, ...] = ()


class CatalogueError(ValueError):
    """A catalogue that cannot be used as it stands; `problems` names every bad row, field and right value."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def load(path_or_text: Path | str, strict: bool = True) -> Catalogue:
    """A catalogue from a path, or from TOML text given as a string.

    Strict: raises CatalogueError with all problems. Otherwise a bad row is left out, and told of in
    `problems`. What is not TOML at all, or cannot be read, raises CatalogueError either way.
    """
    tables = list(_tables(path_or_text))
    problems = [problem for place, table in tables for problem in _outlet_problems(place, table)]
    bad = {problem.key for problem in problems}
    rows, twins = _distinct([_outlet(table) for place, table in tables if place not in bad])
    problems += twins
    if strict and problems:
        raise CatalogueError(problems)
    return Catalogue(tuple(rows), tuple(problems))


def bundled() -> Catalogue:
    """The catalogue shipped with Sarkhat."""
    return load((files("sarkhat.catalogue") / BUNDLED).read_text(encoding="utf-8"))


def _tables(path_or_text: Path | str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each outlet's table with the name by which problems speak of it: its key, or its place in the file."""
    parsed = _parsed(path_or_text)
    for field in parsed.keys() - {"outlet"}:
        raise CatalogueError([Problem("the file", field, "left out: only [[outlet]] tables are known")])
    found = parsed.get("outlet", [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found) or not found:
        raise CatalogueError([Problem("the file", "outlet", "one or more [[outlet]] tables")])
    seen: set[str] = set()
    for number, table in enumerate(found, 1):
        key = table.get("key")
        place = key if isinstance(key, str) and key and key not in seen else f"outlet {number} ({key or 'no key'})"
        seen.add(place)
        yield place, table


def _parsed(path_or_text: Path | str) -> dict[str, Any]:
    name = str(path_or_text) if isinstance(path_or_text, Path) else "the text"
    try:
        text = path_or_text.read_text(encoding="utf-8") if isinstance(path_or_text, Path) else path_or_text
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError([Problem(name, "the file", f"readable UTF-8 ({error})")]) from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([Problem(name, "the file", f"valid TOML ({error})")]) from error


def _outlet_problems(place: str, table: dict[str, Any]) -> Iterator[Problem]:
    watches = table.get("watch")
    yield from _field_problems(place, "", {k: v for k, v in table.items() if k != "watch"}, OUTLET_RULES)
    if not isinstance(watches, list) or not watches or not all(isinstance(watch, dict) for watch in watches):
        yield Problem(place, "watch", "one or more [[outlet.watch]] tables")
        return
    wrong = False
    for number, watch in enumerate(watches, 1):
        for problem in _field_problems(place, f"watch {number} ", watch, WATCH_RULES):
            wrong = True
            yield problem
    if not wrong:
        for field, expected in (*watch_complaints(watches), *outlet_complaints(table, watches)):
            yield Problem(place, field, expected)


def _field_problems(place: str, prefix: str, table: dict[str, Any], rules: dict[str, Rule]) -> Iterator[Problem]:
    for field in sorted(table.keys() - rules.keys()):
        yield Problem(place, prefix + field, f"one of the known fields: {', '.join(rules)}")
    for field, rule in rules.items():
        missing = field not in table
        if (missing and rule.required) or (not missing and not rule.accepts(table[field])):
            yield Problem(place, prefix + field, rule.expected)


def _outlet(table: dict[str, Any]) -> OutletRow:
    texts = {field: table.get(field, rule.default) for field, rule in OUTLET_RULES.items()}
    return OutletRow(**texts, watches=tuple(_watch(watch) for watch in table["watch"]))


def _watch(watch: dict[str, Any]) -> WatchRow:
    front = watch["kind"] == "front_page"
    return WatchRow(
        kind=watch["kind"],
        url=watch["url"],
        section=watch.get("section", ""),
        role=watch.get("role", "front" if front else "items"),
        checked=watch.get("checked", True),
    )


def _distinct(rows: list[OutletRow]) -> tuple[list[OutletRow], list[Problem]]:
    """Of rows that share a key, a home page or an address, the first stays and the later ones are bad."""
    owners: dict[tuple[str, str], str] = {}
    kept, problems = [], []
    for row in rows:
        marks = _marks(row)
        taken = sorted({mark for mark in marks if mark in owners or marks.count(mark) > 1})
        expected = "unlike any other, but {} is also in {}"
        problems += [
            Problem(row.key, field, expected.format(value, owners.get((field, value), "this row")))
            for field, value in taken
        ]
        if not taken:
            kept.append(row)
            owners.update(dict.fromkeys(marks, row.key))
    return kept, problems


def _marks(row: OutletRow) -> list[tuple[str, str]]:
    """What no two rows, and no two watches of a row, may share."""
    addresses = [("watch url", canonical(watch.url)) for watch in row.watches]
    return [("key", row.key), ("home", canonical(row.home)), *addresses]
