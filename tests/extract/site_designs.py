"""Pages of seven invented sites, each built after a family of content systems, filled with any articles.

The names of boxes are those that such systems use; every word of the frame is ours. Around an article stand what real
pages have: menus, teasers of other articles with their leads, related items inside the body, tags, share links,
comments that read like prose, and another mixture on every page.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Text:
    """An article to be shown."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]

    @property
    def gold(self) -> str:
        return "\n".join([self.lead, *self.paragraphs] if self.lead else self.paragraphs)


@dataclass(frozen=True)
class Scene:
    """An article with its number, and the others that the page teases."""

    number: int
    text: Text
    others: Sequence[Text]
    draw: random.Random

    def some(self, count: int) -> list[Text]:
        return self.draw.sample(list(self.others), count)

    @property
    def day(self) -> str:
        return f"2026-{1 + self.number % 11:02}-{1 + self.number % 28:02}"


Design = Callable[[Scene], str]
_MENU = "".join(f'<li><a href="/s/{n}">{name}</a></li>' for n, name in enumerate("خانه سیاست جهان ورزش فرهنگ".split()))
_COMMENTS = (
    "من هم همین را می‌گویم؛ سال‌هاست که وعده می‌دهند و هیچ‌کس پاسخ نمی‌دهد.",
    "ممنون از گزارش خوبتان. کاش دربارهٔ شهرهای کوچک هم بنویسید.",
    "این عددها درست نیست، یک بار دیگر نگاه کنید لطفاً.",
    "خدا به همه صبر بدهد.",
)


def _head(scene: Scene, sheet: str, site: str, statement: bool = False) -> str:
    text = scene.text
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "datePublished": f"{scene.day}T08:{scene.number % 60:02}:00+03:30",
    }
    data = f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>' if statement else ""
    return (
        f'<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{escape(text.title)} | {site}</title>'
        f'<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="{site}">'
        f'<meta name="description" content="{escape((text.lead or text.paragraphs[0])[:150])}">'
        f'<meta property="article:published_time" content="{scene.day}T08:{scene.number % 60:02}:00+03:30">'
        f'<link rel="stylesheet" href="/{sheet}?v={scene.number % 3}"><style>body{{margin:0}}{".a{color:red}" * 40}</style>'
        f'{data}<script>window.page={scene.number};var t="<div class=\\"body\\">";</script></head>'
    )


def _list(scene: Scene, count: int, lead: bool = False) -> str:
    return "".join(
        f'<li><a href="/n/{scene.number + n}">{escape(one.title)}</a>'
        + (f"<p>{escape(one.lead or one.paragraphs[0][:200])}</p>" if lead else "")
        + "</li>"
        for n, one in enumerate(scene.some(count), 1)
    )


def _comments(scene: Scene, box: str) -> str:
    said = scene.draw.sample(_COMMENTS, scene.draw.randint(0, len(_COMMENTS)))
    return "".join(f'<div class="{box}"><b>ناشناس</b><p>{one}</p><a href="#r">پاسخ</a></div>' for one in said)


def _paragraphs(scene: Scene, inside: str = "") -> str:
    """The paragraphs, with something foreign between two of them on most pages."""
    shown = [f"<p>{escape(one)}</p>" for one in scene.text.paragraphs]
    if inside and scene.draw.random() < 0.7:
        shown.insert(scene.draw.randint(1, len(shown)), inside)
    return "\n".join(shown)


def samaneh(scene: Scene) -> str:
    text = scene.text
    related = f'<div class="news_related_box"><span>بیشتر بخوانید</span><ul>{_list(scene, 3)}</ul></div>'
    return (
        _head(scene, "client/themes/main.css", "خبر دیروز")
        + f'<body><div id="top_menu"><ul>{_MENU}</ul></div><div class="wrapper"><div class="col-right">'
        f'<div class="news_nav"><div class="news_pdate_c">تاریخ انتشار: {scene.day}</div><div class="news_id_c">کد خبر: '
        f'{scene.number}</div></div><div class="rutitr">گزارش روز</div><h1 class="title"><a href="/n/{scene.number}">'
        f'{escape(text.title)}</a></h1><div class="subtitle">{escape(text.lead)}</div>'
        f'<div class="body">{_paragraphs(scene, related)}<div class="wrapper"></div></div>'
        f'<div class="tags_title"><a href="/t/1">برچسب</a></div><div class="comments">{_comments(scene, "comment_row")}</div>'
        f'</div><div class="col-left"><div class="box_most"><ul>{_list(scene, 8, True)}</ul></div></div></div>'
        "<footer>همهٔ حقوق برای خبر دیروز است و نقل با یاد منبع آزاد است.</footer></body></html>"
    )


def nastooh(scene: Scene) -> str:
    text = scene.text
    also = f'<section class="box related-inline"><h4>خبرهای دیگر</h4><ul>{_list(scene, 2, True)}</ul></section>'
    return (
        _head(scene, "resources/theme/fa.css", "پیک صبح", True)
        + f'<body class="item-page"><header><nav><ul>{_MENU}</ul></nav></header><main><article class="item" id="item">'
        f'<div class="item-header"><h4 class="kicker">پیک صبح</h4><div class="item-title"><h1 itemprop="headline">'
        f'{escape(text.title)}</h1></div><div class="item-nav"><time datetime="{scene.day}">{scene.day}</time></div></div>'
        f'<div class="item-summary"><p class="summary introtext" itemprop="description">{escape(text.lead)}</p></div>'
        f'<div class="item-body"><div class="item-text" itemprop="articleBody">{_paragraphs(scene, also)}</div></div>'
        f'<div class="item-box tags"><ul>{_list(scene, 2)}</ul></div></article>'
        f'<section class="comments">{_comments(scene, "comment-body")}</section></main>'
        f'<aside><section class="box list"><ul>{_list(scene, 10, True)}</ul></section></aside></body></html>'
    )


