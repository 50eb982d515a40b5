"""ZWNJs (half-spaces) that the web lost: find out whether and how, and put them back.

Two kinds of damage: ZWNJs dropped, which joins the word (نشاندهنده), and ZWNJs replaced by a
space (می خواهم). The kind is found per text first, because rules for both at once lose
precision. Repair then goes by a lexicon of forms and affixes counted in well-typed news
(docs/text.md names the sources). It only inserts a ZWNJ or puts one in the place of a
space: no letter ever changes, and addresses, names with @, tags and other scripts are left alone.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal

from sarkhat.text.persian import ZWNJ

Damage = Literal["none", "joined", "spaced"]

LEXICON: Final = files("sarkhat.text").joinpath("data/lexicon.txt")

# A run is Persian words with single spaces between; what is skipped stays byte for byte.
_SKIP: Final = r"(?:https?://|www\.)\S+|(?<!\S)[^\s@#]*+[@#]\S+|(?<![\w.\-])[\w.\-]+\.(?:com|org|net|ir|me)(?!\w)\S*"
_PERSIAN: Final = "[\u0621-\u064a\u064b-\u0652\u0654\u0670\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc\u200c]+"
_RUN = re.compile(rf"{_SKIP}|(?<!\w){_PERSIAN}(?: {_PERSIAN})*(?!\w)")
_NON_JOINERS: Final = frozenset("اآأدذرزژوؤء")


@dataclass(frozen=True, slots=True)
class Change:
    """One repaired place: the words before and after, and where they start in the text before."""

    start: int
    before: str
    after: str


@dataclass(slots=True)
class _Lexicon:
    """The counted forms. Shares are per cent of the times that a ZWNJ was typed there."""

    joined: dict[str, tuple[str, int]] = field(default_factory=dict)  # bare word → form, share
    spaced: dict[tuple[str, str], int] = field(default_factory=dict)  # pair → share
    apart: set[tuple[str, str]] = field(default_factory=set)  # pairs that a space rightly parts
    words: set[str] = field(default_factory=set)  # words typed without one
    joined_affixes: dict[tuple[str, str, str], int] = field(default_factory=dict)
    spaced_affixes: dict[tuple[str, str, str], int] = field(default_factory=dict)


def joint(stem: str) -> str:
    """How a stem meets its suffix: "h" after ه, "n" after a letter that joins nothing, else "c"."""
    last = stem[-1:]
    return "h" if last == "ه" else "n" if last in _NON_JOINERS else "c"


def damage(text: str) -> Damage:
    """Whether the text lost its ZWNJs, and how. A text that has most of its own is undamaged.

    One sure sign or two weak ones make a text damaged, unless it kept as many ZWNJs.
    """
    joined = spaced = 0.0
    for run in _RUN.finditer(text):
        words = _words(run[0])
        joined += sum(_sign(_part(word)[1]) for word in words)
        spaced += sum(_sign(_pair(pair)) for pair in pairwise(words))
    signs = max(joined, spaced)
    if signs < 1 or signs <= text.count(ZWNJ):
        return "none"
    return "spaced" if spaced >= joined else "joined"


def repair(text: str) -> str:
    """The text with its ZWNJs back; an undamaged text comes back as it is."""
    kind = damage(text)
    if kind == "none":
        return text
    mend = _mend_joined if kind == "joined" else _mend_spaced
    return _RUN.sub(lambda run: mend(run[0]), text)


def changes(before: str, after: str) -> list[Change]:
    """What `repair` did, word by word, to be shown. `after` must be a repair of `before`."""
    found: list[Change] = []
    spans = [span for span in re.finditer(r"\S+", after) if ZWNJ in span[0]]
    places = _places(before, after)
    for span in spans:
        start, end = places[span.start()], places[span.end()]
        if before[start:end] != span[0]:
            found.append(Change(start, before[start:end], span[0]))
    return found


_SURE: Final = 88
_WEAK: Final = 70
# No Persian word is longer; a senseless one would cost the square of its length.
_LONGEST: Final = 40
# The shorter the stem, the likelier that it is one by chance (باکتری is not باک‌تری).
_STRICT: Final = {2: 101, 3: 90}
_VERB = re.compile("(ن?می)(\\w+(?:[دمت]|یم|ید|ند|ی))")
_ENOUGH: Final = 50


def _words(run: str) -> list[str]:
    """The words of a run; what was skipped has none."""
    return run.split(" ") if re.fullmatch(rf"{_PERSIAN}(?: {_PERSIAN})*", run) else []


def _sign(share: int) -> float:
    """What a place where a ZWNJ may be missing says about the whole text."""
    return 1.0 if share >= _SURE else 0.5 if share >= _WEAK else 0.0


def _mend_joined(run: str) -> str:
    words = _words(run)
    return " ".join(_part(word)[0] for word in words) if words else run


def _mend_spaced(run: str) -> str:
    words = _words(run)
    if not words:
        return run
    pieces = [words[0]]
    for pair in pairwise(words):
        pieces += [ZWNJ if _pair(pair) >= _ENOUGH else " ", pair[1]]
    return "".join(pieces)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    lexicon = _Lexicon()
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        _enter(lexicon, *line.split("\t"))
    return lexicon


def _enter(lexicon: _Lexicon, kind: str, form: str, *rest: str) -> None:
    """One line: j joined form, s spaced pair, n pair left apart, w word, < > ( ) affixes."""
    if kind == "j":
        lexicon.joined[form.replace(ZWNJ, "")] = (form, int(rest[0]))
    elif kind == "w":
        lexicon.words.add(form)
    elif kind in "sn":
        first, second = form.split(ZWNJ)
        if kind == "n":
            lexicon.apart.add((first, second))
        else:
            lexicon.spaced[first, second] = int(rest[0])
    else:
        affixes = lexicon.joined_affixes if kind in "<>" else lexicon.spaced_affixes
        affixes[kind, form, rest[0]] = int(rest[1])


def _part(word: str) -> tuple[str, int]:
    """A joined word with its ZWNJs, and how sure (per cent, 0 for a word left alone)."""
    return _parted(word) if len(word) <= _LONGEST else (word, 0)


@lru_cache(maxsize=100_000)
def _parted(word: str) -> tuple[str, int]:
    lexicon = _lexicon()
    if word in lexicon.joined:
        return lexicon.joined[word]
    if word in lexicon.words or ZWNJ in word:
        return word, 0
    return max(_cuts(word), key=lambda cut: cut[1], default=(word, 0))


def _cuts(word: str) -> list[tuple[str, int]]:
    """The ways to part an unknown word into a known one and an affix."""
    lexicon, found = _lexicon(), _verb(word)
    for cut in range(2, len(word) - 1):
        head, rest = word[:cut], word[cut:]
        share = lexicon.joined_affixes.get((">", rest, joint(head)), 0)
        if share >= _STRICT.get(len(head), 0) and share and (stem := _known(head, rest)):
            found.append((stem + ZWNJ + rest, share))
        share = lexicon.joined_affixes.get(("<", head, ""), 0)
        if share and (stem := _known(rest)):
            found.append((head + ZWNJ + stem, share))
    return found


def _verb(word: str) -> list[tuple[str, int]]:
    """An unknown word with the look of می or نمی and a verb's personal ending."""
    found = _VERB.fullmatch(word)
    return [(found[1] + ZWNJ + found[2], 95)] if found else []


def _known(stem: str, suffix: str = "") -> str:
    """The stem as it is written if it can be one, else nothing. Any longer word has a plural."""
    if stem in _lexicon().words:
        return stem
    form, share = _part(stem)
    return form if share or (len(stem) > 3 and suffix.startswith("ها")) else ""


@lru_cache(maxsize=200_000)
def _pair(pair: tuple[str, str]) -> int:
    """How sure it is that a ZWNJ belongs between two words (per cent)."""
    lexicon = _lexicon()
    first, second = pair[0].split(ZWNJ)[-1], pair[1].split(ZWNJ)[0]
    if not first or not second or (first, second) in lexicon.apart:
        return 0
    seen = lexicon.spaced.get((first, second), 0)
    after = lexicon.spaced_affixes.get((")", second, joint(first)), 0)
    return max(seen, after, lexicon.spaced_affixes.get(("(", first, ""), 0))


def _places(before: str, after: str) -> list[int]:
    """For each place in `after`, the place in `before` that it came from."""
    places, at = [], 0
    for character in after:
        places.append(at)
        at += before[at : at + 1] == character or (character == ZWNJ and before[at : at + 1] == " ")
    return [*places, at]
