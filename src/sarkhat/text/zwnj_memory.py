"""What was found out about a word, kept for the next time that it stands in a text."""

from collections.abc import Callable
from typing import Final, TypeVar

Found = TypeVar("Found")

# No Persian word is longer; a senseless one is not worth keeping.
LONGEST: Final = 40


class Memory(dict[str, Found]):
    """A bounded dict that asks `found` for what it lacks: `memory[word]` costs a look-up the second time."""

    def __init__(self, found: Callable[[str], Found], most: int = 50_000) -> None:
        super().__init__()
        self.found, self.most = found, most

    def __missing__(self, word: str) -> Found:
        found = self.found(word)
        if len(word) <= LONGEST:
            if len(self) >= self.most:
                self.clear()
            self[word] = found
        return found
