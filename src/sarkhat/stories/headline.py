"""Which member's headline stands for a story: the most central and least loaded. Pure.

Central: cosine of the headline with the centroid of what the other outlets say (Radev, Jing, Styś, Tam, "Centroid-based
summarization of multiple documents", 2004), each word weighed by its rarity. Each outlet is one voice, however much it
wrote; a word of its headlines counts whole, one of its key passages half; a reprinted headline is no second voice.

Loaded: the signs below, each to be found in the headline by anybody, the same for every outlet and language. Every
sign takes a quarter of the score; docs/stories.md lists them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Final

from sarkhat.stories.rarity import Rarity
from sarkhat.text.persian import fold
from sarkhat.text.words import tokens

VOICES: Final = 3  # outlets that a story needs for one headline to be more central than another
SHORTEST: Final = 20  # characters of a headline that tells what happened
LONGEST: Final = 120
_SIGN: Final = 0.75  # what a sign leaves of the score
_PASSAGE: Final = 0.5  # weight of a word that stands in a key passage only

# Words that judge, whoever is judged. They are no sign where another outlet of the story says them too.
_JUDGEMENT: Final = """
جنجالی جنجال‌برانگیز شوکه شوک‌آور تکان‌دهنده شگفت‌انگیز حیرت‌آور حیرت‌انگیز باورنکردنی عجیب هولناک وحشتناک دلخراش
فاجعه‌بار رسوایی رسوا افتضاح مفتضحانه ننگین شرم‌آور خفت‌بار ذلت‌بار ذلیلانه حماسی غرورآفرین غرورآمیز بی‌نظیر خائن
خائنانه مزدور جنایتکار وحشیانه دروغگو مضحک کوبنده دندان‌شکن مرموز مذبوحانه گستاخانه شجاعانه قهرمانانه
shocking stunning outrageous disgusting horrific horrifying terrifying unbelievable incredible amazing bombshell
slams blasts destroys humiliating disgraceful shameful pathetic heroic disastrous brutal traitor traitors ridiculous
صادم صادمة مذهل مذهلة فضيحة كارثي كارثية مروع مروعة مخزي مخزية بطولي بطولية خائن وحشي وحشية
"""
# Compared with the folded headline.
_BAIT: Final = (
    r"ببینید|تماشا کنید|بخوانید|کلیک کنید|از دست ندهید|باورتان نمی ?شود|باورتان میشود|باور نمی ?کنید|شوکه می ?شوید"
    r"|^آنچه باید|همه چیز درباره|^راز \w+|پشت پرده|\+ ?(?:فیلم|عکس|ویدیو|ویديو|تصاویر|جزییات|سند|جدول|صوت)"
    r"|^شاهد:|لن تصدق|بالفیدیو|بالصور"
    r"|you won.?t believe|what happened next|here.?s (?:why|how|what)|this is (?:why|how|what)|the reason why"
    r"|everything you need to know|must[- ]see|^watch:|click here|goes viral"
)
_NUMBER: Final = r"\d+|سه|چهار|پنج|شش|هفت|هشت|ده|three|four|five|six|seven|eight|nine|ten"
_LISTED: Final = (
    rf"^(?:این |the |these )?(?:{_NUMBER}) (?:راه|راهکار|نکته|دلیل|روش|ترفند|چیز|اشتباه|نشانه|پیشنهاد|حقیقت|باور|توصیه"
    r"|خوراکی|عادت|واقعیت)ی?\b"
    rf"|^(?:the |these )?(?:{_NUMBER}) (?:\w+ )?"
    r"(?:ways|things|reasons|tips|facts|photos|signs|tricks|mistakes|secrets|foods|takeaways)\b"
    rf"|^(?:{_NUMBER}) (?:طرق|اسباب|نصایح|اشیا|حقایق)\b"
)
_LABELS: Final = r"^\W*(?:فوری|خبر فوری|اختصاصی|عاجل|خاص|breaking|exclusive|just in|alert)(?= ?[:;|/!–—-])"
_ASKED: Final = r"\?|^(?:چرا|چگونه|چطور|چه کسی|چه کسانی|آیا|why|how|who|what|when|where|لماذا|کیف|هل) "
_FOLDED: Final = {
    name: re.compile(sign)
    for name, sign in (("bait", _BAIT), ("list", _LISTED), ("label", _LABELS), ("question", _ASKED))
}
_AS_WRITTEN: Final = {
    "exclamation": re.compile(r"!"),
    "quote": re.compile(r"^[«\"“‘][^»\"”]*[»\"”’][.!؟?…]*$"),
    "cut": re.compile(r"(?:…|\.\.\.?)[»\"”]?$"),
    "emoji": re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\ufe0f]"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says of the story: its headline and key passage, as shown."""

    article: int
    outlet: str
    title: str
    passage: str = ""


