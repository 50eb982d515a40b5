"""Counts how much the texts of one story agree on each word and name, for `sarkhat.stories.profile`.

    python scripts/thread_words.py POSTS.jsonl.gz [FROM [TO]]

The posts (`{"channel", "id", "published", "text"}`) are placed into stories as a running site does. In every story of
three different texts or more, each text that says a term asks how many of the others do. Writes
`src/sarkhat/stories/data/agreement.tsv.gz`: term, sum of the answers, texts; of terms in six texts or more. No
text of the posts is kept.
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
_TEXTS = 3  # of a story that is asked
_LEAST = 6  # texts that say a term
_LANGUAGE = "fa"


def posts(path: Path, since: str, until: str) -> Iterator[Piece]:
    """The posts with a text, of days from `since` to `until`."""
    with gzip.open(path, "rt") as lines:
        for row in map(json.loads, lines):
            if row["text"].strip() and since <= row["published"][:10] <= until:
                at = datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
                yield Piece(f"{row['channel']}/{row['id']}", row["channel"], at, row["text"])


def said(pieces: list[Piece]) -> dict[str, set[str]]:
    """What each piece says, without its source's boilerplate and without who is only quoted."""
    boilerplate = Boilerplate()
    found = {}
    for piece in pieces:
        lines = boilerplate.own_lines(piece.source, piece.text)
        names = frozenset(name.key for name in names_of(piece.text[:1500], _LANGUAGE))
        words = dict.fromkeys(terms(lines).weights, 0.0)
        found[piece.id] = set(told(Text(words, lines[0] if lines else "", names)))
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
        if len(members) >= _TEXTS:
            for term, times in Counter(term for name in members for term in said[name]).items():
                agreed[term] += times * (times - 1) / (len(members) - 1)  # type: ignore[assignment]
                texts[term] += times
    return agreed, texts


def main() -> None:
    """Count and write."""
    path, *days = sys.argv[1:]
    since, until = [*days, "0", "9"][:2] if len(days) != 1 else [*days, "9"]
    pieces = sorted(posts(Path(path), since, until), key=lambda piece: (piece.published, piece.id))
    agreed, texts = count(place_all(pieces, 50), said(pieces))
    rows = [f"{term}\t{agreed[term]:.1f}\t{times}" for term, times in sorted(texts.items()) if times >= _LEAST]
    _OUT.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    names = sum(row.startswith(NAME) for row in rows)
    print(json.dumps({"pieces": len(pieces), "terms": len(rows), "names": names}))


if __name__ == "__main__":
    main()
