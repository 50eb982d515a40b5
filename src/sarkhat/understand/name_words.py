"""The words by which the rules of names go, all folded."""

from typing import Final

from sarkhat.text.persian import fold


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


TITLES: Final = _folded(
    "دکتر مهندس والمسلمین المسلمین سردار سرلشکر سرتیپ سپهبد سرهنگ سرگرد سروان ستوان سرپاسدار ژنرال"
    " فیلدمارشال سناتور پرزیدنت دریادار ناخدا آقای خانم استاد پروفسور شاهزاده دریابان خلبان کاپیتان الاسلام الله"
    " ملا مولوی ماموستا مرحوم"
)
"""Titles after which a surname alone is a name."""

CLERICS: Final = frozenset({("آیت", "الله"), ("حجت", "الاسلام")})
"""The titles of two words."""

PREFIXES: Final = _folded("سید سیده میر حاج حاجی شیخ شهید کربلایی")
"""Words before a first name that are no part of its key."""

PARTICLES: Final = _folded("بن بنت فون فن دی ون آل ابو ال دو دا د مک ابن")
"""What may stand between first name and surname."""

SURNAME_ENDS: Final = _folded(
    "زاده پور نژاد نیا فر ای یی زادگان منش تبار فرد پناه دوست خواه راد مند وند یان لو کیا نویی نوعی نوری اف"
)
"""What a ZWNJ parts from the surname that it ends."""

ROLES: Final = _folded(
    "رئیس جمهور جمهوری وزیر نخست سخنگوی نماینده معاون مدیرعامل سرمربی فرمانده خارجه دفاع سفیر شهردار دبیرکل دبیر"
)
"""Words that stand before whoever holds the office."""

NO_SURNAMES: Final = _folded(
    "ها های هایی هایم هایش هایشان ترین تر اند ام است بود شد سوزی سازی گیری گذشته گفت روز آینده"
    " شهیدمان عزیز عزیزمان محترم جان آقا"
)
"""What often stands behind a word that is a first name too, and is never a surname."""

SAID: Final = _folded("گفت گفته میگوید افزود نوشت اظهار تأکید تصریح مدعی اعلام : خاطرنشان")
"""What stands behind whoever speaks."""

PLACES_OF_NAMES: Final = _folded("استان شهر شهرستان بخش بندر جزیره کشور شهرهای ایالت استانهای")
"""Heads that are no part of a place's name; what follows is a place."""

BEFORE_PLACES: Final = PLACES_OF_NAMES | _folded(
    "اهالی مردم فرماندار استاندار استانداری فرمانداری شمال جنوب شرق غرب حومه مرز مرزی دادستان جاده محور"
    " آزادراه مسیر سفارت"
)
"""Words after which a common word is a place."""

PLACES_BY_NAME: Final = _folded(
    "روستای خیابان میدان بزرگراه فرودگاه بزرگراه اتوبان تنگه دریاچه رودخانه کوه شهرک ورزشگاه پل سد"
)
"""Heads that are a part of a place's name."""

_OF_PLACES = {
    "ارتش": "", "سفارت": "", "پارلمان": "", "پلیس": "", "شهرداری": "", "استانداری": "", "فرمانداری": "",
    "دادگستری": "کل", "دادستانی": "", "سپاه": "", "کنسولگری": "", "دانشگاه": "علوم پزشکی صنعتی آزاد اسلامی ملی",
    "فدراسیون": "فوتبال والیبال کشتی بسکتبال هندبال تکواندو کاراته جودو دوومیدانی شنا وزنه برداری",
    "وزارت": "امور خارجه دفاع کشور بهداشت دادگستری اطلاعات انرژی نفت اقتصاد دارایی خزانه داری جنگ"
    " آموزش پرورش و کشاورزی حمل نقل تجارت ارتباطات صنعت معدن راه شهرسازی علوم ورزش جوانان فرهنگ ارشاد اسلامی نیرو"
    " کار رفاه اجتماعی تعاون گردشگری میراث فرهنگی صنایع دستی جهاد صمت امنیت داخلی",
    "نیروی": "هوایی دریایی زمینی هوافضای پدافند انتظامی قدس ارتش سپاه",
    "بانک": "مرکزی ملی", "مجلس": "نمایندگان سنای عوام شورای ملی", "بیمارستان": "",
    "پالایشگاه": "نفت", "نیروگاه": "اتمی", "اداره": "کل آموزش پرورش و هواشناسی راهداری", "شورای": "شهر اسلامی",
}  # fmt: skip
ORGANISATIONS_OF_PLACES: Final = {fold(head): _folded(inner) for head, inner in _OF_PLACES.items()}
"""Heads of organisations, with the words that may stand between head and place."""

ORGANISATIONS_BY_NAME: Final = _folded(
    "خبرگزاری روزنامه حزب شرکت بانک دانشگاه بیمارستان بیمه شبکه مؤسسه موسسه بنیاد جنبش هلدینگ پتروشیمی هواپیمایی"
    " ایرلاین گردان تیپ لشکر"
)
"""Heads of organisations after which a word that is no common one belongs to the name."""

SOURCES: Final = _folded("خبرگزاری روزنامه خبرنگار گزارش شبکه نوشته سایت پایگاه عکاس رسانه")
"""Words before an outlet's name."""

CLUB_HEADS: Final = _folded("باشگاه")
"""Heads after which a club stands."""

FORMS_OF_ADDRESS: Final = _folded("آقای خانم مرحوم استاد")
"""Titles before which common words stand as well."""

SPORT: Final = _folded(
    "گل بازیکن بازیکنان لیگ باشگاه تیم سرمربی هوادار هواداران دربی فوتبال مهاجم مدافع هافبک دروازه لژیونر"
    " فصل ستاره کاپیتان هفته جام داور پنالتی نقل سرخابی تمدید قرارداد ورزشگاه استادیوم مربی سکو والیبال بسکتبال"
    " قهرمانان تمرین تمرینات برد باخت مساوی league club match goal coach striker midfielder season"
)
"""Words that tell of sport."""
