"""Mends what the web broke in a Persian article's words, and says what it was. Pure; docs/text.md states the rule.

All fields of an article came by one road, so they are judged together. In this order: Arabic keyboards' letters,
stray direction marks, lost ZWNJs.
"""

import re
from typing import Final

from sarkhat.text.direction import CONTROL, unmarked
from sarkhat.text.persian import ZWNJ, normalise_letters
from sarkhat.text.zwnj import repair_together
from sarkhat.understand.language import language
from sarkhat.understand.records import Wording

LETTERS: Final = "letters"
MARKS: Final = "marks"

_FOREIGN = re.compile("[\u0643\u0649\u064a\ufb50-\ufdff\ufe70-\ufefc]")
# Addresses, names and tags are to be found as they were written.
_KEPT = re.compile(r"((?:https?://|www\.)\S+|(?<!\S)[^\s@#]*+[@#]\S+)")


def is_persian(tag: str) -> bool:
    """Whether a language tag means Persian, whatever the country."""
    return tag.partition("-")[0] == "fa"


def mended(raw: Wording) -> Wording:
    """The words of a Persian article, mended; equal to `raw` where nothing is broken."""
    fields = [raw.title, raw.kicker, raw.lead, *(text for _, text in raw.blocks)]
    if _is_shown_persian(raw):
        fields = [_lettered(text) for text in fields]
    title, kicker, lead, *texts = repair_together([unmarked(text) for text in fields])
    kinds = (kind for kind, _ in raw.blocks)
    return Wording(title, kicker, lead, tuple(zip(kinds, texts, strict=True)))


def damage(raw: Wording, whole: Wording) -> str:
    """What `mended` made good, as words with a space between: joined, spaced or mixed (ZWNJs); letters; marks.

    "" where the two are equal.
    """
    before, after = _all(raw), _all(whole)
    found = [_lost(before, after)]
    found += [LETTERS] if _FOREIGN.findall(before) != _FOREIGN.findall(after) else []
    found += [MARKS] if len(CONTROL.findall(before)) > len(CONTROL.findall(after)) else []
    return " ".join(kind for kind in found if kind)


def _lost(before: str, after: str) -> str:
    """How the ZWNJs were lost that are back: each stands in the place of a space, or of nothing."""
    back, spaces = after.count(ZWNJ) - before.count(ZWNJ), before.count(" ") - after.count(" ")
    if not back:
        return ""
    return "joined" if not spaces else "spaced" if spaces == back else "mixed"


def _is_shown_persian(raw: Wording) -> bool:
    """Whether there are Arabic letters, and the words themselves say that the article is Persian.

    Its outlet's word is not enough: an Arabic post of a channel that is called Persian must keep its letters.
    """
    words = _all(raw)
    return bool(_FOREIGN.search(words)) and is_persian(language(words))


def _lettered(text: str) -> str:
    """The text in Persian letters, unless it is a piece of Arabic, where ي and ى are right."""
    if not _FOREIGN.search(text) or not is_persian(language(text, "fa")):
        return text
    pieces = _KEPT.split(text)
    return "".join(piece if at % 2 else normalise_letters(piece) for at, piece in enumerate(pieces))


def _all(words: Wording) -> str:
    return "\n".join([words.title, words.kicker, words.lead, *(text for _, text in words.blocks)])
