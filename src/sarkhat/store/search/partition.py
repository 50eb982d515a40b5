"""One month of the index: a tantivy index in a folder, opened when needed and read anew after each commit.

Only the worker writes; any process may read while it does.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import tantivy

from sarkhat.store.search.records import Damaged, Document
from sarkhat.store.search.terms import squashed, terms, variants

FORMAT: Final = 1  # of what stands in the fields: another number, and the index is made anew
SHOWN: Final = 2000  # characters of each document that are kept, for its snippet

_HEAP: Final = 30_000_000  # bytes that the writer collects before it writes a segment
_DAMAGE: Final = ("corrupt", "FileDoesNotExist", "schema does not match")  # tantivy gives a ValueError for all
_State = tuple[int, int, int]


class Partition:
    """The documents of one month. What reads or writes raises Damaged where the files are."""

    def __init__(self, path: Path) -> None:
        self.month = path.name
        self._path = path
        self._lock = Lock()
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._state: _State | None = None

    def exists(self) -> bool:
        """Whether it was ever committed."""
        return (self._path / "meta.json").exists()

    def searcher(self) -> tantivy.Searcher | None:
        """What the last commit left; None if there is none."""
        with self._lock, self.telling_damage():
            state = self._stat()
            if state is None:
                self._index = self._state = None
                return None
            self._refresh(state)
            return self._index.searcher() if self._index else None

    def holds(self, ids: Collection[int]) -> list[int]:
        """Those of the ids that are in it."""
        searcher = self.searcher()
        if searcher is None or not searcher.num_docs:
            return []
        wanted = [str(number) for number in ids]
        if not any(searcher.doc_freq("id", number) for number in wanted):
            return []
        with self.telling_damage():
            query = tantivy.Query.term_set_query(SCHEMA, "id", wanted)
            hits = searcher.search(query, len(wanted), count=False).hits
            return [int(str(searcher.doc(address).get_first("id"))) for _, address in hits]

    def write(self, documents: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """Put documents in, replacing those with the same number, take others out, and commit."""
        with self.telling_damage():
            writer = self._writing()
            for number in gone:
                writer.delete_documents_by_term("id", str(number))
            for document in documents:
                writer.delete_documents_by_term("id", str(document.id))
                writer.add_document(_stored(document))
            writer.commit()

    def close(self) -> None:
        """Stop writing, after the merges that run."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with self.telling_damage():
                writer.wait_merging_threads()

    def discard(self) -> None:
        """Take it away, whatever its state."""
        with self._lock:
            self._index = self._writer = self._state = None
            shutil.rmtree(self._path, ignore_errors=True)

    @contextmanager
    def telling_damage(self) -> Iterator[None]:
        """Raises Damaged for what tantivy says of broken files."""
        try:
            yield
        except ValueError as error:
            if any(word in str(error) for word in _DAMAGE):
                raise Damaged(self.month, str(error)) from error
            raise

    def _stat(self) -> _State | None:
        try:
            meta, folder = (self._path / "meta.json").stat(), self._path.stat()
        except FileNotFoundError:
            return None
        return folder.st_ino, meta.st_ino, meta.st_mtime_ns

    def _refresh(self, state: _State) -> None:
        """Nothing but two looks at the folder where no commit came since."""
        if state == self._state:
            return
        if self._index is None or (self._state and self._state[0] != state[0]):
            self._index = tantivy.Index.open(str(self._path))
        self._index.reload()
        self._state = state

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._path.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(SCHEMA, str(self._path), reuse=True)
            self._writer = index.writer(_HEAP, 1)
            # A killed process leaves files that no commit names; tantivy would stumble over those of the same name.
            self._writer.garbage_collect_files()
        return self._writer


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    # The id is text: tantivy-py 0.27 deletes nothing by a term of a number field, and does not say so.
    made.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_date_field("published", indexed=True, fast=True)
    made.add_text_field("section", tokenizer_name="raw", index_option="basic")
    made.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    made.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("variants", tokenizer_name="whitespace", index_option="basic")
    made.add_bytes_field("shown", stored=True)
    return made.build()


SCHEMA: Final = _schema()


def _stored(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", str(document.id))
    made.add_date("published", document.published)
    for name in _called(document.section, document.section_names):
        made.add_text("section", name)
    for name in _called(document.outlet, document.outlet_names):
        made.add_text("outlet", name)
    head, body = terms(document.title), terms(document.text)
    made.add_text("title", " ".join(head))
    made.add_text("body", " ".join(body))
    made.add_text("variants", " ".join(sorted(variants(f"{document.title}\n{document.text}", head + body))))
    made.add_bytes("shown", f"{document.title}\n{document.text}"[:SHOWN].encode("utf-8", "replace"))
    return made


def _called(key: str, names: tuple[str, ...]) -> set[str]:
    """What a filter may say: the key itself, and every name, whole or a word of it."""
    said = (squashed(name) for whole in (key, *names) for name in (whole, *whole.split()))
    return {key, *said} - {""}
