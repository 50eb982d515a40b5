"""What a thread is called: words that its headlines share, or the names that its stories share. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sarkhat.stories.profile import speaker
from sarkhat.text.words import tokens, words

_LONGEST: Final = 4  # words of a title that headlines share
_SHARE: Final = 0.5  # of the headlines, that hold it
_LEAST: Final = 2
_NAMES: Final = 2
_ENDS: Final = '.,،؛;:!?؟()«»"|/…-–—\n'


def title(heads: Sequence[str], names: Sequence[Sequence[str]], comma: str = "، ") -> str:
    """The title of a thread with these headlines, the widest told story's first, and the names in each story.

    A run of two to four words that half of the headlines hold; else the two names that most stories hold; else the
    first headline.
    """
    return _shared_run(heads) or _shared_names(names, comma) or (heads[0] if heads else "")


def _shared_run(heads: Sequence[str]) -> str:
    shown: dict[tuple[str, ...], str] = {}
    held: Counter[tuple[str, ...]] = Counter()
    for head in heads:
        found = _runs(head)
        held.update(found.keys())
        for key, run in found.items():
            shown.setdefault(key, run)
    enough = max(_LEAST, _SHARE * len(heads))
    best = [(count * len(key), len(key), key) for key, count in held.items() if count >= enough]
    return shown[max(best)[2]] if best else ""


def _runs(head: str) -> dict[tuple[str, ...], str]:
    """The runs of words of a headline that begin and end with words of weight, by these words folded."""
    found: dict[tuple[str, ...], str] = {}
    for part in _parts(head[len(speaker(head)) :]):
        whole = words(part)
        folded = [tokens(word) for word in whole]
        for start, first in enumerate(folded):
            for end in range(start + 2, min(start + _LONGEST, len(whole)) + 1):
                key = tuple(token for one in folded[start:end] for token in one)
                if first and folded[end - 1] and len(key) > 1 and not any(token.isdigit() for token in key):
                    found.setdefault(key, " ".join(whole[start:end]))
    return found


def _parts(head: str) -> list[str]:
    for mark in _ENDS:
        head = head.replace(mark, "\n")
    return [part for part in head.split("\n") if part.strip()]


def _shared_names(names: Sequence[Sequence[str]], comma: str) -> str:
    held = Counter(name for story in names for name in dict.fromkeys(story))
    enough = max(_LEAST, _SHARE * len(names))
    shared = [name for name, count in held.most_common() if count >= enough]
    return comma.join(shared[:_NAMES]) if len(shared) >= _NAMES else ""
