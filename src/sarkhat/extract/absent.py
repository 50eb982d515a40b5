"""Whether a page that still answers holds its article no longer: soft 404, an emptied body; or is only a wall. Pure.

A page is looked at closer only where no paragraph of the known article stands in what was read. Then:

* it says that there is nothing, under another title: `says-gone`;
* it has the title, in the site's own frame, and next to no body: `emptied`;
* under another title it is the same as what stands in another article's place: `as-missing` (told by the caller, who
  can compare: `mark`);
* else it is a wall, an error or a page that we cannot judge, and is asked again.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal

from sarkhat.extract.difference import squeezed, tokens
from sarkhat.extract.records import Extracted
from sarkhat.extract.templates.cut import design_of
from sarkhat.text.persian import fold

EVIDENCE: Final = ("404", "410", "home", "says-gone", "emptied", "as-missing")
Verdict = Literal["there", "says-gone", "emptied", "strange", "wall"]
_EMPTY: Final = 120  # letters, and
_SHARE: Final = 0.25  # of the known body: less is no body
_SHORT: Final = 400  # letters of a page that does nothing but say that there is nothing
_FRAME: Final = 1500  # letters of such a page with lists of news around it
_SAYS: Final = re.compile(
    r"یافت نشد|پیدا نشد|وجود ندارد|حذف (?:شد|گردید)|برداشته شد|در دسترس (?:نیست|نمی ?باشد)|منقضی شده|"
    r"صفحه مورد نظر|خطای? 404|"
    r"not found|no longer (?:available|exists)|(?:has been|was) (?:removed|deleted)|does(?:n't| not) exist|\b404\b|"
    r"غير موجود|لم يتم العثور"
)
_WALL: Final = re.compile(
    r"captcha|checking your browser|just a moment|enable (?:javascript|cookies)|are you (?:a )?(?:human|robot)|consent|"
    r"cookies|access denied|sign in|log in|کپچا|ربات|بررسی مرورگر|در حال انتقال|جاوااسکریپت|کوکی|وارد شوید|دسترسی شما"
)
_PLAIN: Final = str.maketrans("ىيك\u200c۰۱۲۳۴۵۶۷۸۹", "ییک 0123456789")


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive has of a page's article. `design`: of the page it was read from, "" if not noted."""

    title: str
    blocks: tuple[str, ...]
    design: str


def design_mark(page: str) -> str:
    """A short mark of a page's design (its style sheets)."""
    return _hash(design_of(page))


def mark(page: Extracted) -> str:
    """A short mark of what a page says: two pages of the same words have the same."""
    return _hash(squeezed(page.title) + squeezed(page.text[:5_000]))


def weigh(page: Extracted, known: Known, design: str) -> Verdict:
    """What the page at a known article's address is now. `design`: its mark."""
    if not known.blocks or _any_kept(known.blocks, page):
        return "there"
    size, had = len(page.text), sum(map(len, known.blocks))
    own_title, own_frame = is_like(page.title, known.title), not known.design or known.design == design
    if not own_title and _says(page):
        return "says-gone"
    if own_title and (had < 2 * _EMPTY or size >= min(_EMPTY, _SHARE * had)):
        return "there"  # rewritten, or too short to tell
    if own_title and own_frame:
        return "emptied"
    if not own_frame or _WALL.search(_plain(f"{page.title} {page.text[:_SHORT]}")):
        return "wall"
    return "there" if size >= _SHARE * had and _is_related(page, known) else "strange"


def _any_kept(blocks: Iterable[str], page: Extracted) -> bool:
    """Whether a whole paragraph stands still where the article is read."""
    now = {squeezed(line) for line in page.text.split("\n")}
    return any(squeezed(block) in now for block in blocks if len(block) >= 30)


def is_like(one: str, other: str) -> bool:
    """Whether two titles share half of their words."""
    words = [{token.key for token in tokens(text) if token.is_word} for text in (one, other)]
    return 2 * len(words[0] & words[1]) >= max(1, min(map(len, words)))


def _is_related(page: Extracted, known: Known) -> bool:
    """Whether a third of the known article's words are on the page: it was rewritten, title and all."""
    words = [
        {token.key for token in tokens(text) if len(token.key) > 3} for text in (page.text, " ".join(known.blocks))
    ]
    return 3 * len(words[0] & words[1]) >= max(1, len(words[1]))


def is_missing(page: Extracted, promised: str = "") -> bool:
    """Whether a page of which nothing is known but the title `promised` by a feed only says that there is nothing."""
    if (promised and is_like(page.title, promised)) or len(page.text) >= _FRAME:
        return False
    if promised:
        return _says(page)
    return bool(_SAYS.search(_plain(page.title))) and (
        len(page.text) < _SHORT // 2 or bool(_SAYS.search(_plain(page.text)))
    )


def _says(page: Extracted) -> bool:
    text = page.text
    return bool(_SAYS.search(_plain(page.title)) or (len(text) < _SHORT and _SAYS.search(_plain(text))))


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).lower().split())


def _hash(text: str) -> str:
    return blake2b(fold(text).encode("utf-8", "replace"), digest_size=8).hexdigest()
