"""The stretches of a text that could be printed as its key passage, word for word.

Candidates are the sentences of the head, each without bullets, emoji, handles and the outlet's own attribution
(«به گزارش خبرگزاری …،», a dateline); one that says nothing without its next stands together with it. What can never
be printed (greetings, adverts' calls, pointers to other pages, lines that the source repeats) is no candidate.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import sentences

LEAST: Final = 40  # characters
MOST: Final = 330
_LOOKED_AT: Final = 20  # sentences of the head
_LEAST_LETTERS: Final = 15
_SIGNATURES: Final = 12  # handles and addresses at the end of a line

_LETTER = re.compile(r"[^\W\d_]")
_FIRST = re.compile(r"[\w«\"“(\[#]")
_SENT_BY = (
    r"خبرگزار|خبرنگار|پایگاه|روابط عمومی|گروه|سرویس|ایسنا|ايسنا|ایرنا|ايرنا|فارس|تسنیم|تسنيم|مهر|ایلنا|"
    r"میزان|ورزش سه|ورزش ۳|همشهری|باشگاه خبرنگاران|صدا و سیما|ما\b"
)
# What only says who sent the report, to its first comma: a reader loses nothing.
_REPORTED = re.compile(rf"(?:به گزارش|به نقل از)(?=[^،,:؛\n]*(?:{_SENT_BY}))[^،,:؛\n]{{2,110}}[،,:؛]\s*")
_DATELINE = re.compile(
    r"[^\W\d_][^\n.:؛،–—/-]{1,38}?\s*[-–—ـ/]\s*(?:(?:خبرگزاری|خبرنگار)\s)?"
    r"(?:ایرنا|ایسنا|فارس|تسنیم|مهر|ایلنا|میزان|همشهری)\s*[-–—ـ:]+\s*"
    r"|[A-Z][\w., ]{1,40}\s(?:\((?:Reuters|AP|AFP|CNN|UPI|dpa)\)\s)?[-–—]{1,2}\s+"
    r"|[^\W\d_]{2,20}(?:، [^\W\d_]{2,20}){1,2}\s[-–—]\s+"  # «تامبا، فلوریدا - »
)
_BY = re.compile(r"خبرگزاری [^\W\d_]{2,12}(?:\s?[،–—-]\s?(?:گروه|سرویس) [^\W\d_]{2,12})?\s*[؛:–—-]\s*")
_URGENT = re.compile(r"(?:#?ف+و+ر+[یي]+|خبر فوری|BREAKING)\s*[/:؛|!-]+\s*", re.I)
_NUMBERED = re.compile(r"[\d]{1,2}\s*[:.)ـ–—-]+\s*(?=[^\W\d])")
_NEVER = re.compile(
    r"https?://|^\W*(?:بیشتر بخوانید|بخوانید|همچنین بخوانید|ادامه مطلب|ادامهٔ مطلب|ادامه را|تماشا کنید|ببینید|"
    r"(?:[^:\n]{2,40}:\s*)?سلام\b|درود بر|صبح بخیر|صبح به‌خیر|شب بخیر|بسم الله|بسمه تعالی|"
    r"مخاطبان عزیز|همراهان گرامی|کاربران گرامی|جزئیات بیشتر|جزییات بیشتر|لینک|عضو شوید|دنبال کنید|مطالب مرتبط|"
    r"انتهای پیام|کد خبر|منبع\s*:|عکاس?\s*:|خبرنگار\s*:|"
    r"(?:جهت|برای) (?:کسب |دریافت )?(?:ثبت.?نام|سفارش|مشاوره|عضویت|خرید)\b|"
    r"Read more|See also|Also read|Subscribe|Follow us|Sign up|Click here)"
    r"|بسم الله الرحمن"
    r"|(?:جهت|برای) (?:کسب |دریافت )?اطلاعات بیشتر|کلیک کنید|(?:عضو|وارد) کانال|لینک زیر|ما ?را دنبال کنید|"
    r"به کانال .{0,30}(?:بپیوندید|مراجعه)|متن کامل را|در سایت بخوانید|اینجا بخوانید|صرفا آن را بازنشر|بازگشت به صفحه"
)
_PREFIX_ONLY = re.compile(r"(?:به گزارش|به نقل از|به نوشته|گزارش از|عکس[:؛]|منبع|کد خبر|تاریخ انتشار|By\s|Photo)")
_OPEN_END = re.compile(r"(?:(?:\sو|،)\s?(?:\.\.+|…)|«|\s(?:و|که|در|به|از|با|تا|برای|یا))$")
# Calls to the reader, as adverts and channels word them; news of gambling or discounts does not speak so.
_ADVERT = re.compile(
    r"(?:ثبت.?نام|دانلود|نصب|شرکت|خرید|شارژ|عضو|فعال|لایک|استوری|فالو) (?:کن|کنید|بشید|شوید)\b|لایک و |کد تخفیف|"
    r"(?:جایزه|هدیه|بونوس|تخفیف) (?:بگیر|بگیرید|ببر|ببرید)\b|می.?تونی\b[^\n]{0,120}بگیری|"
    r"^\W*(?:فرصت|پیشنهاد|تخفیف|فروش) (?:ویژه|استثنایی|طلایی) |گردونه[^\n]{0,60}(?:یورو|دلار|تومان|شانس)|"
    r"اگر? دنبال .{2,60} (?:هستی|هستید|می.?گردی)\b|منتظر(?:ت|تان| شما) هستیم|"
    r"(?:رو|را|ما) [^\n]{0,40}دنبال کن(?:ید|ین)?\b|"
    r"(?:بیا|بیاید|بیاین|بیایید) (?:تو|توی|داخل|به) [^\n]{0,12}(?:چنل|کانال)|"
    r"عضو [^\n]{0,20}(?:بشید|بشین|شید)\b|(?:دلار|تومان|یورو) جایزه(?:ٔ| ی)? نقدی|"
    r"(?:سایت|در|توی?) (?:بت|وان.?ایکس.?بت|مل.?بت)\b|\b(?:1xbet|melbet|bet now)\b",
    re.I,
)
_LEADING_TAGS = re.compile(r"(?:#\w+\s*)+[؛:/|!-]+\s*|(?:#\w+\s*){2,}")
_CLAUSE: Final = ("؛", "،", ";", ",")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that could be printed."""

    text: str
    start: int  # where it stands in the text
    place: int  # of its sentence; 0: the first that says something
    sentences: int = 1
    cut: bool = False  # it was longer than may be printed

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def candidates(text: str, repeated: Set[str] = frozenset()) -> list[Candidate]:
    """What may stand as a key passage, in the order of the text.

    `repeated`: folded lines that the source prints under many pieces (slogans, signatures).
    """
    single = [Candidate(piece, start, place) for place, (piece, start) in enumerate(_sayings(text, repeated))]
    whole = [_leaning(text, one, other) for one, other in zip(single, [*single[1:], None], strict=False)]
    return [_fitting(one) for one in whole if len(one.text) >= LEAST]


