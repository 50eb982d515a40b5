"""Telling the languages of the Arabic script apart: Persian, Dari, Arabic, Sorani, Azeri, Pashto, Urdu.

Points are given to a language for letters that only it writes, for its function words and for its endings. A general
classifier takes Kurdish, Pashto and South Azeri headlines for Persian or Arabic; these rules were written by hand.
"""

import re
from collections import defaultdict
from typing import Final

from sarkhat.text.persian import ZWNJ, fold

_PRIOR: Final = 1.2  # points for the outlet's own word
_MOST: Final = 60  # words that are enough
_CLEAR: Final = 1.0  # points below which nothing shows
_WORD = re.compile(rf"[^\W\d_][\w{ZWNJ}\u064b-\u0652]*")
_TASHKEEL = re.compile("[\u064b-\u0652\u0640]")

# Letters and endings, in the text as typed: points for each word that has one.
_SIGNS: Final = (
    ("ckb", 1.6, re.compile("[ێەڕڵ]")),
    ("ckb", 0.8, re.compile("ۆ")),
    ("ckb", 1.2, re.compile("^(?:ئه|ده.*[اێۆ]|.*ه\u200cو?ه$)")),
    ("ps", 1.6, re.compile("[ټډړښږځڅېۍګڼ]")),
    ("ur", 1.6, re.compile("[ٹڈڑںے]")),
    ("ur", 0.8, re.compile("[ہھ]")),
    ("ar", 1.0, re.compile("ة$|^[أإ]|^(?:و|ب|ف)?ال\\w{3,}|^لل\\w{3,}|ؤ|ئة$|اء$")),
    ("ar", 0.4, re.compile("[يك]|ى$")),
    ("ar", -1.2, re.compile("[پچژگ]")),  # letters of all the others, so they speak for none of them
    ("ar", -0.4, re.compile("[یک]")),
    ("fa", 0.3, re.compile("[پچژگ]")),
    ("fa", 1.0, re.compile("^ن?می\u200c|\u200c(?:ها|های|هایی|تر|ترین|ای|اند|شد|شود)$")),
    ("azb", 1.6, re.compile("^ائ|[یوگدبن]ئ[ترلیدنچشس]|[گاسبدتچک]ؤ|[ۇۏ]")),
    ("azb", 1.0, re.compile("(?:لا|ال|ل)(?:ن|ی)(?:دی|ب|یر)$")),
    ("azb", 1.0, re.compile("\u200c(?:ده|دا|دن|دان|نین|سی|سینه|سینده|لار|لر|لاری|لری)$")),
    ("azb", 1.0, re.compile("..(?:لاری|لری|لار|لارین|لرین|ینده|یندا|یندن|یندان|سینده|ونون|ینین|دیلار|یلدی)$")),
    ("azb", 1.0, re.compile("..(?:اجاق|یجک|اماق|ایان|یرلر|ورلار)$")),
)  # fmt: skip
_NOT_SIGNS: Final = frozenset("رئیس مسئول تئاتر ویدئو ژئوپلیتیک سؤال مؤسسه رؤیا شؤون لؤلؤ نئون لئون".split())
# Words as typed (tashkeel and kashida dropped), two rows a language: sure ones 1.5 points, shared ones 0.6.
_TYPED: Final = {
    "ar": (
        "في إلى الى على عن هذا هذه التي الذي الذين أو أن إن كان كانت لم لن قد ذلك تلك خلال حول ضد "
        "منذ عبر اليوم أكثر "
        "كما لدى وفي ومن وقال قال يقول أعلن تعلن عند حتى بعد هناك نحن أنه انه فيها عليه مقتل الله "
        "ليس هل ماذا كل",
        "من مع ما لا بين قبل بعد غير نحو هو هي رئيس وزير",
    ),
    "ur": (
        "کے کا میں نے سے کو اور ہے ہیں یہ بھی گیا گئی گئے نہیں تھا تھی تھے ہو کیا کرنے والے والی "
        "لیے ساتھ ہوئے ہوگی جاری",
        "کی پر کہ ایک دی کر وزیر",
    ),
    "ps": (
        "د په کې کي چې چي ته شو شول شوي شوې کړ کړل کړي کړې کړی دي دی ده سره لپاره لپارې پر پورې "
        "وروسته ویلي وايي وویل "
        "زموږ هغه نه خلک هېواد هیواد کال وي یو یوه ولسمشر ولسوالۍ شي وکړ وشول ورته دوه دې یې مو ونیول",
        "له او درې کسان",
    ),
    "ckb": (
        "لە بە بۆ کە ئەم ئەو لەگەڵ دەکات کرا کران سەرۆکی هەرێمی کوردستان هەولێر سلێمانی نێوان پێش دوای بەغدا "
        "له‌ به‌ ئه‌م ئه‌و",
        "کرد و",
    ),
}  # fmt: skip
_FOLDED: Final = {
    "fa": (
        "از به که را این است در با برای شد شده میشود شود های تا بر کرد نیز هم اما کند دارد خود "
        "میکند میشوند شدند کردند "
        "بود باید نیست هستند خواهد چه چرا چگونه همه هر داد گفت داده گرفت رسید درباره هزار نفر "
        "امریکا اسراییل روز "
        "نخستین تازه آغاز پایان بیش بی دو سه نمیشود میگوید کنید کردن شدن یافت اعلام برگزار ساخته",
        "آن یک و ایران تهران سال کشور مردم رییس وزیر",
    ),
    "azb": (
        "بیر ایله اوچون اولان اولاراق دیر دئدی دئییب بو اولدو اولدی ایدی گؤره سونرا وئردی ائتدی "
        "ائدیر ائدیب ائدن ائدیلدی "
        "اولوب اولاجاق اولور اولماق قارشی یئنی گلدی گلیر گئتدی وار یوخ چوخ هامی بیزیم سیزین منیم "
        "اونون اونلار گونو ایلی "
        "ایندی باشلادی باشلاییر کئچیریلدی اوزره طرفیندن حاقیندا قدر کیمی ایکی اوچ بئش دؤرد ائو آنا "
        "یئر بؤیوک گؤزل اؤز "
        "اؤلکه اؤلدو تورپاق یاشاییر شهرینده شهریندن ایلین ایلده گونده آراسیندا آلتیندا آلدی آچیلدی "
        "یازدی گؤستردی قویدو "
        "دا داها نه‌دن ائلدی اولسون تاپدی قالدی چیخدی چیخیر اوشاق قادین یاردیم یول سو یاغیش قار تبریزده باکیدا",
        "ده لار لر هر گون ایل",
    ),
}  # fmt: skip
# Words of Afghanistan that an Iranian outlet does not write.
_DARI: Final = (
    "ولسوالی ولسوال پوهنتون پوهنحی پوهنمل پوهاند شاروالی شاروال شفاخانه قوماندان قوماندانی پولیس "
    "داکتر داکتران کلتور سکتور "
    "معینیت څارنوالی سارنوالی سارنوال ثارنوالی بیجاشده بیجاشدگان طیاره موترها موتر مکاتب اکادمی "
    "پروسه ترانسپورت کرزی "
    "ولسی جرگه لویه غوندی نماینده‌گان خانواده‌گان زنده‌گی باشنده‌گان باشندگان کندهار جلال‌آباد لوگر "
    "هلمند بدخشان پکتیا پکتیکا "
    "خوست فاریاب بغلان کندز قندوز ارزگان اروزگان نیمروز ننگرهار میدان‌هوایی افغانی جنوری فبروری "
    "مارچ اپریل جون جولای اگست "
    "سپتمبر اکتوبر نومبر دسمبر صحت‌عامه وزارت‌معارف امارت کابلی رخصتی تذکره ترمیم‌کاری ریاستهای "
    "تورن‌جنرال دگروال جگرن "
    "فرقه‌مشر بند‌سلما پنجصد هژده آگهی‌دهی چوکی چوکی‌های معاش معاشات لیسه صنف صنوف شاگردان قریه "
    "قریه‌ها قریه‌های پسته‌های "
    "خارنوالی سرک سرک‌ها سرک‌های قیر قیرریزی جریب مهاجرین عودت‌کنندگان عودت‌کننده برگشت‌کننده‌گان "
    "حارنوالی ملی‌بس"
)
_DARI_PHRASES = re.compile(
    "میدان هوایی|صحت عامه|اطلاعات و کلتور|وزارت معارف|امارت اسلامی|ولسی جرگه|لویه جرگه|وزارت تحصیلات عالی|"
    "والی (?:کابل|هرات|بلخ|کندهار)|\\bسرپرست وزارت|ه\u200cگ(?:ی|ان)\\b|هزار افغانی|جاده‌سازی "
    "ولایت|بانک افغانستان"
)


