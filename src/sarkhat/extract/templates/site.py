"""One site's templates at work: which road a page takes, and when a template is learned, doubted and given up.

1. A page is cut by the first template that fits it (`cut`). What comes out must hold against what the page says of
   itself; it is compared with the general road where the design is new or the body's share of the page is small, and
   now and then without a reason.
2. Where no template fits, or the two roads disagree, the general road's word counts, and the page is kept as a sample.
3. From six samples on a template is tried (`learn`). A redesign is nothing but pages that no template fits.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from zlib import compress, decompress

from sarkhat.extract import body, metadata
from sarkhat.extract.decide import Read, read_as, read_page, text_of
from sarkhat.extract.records import Extracted
from sarkhat.extract.templates.cut import Cut, cut, design_of, pieces
from sarkhat.extract.templates.learn import ALIKE, Sample, agreement, learn
from sarkhat.extract.templates.records import Template

NEEDED: Final = 6  # samples that a template is first tried from
MOST: Final = 12  # samples that are kept
_STEP: Final = 3  # new samples between two tries: each reads all of them again
_MOST_TEMPLATES: Final = 4
_EVERY: Final = 25  # pages between two comparisons without a reason
_DOUBTS: Final = 2  # comparisons in a row that a template may lose
_SMALL: Final = 0.5  # of the least share of paragraphs that was seen
_LEAST: Final = 80  # letters of a body
_LONGEST_PAGE: Final = 1_000_000  # characters of a page that is worth keeping


@dataclass
class Site:
    """What is known of a site's pages; not for two threads at once."""

    templates: list[Template] = field(default_factory=list)
    samples: list[bytes] = field(default_factory=list)  # pages, packed, oldest first
    pages: int = 0  # read since the last comparison
    doubts: int = 0  # comparisons lost in a row

    def read(self, html: bytes | str, url: str, now: datetime, content_type: str = "", robots: str = "") -> Extracted:
        """The article of a page of this site, by a template where one fits; as `decide.extract_page` otherwise."""
        page = text_of(html, content_type)
        for template in self.templates:
            found = cut(page, template)
            taken = _taken(found, template, url, now, robots) if found else None
            if found and taken:
                return self._checked(page, template, found, taken, url, now, robots)
        general = read_page(page, url, now, robots)
        if general is None:
            return Extracted("", ())
        self._remember(page, general, url, now)
        return general.article

    def _checked(
        self, page: str, template: Template, found: Cut, taken: Read, url: str, now: datetime, robots: str
    ) -> Extracted:
        """The template's word; the general road's where the two are compared and differ."""
        self.pages += 1
        is_new = design_of(page) != template.design
        if not is_new and found.paragraphs >= _SMALL * template.paragraphs and self.pages < _EVERY:
            return taken.article
        self.pages = 0
        general = read_page(page, url, now, robots)
        if general is None or agreement(found.outline, found.box, template, general.taken) >= ALIKE:
            self.doubts = 0
            if is_new and general is not None:
                self.templates[self.templates.index(template)] = replace(template, design=design_of(page))
            return taken.article
        self.doubts += 1
        if self.doubts >= _DOUBTS:
            self.templates.remove(template)
            self.doubts = 0
        self._remember(page, general, url, now)
        return general.article

    def _remember(self, page: str, general: Read, url: str, now: datetime) -> None:
        """Keep the page to learn from, and try to."""
        if not _is_article(general) or len(page) > _LONGEST_PAGE:
            return
        self.samples = [*self.samples, compress(page.encode("utf-8", "replace"))]
        if len(self.samples) < NEEDED or len(self.samples) % _STEP:
            return
        pages = [decompress(packed).decode() for packed in self.samples]
        read = ((text, read_page(text, url, now)) for text in pages)
        template = learn([Sample(text, one.tree, one.lines, one.taken) for text, one in read if one])
        if template:
            self.templates = [template, *self.templates][:_MOST_TEMPLATES]
            self.samples = []
        elif len(self.samples) >= MOST:
            self.samples = self.samples[-MOST + _STEP :]


def _taken(found: Cut, template: Template, url: str, now: datetime, robots: str) -> Read | None:
    """The cut parts as an article; None where it does not look like one."""
    kept = tuple(pieces(found.outline, found.box, template))
    if sum(len(piece.text) for piece in kept) < _LEAST:
        return None
    about = metadata.read(found.tree, found.outline, url, now)
    if not about.title:
        return None
    lead = body.lead_above(found.outline, kept[0], [False] * len(found.outline.boxes))
    return read_as(found.tree, found.outline, about, kept, lead, "template", robots)


def _is_article(general: Read) -> bool:
    return bool(general.article.title) and sum(len(piece.text) for piece in general.taken) >= _LEAST
