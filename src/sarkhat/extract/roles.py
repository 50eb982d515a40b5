"""Who did what for an article: reporter, translator, photographer, editor, as bylines and closing lines say.

A label with its colon («مترجم: …», "Photographer: …"), the forms of agencies ("Reporting by … ; Editing by …"), a
name with its trade behind it («…، خبرنگار»), and JSON-LD (`jobTitle`, `editor`, `translator`). Captions are left to
their pictures, and what stands in a page's foot is the outlet's own masthead.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from sarkhat.extract.agency import known
from sarkhat.extract.boilerplate import box_leaning
from sarkhat.extract.jsonld import texts
from sarkhat.extract.outline import Outline, Piece
from sarkhat.extract.records import Credit, Role
from sarkhat.extract.statements import Page
from sarkhat.extract.titles import one_line
from sarkhat.text.persian import fold

_LABELS: Final[dict[Role, str]] = {
    "reporter": r"خبرنگار|گزارشگر|گزارش(?: از)?|تهیه و تنظیم|reporter|reporting|reported|berichterstattung|reportage",
    "translator": r"مترجم|ترجمه(?: از)?|برگردان|ترجمة|translator|translation|translated|übersetzung|übersetzt|"
    r"traduction|traducción",
    # «عکس: …» is the credit of one picture, see extract.structure.
    "photographer": r"عکاس(?: ?ان| ?ها)?|photographers?|photography|fotograf(?:in)?|photographe",
    "editor": r"دبیر(?: خبر| سرویس)?|ویراستار|editor|editing|edited|redigiert|redaktion",
    "author": r"نویسنده|نوشته|به قلم|یادداشت(?: از)?|writer|writing|written|author|autor|auteur|text",
}
_COLON: Final = re.compile("|".join(rf"(?P<{role}>(?:{words}))" for role, words in _LABELS.items()) + r"(?!.)", re.I)
# A stem of one of these words stands in every line that tells a part; to be searched in lower case, which takes a fifth
# of the time of a search without regard to case.
_HINT: Final = re.compile(
    "خبرنگار|گزارش|تنظیم|مترجم|ترجم|برگردان|عکاس|دبیر|ویراستار|نویسنده|نوشته|قلم|یادداشت|report|translat|übers|tradu|"
    "photo|fotogra|edit|redi|reda|writ|aut|text"
)
_LABELLED: Final = re.compile(r"^\s*(?P<label>[^:：]{3,30}?)\s*[:：]\s*(?P<names>[^:：]{3,100})$")
_DONE_BY: Final = re.compile(
    r"^(?:additional )?"
    r"(?P<label>report(?:ing|ed)|writing|written|edit(?:ing|ed)|translat(?:ion|ed)|photos?|photograph(?:s|y)) "
    r"by (?P<names>.{3,100})$",
    re.I,
)
_TRADE: Final = re.compile(r"^(?P<names>[^،,|()\d]{5,50})\s*[،,|(-]\s*(?P<label>[^،,|()\d]{3,30}?)\)?$")
_CLAUSE: Final = frozenset("از به در با که تا را این آن است شد دارد می‌شود the a of to is".split())
_WORDS: Final = 4  # of a name
_LONGEST: Final = 200
_BEFORE: Final = 8  # pieces above the heading where a byline may stand
_BRIEF: Final = 60  # characters of a name with its trade
_MOST: Final = 12
_MOST_LINES: Final = 500

People = Callable[[str], list[str]]


def credits_of(page: Page, people: People) -> tuple[Credit, ...]:
    """Everybody whose part the page tells, each name once. `people` makes names of a byline's words."""
    found: dict[str, Credit] = {}
    for credit in (*_stated(page, people), *_told(page.outline, people)):
        found.setdefault(fold(credit.name), credit)
    return tuple(found.values())[:_MOST]


def _stated(page: Page, people: People) -> Iterator[Credit]:
    for role in ("editor", "translator"):
        for words in texts(page.node.get(role), "name"):
            yield from (Credit(name, role) for name in people(words))
    listed = page.node.get("author")
    for item in listed if isinstance(listed, list) else [listed]:
        role_stated = _role(" ".join(texts(item.get("jobTitle")))) if isinstance(item, dict) else None
        if role_stated:
            yield from (Credit(name, role_stated) for words in texts(item, "name") for name in people(words))


def _told(lines: Outline, people: People) -> Iterator[Credit]:
    for piece in _candidates(lines):
        for line in re.split(r"[\n;؛•]", piece.text.strip(" ()[]")):
            yield from of_line(line, people)


def of_line(line: str, people: People) -> list[Credit]:
    """Whom a byline or a closing line names with a part in the article."""
    plain = one_line(line).strip(" .()[]-–—")
    for form in (_LABELLED, _DONE_BY, _TRADE):
        if found := form.match(plain):
            role = _role(found["label"])
            names = [name for name in people(found["names"]) if _is_name(name)] if role else []
            if role and names:
                return [Credit(name, role) for name in names[:4]]
    return []


def _is_name(name: str) -> bool:
    """Whether these words are no clause: «گزارش: باران تا فردا ادامه دارد»."""
    words = name.split()
    is_mark = len(words) == 1 and name.isupper()  # REUTERS, EPA
    return len(words) <= _WORDS and not is_mark and not known(name) and not any(word in _CLAUSE for word in words)


def _role(label: str) -> Role | None:
    """Which part a label names: the whole of it, or its first word («خبرنگار اجتماعی», "Reporter, Berlin")."""
    plain = " ".join(fold(label).replace("\u200c", " ").lower().split())
    for words in (plain, plain.partition(" ")[0]):
        if found := _COLON.match(words):
            return next(role for role in _LABELS if found[role])
    return None


def _candidates(lines: Outline) -> Iterable[Piece]:
    """Short lines from a little above the heading on, outside of captions, side boxes and the page's foot."""
    start = next((number for number, piece in enumerate(lines.pieces) if piece.kind == "h1"), 0)
    short = (piece for piece in lines.pieces[max(0, start - _BEFORE) :] if len(piece.text) <= _LONGEST)
    told = (piece for piece in short if piece.kind in ("p", "li", "h3", "h2") and _may_tell(piece.text))
    return (piece for piece in islice(told, _MOST_LINES) if not _is_aside(lines, piece.box))


def _may_tell(text: str) -> bool:
    """Whether a line has the form of one that tells a part, and one of its words: most have not."""
    return (len(text) <= _BRIEF or ":" in text or "：" in text or " by " in text) and bool(_HINT.search(text.lower()))


def _is_aside(lines: Outline, box: int) -> bool:
    while box >= 0:
        here = lines.boxes[box]
        if here.tag in ("footer", "aside", "nav", "figure") or box_leaning(here.tag, here.hint) == -2:
            return True
        box = here.parent
    return False
