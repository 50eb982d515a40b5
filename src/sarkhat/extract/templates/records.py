"""What a site's templates are made of. Plain data."""

from dataclasses import dataclass

from sarkhat.extract.templates.anchor import Anchor


@dataclass(frozen=True)
class Template:
    """Where the article stands on the pages of a site.

    `body`: the element that holds it. `dropped`: names of boxes inside it that are not the article. `recurring`:
    keys of lines that several pages share. `design`: the pages' style sheets, by which a redesign shows. `paragraphs`:
    the least share of a page's `<p>` that stood inside the body. `pages`: how many it was learned from.
    """

    body: Anchor
    dropped: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()
    design: str = ""
    paragraphs: float = 0.0
    pages: int = 0
