"""What outlets call their sections, in the languages that most outlets write in. Pure."""

import re
from functools import lru_cache
from typing import Final

from sarkhat.sources.records import SECTIONS
from sarkhat.text.persian import fold

# Compared folded, as whole words; of several the first word that stands in the outlet's wording decides.
_STATED: Final = {
    "sport": """
        ورزش ورزشی فوتبال والیبال کشتی بسکتبال لیگ المپیک رياضة رياضه کھیل
        sport sports football soccer basketball tennis deportes deporte futbol fútbol esporte esportes desporto futebol
        fussball fußball calcio sporten voetbal football rugby formel1 спорт футбол spor futbol basketbol piłka
    """,
    "economy": """
        اقتصاد اقتصادی بازار بورس ارز طلا مسکن بانک انرژی نفت خودرو صنعت معدن کشاورزی تجارت کار اقتصادية مال معیشت
        economy business market markets finance money energy companies personalfinance wirtschaft finanzen boerse börse
        geld unternehmen economie économie entreprises bourse finances economía economia negocios mercados empresas
        economia finanza borsa affari ekonomie gospodarka ekonomia ekonomi finans экономика бизнес финансы деньги
    """,
    "science": """
        علم علمی دانش دانشگاه فناوری تکنولوژی ارتباطات موبایل دیجیتال پزشکی سلامت بهداشت نجوم فضا علوم تكنولوجيا صحة
        science technology tech health digital space medicine gadgets wissen wissenschaft technik netzwelt gesundheit
        digitales sciences technologie technologies santé sante numérique ciencia tecnología tecnologia salud saúde
        scienza salute wetenschap nauka technologie zdrowie bilim teknoloji sağlık наука технологии здоровье
    """,
    "culture": """
        فرهنگ فرهنگی هنر هنری سینما سینمایی موسیقی کتاب ادبیات تئاتر تلویزیون رسانه سلبریتی ثقافة فنون فن شوبز
        culture arts art film movies music books entertainment lifestyle celebrities tv media style kultur feuilleton
        kino musik unterhaltung medien leute panorama-leute culture cinéma musique livres médias people cultura cine
        música libros gente espectáculos entretenimiento televisión spettacoli cinema musica libri kultura rozrywka
        kültür sanat magazin культура кино музыка шоу-бизнес шоубизнес
    """,
    "world": """
        جهان بین‌الملل بینالملل الملل خارجی منطقه خاورمیانه امریکا آمریکا اروپا اسیا آسیا عالم دولية العالم دولي دنیا
        world international global foreign europe asia africa mideast ausland welt monde mundo internacional
        internacionales esteri mondo wereld buitenland świat dünya мир
    """,
    "politics": """
        سیاست سیاسی مجلس دولت پارلمان انتخابات دیپلماسی هسته‌ای دفاعی نظامی ایران سياسة سیاستخارجی
        politics political parliament government election elections iran politik politique politica política politiek
        polityka siyaset политика
    """,
    "society": """
        اجتماع اجتماعی جامعه حوادث حادثه قضایی حقوقی شهر شهری شهری‌ تهران استان استانها محله زندگی آموزش محیط زیست
        مجتمع محليات حوادث society social local city crime life education environment weather law gesellschaft panorama
        lokales regional bildung umwelt leben société faits-divers éducation environnement planète sociedad sucesos
        educación cronaca scuola ambiente samenleving społeczeństwo toplum yaşam gündem общество происшествия
    """,
}  # fmt: skip
_BY_WORD: Final = {fold(word): section for section, row in _STATED.items() for word in row.split()}
# «سیاست خارجی» is politics although «خارجی» alone is world.
_PHRASES: Final = {
    fold(phrase): section
    for phrase, section in (
        ("سیاست خارجی", "politics"),
        ("foreign policy", "politics"),
        ("محیط زیست", "society"),
        ("faits divers", "society"),
        ("real estate", "economy"),
    )
}
_BETWEEN = re.compile(r"[-_/>،,|»«•+&.:]+")


@lru_cache(maxsize=4096)
def stated(word: str) -> str:
    """The section key of an outlet's own wording ("اقتصادی", "Sport", "ایران > مجلس"); "" if unknown."""
    if word in SECTIONS:
        return word
    said = fold(_BETWEEN.sub(" ", word))
    for phrase, section in _PHRASES.items():
        if phrase in said:
            return section
    return next((_BY_WORD[part] for part in said.split() if part in _BY_WORD), "")
