"""What a page offers to be watched."""

from sarkhat.sources.discover import channel_of, feeds_in, is_feed, site_of, sitemaps_in

HOME = "https://www.bamdad.example/"
PAGE = """<!doctype html><html lang="fa-IR" dir="rtl"><head><title>بامداد | آخرین خبرها</title>
<meta property="og:site_name" content="بامداد‌نیوز">
<link rel="icon" href="/favicon.png">
<link rel="alternate" type="application/rss+xml" title="همهٔ خبرها" href="/rss/all">
<link rel="alternate" type="application/atom+xml" href="feed:https://www.bamdad.example/atom.xml">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" hreflang="en" href="/en/">
</head><body><a href="https://t.me/bamdadnews">کانال</a><a href="https://t.me/share/url?url=x">هم‌رسانی</a>
<a href="/fa/rss/sport">ورزش</a><a href="https://elsewhere.example/rss">دیگری</a></body></html>"""


def test_declared_feeds_come_first_and_comments_are_left_out() -> None:
    sure = [(one.kind, one.url) for one in feeds_in(PAGE, HOME) if one.sure]
    assert sure == [
        ("feed", "https://www.bamdad.example/rss/all"),
        ("feed", "https://www.bamdad.example/atom.xml"),
        ("channel", "https://t.me/s/bamdadnews"),
    ]


def test_the_sites_own_links_to_feeds_are_guesses_and_foreign_ones_are_not_taken() -> None:
    guesses = [one.url for one in feeds_in(PAGE, HOME) if not one.sure]
    assert guesses[0] == "https://www.bamdad.example/fa/rss/sport"
    assert not [url for url in guesses if "elsewhere" in url]


def test_the_usual_place_of_the_software_is_guessed_first() -> None:
    html = '<html><link rel="stylesheet" href="/wp-content/themes/a/style.css"></html>'
    assert feeds_in(html, HOME)[0].url == "https://www.bamdad.example/feed/"
    html = "<html><meta name='generator' content='IranSamaneh'></html>"
    assert feeds_in(html, HOME)[0].url == "https://www.bamdad.example/fa/rss/allnews"


def test_a_site_says_who_it_is() -> None:
    site = site_of(PAGE, HOME)
    assert (site.name, site.language, site.icon) == ("بامداد‌نیوز", "fa", "https://www.bamdad.example/favicon.png")


def test_a_name_comes_from_the_title_where_nothing_better_is() -> None:
    assert site_of("<title>بامداد | آخرین خبرها</title>", HOME).name == "بامداد"
    assert site_of("", HOME).name == ""


def test_feeds_are_known_by_their_beginning() -> None:
    assert is_feed(b"\xef\xbb\xbf<?xml version='1.0'?><rss version='2.0'>")
    assert is_feed("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>".encode("utf-16"))
    assert is_feed(b'{"version": "https://jsonfeed.org/version/1.1"}')
    assert not is_feed(b"<!doctype html><html><body>an <rss> in text</body></html>")
    assert not is_feed(b'{"version": 1}')
    assert not is_feed(b"")


def test_channels() -> None:
    assert channel_of("https://t.me/s/bamdadnews?before=12") == "bamdadnews"
    assert channel_of("https://telegram.me/bamdadnews/") == "bamdadnews"
    assert channel_of("https://t.me/joinchat/AAAA") == ""
    assert channel_of("https://example.org/bamdadnews") == ""


def test_sitemaps_of_a_robots_file() -> None:
    robots = (
        "User-agent: *\nDisallow:\nSitemap: https://a.example/news.xml\nsitemap:https://a.example/b.xml\nSitemap: /no"
    )
    assert sitemaps_in(robots) == ["https://a.example/news.xml", "https://a.example/b.xml"]


def test_hostile_pages_do_no_harm() -> None:
    assert [
        one for one in feeds_in("<link rel=alternate type=application/rss+xml href='http://[::1'>", HOME) if one.sure
    ] == []
    assert [
        one for one in feeds_in("<link rel=alternate type=application/rss+xml href='javascript:x'>", HOME) if one.sure
    ] == []
