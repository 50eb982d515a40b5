"""Full-text search on tantivy (BM25). Text is normalised and tokenised by us.

Both a document's and a query's words are folded (`text.persian.search_fold`), so a missing ZWNJ, an Arabic letter or
other digits find the same. Words of the title count more. The worker alone writes; any process may read while it
does, and sees what the last commit left.
"""

import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import tantivy

from sarkhat.store import search_words

Order = Literal["best", "newest"]

_HEAP: Final = 30_000_000  # bytes that the writer collects before it writes a segment
_TITLE_BOOST: Final = 2.0
_SHOWN: Final = 2000  # characters of each document that are kept, for its snippet
_PHRASE = re.compile(r'["«“]([^"«»“”]+)["»”]')
_DAMAGE: Final = ("corrupt", "FileDoesNotExist", "schema does not match")  # tantivy gives a ValueError for all
_LOG: Final = logging.getLogger("sarkhat.store")
Must: Final = tantivy.Occur.Must
Should: Final = tantivy.Occur.Should


class Damaged(Exception):
    """The files of the index cannot be used (broken, partly gone, of another release); they can be made anew."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of an article."""

    id: int
    title: str
    text: str
    outlet: str
    section: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `snippet_html` is escaped, with <mark> around what was asked for."""

    id: int
    score: float
    snippet_html: str


@dataclass(frozen=True, slots=True)
class Hits:
    """How many there are, the asked page of them, and perhaps another spelling that finds more."""

    total: int
    rows: list[Hit]
    suggestion: str = ""


class Index:
    """A search index in a folder; a folder that does not exist yet is an empty index until something is added.

    What writes raises Damaged where the files are; `discard` then makes room for a new index.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None

    def exists(self) -> bool:
        """Whether there is an index at all."""
        return self._path.is_dir() and tantivy.Index.exists(str(self._path))

    def discard(self) -> None:
        """Take the whole index away, whatever its state."""
        self._index = self._writer = None
        shutil.rmtree(self._path, ignore_errors=True)

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in; one with the same id is replaced. Seen by readers after `commit`."""
        with _telling_damage():
            writer = self._writing()
            for document in documents:
                writer.delete_documents_by_term("id", str(document.id))
                writer.add_document(_stored(document))

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out; ids that are not there are passed over."""
        with _telling_damage():
            for number in ids:
                self._writing().delete_documents_by_term("id", str(number))

    def clear(self) -> None:
        """Take everything out, at once."""
        with _telling_damage():
            self._writing().delete_all_documents()
            self._writing().commit()

    def commit(self) -> None:
        """Make what was added and deleted lasting and visible."""
        with _telling_damage():
            self._writing().commit()

    def query(
        self, text: str, limit: int = 20, offset: int = 0, order: Order = "best", section: str = "", outlet: str = ""
    ) -> Hits:
        """The documents that hold every word of `text` (and every «phrase» as it stands).

        None in a damaged index: readers go on until the worker has made a new one.
        """
        asked = search_words.asked(text)
        try:
            with _telling_damage():
                return self._found(text, asked, limit, offset, order, {"section": section, "outlet": outlet})
        except Damaged as error:
            _LOG.error("the search index in %s is damaged: %s", self._path, error)
            return Hits(0, [])

    def _found(self, text: str, asked: list[str], limit: int, offset: int, order: Order, only: dict[str, str]) -> Hits:
        index = self._reading()
        if index is None or not asked:
            return Hits(0, [])
        searcher = index.searcher()
        query = _query(index.schema, text, asked, only)
        by = "published" if order == "newest" else None
        # Any: the package's own types leave the count out.
        found: Any = searcher.search(query, limit=max(1, limit), offset=offset, count=True, order_by_field=by)
        rows = [_hit(searcher.doc(address), float(score), asked) for score, address in found.hits]
        return Hits(found.count or 0, rows, "" if found.count else _suggest(searcher, index.schema, text, asked))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._path.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(), str(self._path), reuse=True)
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer

    def _reading(self) -> tantivy.Index | None:
        if self._index is None:
            if not self.exists():
                return None
            self._index = tantivy.Index.open(str(self._path))
        self._index.reload()
        return self._index


