"""Counts how much the texts of one story agree on each word and name, for `sarkhat.stories.profile`.

    python scripts/thread_words.py POSTS.jsonl.gz [DAY…]

The posts (`{"channel", "id", "published", "text"}`) are placed into stories as a running site does; the DAYs, and those
of `bench/labels`, are left out. In every story of three to sixty different texts, each text that says a term asks how
many of the others do. Writes `src/sarkhat/stories/data/agreement.tsv.gz`: term, sum of the answers, texts; of terms in
four texts or more. No text of the posts is kept.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sarkhat.stories.decide import place_all
from sarkhat.stories.profile import NAME, Text, told
from sarkhat.stories.records import Piece, Placed
from sarkhat.stories.terms import Boilerplate, terms
from sarkhat.understand.names import names_of

_OUT = Path(__file__).parents[1] / "src/sarkhat/stories/data/agreement.tsv.gz"
_LABELS = Path(__file__).parents[1] / "bench/labels"
_TEXTS = 3  # of a story that is asked
_MOST = 60  # more are mostly a mixture
_LEAST = 4  # texts that say a term
_LANGUAGE = "fa"


def posts(path: Path, left_out: set[str]) -> Iterator[Piece]:
    """The posts with a text, of all days but some."""
    with gzip.open(path, "rt") as lines:
        for row in map(json.loads, lines):
            if row["text"].strip() and row["published"][:10] not in left_out:
                at = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
                yield Piece(f"{row['channel']}/{row['id']}", row["channel"], at, row["text"])


def said(pieces: list[Piece]) -> dict[str, set[str]]:
    """The words of each piece without its source's boilerplate, and the names that are not only quoted."""
    boilerplate = Boilerplate()
    found = {}
    for piece in pieces:
        lines = boilerplate.own_lines(piece.source, piece.text)
        names = frozenset(name.key for name in names_of(piece.text[:1500], _LANGUAGE))
        words = dict.fromkeys(terms(lines).weights, 0.0)
        about = told(Text(words, lines[0] if lines else "", names))
        found[piece.id] = {*words, *(term for term in about if term.startswith(NAME))}
    return found


def count(placed: list[Placed], said: dict[str, set[str]]) -> tuple[Counter[str], Counter[str]]:
    """Of each term the sum of the shares of others that say it, and the texts that say it."""
    stories: dict[str, list[str]] = defaultdict(list)
    for one in placed:
        if one.how != "copy":
            stories[one.story].append(one.id)
    agreed: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for members in stories.values():
        if _TEXTS <= len(members) <= _MOST:
            for term, times in Counter(term for name in members for term in said[name]).items():
                agreed[term] += times * (times - 1) / (len(members) - 1)  # type: ignore[assignment]
                texts[term] += times
    return agreed, texts


def main() -> None:
    """Count and write."""
    path, *days = sys.argv[1:]
    left_out = {*days, *(labels.stem for labels in _LABELS.glob("*.tsv"))}
    pieces = sorted(posts(Path(path), left_out), key=lambda piece: (piece.published, piece.id))
    agreed, texts = count(place_all(pieces, 50), said(pieces))
    rows = [f"{term}\t{agreed[term]:.1f}\t{times}" for term, times in sorted(texts.items()) if times >= _LEAST]
    _OUT.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    names = sum(row.startswith(NAME) for row in rows)
    print(json.dumps({"pieces": len(pieces), "terms": len(rows), "names": names}))


if __name__ == "__main__":
    main()
