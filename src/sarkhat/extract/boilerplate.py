"""What a page says beside its article: names of boxes and wordings that outlets use the world over.

General lists, not rules for sites. They were written from the class names and labels that content systems
share; bench/extract.py measures them against whole sets of pages.
"""

import re
from functools import lru_cache
from typing import Final

# Words inside a name that hardly ever belong to an article, even when the box is large.
_STRONG: Final = re.compile(
    r" (?:comments?|commentlist|commentform|disqus|livefyre|kommentare?|commentaires|respond|footer|cookies?|consent|"
    r"gdpr|related|relatedposts|recirc|breadcrumbs?|navbar|navigation|pagination|sharedaddy|addtoany|taboola|"
    r"outbrain|newsletter|relatedlinks|morelinks|same topic|twitter tweet|instagram media|tiktok embed|"
    r"bluesky embed|entry ?footer|entry utility|postcomment|"
    r"advert|adverts|advertisement|werbung|mw editsection|catlinks|printfooter|noprint) "
)
# Words that name a side matter, but also stand in the names of frames around everything.
_WEAK: Final = re.compile(
    r" (?:sidebar|side bar|rail|similar|share|sharing|shares|social|socials|nav|menu|submenu|"
    r"subscribe|subscription|promo|promotion|ads|adsense|anzeige|banner|sponsor|sponsored|recommend|recommended|"
    r"recommendations?|popular|trending|most ?read|most ?viewed|pager|paging|login|signin|sign in|signup|register|"
    r"modal|popup|dialog|toolbar|ratings?|carousel|ticker|copyright|screen reader|sr only|visually hidden|"
    r"visuallyhidden|masthead|byline|author ?box|author bio|author info|author block|authors|about author|biography|"
    r"entry meta|"
    r"post ?meta|article meta|metadata|meta data|timestamp|post date|tag ?list|tag ?cloud|post tags|news tags|"
    r"article tags|entry tags|keywords|categories|print only|read ?more|read also|more stories|more news|latest news|"
    r"teaser list|teasers|next post|prev post|post nav|yarpp|search ?form|feedback|follow|donate|donation|"
    r"audio player|video player|short ?link|short url|news ?code|infobox|lightbox|dropdown|tooltip|"
    r"wp caption text|caption|captions|gallery|legend|paywall|regwall|identity|checkmark|callout|cta|call to action|"
    r"disclaimer|trust badge|author description|author card|affiliate|more topics?|see also|link ?list|fact ?box|"
    r"whatsapp|app ?stores?|sociable|podcast|wprm container|product ?card|live ?update info|entry info|teaser block) "
)
# Names that mean it only when they stand alone.
_ALONE: Final = re.compile(
    r"\| (?:widgets?|tags?|meta|tools|hidden|ad|bio|toc|shop|vote|player|contact|skip|search|credits?|date|time|"
    r"print|author|source|overlay|photos?|foto|image|picture|bild|thumb|thumbnail|whatsapp|"
    r"teaser|footnotes?|code|extra|more|links?) \|"
)
_GOOD: Final = re.compile(
    r" (?:article ?body|article ?text|article ?content|articlebody|entry content|entry ?body|post ?content|"
    r"post ?body|post ?text|post ?entry|story ?body|story ?text|story ?content|body ?text|body ?content|"
    r"main ?text|main ?content|news ?body|news ?text|news ?content|item ?body|item ?text|text ?body|"
    r"content ?body|article ?detail|matn) "
)
_BAD_TAGS: Final = frozenset("nav footer aside form dialog menu address fieldset".split())

_LEAD: Final = re.compile(
    r" (?:lead|lede|lid|leads|lead ?text|summary|sub ?title|sub ?headline|sub ?heading|dek|chapo|chapeau|standfirst|"
    r"stand first|"
    r"intro|preamble|introtext|intro text|introduction|vorspann|teaser text|excerpt|deck|ingress|abstract|kholase|"
    r"sotto ?titolo|catenaccio|sommario|entradilla|bajada|copete|sous ?titre|under ?titt?el|under ?rubrik|perex|"
    r"zajawka|manchet|chekide|zir ?titr|so ?titr|"
    r"article description|news description|description) "
)

