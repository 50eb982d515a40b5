"""The query language: what is asked, and that nothing is an error."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.store.search import Document, Index
from sarkhat.store.search.asked import read

NOW = datetime(2026, 7, 30, 12, tzinfo=UTC)
NOON = datetime(2026, 7, 21, 12, tzinfo=UTC)  # 30 Tir 1405


def _document(number: int, text: str, outlet: str, section: str, days: int) -> Document:
    names = {"bamdad": ("روزنامهٔ بامداد نو", "New Dawn"), "soot": ("خبرگزاری سوت", "Soot")}
    shown = {"sport": ("ورزشی", "ورزش"), "economy": ("اقتصادی",)}
    published = NOON + timedelta(days=days)
    return Document(number, "تیتر", text, outlet, section, published, names[outlet], shown[section])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index(tmp_path_factory.mktemp("asked") / "search")
    made.add(
        [
            _document(1, "باران در شهر بارید", "bamdad", "sport", 0),
            _document(2, "برف در کوه بارید", "soot", "sport", -1),
            _document(3, "باران و برف در شهر", "soot", "economy", 1),
            _document(4, "آفتاب در شهر بزرگ", "bamdad", "economy", -40),
            _document(5, "خودروی بدون سرنشین", "soot", "sport", -80),
        ]
    )
    made.commit()
    return made


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("باران شهر", {1, 3}),
        ("باران OR برف", {1, 2, 3}),
        ("باران یا برف یا آفتاب", {1, 2, 3, 4}),
        ("باران OR آفتاب شهر", {1, 3, 4}),
        ("باران -برف", {1}),
        ("باران NOT برف", {1}),
        ("باران بدون برف", {1}),
        ("شهر -«شهر بارید»", {3, 4}),
        ('"شهر بزرگ"', {4}),
        ("«بزرگ شهر»", set()),
        ("«برف در کوه» OR «شهر بزرگ»", {2, 4}),
        ("بدون سرنشین", {5}),
        ("خودروی بدون سرنشین", {5}),
        ("outlet:soot شهر", {3}),
        ("outlet:SOOT شهر", {3}),
        ("رسانه:بامداد باران", {1}),
        ("رسانه:«روزنامه بامداد نو» باران", {1}),
        ("outlet:Dawn باران", {1}),
        ("outlet:soot", {2, 3, 5}),
        ("outlet:soot outlet:bamdad باران", {1, 3}),
        ("outlet:nobody باران", set()),
        ("section:sport", {1, 2, 5}),
        ("سرویس:ورزشی برف", {2}),
        ("سرویس:ورزش برف", {2}),
        ("section:اقتصادی", {3, 4}),
        ("from:2026-07-21", {1, 3}),
        ("از:۱۴۰۵/۰۴/۳۰ تا:۱۴۰۵/۰۴/۳۰", {1}),
        ("از:1405-04-29 تا:1405-04-30", {1, 2}),
        ("to:2026-06-30", {4, 5}),
        ("تا:«تیر ۱۴۰۵» از:«تیر ۱۴۰۵»", {1, 2, 3}),
        ("باران to:2026-07-21", {1}),
        ("از: باران", set()),
        ("from:نمی‌دانم باران", set()),
        ("باران OR", {1, 3}),
        ("OR باران", set()),
        ("باران -", {1, 3}),
        ("« باران", {1, 3}),
        ('باران "', {1, 3}),
        ("-باران", {1, 3}),
        ("() [] : ~ ^ * ?", set()),
    ],
)
def test_what_is_asked(index: Index, asked: str, ids: set[int]) -> None:
    found = index.query(asked)
    assert {hit.id for hit in found.rows} == ids
    assert found.total == len(ids)


@pytest.mark.parametrize("order", ["best", "newest"])
def test_filters_alone_give_the_newest(index: Index, order: str) -> None:
    assert [hit.id for hit in index.query("section:sport", order=order).rows] == [1, 2, 5]  # type: ignore[arg-type]


def test_filters_beside_the_words_hold_too(index: Index) -> None:
    assert [hit.id for hit in index.query("باران outlet:soot", section="economy").rows] == [3]
    assert index.query("باران outlet:soot", section="sport").total == 0


def test_days_begin_in_tehran() -> None:
    asked = read("از:۱۴۰۵/۰۴/۳۰ to:2026-07-21", NOW)
    assert asked.since == datetime(2026, 7, 20, 20, 30, tzinfo=UTC)
    assert asked.until == datetime(2026, 7, 21, 20, 30, tzinfo=UTC)


_PIECES = ["«", "»", '"', "-", "یا", "بدون", "OR", "NOT", "outlet:", "از:", "to:", "from:۱۴۰۵/۹۹/۹۹", "(", "باران", " "]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=30))
def test_no_question_is_an_error(index: Index, pieces: list[str]) -> None:
    for glue in ("", " "):
        found = index.query(glue.join(pieces))
        assert 0 <= found.total <= 5


def test_only_a_dozen_words_count(index: Index) -> None:
    assert index.query("باران " + " ".join(["شهر"] * 500)).total == 2
    assert len(read(" ".join(f"واژه{n}" for n in range(90)), NOW).every) == 12
