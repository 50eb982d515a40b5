"""Is this piece several things in one: headlines of the hour, a press review, a list of links? It joins no story.

Told by its first line, if that says nothing but what kind of list follows, or by a list of links each with a line of
its own. A list of points about one thing has neither.
"""

import re
from typing import Final

_READ: Final = 4000  # characters
_HEADING: Final = 11  # words of a line that only names a list
_LINKS: Final = 4  # addresses from which a list is one of links
_SAID: Final = 3  # words of the line that stands with each

_WORDY = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]{2,60}(?:\.[\w-]{2,60}){1,3}/\S+")
_LEAST = "(?:مهم|داغ|پربازدید|پر بازدید|برجسته|تازه)[\u200c ]?ترین"
_NAMES = re.compile(
    "|".join(
        (
            r"^چند (?:خبر|خط خبر)\b",
            r"^(?:مهم ترین )?(?:سرخط|سر خط|تیترهای|عناوین|عنوان های)(?: مهم)? (?:خبر|اخبار|روزنامه|مطبوعات|نشریات)",
            rf"^(?:از |در لابلای |مرور(?:ی بر)? )?{_LEAST} ?(?:های? )?(?:خبر|اخبار|رویداد|عناوین)",
            r"^(?:خلاصه|گزیده|بسته|مجموعه|چکیده) (?:ی |ای از )?(?:مهم ترین )?(?:خبر|اخبار|رویدادها)",
            r"^(?:خبرهای|اخبار) کوتاه\b",
            r"^(?:صفحه|صفحات) (?:نخست|اول) (?:روزنامه|نشریات|مطبوعات)|^پیشخوان (?:روزنامه|مطبوعات)",
            r"^مروری? (?:بر |کوتاه بر |سریع )?(?:روزنامه|مطبوعات|مهم ترین|اخبار)",
            r"^(?:برنامه|نتایج)(?: کامل)? (?:بازی|دیدار|مسابقات).*(?:امروز|دیروز|امشب|دیشب|فردا|بامداد|هفته)",
            r"^(?:روایت|پیام|صدای)(?: ?های)? (?:شما|مردم|مخاطبان)",
            r"^(?:اهم|ابرز|أبرز|موجز|نشرة|عناوين) (?:الانباء|الأنباء|الاخبار|الأخبار|العناوين|الصحف|أخبار|اخبار)",
            r"^(?:news|sport|world|business) in brief\b|^in brief$|^(?:the )?(?:morning|evening|daily|weekly) "
            r"(?:briefing|digest|brief|update|roundup|round up)\b|^(?:today s )?(?:top|main) (?:stories|headlines)\b"
            r"|^headlines\b|^(?:news )?(?:roundup|round up)\b|^what (?:to|you need to) know\b|^week in review\b",
            r"^(?:главное|главные (?:новости|события)|итоги|дайджест|коротко)"
            r"(?: (?:за|дня|недели|новостей|о главном)|$)",
        )
    )
)


def is_roundup(text: str) -> bool:
    """Whether a piece, `text` with its title first, tells several things at once."""
    lines = [line for line in text[:_READ].split("\n") if _WORDY.search(line)]
    return bool(lines) and (_names_a_list(lines[0]) or _lists_links(lines))


def _names_a_list(line: str) -> bool:
    words = _WORD.findall(line.replace("_", " ").lower())
    plain = " ".join(words).replace("\u200c", " ")
    return len(words) <= _HEADING and bool(_NAMES.search(plain))


def _lists_links(lines: list[str]) -> bool:
    """Four or more addresses that differ, each in a line that says something or right below one."""
    found = set()
    said = False
    for line in lines:
        rest = _ADDRESS.sub(" ", line)
        says = len(_WORD.findall(rest)) >= _SAID
        if says or said:
            found.update(_ADDRESS.findall(line))
        said = says
    return len(found) >= _LINKS
