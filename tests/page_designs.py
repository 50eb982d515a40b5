"""Section pages of invented sites, in the markup of the software that such sites run on, with what is news on each.

Each design is a function of a day: the same page, with other news. Beside its list each has what must not be taken
for news: menus, tags, boxes of what is read most, advertisements, other people's sites, readers' comments.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

SITE = "https://www.example-news.ir"
_WHO = ("شورای شهر", "وزارت نیرو", "تیم والیبال بانوان", "انجمن کتابداران", "سازمان بنادر", "پژوهشگران دانشگاه", "مجلس")
_WHAT = (
    "طرح تازهٔ نوسازی ناوگان را پس از سه نشست تصویب کرد",
    "از کاهش مصرف آب در نیمهٔ نخست سال خبر داد",
    "برای دیدار پایانی هفتهٔ آینده آماده می‌شود",
    "فهرست نامزدهای جایزهٔ امسال را اعلام کرد",
    "دربارهٔ بارش‌های سنگین در شمال هشدار داد",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, and the paths of its news."""

    html: str
    news: frozenset[str]


def _titles(day: int, count: int, start: int = 0) -> list[str]:
    pairs = [f"{who} {what}" for what in _WHAT for who in _WHO]
    return [f"{title} ({day}-{n})" for n, title in enumerate(islice(cycle(pairs), start, start + count), start)]


def _rows(day: int, count: int, path: str, start: int = 0) -> Iterator[tuple[int, str, str]]:
    for n, title in enumerate(_titles(day, count, start), start):
        yield n, path.format(number=100_000 + day * 100 + n), title


def _old(path: str, count: int = 8) -> list[tuple[str, str]]:
    """Articles of long ago, which boxes beside the list show."""
    return [(path.format(number=5_000 + n), title) for n, title in enumerate(_titles(900, count), 1)]


def _page(head: str, body: str) -> str:
    return f"<!doctype html><html lang=fa dir=rtl><head><meta charset=utf-8><title>سیاسی</title>{head}</head><body>{body}</body></html>"


