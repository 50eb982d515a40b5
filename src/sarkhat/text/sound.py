"""Foreign text as text that every later part can take: databases, XML, UTF-8, and a page's other lines.

Removed: lone surrogates (U+FFFD takes their place), control characters and noncharacters that XML 1.0 forbids, and
bidi overrides (LRO, RLO of UAX #9: they show letters in an order in which nobody wrote them). Joiners, marks,
embeddings and isolates stay as the outlet wrote them; they end with their block.
"""

import dataclasses
import re
from typing import Any, Final, TypeVar

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_HARMFUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff]")

Record = TypeVar("Record")


def sound(text: str) -> str:
    """The text without what breaks those who read it."""
    return _HARMFUL.sub("", _SURROGATES.sub("\ufffd", text))


def sound_record(record: Record) -> Record:
    """The frozen dataclass with every string in it made sound, also in its tuples, records and dicts."""
    fields = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type]
    return dataclasses.replace(record, **{name: _mended(getattr(record, name)) for name in fields})  # type: ignore[type-var]


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, tuple):
        return tuple(map(_mended, value))
    if isinstance(value, dict):
        return {_mended(name): _mended(one) for name, one in value.items()}
    return sound_record(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
