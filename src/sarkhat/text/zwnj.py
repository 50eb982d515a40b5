"""ZWNJs (half-spaces) that the web lost: find out whether and how, and put them back.

Two kinds of damage: ZWNJs dropped, which joins the word (نشاندهنده), and ZWNJs replaced by a
space (می خواهم); a text can have both. The kind is found per text first, because rules for
both at once lose precision. Then a lexicon counted in well-typed news answers for known words, and a small
learned model for unknown words and for spaces (docs/text.md names the sources). Repair only inserts a ZWNJ
or puts one in the place of a space: no letter ever changes; addresses, names with @, tags, code
and other scripts are left alone.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from operator import add
from typing import Final, Literal

from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj_lexicon import lexicon
from sarkhat.text.zwnj_memory import LONGEST, Memory
from sarkhat.text.zwnj_model import beside, between, part

Damage = Literal["none", "joined", "spaced", "mixed"]

# Of lexicon, weights and rules together. Raise it with whatever makes a text come out otherwise: an archive that
# was mended by an older one is then mended anew (sarkhat.understand.again).
VERSION: Final = 2

# A run is Persian words with single spaces between; what is skipped stays byte for byte.
_SKIP: Final = (
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@#]*+[@#]\S+|(?<![\w.\-])[\w.\-]+\.(?:com|org|net|ir|me)(?!\w)\S*|`[^`\n]+`"
)
_PERSIAN: Final = "[\u0621-\u064a\u064b-\u0652\u0654\u0670\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc\u200c]+"
_RUN = re.compile(rf"{_SKIP}|(?<!\w)({_PERSIAN}(?: {_PERSIAN})*)(?!\w)")
_QUOTED = re.compile("(«[^«»]*»)")
# Arabic keyboards' letters, one for one: looked up as Persian ones, and left as they are.
_ARABIC: Final = "يىك"
_LOOKED_UP: Final = str.maketrans(_ARABIC, "ییک")


@dataclass(frozen=True, slots=True)
class Change:
    """One repaired place: the words before and after, and where they start in the text before."""

    start: int
    before: str
    after: str


def damage(text: str) -> Damage:
    """Whether the text lost its ZWNJs, and how. A text that has most of its own is undamaged.

    One sure sign or some weak ones make a text damaged, unless it kept as many ZWNJs.
    """
    return _damage(_plain(text))


def repair(text: str) -> str:
    """The text with its ZWNJs back; an undamaged text comes back as it is. Idempotent."""
    return _through(text, _settled)


def repair_together(texts: Sequence[str]) -> list[str]:
    """Repair texts that came by one road, as the lines of a file: what befell most befell all.

    Where the whole is plainly damaged, a line without a sign of its own is mended too; where it
    is plainly sound, a line needs twice the signs. Otherwise each is judged alone.
    """
    shown = [_signs(_plain(text)) for text in texts]
    joined, spaced = sum(signs[0] for signs in shown), sum(signs[1] for signs in shown)
    kept = sum(text.count(ZWNJ) for text in texts)
    if joined + spaced >= _PLAIN and _PLAIN * kept <= joined + spaced:
        kind = _kind(joined, spaced)
        return [_through(text, partial(_touched, kind=kind)) for text in texts]
    enough = 2.0 if kept >= _SOUND * max(1.0, joined + spaced) else 1.0
    mend = partial(_settled, enough=enough)
    return [_through(text, mend) if max(signs) >= enough else text for text, signs in zip(texts, shown, strict=True)]


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


# How many times the signs outweigh the ZWNJs where a whole is plainly damaged, or these
# the signs where it is sound: careful writers, too, leave out one in five.
_PLAIN: Final = 10.0
_SOUND: Final = 4.0
# A whole text leaves a ZWNJ out in one of e^2.3 places that look as if they lacked one. The
# sign of a share: minus the logarithm of how many leave it out, in units of what is enough.
_ENOUGH: Final = 2.3
_SUREST: Final = 3.0
_SIGNS: Final = [min(_SUREST, -math.log(1 - min(share, 99) / 100)) / _ENOUGH for share in range(101)]
_HALF: Final = 50
# Some writers join every plural and comparative, and part these words from the next, by habit:
# that says less about damage than a joined می does.
_HABITUAL = re.compile(f"{ZWNJ}(?:ها|تر)")
_HABIT: Final = 0.5
_LOOSE: Final = frozenset(("آن", "این", "همان", "همین", "هیچ", "به", "چه", "یک", "هر"))
# The rarer kind of damage is chance below this share of the other's signs.
_MINOR: Final = 0.2
# Affixes that hardly stand alone, whatever the model saw of the word beside them.
_RULES: Final = dict.fromkeys("ها های هایی هایم هایت هایش هایمان هایتان هایشان می نمی".split(), 4.0)
# These, too, show damage where a space parts them. Compounds (ذوب آهن) less: many write them apart by habit.
_AFFIXES: Final = {*_RULES, *"ای ام ات اش ایم اید اند مان تان شان تر ترین تری".split()}
# Log-odds from which a pair is parted, and past which its neighbours are not asked. Their
# words are seen too seldom to overrule such a pair.
_ODDS: Final = 0.5
_CLEAR: Final = 2.0


def _through(text: str, mend: Callable[[str], str]) -> str:
    """The text mended as if in Persian letters, with its own letters kept."""
    plain = _plain(text)
    mended = mend(plain)
    return text if mended == plain else mended if plain == text else _lettered(mended, text)


def _plain(text: str) -> str:
    """The text in Persian letters; the look is faster than the change, which few texts need."""
    return text.translate(_LOOKED_UP) if any(letter in text for letter in _ARABIC) else text


def _damage(text: str, enough: float = 1.0) -> Damage:
    joined, spaced = _signs(text)
    if max(joined, spaced) < enough or joined + spaced <= text.count(ZWNJ):
        return "none"
    return _kind(joined, spaced)


def _kind(joined: float, spaced: float) -> Damage:
    if min(joined, spaced) >= max(1.0, _MINOR * max(joined, spaced)):
        return "mixed"
    return "spaced" if spaced >= joined else "joined"


def _settled(text: str, enough: float = 1.0) -> str:
    """Repaired until nothing is left to repair: what was mended may show what else is missing."""
    while (kind := _damage(text, enough)) != "none" and (mended := _mended(text, kind)) != text:
        text = mended
    return text


def _touched(text: str, kind: Damage) -> str:
    """Mended whatever it shows, unless it kept its own ZWNJs."""
    kept = text.count(ZWNJ)
    return text if kept and kept >= sum(_signs(text)) else _mended(text, kind)


def _mended(text: str, kind: Damage) -> str:
    """One pass over the text. A quotation that shows no damage of its own is its speaker's."""
    pieces = _QUOTED.split(text) if "«" in text else [text]
    for number, piece in enumerate(pieces):
        if number % 2 == 0 or any(_signs(piece)):
            pieces[number] = _RUN.sub(lambda run: _mend(run[1], kind) if run[1] else run[0], piece)
    return "".join(pieces)


