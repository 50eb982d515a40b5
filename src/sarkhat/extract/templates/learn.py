"""A template from several pages of a site, by what the general road took out of each of them.

One page cannot tell a teaser from a paragraph; eight pages can: what recurs on them is the site's, what changes is
the article's. Adopted only if it gives on nearly all of the pages what the general road gives, less what recurs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.extract import body
from sarkhat.extract.asides import summed
from sarkhat.extract.boilerplate import box_leaning
from sarkhat.extract.outline import Outline, Piece
from sarkhat.extract.templates.anchor import Anchor, common
from sarkhat.extract.templates.cut import cut, design_of, foreign, name_of, pieces
from sarkhat.extract.templates.records import Template

_MOST: Final = 0.6  # of the article's letters: a lead may stand outside of its element
_COVERED: Final = 0.95  # of them: nearly all
_AGREE: Final = 0.75  # of the pages
ALIKE: Final = 0.9  # F1 of letters between what the template and the general road take
_BETTER: Final = 0.02  # of F1: what an element further out must gain to be preferred
_RECURS: Final = 0.35  # of the pages, at least 3
_TELLING: Final = 12  # letters of a line that is no coincidence
_DIRECT: Final = 0.6  # of the body's letters that stand in its own children, where a box among them is an aside
_ASIDE: Final = 0.25  # of the body's letters that such a box holds at most
_CLIMB: Final = 2  # ancestors that are tried beyond the element that holds nearly all
_LEAVES: Final = frozenset("p li ul ol dl dd dt blockquote h1 h2 h3 h4 h5 h6 tr tbody pre".split())

_Name = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and what the general road took: `taken` are pieces of `outline`, which was read with its nodes."""

    page: str
    tree: LexborHTMLParser  # keeps the nodes alive
    outline: Outline
    taken: tuple[Piece, ...]


def learn(samples: Sequence[Sample]) -> Template | None:
    """The template that the pages agree on best; None where they do not agree."""
    recurring = _recurring(samples)
    articles = [_article(sample, recurring) for sample in samples]
    best, most = None, 0.0
    for anchor in _anchors(samples, articles):
        template, agreed = _filled(Template(anchor, recurring=recurring, pages=len(samples)), samples, articles)
        if agreed > most + _BETTER * len(samples):
            best, most = template, agreed
    return best


def _recurring(samples: Sequence[Sample]) -> frozenset[str]:
    """Lines that stand on several pages."""
    seen = Counter[str]()
    for sample in samples:
        seen.update({piece.text for piece in sample.outline.pieces})
    least = max(3, _RECURS * len(samples))
    return frozenset(line for line, count in seen.items() if count >= least and len(line) >= _TELLING)


def _article(sample: Sample, recurring: frozenset[str]) -> list[Piece]:
    return [piece for piece in sample.taken if piece.text not in recurring]


def _anchors(samples: Sequence[Sample], articles: Sequence[list[Piece]]) -> list[Anchor]:
    """What the elements around the article have in common on most pages, and stands there once; innermost first."""
    alike: dict[_Name, list[LexborNode]] = defaultdict(list)
    depths: Counter[_Name] = Counter()
    for sample, article in zip(samples, articles, strict=True):
        for depth, node in _around(sample, article):
            name = (node.tag or "", *(node.attributes.get(key) for key in ("class", "itemprop")))
            alike[name].append(node)
            depths[name] = max(depths[name], depth)
    found = []
    for name in sorted(alike, key=lambda name: -depths[name]):
        if len(alike[name]) >= _AGREE * len(samples):
            anchor = common(name[0] or "", [node.attributes for node in alike[name]])
            if anchor and sum(anchor.span(sample.page) is not None for sample in samples) >= _AGREE * len(samples):
                found.append(anchor)
    return found


def _around(sample: Sample, article: Sequence[Piece]) -> Iterator[tuple[int, LexborNode]]:
    """The elements around most of the article, from the innermost to a few beyond that which holds nearly all of it."""
    boxes = sample.outline.boxes
    own = {id(piece) for piece in article}
    held = summed(sample.outline, [len(piece.text) * (id(piece) in own) for piece in sample.outline.pieces])
    if not held or not held[0]:
        return
    box = max(number for number, letters in enumerate(held) if letters >= _MOST * held[0])
    beyond = 0
    while box > 0 and beyond <= _CLIMB:
        if boxes[box].tag not in _LEAVES:
            yield boxes[box].depth, sample.outline.nodes[box]
        beyond += held[box] >= _COVERED * held[0]
        box = boxes[box].parent