# A whole short block that is a label of the page, not a sentence of the article. Those in Arabic letters stand apart: a
# Persian line need not be compared with all the others, letter by letter without regard to case.
_LABEL_ARABIC: Final = re.compile(
    r"(?:"
    r"بیشتر بخوانید|بخوانید|همچنین بخوانید|این مطلب را هم|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مرتبط ها|"
    r"مطالب پیشنهادی|پیشنهاد ما|برچسب|کلیدواژه|کلید واژه|لینک کوتاه|نشانی کوتاه|کد خبر|کد مطلب|شناسه خبر|"
    r"شناسه مطلب|انتهای پیام|انتهای خبر|پایان پیام|ارسال نظر|ارسال دیدگاه|نظر شما|نظرات|دیدگاه|ثبت نظر|"
    r"اشتراک گذاری|به اشتراک|چاپ|نسخه چاپی|ذخیره|عضویت در خبرنامه|ما را در|پربازدید|پربحث|آخرین اخبار|"
    r"مزید من |اقرأ أیضا|اقرأ المزید|مواضیع ذات صلة|"
    r"عکس:|منبع:|تصویر:"
    r")"
)
_LABEL: Final = re.compile(
    r"(?:"
    r"read (?:more|also|next)|more (?:on|from|about)|related|see also|also read|share (?:this|on|via)|share$|"
    r"advertisement|anzeige|werbung|publicité|publicidad|follow us|sign up|subscribe|newsletter|"
    r"click here|comments?$|leave a (?:reply|comment)|tags?:|topics?:|filed under|posted (?:in|on|by)|"
    r"for more (?:stories|information|news) |get in touch with (?:our|us)|do you have (?:a|any) (?:story|information)|"
    r"(?:reporting|writing|additional reporting|editing) by |our standards:|recommended (?:from|for|reading)|"
    r"don.t have an account|already (?:have an account|a (?:subscriber|member)|subscribed)|want (?:more|to read)|"
    r"check out (?:more|our|the latest)|download (?:our|the) (?:app|free)|join (?:us|our|the conversation)|"
    r"support (?:our|us)|this (?:entry|post|article) was (?:posted|published|first published|originally)|"
    r"be sociable|rate this|was this (?:article|page)|listen to this|you (?:may|might) (?:also )?like|explore further|"
    r"dieser (?:eintrag|beitrag|artikel) wurde (?:veröffentlicht|am|in)|war der (?:artikel|beitrag)|"
    r"möchten sie (?:den artikel|weiterlesen|diesen)|(?:rezept|seite|beitrag) (?:drucken|teilen|weiterempfehlen)|"
    r"weitere (?:themen|artikel|informationen zum|beiträge|links|meldungen|news)|mehr (?:zu[mr]?|über|aus|von) |"
    r"das (?:thema )?könnte (?:dich|sie|ihnen)|auch interessant|lies (?:auch|mehr)|jetzt (?:lesen|abonnieren|testen)|"
    r"abbildung \d|abb\.? ?\d|fig(?:ure|\.)? \d|(?:titel|symbol)?bild(?:quelle|nachweis)?:|titelbild|screenshot|"
    r"grafik:|quelle:|source ?:|photograph:|picture:|crédit|fotos?:|fotografía:|"
    r"sur le même sujet|à découvrir|en savoir plus|voir aussi|ver también|te puede interesar|lea más|suscr[ií]b|"
    r"approfond|iscriviti|abonnez|abonneer|prenumerera|zobacz (?:też|także|więcej)|dowiedz się więcej|"
    r"čtěte (?:také|více)|přečtěte si|devamını oku|ilginizi çekebilir|baca juga|xem thêm|"
    r"copyright|©|all rights reserved|alle rechte|photo(?: by|:|s:)|image(?: source| credit|:)|foto(?::|s:)|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|das könnte sie|lire aussi|à lire|leer más|lea también|"
    r"leggi anche|lees ook|läs (?:också|mer)|les også|czytaj (?:też|także|więcej)|teilen$|drucken$|artikel "
    r"(?:drucken|teilen|versenden)|zur startseite|print$|e-?mail$|facebook$|twitter$|whatsapp$|"
    r"(?:sign|log) in|register|create an account|registrieren|einloggen|"
    r"we use cookies|this site uses cookies|diese website verwendet|kommentare|kommentieren|schlagw"
    r")",
    re.I,
)
_OVER: Final = re.compile(r"(?:انتهای پیام|انتهای خبر|پایان پیام|پایان خبر)")
_END: Final = re.compile(
    r"(?:نظرات|دیدگاه|نظر شما|ارسال نظر|ارسال دیدگاه|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مطالب پیشنهادی|"
    r"پربازدید|leave a (?:reply|comment)|comments?$|\d+ comments?$|"
    r"related (?:articles|stories|posts|news|topics)|you (?:may|might) also like|more from|recommended|kommentare|"
    r"\d+ kommentare|schreibe? einen kommentar|trending|most (?:read|popular))",
    re.I,
)
# A line that tells when, of the page or of an entry of a live blog: «۲۱ تیر ۱۴۰۵ - ۱۲:۳۰», "5 hours ago".
_WHEN: Final = re.compile(
    r"\b(?:19|20|13|14)\d\d\b.{0,12}?\b\d?\d\s?[:h.]\s?\d\d\b|"
    r"^(?:\d?\d[:.h]\d\d)(?!\d)\D{0,30}$|"
    r"^\D{0,40}\b\d?\d[./-]\d?\d[./-](?:19|20)?\d\d\b\D{0,20}$|"
    r"^\D{0,40}\b(?:13|14|19|20)\d\d[./-]\d?\d[./-]\d?\d\b\D{0,20}$|"
    r"\b\d+\s?(?:min(?:ute)?s?|hours?|days?|h|m) ago\b|"
    r"^\D{0,20}\b\d+\s?(?:ثانیه|دقیقه|ساعت|روز|هفته)\s?(?:پیش|قبل)\D{0,10}$|"
    r"\b\d+\s?(?:min(?:ute[ns]?)?\.?) ?(?:read|lesezeit|lecture|leestijd)\b|"
    r"\b(?:lesezeit|lesedauer|reading time|temps de lecture|tiempo de lectura)\b.{0,12}\d|زمان مطالعه|"
    r"^(?:published|updated|last (?:updated|modified)|posted|publiziert|veröffentlicht|aktualisiert|stand|"
    r"letzte änderung|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|publicerad|uppdaterad|publikováno|"
    r"opublikowano|aktualizacja|gepubliceerd|oppdatert|publisert|opdateret|تاریخ انتشار|به ?روز ?رسانی)\b.{0,30}\d",
    re.I,
)
# What a teaser's link to the rest of it says.
_MORE: Final = re.compile(
    r"(?:(?:ادامه|متن کامل|مشروح)(?: ?ٔ| ?ی)?(?: (?:مطلب|خبر|گزارش|متن))?|بیشتر(?: بخوانید| بدانید)?|(?:اقرأ )?المزید|"
    r"(?:(?:read|see|view|learn|find out) )?more|continue(?: reading)?|full (?:story|article)|"
    r"weiterlesen|(?:weiter|mehr) lesen|mehr|lire (?:la suite|plus)|en savoir plus|leer más|seguir leyendo|"
    r"leggi (?:tutto|di più)|continua|ler mais|lees (?:meer|verder)|läs mer|les mer|læs mere|devamı(?:nı oku)?|"
    r"читать далее|подробнее)[\W_]*",
    re.I,
)
_DIGIT: Final = re.compile(r"\d")
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_JOINERS: Final = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c"
_MARKS: Final = str.maketrans("يكى", "یکی", _JOINERS)
_BEFORE: Final = "-–—•*#|:» «[]()\t>▪■◀◄" + _JOINERS
_BEGINNING: Final = 80  # characters; the longest wording has half of them


