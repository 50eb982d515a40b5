"""What stands below a picture, parted: what it shows, and whose it is."""

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.extract.structure.wording import words

_LONGEST: Final = 120  # characters of a credit
_NAMED: Final = (
    '[class*="credit" i], [class*="copyright" i], [class*="photographer" i], [class*="akkas" i], '
    '[itemprop="copyrightHolder"], [itemprop="creditText"], [itemprop="creator"], [itemprop="author"]'
)
_SIGN: Final = (
    r"(?:(?:عکاس|طرح|طراح|نقاشی|گرافیک|عکس(?:\u200cها)?|تصویر|منبع(?: عکس| تصویر)?|"
    r"photo(?:graph|grapher)?s?|image|picture|illustration|fotos?|bild(?:quelle|nachweis)?|quelle|credits?|"
    r"source|crédit)(?: credits?| source)?\s*[:：/]|©)"
)
_BY: Final = r"(?:(?:عکس|تصویر) از|(?:photo(?:graph)?|image|picture|foto) (?:by|von)|copyright)"
_WORDS: Final = rf"(?:{_SIGN}|{_BY}\s)"
# «عکس: نام», "(Photo by Name)", "© Name": at the end of the line, or the whole of it; a stop only within a name.
_SAID: Final = re.compile(
    rf"(?:^|(?<=[\s.!؟?،؛|/(\[«–—-])){_WORDS}\s*(?P<who>(?:[^:。.؟!?]|(?<=\b\w)\.|\.(?=\w)){{2,80}}?)\s*[)\].»]*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(rf"\A{_WORDS}", re.IGNORECASE)
_LABEL_BEHIND: Final = re.compile(rf"(?:{_SIGN}|{_BY})\s*$", re.IGNORECASE)
_ONLY_LABEL: Final = re.compile(rf"(?:{_SIGN}|{_BY}|(?:photo|image|picture) credits?|credits?)\W*", re.IGNORECASE)
_BEHIND: Final = 60  # characters behind a marked name that tell its agency
_EDGES: Final = " |/–—-()[]،؛;"


def is_credit(line: str) -> bool:
    """Whether a line says whose a picture is, and nothing else."""
    return len(line) <= _LONGEST and bool(_LABEL.match(line.lstrip(_EDGES)))


def parted(lines: Sequence[str], around: LexborNode | None) -> tuple[str, str]:
    """Caption and credit out of a picture's lines; `around` is the element that holds them, credits marked or not."""
    text = " ".join(lines)
    marked = _marked(around)
    at = text.rfind(marked) if marked else -1
    if at >= 0:
        caption = _LABEL_BEHIND.sub("", text[:at].strip(_EDGES)).strip(_EDGES)
        behind = text[at + len(marked) :]
        if caption and len(behind) <= _BEHIND:
            return caption, _bare(marked + behind)
        return f"{caption} {behind.strip(_EDGES)}".strip(), _bare(marked)
    if marked:
        return text, _bare(marked)
    credits = [line for line in lines if is_credit(line)]
    if credits and len(lines) > 1:
        return " ".join(line for line in lines if line not in credits), _bare(credits[0])
    found = _SAID.search(text)
    return (text[: found.start()].strip(_EDGES), found["who"].strip(_EDGES)) if found else (text, "")


def _marked(around: LexborNode | None) -> str:
    """The first credit that an element's name marks; "" without one."""
    said = (words(node) for node in (around.css(_NAMED) if around is not None else ()))
    return next((one for one in said if 0 < len(one) <= _LONGEST and not _ONLY_LABEL.fullmatch(one)), "")


def _bare(credit: str) -> str:
    """Without the word that only says that it is one."""
    return _LABEL.sub("", credit.strip(_EDGES)).strip(_EDGES) or credit
