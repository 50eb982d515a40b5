"""Another spelling that the index knows, for words that nothing holds."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

import tantivy

from sarkhat.store.search.asked import Asked
from sarkhat.store.search.matching import Frequencies
from sarkhat.store.search.partition import SCHEMA
from sarkhat.store.search.terms import nearest

_SHORTEST: Final = 4  # letters: shorter words are one letter from too many others
_RECENT: Final = 3  # partitions that are looked through
_SOME: Final = 5  # documents whose words are compared


def mended(asked: Asked, searchers: Sequence[tantivy.Searcher], frequencies: Frequencies) -> str:
    """The words of the question, each unknown one replaced by the known word most like it."""
    found = [term for group in asked.every for term in group[0].terms]
    return " ".join(term if frequencies.known(term) else _near(term, searchers) for term in found)


def _near(term: str, searchers: Sequence[tantivy.Searcher]) -> str:
    if len(term) < _SHORTEST:
        return term
    fuzzy = tantivy.Query.fuzzy_term_query(SCHEMA, "body", term, 1)
    for searcher in islice(searchers, _RECENT):
        hits = searcher.search(fuzzy, _SOME, count=False).hits
        texts = " ".join(bytes(searcher.doc(address).get_first("shown") or b"").decode() for _, address in hits)
        if hits and (word := nearest(term, texts)):
            return word
    return term
