"""Figures at rest and as JSON: only what is not empty is written down."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from sarkhat.extract.records import Cell, Figure
from sarkhat.store import bodies

_FIELDS: Final = tuple((field.name, field.default) for field in fields(Figure))


def pack(figures: Iterable[Figure]) -> bytes | None:
    """The figures as bytes; None for none."""
    rows = [to_json(figure) for figure in figures]
    return bodies.pack(rows) if rows else None


def unpack(packed: bytes | memoryview | None) -> tuple[Figure, ...]:
    """What `pack` was given. Raises zstandard.ZstdError, KeyError, TypeError or ValueError on damaged bytes."""
    rows: Any = bodies.unpack(bytes(packed)) if packed else []
    return tuple(_figure(row) for row in rows)


def to_json(figure: Figure) -> dict[str, Any]:
    """The figure as a JSON object; a cell as a list."""
    values = {name: getattr(figure, name) for name, default in _FIELDS if getattr(figure, name) != default}
    return values | ({"rows": [[list(cell) for cell in row] for row in figure.rows]} if figure.rows else {})


def _figure(row: dict[str, Any]) -> Figure:
    rows = tuple(tuple(Cell(*cell) for cell in cells) for cells in row.get("rows", ()))
    return Figure(**{**row, "rows": rows})
