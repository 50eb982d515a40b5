"""Joiners and direction marks come through every road letter for letter (bench/extract_marks.py does it on real pages)."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from extract.invented import NOW, URL, article_html, page
from sarkhat.extract.decide import read_page, second_opinion, text_of
from sarkhat.extract.outline import outline
from sarkhat.extract.templates.anchor import Anchor
from sarkhat.extract.templates.cut import cut, pieces
from sarkhat.extract.templates.records import Template

MARKS = "\u200b\u200c\u200d\u200e\u200f\u061c\u2066\u2069\u202a\u202b\u202c"
LINES = tuple(
    f"خانه\u200cهای کوچه\u200cای {MARKS[at % 11]}که می\u200cبینید{MARKS[(at + 3) % 11]} سال\u200cهاست خالی\u200cاند و "
    f"همسایه\u200cها {MARKS[(at + 5) % 11]}از آن\u200cها{MARKS[(at + 7) % 11]} بسیار می\u200cگویند؛ بند شمار {at}."
    for at in range(11)
)
PAGE = page(article_html(LINES))


def general(html: str) -> str:
    read = read_page(html, URL, NOW)
    assert read
    assert read.article.method == "density"
    return read.article.text


def stated(html: str) -> str:
    node = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(LINES)})
    read = read_page(f'<script type="application/ld+json">{node}</script>{html}', URL, NOW)
    assert read
    assert read.article.method == "json-ld"
    return read.article.text


def located(html: str) -> str:
    return "\n".join(piece.text for piece in second_opinion(html, outline(LexborHTMLParser(html))))


def templated(html: str) -> str:
    template = Template(Anchor("div", (("class", "item-body"),)))
    found = cut(html, template)
    assert found
    return "\n".join(piece.text for piece in pieces(found.outline, found.box, template))


@pytest.mark.parametrize("road", [general, stated, located, templated])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_mark_comes_through(road, encoding: str) -> None:
    html = text_of(PAGE.encode(encoding), f"text/html; charset={encoding}")
    assert road(html).split("\n") == list(LINES)
