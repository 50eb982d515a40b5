"""Words that every stage shares about what is watched."""

from typing import Literal

SECTIONS = ("politics", "world", "economy", "society", "sport", "culture", "science", "other")
Section = Literal["politics", "world", "economy", "society", "sport", "culture", "science", "other"]
OUTLET_KINDS = ("agency", "paper", "site", "broadcaster", "magazine", "channel")
WATCH_KINDS = ("feed", "channel", "front_page", "sitemap")