def _filled(
    bare: Template, samples: Sequence[Sample], articles: Sequence[list[Piece]]
) -> tuple[Template | None, float]:
    """The template with what is dropped inside the body, and how well the pages agree with it; None if too few do."""
    cuts = [cut(sample.page, bare) for sample in samples]
    there = [(found, article) for found, article in zip(cuts, articles, strict=True) if found is not None]
    shares = [found.paragraphs for found, _ in there]
    designs = Counter(design_of(sample.page) for sample in samples)
    full = replace(
        bare,
        dropped=_dropped((found.outline, found.box, article) for found, article in there),
        seen=frozenset(name_of(box) for found, _ in there for box in found.outline.boxes[found.box :]),
        paragraphs=min(shares, default=0.0),
        design=designs.most_common(1)[0][0],
    )
    scores = [agreement(found.outline, found.box, full, article) for found, article in there]
    good = sum(score >= ALIKE for score in scores)
    return (full, sum(scores)) if good >= _AGREE * len(samples) else (None, 0.0)


def _dropped(pages: Iterable[tuple[Outline, int, list[Piece]]]) -> frozenset[str]:
    """Names of boxes inside the body that are not the article.

    Either they hold text on some pages (on one, if their name says so too), and on none of them any of the article; or
    they stand on several pages among
    paragraphs that are the body's own children, are small, and lead away: a teaser with its sentence, an advert.
    """
    theirs, foreign = Counter[str](), Counter[str]()
    sides: set[str] = set()
    for lines, box, article in pages:
        inside = lines.boxes[box + 1 :]
        sides.update(name_of(one) for one in inside if box_leaning(one.tag, one.hint) < 0)
        said = {body.squeezed(piece.text) for piece in article}
        aside = _asides(lines, box)
        found: dict[str, bool] = {}
        for piece in lines.pieces:
            is_own = body.squeezed(piece.text) in said
            at = piece.box
            while at > box:
                name = name_of(lines.boxes[at])
                found[name] = found.get(name, False) or (is_own and name not in aside)
                at = lines.boxes[at].parent
        for name, is_own in found.items():
            (theirs if is_own else foreign)[name] += 1
    enough = (name for name, count in foreign.items() if count >= 2 or name in sides)
    return frozenset(name for name in enough if name and not theirs[name])


def _asides(lines: Outline, box: int) -> set[str]:
    """Names of small boxes with a link in them, where the paragraphs around are the body's own children."""
    letters, linked = [0] * len(lines.boxes), [0] * len(lines.boxes)
    direct = 0
    for piece in lines.pieces:
        letters[piece.box] += len(piece.text)
        linked[piece.box] += piece.linked
        if piece.box >= box and box in (piece.box, lines.boxes[piece.box].parent):
            direct += len(piece.text)
    for number in range(len(lines.boxes) - 1, box, -1):
        letters[lines.boxes[number].parent] += letters[number]
        linked[lines.boxes[number].parent] += linked[number]
    if direct < _DIRECT * letters[box]:
        return set()
    small = (number for number in range(box + 1, len(lines.boxes)) if letters[number] <= _ASIDE * letters[box])
    return {
        name_of(lines.boxes[number])
        for number in small
        if linked[number] and lines.boxes[number].tag not in _LEAVES and lines.boxes[number].parent == box
    }


def agreement(lines: Outline, box: int, template: Template, article: Iterable[Piece]) -> float:
    """F1 of letters between a template's reading of a page and the general road's, less what is known as foreign."""
    taken = pieces(lines, box, template)
    lead = body.lead_above(lines, taken[0], [False] * len(lines.boxes)) if taken else ""
    strange = foreign(lines, box, template) | template.recurring
    said = [piece.text for piece in article if piece.text not in strange]
    # The general road takes a lead into the body or hands it on beside it.
    ours = _letters([*(piece.text for piece in taken), *([lead] if lead in said else [])])
    theirs = _letters(said)
    whole = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / whole if whole else 0.0


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Each line by its key, counted by its letters."""
    counted = Counter[str]()
    for text in texts:
        key = body.squeezed(text)
        counted[key] += len(key)
    return counted
