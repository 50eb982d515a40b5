"""A light lemma of a Persian word, for search: the plural, comparative and possessive go, a verb is its infinitive.

What a ZWNJ parts is a suffix for sure and goes. Joined endings are mostly part of the word (تهران is no plural, دفتر
no comparative), so they go only where the ending is unmistakable (ها, ندگان) or the word is on a list. A word that
is not recognised stays itself: two different words never get one lemma, at the price of missing some.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sarkhat.text.persian import ZWNJ, fold

# Past and present stem of verbs that news use, parted by /.
_VERBS: Final = """
رفت/رو گفت/گو کرد/کن شد/شو داد/ده داشت/دار آمد/آی دید/بین خورد/خور زد/زن گرفت/گیر خواست/خواه توانست/توان دانست/دان
نوشت/نویس خواند/خوان ساخت/ساز شناخت/شناس یافت/یاب رساند/رسان رسید/رس پرسید/پرس کشید/کش پرداخت/پرداز انداخت/انداز
فروخت/فروش خرید/خر شنید/شنو برد/بر آورد/آور گذاشت/گذار گذشت/گذر نشست/نشین شکست/شکن ریخت/ریز گریخت/گریز آموخت/آموز
سوخت/سوز دوخت/دوز پذیرفت/پذیر ماند/مان نامید/نام پوشید/پوش کوشید/کوش جنگید/جنگ ترسید/ترس فهمید/فهم بخشید/بخش
چسبید/چسب دوید/دو خندید/خند فرستاد/فرست ایستاد/ایست افتاد/افت افزود/افزا پیوست/پیوند برگزید/برگزین بست/بند شست/شو
جست/جو مرد/میر کشت/کش چرخید/چرخ لرزید/لرز بارید/بار درخشید/درخش پرید/پر خوابید/خواب شتافت/شتاب نمود/نما فرمود/فرما
آزمود/آزما گشود/گشا ستود/ستا آفرید/آفرین آراست/آرا کاست/کاه برخاست/برخیز آویخت/آویز آمیخت/آمیز پخت/پز تاخت/تاز باخت/باز
نواخت/نواز گماشت/گمار پنداشت/پندار کاشت/کار نگریست/نگر زیست/زی گریست/گری پسندید/پسند سنجید/سنج ورزید/ورز کوبید/کوب
شورید/شور جوشید/جوش نوشید/نوش پاشید/پاش خراشید/خراش تراشید/تراش غلتید/غلت پیچید/پیچ گنجید/گنج بلعید/بلع رقصید/رقص
""".split()
# Forms that are words of their own too: میدانی is also «of the field», نبرد a battle. ZWNJs tell them apart.
_NOT_VERBS: Final = """
مردم مردن مرده گفته خورده کشته بسته نوشته ساخته گذشته شکسته پخته مانده یافته خواسته دانسته توانسته آموخته پیوسته نشسته
آورده برده داده زده دیده کاسته سوخته رفته گرفته باخته دوخته کاشته افزوده برگزیده فرستاده آفریده پیچیده سنجیده پسندیده
نبرد نبردم نبردید نبردند میدانم میدانی شدید
""".split()
_ENDINGS: Final = ("م", "ی", "د", "یم", "ید", "ند")

# People whose plural is ان (after ا and و: یان).
_PEOPLE: Final = """
مرد زن کودک کارگر معلم دانشجو کارشناس مسئول بازیکن پزشک پرستار خبرنگار وزیر سفیر شهروند مسلمان کارمند هنرمند
دانشمند نامزد دانش‌آموز مدیر مربی مدافع مهاجم کشاورز سرباز نظامی زندانی قاضی وکیل ایرانی عراقی افغانستانی آمریکایی
اسرائیلی ترک روس چینی اروپایی تهرانی فلسطینی لبنانی سوری روستایی مهاجر متهم قربانی بیمار مجروح عضو شاعر بازیگر کارگردان
فیلمساز ورزشکار داور هوادار تماشاگر رزمنده جانباز شهید دختر پسر مادر پدر برادر خواهر نوجوان جوان سالمند معترض تحلیلگر
سیاستمدار نماینده استاد مشتری مستاجر مالک راننده بازرس مدرس ناظر حامی مخالف موافق منتقد طرفدار دشمن رقیب همسایه میهمان
مهمان گردشگر زائر مسافر آتش‌نشان امدادگر دیپلمات جنگجو آقا
""".split()
_COMPARED: Final = """
بزرگ کوچک مهم قوی ضعیف زیاد سریع سخت آسان ارزان گران بلند کوتاه پایین بالا جدید قدیم جوان پیر زیبا زشت گرم سرد روشن
تاریک دور نزدیک عمیق وسیع سنگین سبک طولانی دقیق کامل شدید خطرناک قدیمی سالم پاک کثیف غنی فقیر شاد غمگین خوب عظیم گسترده
تازه ساده پیچیده جدی دشوار پرشمار محبوب مشهور معروف موفق فعال ثروتمند قدرتمند باسابقه حساس عجیب جالب مطمئن امن ایمن
سبز تلخ شیرین خوش پربیننده مناسب مفید موثر مؤثر قطعی برجسته اصلی عمده پرکار پراهمیت
""".split()

_TAIL: Final = re.compile(
    rf"{ZWNJ}(?:ها\w*|(?:تر|ترین)(?:ها|های|هایی|ی)?|ای|ام|ات|اش|اند|ایم|اید|مان|تان|شان|م|ت|ش|ی|است)$"
)
# After ن, هایی and هایت are mostly of نهایی and نهایت.
_PLURAL: Final = re.compile(r"(?<=\w{2})(?:ها(?:ی|یم|یش|یمان|یتان|یشان)?|(?<!ن)ها(?:یی|یت))$")
_NOT_PLURAL: Final = """
تنها تنهای تنهایی انتها انتهای انتهایی بی‌انتها بیانتها بها بهای بهایی گرانبها پربها کمبها خونبها رها رهای رهایی اشتها
اشتهای منتها فقها فقهای سفها سها مها طاها اژدها اژدهای اژدهایی بارها صدها گاها حالاها بستگان
""".split()
_AGENTS: Final = re.compile(r"(?<=\w)(ند|فت|اشت|شد|رد|خت|ست|شت|ید)گان$")
_PREFIXED: Final = re.compile(rf"ن?می{ZWNJ}..")
_PERFECT: Final = re.compile(rf"ه{ZWNJ}(?:اند|ام|ایم|اید|است)$")


def lemma(word: str) -> str:
    """The folded lemma of one word: کتاب‌هایشان → کتاب, بزرگ‌ترین → بزرگ, می‌رفتند → رفتن. Others come folded.

    The infinitive is the lemma of a verb; a past stem alone that is also a noun (شکست, کشت) stays itself.
    """
    whole = word.strip(ZWNJ)
    return _verb(whole) or _noun(whole)


def _verb(word: str) -> str:
    perfect = _PERFECT.search(word)
    bare = fold(word[: perfect.start() + 1] if perfect else word)
    shown = perfect or (ZWNJ in word and _PREFIXED.match(word))
    return _forms().get(bare, "") or (_forms().get("+" + bare, "") if shown else "")


def _noun(word: str) -> str:
    stem = word
    while (shorter := _TAIL.sub("", stem)) != stem and len(shorter) > 1:
        stem = shorter
    folded = fold(stem)
    if folded in _folded_not_plural():
        return folded
    single = _AGENTS.sub(r"\1ه", _PLURAL.sub("", folded))
    return _listed().get(single, single)


@lru_cache(maxsize=1)
def _folded_not_plural() -> frozenset[str]:
    return frozenset(map(fold, _NOT_PLURAL))


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Joined plurals of people and joined comparatives."""
    table = {"بهترین": "بهتر", "کمترین": "کمتر", "بیشترین": "بیشتر", "برترین": "برتر", "فرماندهان": "فرمانده"}
    for one in map(fold, _PEOPLE):
        many = one[:-1] + "گان" if one.endswith("ه") else one + ("یان" if one[-1] in "او" and one != "عضو" else "ان")
        table[many] = one
    for plain in map(fold, _COMPARED):
        table |= {plain + "تر": plain, plain + "ترین": plain}
    return table


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Folded form of a verb → its infinitive; "+" marks those that count only where a ZWNJ shows that it is one."""
    table: dict[str, str] = {}
    taken = {fold(word) for word in _NOT_VERBS}
    for verb in _VERBS:
        past, present = map(fold, verb.split("/"))
        for form in _conjugated(past, present):
            mark = "+" if form in taken and (form.startswith("می") or form.endswith("ه")) else ""
            if mark or form not in taken:
                table.setdefault(mark + form, past + "ن")
    return table


def _conjugated(past: str, present: str) -> Iterator[str]:
    linked = present + "ی" if present[-1] in "او" and present not in ("رو", "شو", "دو", "شنو") else present
    for prefix in ("می", "نمی"):
        yield from (prefix + past + end for end in ("", "م", "ی", "یم", "ید", "ند"))
        yield from (prefix + linked + end for end in _ENDINGS)
    yield from (start + past + end for start in ("", "ن") for end in ("م", "یم", "ید", "ند", "ن", "ه"))
    yield from (start + linked + end for start in ("ب", "ن") for end in ("د", "یم", "ید", "ند") if linked[0] != "آ")
