"""The stream: same happening together, others apart."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from made import NOON
from sarkhat.stories.decide import REACH, Stream, place_all
from sarkhat.stories.records import Piece
from sarkhat.stories.terms import Boilerplate

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد و خودروها از آن گذشتند."
BRIDGE_TOO = "شهردار اهواز پل کارون را گشود؛ ساخت این پل هفت سال به درازا کشید."
MATCH = "تیم والیبال بانوان در دیدار پایانی لیگ با سه ست پیاپی پیروز شد و جام را برد."
ENGLISH = "The mayor of Ahvaz opened the new Karun bridge on Sunday after seven years of building work."
ENGLISH_TOO = "A new bridge over the Karun was opened in Ahvaz by the mayor, seven years after building began."
ARABIC = "افتتح رئيس بلدية الأهواز جسر كارون الجديد يوم الأحد بعد سبع سنوات من أعمال البناء المتواصلة."
ARABIC_TOO = "جسر كارون الجديد في الأهواز يدخل الخدمة بعد سبع سنوات وافتتحه رئيس بلدية المدينة يوم الأحد."


def piece(name: str, text: str, source: str = "", hours: float = 0) -> Piece:
    return Piece(name, source or name, NOON + timedelta(hours=hours), text)


def stories(*pieces: Piece) -> list[str]:
    return [placed.story for placed in place_all(pieces)]


def test_one_happening_is_one_story() -> None:
    assert stories(piece("a", BRIDGE), piece("b", BRIDGE_TOO, hours=1), piece("c", MATCH, hours=2)) == ["a", "a", "c"]


def test_in_other_languages() -> None:
    assert stories(piece("a", ENGLISH), piece("b", ENGLISH_TOO, hours=1)) == ["a", "a"]
    assert stories(piece("a", ARABIC), piece("b", ARABIC_TOO, hours=1)) == ["a", "a"]


def test_copies_are_told() -> None:
    other_letters = BRIDGE.replace("ی", "ي").replace("ک", "ك") + "\n@other_channel"
    nearly = "🔴 " + BRIDGE.replace("هفت", "۷") + "\nعکس از آرشیو"
    first, exact, near = place_all(
        [piece("a", BRIDGE), piece("b", other_letters, hours=1), piece("c", nearly, hours=2)]
    )
    assert (first.how, exact.how, exact.copy_of) == ("first", "copy", "a")
    assert near.story == "a"


def test_a_shared_signature_joins_nothing() -> None:
    slogan = "\nپیک بامداد، همراه همیشگی شما در شهر\nبرای دیدن فیلم‌ها به نشانی ما سر بزنید\n@peyk"
    texts = [
        "باران در رشت خیابان‌ها را خیس کرد و مدرسه‌ها باز ماندند.",
        "موزهٔ فرش نمایشگاهی از گلیم عشایر برپا کرد.",
        "نرخ بلیت اتوبوس از نوروز ده درصد بالا می‌رود.",
        "کوهنوردان گمشده در سبلان پیدا شدند.",
        "کتابخانهٔ ملی نسخه‌ای خطی از شاهنامه خرید.",
        "بازیکن تازهٔ تیم هندبال از فردا تمرین می‌کند.",
        "آتش‌سوزی انبار پنبه در گرگان مهار شد.",
    ]
    found = stories(*(piece(str(n), text + slogan, "peyk", n / 10) for n, text in enumerate(texts)))
    assert len(set(found[4:])) == 3


def test_boilerplate_is_learned_for_each_source() -> None:
    learned = Boilerplate()
    for _ in range(5):
        lines = learned.own_lines("one", "خبری تازه\nما را دنبال کنید")
    assert lines == []
    assert learned.own_lines("two", "ما را دنبال کنید @two https://two.example") == ["ما را دنبال کنید"]


def test_days_later_is_another_story() -> None:
    late = REACH / timedelta(hours=1) + 1
    assert stories(piece("a", BRIDGE), piece("b", BRIDGE_TOO, hours=late)) == ["a", "b"]
    assert stories(piece("a", BRIDGE), piece("b", BRIDGE, hours=late)) == ["a", "b"]


def test_a_rebuilt_stream_decides_the_same() -> None:
    day = [piece("a", BRIDGE), piece("b", MATCH, hours=1), piece("c", "خبری از جای دیگر و کار دیگر", hours=2)]
    late = [piece("d", BRIDGE_TOO, hours=3), piece("e", MATCH, hours=4)]
    whole, rebuilt = Stream(), Stream()
    before = take(whole, *day)
    for one in day:
        rebuilt.remember(one, before[one.id])
    assert take(whole, *late) == take(rebuilt, *late)


def take(stream: Stream, *pieces: Piece) -> dict[str, str]:
    for one in pieces:
        stream.add(one)
    return stream.settle()


def test_two_stories_become_one_when_a_piece_shows_it() -> None:
    begun = "شهردار اهواز پل کارون را گشود"
    other = "خودروها پس از هفت سال ساخت از پل تازه گذشتند"
    stream = Stream()
    where = take(stream, piece("a", begun), piece("b", other))
    assert where["a"] != where["b"]
    where |= take(stream, piece("c", f"{begun}؛ {other}", hours=1), piece("d", f"{other}؛ {begun}", hours=1))
    assert len(set(where.values())) == 1


def test_an_editor_holds_pieces_together_and_apart() -> None:
    stream = Stream()
    take(stream, piece("a", BRIDGE), piece("b", MATCH))
    stream.put("a", "a", "first")
    stream.put("b", "a", "first")
    moved = take(stream, piece("c", BRIDGE_TOO, hours=1), piece("d", MATCH + " تبریک", hours=1))
    assert moved == {"c": "a", "d": "a"}
    stream.put("c", "elsewhere", "second")
    moved = take(stream, piece("e", BRIDGE, hours=2))
    assert moved == {"e": "a"}


def test_a_late_piece_is_placed_before_it_is_forgotten() -> None:
    late = REACH / timedelta(hours=1) + 1
    stream = Stream()
    assert set(take(stream, piece("a", BRIDGE), piece("b", MATCH, hours=late))) == {"a", "b"}


def test_evidence_names_the_likest_and_the_shared_words() -> None:
    stream = Stream()
    take(stream, piece("a", BRIDGE), piece("b", BRIDGE_TOO, hours=1))
    found = stream.evidence("b")
    assert [name for name, _ in found.near] == ["a"]
    assert 0.15 < found.near[0][1] <= 1
    assert set(found.words) <= {"پل", "کارون", "اهواز", "شهردار", "ساخت", "هفت", "سال", "گشوده"}
    assert not stream.evidence("a gone piece").near


WORDS = st.lists(st.sampled_from("پل سد شهر وزیر سیل گل مرز ارز نان ماه دو ۲۵ ۷ fire".split()), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(0, 90), st.sampled_from("xyz")), max_size=25))
def test_every_piece_gets_a_story_that_one_of_them_began(rows: list[tuple[list[str], int, str]]) -> None:
    pieces = [
        Piece(str(n), source, NOON + timedelta(hours=at), " ".join(words)) for n, (words, at, source) in enumerate(rows)
    ]
    placed = place_all(pieces)
    assert sorted(one.id for one in placed) == sorted(one.id for one in pieces)
    first = {one.id for one in placed if one.how == "first"}
    for one in placed:
        assert one.story in first
        assert (one.story == one.id) == (one.how == "first")
        assert (one.how == "copy") == bool(one.copy_of)
    assert place_all(reversed(pieces)) == placed


def test_labelled_days(shared_data: Path) -> None:
    """A gate (measured figures: bench/RESULTS.md)."""
    for path in sorted((shared_data / "stories-fa").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        pieces = [Piece(r["id"], r["source"], datetime.fromisoformat(r["published"]), r["text"]) for r in rows]
        found = {placed.id: placed.story for placed in place_all(pieces)}
        labels = {row["id"]: row["story"] for row in rows if row["kind"] == "news"}
        assert _bcubed(found, labels) > 0.83, path.stem


def _bcubed(found: dict[str, str], labels: dict[str, str]) -> float:
    ours, theirs = _groups(found, labels), _groups(labels, labels)
    precision = sum(len(ours[found[n]] & theirs[labels[n]]) / len(ours[found[n]]) for n in labels) / len(labels)
    recall = sum(len(ours[found[n]] & theirs[labels[n]]) / len(theirs[labels[n]]) for n in labels) / len(labels)
    return 2 * precision * recall / (precision + recall)


def _groups(of: dict[str, str], names: dict[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(of[name], set()).add(name)
    return groups
