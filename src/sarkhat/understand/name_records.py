"""A name in a text, and the kinds of names."""

from dataclasses import dataclass
from typing import Final

PERSON: Final = "person"
PLACE: Final = "place"
ORGANISATION: Final = "organisation"
CLUB: Final = "club"
OTHER: Final = "other"  # a name of which nothing tells the kind
KINDS: Final = (PERSON, PLACE, ORGANISATION, CLUB, OTHER)


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a name."""

    key: str  # the same for all spellings of the name: folded words joined by "-"
    kind: str  # one of KINDS
    shown: str  # as the list writes it; of a name that is not in the list, as it stands in the text
    start: int
    end: int
