"""Headlines: of a page without the site's name, of a channel post out of its first words."""

import re
import unicodedata
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import sentences

LONGEST_POST_TITLE: Final = 140
_SPACES: Final = re.compile(r"\s+")
_BREAK: Final = re.compile(r"\s+[|\-–—:»«•·/]{1,2}\s+|\s*[|»]\s*")
_BARE: Final = re.compile(r"[@#]\S+|(?:https?://|t\.me/|www\.)\S+")
_WORD: Final = re.compile(r"[^\W_]{2,}")


def one_line(text: str) -> str:
    """The text with each run of white space as one space; joiners and direction marks stay."""
    return _SPACES.sub(" ", text).strip()


def without_site(title: str, names: tuple[str, ...]) -> str:
    """The headline without the outlet's name at its head or tail, when a separator parts them."""
    known = {fold(name).replace(" ", "") for name in names if name}
    for _ in range(2):
        cuts = list(_BREAK.finditer(title))
        if not cuts:
            return title
        head, tail = title[: cuts[0].start()], title[cuts[-1].end() :]
        if _is_site(tail, known):
            title = title[: cuts[-1].start()]
        elif _is_site(head, known):
            title = title[cuts[0].end() :]
    return title


def _is_site(part: str, known: set[str]) -> bool:
    key = fold(part).replace(" ", "").removesuffix(".com").removesuffix(".ir")
    return any(
        key == name or (len(key) > 3 and key in name) or (len(name) > 4 and name in key and len(key) < 2 * len(name))
        for name in known
    )


def post_title(text: str) -> str:
    """The first line that says something, or its first sentence, at most 140 characters; `""` if none does."""
    lines = [line for line in map(_shown, text.split("\n")) if len(_WORD.findall(_BARE.sub(" ", line))) > 0]
    if not lines:
        return ""
    line = next((line for line in lines if len(line.split()) > 2), lines[0])
    if len(line) <= LONGEST_POST_TITLE:
        return line
    return shortened(next(iter(sentences(line)), line))


def shortened(text: str, most: int = LONGEST_POST_TITLE) -> str:
    """The text, cut at the end of a word with … when longer than `most` characters."""
    if len(text) <= most:
        return text
    head, space, _ = text[:most].rpartition(" ")
    return (head if space else text[: most - 1]).rstrip(" ،,؛;:-–—") + "…"


def _shown(line: str) -> str:
    """A line without the symbols (emoji, arrows, bullets) and handles at its ends."""
    words = one_line(line).split(" ")
    while words and (_BARE.fullmatch(words[-1]) or not words[-1].strip() or _symbols_only(words[-1])):
        words.pop()
    while words and (words[0].startswith("@") or _symbols_only(words[0])):
        words.pop(0)
    return " ".join(words).lstrip(_EDGES).strip() if words else ""


def _symbols_only(word: str) -> bool:
    return all(unicodedata.category(letter)[0] in "SCMZ" or letter in _EDGES for letter in word)


_EDGES: Final = "▪▫■□●○◾◽◼◻◀▶◄►★☆✅❌❗❕‼⁉🔴🔵🔹🔸🔻🔺🔶🔷⭕⚡➖—–-•·|*_\ufe0f\u20e3"
