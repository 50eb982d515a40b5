"""Which section a text belongs to: what the outlet states, else what its words say.

`by_words` is a multinomial logistic regression over folded words, learned by `scripts/train_sections.py`; the
weights ship as `data/sections.tsv.gz`: one row a word, a whole number (hundredths) for each section.
"""

import gzip
import math
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Final

from sarkhat.sources.records import SECTIONS
from sarkhat.text.persian import fold
from sarkhat.text.words import tokens

BIAS: Final = "*"  # the row of what is true of every text
_HEAD: Final = 1500  # characters that are read
_TITLE_COUNTS: Final = 2
_STEM: Final = 4  # letters
_LEAST_KNOWN: Final = 3  # words and stems

# What outlets call their sections; the first word that is found decides, in the order of this table.
_STATED: Final = {
    "sport": "ورزش ورزشی فوتبال والیبال کشتی بسکتبال لیگ المپیک sport sports football soccer رياضة رياضه",
    "economy": "اقتصاد اقتصادی بازار بورس ارز طلا مسکن بانک انرژی نفت خودرو صنعت معدن کشاورزی تجارت "
    "economy business market markets finance money energy اقتصادية",
    "science": "علم علمی دانش دانشگاه فناوری تکنولوژی ارتباطات موبایل دیجیتال پزشکی سلامت بهداشت نجوم فضا "
    "science technology tech health علوم تكنولوجيا",
    "culture": "فرهنگ فرهنگی هنر هنری سینما سینمایی موسیقی کتاب ادبیات تئاتر تلویزیون رسانه سلبریتی "
    "culture arts art film movies music books entertainment lifestyle ثقافة فنون",
    "world": "جهان بین‌الملل بینالملل الملل خارجی منطقه خاورمیانه امریکا آمریکا اروپا اسیا آسیا "
    "world international global foreign عالم دولية العالم",
    "politics": "سیاست سیاسی مجلس دولت پارلمان انتخابات دیپلماسی هسته‌ای دفاعی نظامی ایران "
    "politics political parliament government election iran سياسة",
    "society": "اجتماع اجتماعی جامعه حوادث حادثه قضایی حقوقی شهر شهری شهری‌ تهران استان استانها محله زندگی "
    "آموزش محیط society social local city crime life education environment مجتمع محليات",
}  # fmt: skip
_BY_WORD: Final = {fold(word): section for section, row in _STATED.items() for word in row.split()}
# «سیاست خارجی» is politics although «خارجی» alone is world.
_PHRASES: Final = {fold("سیاست خارجی"): "politics", fold("foreign policy"): "politics", fold("محیط زیست"): "society"}


def stated(word: str) -> str:
    """The section key of an outlet's own wording ("اقتصادی", "Sport", "ایران > مجلس"); "" if unknown."""
    if word in SECTIONS:
        return word
    said = fold(word.replace("-", " ").replace("_", " ").replace("/", " ").replace(">", " "))
    for phrase, section in _PHRASES.items():
        if phrase in said:
            return section
    return next((_BY_WORD[part] for part in said.replace(",", " ").split() if part in _BY_WORD), "")


def by_words(text: str, title: str = "") -> tuple[str, float]:
    """The likeliest section and its probability, 0…1; "other" and 0 for a text whose words were never learned."""
    weights = _weights()
    known = {word: value for word, value in features(text, title).items() if word in weights}
    if len(known) < _LEAST_KNOWN:
        return "other", 0.0
    total = list(weights[BIAS])
    for word, value in known.items():
        for place, weight in enumerate(weights[word]):
            total[place] += weight * value
    most = max(total)
    odds = [math.exp(value - most) for value in total]
    best = max(range(len(odds)), key=odds.__getitem__)
    return SECTIONS[best], odds[best] / sum(odds)


def features(text: str, title: str = "") -> dict[str, float]:
    """Folded words with their weights; the vector has length 1, so that long texts do not shout."""
    counts = Counter(token for token in tokens(text[:_HEAD]) if not token[0].isdigit())
    for token in tokens(title):
        counts[token] += _TITLE_COUNTS
    for token, count in list(counts.items()):
        if len(token) > _STEM:
            counts[token[:_STEM] + "_"] += count  # a crude stem: endings are many, labelled texts few
    values = {word: 1 + math.log(count) for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {word: value / length for word, value in values.items()}


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, ...]]:
    data = files("sarkhat.understand").joinpath("data/sections.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    return {word: tuple(int(value) / 100 for value in values) for word, *values in rows}