def _mend(run: str, kind: Damage) -> str:
    words = run.split(" ")
    if kind != "spaced":
        words = [_FORMS[word][0] for word in words]
    return _closed(words, sure=kind == "joined")


def _signs(text: str) -> tuple[float, float]:
    """How many signs of joined and of spaced damage the text shows."""
    joined = spaced = 0.0
    # This runs over every undamaged text: what is known of a word is looked up without a call.
    for run in _RUN.findall(text):
        words = run.split(" ")
        joined += sum(map(_WORD_SIGNS.__getitem__, words))
        spaced += sum([_pair_sign(words[at], words[at + 1]) for at in _asked(words)])
    return joined, spaced


def _asked(words: list[str]) -> list[int]:
    """After which words it is worth asking whether a ZWNJ belongs there: see `Lexicon.opens`."""
    known, none = lexicon(), repeat(0)
    lasts = [word.rpartition(ZWNJ)[2] if ZWNJ in word else word for word in words]
    firsts = [word.partition(ZWNJ)[0] if ZWNJ in word else word for word in words[1:]]
    kinds = map(add, map(known.opens.get, lasts, none), map(known.follows.get, firsts, none))
    return [at for at, kind in enumerate(kinds) if kind > 1]


def _part(word: str) -> tuple[str, int]:
    """A joined word with its ZWNJs, and how sure (per cent, 0 for a word left alone)."""
    known = lexicon()
    return known.joined.get(word) or known.words.get(word) or _unknown(word)


