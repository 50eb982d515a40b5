"""Persian letters: the folds that comparing and searching use, and the few that display may use.

Two texts that a reader takes for the same word fold to the same string. Display keeps
what the outlet wrote, apart from `normalise_letters` and `persian_digits`.
"""

import re
import unicodedata

ZWNJ = "\u200c"

_ASCII_DIGITS = "0123456789"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"

# Arabic keyboards write these for the Persian letter; nothing else is meant by them.
_DISPLAY_LETTERS: dict[str, str] = {"ي": "ی", "ى": "ی", "ك": "ک"}
_COMPARED_LETTERS = _DISPLAY_LETTERS | {
    "ې": "ی", "ۍ": "ی", "ئ": "ی", "ڪ": "ک",
    "ۀ": "ه", "ة": "ه", "ۂ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "أ": "ا", "إ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ؤ": "و", "ء": "", "ٴ": "",
    "٫": ".", "٬": ",", "،": ",", "؛": ";", "؟": "?", "٪": "%",
}  # fmt: skip

# Tashkeel, Quranic marks, kashida; then bidi controls, joiners, soft hyphen, BOM.
_MARKS = (
    *range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670,
    *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE),
)  # fmt: skip
_CONTROLS = (
    0x00AD, 0x061C, 0x200B, 0x200D, 0x200E, 0x200F,
    *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF,
)  # fmt: skip

_TO_LATIN = str.maketrans(_ARABIC_DIGITS + _PERSIAN_DIGITS, _ASCII_DIGITS * 2)
_TO_PERSIAN = str.maketrans(_ASCII_DIGITS + _ARABIC_DIGITS, _PERSIAN_DIGITS * 2)
_DISPLAY = {ord(letter): plain for letter, plain in _DISPLAY_LETTERS.items()}
_COMPARED: dict[int, str | int | None] = {
    **{ord(letter): plain for letter, plain in _COMPARED_LETTERS.items()},
    **_TO_LATIN,
    **dict.fromkeys((*_MARKS, *_CONTROLS)),
}

# What one pass certainly settles; anything else goes round until it stays the same.
_RARE = re.compile(
    r"[^\x00-\x7f\u060c\u061b\u061f\u0621-\u0652\u0660-\u066c\u0670-\u06d3\u06f0-\u06f9"
    r"\u00ab\u00bb\u2013\u2014\u2018-\u201d\u200b-\u200f]"
)
_PRESENTATION = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")

_PREFIX = re.compile(r"(?<!\w)(ن?می) (?=\w{2})")
_SUFFIX = re.compile(
    r"(?<=[^\W\d_]{2}) (ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?|تر(?:ین)?(?:ها|های|ی)?)(?!\w)"
    r"|(?<=[^\W\d_]ه) (ای|ام|اند|ایم|اید|اش)(?!\w)"
)


def persian_digits(text: str) -> str:
    """The same text with ASCII and Arabic digits written as Persian ones (۰-۹)."""
    return text.translate(_TO_PERSIAN)


def normalise_letters(text: str) -> str:
    """The declared folds that display may use: ي and ى → ی, ك → ک, presentation forms → letters.

    Only for text known to be Persian: in Arabic these letters are right as they stand. Signs that stand for a whole
    phrase or a currency (ﷺ, ﷼) and tashkeel that stands by itself are no letters and stay.
    """
    return _PRESENTATION.sub(_lettered, text).translate(_DISPLAY)


def fold(text: str) -> str:
    """The form in which two Persian texts are compared. Idempotent.

    ی/ي/ى/ئ, ک/ك, ه/ۀ/ة and the hamza forms become one letter each (آ stays: it parts words),
    digits of three scripts become ASCII, tashkeel, kashida and bidi controls go, ZWNJ becomes
    *nothing* (so می‌شود equals میشود, the commonest damage), case and white space are folded.
    """
    return _settled(text.replace(ZWNJ, ""))


def search_fold(text: str) -> str:
    """Like `fold`, but ZWNJ and space end up equal, as far as splitting on spaces allows. Idempotent.

    ZWNJ becomes a space, then the affixes that never stand alone (می, نمی, ها and its forms,
    تر, ترین, and ای, ام, اند … after ه) are glued to their word: کتاب‌ها, کتاب ها and کتابها
    all give کتابها. A compound (بین‌الملل) equals its spaced form only; a joined one needs
    `zwnj.repair` before it is indexed.
    """
    spaced = _settled(text.replace(ZWNJ, " "))
    return _SUFFIX.sub(lambda found: found[1] or found[2], _PREFIX.sub(r"\1", spaced))


def _lettered(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return found[0] if " " in plain else plain


def _settled(text: str) -> str:
    once = _pass(text)
    if not _RARE.search(text):
        return once
    while (again := _pass(once)) != once:
        once = again
    return once


def _pass(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).replace(ZWNJ, "")
    return " ".join(composed.translate(_COMPARED).casefold().split())
