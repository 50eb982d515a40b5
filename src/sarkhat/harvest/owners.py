"""Whose site an address is on: what one outlet lists of another's site is left to that outlet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sarkhat.harvest.keys import Keyed
from sarkhat.sources.models import Outlet
from sarkhat.text.urls import host


@dataclass(frozen=True, slots=True)
class Owners:
    """Outlets by the host of their home, without `www.`; read once for many visits."""

    by_site: Mapping[str, set[int]]

    @classmethod
    def read(cls) -> Self:
        """As the table of outlets stands now."""
        by_site: dict[str, set[int]] = defaultdict(set)
        for number, home in Outlet.objects.filter(active=True).values_list("pk", "home"):
            by_site[_site(home)].add(number)
        return cls(dict(by_site))

    def own(self, outlet: int, items: Sequence[Keyed]) -> list[Keyed]:
        """The items that are not on the site of another outlet alone."""
        return [item for item in items if outlet in self.by_site.get(_site(item.entry.url), (outlet,))]


def _site(url: str) -> str:
    return host(url).removeprefix("www.")
