"""Which language a text is in.

Letters and function words decide between the languages of the Arabic script, where a general classifier errs
(Kurdish, Pashto and South Azeri headlines come out as Persian or Arabic); py3langid (BSD-3-Clause; Lui and Baldwin,
langid.py, ACL 2012) decides the rest, within a fixed set. What the outlet says counts where the text is too short.
"""

import re
from functools import lru_cache
from typing import Any, Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sarkhat.text.persian import fold

_HEAD: Final = 600  # characters that are enough
_SURE: Final = 0.8  # probability from which the model beats the outlet's word
_SET: Final = "fa ar ur ps ku az tr en fr de ru es it he hy zh hi pt nl uk tg uz".split()
_NOISE = re.compile(r"https?://\S+|[@#]\S+|\S+\.(?:com|ir|org|net)\b")
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]")
_LETTER = re.compile(r"[^\W\d_]")
# Letters that no other language of the script uses. They must stand in several words: a foreign name turns nothing.
_OWN_LETTERS: Final = (
    ("ckb", re.compile("[ێەۆڕڵ]")),
    ("ps", re.compile("[ټډړښږځڅېۍګڼ]")),
    ("ur", re.compile("[ٹڈڑںےہ]")),
)
_OWN_SHARE: Final = 0.12  # of the words
_FUNCTION_WORDS: Final = {
    "fa": "از به که را این است در با برای آن شد شده می های تا بر یک خود کرد نیز هم اما کند دارد",
    "ar": "من الی فی علی ان عن مع هذا هذه التی الذی ما لا قال او بعد بین کان کما ذلک قد لم الیوم",
    "azb": "بیر ایله اوچون اولان اولاراق دیر دا ده بو اولدو ایدی لر لار گؤره سونرا وئردی ائتدی ائدیر",
}
_WORDS_OF: Final = {key: frozenset(fold(words).split()) for key, words in _FUNCTION_WORDS.items()}


def language(text: str, prior: str = "") -> str:
    """ISO code of the text's language; `prior`, the outlet's own, is the answer where the text is silent."""
    kept = _NOISE.sub(" ", text[:_HEAD])
    letters = len(_LETTER.findall(kept))
    arabic = len(_ARABIC_SCRIPT.findall(kept))
    if letters < 3:
        return prior or "fa"
    if arabic * 2 > letters:
        return _by_letters(kept.split()) or _by_words(kept, prior)
    return _by_model(kept, letters, prior)


def _by_letters(words: list[str]) -> str:
    counts = [(sum(bool(own.search(word)) for word in words), code) for code, own in _OWN_LETTERS]
    most, code = max(counts)
    return code if most >= max(2, _OWN_SHARE * len(words)) else ""


def _by_words(text: str, prior: str) -> str:
    words = fold(text).split()
    counts = {code: sum(word in own for word in words) for code, own in _WORDS_OF.items()}
    counts["ar"] += sum(word.startswith("ال") and len(word) > 4 for word in words) // 2
    counts["fa"] += sum(not set(word).isdisjoint("پچژگ") for word in words) // 2
    best, code = max((count, code) for code, count in counts.items())
    clear = best > sorted(counts.values())[-2]
    if clear and best * 12 >= len(words):
        return code
    return prior or (code if clear else "fa")


def _by_model(text: str, letters: int, prior: str) -> str:
    code, probability = _model().classify(text)
    sure = probability >= _SURE and letters >= 20
    return str(code) if sure or not prior else prior


@lru_cache(maxsize=1)
def _model() -> Any:
    """The model, loaded at its first use (half a second, about 120 MB)."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_SET)
    return model
