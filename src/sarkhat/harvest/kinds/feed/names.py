"""The expanded names of what feeds hold: `{namespace}local`, as ElementTree writes them."""

from collections.abc import Iterable
from typing import Final

ATOM: Final = "{http://www.w3.org/2005/Atom}"
ATOM_03: Final = "{http://purl.org/atom/ns#}"
RSS_10: Final = "{http://purl.org/rss/1.0/}"
RSS_090: Final = "{http://my.netscape.com/rdf/simple/0.9/}"
RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
CONTENT: Final = ("{http://purl.org/rss/1.0/modules/content/}",)
DC: Final = ("{http://purl.org/dc/elements/1.1/}",)
DCTERMS: Final = ("{http://purl.org/dc/terms/}",)
SYNDICATION: Final = ("{http://purl.org/rss/1.0/modules/syndication/}",)
MEDIA: Final = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")
ITUNES: Final = ("{http://www.itunes.com/dtds/podcast-1.0.dtd}", "{http://www.itunes.com/DTDs/PodCast-1.0.dtd}")
# Elements of Atom stand in RSS feeds and mean the same there.
BASIC: Final = ("", ATOM, ATOM_03, RSS_10, RSS_090)


def expanded(spaces: Iterable[str], names: str) -> list[str]:
    """Each of the names in each of the namespaces."""
    return [space + name for space in spaces for name in names.split()]
