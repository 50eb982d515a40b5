"""A template from several pages of a site, by what the general road took out of each of them.

One page cannot tell a teaser from a paragraph; eight pages can: what recurs on them is the site's, what changes is
the article's. Adopted only if it gives on nearly all of the pages what the general road gives, less what recurs.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sarkhat.extract import body
from sarkhat.extract.outline import Outline, Piece
from sarkhat.extract.templates.anchor import Anchor, common
from sarkhat.extract.templates.cut import cut, design_of, name_of, pieces
from sarkhat.extract.templates.records import Template

_COVERED: Final = 0.95  # of the article's letters that its element must hold
_AGREE: Final = 0.75  # of the pages
_ALIKE: Final = 0.9  # F1 of letters between what the template and the general road take
_RECURS: Final = 0.35  # of the pages, at least 3
_TELLING: Final = 12  # letters of a line that is no coincidence
_CLIMB: Final = 4  # ancestors that are tried
_LEAVES: Final = frozenset("p li ul ol dl dd dt blockquote h1 h2 h3 h4 h5 h6 tr tbody pre".split())


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and what the general road took: `taken` are pieces of `outline`, which was read with its nodes."""

    page: str
    tree: LexborHTMLParser  # keeps the nodes alive
    outline: Outline
    taken: tuple[Piece, ...]


def learn(samples: Sequence[Sample]) -> Template | None:
    """The template that the pages agree on; None where they do not."""
    recurring = _recurring(samples)
    articles = [_article(sample, recurring) for sample in samples]
    for level in range(_CLIMB):
        elements = [_element(sample, article, level) for sample, article in zip(samples, articles, strict=True)]
        body_anchor = _anchor(samples, elements)
        if body_anchor is None:
            continue
        template = _filled(Template(body_anchor, recurring=recurring, pages=len(samples)), samples, articles)
        if template is not None:
            return template
    return None


def _recurring(samples: Sequence[Sample]) -> frozenset[str]:
    """Lines that stand on several pages."""
    seen = Counter[str]()
    for sample in samples:
        seen.update({body.squeezed(piece.text) for piece in sample.outline.pieces})
    least = max(3, _RECURS * len(samples))
    return frozenset(key for key, count in seen.items() if count >= least and len(key) >= _TELLING)


def _article(sample: Sample, recurring: frozenset[str]) -> list[Piece]:
    return [piece for piece in sample.taken if body.squeezed(piece.text) not in recurring]


def _element(sample: Sample, article: Sequence[Piece], level: int) -> LexborNode | None:
    """The innermost element that holds the article, or the ancestor of it so many levels up."""
    boxes = sample.outline.boxes
    held = [0] * len(boxes)
    for piece in article:
        held[piece.box] += len(piece.text)
    for number in range(len(boxes) - 1, 0, -1):
        held[boxes[number].parent] += held[number]
    if not held or not held[0]:
        return None
    whole = held[0]
    box = max(n for n, letters in enumerate(held) if letters >= _COVERED * whole)
    while boxes[box].tag in _LEAVES and boxes[box].parent > 0:
        box = boxes[box].parent
    for _ in range(level):
        box = max(boxes[box].parent, 0)
    return sample.outline.nodes[box] if boxes[box].tag not in ("body", "html") else None


def _anchor(samples: Sequence[Sample], elements: Sequence[LexborNode | None]) -> Anchor | None:
    """What most of the elements have in common, if it stands once on their pages."""
    there = [node for node in elements if node is not None]
    names = Counter((node.tag or "", node.attributes.get("class"), node.attributes.get("itemprop")) for node in there)
    if not names:
        return None
    name, votes = names.most_common(1)[0]
    alike = [n for n in there if (n.tag or "", n.attributes.get("class"), n.attributes.get("itemprop")) == name]
    if votes < _AGREE * len(samples):
        return None
    found = common(name[0], [node.attributes for node in alike])
    if found is None:
        return None
    once = sum(found.span(sample.page) is not None for sample in samples)
    return found if once >= _AGREE * len(samples) else None


def _filled(bare: Template, samples: Sequence[Sample], articles: Sequence[list[Piece]]) -> Template | None:
    """The template with what is dropped inside the body, if the pages agree with it."""
    cuts = [cut(sample.page, bare) for sample in samples]
    dropped = _dropped(
        (found.outline, found.box, article) for found, article in zip(cuts, articles, strict=True) if found is not None
    )
    shares = sorted(found.paragraphs for found in cuts if found is not None)
    designs = Counter(design_of(sample.page) for sample in samples)
    full = replace(
        bare,
        dropped=dropped,
        paragraphs=shares[len(shares) // 4] if shares else 0.0,
        design=designs.most_common(1)[0][0],
    )
    good = sum(
        found is not None and alike(pieces(found.outline, found.box, full), article)
        for found, article in zip(cuts, articles, strict=True)
    )
    return full if good >= _AGREE * len(samples) else None


def _dropped(pages: Iterable[tuple[Outline, int, list[Piece]]]) -> frozenset[str]:
    """Names of boxes that hold text on some pages, and on no page any of the article."""
    holding, empty = Counter[str](), Counter[str]()
    for lines, box, article in pages:
        said = {body.squeezed(piece.text) for piece in article}
        theirs: dict[str, bool] = {}
        for piece in lines.pieces:
            is_own = body.squeezed(piece.text) in said
            at = piece.box
            while at > box:
                name = name_of(lines.boxes[at])
                theirs[name] = theirs.get(name, False) or is_own
                at = lines.boxes[at].parent
        for name, is_own in theirs.items():
            (holding if is_own else empty)[name] += 1
    return frozenset(name for name, count in empty.items() if name and count >= 2 and not holding[name])


def alike(left: Iterable[Piece], right: Iterable[Piece]) -> bool:
    """Whether two readings of a page took nearly the same."""
    ours, theirs = _letters(left), _letters(right)
    both = sum((ours & theirs).values())
    whole = sum(ours.values()) + sum(theirs.values())
    return bool(whole) and 2 * both >= _ALIKE * whole


def _letters(taken: Iterable[Piece]) -> Counter[str]:
    """Each line by its key, counted by its letters."""
    counted = Counter[str]()
    for piece in taken:
        key = body.squeezed(piece.text)
        counted[key] += len(key)
    return counted
