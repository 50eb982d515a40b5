"""Same story? A stream of pieces in, a story for each out. Pure: the clock is the pieces' own time.

For each new piece (`Stream.add`): an exact or near copy of a piece of the window (MinHash over word runs) is the same
text; its rare words find the pieces that share some, and a learned model says how likely each tells of the same
(`alike`). These likelihoods are the links of a graph.

Then (`Stream.settle`) the stories around the new pieces are decided anew from the links alone (`group`): so a piece
joins or starts one, two stories become one when a piece shows that they are, and one falls apart when that shows. What
is decided hardly depends on the order in which the pieces came. What an editor put together or apart stays so.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sarkhat.stories.across import Across
from sarkhat.stories.alike import likenesses
from sarkhat.stories.copies import Copies
from sarkhat.stories.group import ALIKE, Knot, between, grouped
from sarkhat.stories.links import Links
from sarkhat.stories.records import Evidence, Piece, Placed
from sarkhat.stories.roundup import is_roundup
from sarkhat.stories.shape import Shape
from sarkhat.stories.terms import Boilerplate, Terms, terms, wordless
from sarkhat.stories.window import Window

REACH: Final = timedelta(hours=84)  # between two pieces of one story
_LINK: Final = 0.05  # likelihood from which two pieces are linked
_NEAR: Final = 0.15  # from which their stories are decided together
_REGION: Final = 80  # pieces that are decided at a time
_WHOLE: Final = 100  # pieces of a story from which it is no longer taken apart
_SHOWN: Final = 3  # pieces and words that are named as evidence


class Stream:
    """The state of the last hours: what was placed where. `remember` rebuilds it from what was decided before."""

    def __init__(self, enough: float = ALIKE) -> None:
        self._enough = enough
        self._boilerplate = Boilerplate()
        self._window = Window(REACH)
        self._copies = Copies()
        self._across = Across()
        self._links = Links()
        self._story: dict[str, str] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self._pins: dict[str, str] = {}
        self._when: dict[str, tuple[datetime, str]] = {}
        self._fresh: dict[str, None] = {}
        self._moved: dict[str, str] = {}

    def add(self, piece: Piece) -> str:
        """Take a piece in; the id of the piece whose text it repeats, or ""."""
        shape, found = self._read(piece)
        original = self._copies.find(found.folded)
        near = self._alikes(shape)
        if original:
            near[original] = 1.0
        self._keep(piece, shape, found, near, original)
        self._move(piece.id, self._unused(piece.id))
        self._fresh[piece.id] = None
        return original

    def remember(self, piece: Piece, story: str, pin: str = "") -> None:
        """Take in a piece that was placed before; its story stays until new pieces say otherwise."""
        self.add(piece)
        del self._fresh[piece.id]
        self.put(piece.id, story, pin)

    def put(self, name: str, story: str, pin: str) -> None:
        """Put a piece of the window where an editor put it.

        Pieces with the same pin stay together, those with different ones apart; "" leaves it to the stream.
        """
        if name in self._when:
            self._move(name, story)
            self._pins[name] = pin

    def settle(self) -> dict[str, str]:
        """Decide the stories around the pieces that came since the last time; these and all that moved, with theirs."""
        self._settle_fresh()
        moved, self._moved = self._moved, {}
        return moved

    def stories(self) -> set[str]:
        """The stories that have pieces in the window."""
        return set(self._members)

    def rarity(self, name: str) -> Mapping[str, float]:
        """The words of a piece of the window, and how rare each is; none of one that has left it."""
        return self._window.rarity(name) if name in self._when else {}

    def evidence(self, name: str) -> Evidence:
        """What speaks for a piece's place: the likest pieces of its story, and the rarest words that it shares."""
        if name not in self._story:
            return Evidence()
        story = self._members[self._story[name]]
        near = ((value, other) for other, value in self._links.near(name).items() if other in story)
        best = sorted(near, key=lambda pair: (-pair[0], pair[1]))[:_SHOWN]
        words = self._window.shared(name, [other for _, other in best])
        return Evidence(tuple((other, round(value, 3)) for value, other in best), tuple(words[:_SHOWN]))

    def _read(self, piece: Piece) -> tuple[Shape, Terms]:
        old = list(self._window.outdated(piece.published))
        if not self._fresh.keys().isdisjoint(old):
            self._settle_fresh()
        for name in old:
            self._forget(name)
        found = terms(self._boilerplate.own_lines(piece.source, piece.text))
        if is_roundup(piece.text):
            found = wordless(found)
        return self._window.shape(piece.source, piece.published, found, piece.language), found

    def _alikes(self, shape: Shape) -> dict[str, float]:
        """The pieces of the window that are like this one, and how much."""
        found = self._window.candidates(shape)
        values = likenesses(shape, [other for _, other in found])
        near = dict(zip((name for name, _ in found), values, strict=True))
        for name, value in self._across.likenesses(shape).items():
            near[name] = max(value, near.get(name, 0.0))
        return {name: value for name, value in near.items() if value >= _LINK}

    def _keep(self, piece: Piece, shape: Shape, found: Terms, near: Mapping[str, float], original: str) -> None:
        self._links.add(piece.id, near, original)
        self._window.add(piece.id, shape)
        self._across.add(piece.id, shape)
        self._copies.add(piece.id, found.folded)
        self._when[piece.id] = (piece.published, piece.id)

    def _settle_fresh(self) -> None:
        while self._fresh:
            region = self._region()
            for name in region:
                if name in self._fresh:
                    self._moved[name] = self._story[name]
                    del self._fresh[name]
            self._decide(region)

    def _region(self) -> list[str]:
        """The oldest fresh piece's story and, the likest first, whole stories linked to it, in the pieces' order."""
        start = self._story[min(self._fresh, key=self._when.__getitem__)]
        taken: set[str] = set()
        size, heap = 0, [(-1.0, start)]
        while heap and size < _REGION:
            _, story = heapq.heappop(heap)
            if story in taken:
                continue
            taken.add(story)
            size += len(self._members[story])
            for other, value in self._linked(story).items():
                if other not in taken:
                    heapq.heappush(heap, (-value, other))
        names = (name for story in taken for name in self._members[story])
        return sorted(names, key=self._when.__getitem__)

    def _linked(self, story: str) -> dict[str, float]:
        """The stories that pieces of this one are linked to, with the likest pair."""
        found: dict[str, float] = {}
        for name in self._members[story]:
            for other, value in self._links.near(name).items():
                theirs = self._story[other]
                if value > found.get(theirs, _NEAR) and theirs != story:
                    found[theirs] = value
        return found

    def _decide(self, region: list[str]) -> None:
        knots, place = self._knots(region)
        links = ((one, other, value) for (one, other, _, _), value in self._alike(place).items())
        self._name(grouped(knots, between(links), self._enough))

    def _alike(self, place: Mapping[str, int]) -> dict[tuple[int, int, str, str], float]:
        """How alike the texts of the region's knots are: of the pieces with two texts the likest two count."""
        found: dict[tuple[int, int, str, str], float] = {}
        texts = {name: self._links.text(name) for name in place}
        for name, mine in place.items():
            for other, value in self._links.near(name).items():
                theirs = place.get(other, mine)
                if mine < theirs:
                    key = (mine, theirs, texts[name], texts[other])
                    if value > found.get(key, 0.0):
                        found[key] = value
        return found

    def _knots(self, region: list[str]) -> tuple[list[Knot], dict[str, int]]:
        """The region's pieces as what is never parted, and the place of each piece."""
        together: dict[str, list[str]] = defaultdict(list)
        for name in region:
            together[self._tie(name)].append(name)
        place = {name: number for number, names in enumerate(together.values()) for name in names}
        knots = [
            Knot(tuple(names), len({self._links.text(name) for name in names}), self._pin(names[0]))
            for names in together.values()
        ]
        return knots, place

    def _tie(self, name: str) -> str:
        """What ties a piece to others for good: an editor's mark, a story too big to take apart, or its text."""
        pin = self._pin(name)
        if pin:
            return f"pin {pin}"
        story = self._story[name]
        if len(self._members[story]) >= _WHOLE:
            return f"story {story}"
        return f"text {self._links.text(name)}"

    def _pin(self, name: str) -> str:
        """The group that an editor put the piece in, or else a piece with the same text."""
        return self._pins.get(name) or next(filter(None, map(self._pins.get, self._links.same_text(name))), "")

    def _name(self, groups: list[tuple[str, ...]]) -> None:
        """Give every group the story that most of its pieces are in, each story once, and note the pieces that move."""
        claims = [(number, story) for number, group in enumerate(groups) for story in self._stories(group)]
        claims.sort(key=lambda claim: -self._stories(groups[claim[0]])[claim[1]])
        named: dict[int, str] = {}
        for number, story in claims:
            if number not in named and story not in named.values():
                named[number] = story
        for number, group in enumerate(groups):
            story = named.get(number) or self._unused(group[0])
            for name in group:
                if self._story[name] != story:
                    self._move(name, story)
                    self._moved[name] = story

    def _stories(self, group: tuple[str, ...]) -> dict[str, int]:
        """How many of the group's pieces were in which story."""
        counts: dict[str, int] = {}
        for name in group:
            counts[self._story[name]] = counts.get(self._story[name], 0) + 1
        return counts

    def _unused(self, name: str) -> str:
        """A story's name that no story bears, made of its first piece's."""
        while name in self._members:
            name += "'"
        return name

    def _move(self, name: str, story: str) -> None:
        before = self._story.get(name)
        if before is not None:
            self._leave(name, before)
        self._story[name] = story
        self._members[story].add(name)

    def _leave(self, name: str, story: str) -> None:
        self._members[story].discard(name)
        if not self._members[story]:
            del self._members[story]

    def _forget(self, old: str) -> None:
        self._copies.remove(old)
        self._across.remove(old)
        self._links.remove(old)
        self._leave(old, self._story.pop(old))
        self._pins.pop(old, None)
        self._fresh.pop(old, None)
        del self._when[old]


def place_all(pieces: Iterable[Piece], batch: int = 500) -> list[Placed]:
    """Place the pieces as a stream, in time order, deciding after each batch; where each stands in the end."""
    stream = Stream()
    stories: dict[str, str] = {}
    copies: dict[str, str] = {}
    ordered = sorted(pieces, key=lambda piece: (piece.published, piece.id))
    for number, piece in enumerate(ordered, 1):
        copies[piece.id] = stream.add(piece)
        if number % batch == 0:
            stories.update(stream.settle())
    stories.update(stream.settle())
    return _as_placed(ordered, stories, copies)


def _as_placed(ordered: list[Piece], stories: Mapping[str, str], copies: Mapping[str, str]) -> list[Placed]:
    """Each story by the id of its first piece, each piece with how it came there."""
    first: dict[str, str] = {}
    for piece in ordered:
        first.setdefault(stories[piece.id], piece.id)
    placed = []
    for piece in ordered:
        story, original = first[stories[piece.id]], copies[piece.id]
        copy = bool(original) and stories[original] == stories[piece.id]
        how = "first" if story == piece.id else "copy" if copy else "same"
        placed.append(Placed(piece.id, story, how, copy_of=original if copy else ""))
    return placed