def _sayings(text: str, repeated: Set[str]) -> Iterator[tuple[str, int]]:
    """The sentences that say something, trimmed, and where each starts."""
    for piece, start in _pieces(text):
        kept, moved = trimmed(piece)
        if _says_something(kept) and not (repeated and fold(kept) in repeated):
            yield kept, start + moved


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The sentences of the head and where they start; one that ends in «و …» or before a quotation goes on."""
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in sentences(text)[:_LOOKED_AT]:
        start = text.index(piece, at)
        at = start + len(piece)
        if spans and (_OPEN_END.search(text, *spans[-1]) or piece.startswith("»")):
            spans[-1] = spans[-1][0], at
        else:
            spans.append((start, at))
    return ((text[start:end], start) for start, end in spans)


def _leaning(text: str, one: Candidate, following: Candidate | None) -> Candidate:
    """The sentence with its next, where it ends in a colon or its quotation ends there, and both are short enough."""
    if following is None or following.end - one.start > MOST or text[one.end : following.start].strip(" .!؟?…\n"):
        return one
    both = text[one.start : following.end]
    leans = one.text.endswith(":") or (_quotes_open(one.text) > 0 and not _quotes_open(both))
    return replace(one, text=both, sentences=2) if leans else one


def _quotes_open(text: str) -> int:
    return text.count("«") - text.count("»")


def _fitting(one: Candidate) -> Candidate:
    if len(one.text) <= MOST:
        return one
    return replace(one, text=cut(one.text), cut=True)


def trimmed(piece: str) -> tuple[str, int]:
    """The piece without emoji, bullets, handles and attribution around it, and how far its start moved."""
    kept = unsigned(piece)
    first = _FIRST.search(kept)
    if not first:
        return "", 0
    start = first.start()
    for opening in (_URGENT, _LEADING_TAGS, _NUMBERED, _BY, _DATELINE, _REPORTED):
        found = opening.match(kept, start)
        if found and len(kept) - found.end() >= LEAST and (then := _FIRST.match(kept, found.end())):
            start = then.start()
    return _untagged(kept[start:]).rstrip(" \u200c|-–—•*~"), start


def unsigned(piece: str) -> str:
    """The piece without the handles and addresses at its end. Word by word: a pattern took a minute on hostile text."""
    for _ in range(_SIGNATURES):
        piece = piece.rstrip(" |\u200c\u200f")
        last = piece.rsplit(None, 1)[-1] if piece else ""
        if not last.startswith(("@", "https://", "http://")):
            break
        piece = piece[: -len(last)]
    return piece


def _untagged(piece: str) -> str:
    """The piece without the hashtags under it; a single one may be the sentence's last word and stays."""
    kept, tags = piece.rstrip(), 0
    for _ in range(_SIGNATURES):
        before, _, last = kept.rpartition("\n" if "\n#" in kept[-40:] else " ")
        if not before or not last.startswith("#"):
            break
        kept, tags = before.rstrip(), tags + 1
    return kept if tags > 1 or kept.endswith((".", "!", "؟", "»", "…")) else piece


def cut(piece: str) -> str:
    """The beginning of an overlong piece, ended at a clause where that leaves enough, else at a word."""
    if len(piece) <= MOST:
        return piece
    head = piece[:MOST]
    for mark in _CLAUSE:
        end = head.rfind(mark)
        if end >= MOST // 2:
            return head[:end].rstrip()
    return head[: head.rfind(" ")].rstrip() if " " in head else head


def forbidden(piece: str) -> bool:
    """Whether the piece is a greeting, a call to click or buy, or a pointer to another page: never news."""
    return bool(_NEVER.search(piece) or _ADVERT.search(piece))


def _says_something(piece: str) -> bool:
    if len(_LETTER.findall(piece)) < _LEAST_LETTERS or forbidden(piece):
        return False
    return not (_PREFIX_ONLY.match(piece) and len(_REPORTED.sub("", piece)) < LEAST)
