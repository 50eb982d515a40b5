"""The overlay over the archive: written with the reading, read by every stage behind, made anew by a newer release."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from made import article, edit, outlet
from sarkhat.extract.models import Article, Body
from sarkhat.store import bodies, work
from sarkhat.store.models import Cursor
from sarkhat.text import zwnj
from sarkhat.understand import again, commands, decide, index, names, run
from sarkhat.understand.models import Mending, Reading
from sarkhat.understand.words import blocks_of, body_texts, with_words, words_of

pytestmark = pytest.mark.django_db

DAMAGED = "شهردار می گوید کتاب ها از فردا باز می شوند و مردم می توانند به آن ها بروند."
WHOLE = "شهردار می‌گوید کتاب‌ها از فردا باز می‌شوند و مردم می‌توانند به آن‌ها بروند."
SOUND = "کتابخانهٔ شهر از فردا باز می‌شود و همه می‌توانند به آن‌جا بروند."


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    index.search_index.cache_clear()
    yield
    index.search_index.cache_clear()


def read_all() -> None:
    while run.read_changed():
        pass


def test_only_a_broken_article_gets_one_and_the_archive_stays() -> None:
    broken, sound = article("شهردار: كتاب ها باز می شوند", DAMAGED), article("گشایش", SOUND)
    run.read_changed()
    row = Mending.objects.get()
    assert (row.article_id, row.version, row.kind) == (broken.pk, zwnj.VERSION, "spaced letters")
    assert row.title == "شهردار: کتاب‌ها باز می‌شوند"
    assert Article.objects.get(pk=broken.pk).title == "شهردار: كتاب ها باز می شوند"
    assert bodies.unpack(Body.objects.get(article=broken).blocks) == [["p", DAMAGED]]
    assert body_texts([broken.pk, sound.pk]) == {broken.pk: WHOLE, sound.pk: SOUND}
    assert Reading.objects.get(article=broken).key_passage == WHOLE


def test_an_unchanged_body_is_not_kept_twice() -> None:
    row = article("كتابخانه", SOUND)
    run.read_changed()
    assert Mending.objects.get().blocks is None
    assert body_texts([row.pk]) == {row.pk: SOUND}
    shown = with_words(Article.objects.select_related("body")).get(pk=row.pk)
    assert words_of(shown).title == "کتابخانه"
    assert blocks_of(shown) == [("p", SOUND)]


def test_an_edit_that_makes_it_needless_takes_it_away() -> None:
    row = article("گشایش", DAMAGED)
    run.read_changed()
    assert Mending.objects.exists()
    edit(row, SOUND)
    run.read_changed()
    assert not Mending.objects.exists()


def test_only_persian_is_mended() -> None:
    outlet("arab", language="ar")
    article("أخبار اليوم", "قال الوزير إن الحكومة سوف تعمل على فتح المدارس في كل المدن يوم الأحد", source="arab")
    run.read_changed()
    assert Reading.objects.get().language == "ar"
    assert not Mending.objects.exists()


def test_a_crash_leaves_neither_reading_nor_mending(monkeypatch: pytest.MonkeyPatch) -> None:
    article("گشایش", DAMAGED)
    with monkeypatch.context() as broken:
        broken.setattr(run, "advance", lambda *_: 1 / 0)
        run.read_changed()
    assert not Mending.objects.exists()
    assert not Reading.objects.exists()


def test_the_index_holds_the_mended_words() -> None:
    row = article("شهردار: كتاب ها باز می شوند", DAMAGED)
    run.read_changed()
    index.index_changed()
    hits = index.search_index().query("کتاب‌ها")
    assert [hit.id for hit in hits.rows] == [row.pk]
    assert "می‌گوید" in hits.rows[0].snippet_html


def test_a_damaged_overlay_costs_nothing_but_itself(caplog: pytest.LogCaptureFixture) -> None:
    row = article("گشایش", DAMAGED)
    run.read_changed()
    Mending.objects.update(blocks=b"damaged")
    assert body_texts([row.pk]) == {row.pk: DAMAGED}
    assert f"article {row.pk} is damaged" in caplog.text


def older_release(count: int) -> list[Article]:
    """An archive that was read when nothing was mended."""
    rows = [article(f"خبر {number}", DAMAGED) for number in range(count)]
    read_all()
    again.mend_older()
    Mending.objects.all().delete()
    Reading.objects.update(key_passage=DAMAGED)
    index.index_changed()
    return rows


def raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zwnj, "VERSION", zwnj.VERSION + 1)


def test_nothing_is_done_again_while_the_version_stays() -> None:
    older_release(2)
    assert again.mend_older() == 0
    assert again.waiting() == 0


def test_a_new_archive_has_nothing_to_be_done_again() -> None:
    again.look()
    article(outlet("a"), "یکم", "متن سالم است و می‌ماند.")
    run.read_changed()
    assert (again.waiting(), again.mend_older()) == (0, 0)


def test_a_higher_version_mends_the_archive_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = older_release(3)
    monkeypatch.setattr(again, "BATCH", 2)
    raised(monkeypatch)
    assert again.waiting() == 3
    assert again.mend_older() == 2
    assert set(Mending.objects.values_list("article", flat=True)) == {rows[1].pk, rows[2].pk}
    assert again.waiting() == 1
    assert [again.mend_older(), again.mend_older(), again.mend_older()] == [1, 0, 0]
    assert set(Mending.objects.values_list("version", flat=True)) == {zwnj.VERSION}
    assert set(Reading.objects.values_list("key_passage", flat=True)) == {WHOLE}
    assert index.index_changed() == 3
    assert Cursor.objects.filter(stage__startswith="mend ").count() == 1


def test_what_stands_already_is_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    article("خبر", DAMAGED), article("خبر دیگر", SOUND)
    read_all()
    before = list(Reading.objects.order_by("pk").values_list("seq", flat=True))
    raised(monkeypatch)
    assert again.mend_older() == 2
    assert list(Reading.objects.order_by("pk").values_list("seq", flat=True)) == before
    assert Mending.objects.get().version == zwnj.VERSION


def test_news_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    older_release(1)
    raised(monkeypatch)
    again.waiting()
    fresh = article("خبر تازه", DAMAGED)
    assert again.mend_older() == 0
    assert run.read_changed() == 1
    assert again.mend_older() == 1
    assert Mending.objects.filter(article=fresh).exists()


def test_killed_in_the_middle_it_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    older_release(5)
    monkeypatch.setattr(again, "BATCH", 2)
    raised(monkeypatch)
    assert again.mend_older() == 2
    with monkeypatch.context() as killed:
        killed.setattr(again, "advance", power_cut)
        with pytest.raises(OSError, match="power cut"):
            again.mend_older()
    assert Mending.objects.count() == 2  # the batch that was cut off left nothing
    assert again.waiting() == 3
    assert again.mend_all() == 3
    assert Mending.objects.count() == 5


def power_cut(*_: object) -> None:
    raise OSError("power cut")


def test_one_that_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    rows = older_release(3)
    real = run.understand
    raised(monkeypatch)
    monkeypatch.setattr(
        run, "understand", lambda item, *rest: 1 / 0 if item.id == str(rows[1].pk) else real(item, *rest)
    )
    assert again.mend_all() == 3
    assert set(Mending.objects.values_list("article", flat=True)) == {rows[0].pk, rows[2].pk}
    assert f"extract.Article {rows[1].pk} fails" in caplog.text


def test_the_command_does_it_at_once_and_whenever_asked() -> None:
    older_release(3)
    told = CliRunner().invoke(commands.understand, ["--again"])
    assert told.exit_code == 0, told.output
    assert "3 articles" in told.stderr
    assert Mending.objects.count() == 3
    assert work.position(f"mend {zwnj.VERSION} names {names.VERSION} readings {decide.VERSION}") == 0
    assert "3 articles" in CliRunner().invoke(commands.understand, ["--again"]).stderr


def test_the_archive_is_read_again_when_a_release_reads_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = older_release(1)
    again.mend_all()
    Reading.objects.update(section="other", key_passage="")
    monkeypatch.setattr(decide, "VERSION", decide.VERSION + 1)
    while again.mend_older():
        pass
    assert Reading.objects.get(article=row).key_passage
