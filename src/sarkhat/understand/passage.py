"""The key passage: the piece of a text, word for word, that tells the news.

Candidates are the sentences of the head, split also at line ends. Each gets points for its place, its length, what it
shares with the title and with the rest of the text, and its form; what can never be printed is no candidate. The
weights were learned on labelled articles and posts, see docs/models.md.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from sarkhat.text.words import sentences, tokens

LEAST: Final = 40  # characters
MOST: Final = 330
_HEAD: Final = 2500  # characters whose words are counted
_LOOKED_AT: Final = 14  # sentences of the head
_READ: Final = 20_000  # characters that are looked at
_SIGNATURES: Final = 12  # handles and addresses at the end of a line

_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d")
_DATELINE = re.compile(
    r"^(?:به گزارش|به نقل از|بنا بر اعلام|به نوشتهٔ|گزارش)\s[^،,:؛]{2,120}[،,:؛]\s*"
    r"|^[^.:؛]{2,40}[-–ـ/]\s*(?:ایرنا|ایسنا|فارس|تسنیم|مهر)\s*[-–ـ:]\s*"
)
_PREFIX_ONLY = re.compile(r"^(?:به گزارش|به نقل از|به نوشته|گزارش از|عکس[:؛]|منبع|کد خبر|تاریخ انتشار|By\s|Photo)")
_NEVER = re.compile(
    r"https?://|^\W*(?:بیشتر بخوانید|بخوانید|همچنین بخوانید|ادامه مطلب|ادامهٔ مطلب|تماشا کنید|"
    r"ببینید|سلام|درود بر|صبح بخیر|شب بخیر|بسم الله|مخاطبان عزیز|"
    r"جزئیات بیشتر|لینک|عضو شوید|دنبال کنید|مطالب مرتبط|Read more|See also|Also read|Subscribe|Follow us)"
)
_LATER = re.compile(
    r"^(?:وی |او |ایشان |گفتنی است|شایان ذکر|لازم به ذکر|یادآور|همچنین|در ادامه|این در حالی|در همین حال|"
    r"از سوی دیگر|وگفت|به گفته وی|به گفتهٔ وی|He |She |They |Meanwhile|Also,|But )"
)
_QUESTION = re.compile(r"[؟?]\s*$")
_SAID = re.compile(r"گفت[: ]|اعلام کرد|خبر داد|اظهار| said | announced ")
_DANGLING = re.compile(r"[:؛،]\s*$")
_REPORT = re.compile(r"^(?:به گزارش|به نقل)")
_FORMS: Final = (_FIGURE, _LATER, _QUESTION, _SAID, _DANGLING, _REPORT)

# Learned by scripts/train_passages.py on labelled articles and posts; in the order of `features`.
WEIGHTS: Final = (
    3.62, 2.87, 1.03, 1.34, 1.00, -0.72, 1.19, 0.26, -2.17, 3.64, -1.10, 1.63, 0.30, -0.35, -0.76, 0.68, -0.47, -0.47,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that could be printed, and its place (0: the first sentence that says something)."""

    text: str
    place: int


def key_passage(text: str, title: str = "") -> str:
    """An exact piece of `text` of 40 to 330 characters where there is one; else of the title; "" if both are empty."""
    text = text[:_READ]
    found = candidates(text)
    if not found:
        return _short(text) or title.strip() or _cut(text.strip())
    heading, counts = set(tokens(title)), head_words(text)
    return max(found, key=lambda candidate: (points(candidate, heading, counts), -candidate.place)).text


def head_words(text: str) -> Counter[str]:
    """How often each folded word stands in the head of the text: a sentence of its frequent words is central."""
    return Counter(tokens(text[:_HEAD]))


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


def points(candidate: Candidate, heading: set[str], counts: Counter[str]) -> float:
    """How well a candidate tells the news; only the order of two matters. `counts`: the words of the text's head."""
    return sum(weight * value for weight, value in zip(WEIGHTS, features(candidate, heading, counts), strict=True))


def features(candidate: Candidate, heading: set[str], counts: Counter[str]) -> list[float]:
    """What is told of a candidate by place, length, words and form; each about 0…1."""
    text, place = candidate.text, candidate.place
    own = set(tokens(text))
    common = len(own & heading)
    shared = common / len(heading) if heading else 0.0
    central = sum(counts[word] for word in own) / len(own) if own else 0.0
    return [
        shared,
        shared * shared,
        common / len(own) if own else 0.0,
        float(place == 0),
        float(place == 1),
        min(place, 8) / 8,
        float(place == 0 and not heading),
        float(place == 0 and shared > 0.3),
        float(len(text) < 70),
        min(len(text), MOST) / MOST,
        float(len(text) > 250),
        min(central, 5.0) / 5,
        *(float(bool(form.search(text))) for form in _FORMS),
    ]


def _short(text: str) -> str:
    """The longest line of a text that has no sentence of the least length."""
    lines = [_trim(piece) for piece in sentences(text)[:_LOOKED_AT]]
    said = [line for line in lines if len(line) <= MOST and _LETTER.search(line) and not _NEVER.search(line)]
    return max(said, key=len, default="")


def _says_something(piece: str) -> bool:
    if len(_LETTER.findall(piece)) < 15 or _NEVER.search(piece):
        return False
    return not (_PREFIX_ONLY.match(piece) and len(_DATELINE.sub("", piece)) < LEAST)


def _trim(piece: str) -> str:
    """The piece without emoji, bullets and dashes around it: still an exact substring."""
    piece = _unsigned(piece)
    first = re.search(r"[\w«\"“(\[]", piece)
    return piece[first.start() :].rstrip(" \u200c|-–—•*~") if first else ""


def _unsigned(piece: str) -> str:
    """The piece without the handles and addresses at its end. Word by word: a pattern took a minute on hostile text."""
    for _ in range(_SIGNATURES):
        piece = piece.rstrip(" |\u200c\u200f")
        last = piece.rsplit(None, 1)[-1] if piece else ""
        if not last.startswith(("@", "https://", "http://")):
            break
        piece = piece[: -len(last)]
    return piece


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
