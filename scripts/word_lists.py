"""Words of two published Persian word lists (both MIT), read from the wheels that `make model` downloads.

hazm 0.10.0 (Copyright (c) 2013 Alireza Nourian): `words.dat`, word, frequency and parts of speech;
`verbs.dat`, past#present stem. shekar 1.7.0 (Copyright (c) 2024 Ahmad Amirivojdan): `vocab.csv` and
`compound_words.csv`.
shekar's vocabulary holds words whose ZWNJs were lost, so a word of it counts only where hazm has it too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from sarkhat.text.persian import ZWNJ, normalise_letters

_WORD = re.compile(rf"[آ-یءئؤأۀ]{{2,}}(?:{ZWNJ}[آ-یءئؤأۀ]+)*")
# Seen at least so often by shekar's counts.
_OFTEN = 3000


def listed(hazm: Path, shekar: Path) -> Iterator[str]:
    """The lines of the lexicon that the lists give: d and e words, c compounds, v verbs."""
    words = [line.split("\t") for line in _lines(hazm, "hazm/data/words.dat")]
    edited = {word for word, _, kinds in words if kinds != "0"}
    often = {word for word, number in _frequencies(shekar) if int(number) >= _OFTEN}
    compounds = {word for word in _lines(shekar, "shekar/data/files/compound_words.csv") if ZWNJ in word}
    compounds |= {word for word in edited | often if ZWNJ in word}
    plain = {word for word in edited if ZWNJ not in word}
    both = {word for word, *_ in words if ZWNJ not in word} & often - plain
    for kind, found in (("d", plain), ("e", both), ("c", compounds)):
        yield from (f"{kind}\t{word}" for word in sorted(filter(_WORD.fullmatch, found)))
    yield from sorted({f"v\t{stems}" for stems in _lines(hazm, "hazm/data/verbs.dat") if _VERB.fullmatch(stems)})


_VERB = re.compile(r"[آ-ی]+#[آ-ی]+")


def _frequencies(shekar: Path) -> list[tuple[str, str]]:
    rows = (line.rpartition(",") for line in _lines(shekar, "shekar/data/files/vocab.csv"))
    return [(word, number) for word, _, number in rows if number.isdigit()]


def _lines(wheel: Path, name: str) -> list[str]:
    with ZipFile(wheel) as archive:
        return normalise_letters(archive.read(name).decode("utf-8")).splitlines()
