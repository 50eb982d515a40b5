"""The consonants of a name, the same in Latin and in Arabic letters: "Zelensky" and «زلنسکی» are both "slnsk". Pure.

The Arabic script leaves short vowels out, and ا, و, ی, ه, ع stand for whatever a transcriber hears; so these and the
Latin vowels, h, w, v and y are dropped, and letters that transcriptions mix up are one (ق and غ, z and s). Whoever
reads skeletons must ask for more: other words share them by chance.
"""

from functools import lru_cache
from itertools import groupby
from typing import Final

from sarkhat.text.persian import fold

LEAST: Final = 3  # consonants below which a skeleton says nothing
_ARABIC: Final = str.maketrans(
    "بپتطثسصجچخدذزضظرژشغقفکگلمن", "bpttsssjCxdssssrjSqqfkglmn", "اآوهحیعئءأإؤةۀيى\u200c\u200d\u200e\u200f"
)
_LATIN: Final = str.maketrans("cz", "ks", "aeiouyhwv'’-`ʿʾ")
_TWO: Final = (
    ("tch", "C"), ("kh", "x"), ("ch", "C"), ("sh", "S"), ("zh", "j"), ("gh", "q"), ("dh", "s"), ("ph", "f"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"), ("X", "x"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a word in Latin or Arabic letters; "" of another script, of a number, or of too few."""
    folded = fold(word)
    if not folded or not folded[0].isalpha():
        return ""
    plain = _of_latin(folded) if folded.isascii() else folded.translate(_ARABIC)
    if not plain.isascii() or not plain.isalpha():
        return ""
    found = "".join(letter for letter, _ in groupby(plain))
    return found if len(found) >= LEAST else ""


def _of_latin(word: str) -> str:
    plain = word.replace("kh", "X")
    for written, meant in _TWO:
        plain = plain.replace(written, meant)
    return plain.translate(_LATIN)
