"""Is a story the next chapter of an earlier one? Stories in, the story that each continues out. Pure.

A thread («پرونده») is a chain of stories over days, under one heading; a subject that is merely broad (a war, talks, a
league) is none. So a story continues another of the last three weeks only if what they share could hardly be shared by
chance (`_could_be_chance`), on terms that few stories of these weeks hold, and if it is near enough to that story and
to the last ones of its thread.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sarkhat.stories.profile import NAME, Profile, agreement

REACH: Final = timedelta(days=21)  # between two stories of a thread that follow each other
ENOUGH: Final = 0.18  # likeness from which a story continues another
RELATED: Final = 0.1  # and from which it is related to it
_BROAD: Final = 0.02  # share of the stories, from which a term is a broad subject
_BROAD_LEAST: Final = 5.0  # stories
_AGREED: Final = 0.45  # how much texts must agree on a word that is evidence
_RARE: Final = 4.0  # rarity of a word that is evidence
_TOGETHER: Final = 0.5  # share of one's stories from which two terms are one
_CHANCE: Final = -1.0  # logarithm of how many stories may share as much by chance
_NAMELESS: Final = 4.0  # how much more must speak for it where no name is shared
_COMPARED: Final = 40  # stories
_WEAK: Final = 0.1  # likeness below which nobody asks whether it is chance
_LAST: Final = 4  # stories of a thread that count, beside the one that is nearest
_FADE: Final = 14.0  # days in which a likeness falls to a third
_LEAST: Final = 15.0  # value of a whole profile, below which sharing it tells little
_AROUND: Final = 30  # stories that are thought to be there besides


class Threads:
    """The stories of the last three weeks, and which thread each is in."""

    def __init__(self) -> None:
        self._profiles: dict[int, Profile] = {}
        self._holders: dict[str, set[int]] = defaultdict(set)
        self._values: dict[int, dict[str, float]] = {}
        self._sums: dict[int, float] = {}
        self._found: dict[int, dict[int, float]] = {}  # what is near, until another story is held
        self._thread: dict[int, int] = {}
        self._members: dict[int, set[int]] = defaultdict(set)
        self._apart: set[int] = set()
        self._ages: list[tuple[datetime, int]] = []

    def hold(self, profile: Profile) -> None:
        """Take a story in, or what is known of it now."""
        known = self._profiles.get(profile.story)
        if known:
            self._unindex(known)
        self._profiles[profile.story] = profile
        for term in profile.terms:
            self._holders[term].add(profile.story)
        values = {
            term: profile.value(term, rarity or self._rarity(term)) for term, (_, rarity) in profile.terms.items()
        }
        self._values[profile.story], self._sums[profile.story] = values, sum(values.values())
        self._found.clear()
        heapq.heappush(self._ages, (profile.until, profile.story))
        self._let_go(profile.until)

    def put(self, story: int, thread: int | None, chosen: bool = False) -> None:
        """Put a story into a thread, or into none; if an editor chose none, no other story brings it into one."""
        old = self._thread.pop(story, None)
        if old is not None:
            self._members[old].discard(story)
            if not self._members[old]:
                del self._members[old]
        self._apart.discard(story)
        if thread is not None:
            self._thread[story] = thread
            self._members[thread].add(story)
        elif chosen:
            self._apart.add(story)

    def drop(self, story: int) -> None:
        """Forget a story."""
        self.put(story, None)
        if known := self._profiles.pop(story, None):
            self._unindex(known)
            del self._values[story], self._sums[story]
            self._found.clear()

    def thread(self, story: int) -> int | None:
        """The thread that a story is in."""
        return self._thread.get(story)

    def members(self, thread: int) -> list[int]:
        """The stories of the last weeks that are in a thread, by number."""
        return sorted(self._members.get(thread, ()))

    def is_first(self, story: int) -> bool:
        """Whether others of its thread are there, and all of them began later."""
        mine = self._thread.get(story)
        held = [self._profiles[other] for other in self._members.get(mine or 0, ()) if other in self._profiles]
        return len(held) > 1 and min(held, key=lambda other: (other.at, other.story)).story == story

    def continues(self, story: int) -> int | None:
        """The earlier story that a story is the next chapter of; None: it begins something."""
        new = self._profiles[story]
        near = self._near(new)
        best: dict[int, tuple[float, int]] = {}
        for other, likeness in near.items():
            old = self._profiles[other]
            if (
                likeness >= _WEAK
                and other not in self._apart
                and (old.at, other) < (new.at, story)
                and not self._could_be_chance(new, old)
            ):
                thread = self._thread.get(other, -other)
                best[thread] = max(best.get(thread, (0.0, 0)), (likeness, other))
        scored = [((value + self._to_last(thread, new, near)) / 2, other) for thread, (value, other) in best.items()]
        score, other = max(scored, default=(0.0, 0))
        return other if score >= ENOUGH else None

    def related(self, story: int, most: int = 5) -> list[int]:
        """The nearest other stories that are not of its thread, nearest first."""
        new, own = self._profiles[story], self._thread.get(story)
        near = sorted((-value, other) for other, value in self._near(new).items())
        found = (
            other
            for value, other in near
            if -value >= RELATED and (own is None or self._thread.get(other) != own) and self._evidence(new, other)
        )
        return [other for other, _ in zip(found, range(most), strict=False)]

    def _near(self, new: Profile) -> dict[int, float]:
        """How alike the stories are that share most of its rarer terms, 0…1."""
        if new.story not in self._found:
            compared = self._sharing(new.story)
            self._found[new.story] = {other: self._likeness(new, self._profiles[other]) for other in compared}
        return self._found[new.story]

    def _sharing(self, story: int) -> list[int]:
        most = self._broad()
        shared: dict[int, float] = defaultdict(float)
        for term, value in self._values[story].items():
            holders = self._holders[term]
            if len(holders) <= most:
                for other in holders:
                    shared[other] += value
        shared.pop(story, None)
        return heapq.nlargest(_COMPARED, shared, key=lambda other: (shared[other], other))

    def _likeness(self, new: Profile, old: Profile) -> float:
        mine, theirs = self._values[new.story], self._values[old.story]
        shared = sum(min(value, theirs[term]) for term, value in mine.items() if term in theirs)
        days = max(new.at - old.until, old.at - new.until, timedelta()) / timedelta(days=1)
        whole = math.sqrt(self._sums[new.story] * self._sums[old.story])
        return shared / max(_LEAST, whole) * math.exp(-max(0.0, days - 1) / _FADE)

    def _rarity(self, term: str) -> float:
        """How rare a term is among the stories."""
        return math.log((len(self._profiles) + _AROUND) / (len(self._holders[term]) + 0.5))

    def _to_last(self, thread: int, new: Profile, near: Mapping[int, float]) -> float:
        """How near the last stories of a thread before this one are, on average."""
        held = (self._profiles[other] for other in self._members.get(thread, {abs(thread)}) if other in self._profiles)
        before = [(other.at, other.story) for other in held if (other.at, other.story) < (new.at, new.story)]
        last = heapq.nlargest(_LAST, before)
        return sum(near.get(other, 0.0) for _, other in last) / len(last)

    def _could_be_chance(self, new: Profile, old: Profile) -> bool:
        """Whether some story of these weeks could share as much with it although it tells of something else.

        As many stories as there are, times the shares of them that hold each of the shared terms.
        """
        shared = self._evidence(new, old.story)
        units = self._units(shared)
        rarity = sum(self._rarest(new, term) for term in units)
        needed = math.log(len(self._profiles) + _AROUND) - _CHANCE
        if not any(term.startswith(NAME) for term in shared):
            if self._is_named(new) and self._is_named(old):
                return True  # both name somebody, each somebody else
            needed += _NAMELESS
        return len(units) < 2 or rarity < needed

    def _evidence(self, new: Profile, other: int) -> list[str]:
        """The terms that two stories share, and few others hold: names, and words that texts agree on."""
        old, most = self._profiles[other], self._broad()
        shared = [term for term in new.terms if term in old.terms and len(self._holders[term]) <= most]
        return [term for term in shared if term.startswith(NAME) or self._tells(term, new, old)]

    @staticmethod
    def _tells(word: str, *stories: Profile) -> bool:
        said = [(story.terms[word][0], story.texts) for story in stories]
        return stories[0].terms[word][1] >= _RARE and agreement(word, said) >= _AGREED

    def _is_named(self, story: Profile) -> bool:
        most = self._broad()
        return any(term.startswith(NAME) and len(self._holders[term]) <= most for term in story.terms)

    def _units(self, terms: Iterable[str]) -> list[str]:
        """The terms without those that mostly stand beside another of them: «لیندسی», «گراهام» are one."""
        kept: list[str] = []
        for term in sorted(terms, key=lambda term: (len(self._holders[term]), term)):
            if not any(self._stand_together(term, other) for other in kept):
                kept.append(term)
        return kept

    def _stand_together(self, one: str, other: str) -> bool:
        few, many = sorted((self._holders[one], self._holders[other]), key=len)
        return len(few) > 3 and len(few & many) >= _TOGETHER * len(few)

    def _rarest(self, of: Profile, term: str) -> float:
        known = of.terms[term][1]
        return min(known, self._rarity(term)) if known else self._rarity(term)

    def _broad(self) -> float:
        return max(_BROAD_LEAST, _BROAD * len(self._profiles))

    def _unindex(self, known: Profile) -> None:
        for term in known.terms:
            self._holders[term].discard(known.story)
            if not self._holders[term]:
                del self._holders[term]

    def _let_go(self, now: datetime) -> None:
        while self._ages and now - self._ages[0][0] > REACH:
            _, story = heapq.heappop(self._ages)
            known = self._profiles.get(story)
            if known and now - known.until > REACH:
                self.drop(story)
