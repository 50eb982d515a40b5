"""What stands below a picture, parted: what it shows, and whose it is."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.extract.structure.wording import words

_LONGEST: Final = 120  # characters of a credit
_NAMED: Final = (
    '[class*="credit" i], [class*="copyright" i], [class*="photographer" i], [class*="akkas" i], '
    '[itemprop="copyrightHolder"], [itemprop="creditText"], [itemprop="creator"], [itemprop="author"]'
)
# «عکس: نام», "(Photo by Name)", "© Name": at the end of the line, or the whole of it.
_SAID: Final = re.compile(
    r"(?:^|(?<=[\s.!؟?،؛|/(\[«–—-]))"
    r"(?:(?:عکاس|عکس(?:\u200cها)?|تصویر|منبع(?: عکس| تصویر)?|photo(?:graph|grapher)?s?|image|picture|foto|bild|"
    r"credit|source|crédit)(?: credit)?\s*[:：/]|(?:عکس|تصویر) از|"
    r"(?:photo(?:graph)?|image|picture|foto) (?:by|von|de)|©|copyright)"
    r"\s*(?P<who>[^:。.؟!?]{2,80}?)\s*[)\].»]*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:عکاس|عکس|تصویر|منبع|photo(?:graph)?(?:er)?s?|image|picture|credit|source|copyright|©|foto)"
    r"(?:\s*(?:credit|by|از))?\s*[:：/]?\s+(?=\S)|^©\s*",
    re.IGNORECASE,
)
_EDGES: Final = " |/–—-()[]،؛"


def parted(text: str, around: LexborNode | None) -> tuple[str, str]:
    """Caption and credit of a picture's line; `around` is the element that holds it, where a credit may be marked."""
    marked = next(
        (said for node in (around.css(_NAMED) if around else ()) if (said := words(node)) and len(said) <= _LONGEST), ""
    )
    if marked and marked in text:
        return text.replace(marked, "", 1).strip(_EDGES), _bare(marked)
    if marked:
        return text, _bare(marked)
    found = _SAID.search(text)
    return (text[: found.start()].strip(_EDGES), found["who"].strip(_EDGES)) if found else (text, "")


def _bare(credit: str) -> str:
    """Without the word that only says that it is one."""
    return _LABEL.sub("", credit).strip(_EDGES) or credit
