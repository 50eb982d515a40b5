"""What the learned ZWNJ models look at, shared by `scripts/train_zwnj.py` and the repair.

A feature is a short string hashed (CRC-32) into a table of weights, after Weinberger et al. 2009,
"Feature Hashing for Large Scale Multitask Learning". One table says where to part a word
that the lexicon does not know, the other whether a ZWNJ belongs in the place of a space.
"""

from typing import Final
from zlib import crc32

from sarkhat.text.zwnj_lexicon import Lexicon

SIZE: Final = 1 << 21
MASK: Final = SIZE - 1
_NON_JOINERS: Final = frozenset("اآأدذرزژوؤء")

# No piece between ZWNJs starts with a mark on the letter before.
MARKS: Final = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670")


def joint(stem: str) -> str:
    """How a stem meets its suffix: "h" after ه, "n" after a letter that joins nothing, else "c"."""
    last = stem[-1:]
    return "h" if last == "ه" else "n" if last in _NON_JOINERS else "c"


def slots(names: list[str]) -> list[int]:
    """Where in the table the features lie."""
    return [crc32(name.encode()) & MASK for name in names]


def cuts(word: str, lexicon: Lexicon) -> list[int]:
    """Before which letters of a word a ZWNJ can stand: at least one of the two pieces is known."""
    known = lexicon.known
    places = [at for at in range(2, len(word)) if word[at] not in MARKS]
    return [at for at in places if known(word[at:]) != "-" or known(word[:at]) != "-"]


def whole(word: str, lexicon: Lexicon) -> list[str]:
    """The features of a word that stays in one piece."""
    seen = lexicon.seen(word)
    return [
        "z", f"l{min(len(word), 12)}", f"w{word[-3:]}", f"v{word[:3]}", f"x{word[-4:]}", f"y{word[:4]}",
        f"s{seen}", f"t{seen}{word[:2]}", f"u{seen}{word[-2:]}",
    ]  # fmt: skip


def cut(word: str, at: int, lexicon: Lexicon) -> list[str]:
    """The features of a word parted before its letter number `at`."""
    head, tail, known = word[:at], word[at:], lexicon.known
    left, right, meet = known(head), known(tail), joint(head)
    verb, listed = lexicon.verbs.get(tail, "-"), at in lexicon.compounds.get(word, ())
    return [
        f"R{tail}", f"J{meet}{tail}", f"L{head}", f"K{left}{right}", f"k{left}{tail}", f"q{head}|{right}",
        f"a{left}{right}{min(len(head), 5)}{min(len(tail), 5)}", f"b{head[-1:]}|{tail[:1]}",
        f"c{head[-2:]}|{tail[:2]}", f"d{head[-3:]}|{tail[:3]}", f"e{head[-2:]}|{tail}", f"f{head}|{tail[-2:]}",
        f"g{head[-1:]}|{tail}", f"h{head[-4:]}|{tail[:1]}", f"i{left}{tail[:4]}", f"m{head[-4:]}|{right}",
        f"n{head}|{verb}", f"o{lexicon.verbs.get(head, '-')}|{tail}", f"p{listed}", f"r{listed}{tail}",
    ]  # fmt: skip


def pair(first: str, second: str, lexicon: Lexicon) -> list[str]:
    """The features of two words side by side."""
    left, right, bare = lexicon.known(first), lexicon.known(second), first + second
    listed = len(first) in lexicon.compounds.get(bare, ())
    return [
        "Z", f"A{first}", f"B{second}", f"C{first} {second}", f"D{joint(first)}{second}", f"E{first[-2:]} {second}",
        f"F{first[-3:]} {second}", f"G{first} {second[:2]}", f"H{first} {second[-2:]}",
        f"M{first[-3:]} {second[-3:]}", f"O{min(len(first), 7)} {second}",
        f"I{listed}{left}{right}", f"K{left} {second}", f"L{first} {right}", f"N{lexicon.known(bare)}{listed}",
        f"R{lexicon.verbs.get(first)} {second}", f"W{listed}{second}", f"a{listed}{first}",
    ]  # fmt: skip


def around(before: str, first: str, second: str, after: str) -> list[str]:
    """The features of a pair's neighbours (empty where there is none)."""
    return [
        f"P{before} {first}", f"Q{second} {after}", f"S{before[-2:]} {first} {second}",
        f"T{first} {second} {after[-2:]}", f"U{second} {after[-2:]}", f"V{before[-3:]} {first}",
        f"X{first} {second} {after}", f"Y{before} {second}",
    ]  # fmt: skip
