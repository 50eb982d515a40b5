"""Reads items for the commands: JSON lines of {"id", "source", "published", "title"?, "text"}."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from sarkhat.understand.records import Item


def name_of(file: BinaryIO) -> str:
    """What an error calls the file."""
    return str(getattr(file, "name", "<stdin>"))


class BadLine(ValueError):
    """A line that is no item; the text names the line and what is wrong with it."""


def read_items(lines: Iterable[bytes]) -> Iterator[Item]:
    """The items of the lines; empty lines are passed over. Raises BadLine."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                item = _item(json.loads(line))
            except (ValueError, TypeError) as error:
                raise BadLine(f"line {number}: {error}") from error
            if (before := seen.setdefault(item.id, number)) != number:
                raise BadLine(f"line {number}: the id {item.id} stands in line {before} already")
            yield item


def _item(row: Any) -> Item:
    if not isinstance(row, dict):
        raise TypeError(f"an object is needed, not {type(row).__name__}")
    for name in ("id", "source", "published", "text"):
        if name not in row:
            raise ValueError(f'"{name}" is missing')
    for name in ("source", "published", "text"):
        if not isinstance(row[name], str):
            raise TypeError(f'"{name}" must be a string')
    return Item(
        id=str(row["id"]),
        source=row["source"],
        published=_time(row["published"]),
        text=_clean(row["text"]),
        title=_clean(str(row.get("title") or "")),
        stated_section=str(row.get("stated_section") or ""),
        stated_language=str(row.get("stated_language") or ""),
    )


def _time(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _clean(text: str) -> str:
    """Lone surrogates, which JSON lets through, cannot be written as UTF-8."""
    return text.encode("utf-8", "replace").decode()