def _table(rows: dict[str, tuple[str, str]], folded: bool) -> dict[str, list[tuple[str, float]]]:
    table: dict[str, list[tuple[str, float]]] = {}
    for code, (sure, shared) in rows.items():
        for words, points in ((sure, 1.5), (shared, 0.6)):
            for word in {fold(word) if folded else word for word in words.split()}:
                table.setdefault(word, []).append((code, points))
    return table


_BY_TYPED: Final = _table(_TYPED, folded=False)
_BY_FOLDED: Final = _table(_FOLDED, folded=True)
_DARI_WORDS: Final = frozenset(fold(word) for word in _DARI.split())


def language(text: str, prior: str = "") -> str:
    """fa, fa-AF, ar, ckb, azb, ps or ur. `prior` adds its points, and is the answer where nothing shows."""
    words = _WORD.findall(_TASHKEEL.sub("", text))[:_MOST]
    points = _points(words)
    family = "fa" if prior.startswith("fa") else prior
    if max(points.values(), default=0.0) < _CLEAR and prior:
        return prior
    points["fa"] += 0.1  # a tie is Persian
    if family:
        points[family] += _PRIOR
    best = max(points, key=lambda code: points[code])
    return _persian(text, words, prior) if best == "fa" else best


def _points(words: list[str]) -> defaultdict[str, float]:
    points: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for code, worth in (*_BY_TYPED.get(word, ()), *_BY_FOLDED.get(fold(word), ())):
            points[code] += worth
        if word in _NOT_SIGNS:
            continue
        for code, worth, sign in _SIGNS:
            if sign.search(word):
                points[code] += worth
    return points


def _persian(text: str, words: list[str], prior: str) -> str:
    """Persian or Dari: an outlet in Dari writes Dari; of others, two of its words must show, or one in a headline."""
    if prior == "fa-AF":
        return prior
    shown = sum(fold(word) in _DARI_WORDS for word in words) + len(_DARI_PHRASES.findall(text))
    needed = 1 if not prior and len(words) < 16 else 2
    return "fa-AF" if shown >= needed else "fa"
