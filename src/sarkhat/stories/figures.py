"""Figures that the outlets of a story tell differently: the dead, the injured, the arrested, the missing, a score.

Pure. Only what is counted by one of a few words is compared, so that two numbers of different things are never set
against each other. A text says one figure of a kind: the first, which stands in its title or lead. Of an outlet its
latest figure counts, so that nobody is set against himself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sarkhat.text.persian import fold

_KINDS: Final = {
    "dead": r"کشته|شهید|شهادت|جانباخته|جان ?باخت\w*|جانباختن|فوت\w*|قربانی|killed|dead|deaths?|died",
    "injured": r"زخمی|مجروح|مصدوم\w*|جراحت|injured|wounded|hurt",
    "arrested": r"بازداشت|دستگیر|arrested|detained",
    "missing": r"مفقود|ناپدید|گمشده|missing",
}
_WORDS: Final = dict(
    zip(
        "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست".split(),
        range(1, 21),
        strict=True,
    )
) | dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_NAMED: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER: Final = rf"(?<![\w.,/:])(\d{{1,3}}(?:[,٬]\d{{3}})+|\d{{1,5}}|{_NAMED})(?!\w)"
_HEADS: Final = r"(?:نفر|تن|شهروند|کودک|سرباز|نظامی|people|persons?|others)"
_SCORE: Final = re.compile(r"(?<![\w.,/:-])(\d{1,2}) ?(?:بر|[-–]|:(?! ?\d\d)) ?(\d{1,2})(?![\w.,/:-])")
_MATCH: Final = re.compile(r"گل|بازی|دیدار|مسابقه|لیگ|جام|برد|شکست|پیروز|تساوی|match|goal|beat|league|cup")
_SAID: Final = {
    kind: re.compile(
        rf"{_NUMBER}(?: {_HEADS})?(?: (?:را|که|نیز|هم|were|was))? (?:{words})"
        rf"|(?:{words})(?: (?:شدن|گرفتن|شد|شدند))? {_NUMBER} {_HEADS}"
        rf"|(?:شمار|تعداد|آمار) (?:{words})\w*(?: \w+){{0,6}}? (?:به|را) {_NUMBER} {_HEADS}"
        rf"|(?:number|toll) of (?:the )?(?:{words})(?: \w+){{0,4}}? (?:at|to|hits|reaches|passes) {_NUMBER}"
    )
    for kind, words in _KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Differing:
    """A kind of figure, and each figure with the texts (by their place) that say it, the smallest first."""

    kind: str  # "dead", "injured", "arrested", "missing" or "score"
    told: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def figures(text: str) -> dict[str, tuple[int, ...]]:
    """What a text says of each kind: a number, of a score both, the greater first."""
    folded = re.sub(r"[ \t]+", " ", fold(text))
    found: dict[str, tuple[int, ...]] = {}
    for kind, said in _SAID.items():
        if match := said.search(folded):
            found[kind] = (_value(next(filter(None, match.groups()))),)
    scores = {tuple(sorted(map(int, pair), reverse=True)) for pair in _SCORE.findall(folded)}
    if len(scores) == 1 and _MATCH.search(folded):  # several are sets, rounds or other matches
        found["score"] = scores.pop()
    return found


def _value(number: str) -> int:
    return _WORDS.get(number) or int(re.sub(r"\D", "", number))


def differing(told: Sequence[tuple[str, str]]) -> list[Differing]:
    """The kinds of which outlets say different figures. `told`: (outlet, text) in time order."""
    latest: dict[str, dict[str, tuple[tuple[int, ...], int]]] = {}
    for place, (outlet, text) in enumerate(told):
        for kind, figure in figures(text).items():
            latest.setdefault(kind, {})[outlet] = figure, place
    found = []
    for kind in (*_KINDS, "score"):
        said: dict[tuple[int, ...], list[int]] = {}
        for figure, place in latest.get(kind, {}).values():
            said.setdefault(figure, []).append(place)
        if len(said) > 1:
            found.append(Differing(kind, tuple((figure, tuple(sorted(said[figure]))) for figure in sorted(said))))
    return found
