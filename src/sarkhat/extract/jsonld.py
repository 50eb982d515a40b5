"""What a page states of itself as JSON-LD (schema.org NewsArticle and its kin), read forgivingly."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

Node = dict[str, Any]

_MOST: Final = 2_000_000
_COMMENT: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", re.S)
_TYPES: Final = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "Report", "TechArticle", "ScholarlyArticle",
    "SocialMediaPosting", "AdvertiserContentArticle", "VideoObject", "WebPage",
)  # fmt: skip


def article_node(tree: LexborHTMLParser) -> Node:
    """The node that describes the page's article, `{}` if none does."""
    best, rank = {}, len(_TYPES)
    for node in _nodes(tree):
        here = min((_TYPES.index(name) for name in texts(node.get("@type")) if name in _TYPES), default=rank)
        if here < rank:
            best, rank = node, here
    return best


def _nodes(tree: LexborHTMLParser) -> Iterator[Node]:
    for script in tree.css('script[type*="ld+json"]'):
        raw = script.text() or ""
        if len(raw) < _MOST:
            yield from _flat(_parsed(raw))


def _parsed(raw: str) -> Any:
    text = _COMMENT.sub("", raw).strip().rstrip(";")
    for candidate in (text, html.unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flat(value: Any) -> Iterator[Node]:
    stack = [value]
    while stack:
        here = stack.pop(0)
        if isinstance(here, list):
            stack[:0] = here[:200]
        elif isinstance(here, dict):
            yield here
            stack += [here[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in here]


def texts(value: Any, *keys: str) -> list[str]:
    """The strings of a JSON-LD value: itself, its items, or the first of `keys` that its objects have."""
    if isinstance(value, str):
        return [plain] if (plain := html.unescape(value).strip()) else []
    if isinstance(value, list):
        return [text for item in value[:100] for text in texts(item, *keys)]
    if isinstance(value, dict):
        found = next((value[key] for key in keys if isinstance(value.get(key), str | list)), None)
        return texts(found)
    return []


def text(value: Any, *keys: str) -> str:
    """The first string of a JSON-LD value, or `""`."""
    return next(iter(texts(value, *keys)), "")
