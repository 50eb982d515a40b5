"""What a thread is called: words that its headlines share, else the headline of its widest told story. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from sarkhat.stories.profile import speaker
from sarkhat.stories.rarity import in_general
from sarkhat.text.words import tokens, words

_LONGEST: Final = 4  # words of a title that headlines share
_SHARE: Final = 0.5  # of the headlines, that hold it, and of the stories, that each of its words tells of
_LEAST: Final = 2
_RARE: Final = 5.0  # rarity of its rarest word: below it are words like «جهانی», of which there is no one thread
_ENDS: Final = '.,،؛;:!?؟()[]«»"|/…-–—\n'
_OPEN: Final = ("های", "هٔ", "ۀ")  # ends of words that want another behind them

Run = tuple[str, ...]


def title(heads: Sequence[str], terms: Sequence[Collection[str]]) -> str:
    """The title of a thread with these headlines, the widest told story's first, and these words in its stories.

    It is a run of two to four words that half of the headlines hold, if the stories agree on its words and one of them
    is rare; else the first headline. `terms` hold names by all their words.
    """
    told = Counter(term for story in terms for term in set(story))
    known = {term for term, count in told.items() if count >= max(_LEAST, _SHARE * len(terms))}
    shown: dict[Run, str] = {}
    held: Counter[Run] = Counter()
    for head in heads:
        found = _runs(head, known)
        held.update(found.keys())
        for key, run in found.items():
            shown.setdefault(key, run)
    enough = max(_LEAST, _SHARE * len(heads))
    best = [(count * len(key), key) for key, count in held.items() if count >= enough and in_general(key) >= _RARE]
    return shown[max(best)[1]] if best else next(iter(heads), "")


def _runs(head: str, known: Collection[str]) -> dict[Run, str]:
    """The runs of known words in a headline, by these words folded."""
    found: dict[Run, str] = {}
    for part in _parts(head[len(speaker(head)) :]):
        whole = words(part)
        folded = [tokens(word) for word in whole]
        for start in range(len(whole)):
            for end in range(start + 2, min(start + _LONGEST, len(whole)) + 1):
                key = tuple(token for one in folded[start:end] for token in one)
                is_whole = folded[start] and folded[end - 1] and not whole[end - 1].endswith(_OPEN)
                if is_whole and len(key) > 1 and all(token in known and not token.isdigit() for token in key):
                    found.setdefault(key, " ".join(whole[start:end]))
    return found


def _parts(head: str) -> list[str]:
    for mark in _ENDS:
        head = head.replace(mark, "\n")
    return head.split("\n")
