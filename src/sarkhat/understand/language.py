"""Which language a text is in, a headline too, without a download and in a few megabytes.

The script decides first. The languages of the Arabic script are told apart by their letters and function words
(`language_arabic`), those of the Latin and Cyrillic scripts by learned weights of words and letter groups
(`language_learned`), the rest have a script of their own. What the outlet says counts where the text is too short.
"""

import re
from typing import Final

from sarkhat.understand import language_arabic, language_learned

_HEAD: Final = 600  # characters that are enough
_SURE: Final = 0.6  # probability from which Latin or Cyrillic text beats an outlet of another script
_LEAST_LETTERS: Final = 8  # fewer in another script than the outlet's are a name, not a text
_NOISE = re.compile(r"https?://\S+|(?<!\S)[@#]\S+|(?<!\S)\S+\.(?:com|ir|org|net)\b")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC: Final = "arabic"
_LEARNED: Final = "learned"
_SCRIPTS: Final = (
    (_LEARNED, re.compile("[A-Za-z\u00c0-\u024f\u0400-\u052f\u1e00-\u1eff]")),
    (_ARABIC, re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f]")),
    ("he", re.compile("[\u05d0-\u05ea]")), ("el", re.compile("[\u0370-\u03ff]")),
    ("hy", re.compile("[\u0531-\u0587]")), ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hi", re.compile("[\u0900-\u097f]")), ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")), ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")), ("ja", re.compile("[\u3040-\u30ff]")),
)  # fmt: skip
_KANA = _SCRIPTS[-1][1]
# What an outlet of one script is called where it writes in the other, and old or loose names.
_IN_ARABIC: Final = {"ku": "ckb", "kmr": "ckb", "az": "azb", "aze": "azb", "prs": "fa-AF", "per": "fa", "fas": "fa"}
_IN_LATIN: Final = {"ku": "kmr", "ckb": "kmr", "azb": "az", "aze": "az", "nb": "no", "nn": "no"}


def language(text: str, prior: str = "") -> str:
    """Language tag (BCP 47) of a text; `prior`, the outlet's own, is the answer where the text is silent.

    fa, fa-AF (Dari, where its words show or the outlet is Dari), ar, ckb, azb, ps, ur; en, de, fr and the other
    `language_learned.LANGUAGES`, with az (Latin script) and kmr; he, el, hy, ka, hi, bn, ta, th, ko, zh, ja.
    """
    kept = _NOISE.sub(" ", text[:_HEAD])
    letters = len(_LETTER.findall(kept))
    if letters < 3:
        return prior or "fa"
    script = _script(kept)
    if script == _ARABIC:
        return language_arabic.language(kept, _tag(prior, _IN_ARABIC))
    if script == _LEARNED:
        return _learned(kept, letters, prior)
    return prior if letters < _LEAST_LETTERS and prior else script


def _script(text: str) -> str:
    if _KANA.search(text) and not _SCRIPTS[0][1].search(text):
        return "ja"  # its words are Chinese characters as often as kana
    counts = [(len(letters.findall(text)), name) for name, letters in _SCRIPTS]
    return max(counts, key=lambda count: count[0])[1]


def _tag(prior: str, names: dict[str, str]) -> str:
    main = prior.split("-")[0].lower()
    if main == "fa" and prior.lower().endswith("-af"):
        return "fa-AF"
    return names.get(main, main)


def _learned(text: str, letters: int, prior: str) -> str:
    tag = _tag(prior, _IN_LATIN)
    code, probability = language_learned.language(text, tag)
    if tag in language_learned.LANGUAGES or not prior:
        return code
    return code if letters >= _LEAST_LETTERS and probability >= _SURE else prior
