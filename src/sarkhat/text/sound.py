"""Foreign text as text that every later part can take: databases, XML, UTF-8, and a page's other lines.

Removed: lone surrogates (U+FFFD takes their place), control characters and noncharacters that XML 1.0 forbids, and
bidi overrides (LRO, RLO of UAX #9: they show letters in an order in which nobody wrote them). Joiners, marks,
embeddings and isolates stay as the outlet wrote them; they end with their block.
"""

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, TypeVar

_ANY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_HARMFUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff]")

_BARE: Final = frozenset({int, float, bool, datetime})  # they hold no text

Record = TypeVar("Record")


def sound(text: str) -> str:
    """The text without what breaks those who read it."""
    return _HARMFUL.sub("", _SURROGATES.sub("\ufffd", text)) if _ANY.search(text) else text


def sound_record(record: Record) -> Record:
    """The frozen dataclass with every string in it made sound, also in its tuples, records and dicts.

    One in which nothing is to be mended comes back itself: making a feed's records anew takes longer than to look.
    """
    return _renewed(record) if _ANY.search("\n".join(_strings(record))) else record


def _strings(record: Any) -> list[str]:
    """Every string in the record, at any depth."""
    texts: list[str] = []
    waiting = [record]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif kind is tuple:
            waiting.extend(value)
        elif value is not None and kind not in _BARE:
            waiting.extend(_within(value))
    return texts


def _within(value: Any) -> Iterable[Any]:
    """What the rarer kinds of values hold."""
    if isinstance(value, str):
        return (str(value),)
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    kind: Any = type(value)
    is_record = dataclasses.is_dataclass(value) and not isinstance(value, type)
    return _values(kind)(value) if is_record else value if isinstance(value, tuple) else ()


@functools.cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What takes all fields out of a record of this kind at once."""
    names = tuple(kind.__dataclass_fields__)
    # For a single name the getter gives no tuple.
    return attrgetter(*names) if len(names) > 1 else lambda one: tuple(getattr(one, name) for name in names)


def _renewed(record: Record) -> Record:
    mended = {field.name: _mended(getattr(record, field.name)) for field in dataclasses.fields(record)}  # type: ignore[arg-type]
    return dataclasses.replace(record, **mended)  # type: ignore[type-var]


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, tuple):
        return tuple(map(_mended, value))
    if isinstance(value, dict):
        return {_mended(name): _mended(one) for name, one in value.items()}
    return _renewed(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
