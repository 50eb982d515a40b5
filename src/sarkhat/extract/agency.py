"""Whose text an article says that it is: «به گزارش ایسنا», «به نقل از رویترز», 'LONDON (Reuters) —', «منبع: …».

A page names its source at the head of its text, in its byline or in its last lines. All names are handed on, the one
nearest to the origin last: of «به گزارش ایسنا به نقل از رویترز», Reuters. Sure are known agencies, and names behind a
word such as «خبرگزاری». Of others («به گزارش ایسنا», «به گزارش هواشناسی», «منبع: بانک مرکزی») the archive tells which
are outlets (see extract.writers).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from sarkhat.extract.records import Source
from sarkhat.extract.titles import one_line
from sarkhat.text.persian import fold

# Agencies that others print: the forms under which they are named, and how we write them in that script.
_FORMS: Final = {
    "Reuters": "reuters|thomson reuters", "رویترز": "رویترز|رویتر|خبرگزاری رویترز",
    "AP": "ap|the associated press|associated press", "آسوشیتدپرس": "آسوشیتدپرس|آسوشیتد پرس|اسوشیتدپرس|اسوشیتد پرس",
    "AFP": "afp|agence france-presse|agence france presse",
    "خبرگزاری فرانسه": "خبرگزاری فرانسه|فرانس پرس|ا.اف.پ|ای اف پی",
    "dpa": "dpa|deutsche presse-agentur", "dts": "dts", "epd": "epd", "KNA": "kna", "APA": "apa", "ANSA": "ansa",
    "EFE": "efe", "TASS": "tass", "Xinhua": "xinhua", "UPI": "upi", "ANI": "ani", "PTI": "pti",
    "Anadolu": "anadolu|anadolu agency|aa",
    "PA Media": "pa media|press association", "Bloomberg": "bloomberg", "Kyodo": "kyodo|kyodo news", "Yonhap": "yonhap",
    "آناتولی": "آناتولی|اناتولی|خبرگزاری آناتولی", "تاس": "خبرگزاری تاس", "اسپوتنیک": "اسپوتنیک", "شینهوا": "شینهوا",
    "بلومبرگ": "بلومبرگ", "ریانووستی": "ریانووستی|ریا نووستی", "یونهاپ": "یونهاپ", "کیودو": "کیودو",
}  # fmt: skip
_KNOWN: Final = {fold(form): name for name, forms in _FORMS.items() for form in forms.split("|")}
_LATIN: Final = "|".join(
    sorted(
        (re.escape(form) for forms in _FORMS.values() for form in forms.split("|") if form.isascii()),
        key=len,
        reverse=True,
    )
)
_MEDIUM: Final = (
    "(?:خبرگزاری|شبکه (?:خبری|تلویزیونی)|شبکه|روزنامه|هفته[ \u200c]?نامه|ماهنامه|مجله|نشریه|"
    "پایگاه (?:خبری|اطلاع[ \u200c]?رسانی)|پایگاه|وب[ \u200c]?سایت|سایت|وب[ \u200c]?گاه|تارنمای?|رادیو|تلویزیون|"
    "باشگاه خبرنگاران)(?:\u0654|\u200cی)?"
)
_STOPS: Final = frozenset(
    "از به در با و که روز امروز دیروز صبح عصر شب این برای بر تا ضمن پیش پس طی شامگاه بامداد ظهر اما نیز است بود".split()
)
_KIND: Final = re.compile(_MEDIUM)
_OF_KIND: Final = re.compile(rf"(?:{_MEDIUM})\s+(?=\S)")
_CLAUSE: Final = re.compile(r"[،,؛;:.!؟?()«»\n/]|\s[-–—]\s")
_REPORTED: Final = re.compile(r"به گزارش\s+")
_QUOTED: Final = re.compile(r"(?:به نقل از|[(«]نقل از|^نقل از|برگرفته از)\s+")
_REPORTER: Final = re.compile(rf"^(?:خبرنگار|گروه|سرویس|بخش|حوزه)\b.*?(?=(?:{_MEDIUM})\s|\S+$)")
_DATELINE: Final = re.compile(rf"^(?:[^\W\d_][^()\n]{{1,60}}?)?\((?P<name>{_LATIN})\)\s*[-–—:.,]?\s*(?=\S)", re.I)
_OPENS: Final = re.compile(rf"^(?P<name>{_LATIN})\s+[-–—]\s", re.I)
_CLOSES: Final = re.compile(rf"(?:^|[\s.])[(—–/-]\s?(?P<name>(?:{_LATIN})(?:\s?[/,]\s?(?:{_LATIN}))*)\)?\s*$", re.I)
_SOURCE: Final = re.compile(r"^(?:منبع(?: خبر)?|source|quelle|fuente|المصدر)\s*[:：]\s*(?P<name>[^:：]{2,60})$", re.I)
_HEAD: Final = 400  # characters of the text's beginning
_PLACE: Final = 80  # characters of a dateline
_END: Final = 60  # characters of a line's end
_HEAD_LINES: Final = 3
_TAIL_LINES: Final = 3
_LONGEST: Final = 5  # words of a name
_BARE: Final = 2  # words of a name without such a word before it
_SMALL: Final = frozenset({"dpa", "dts", "epd", "kna", "tass", "efe"})  # which write themselves so


def named(lines: Sequence[str], bylines: Iterable[str], statements: Iterable[str] = ()) -> tuple[Source, ...]:
    """The media that an article names as its source, each once, the origin last.

    `lines`: its lead and body; `bylines`: names of authors that the page states; `statements`: short lines that stand
    around the body («منبع: …»).
    """
    head = [line[:_HEAD] for line in lines[:_HEAD_LINES]]
    tail = [line for line in lines[-_TAIL_LINES:] if len(line) <= _HEAD]
    found = [
        *(Source(name) for line in bylines if (name := known(line))),
        *(source for line in head for source in _reported(line)),
        *(source for line in (*tail, *statements) for source in _credited(line)),
    ]
    last = {fold(source.name): source for source in found}
    return tuple(last.values())


def known(name: str) -> str:
    """How an agency that others print is written; `""` for any other name."""
    plain = one_line(name).strip(" .:،,()")
    if plain.isascii() and len(plain) <= 4 and not plain.isupper() and plain not in _SMALL:
        return ""  # «Ani», "Ap": names and syllables
    return _KNOWN.get(fold(plain), "")


def _reported(line: str) -> Iterator[Source]:
    """What the head of a text says, in its order: the reporter first, whom that quotes after it."""
    latin = _DATELINE.match(line) if "(" in line[:_PLACE] else _OPENS.match(line) if line[:1].isascii() else None
    if latin and (name := known(latin["name"])):
        yield Source(name)
    marks = [(mark.end(), True) for mark in _REPORTED.finditer(line)] if "گزارش" in line else []
    marks += [(mark.end(), False) for mark in _QUOTED.finditer(line)] if "نقل" in line or "برگرفته" in line else []
    for at, is_report in sorted(marks):
        source = _source(line[at : at + 120], is_report)
        if source:
            yield source


def _source(words: str, is_report: bool) -> Source | None:
    """Who is named at the beginning of these words; None where it can be no medium."""
    clause = _CLAUSE.split(words, 1)[0]
    taken: list[str] = []
    for word in clause.split()[:12]:
        if taken and _is_stop(word) and not _KIND.fullmatch(" ".join(taken)):
            break
        taken.append(word)
    plain = " ".join(taken)
    if is_report:
        plain = _REPORTER.sub("", plain)
    if agency := known(plain) or known(plain.partition(" ")[0]):
        return Source(agency)
    medium = _OF_KIND.match(plain)
    is_name = 0 < len(plain.split()) <= (_LONGEST if medium else _BARE)
    return Source(plain, medium is not None) if is_name else None


def _ends_in_name(line: str) -> bool:
    """Whether a line ends in a Latin letter or a bracket: most end in a full stop."""
    last = line.rstrip()[-1:]
    return last == ")" or (last.isascii() and last.isalpha())


@lru_cache(maxsize=4_000)
def _is_stop(word: str) -> bool:
    return fold(word) in _STOPS


def _credited(line: str) -> Iterator[Source]:
    """What a closing line or one beside the body says; «منبع: …» may be any source, of figures too."""
    if found := _SOURCE.match(line):
        name = one_line(found["name"]).strip(" .()")
        is_medium = bool(_OF_KIND.match(name))
        if len(name.split()) <= _LONGEST and "http" not in name:
            yield Source(known(name) or name, is_medium or bool(known(name)))
    elif _ends_in_name(line) and (found := _CLOSES.search(line[-_END:])):
        yield from (Source(name) for part in re.split(r"[/,]", found["name"]) if (name := known(part)))
