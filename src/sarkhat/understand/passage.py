"""The key passage: the piece of a text, word for word, that tells the news; and of a story, whose piece tells it best.

Each candidate (`candidates`) gets points for what it shares with the title and with the text's other sentences, for
its place, its length and its form (`passage_features`). The weights were learned on labelled articles and posts, see
docs/models.md.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import sentences, tokens
from sarkhat.understand.candidates import LEAST, MOST, candidates, forbidden, trimmed
from sarkhat.understand.passage_features import Text, features

__all__ = ["LEAST", "MOST", "key_passage", "of_story", "points"]

_READ: Final = 20_000  # characters that are looked at
_SHORT_LINES: Final = 14
_STEM: Final = 5  # letters

_LETTER = re.compile(r"[^\W\d_]")
_SHOUT = re.compile(r"[!！‼❗]|؟!|(?<!\w)(?:فوری|شوکه|جنجال|حیرت|باورنکردنی|shock\w*|outrage\w*|slam\w*)", re.I)
# Words that take a side or judge; a story's passage is better without. Folded, compared with the beginnings of words.
_LOADED: Final = tuple(
    fold(word)
    for word in """
    تروریست تجاوزکار متجاوز جنایت جنایتکار جلاد مزدور وحشیانه ددمنشانه سفاک صهیونیست غاصب کودک‌کش استکبار خبیث خائن
    فتنه ضدانقلاب منافق ضحاک دیکتاتور سرکوبگر ملعون پلید شیطان حماسه حماسی غرورآفرین مقتدر کوبنده قهرمانانه دشمن
    ذلیل ذلت خفت رسوا رسوایی افتضاح ننگ شرم‌آور مضحک هلاکت درک‌واصل قاطعانه باشکوه بی‌نظیر
    terrorist thug evil heroic glorious shameful disgrac brutal savage regime coward
    """.split()
)

# Learned by scripts/train_passages.py on labelled articles and posts; in the order of `features`.
WEIGHTS: Final = (
    1.30, 1.22, 2.09, 1.01, -1.03, 0.70, 0.78, 2.52, 0.71, 1.36, -0.51, -1.12, -1.26, -0.40, 2.46, -0.06, -1.18,
    -0.75, 0.07, 0.13, -0.55, -0.96, -1.35, -0.85, 0.54, 0.21, 0.66, 0.38, -0.07, -2.78, -0.03, 0.62, -0.72, -2.32,
)  # fmt: skip


def key_passage(text: str, title: str = "", repeated: Set[str] = frozenset()) -> str:
    """An exact piece of `text`, of 40 to 330 characters where there is one; else the title.

    "" if there is neither, or nothing that anybody would print: an advert, a greeting, signs alone.

    `repeated`: folded lines that the source prints under many of its pieces; they are nobody's news.
    """
    text = text[:_READ]
    found = candidates(text, repeated)
    if not found and (short := _short(text, repeated)):
        return short
    found = found or (candidates(text) if repeated else [])  # what is all repeated was posted again and again
    if not found:
        return title.strip()
    shared = Text(found, title)
    best = max(range(len(found)), key=lambda at: (points(features(shared, at, found[at])), -at))
    return found[best].text


def points(values: Sequence[float]) -> float:
    """How well a candidate with these features tells the news; only the order of two of one text matters."""
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))


def of_story(passages: Sequence[str]) -> int:
    """Which of the members' key passages is the story's: the place of the most central and least loaded one.

    Central: its words stand in most of the others'. Loaded: words that judge, and shouting. Of equals the first, so
    members are given in the order of their time; empty passages lose to any other. Raises ValueError if there is none.
    """
    if not passages:
        raise ValueError("a story has at least one passage")
    words = [{token[:_STEM] for token in tokens(passage)} for passage in passages]
    spread = Counter(word for own in words for word in own)
    return max(range(len(passages)), key=lambda at: (_worth(passages[at], words[at], spread, len(passages)), -at))


def _worth(passage: str, own: set[str], spread: Counter[str], members: int) -> float:
    """0…1 for centrality, less what is loaded, and less what is hardly a sentence."""
    if not own:
        return -9.0
    central = sum(spread[word] - 1 for word in own) / (len(own) * max(1, members - 1))
    return central - 0.15 * min(3, loaded(passage)) - (0.2 if len(passage) < LEAST else 0.0)


def loaded(passage: str) -> int:
    """How many words of the passage judge or shout."""
    folded = fold(passage).split()
    return sum(word.strip("«»\"'()").startswith(_LOADED) for word in folded) + len(_SHOUT.findall(passage))


def _short(text: str, repeated: Set[str]) -> str:
    """The longest line of a text that has no sentence of the least length."""
    lines = [trimmed(piece)[0] for piece in sentences(text)[:_SHORT_LINES]]
    said = [
        line
        for line in lines
        if len(line) <= MOST and _LETTER.search(line) and not forbidden(line) and fold(line) not in repeated
    ]
    return max(said, key=len, default="")
