"""Pages that stand in an article's place: consent, cookies, sign-in, checks of the browser. Pure.

A page that tells of cookies and consent from end to end is a wall; an article *about* cookies says other things too,
and its title is the one that the feed promised. Under that title, and where no feed promised one, only what speaks to
the reader as no article does counts, and titles that no article has.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from sarkhat.extract.absent import is_like
from sarkhat.extract.records import Extracted
from sarkhat.text import urls
from sarkhat.text.persian import fold

# A title that no article has.
_TITLE: Final = re.compile(
    r"^(?:just a moment|attention required|access denied|forbidden|are you (?:a )?(?:human|robot)|verify you are human|"
    r"before you continue|your privacy choices|privacy (?:settings|preference cent(?:er|re))|"
    r"cookie (?:consent|settings|preferences|notice)|consent|"
    r"we value your privacy|please enable (?:javascript|cookies)|(?:sign|log) in|login|"
    r"subscribe to (?:read|continue)|datenschutzeinstellungen|cookie-einstellungen|einwilligung|anmelden|"
    r"gestion des cookies|iniciar sesi[óo]n|redirecting|loading|"
    r"ورود(?: به (?:سایت|سامانه|حساب).*)?|ورود کاربران|در حال (?:انتقال|بارگذاری|بررسی).*|بررسی (?:مرورگر|امنیتی).*|"
    r"تنظیمات? (?:کوکی|حریم خصوصی).*|کوکی ها|دسترسی (?:شما )?(?:محدود|غیرمجاز).*|"
    r"لطفا (?:صبر کنید|وارد شوید).*)[\s.!…|–-]*$"
)
# What a paragraph of a wall speaks of.
_SPEAKS: Final = re.compile(
    r"cookies?\b|\bconsent\b|\bpartners?\b.{0,80}\b(?:data|store|access)|personal(?:ised|ized)? (?:data|ads|advert)|"
    r"legitimate interest|privacy (?:policy|settings|choices|centre|center)|third[- ]part(?:y|ies)|gdpr|\btcf\b|"
    r"\b(?:accept|reject) all\b|manage (?:my )?(?:choices|preferences|options)|(?:sign|log) in to (?:continue|read)|"
    r"enable (?:javascript|cookies)|checking your browser|verify(?:ing)? (?:that )?you are|captcha|ddos|"
    r"einwilligung|datenschutz|personenbezogene|zustimm|consentement|donn[ée]es personnelles|consentimiento|consenso|"
    r"کوکی|حریم خصوصی|کپچا|ربات نیستید|مرورگر (?:شما|خود)|جاوا ?اسکریپت|وارد (?:حساب|شوید)|رضایت (?:شما|خود)|"
    r"داده های شخصی|شریکان تبلیغاتی"
)
# How a wall speaks to its reader, and no article does.
_CALLS: Final = re.compile(
    r"we (?:and|use|value)\b.{0,60}\b(?:partners|cookies|privacy)|\b(?:accept|reject|allow) (?:all|cookies)\b|"
    r"(?:change|withdraw|manage) your (?:choices|consent|preferences|settings)|(?:sign|log) in to (?:continue|read)|"
    r"(?:please )?enable (?:javascript|cookies)|checking your browser|verify(?:ing)? (?:that )?you are|"
    r"wir (?:und unsere|verwenden)\b.{0,60}(?:partner|cookies)|"
    r"nous (?:et nos|utilisons)\b.{0,60}(?:partenaires|cookies)|"
    r"کوکی ها را (?:بپذیرید|می پذیرم)|(?:ما|این سایت|این پایگاه) از کوکی|وارد (?:حساب )?.{0,20}شوید|"
    r"جاوا ?اسکریپت .{0,30}فعال کنید|مرورگر (?:شما|خود) .{0,30}بررسی"
)
_WHERE: Final = re.compile(
    r"^(?:consent|login|signin|accounts?|auth|sso|guce|cmp)\.|"
    r"/(?:consent|cookie-?wall|cookie-?consent|login|log-in|signin|sign-in|account/login|auth|subscribe|captcha|"
    r"challenge|collectconsent)(?:[/.?]|$)"
)
_SHARE: Final = 0.5  # of the letters of a page: of which a wall speaks
_SHORT: Final = 400  # letters: a page of less need say it but once


def led_to_wall(asked: str, went: str) -> bool:
    """Whether a request for an article ended on a page to consent or to sign in."""
    return _is_wall_address(went) and not _is_wall_address(asked)


def _is_wall_address(url: str) -> bool:
    split = urlsplit(url.lower())
    return bool(_WHERE.search(urls.host(url)) or _WHERE.search(split.path))


def is_wall(page: Extracted, promised: str = "") -> bool:
    """Whether what was read is a wall and no article. `promised`: the title that a feed gave, "" for none."""
    is_promised = bool(promised and page.title and is_like(page.title, promised))
    if not is_promised and _TITLE.match(_plain(page.title)):
        return True
    lines = [line for line in (page.lead, *(block.text for block in page.blocks)) if line]
    return _fills(lines, _SPEAKS if promised and not is_promised else _CALLS)


def _fills(lines: Sequence[str], words: re.Pattern[str]) -> bool:
    """Whether the lines speak so from end to end, or are few and do so at all."""
    told, whole = _letters(line for line in lines if words.search(_plain(line))), _letters(lines)
    return told > 0 and (whole < _SHORT or told >= _SHARE * whole)


def _letters(lines: Iterable[str]) -> int:
    return sum(map(len, lines))


def _plain(text: str) -> str:
    return fold(text.replace("\u200c", " "))
