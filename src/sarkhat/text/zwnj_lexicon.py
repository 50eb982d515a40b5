"""The counted words of the ZWNJ repair, as `scripts/build_lexicon.py` writes them (docs/text.md)."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Final

from sarkhat.text.persian import ZWNJ

LEXICON: Final = files("sarkhat.text").joinpath("data/lexicon.txt")

_PAST: Final = ("م", "ی", "یم", "ید", "ند")
_PRESENT: Final = ("م", "ی", "د", "یم", "ید", "ند")


@dataclass(slots=True)
class Lexicon:
    """The counted forms. Shares are per cent of the times that a ZWNJ was typed there."""

    joined: dict[str, tuple[str, int]] = field(default_factory=dict)  # bare word → form, share
    words: dict[str, tuple[str, int]] = field(default_factory=dict)  # words typed without one → themselves, 0
    common: set[str] = field(default_factory=set)  # those of them that were typed often
    pairs: set[tuple[str, str]] = field(default_factory=set)  # pairs that a ZWNJ was seen to part
    heads: set[str] = field(default_factory=set)  # words that a ZWNJ often follows
    tails: set[str] = field(default_factory=set)  # words that a ZWNJ often precedes
    opens: dict[str, int] = field(default_factory=dict)  # heads → 2, other first words of pairs → 1
    follows: dict[str, int] = field(default_factory=dict)  # tails → 2, other second words of pairs → 1
    listed: dict[str, str] = field(default_factory=dict)  # words of the published lists → d, e; compounds → c
    compounds: dict[str, tuple[int, ...]] = field(default_factory=dict)  # bare compound → where a list parts it
    verbs: dict[str, str] = field(default_factory=dict)  # forms of verbs → f finite, t participle

    def known(self, piece: str) -> str:
        """p a common word, r a rarer one, j one typed with a ZWNJ, else as `seen`."""
        if piece in self.words:
            return "p" if piece in self.common else "r"
        return "j" if piece in self.joined else self.seen(piece)

    def seen(self, piece: str) -> str:
        """What the lists alone say: d, e, c (see `listed`), f or t for a verb's form, - none."""
        return self.listed.get(piece) or self.verbs.get(piece, "-")

    def partible(self, first: str, second: str) -> bool:
        """Whether it is worth asking if a ZWNJ belongs between the two."""
        return second in self.tails or first in self.heads or (first, second) in self.pairs


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, read at its first use."""
    return parse(LEXICON.read_text(encoding="utf-8"))


def parse(text: str) -> Lexicon:
    """A lexicon from the lines of its file."""
    found = Lexicon()
    for line in text.splitlines():
        _enter(found, *line.split("\t"))
    found.opens |= {first: 1 for first, _ in found.pairs} | dict.fromkeys(found.heads, 2)
    found.follows |= {second: 1 for _, second in found.pairs} | dict.fromkeys(found.tails, 2)
    return found


def _enter(found: Lexicon, kind: str, form: str, share: str = "0") -> None:
    """One line: j joined form, w word, W common word, s pair, ( head, ) tail; d, e, c, v are of published lists."""
    if kind == "j":
        found.joined[form.replace(ZWNJ, "")] = (form, int(share))
    elif kind in "wW":
        found.words[form] = (form, 0)
        if kind == "W":
            found.common.add(form)
    elif kind == "s":
        first, second = form.split(ZWNJ)
        found.pairs.add((first, second))
    elif kind in "de":
        found.listed[form] = kind
    elif kind == "c":
        _compound(found, form.split(ZWNJ))
    elif kind == "v":
        found.verbs.update(conjugated(*form.split("#")))
    else:
        (found.heads if kind == "(" else found.tails).add(form)


def _compound(found: Lexicon, pieces: list[str]) -> None:
    bare = "".join(pieces)
    found.listed[bare] = "c"
    found.compounds[bare] = tuple(accumulate(map(len, pieces[:-1])))
    found.pairs.update(pairwise(pieces))


def conjugated(past: str, present: str) -> dict[str, str]:
    """The forms of a verb that می, نمی or an auxiliary goes with: f finite, t participle."""
    glide = present if present[-1] not in "او" else present + "ی"
    finite = [past, *(past + ending for ending in _PAST), *(glide + ending for ending in _PRESENT)]
    return dict.fromkeys(finite, "f") | {past + "ه": "t"}
