"""The key passage: the piece of a text, word for word, that tells the news.

Candidates are the sentences (split also at line ends), and short neighbours joined. Each gets points for its place,
its length, what it shares with the title, and figures; what can never be printed is no candidate. The weights were
chosen on labelled articles and posts, see docs/models.md.
"""

import re
from dataclasses import dataclass
from typing import Final

from sarkhat.text.words import sentences, tokens

LEAST: Final = 40  # characters
MOST: Final = 330
_AIM: Final = (60, 300)
_LOOKED_AT: Final = 14  # sentences of the head

_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d")
_DATELINE = re.compile(
    r"^(?:به گزارش|به نقل از|بنا بر اعلام|به نوشتهٔ|گزارش)\s[^،,:؛]{2,120}[،,:؛]\s*"
    r"|^[^.:؛]{2,40}[-–ـ/]\s*(?:ایرنا|ایسنا|فارس|تسنیم|مهر)\s*[-–ـ:]\s*"
)
_PREFIX_ONLY = re.compile(r"^(?:به گزارش|به نقل از|به نوشته|گزارش از|عکس[:؛]|منبع|کد خبر|تاریخ انتشار|By\s|Photo)")
_NEVER = re.compile(
    r"@\w{3,}\s*$|https?://|^\W*(?:بیشتر بخوانید|بخوانید|همچنین بخوانید|ادامه مطلب|ادامهٔ مطلب|تماشا کنید|"
    r"ببینید|جزئیات بیشتر|لینک|عضو شوید|دنبال کنید|مطالب مرتبط|Read more|See also|Also read|Subscribe|Follow us)"
)
_LATER = re.compile(
    r"^(?:وی |او |ایشان |گفتنی است|شایان ذکر|لازم به ذکر|یادآور|همچنین|در ادامه|این در حالی|در همین حال|"
    r"از سوی دیگر|وگفت|به گفته وی|به گفتهٔ وی|He |She |They |Meanwhile|Also,|But )"
)
_GREETING = re.compile(r"سلام|درود بر|صبح بخیر|شب بخیر|بسم الله|همراهان|مخاطبان عزیز|خوانندگان")
_QUESTION = re.compile(r"[؟?]\s*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that could be printed, and its place (0: the first sentence that says something)."""

    text: str
    place: int


def key_passage(text: str, title: str = "") -> str:
    """An exact piece of `text` of 40 to 330 characters where there is one; else of the title; "" if both are empty."""
    found = candidates(text)
    if not found:
        return _cut(text.strip()) or title.strip()
    heading = set(tokens(title))
    return max(found, key=lambda candidate: (points(candidate, heading), -candidate.place)).text


def candidates(text: str) -> list[Candidate]:
    """What may stand as a key passage, in the order of the text."""
    found: list[Candidate] = []
    kept = [_trim(piece) for piece in sentences(text)[:_LOOKED_AT]]
    for place, piece in enumerate(piece for piece in kept if _says_something(piece)):
        if LEAST <= len(piece) <= MOST:
            found.append(Candidate(piece, place))
        elif len(piece) > MOST:
            found.append(Candidate(_cut(piece), place))
    return found


def points(candidate: Candidate, heading: set[str]) -> float:
    """How well a candidate tells the news; only the order of two matters."""
    text = candidate.text
    words = set(tokens(text))
    shared = len(words & heading) / len(heading) if heading else 0.0
    value = 2.4 * shared - 0.35 * min(candidate.place, 6)
    value += 0.3 if _AIM[0] <= len(text) <= _AIM[1] else -0.3
    value += 0.15 if _FIGURE.search(text) else 0.0
    value -= 1.0 if _LATER.search(text) else 0.0
    value -= 1.5 if _GREETING.search(text) else 0.0
    value -= 0.6 if _QUESTION.search(text) else 0.0
    return value


def _says_something(piece: str) -> bool:
    if len(_LETTER.findall(piece)) < 15 or _NEVER.search(piece):
        return False
    return not (_PREFIX_ONLY.match(piece) and len(_DATELINE.sub("", piece)) < LEAST)


def _trim(piece: str) -> str:
    """The piece without emoji, bullets and dashes around it: still an exact substring."""
    first = re.search(r"[\w«\"“(\[]", piece)
    return piece[first.start() :].rstrip(" \u200c|-–—•*~") if first else ""


def _cut(piece: str) -> str:
    """The beginning of an overlong piece, ended at a clause where that leaves enough, else at a word."""
    if len(piece) <= MOST:
        return piece
    head = piece[:MOST]
    for mark in ("؛", "،", ";", ","):
        end = head.rfind(mark)
        if end >= MOST // 2:
            return head[:end].rstrip()
    return head[: head.rfind(" ")].rstrip() if " " in head else head