def iransamaneh(day: int) -> Page:
    """Many nested columns, classes for looks only, the list in rows of one link each, tabs of what is read most."""
    path = "/fa/news/{number}/عنوان-کوتاه"
    rows = list(_rows(day, 14, path))
    items = "".join(
        f'<div class="row-box-servic"><div class="col-xs-12"><a class="picLink" href="{link}"><img class="img-responsive" src="/files/fa/news/{n}.jpg" alt=""></a></div>'
        f'<div class="col-xs-24"><div class="rutitr">گفت‌وگو</div><h2 class="Htag"><a class="title5" href="{link}" target="_blank" title="{title}">{title}</a></h2>'
        f'<div class="lead_servic">شرح کوتاه خبر.</div></div><div class="wrapper"></div></div>'
        for n, link, title in rows
    )
    viewed = "".join(
        f'<div class="linear_news"><a class="title_linear" href="{link}">{title}</a></div>'
        for link, title in _old(path)
    )
    menu = "".join(
        f'<li class="menu-item"><a href="/fa/services/{n}">سرویس شمارهٔ {n} سایت ما</a></li>' for n in range(9)
    )
    ads = "".join(
        f'<a href="/fa/ads/redirect/a/{n}"><img src="/a{n}.gif" alt="بهترین تخفیف‌های این هفته را از ما بخواهید"></a>'
        for n in range(5)
    )
    html = _page(
        "<meta name=generator content=IranSamaneh>",
        f'<div id="menu"><ul class="nav navbar-nav">{menu}</ul></div><div class="container"><div class="row"><div class="col-md-24">'
        f'<div class="box_servic">{items}</div></div><div class="col-md-12"><div class="box_left"><div class="header_box">پربازدیدها</div>'
        f'<div class="tab-content">{viewed}</div></div><div class="adv_box">{ads}</div></div></div></div><div id="footer"></div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def nastooh(day: int) -> Page:
    """Boxes with a header, lists of figures and titles, a lead item of another form, tags, most-viewed by class."""
    path = "/news/{number}/کوتاه"
    (_, top, top_title), *rows = _rows(day, 13, path)
    items = "".join(
        f'<li class="news" data-n="{n}"><figure><a href="{link}" target="_blank"><img src="/d/{n}.jpg" alt="{title}"></a></figure><div class="desc">'
        f'<h3><a href="{link}" target="_blank">{title}</a></h3><p>شرح.</p><time>{n} ساعت پیش</time></div></li>'
        for n, link, title in rows
    )
    old = "".join(f'<li><h3><a href="{link}">{title}</a></h3></li>' for link, title in _old(path))
    tags = "".join(f'<li><a href="/tag/{n}">برچسب بلند و دراز شمارهٔ {n}</a></li>' for n in range(12))
    html = _page(
        "",
        f'<nav id="menu"><ul><li><a href="/service/1">سیاست داخلی و خارجی ایران</a></li></ul></nav><main><section id="box1" class="box header-box">'
        f'<div class="top"><a href="{top}"><img src="/t.jpg"></a><h2><a href="{top}">{top_title}</a></h2><p class="lead">شرح.</p></div></section>'
        f'<section id="box2" class="box list thumbs"><header><h2><a href="/service/1">سیاست داخلی و خارجی ایران</a></h2></header><div><ul>{items}</ul></div></section>'
        f'<section id="box3" class="box list list-bullets"><header><h2>پربازدیدترین‌ها</h2></header><div><ul>{old}</ul></div></section>'
        f'<section id="box4" class="box tags"><header><h2>برچسب‌ها</h2></header><div><ul>{tags}</ul></div></section></main><footer></footer>',
    )
    return Page(html, frozenset([top, *(link for _, link, _ in rows)]))


def asam(day: int) -> Page:
    """Old and flat: anchors in tables, a read-on link beside each title, the other boxes in tables too."""
    path = "/fa/doc/news/{number}/t"
    rows = list(_rows(day, 10, path))
    items = "".join(
        f'<table class="news_item"><tr><td rowspan="2"><a href="{link}"><img src="/i/{n}.jpg"></a></td><td><a class="news_title" href="{link}">{title}</a></td></tr>'
        f'<tr><td><span class="date">۱۴۰۵/۰۲/{day % 28 + 1:02}</span> شرح کوتاه <a class="more" href="{link}">ادامهٔ مطلب را بخوانید</a></td></tr></table>'
        for n, link, title in rows
    )
    old = "".join(f'<tr><td><a href="{link}">{title}</a></td></tr>' for link, title in _old(path))
    others = "".join(
        f'<tr><td><a href="https://other{n}.example/">پایگاه خبری دوست شمارهٔ {n} در شهر ما</a></td></tr>'
        for n in range(6)
    )
    html = _page(
        "",
        f'<table width=100%><tr><td class="right_menu"><a href="/fa/cat/1">خبرهای سیاسی امروز ایران</a><br><a href="/fa/cat/2">خبرهای ورزشی امروز ایران</a></td>'
        f'<td class="center"><h1>سیاسی</h1>{items}</td><td class="left"><table><tr><th>پربیننده‌ترین عناوین</th></tr></table><table class="mini">{old}</table>'
        f"<table><tr><th>پیوندها</th></tr>{others}</table></td></tr></table>",
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def wordpress(day: int) -> Page:
    """Posts whose classes carry number, category and tags; popular posts, a tag cloud and comments in a sidebar."""
    path = "/{number}/slug-of-it/"
    rows = list(_rows(day, 12, path))
    items = "".join(
        f'<li class="post-item post-{n + day} post type-post status-publish format-{"video" if n % 3 else "standard"} has-post-thumbnail category-politics tag-parliament tag-{n} tie-standard">'
        f'<a aria-label="{title}" href="{SITE}{link}" class="post-thumb"><span class="post-cat-wrap"><span class="post-cat">سیاسی</span></span><img data-src="/wp-content/{n}.jpg" src="data:image/gif;base64,R0lGOD"></a>'
        f'<div class="post-details"><div class="post-meta"><span class="meta-author"><a href="/author/desk/">نویسندهٔ دفتر سیاسی روزنامهٔ ما</a></span><span class="date">۲ ساعت پیش</span></div>'
        f'<h2 class="post-title"><a href="{SITE}{link}">{title}</a></h2><p class="post-excerpt">شرح…</p><a class="more-link button" href="{SITE}{link}">بیشتر بخوانید »</a></div></li>'
        for n, link, title in rows
    )
    old = "".join(
        f'<li class="widget-single-post-item"><h3><a class="post-title" href="{link}">{title}</a></h3></li>'
        for link, title in _old(path)
    )
    cloud = "".join(f'<a href="/tag/t{n}/" class="tag-cloud-link">موضوع داغ این روزهای شهر {n}</a>' for n in range(15))
    said = "".join(
        f'<li class="recentcomments"><span>علی</span> در <a href="{link}#comment-{n}">{title}</a></li>'
        for n, (link, title) in enumerate(_old(path, 5))
    )
    html = _page(
        '<link rel=stylesheet href="/wp-content/themes/x/style.css">',
        f'<header id="theme-header"><nav id="main-nav"><ul class="menu"><li><a href="/category/politics/">همهٔ خبرهای سیاسی ما</a></li></ul></nav></header>'
        f'<div id="content"><div class="main-content"><ul id="posts-container" class="posts-items">{items}</ul><div class="pages-nav"><a href="/category/politics/page/2/">برگهٔ بعدی</a></div></div>'
        f'<aside class="sidebar"><div class="widget"><div class="widget-title">نوشته‌های محبوب</div><ul class="posts-list-items">{old}</ul></div>'
        f'<div class="widget widget_tag_cloud"><div class="tagcloud">{cloud}</div></div><div class="widget"><div class="widget-title">آخرین دیدگاه‌ها</div><ul>{said}</ul></div></aside></div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def drupal(day: int) -> Page:
    """Rows that are numbered and called odd, even, first and last."""
    rows = list(_rows(day, 9, "/node/{number}"))
    items = "".join(
        f'<div class="views-row views-row-{n + 1} views-row-{"odd" if n % 2 else "even"}{" views-row-first" if not n else ""}"><div class="views-field views-field-created"><span class="field-content">'
        f'<time datetime="2026-05-{day % 28 + 1:02}T09:{n:02}:00+03:30">امروز</time></span></div><div class="views-field views-field-title"><span class="field-content"><a href="{link}">{title}</a></span></div></div>'
        for n, link, title in rows
    )
    old = "".join(
        f'<div class="views-row"><span><a href="{link}">{title}</a></span></div>'
        for link, title in _old("/node/{number}")
    )
    html = _page(
        '<meta name="Generator" content="Drupal 10">',
        f'<div class="region region-content"><div class="view view-news"><div class="view-content">{items}</div></div></div>'
        f'<div class="region region-sidebar"><div class="block"><h2>بیشترین بازدید</h2><div class="view view-popular"><div class="view-content">{old}</div></div></div></div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def modern(day: int) -> Page:
    """Whole cards that are links, classes made by a bundler, a lead card, and a strip of recommended stories."""
    path = "/story/{number}"
    (_, top, top_title), *rows = _rows(day, 11, path)
    cards = "".join(
        f'<a class="Card_card__x1Yz2" href="{link}"><picture><img src="/m/{n}.webp" alt=""></picture><div class="Card_text__a9"><span>سیاسی</span><h3>{title}</h3><time datetime="2026-05-{day % 28 + 1:02}T10:{n:02}:00Z">۱ ساعت</time></div></a>'
        for n, link, title in rows
    )
    old = "".join(f'<a class="Card_card__x1Yz2" href="{link}"><h3>{title}</h3></a>' for link, title in _old(path, 4))
    html = _page(
        "",
        f'<div id="__next"><header><a href="/">خانه</a><div class="Menu_menu__1"><a href="/politics">سیاست ایران و جهان امروز</a><a href="/sport">ورزش ایران و جهان امروز</a></div></header>'
        f'<main><a class="Hero_hero__q" href="{top}"><h1>{top_title}</h1></a><div class="Grid_grid__k">{cards}</div><section class="Strip_s__1"><h2>پیشنهاد سردبیر</h2><div class="Strip_row__2">{old}</div></section></main></div>',
    )
    return Page(html, frozenset([top, *(link for _, link, _ in rows)]))


def by_day(day: int) -> Page:
    """An archive with a heading for each day, some days with one item only."""
    rows = list(_rows(day, 11, "/archive/{number}.html"))
    parts, rest = [], rows
    for number, size in enumerate((4, 1, 3, 1, 2)):
        own, rest = rest[:size], rest[size:]
        listed = "".join(
            f'<li class="entry"><a href="{link}">{title}</a><span class="by"><a href="/desk/{n}">دفتر خبر مرکزی روزنامهٔ ما</a></span></li>'
            for n, link, title in own
        )
        parts.append(f'<div class="day"><h3>روز {number + day} اردیبهشت</h3><ul>{listed}</ul></div>')
    html = _page(
        "",
        f'<div class="topbar"><a href="/about">دربارهٔ روزنامهٔ ما و نویسندگانش</a></div><div id="archive">{"".join(parts)}</div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def query_numbers(day: int) -> Page:
    """A site whose pages are told by a number in the query, in bare lists of links; the section links look the same."""
    rows = list(_rows(day, 12, "/News.aspx?id={number}"))
    items = "".join(
        f'<p align="right"><font size="2">■ <a href="{link}">{title}</a></font></p>' for _, link, title in rows
    )
    menu = "".join(f'<td><a href="/Default.aspx?cat={n}">بخش {n}</a></td>' for n in range(7))
    html = _page(
        "", f'<center><table><tr>{menu}</tr></table><table><tr><td valign="top">{items}</td></tr></table></center>'
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def front_of_sections(day: int) -> Page:
    """A front page of boxes, one a section: a picture with its title, and short lists below."""
    path, boxes, news = "/n/{number}/a-b", [], []
    for box in range(4):
        (_, top, top_title), *rows = _rows(day, 6, path, start=box * 6)
        listed = "".join(f'<li><a href="{link}">{title}</a></li>' for _, link, title in rows)
        boxes.append(
            f'<section class="svc svc{box}"><h2><a href="/service/{box}">سرویس شمارهٔ {box}</a></h2><div class="pic"><a href="{top}"><img src="/{box}.jpg"></a><h3><a href="{top}">{top_title}</a></h3></div><ul>{listed}</ul></section>'
        )
        news += [top, *(link for _, link, _ in rows)]
    old = "".join(f'<li><a href="{link}">{title}</a></li>' for link, title in _old(path))
    html = _page(
        "", f'<div class="wrap">{"".join(boxes)}<section class="svc"><h2>پرمخاطب‌ترین</h2><ul>{old}</ul></section></div>'
    )
    return Page(html, frozenset(news))


DESIGNS: dict[str, Callable[[int], Page]] = {
    made.__name__: made
    for made in (iransamaneh, nastooh, asam, wordpress, drupal, modern, by_day, query_numbers, front_of_sections)
}


def cards_in_rows(day: int) -> Page:
    """Three cards a row, each with a badge that links to one of a few sections, its writer, and its comments."""
    rows = list(_rows(day, 9, "/{number}/t"))
    cards = [
        f'<div class="col-4"><div class="card"><a class="badge" href="/section/{n % 3}">گزارش‌های ویژهٔ روزنامهٔ ما</a><a href="{link}"><img src="/c{n}.jpg"></a>'
        f'<div class="card-body"><h4 class="card-title"><a href="{link}">{title}</a></h4><small>{n} ساعت پیش</small> <a href="{link}#comments">{n} دیدگاه</a></div></div></div>'
        for n, link, title in rows
    ]
    listed = "".join(f'<div class="row">{"".join(cards[at : at + 3])}</div>' for at in range(0, 9, 3))
    html = _page("", f'<div class="container"><h2>تازه‌ترین خبرها</h2>{listed}</div>')
    return Page(html, frozenset(link for _, link, _ in rows))


def with_related(day: int) -> Page:
    """Each item has two related articles of long ago below it."""
    path = "/story/{number}/s"
    rows = list(_rows(day, 8, path))
    old = _old(path, 16)
    items = "".join(
        f'<article class="story"><h3><a href="{link}">{title}</a></h3><p>شرح کوتاه خبر.</p><ul class="related">'
        + "".join(f'<li><a href="{was}">{name}</a></li>' for was, name in old[2 * n : 2 * n + 2])
        + "</ul></article>"
        for n, link, title in rows
    )
    return Page(_page("", f'<section class="stories">{items}</section>'), frozenset(link for _, link, _ in rows))


def in_tabs(day: int) -> Page:
    """Two tabs, the latest and the most read, each a pane; the panes have no headings of their own."""
    path = "/fa/news/{number}"
    rows = list(_rows(day, 10, path))
    latest = "".join(
        f'<li><a href="{link}"><span class="time">۱۲:{n:02}</span> {title}</a></li>' for n, link, title in rows
    )
    old = "".join(f'<li><a href="{link}">{title}</a></li>' for link, title in _old(path))
    html = _page(
        "",
        '<ul class="nav nav-tabs"><li><a href="#latest">تازه‌ترین‌ها</a></li><li><a href="#most-visited">پربازدیدها</a></li></ul>'
        f'<div class="tab-content"><div id="latest" class="tab-pane active"><ul>{latest}</ul></div><div id="most-visited" class="tab-pane"><ul>{old}</ul></div></div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


def with_advertisements(day: int) -> Page:
    """Paid items of the same form between the news, marked as such, and a list of numbered links to read next."""
    path = "/news/{number}/x"
    rows = list(_rows(day, 9, path))
    parts = []
    for n, link, title in rows:
        parts.append(f'<div class="item"><a href="{link}"><b>{title}</b></a></div>')
        if n % 3 == 2:
            parts.append(
                f'<div class="item advertorial"><a href="/reportage/{n}/x"><b>بهترین دستگاه تصفیهٔ آب برای خانهٔ شما {n}</b></a></div>'
            )
    nexts = "".join(f'<a class="next" href="{link}">{title}</a>' for link, title in _old(path, 5))
    html = _page(
        "",
        f'<div id="list">{"".join(parts)}</div><div class="box"><span class="box-title">خواندنی‌ها</span>{nexts}</div>',
    )
    return Page(html, frozenset(link for _, link, _ in rows))


DESIGNS |= {made.__name__: made for made in (cards_in_rows, with_related, in_tabs, with_advertisements)}
