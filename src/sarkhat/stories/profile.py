"""What a story is about, as threads see it: the words and names that its texts agree on. Pure.

A word tells of a happening if the texts of one story agree on it: where one says «نفتکش», most others do; «دیروز» or
«جزئیات» each says for itself. How often texts agree on a word is known from many stories (`agreed`); a story's own
texts add to that.

Who is only quoted is no topic: what stands before the colon of a headline («رویترز: …») counts for nothing, nor do
names of media.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sarkhat.stories.agreed import counted
from sarkhat.text.persian import fold
from sarkhat.text.words import tokens

NAME: Final = "@"  # before the key of a name, which so is no word
_WORDS: Final = 20  # of a story, that are kept
_NAMES: Final = 8
_SHARE: Final = 0.4  # of its texts, that must say a word
_PRIOR: Final = {False: 0.35, True: 0.55}  # agreement on a word, on a name, of which nothing is known
_TRUST: Final = 4.0  # texts that the prior counts for
_HEAD: Final = 160  # characters

_SPEAKER = re.compile(r"[^:\n]{2,70}?(?=:(?!\d))")
_NUMBER = re.compile(r"[\d.,/:٫٬]+$")
_WORD = re.compile(r"\w+")
_MEDIUM = re.compile(r"(?:خبرگزاری|شبکه|کانال|روزنامه|تلویزیون|رادیو)-")
_MEDIA = frozenset(
    """رویترز آکسیوس الجزیره العربیه المیادین الحدث بلومبرگ پولیتیکو ایرنا ایسنا تسنیم بی-بی-سی سی-ان-ان سی-بی-اس
    ان-بی-سی ای-بی-سی فاکس-نیوز وال-استریت-ژورنال نیویورک-تایمز نیویورک-پست واشنگتن-پست فایننشال-تایمز تلگراف گاردین
    اکونومیست آسوشیتدپرس سازمان-صداوسیما ایران-اینترنشنال صدای-آمریکا کان-نیوز وای-نت اسراییل-هیوم یدیعوت-آحارونوت
    هاآرتص ورزش-سه توییتر تلگرام اینستاگرام یوتیوب فیسبوک تروث-سوشال reuters axios bloomberg cnn bbc""".split()
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a story: its words with their rarity, its headline, the keys of the names in it."""

    words: Mapping[str, float]
    head: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """A story: when, how many texts it was made of, and of each term how many of them say it, and how rare it is.

    The rarity of names is 0: only what else is told (`threads`) says how rare they are.
    """

    story: int
    at: datetime  # its first article
    until: datetime  # its latest
    texts: int
    terms: dict[str, tuple[int, float]]

    def value(self, term: str, rarity: float) -> float:
        """How much a term tells of the story: said by how many × agreed on how much × how rare."""
        said = self.terms[term][0]
        return said / self.texts * agreement(term, [(said, self.texts)]) * rarity


def profile(story: int, at: datetime, until: datetime, texts: Sequence[Text]) -> Profile:
    """The profile of a story of these texts, one or more; copies of a text are left out by the caller."""
    said: Counter[str] = Counter()
    rarity: dict[str, float] = {}
    in_names = {part for text in texts for name in text.names for part in _parts(name)}
    for text in texts:
        found = told(text)
        said.update(found.keys())
        rarity.update(found)
    known = {term: (count, rarity[term]) for term, count in said.items() if count >= _SHARE * len(texts)}
    whole = Profile(story, at, until, len(texts), known)
    names = [term for term in known if term.startswith(NAME)]
    words = [term for term in known if not term.startswith(NAME) and term not in in_names]
    kept = heapq.nlargest(_WORDS, words, key=lambda term: (whole.value(term, known[term][1]), term))
    kept += heapq.nlargest(_NAMES, names, key=lambda term: (whole.value(term, 1.0), term))
    return Profile(story, at, until, len(texts), {term: known[term] for term in kept})


def agreement(term: str, stories: Iterable[tuple[int, int]] = ()) -> float:
    """How likely, 0…1, another text of a story says the term as well; `stories`: said by how many of how many texts."""
    agreed, texts = counted().get(term, (0.0, 0.0))
    for said, of in stories:
        if of > 1:
            agreed += said * (said - 1) / (of - 1)
            texts += said
    return (agreed + _PRIOR[term.startswith(NAME)] * _TRUST) / (texts + _TRUST)


def speaker(head: str) -> str:
    """Who speaks in a headline: what stands before its colon; "" where nobody does."""
    found = _SPEAKER.match(head[:_HEAD])
    return found[0] if found else ""


def told(text: Text) -> dict[str, float]:
    """The terms of a text, without who is only quoted."""
    quoted = speaker(text.head)
    words, parts = set(tokens(quoted)), set(_WORD.findall(fold(quoted)))
    kept = {
        word: rarity
        for word, rarity in text.words.items()
        if word not in words and len(word) > 2 and not _NUMBER.match(word)
    }
    names = (name for name in text.names if not is_medium(name) and parts.isdisjoint(name.split("-")))
    return kept | dict.fromkeys((NAME + name for name in names), 0.0)


def words_of(term: str) -> list[str]:
    """The words of a term: itself, or those of a name."""
    return term[len(NAME) :].split("-") if term.startswith(NAME) else [term]


def is_medium(name: str) -> bool:
    """Whether the key is that of a medium, which others quote."""
    return name in _MEDIA or bool(_MEDIUM.match(name))


def _parts(name: str) -> list[str]:
    """The words of a name, alone and written together."""
    parts = name.split("-")
    return [*parts, "".join(parts), *("".join(parts[place : place + 2]) for place in range(len(parts) - 1))]