@contextmanager
def _telling_damage() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        if any(word in str(error) for word in _DAMAGE):
            raise Damaged(str(error)) from error
        raise


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    # The id is text: tantivy-py 0.27 deletes nothing by a term of a number field, and does not say so.
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_date_field("published", indexed=True, fast=True)
    made.add_text_field("section", tokenizer_name="raw", index_option="basic")
    made.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    made.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("joined", tokenizer_name="whitespace", index_option="basic")
    made.add_bytes_field("shown", stored=True)
    return made.build()


def _stored(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", str(document.id))
    made.add_date("published", document.published)
    made.add_text("section", document.section)
    made.add_text("outlet", document.outlet)
    made.add_text("title", " ".join(search_words.terms(document.title)))
    made.add_text("body", " ".join(search_words.terms(document.text)))
    made.add_text("joined", " ".join(search_words.joined(f"{document.title}\n{document.text}")))
    made.add_bytes("shown", f"{document.title}\n{document.text}"[:_SHOWN].encode("utf-8", "replace"))
    return made


def _query(schema: tantivy.Schema, text: str, asked: list[str], only: dict[str, str]) -> tantivy.Query:
    """Every word in some field; a compound also finds its joined form."""
    ways = [asked, *([*asked[:n], asked[n] + asked[n + 1], *asked[n + 2 :]] for n in range(len(asked) - 1))]
    parts = [(Must, _any([_all([_anywhere(schema, word) for word in way]) for way in ways]))]
    for phrase in _PHRASE.findall(text):
        words = search_words.terms(phrase)
        if len(words) > 1:
            fields = [tantivy.Query.phrase_query(schema, field, list(words)) for field in ("title", "body")]
            parts.append((Must, _any(fields)))
    for field, value in only.items():
        if value:
            exact = tantivy.Query.term_query(schema, field, value, "basic")
            parts.append((Must, tantivy.Query.const_score_query(exact, 0.0)))
    return tantivy.Query.boolean_query(parts)


def _anywhere(schema: tantivy.Schema, word: str) -> tantivy.Query:
    title = tantivy.Query.boost_query(tantivy.Query.term_query(schema, "title", word), _TITLE_BOOST)
    joined = tantivy.Query.term_query(schema, "joined", word, "basic")
    return _any([title, tantivy.Query.term_query(schema, "body", word), joined])


def _all(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Must, query) for query in queries])


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Should, query) for query in queries])


def _hit(document: tantivy.Document, score: float, asked: list[str]) -> Hit:
    shown = bytes(document.get_first("shown") or b"").decode()
    return Hit(int(str(document.get_first("id"))), score, search_words.snippet(shown, asked))


def _suggest(searcher: tantivy.Searcher, schema: tantivy.Schema, text: str, asked: list[str]) -> str:
    """Another spelling that the index knows: typed on the other keyboard, or with one letter wrong; "" if none."""
    for other in (search_words.other_keyboard(text), _mended(searcher, schema, asked)):
        words = search_words.asked(other)
        if words and words != asked and searcher.search(_query(schema, other, words, {}), 1).hits:
            return other
    return ""


def _mended(searcher: tantivy.Searcher, schema: tantivy.Schema, asked: list[str]) -> str:
    return " ".join(word if _known(searcher, word) else _near(searcher, schema, word) for word in asked)


def _known(searcher: tantivy.Searcher, word: str) -> bool:
    return any(searcher.doc_freq(field, word) for field in ("title", "body", "joined"))


def _near(searcher: tantivy.Searcher, schema: tantivy.Schema, word: str) -> str:
    if len(word) < 4:
        return word
    fuzzy = tantivy.Query.fuzzy_term_query(schema, "body", word, 1)
    found = searcher.search(fuzzy, 5).hits
    texts = " ".join(bytes(searcher.doc(address).get_first("shown") or b"").decode() for _, address in found)
    return search_words.nearest(word, texts) or word
