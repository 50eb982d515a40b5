"""Reprints folded under their original, each with the chain by which the text came to it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sarkhat.stories.models import Member


@dataclass(frozen=True, slots=True)
class Copy:
    """A reprint. `chain`: the members through which the text went, the original first, itself last."""

    member: Member
    chain: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """An article with its reprints, each in time order."""

    member: Member
    copies: tuple[Copy, ...]


def folded(members: Sequence[Member]) -> list[Original]:
    """The members, in time order, as originals with their copies.

    Copies are known in the order in which we saw the texts. The original is the one that was published first; a copy
    whose own original was published after it counts as a copy of that first one.
    """
    place = {member.article_id: index for index, member in enumerate(members)}
    families: dict[int, list[int]] = {}
    for index in range(len(members)):
        families.setdefault(_root(index, members, place), []).append(index)
    return sorted(
        (_original(family, members, place) for family in families.values()),
        key=lambda one: place[one.member.article_id],
    )


def _root(index: int, members: Sequence[Member], place: dict[int, int]) -> int:
    """Where the chain of `copy_of` ends, as we saw it."""
    seen = {index}
    while (up := _up(members[index], place)) is not None and up not in seen:
        seen.add(up)
        index = up
    return min(seen) if up is not None else index


def _up(member: Member, place: dict[int, int]) -> int | None:
    return place.get(member.copy_of_id) if member.copy_of_id else None


def _original(family: list[int], members: Sequence[Member], place: dict[int, int]) -> Original:
    first = family[0]
    chains: dict[int, tuple[Member, ...]] = {first: (members[first],)}
    for index in family[1:]:
        up = _up(members[index], place)
        chains[index] = (*chains[up if up is not None and up < index else first], members[index])
    return Original(members[first], tuple(Copy(members[index], chains[index]) for index in family[1:]))
