"""What a page states about who may read it and who may use it: a paywall, a licence.

Sources: schema.org `isAccessibleForFree` and `license`; Open Graph's `article:content_tier` (free, metered, locked);
`rel=license` (HTML), Dublin Core's `dcterms.license`; addresses of Creative Commons licences.
"""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from sarkhat.extract.jsonld import text
from sarkhat.extract.outline import is_named
from sarkhat.extract.records import Access
from sarkhat.extract.statements import Page
from sarkhat.extract.titles import one_line
from sarkhat.text import urls

_TIERS: Final[dict[str, Access]] = {
    "free": "free", "open": "free", "public": "free", "metered": "metered", "registration": "metered",
    "locked": "locked", "premium": "locked", "paid": "locked", "subscriber": "locked", "subscription": "locked",
}  # fmt: skip
# A box that stands in the text's place for those who have not paid.
_WALL_BOX: Final = re.compile(
    r" (?:paywall|pay wall|regwall|reg wall|paid content|premium barrier|subscriber only|subscribers only|"
    r"subscription wall|locked content|content locked|article locked|piano offer|paywall overlay|bezahlschranke) "
)
_DEED: Final = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>by(?:-nc)?(?:-sa|-nd)?)/(?P<number>[\d.]+)|publicdomain/(?P<free>zero|mark))",
    re.I,
)
_FREE_DEEDS: Final = {"zero": "CC0", "mark": "Public domain"}
_MOST: Final = 300


def access(page: Page) -> Access:
    """Whether the page says that its article is free to read; `""` if it says nothing."""
    stated = page.node.get("isAccessibleForFree")
    said = "" if stated is None else str(stated).rpartition("/")[2].strip().lower()
    tier = _TIERS.get(page.meta("article:content_tier", "content_tier", "lp.type").lower(), "")
    if said in ("false", "0", "no"):
        return "metered" if tier == "metered" else "locked"
    if tier or said in ("true", "1", "yes"):
        return tier or "free"
    return "locked" if _has_wall(page) else ""


def _has_wall(page: Page) -> bool:
    """Whether a box with words in it names itself a wall."""
    if not any(_WALL_BOX.search(hint) for hint in {box.hint for box in page.outline.boxes}):
        return False
    return any(is_named(page.outline, piece, _WALL_BOX) for piece in page.outline.pieces)


def licence(page: Page) -> str:
    """The licence as the page states it, its address where it gives one; `""` for none. At most 300 characters.

    A link to a Creative Commons licence at a picture is the picture's.
    """
    stated = (text(page.node.get("license"), "url", "@id", "name"), page.meta("dcterms.license", "dc.rights.license"))
    marked = [
        node for node in page.tree.css('[rel~=license], a[href*="creativecommons.org/"]') if not _is_of_picture(node)
    ]
    links = (_address(page, node) for node in marked if "license" in (node.attributes.get("rel") or "").lower())
    deeds = (_address(page, node) for node in marked if _DEED.search(node.attributes.get("href") or ""))
    found = next((one_line(said) for said in (*stated, *links) if said), "") or next(iter(sorted(set(deeds))), "")
    return found if len(found) <= _MOST else ""


def licence_name(stated: str) -> str:
    """How people call a licence: "CC BY-SA 4.0" for its address; what was stated where it is none that we know."""
    found = _DEED.search(stated)
    if not found:
        return urls.host(stated) or stated
    return _FREE_DEEDS[found["free"].lower()] if found["free"] else f"CC {found['kind'].upper()} {found['number']}"


def _address(page: Page, node: LexborNode) -> str:
    return urls.absolute(page.url, (node.attributes.get("href") or "").strip())


def _is_of_picture(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.tag in ("figure", "figcaption") or "caption" in (above.attributes.get("class") or "").lower():
            return True
        above = above.parent
    return False
