"""Lines inside an article that change by themselves: counters, the date of the visit, places for ads. Pure.

They are no words of the outlet's: two wordings that differ in them alone are the same.
"""

import re
from typing import Final

from sarkhat.text.persian import fold

_LONGEST: Final = 80  # letters; a sentence about views is longer
_WORDS: Final = (
    "بازدید|تعداد بازدید|دفعات مشاهده|مشاهده|نمایش|تعداد نمایش|دیدگاه|نظر|نظرات|تعداد نظرات|پسند|"
    "لایک|امتیاز|رای|اشتراک گذاری|"
    "زمان مطالعه|مدت مطالعه|تاریخ بازدید|زمان بازدید|امروز|اکنون|آخرین به روزرسانی|آخرین بروزرسانی|به روز شده|"
    "آگهی|تبلیغ|تبلیغات|"
    "views?|viewed|reads?|comments?|likes?|shares?|reading time|today|last updated|updated|advertisement|ad|sponsored"
)
_AD: Final = re.compile(r"^(?:آگهی|تبلیغ|تبلیغات|رپورتاژ|advertisement|ad|sponsored)\s*[:\-–|]")
_TAIL: Final = (
    r"بار|نفر|مرتبه|دقیقه|ثانیه|ساعت|پیش|times?|minutes?|min|ago|شنبه|یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|جمعه|"
    r"فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|خبر|این|صفحه|مطلب"
)
_COUNTER: Final = re.compile(rf"^[\d\s.,،]*(?:{fold(_WORDS)})(?:[\d\s:/.,،–|()+-]|{fold(_TAIL)})*$")


def is_fleeting(line: str) -> bool:
    """Whether a line is nothing but a counter, the day of the visit or a place for an ad."""
    if len(line) > _LONGEST:
        return False
    plain = fold(line.replace("\u200c", " "))
    return bool(_COUNTER.match(plain) or _AD.match(plain))
