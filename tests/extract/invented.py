"""Pages that no outlet ever printed, for the tests of extraction."""

import json
from datetime import UTC, datetime

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://news.example.ir/fa/1405/09/01/7"
TITLE = "آب‌انبار کهنهٔ محلهٔ سنگی دوباره پر می‌شود"
PARAGRAPHS = (
    "کارگران شهرداری از بامداد شنبه لایه‌های گل را از کف آب‌انبار بیرون می‌کشند و می‌گویند کار تا پایان هفته تمام می‌شود.",
    "به گفتهٔ سرپرست کارگاه، دیوارهای خشتی هنوز استوارند؛ تنها دو ستون میانی باید با ملات تازه بازسازی شوند.",
    "اهالی محله می‌خواهند پس از تعمیر، حوضچهٔ ورودی دوباره به جای نشستن و گفت‌وگوی همسایه‌ها تبدیل شود.",
    "هزینهٔ این کار را انجمن دوستداران بافت کهن می‌پردازد و شهرداری وعده داده است چراغ‌های کوچه را هم نو کند.",
)
MENU = "".join(f'<li><a href="/s/{name}">سرویس {name}</a></li>' for name in ("شهر", "ورزش", "فرهنگ", "اقتصاد"))
RELATED = "".join(
    f'<li><a href="/fa/{n}">خبر دیگری دربارهٔ کوچهٔ شمارهٔ {n} که به این خبر ربطی ندارد</a></li>' for n in range(8)
)


def article_html(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(
    body: str = "", title: str = TITLE, head: str = "", above: str = "", after: str = "", charset: str = "utf-8"
) -> str:
    """A page as content systems make them: head, menu, article, related items, comments, foot."""
    return f"""<!doctype html><html lang="fa" dir="rtl"><head><meta charset="{charset}">
<title>{title} | خبرخانه</title><meta property="og:site_name" content="خبرخانه">{head}</head>
<body><header><nav><ul>{MENU}</ul></nav></header>
<main><article>{above}<h1>{title}</h1><div class="item-body">{body or article_html()}</div>
<div class="share-box">این خبر را با دوستان خود به اشتراک بگذارید و به دیگران هم بگویید که آن را بخوانند.</div></article>
<section class="related-news"><h3>بیشتر بخوانید</h3><ul>{RELATED}</ul></section>
<div id="comments"><h3>نظرات</h3><p>این دیدگاه یک خواننده است که چند جمله نوشته و جزو خبر نیست.</p></div>{after}</main>
<footer><p>همهٔ حقوق این پایگاه برای خبرخانه محفوظ است و بازنشر با یاد نام آن آزاد است.</p></footer></body></html>"""


def json_ld(**values: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'
