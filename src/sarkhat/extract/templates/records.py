"""What a site's templates are made of. Plain data."""

from dataclasses import dataclass
from typing import Any

from sarkhat.extract.templates.anchor import Anchor


@dataclass(frozen=True)
class Template:
    """Where the article stands on the pages of a site.

    `body`: the element that holds it. `dropped`: names of boxes inside it that are not the article. `seen`: names of
    all boxes inside it when it was learned; empty in templates learned before this was kept. `recurring`: keys of lines
    that several pages share. `design`: the pages' style sheets, by which a redesign shows. `paragraphs`:
    the least share of a page's `<p>` that stood inside the body. `pages`: how many it was learned from.
    """

    body: Anchor
    dropped: frozenset[str] = frozenset()
    recurring: frozenset[str] = frozenset()
    design: str = ""
    paragraphs: float = 0.0
    pages: int = 0
    seen: frozenset[str] = frozenset()


def to_json(template: Template) -> dict[str, Any]:
    """The template as a JSON object."""
    return {
        "tag": template.body.tag,
        "attributes": [list(pair) for pair in template.body.attributes],
        "dropped": sorted(template.dropped),
        "recurring": sorted(template.recurring),
        "design": template.design,
        "paragraphs": template.paragraphs,
        "pages": template.pages,
        "seen": sorted(template.seen),
    }


def from_json(kept: dict[str, Any]) -> Template:
    """The template that `to_json` wrote. Raises KeyError, ValueError or TypeError for anything else."""
    return Template(
        Anchor(kept["tag"], tuple((name, value) for name, value in kept["attributes"])),
        frozenset(kept["dropped"]),
        frozenset(kept["recurring"]),
        kept["design"],
        float(kept["paragraphs"]),
        int(kept["pages"]),
        frozenset(kept.get("seen", ())),
    )
