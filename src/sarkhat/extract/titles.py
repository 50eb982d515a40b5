"""Headlines: of a page without the site's name, of a channel post out of its first words."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from sarkhat.text.persian import fold
from sarkhat.text.words import sentences

LONGEST_POST_TITLE: Final = 140
_BREAK: Final = re.compile(r"\s+[|\-–—:»«•·/]{1,2}\s+|\s*[|»]\s*")
_BARE: Final = re.compile(r"[@#]\S+|(?:https?://|t\.me/|www\.)\S+")
_WORD: Final = re.compile(r"[^\W_]{2,}")
_LONG: Final = 90  # characters; a headline of more is cut at a sentence's end
_SHORT: Final = 25  # characters; what is less says too little («عجیب!»)
_PART: Final = r"\s*[/|:؛;،!\-–—]+\s*"
# «فوری/», «فوووری:», «#فوری», "Breaking:"; and tags that a separator parts from the news: «#تکمیلی؛».
_CALL: Final = re.compile(
    rf"(?:#(?:\w|\u200c)+\s+)*(?:(?:خبر\s+)?ف+و+ر+ی+{_PART}|#ف+و+ر+ی+\s+|عاجل{_PART}|breaking{_PART}"
    rf"|#(?:\w|\u200c)+\s*[؛|/:]\s*)",
    re.IGNORECASE,
)
_ANNOUNCES: Final = (":", "؛")
_CLOSED_BY: Final = {"«": "»", "“": "”", '"': '"'}
_FULL_STOP: Final = re.compile(r"(?<=[^\W_]{2}[»)])\.$|(?<=[^\W_]{2})\.$")


def one_line(text: str) -> str:
    """The text with each run of white space as one space; joiners and direction marks stay."""
    return " ".join(text.split())


def without_site(title: str, names: tuple[str, ...]) -> str:
    """The headline without the outlet's name at its head or tail, when a separator parts them."""
    for _ in range(2):
        cuts = list(_BREAK.finditer(title))
        if not cuts:
            return title
        head, tail = title[: cuts[0].start()], title[cuts[-1].end() :]
        if _is_site(tail, names):
            title = title[: cuts[-1].start()]
        elif _is_site(head, names):
            title = title[cuts[0].end() :]
    return title


@lru_cache(maxsize=2_000)  # on all pages of a site the same part
def _is_site(part: str, names: tuple[str, ...]) -> bool:
    known = {fold(name).replace(" ", "") for name in names if name}
    key = fold(part).replace(" ", "").removesuffix(".com").removesuffix(".ir")
    return any(
        key == name or (len(key) > 3 and key in name) or (len(name) > 4 and name in key and len(key) < 2 * len(name))
        for name in known
    )


def post_title(text: str) -> str:
    """The headline of a post: the first line that says something, as a newspaper would set it; `""` if none does.

    No letter of it changes. Calls such as «فوری/» and tags go from its head, the full stop from its end; a line that
    only announces the next («سخنگو:») is set with it; a long one ends where its first sentence or clause does.
    At most 140 characters.
    """
    lines = [line for line in map(_shown, text.split("\n")) if _WORD.search(_BARE.sub(" ", line))]
    if not lines:
        return ""
    at = next((place for place, line in enumerate(lines) if len(line.split()) > 2 or line.endswith(_ANNOUNCES)), 0)
    line = lines[at]
    if line.endswith(_ANNOUNCES) and at + 1 < len(lines):
        line = f"{line} {lines[at + 1]}"
    return _unopened(_FULL_STOP.sub("", shortened(_clause(line))))


def _unopened(line: str) -> str:
    """The line without a quotation mark that nothing closes any more."""
    return line[1:] if line[:1] in _CLOSED_BY and _CLOSED_BY[line[0]] not in line[1:] else line


def _clause(line: str) -> str:
    """The first sentence of a long line; of a sentence that is still too long, what stands before a semicolon."""
    if len(line) <= _LONG:
        return line
    found = sentences(line)
    size = next((size for size in range(1, len(found)) if sum(map(len, found[:size])) >= _SHORT), len(found))
    line = line[: line.find(found[size - 1]) + len(found[size - 1])] if found else line
    head = line.rpartition("؛")[0] if len(line) > LONGEST_POST_TITLE else ""
    return head.rstrip() if _LONG > len(head) >= _SHORT else line


def shortened(text: str, most: int = LONGEST_POST_TITLE) -> str:
    """The text, cut at the end of a word with … when longer than `most` characters."""
    if len(text) <= most:
        return text
    head, space, _ = text[:most].rpartition(" ")
    return (head if space else text[: most - 1]).rstrip(" ،,؛;:-–—") + "…"


def _shown(line: str) -> str:
    """A line without the symbols (emoji, arrows, bullets), handles and calls at its ends."""
    words = one_line(line).split(" ")
    while words and (_BARE.fullmatch(words[-1]) or not words[-1].strip() or _symbols_only(words[-1])):
        words.pop()
    while words and (words[0].startswith("@") or _symbols_only(words[0])):
        words.pop(0)
    bare = _unled(" ".join(words))
    return _unled(_CALL.sub("", bare, count=1)) or bare


def _unled(line: str) -> str:
    """The line from its first letter, digit, sign of quoting or tag on."""
    return next((line[place:] for place, letter in enumerate(line) if _leads(letter)), "")


def _leads(letter: str) -> bool:
    return letter.isalnum() or letter in "#@«\"“‘'([{+$€£%٪"


def _symbols_only(word: str) -> bool:
    return all(unicodedata.category(letter)[0] in "SCMZ" or letter in _EDGES for letter in word)


_EDGES: Final = "▪▫■□●○◾◽◼◻◀▶◄►★☆✅❌❗❕‼⁉🔴🔵🔹🔸🔻🔺🔶🔷⭕⚡➖—–-•·|*_\ufe0f\u20e3"
