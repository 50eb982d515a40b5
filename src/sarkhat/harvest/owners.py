"""What all visits need to know of the outlets: whose site an address is on, which proxy leads there, what was heard.

What one outlet lists of another's site is left to that outlet.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from sarkhat.harvest.keys import Keyed
from sarkhat.sources import first
from sarkhat.sources.models import Outlet
from sarkhat.text.urls import host


@dataclass(frozen=True, slots=True)
class Owners:
    """Outlets by the host of their home, without `www.`, and proxies by outlet; read once for many visits."""

    by_site: Mapping[str, set[int]]
    proxies: Mapping[int, str] = field(default_factory=dict)  # of the few that have one of their own
    looked_at: frozenset[int] = frozenset()  # new watches whose first answer is here already, see sources.first

    @classmethod
    def read(cls) -> Self:
        """As the table of outlets stands now."""
        by_site: dict[str, set[int]] = defaultdict(set)
        proxies: dict[int, str] = {}
        for number, home, proxy in Outlet.objects.filter(active=True).values_list("pk", "home", "proxy"):
            by_site[_site(home)].add(number)
            if proxy:
                proxies[number] = proxy
        return cls(dict(by_site), proxies, first.waiting())

    def own(self, outlet: int, items: Sequence[Keyed]) -> list[Keyed]:
        """The items that are not on the site of another outlet alone."""
        return [item for item in items if outlet in self.by_site.get(_site(item.entry.url), (outlet,))]


def _site(url: str) -> str:
    return host(url).removeprefix("www.")
