"""From a question to tantivy's queries, one for each partition.

BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") weighs a word by how rare it is. tantivy
counts that within one field of one partition: the first articles of a month would seem common, what is rare in titles
would weigh more there. So each term's weight is put right by its frequency over all that is asked.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

import tantivy

from sarkhat.store.search.asked import Asked, Atom
from sarkhat.store.search.partition import SCHEMA
from sarkhat.store.search.terms import terms
from sarkhat.text.zwnj import repair

_FIELDS: Final = {"title": 2.0, "body": 1.0, "variants": 0.7}  # words of the title count more
# What it is worth that words stand as they were asked, times the words' own weight: two neighbours side by side, all
# of them side by side, all in this order within so many words.
_NEIGHBOURS: Final = 2.0
_WHOLE: Final = 8.0
_IN_ORDER: Final = 2.0
_REACH: Final = 60
_LEAST_PART: Final = 2  # letters
_SPLITS: Final = 3  # ways to part an unknown word that are tried

Must: Final = tantivy.Occur.Must
MustNot: Final = tantivy.Occur.MustNot
Should: Final = tantivy.Occur.Should


class Frequencies:
    """In how many documents a term stands, of one partition and of all that are asked."""

    def __init__(self, searchers: Sequence[tantivy.Searcher]) -> None:
        self._searchers = searchers
        self._sizes = [searcher.num_docs for searcher in searchers]
        self._size = sum(self._sizes)
        self._counts: dict[tuple[str, str], list[int]] = {}

    def of(self, field: str, term: str) -> list[int]:
        """The term's counts in the order of the partitions."""
        if (field, term) not in self._counts:
            self._counts[field, term] = [searcher.doc_freq(field, term) for searcher in self._searchers]
        return self._counts[field, term]

    def known(self, term: str) -> int:
        """In how many documents, at most, it stands in any field."""
        return sum(sum(self.of(field, term)) for field in _FIELDS)

    def weight(self, field: str, term: str, at: int) -> float:
        """What makes the field's own weight of the term, in the partition, that of all fields of all partitions."""
        return _rarity(self._size, self.known(term)) / _rarity(self._sizes[at], self.of(field, term)[at])


def _rarity(documents: int, holding: int) -> float:
    """tantivy's BM25 idf; deleted documents are counted among `holding` until they are merged away."""
    return log(1 + (max(documents, holding) - holding + 0.5) / (holding + 0.5))


def query(asked: Asked, only: Asked, frequencies: Frequencies, at: int) -> tantivy.Query | None:
    """The question for the partition numbered `at`, within the filters of `only`; None if nothing can answer it."""
    parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for group in asked.every:
        ways = [way for atom in group for way in _ways(atom, frequencies, at)]
        if not ways:
            return None
        parts.append((Must, _any(ways)))
    parts += [(Must, tantivy.Query.const_score_query(part, 0.0)) for part in (*_filters(asked), *_filters(only))]
    parts += [(MustNot, way) for atom in asked.none for way in _ways(atom, frequencies, at)]
    parts += [(Should, way) for way in _as_asked(asked, frequencies, at)]
    return tantivy.Query.boolean_query(parts)


def _filters(asked: Asked) -> list[tantivy.Query]:
    found = []
    for field, values in (("outlet", asked.outlets), ("section", asked.sections)):
        if values:
            found.append(_any([tantivy.Query.term_query(SCHEMA, field, value, "basic") for value in values]))
    if asked.since or asked.until:
        # Dates of articles lie between these; an open end would take the slower way.
        since, until = asked.since or datetime(1900, 1, 1, tzinfo=UTC), asked.until or datetime(2200, 1, 1, tzinfo=UTC)
        kind = tantivy.FieldType.Date
        found.append(tantivy.Query.range_query(SCHEMA, "published", kind, since, until, True, False))
    return found


def _ways(atom: Atom, frequencies: Frequencies, at: int) -> list[tantivy.Query]:
    if len(atom.terms) > 1:
        return _phrases({atom.terms, _mended(atom.text)}, frequencies, at)
    ways = [way for term in (*atom.terms, *atom.also) for way in _anywhere(term, frequencies, at)]
    return ways + _phrases(split(atom.terms[0], frequencies), frequencies, at)


def _anywhere(term: str, frequencies: Frequencies, at: int) -> list[tantivy.Query]:
    return [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(SCHEMA, field, term, "basic" if field == "variants" else "position"),
            boost * frequencies.weight(field, term, at),
        )
        for field, boost in _FIELDS.items()
        if frequencies.of(field, term)[at]
    ]


def _phrases(wanted: set[tuple[str, ...]], frequencies: Frequencies, at: int, slop: int = 0) -> list[tantivy.Query]:
    return [
        tantivy.Query.phrase_query(SCHEMA, field, list(words), slop)
        for words in sorted(wanted)
        for field in ("title", "body")
        if len(words) > 1 and all(frequencies.of(field, word)[at] for word in words)
    ]


def _as_asked(asked: Asked, frequencies: Frequencies, at: int) -> list[tantivy.Query]:
    """What lifts a document that has the words as they were asked: who types a piece of a text means that text."""
    said = [_likeliest(group[0], frequencies) for group in asked.every]
    if len(said) < 2:
        return []
    whole = {tuple(term for words in said for term in words)}
    pairs = {(*first, *second) for first, second in pairwise(said)}
    boosts = ((pairs, 0, _NEIGHBOURS), (whole, 0, _WHOLE), (whole, _REACH, _IN_ORDER))
    return [
        tantivy.Query.boost_query(way, boost)
        for wanted, slop, boost in boosts
        for way in _phrases(wanted, frequencies, at, slop)
    ]


def _likeliest(atom: Atom, frequencies: Frequencies) -> tuple[str, ...]:
    """The terms of an atom; of a word that is unknown as it stands, the parts that are likeliest."""
    if len(atom.terms) > 1 or frequencies.known(atom.terms[0]):
        return atom.terms
    ways = split(atom.terms[0], frequencies)
    return max(ways, key=lambda way: (min(map(frequencies.known, way)), way), default=atom.terms)


def split(term: str, frequencies: Frequencies) -> set[tuple[str, ...]]:
    """Ways to part a word that no document holds, or whose compound is written apart, into words that are there."""
    ways = {_mended(term)} - {(term,)}
    if ways or frequencies.known(term):
        return ways
    cuts = [(term[:n], term[n:]) for n in range(_LEAST_PART, len(term) - _LEAST_PART + 1)]
    cuts.sort(key=lambda parts: -min(map(frequencies.known, parts)))
    return {parts for parts in cuts[:_SPLITS] if min(map(frequencies.known, parts))}


@lru_cache(maxsize=10_000)
def _mended(text: str) -> tuple[str, ...]:
    """The terms of the words with their lost ZWNJs back."""
    return tuple(terms(repair(text)))


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Should, one) for one in queries])
