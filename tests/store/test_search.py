"""The search index: what a reader types finds what an outlet wrote."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.store.search import Busy, Document, Hits, Index
from sarkhat.store.search.snippets import snippet
from sarkhat.store.search.terms import terms

AT = datetime(2026, 3, 1, tzinfo=UTC)


def document(number: int, text: str, title: str = "", outlet: str = "one", section: str = "world") -> Document:
    return Document(number, title, text, outlet, section, AT + timedelta(hours=number))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "search")
    made.add(
        [
            document(1, "نشست بین‌الملل؛ او می‌رود به سوی کتاب‌ها و ۲۵ نفر دیگر", "نخست"),
            document(2, "وزير كشور از سيل گفت", "دوم", outlet="two", section="politics"),
            document(3, "همایش بینالملل در شهر", "سوم"),
            document(4, "کتاب‌ها کتاب‌ها کتاب‌ها", "چهارم"),
            document(5, "سخن دیگر", "کتاب‌ها"),
        ]
    )
    made.commit()
    return made


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("میرود", {1}),
        ("می رود", {1}),
        ("کتاب", {1, 4, 5}),  # without its plural
        ("بینالملل نشست", {1}),
        ("وزیرکشور", {2}),  # two words joined that are no compound
        ("کتابها", {1, 4, 5}),
        ("کتاب ها", {1, 4, 5}),
        ("كتابها", {1, 4, 5}),
        ("25 نفر", {1}),
        ("٢٥", {1}),
        ("وزیر کشور", {2}),
        ("بین الملل", {1, 3}),
        ("بین‌الملل", {1, 3}),
        ("بینالملل", {1, 3}),
        ("«از سیل»", {2}),
        ("«سیل از»", set()),
        ("وزیر کتابها", set()),
        ("", set()),
        ('"" «» AND OR -(*', set()),
    ],
)
def test_finds_whatever_the_keyboard(index: Index, asked: str, ids: set[int]) -> None:
    found = index.query(asked)
    assert {hit.id for hit in found.rows} == ids
    assert found.total == len(ids)


@pytest.mark.parametrize("asked", ["باران شدید تهران را گرفت", "باران شديد تهران را گرفت", "شدید تهران"])
def test_the_words_as_they_were_asked_come_first(tmp_path: Path, asked: str) -> None:
    index = Index(tmp_path / "search")
    index.add(
        [
            document(1, "گرفت تهران شدید باران را"),
            document(2, "در هفته‌ای که گذشت و در آن کسی گمان نمی‌برد، باران شدید تهران را گرفت و تا شب بند نیامد"),
            document(3, "تهران باران گرفت را شدید"),
        ]
    )
    index.commit()
    hits = index.query(asked)
    assert hits.rows[0].id == 2
    assert hits.total == 3


def test_order_and_filters(index: Index) -> None:
    assert [hit.id for hit in index.query("کتابها", order="newest").rows] == [5, 4, 1]
    assert index.query("کتابها").rows[0].id == 5  # the title counts more
    assert index.query("سیل", outlet="two").total == 1
    assert index.query("سیل", outlet="one").total == 0
    assert index.query("سیل", section="politics", outlet="two").total == 1
    assert index.query("سیل", section="world").total == 0


def test_pages_of_the_result(index: Index) -> None:
    pages = [index.query("کتابها", limit=1, offset=number, order="newest") for number in range(4)]
    assert [[hit.id for hit in page.rows] for page in pages] == [[5], [4], [1], []]
    assert {page.total for page in pages} == {3}


def test_adding_again_replaces(index: Index) -> None:
    for _ in range(3):
        index.add([document(2, "متنی دیگر")])
    index.commit()
    assert index.query("سیل").total == 0
    assert index.query("متنی").total == 1
    index.delete([2, 99])
    index.commit()
    assert index.query("متنی").total == 0


def test_a_reader_sees_what_the_writer_committed(tmp_path: Path) -> None:
    writer, reader = Index(tmp_path / "x"), Index(tmp_path / "x")
    assert reader.query("سیل") == Hits(0, [])
    writer.add([document(1, "سیل")])
    assert reader.query("سیل").total == 0
    writer.commit()
    assert reader.query("سیل").total == 1
    writer.add([document(2, "سیل")])
    assert reader.query("سیل").total == 1
    writer.commit()
    assert reader.query("سیل").total == 2
    writer.discard()
    assert reader.query("سیل").total == 0


def test_suggests_another_spelling(index: Index) -> None:
    assert index.query("کتابهت").suggestion == "کتابها"
    assert index.query("سیل").suggestion == ""
    assert index.query("ژژژژژژ").suggestion == ""


def test_the_other_keyboard_is_read(index: Index) -> None:
    found = index.query("sdg")  # the keys of سیل
    assert (found.instead, [hit.id for hit in found.rows]) == ("سیل", [2])
    assert index.query("سیل").instead == ""


def test_only_one_writes(index: Index, tmp_path: Path) -> None:
    with pytest.raises(Busy):
        Index(tmp_path / "search").claim()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ساعت 00:30 بامداد", "ساعت ۳۰"),
        ("به 163,500 تومان رسید", "۱۶۳۵۰۰"),
        ("سوئیسِ 10نفره", "سوییس نفره"),
        ("#نبض_بازار", "نبض بازار"),
        ("محاصرهٔ بندر", "محاصره‌ی بندر"),
        ("خانه‌ی پدری", "خانه پدری"),
        ("مسؤول هیأت", "مسئول هیئت"),
        ("قرآن", "قران"),
        ("كتابِ مـــهم", "کتاب مهم"),
        ("شركت‌كننده‌ها", "شرکت کننده ها"),
        ("نشاندهنده است", "نشان‌دهنده"),
    ],
)
def test_one_word_written_in_two_ways(tmp_path: Path, written: str, typed: str) -> None:
    made = Index(tmp_path / "x")
    made.add([document(1, written), document(2, "چیزی که ربطی ندارد")])
    made.commit()
    assert [hit.id for hit in made.query(typed).rows] == [1]


def test_a_snippet_is_escaped_and_marked() -> None:
    found = snippet("تیتر\n<script>سیل</script> در & شهر", ["سیل", "شهر"])
    assert "<script>" not in found
    assert "&amp;" in found
    assert "<mark>شهر</mark>" in found


def test_a_snippet_shows_the_place() -> None:
    far = "تیتر\n" + "واژه " * 200 + "سیل‌بند شکست" + " واژه" * 200
    found = snippet(far, ["شکست"])
    assert "<mark>شکست</mark>" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 300


@given(st.text(max_size=300), st.text(max_size=40))
def test_snippets_hold_for_any_text(text: str, asked: str) -> None:
    found = snippet(text, terms(asked))
    assert "<" not in found.replace("<mark>", "").replace("</mark>", "")