@lru_cache(maxsize=20_000)
def box_leaning(tag: str, hint: str) -> int:
    """What a box says of itself: +1 the article's body, 0 nothing, −1 a side matter perhaps, −2 surely."""
    if tag in _BAD_TAGS:
        return -1
    if tag in ("body", "main", "article"):
        return -2 if " | comment" in hint else 0
    if _STRONG.search(hint):
        return -2
    if _GOOD.search(hint):
        return 1
    return -1 if _WEAK.search(hint) or _ALONE.search(hint) else 0


def is_lead_box(hint: str) -> bool:
    """Whether a box names itself the standfirst above the body."""
    return bool(_LEAD.search(hint))


def is_label(text: str) -> bool:
    """Whether a short block is the page speaking: share, tags, read also, code of the news."""
    if len(text) >= 160:
        return False
    bare = _bare(text)
    return bool((_LABEL_ARABIC if "\u0600" <= bare[:1] <= "\u06ff" else _LABEL).match(bare))


def is_more(text: str) -> bool:
    """Whether a short line is what a teaser's link to the whole text says: «ادامه», "Read more"."""
    return len(text) < 40 and bool(_MORE.fullmatch(_bare(text)))


def is_over(text: str) -> bool:
    """Whether an agency's closing mark stands here («انتهای پیام»)."""
    return len(text) < 40 and bool(_OVER.match(_bare(text)))


def is_stamp(text: str) -> bool:
    """Whether a short block only tells when it was published, by whom, and how long it takes to read."""
    if len(text) > 90 or (text.endswith((".", "!", "?", "؟")) and "Min." not in text):
        return False
    may_tell = _DIGIT.search(text) or "زمان مطالعه" in text  # all other ways to tell when hold a digit
    return bool(may_tell and _WHEN.search(text.translate(_DIGITS)))


def is_end(text: str) -> bool:
    """Whether a heading says that the article is over (comments or related items follow)."""
    return len(text) < 60 and bool(_END.match(_bare(text)))


def _bare(text: str) -> str:
    """The beginning of a line, as far as any wording goes, without bullets, brackets and joiners."""
    return text.lstrip(_BEFORE)[:_BEGINNING].translate(_MARKS).strip()
