"""Which places of a page hold no list of its news: menus, footers, tags, and boxes of what is read most. Pure."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.text.persian import fold

_ELEMENTS: Final = frozenset({"nav", "footer", "form", "select"})
_MARKS: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|mega-?menu|submenu|breadcrumbs?|footer|copyright|pager|pagination|"
    r"page-numbers|tags?|tag-?cloud|keywords?|comments?|related|relate|suggest(?:ed|ion)?s?|recommend(?:ed|ation)?s?|share|social|"
    r"popular|trending|hot-?news|most-?(?:view|visit|read|comment|popular|seen)\w*|top-?(?:viewed|visited|read)|"
    r"ads?|adv|advert\w*|tabliq\w*|tabligh\w*|sponsor\w*|reportage|weblinks?|partners?|poll|archive-?menu|login|search)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_TOPIC: Final = re.compile(r"(?:tag|category|format|comments)-", re.IGNORECASE)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "th", "header")
_SILENT: Final = frozenset({"-text", "-comment", "_comment", "script", "style"})
_LONGEST_HEADING: Final = 60  # letters
_WORDS: Final = re.compile(
    r"پر ?بیننده|پر ?بازدید|پر ?مخاطب|پر ?بحث|پر ?خواننده|پر ?طرفدار|محبوب|داغ ?ترین|بیشترین|خواندنی ?ها|پیشنهاد|مرتبط|"
    r"برچسب|کلید ?واژه|تبلیغ|آگهی|رپورتاژ|پیوندها|لینک|وب ?گردی|سایر رسانه|دیدگاه|نظرات|برگزیده|"
    r"\bmost (?:viewed|read|popular|visited|commented|shared)\b|\bpopular\b|\btrending\b|\brelated\b|\brecommended\b|"
    r"\bsponsored\b|\btags\b|\badvert|\bpartners?\b|\bcomments\b"
)


def is_aside(node: LexborNode) -> bool:
    """Whether an item at this element stands in such a place, by the marks of the elements around it."""
    above: LexborNode | None = node
    while above is not None and above.tag not in ("body", "html", "main"):
        if above.tag in _ELEMENTS or above.attributes.get("role") == "navigation" or _is_marked(above):
            return True
        above = above.parent
    return False


def _is_marked(node: LexborNode) -> bool:
    """By class and id. An article's own tags and categories, which WordPress makes classes, say nothing of that."""
    facts = node.attributes
    names = [*(facts.get("class") or "").split(), facts.get("id") or ""]
    return any(_MARKS.search(name) and not _TOPIC.match(name) for name in names)


def heading_says_aside(node: LexborNode, items: set[int]) -> bool:
    """Whether the heading over a list says that it is no list of the page's news.

    `node` is the list's first item, `items` the ids of all items of the page and of the elements around them: in
    these no heading is looked for.
    """
    within: LexborNode | None = node
    while within is not None and within.tag not in ("body", "html", "main"):
        text = _heading_before(within, items)
        if text:
            return bool(_WORDS.search(fold(text).replace("\u200c", " ")))
        within = within.parent
    return False


def _heading_before(within: LexborNode, items: set[int]) -> str:
    """The heading nearest before this element among its siblings: short, and with nothing beside it."""
    before = within.prev
    while before is not None:
        if before.tag not in _SILENT and before.mem_id not in items:
            text = _heading_text(before)
            if text:
                return text
        before = before.prev
    return ""


def _heading_text(node: LexborNode) -> str:
    text = " ".join(node.text(deep=True).split())
    if not 0 < len(text) <= _LONGEST_HEADING:
        return ""
    marks = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
    is_heading = node.tag in _HEADINGS or any(word in marks for word in ("title", "head", "caption"))
    return text if is_heading or node.css_first(", ".join(_HEADINGS)) else ""