def signs(title: str, others: Iterable[str] = ()) -> frozenset[str]:
    """The signs of load that a headline bears; `others`: what the story's other outlets say.

    "question", "exclamation", "quote" (nothing but a quotation, of nobody), "judgement", "bait", "list", "label",
    "capitals", "emoji", "cut", "length".
    """
    said, folded = title.strip(), fold(title).strip()
    found = {name for name, sign in _AS_WRITTEN.items() if sign.search(said)}
    found |= {name for name, sign in _FOLDED.items() if sign.search(folded)}
    if sum(map(str.isupper, said)) > sum(map(str.isalpha, said)) / 2:
        found.add("capitals")
    if not SHORTEST <= len(said) <= LONGEST:
        found.add("length")
    judging = _judgement() & _words(said)
    if judging and judging - {word for text in others for word in _words(text)}:
        found.add("judgement")
    return frozenset(found)


def choose(candidates: Sequence[Said], told: Sequence[Said]) -> Said:
    """The candidate whose headline scores best; of equals the first. `told`: all of the story, candidates included.

    Raises ValueError if there is no candidate.
    """
    voices = _Voices(told)
    return max(candidates, key=voices.score)


class _Voices:
    """What each outlet says, as words with their weights."""

    def __init__(self, told: Sequence[Said]) -> None:
        self._told = told
        self._rarity, _ = Rarity().of({word for one in told for word in _words(one.title) | _words(one.passage)})
        self._voices: dict[str, dict[str, float]] = defaultdict(dict)
        self._outlets: dict[str, set[str]] = defaultdict(set)  # of each headline
        for one in told:
            headed = self._outlets[fold(one.title)]
            if not headed - {one.outlet} or not one.title:
                self._hear(one)
            headed.add(one.outlet)
        self._total = Counter[str]()
        for voice in self._voices.values():
            self._total.update(voice)
        self._square = sum((weight * self._rarity[word]) ** 2 for word, weight in self._total.items())

    def _hear(self, one: Said) -> None:
        voice = self._voices[one.outlet]
        for word in _words(one.passage):
            voice.setdefault(word, _PASSAGE)
        voice.update(dict.fromkeys(_words(one.title), 1.0))

    def score(self, one: Said) -> tuple[float, int]:
        """Centrality 0…1, less a quarter for each sign; where nothing is central, the fewest signs count."""
        others = (text for other in self._told if other.outlet != one.outlet for text in (other.title, other.passage))
        borne = len(signs(one.title, others))
        central = self._centrality(one) if len(self._voices) >= VOICES else 0.0
        return round(central * _SIGN**borne, 6), -borne

    def _centrality(self, one: Said) -> float:
        """Cosine of the headline with the sum of the voices of those outlets that do not have it."""
        own = Counter[str]()
        for outlet in {one.outlet, *self._outlets[fold(one.title)]} & self._voices.keys():
            own.update(self._voices[outlet])
        rare, total, title = self._rarity, self._total, _words(one.title)
        less = sum((total[word] ** 2 - (total[word] - weight) ** 2) * rare[word] ** 2 for word, weight in own.items())
        shared = sum((total[word] - own[word]) * rare[word] ** 2 for word in title)
        size = sqrt(max(0.0, self._square - less) * sum(rare[word] ** 2 for word in title))
        return shared / size if size > 1e-9 else 0.0


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


@lru_cache(maxsize=1)
def _judgement() -> frozenset[str]:
    return _words(_JUDGEMENT)
