"""Words that every stage shares about what is watched."""

from typing import Literal

SECTIONS = ("politics", "world", "economy", "society", "sport", "culture", "science", "other")
Section = Literal["politics", "world", "economy", "society", "sport", "culture", "science", "other"]
OUTLET_KINDS = ("agency", "paper", "site", "broadcaster", "magazine", "channel")
WATCH_KINDS = ("feed", "channel", "front_page", "sitemap", "page")
# An HTTP proxy's address: a host with a port if need be, and no path.
PROXY = r"(?:https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?)?"