def _unknown(word: str) -> tuple[str, int]:
    """A word that the lexicon does not know, and the pieces that a first cut leaves."""
    if not 4 <= len(word) <= LONGEST or ZWNJ in word or lexicon().listed.get(word) == "d":
        return word, 0
    form, share = part(word)
    return (ZWNJ.join(_FORMS[piece][0] for piece in form.split(ZWNJ)), share) if share else (word, 0)


def _word_sign(word: str) -> float:
    """What a word where a ZWNJ may be missing says about the whole text."""
    if ZWNJ in word or word in lexicon().words:
        return 0.0
    form, share = _FORMS[word]
    if share <= _HALF:
        return 0.0
    return _SIGNS[share] * (_HABIT if _HABITUAL.search(form) else 1.0)


_FORMS = Memory(_part)
_WORD_SIGNS = Memory(_word_sign)


def _pair_sign(first: str, second: str) -> float:
    """What a space where a ZWNJ may belong says about the whole text."""
    first, second = _beside(first, second)
    if first in _LOOSE or not _partible(first, second):
        return 0.0
    odds = between(first, second)
    if odds <= 0:
        return 0.0
    plain = second in _AFFIXES or first in _RULES
    return min(_SUREST, math.log1p(math.exp(odds))) / _ENOUGH * (1.0 if plain else _HABIT)


def _beside(first: str, second: str) -> tuple[str, str]:
    """The pieces of two words that stand next to the space between them."""
    if ZWNJ in first or ZWNJ in second:
        return first.rpartition(ZWNJ)[2], second.partition(ZWNJ)[0]
    return first, second


def _closed(words: list[str], sure: bool) -> str:
    """The words with ZWNJs in the place of the spaces that stand for one; `sure`: at the plainest affixes alone."""
    partible, spaces = (_affixed if sure else _partible), [" "] * len(words)
    for at in _asked(words):
        first, second = _beside(words[at], words[at + 1])
        if partible(first, second) and _belongs(words, at + 1, first, second):
            spaces[at] = ZWNJ
    return "".join(map(add, words, spaces))[:-1]


def _partible(first: str, second: str) -> bool:
    return bool(first and second) and lexicon().partible(first, second)


def _affixed(first: str, second: str) -> bool:
    """Whether the one is an affix that no damaged text sets apart on purpose."""
    return (second in _RULES or first in _RULES) and _partible(first, second)


def _belongs(words: list[str], at: int, first: str, second: str) -> bool:
    """Whether a ZWNJ belongs between two neighbours, given the words around them."""
    odds = between(first, second) + _RULES.get(second, 0.0) + _RULES.get(first, 0.0)
    if abs(odds) < _CLEAR:
        before = words[at - 2].rpartition(ZWNJ)[2] if at > 1 else ""
        after = words[at + 1].partition(ZWNJ)[0] if at + 1 < len(words) else ""
        odds += beside(before, first, second, after)
    return odds >= _ODDS


def _lettered(mended: str, text: str) -> str:
    """The repair of the looked-up text with the letters of the text itself."""
    places = _places(_plain(text), mended)
    return "".join(
        text[at] if character != ZWNJ or text[at : at + 1] == ZWNJ else ZWNJ
        for character, at in zip(mended, places, strict=False)
    )


def _places(before: str, after: str) -> list[int]:
    """For each place in `after`, the place in `before` that it came from."""
    places, at = [], 0
    for character in after:
        places.append(at)
        at += before[at : at + 1] == character or (character == ZWNJ and before[at : at + 1] == " ")
    return [*places, at]
