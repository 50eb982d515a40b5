"""Iran's official days off, computed: Friday is known by its weekday, this says which other days are holidays.

The days of the solar calendar are exact. Those of the lunar one follow the tabular calendar (`text.calendars`), from
which the sighted one differs by a day now and then; for a rhythm of publication that is near enough.
"""

from datetime import date
from functools import lru_cache
from typing import Final

from sarkhat.text.calendars import to_hijri, to_jalali

# (month, day) as Iran's official calendar lists them
_SOLAR: Final = frozenset(
    {(1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29), (12, 30)}
)
_LUNAR: Final = frozenset(
    {
        (1, 9), (1, 10), (2, 20), (2, 28), (3, 8), (3, 17), (6, 3), (7, 13), (7, 27),
        (8, 15), (9, 21), (10, 1), (10, 2), (10, 25), (12, 10), (12, 18),
    }
)  # fmt: skip
_SAFAR: Final = 2


@lru_cache(maxsize=64)
def is_holiday(day: date) -> bool:
    """Whether `day` is an official day off in Iran, other than as a Friday."""
    _, month, number = to_hijri(day)
    if (month, number) in _LUNAR or to_jalali(day)[1:] in _SOLAR:
        return True
    # The last day of Safar, be it the 29th or the 30th.
    return month == _SAFAR and number >= 29 and to_hijri(date.fromordinal(day.toordinal() + 1))[1] != _SAFAR
