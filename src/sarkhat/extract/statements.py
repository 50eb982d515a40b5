"""A page's statements about itself, each looked up once: JSON-LD, meta elements, its language."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from sarkhat.extract.jsonld import Node, article_node, text
from sarkhat.extract.outline import Outline
from sarkhat.text import dates, urls
from sarkhat.text.direction import direction

_RIGHT_TO_LEFT: Final = frozenset("fa ar ckb ku ps ur he yi azb sd ug dv per prs".split())


class Page:
    """`tree` and `outline` may be of a part of the page: what stands above the body, and the body."""

    def __init__(self, tree: LexborHTMLParser, outline: Outline, url: str, now: datetime) -> None:
        self.tree, self.outline, self.url, self.now = tree, outline, url, now
        self.node: Node = article_node(tree)
        self.metas = _metas(tree)
        self.language = self._language()
        self.zone: tzinfo = dates.TEHRAN if self.language in ("fa", "") else UTC

    def meta(self, *names: str) -> str:
        """What the first of these meta elements that is there says."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def site_names(self) -> tuple[str, ...]:
        """By what names the page's site calls itself."""
        labels = urls.host(self.url).removeprefix("www.").split(".")
        hosts = (".".join(labels), *labels[:-1]) if labels[0] else ()
        return (self.meta("og:site_name", "application-name"), text(self.node.get("publisher"), "name"), *hosts)

    def _language(self) -> str:
        html = self.tree.css_first("html")
        stated = (html.attributes.get("lang") if html else "") or self.meta("og:locale", "content-language", "language")
        code = re.split(r"[-_ ,;]", stated or text(self.node.get("inLanguage"), "alternateName", "name"))[0].lower()
        if len(code) not in (2, 3):
            return ""
        known = code in _RIGHT_TO_LEFT or not self._runs_right()
        return {"per": "fa", "prs": "fa"}.get(code, code) if known else ""

    def _runs_right(self) -> bool:
        sample = " ".join(piece.text for piece in self.outline.pieces if len(piece.text) > 80)[:2000]
        return bool(sample) and direction(sample) == "rtl"


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found