def asam(scene: Scene) -> str:
    text = scene.text
    return (
        _head(scene, "skins/default/fa/style.css", "نامهٔ شهر")
        + f'<body><div id="header"><ul>{_MENU}</ul></div><div id="doc_div{scene.number}" class="doc_page">'
        f'<div class="uptitle">شهر</div><h1 class="title_news">{escape(text.title)}</h1><div class="date_news">{scene.day}'
        f'</div><div class="lead_news">{escape(text.lead)}</div><div id="doc_text{scene.number}" class="text_news">'
        f"<div>{_paragraphs(scene)}</div><div class='share_news'><a href='#'>تلگرام</a> <a href='#'>ایمیل</a></div>"
        f"<p>پایان پیام/</p><p>عکس‌ها و فیلم‌های این خبر را در صفحهٔ نامهٔ شهر در شبکه‌های اجتماعی ببینید و دنبال کنید.</p></div>"
        f'<div class="also_news"><ul>{_list(scene, 5, True)}</ul></div></div>'
        f'<div id="side"><div class="news_list">{_list(scene, 9, True)}</div></div></body></html>'
    )


def wordpress(scene: Scene) -> str:
    text = scene.text
    card = f'<div class="jp-relatedposts-x"><h3>خواندنی‌های دیگر</h3><ul>{_list(scene, 3, True)}</ul></div>'
    return (
        _head(scene, f"wp-content/themes/khabar/style.css?ver={scene.number}", "دفتر خبر", True)
        + f'<body class="single postid-{scene.number}"><div id="page"><header id="masthead"><ul>{_MENU}</ul></header>'
        f'<article id="post-{scene.number}" class="post-{scene.number} post type-post status-publish"><header '
        f'class="entry-header"><h1 class="entry-title">{escape(text.title)}</h1><div class="entry-meta">{scene.day}</div>'
        f'</header><div class="entry-content clearfix">{f"<p><strong>{escape(text.lead)}</strong></p>" if text.lead else ""}'
        f'{_paragraphs(scene, card)}<div class="sharedaddy">همرسانی</div><div class="author-box"><p>دفتر خبر را گروهی '
        f"از روزنامه‌نگاران مستقل می‌گردانند و با کمک خوانندگان زنده است.</p></div></div></article>"
        f'<div id="comments">{_comments(scene, "comment-content")}</div><div id="secondary" class="widget-area">'
        f"<ul>{_list(scene, 7, True)}</ul></div></div></body></html>"
    )


def drupal(scene: Scene) -> str:
    text = scene.text
    return (
        _head(scene, "sites/default/files/css/css_abc.css", "ایران‌نوشت")
        + f'<body><nav><ul>{_MENU}</ul></nav><div class="layout-container"><div class="region region-content">'
        f'<h1 class="page-title"><span class="field field--name-title">{escape(text.title)}</span></h1><article '
        f'data-nid="{scene.number}" class="node node--type-article"><div class="node__meta">{scene.day}</div>'
        f'<div class="field field--name-field-lead">{escape(text.lead)}</div>'
        f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{_paragraphs(scene)}'
        f'</div><div class="field field--name-field-tags">{_list(scene, 3)}</div></article>'
        f'<div class="views-element-container"><h2>از همین دست</h2>{_list(scene, 8, True)}</div></div></div></body></html>'
    )


def tables(scene: Scene) -> str:
    text = scene.text
    lines = "<br><br>".join(escape(one) for one in scene.text.paragraphs)
    return (
        _head(scene, "css/old.css", "اخبار استان")
        + f'<body><table width="100%"><tr><td class="menu"><ul>{_MENU}</ul></td></tr><tr><td class="main"><table><tr>'
        f'<td class="news_title"><h1>{escape(text.title)}</h1></td></tr><tr><td class="news_date">{scene.day}</td></tr>'
        f'<tr><td class="news_lead">{escape(text.lead)}</td></tr><tr><td class="news_text"><table><tr><td></td></tr></table>'
        f'{lines}</td></tr></table></td><td class="left">{_list(scene, 12, True)}</td></tr></table></body></html>'
    )


def hashed(scene: Scene) -> str:
    text = scene.text
    box = f'<div class="css-9kq1f2"><p>{escape(scene.some(1)[0].paragraphs[0][:200])}</p><a href="/n/1">ادامه</a></div>'
    return (
        _head(scene, "_next/static/css/7f31ab99.css", "گزارشگر", True)
        + f'<body><div id="__next"><div class="css-1ab2c3"><ul>{_MENU}</ul></div><main class="css-77aa01"><div '
        f'class="css-0p1x2y"><h1 class="css-1h1h1h">{escape(text.title)}</h1><p class="css-5lead0 lead">{escape(text.lead)}'
        f'</p><span class="css-3time0">{scene.day}</span></div><div class="css-8body7" data-testid="body">'
        f'{_paragraphs(scene, box)}</div></main><div class="css-2more9">{_list(scene, 9, True)}</div></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(text.gold, ensure_ascii=False)}</script></body></html>'
    )


DESIGNS: dict[str, Design] = {
    "samaneh": samaneh, "nastooh": nastooh, "asam": asam, "wordpress": wordpress, "drupal": drupal, "tables": tables,
    "hashed": hashed,
}  # fmt: skip
