"""Keys are stored: a faster way to make them must make the same ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.harvest import keys
from sarkhat.harvest.records import Entry
from sarkhat.text import urls
from sarkhat.text.persian import fold

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
# Entries, and the keys (address, id, content) that were stored for them as items of outlet 7 before the fast roads.
STORED = [
    (
        Entry("n-1", "https://paper.example/news/1", "باران در گيلان", "<p>شرح  خبر &amp; <b>بیشتر</b></p>", "متن ساده\nدر دو خط"),
        "def5b275682f0ef237e130c20d416d30 37314887c9a75f300bc92d28490612b7 a3ba9b6829bcef0866cddcd6e6126c4f",
    ),
    (
        Entry("n-2", "HTTP://Paper.Example:80/a/../b/?utm_source=x&id=7#top", "می‌شود  کتاب‌ها", "ساده بی‌نشان", ""),
        "ff3b3f6374c55e7c147e64f2c55554ce 63a95a260befff2112e58e75faa1d068 b355a9c3f1de85d75a25b1ecbe95c14a",
    ),
    (
        Entry("https://paper.example/خبر/۲", "https://paper.example/خبر/۲", "A < B & C", "R&D 1 < 2", "<script>x</script><p>یک</p><p>دو</p>"),
        "c2c7e783e98f42bbb2594e5eb82d38e4 67601b0135a3fabd42b8a21304a25103 1045de2c82c94e96a54c92e8052c8a19",
    ),
    (
        Entry("n-4", "https://paper.example:8443/%D8%A7%d8%a8?a=1&b=%7e", "", "\u00a0 فاصله\t و \r\n سطر \u202e وارون \x07", "&zwnj;"),
        "133b0c648a5827bbca38ec39d229cedf 7a891442dbadebe8a8e43e61eb76ec7e ac9b78dcaceb40ec1ea3ad578c2dfebc",
    ),
    (
        Entry("n-1", "https://paper.example/x?fbclid=1", "ﻻ ﷼ ۱۲٣", "", ""),
        "39e6a26826bc1489fa82331a91685194 c8f057b976e2d461bca798f859e4695b abc3264df09cc699f791e572d0eb465b",
    ),
]  # fmt: skip


def test_keys_are_those_of_archives_that_exist() -> None:
    made = keys.keyed(7, [entry for entry, _ in STORED])
    shown = [" ".join(key.hex() for key in (one.url_key, one.entry_key, one.content_key)) for one in made]
    assert shown == [stored for _, stored in STORED]


@given(st.text(alphabet="ab Zآاوه\u0654؛بیيک\u200cگ۱1«،.\u00a0\t\u0640ء", max_size=20))
def test_the_fast_fold_folds_alike(title: str) -> None:
    assert keys.folded(title) == fold(title)


PIECES = ["http://", "https://", "HTTP://", "a.example", "A.example", "xn--a.ir", "127.0.0.1", ":8080", ":80", ":443", ":0",
          ":99999", "/", "//", "/.", "/..", "news", "خبر", "%D8", "%d8", "%41", "%", "?", "&", "id=1", "utm_source=x", "fbclid",
          "#x", " ", "\\", ";", "@", "[", "."]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_the_fast_road_of_addresses_leads_where_the_long_one_does(url: str) -> None:
    quick = urls.canonical(url), urls.host(url), urls.is_http(url)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(urls, "_PLAIN", urls.re.compile("(?!)"))
        assert quick == (urls.canonical(url), urls.host(url), urls.is_http(url))


def entry(number: int, **more: object) -> Entry:
    return replace(Entry(f"id-{number}", f"https://a.example/{number}", f"t{number}"), **more)


def test_keys() -> None:
    one, other = keys.keyed(1, [entry(1), entry(1, id="x", url="https://a.example/1?utm_source=z"), entry(2)])
    assert one.entry.id == "id-1"
    assert one.entry_key != other.entry_key
    assert one.entry_key != keys.keyed(2, [entry(1)])[0].entry_key
    same = keys.content_key(entry(1, summary="<p>a  b</p>", views=3, image="x"))
    assert same == keys.content_key(entry(1, summary="<div>a b</div>"))
    assert same != keys.content_key(entry(1, summary="a c"))


def test_what_cannot_be_kept() -> None:
    assert (
        keys.keyed(1, [entry(1, url=""), entry(2, url="mailto:a@b"), entry(3, url="https://a.example/" + "x" * 2000)])
        == []
    )


def test_the_same_item_at_another_address() -> None:
    assert keys.same_item("تيتر", None, Entry("1", "u", "تیتر"))
    assert keys.same_item("a", NOW, Entry("1", "u", "b", published=NOW))
    assert not keys.same_item("a", NOW, Entry("1", "u", "b", published=NOW + timedelta(hours=1)))
    assert not keys.same_item("a", None, Entry("1", "u", "b"))
