"""Lines that a channel prints under many of its posts: its slogan, its signature, an invitation. They are no news.

Kept in memory by the process that reads; what came before is looked up in the archive at an outlet's first post.
"""

from collections import Counter, OrderedDict, deque
from collections.abc import Iterable
from typing import Final

from sarkhat.extract.models import Article
from sarkhat.text.persian import fold
from sarkhat.understand.words import raw_blocks

_POSTS: Final = 60  # of an outlet that are remembered
_REPEATS: Final = 4  # of them that must hold a line before it is called a repeated one
_WORDS: Final = 3  # a shorter line is a heading or a name
_OUTLETS: Final = 5000  # that are remembered


class Repeats:
    """What outlets printed lately, line by line."""

    def __init__(self) -> None:
        self._posts: OrderedDict[int, deque[frozenset[int]]] = OrderedDict()
        self._times: dict[int, Counter[int]] = {}

    def own(self, outlet: int, article: int, lines: Iterable[str]) -> list[str]:
        """The lines that the post does not share with those before it; it is remembered for the next."""
        if outlet not in self._posts:
            self._look_back(outlet, article)
        times = self._times[outlet]
        keyed = [(line, _key(line)) for line in lines]
        kept = [line for line, key in keyed if key is None or times[key] < _REPEATS]
        self._remember(outlet, frozenset(key for _, key in keyed if key is not None))
        return kept

    def _look_back(self, outlet: int, article: int) -> None:
        self._posts[outlet], self._times[outlet] = deque(), Counter()
        rows = Article.objects.filter(outlet=outlet, is_post=True, pk__lt=article).order_by("-pk")
        for blocks in raw_blocks(list(rows.values_list("pk", flat=True)[:_POSTS])).values():
            keys = (_key(text) for _, text in blocks)
            self._remember(outlet, frozenset(key for key in keys if key is not None))
        if len(self._posts) > _OUTLETS:
            gone, _ = self._posts.popitem(last=False)
            del self._times[gone]

    def _remember(self, outlet: int, keys: frozenset[int]) -> None:
        posts, times = self._posts[outlet], self._times[outlet]
        posts.append(keys)
        times.update(keys)
        if len(posts) > _POSTS:
            times.subtract(posts.popleft())


def _key(line: str) -> int | None:
    """What the line is known by; None: too short to be a slogan."""
    folded = fold(line)
    return hash(folded) if len(folded.split()) >= _WORDS else None
