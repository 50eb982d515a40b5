"""Sentences and words of Persian (and other) text, and the tokens that comparing uses."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sarkhat.text.persian import ZWNJ, fold

_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640"
_LETTERS = rf"[^\W\d_][^\W\d_{_MARK}]*"
_WORD = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"]+[^\s<>«»\".,،؛:!?؟)\]]"  # an address is one word
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|[@#]\w[\w\u200c]*"
    r"|(?<!\w)[A-Za-z]{1,8}-\d{1,4}(?!\w)|\d{1,4}[A-Za-z]{1,3}(?!\w)"  # F-16  COVID-19  5G
    r"|\d+(?:[.,/:٫٬]\d+)*[٪%]?"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+(?!\w)"  # U.S.  ق.م
    rf"|[^\W_](?:[\w{_MARK}]|[\u200c'’](?=\w))*"
)

_END = re.compile(r"(?<![.!?؟…])[.!?؟…]++[»”\"’')\]]*+(?=\s|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"])(?:[^\W\d_](?:\.[^\W\d_])*|\d{1,2}|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|No|vs|etc|"
    r"Jr|Sr|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|ص|ج|ش|نک|رک|تل)\.$"
)

# Written as a reader writes them; compared folded. Own list: function words and light verbs.
_STOP = """
و در به از که این آن با را برای است بود شد شده شود می‌شود هم نیز تا بر یا اما ولی اگر پس هر یک دو
خود ما شما آنها آن‌ها او وی من تو ایشان همه همین همان چه چرا چون چند کرد کرده کند کنند می‌کند می‌کنند
کردند کردن شدند شدن باشد باشند بودند بوده هستند هست نیست دارد دارند داشت داشته داشتند داد داده
دهد دهند گفت گفته می‌گوید اظهار افزود خواهد خواهند باید نباید شاید بین میان روی زیر پیش بعد قبل
حال حتی فقط تنها بسیار خیلی بیش کم‌تر بیشتر دیگر دیگری سپس اکنون هنوز همچنین بنابراین البته
درباره دربارهٔ مورد طی ضمن علیه توسط جهت بدون جز مگر نه بله اینکه آنکه آنچه چنین چنان ای ها های
می نمی وجود یعنی همراه پی سوی نزد طبق براساس اساس گزارش خبرگزاری
the a an and or of in on at to for from by with as is are was were be been has have had it its this
that these those he she they his her their we you i not but will would can could said says after
before about into over more than who which what when where
"""
STOP_WORDS = frozenset(fold(word) for word in _STOP.split())
"""Folded words that carry no topic, Persian and English."""

_PLURAL = re.compile(r"(?:ها|های|هایی|هایم|هایت|هایش|هایمان|هایتان|هایشان)$")
# Nouns and adverbs whose own end looks like the plural.
_NOT_PLURAL = frozenset("تنها انتها بها رها گرانبها پربها کربها اشتها نها گیاهها مبتها منتها".split())
_PARTED = re.compile(
    rf"{ZWNJ}(?:(?:تر|ترین)(?={ZWNJ}|$)|ها\w*|ای|ام|ات|اش|اند|ایم|اید|مان|تان|شان|م|ش|ی)(?:{ZWNJ}\w+)?$"
)
_LOOSE = re.compile(r"(?<!\w)(ن?می) (?=\w{2})|(?<=[^\W\d_]{2}) (?=(?:ها|های|هایی|هایش|هایشان|ترین|تر)(?!\w))")


def sentences(text: str) -> list[str]:
    """The sentences, each an exact, stripped substring of the text, in order.

    A full stop inside a number or after an abbreviation or a single letter ends nothing.
    """
    return [piece for piece in _pieces(text) if piece]


def words(text: str) -> list[str]:
    """The words as written: می‌روم, کتاب‌ها, ۳٫۵, U.S. and addresses whole, punctuation left out."""
    return _WORD.findall(text)


def tokens(text: str) -> list[str]:
    """Folded words for comparing: stop words dropped, plural and other light suffixes stripped.

    A suffix goes when a ZWNJ (or a stray space) parts it; of joined ones only the plural,
    because تر or ی at the end of a word is mostly part of the word (دفتر, مشتری).
    """
    loose = _LOOSE.sub(lambda found: (found[1] or "") + ZWNJ, text)
    folded = (_token(word) for word in words(loose))
    return [token for token in folded if token and token not in STOP_WORDS]


def shingles(tokens: Sequence[str], size: int) -> set[int]:
    """64-bit hashes of every run of `size` tokens, the same in every process.

    Fewer tokens than `size` give one shingle of them all; none give an empty set.
    Raises ValueError if `size` is below 1.
    """
    if size < 1:
        raise ValueError(f"a shingle has at least 1 token, not {size}")
    if not tokens:
        return set()
    starts = range(max(1, len(tokens) - size + 1))
    return {_hash(" ".join(tokens[start : start + size])) for start in starts}


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        inner = end[0] == "." and _ABBREVIATION.search(text[max(start, end.start() - 12) : end.end()])
        if not inner:
            yield text[start : end.end()].strip()
            start = end.end()
    yield text[start:].strip()


def _token(word: str) -> str:
    stem = _PARTED.sub("", word)
    folded = fold(stem if len(stem) > 1 else word).strip(".'’٪%#@")
    if folded in STOP_WORDS or folded in _NOT_PLURAL:
        return folded
    single = _PLURAL.sub("", folded)
    return single if len(single) > 2 else folded


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
