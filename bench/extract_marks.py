"""Joiners and direction marks on every road: Persian text is put into the bodies of all pages, and looked for after.

    python bench/extract_marks.py [--data ../shared/data]

Each paragraph of a page's article (as our reading finds it, one run of text in the source; where a page has none such,
what its element holds) gives way to a line of Persian that is full of ZWNJ, ZWJ, ZWSP and direction marks. The page is
then read by the general road; with the lines as its JSON-LD articleBody; by the second opinion alone; and by a template
that names the box of its first paragraph. Every line that comes out must be there letter for letter: a line that came
out spoilt is counted as lost marks.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import extract
from sarkhat.extract import body, decide
from sarkhat.extract.outline import Outline, outline
from sarkhat.extract.templates.anchor import common
from sarkhat.extract.templates.cut import cut, pieces
from sarkhat.extract.templates.records import Template

MARKS = re.compile("[\u200b-\u200f\u061c\u202a\u202b\u202c\u2066-\u2069]")
_WORDS = (
    "خانه\u200cهای کوچه\u200cای که می\u200cبینید، سال\u200cهاست بی\u200cصدا مانده\u200cاند",
    "همسایه\u200cها \u200fاز آن\u200cها\u200f می\u200cگویند و پنجره\u200cها را نیمه\u200cباز می\u200cگذارند",
    "ه\u200dـ نشانهٔ ماه\u200cهای قمری است \u2067و کتاب\u200cخانه\u2069 آن را \u200eISBN\u200e می\u200cنویسد",
    "\u202bدانش\u200cآموزان\u202c کتاب\u200bهای تازه را ورق می\u200cزنند و یادداشت\u200cبرداری می\u200cکنند",
)


def line(number: int) -> str:
    """A Persian sentence that occurs once, with a dozen marks."""
    return f"{_WORDS[number % 4]}؛ {_WORDS[(number // 4 + 1) % 4]} (بند\u200cشمار {number})."


def transplanted(page: str) -> tuple[str, list[str]]:
    """The page with Persian lines in the place of its article's paragraphs, and the lines."""
    read = decide.read_page(page, extract.ADDRESS, extract.NOW)
    lines: list[str] = []
    for piece in read.taken if read else ():
        if len(piece.text) >= 60 and page.count(f">{piece.text}<") == 1:
            lines.append(line(len(lines)))
            page = page.replace(f">{piece.text}<", f">{lines[-1]}<")
    return (page, lines) if lines or not read else refilled(read)


def refilled(read: decide.Read) -> tuple[str, list[str]]:
    """Of a page whose paragraphs hold links and the like: its tree with the innermost elements filled anew, as HTML."""
    outer = {box.parent for box in read.lines.boxes}
    held = Counter(piece.box for piece in read.lines.pieces)
    lines: list[str] = []
    for piece in read.taken:
        if len(piece.text) >= 60 and held[piece.box] == 1 and piece.box not in outer:
            lines.append(line(len(lines)))
            read.lines.nodes[piece.box].inner_html = lines[-1]
    return read.tree.html or "", lines


def roads(page: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each road's name and the text that it takes."""
    general = decide.read_page(page, extract.ADDRESS, extract.NOW)
    if general:
        yield f"general, {general.article.method}", general.article.text
    node = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(lines)}, ensure_ascii=False)
    bare = re.sub(r"(?s)<script[^>]*ld\+json.*?</script>", "", page)
    stated = decide.read_page(f'<script type="application/ld+json">{node}</script>{bare}', extract.ADDRESS, extract.NOW)
    if stated:
        yield f"stated, {stated.article.method}", stated.article.text
    tree = LexborHTMLParser(page)
    seen = outline(tree)
    yield "second opinion", "\n".join(piece.text for piece in decide.second_opinion(page, seen))
    yield from templated(page, seen, lines)


def templated(page: str, seen: Outline, lines: list[str]) -> Iterator[tuple[str, str]]:
    """The text by a template of the box around the first line that can be found again by its name."""
    box = next((piece.box for piece in seen.pieces if piece.text == lines[0]), -1)
    while box >= 0:
        anchor = common(seen.boxes[box].tag, [seen.nodes[box].attributes])
        found = cut(page, Template(anchor)) if anchor else None
        if found and anchor:
            yield "template", "\n".join(piece.text for piece in pieces(found.outline, found.box, Template(anchor)))
            return
        box = seen.boxes[box].parent


def spoilt(text: str, lines: list[str]) -> tuple[int, int, int]:
    """Lines that came out whole; lines that came out spoilt; marks in the whole ones."""
    whole = [one for one in lines if one in text]
    bare = body.squeezed(text)
    lost = [one for one in lines if one not in text and body.squeezed(one) in bare]
    return len(whole), len(lost), sum(len(MARKS.findall(one)) for one in whole)


def main() -> None:
    """Count over all pages of the three sets; a line of JSON for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=extract.DATA)
    asked = parser.parse_args()
    for load in (extract.fundus, extract.newspaper4k, extract.segments):
        told = counted(load(asked.data))
        print(json.dumps({"set": load.__name__} | {key: told[key] for key in sorted(told)}), flush=True)


def counted(pages: Iterable[extract.Page]) -> Counter[str]:
    """What came through on each road."""
    told = Counter[str]()
    for page in pages:
        text, lines = transplanted(decide.text_of(page.html))
        told["pages"] += 1
        if not lines:
            told["pages without a paragraph"] += 1
            continue
        for road, taken in roads(text, lines):
            whole, lost, marks = spoilt(taken, lines)
            told[f"{road}: lines whole"] += whole
            told[f"{road}: lines spoilt"] += lost
            told[f"{road}: marks kept"] += marks
    return told


if __name__ == "__main__":
    main()
