"""Lines that a source prints under many of its pieces, for a stream of items without an archive; see also `repeats`."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Set
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import sentences
from sarkhat.understand.candidates import MOST, trimmed

_READ: Final = 1500  # characters of a piece's end
_LAST: Final = 5  # lines of it
_LEAST_WORDS: Final = 3  # of a line that is more than a name
_REPEATS: Final = 4  # pieces that must hold a line before it is called a repeated one
_PIECES: Final = 60  # of each source that are remembered


class Slogans:
    """What each source printed lately under its pieces, line by line."""

    def __init__(self) -> None:
        self._pieces: dict[str, deque[Set[str]]] = defaultdict(deque)
        self._times: dict[str, Counter[str]] = defaultdict(Counter)

    def of(self, source: str, text: str) -> Set[str]:
        """The piece's last lines, folded, that the source has repeated; the piece is remembered for the next."""
        times, pieces = self._times[source], self._pieces[source]
        lines = folded(text[-_READ:].rstrip().split("\n")[-_LAST:])
        found = {line for line in lines if times[line] >= _REPEATS}
        pieces.append(lines)
        times.update(lines)
        if len(pieces) > _PIECES:
            times.subtract(pieces.popleft())
        return found


def folded(lines: Iterable[str]) -> Set[str]:
    """The sentences of the lines as `candidates` compares them; those of few words are left out."""
    kept = (trimmed(piece)[0] for line in lines for piece in sentences(line))
    return {fold(piece) for piece in kept if len(piece) <= MOST and len(piece.split()) >= _LEAST_WORDS}
