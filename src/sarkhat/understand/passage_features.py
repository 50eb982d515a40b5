"""What is told of a candidate for the key passage: by its words, its place, its length and its form. Pure.

Most is said in relation to the text's other sentences: how far it is from the one that shares most with the title,
and how frequent its words are among theirs.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sarkhat.text.words import tokens
from sarkhat.understand.candidates import MOST, Candidate

_STEM: Final = 5  # letters: endings are many

_SPEECH = r"(?:تصریح|تصريح|تاکید|تأکید|تاكيد|خاطر ?نشان|اظهار|اضافه|بیان|عنوان|افزود|گفت|ادامه داد|نوشت)"
_FORMS: Final = (
    re.compile(r"\d"),
    # leans on what was said before, or adds to it
    re.compile(
        r"^(?:گفتنی است|شایان ذکر|لازم به ذکر|یادآور|همچنین|در ادامه|این در حالی|در همین حال|از سوی دیگر|البته|"
        r"به گفتهٔ? وی|پیش از این|پیش‌تر|بر این اساس|براین اساس|به این ترتیب|علاوه بر|در پایان|"
        r"Meanwhile|Also,|But |However)"
    ),
    re.compile(r"^(?:و[یي]|او|ا[یي]شان|آنها|آن‌ها|این مسئول|این مسؤول|این مقام|He|She|They)\s"),
    re.compile(r"^(?:ا[یي]ن|آن|همین|چنین)"),
    re.compile(rf"^(?:و\s?)?{_SPEECH}\b"),  # who said it stands elsewhere
    re.compile(r"[؟?]"),
    re.compile(r"(?:گفت|افزود|کرد|كرد|داشت|داد|ساخت|شد|نوشت|است)\s*[:،]|\b(?:said|announced|told)\b"),  # says who
    re.compile(r"^[^:،]{2,60}:\s"),
    # ends as news does
    re.compile(
        r"(?:شد|کرد|كرد|داد|می‌شود|مي‌شود|می شود|می‌کند|رسید|یافت|گرفت|شدند|کردند|دادند|خواهد \w+|پیوست|کشته)"
        r"(?:ه‌?اند|ه است|ند)?\s*[.!»]*$"
    ),
    re.compile(r"امروز|امشب|دیروز|شب گذشته|روز گذشته|صبح|عصر|ظهر|شنبه|جمعه"),
    re.compile(r"«"),
    # remembers and honours before it tells
    re.compile(r"گرامیداشت|گراميداشت|تبریک|تبريک|تبريك|تسلیت|تسليت|سالروز|سالگرد|یاد و خاطره"),
)
_SAYS_WHO: Final = _FORMS[6], _FORMS[7]
_OURS = re.compile(r"(?:^|\s)(?:من|ما|مان|خودم|خودمان|بنده|شما)\s|\w(?:یم|ایم|ییم)(?=[\s.،!؟]|$)")
_ENDED = re.compile(r"[.!؟?»\"…]$")


class Text:
    """What the candidates of one text have in common."""

    def __init__(self, found: Sequence[Candidate], title: str) -> None:
        self.words = [[token[:_STEM] for token in tokens(one.text)] for one in found]
        self.title = {token[:_STEM] for token in tokens(title)}
        self.counts = Counter(word for words in self.words for word in words)
        self.last = max((one.place for one in found), default=0) or 1
        self.has_long = any(one.place and len(one.text) >= 90 for one in found)
        self.first = set() if self.title or not self.words else set(self.words[0])
        self.size = len(found)
        self.spread = Counter(word for words in self.words for word in set(words))
        self.weights = {word: math.log((len(found) + 1) / (self.spread[word] + 0.5)) + 0.2 for word in self.title}
        self.told = [self._told(set(words)) for words in self.words]
        self.most_told = max(self.told, default=0.0)

    def _told(self, words: set[str]) -> float:
        """How much of the title the words hold, 0…1; a word that few sentences have counts more."""
        if not self.title:
            return 0.0
        return sum(self.weights[word] for word in words & self.title) / sum(self.weights.values())


def features(text: Text, at: int, one: Candidate) -> list[float]:
    """The features of the candidate at place `at` of the text's, most 0…1."""
    return [*_shared(text, at, one), *_placed(text, one), *_formed(one)]


def _shared(text: Text, at: int, one: Candidate) -> list[float]:
    """By its words: what it shares with the title and the other sentences."""
    words = set(text.words[at])
    size = len(words) or 1
    common = len(words & text.title)
    told = text.told[at]
    central = sum(text.counts[word] for word in words) / size
    rare = sum(text.counts[word] * math.log(1 + text.size / (text.spread[word] + 0.5)) for word in words) / size
    return [
        common / len(text.title) if text.title else 0.0,
        common / size,
        told,
        float(0 < text.most_told <= told),
        text.most_told - told,
        min(central, 6) / 6,
        min(rare, 12) / 12,
        len(words & text.first) / len(text.first) if text.first and one.place else 0.0,
    ]


def _placed(text: Text, one: Candidate) -> list[float]:
    """By its place and length."""
    size, untitled = len(one.text), not text.title
    return [
        float(one.place == 0),
        float(one.place == 0 and untitled),
        min(one.place, 10) / 10,
        one.place / text.last,
        float(size < 60),
        float(60 <= size < 90),
        size / MOST,
        float(size > 250),
        float(one.cut),
        float(size < 90 and one.place == 0 and untitled and text.has_long),  # a teaser over the news
    ]


def _formed(one: Candidate) -> list[float]:
    """By its form."""
    said = one.text
    quotes = said.count("«") != said.count("»") or said.count('"') % 2 == 1
    alone = _OURS.search(said) and not any(form.search(said) for form in _SAYS_WHO)
    return [
        *(float(bool(form.search(said))) for form in _FORMS),
        float(bool(alone)),  # «we», and nobody who says it
        float(quotes),
        float(not _ENDED.search(said)),
        float("/" in said and not _FORMS[0].search(said)),  # a teaser's stroke
    ]
