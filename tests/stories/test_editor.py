"""What an editor does is done at once, holds against the stream, and can be taken back."""

from collections.abc import Iterator

import pytest

from made import article
from sarkhat.stories import editor, run
from sarkhat.stories.models import Mark, Member, Story
from sarkhat.understand.run import read_changed

pytestmark = pytest.mark.django_db

BRIDGE = "پل تازهٔ کارون در اهواز پس از هفت سال ساخت با حضور شهردار گشوده شد و خودروها از آن گذشتند."
BRIDGE_TOO = "شهردار اهواز پل کارون را گشود؛ ساخت این پل هفت سال به درازا کشید."
MATCH = "تیم والیبال بانوان در دیدار پایانی لیگ با سه ست پیاپی پیروز شد و جام را برد."


@pytest.fixture(autouse=True)
def _new_start() -> Iterator[None]:
    run.forget()
    yield
    run.forget()


@pytest.fixture
def rows() -> dict[str, int]:
    """Two articles of one story and one of another."""
    made = {
        "bridge": article("پل کارون", BRIDGE, "a").pk,
        "too": article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1).pk,
        "match": article("قهرمانی", MATCH, "c", 2).pk,
    }
    place()
    assert story(made["bridge"]) == story(made["too"]) != story(made["match"])
    return made


def place() -> None:
    read_changed()
    run.place_changed()


def story(name: int) -> int:
    return Member.objects.get(article=name).story_id


def test_merged_stories_stay_one_and_take_what_comes(rows: dict[str, int]) -> None:
    away = story(rows["match"])
    mark = editor.merge([story(rows["bridge"]), away], "editor")
    into = Story.objects.get(merged_into=None)
    assert (into.pk, into.articles) == (story(rows["match"]), 3)
    assert Story.objects.get(pk=away).merged_into == into
    late = [article("قهرمانی دوباره", MATCH + " هواداران شاد شدند.", "d", 3), article("پل", BRIDGE, "d", 3)]
    place()
    assert {story(row.pk) for row in late} == {into.pk}
    assert story(rows["bridge"]) == into.pk
    editor.undo(mark, "editor")
    assert (story(rows["bridge"]), story(rows["match"])) == (into.pk, away)
    assert not Story.objects.exclude(merged_into=None).exists()


def test_what_is_parted_off_stays_apart(rows: dict[str, int]) -> None:
    mark = editor.split([rows["too"]], "editor")
    apart = story(rows["too"])
    assert apart != story(rows["bridge"])
    late = article("شهردار اهواز", BRIDGE_TOO + " ترافیک روان شد.", "d", 3)
    place()
    assert story(rows["bridge"]) != story(rows["too"]) == apart
    assert story(late.pk) in (story(rows["bridge"]), apart)
    editor.undo(mark, "editor")
    assert story(rows["too"]) == story(rows["bridge"])


def test_a_moved_article_takes_its_place_and_an_emptied_story_leads_there(rows: dict[str, int]) -> None:
    old, into = story(rows["match"]), story(rows["bridge"])
    editor.move([rows["match"]], into, "editor")
    assert story(rows["match"]) == into
    assert Story.objects.get(pk=old).merged_into_id == into
    assert Story.objects.get(pk=into).articles == 3


def test_a_chosen_headline_stays(rows: dict[str, int]) -> None:
    held = Story.objects.get(pk=story(rows["bridge"]))
    before = held.lead_id
    other = rows["too"] if before == rows["bridge"] else rows["bridge"]
    mark = editor.choose_headline(other, "editor")
    article("پل کارون", BRIDGE, "d", 3)
    place()
    held.refresh_from_db()
    assert held.lead_id == other
    editor.undo(mark, "editor")
    held.refresh_from_db()
    assert (held.lead_id, held.lead_chosen) == (before, False)


def test_what_makes_no_sense_is_refused(rows: dict[str, int]) -> None:
    deeds = [
        lambda: editor.merge([story(rows["match"])], "editor"),
        lambda: editor.split([rows["match"]], "editor"),
        lambda: editor.split([rows["match"], rows["too"]], "editor"),
        lambda: editor.move([rows["match"]], story(rows["match"]), "editor"),
        lambda: editor.move([rows["match"]], 10**9, "editor"),
        lambda: editor.choose_headline(10**9, "editor"),
    ]
    for deed in deeds:
        with pytest.raises(editor.NotPossible):
            deed()
    assert not Mark.objects.exists()
    mark = editor.split([rows["too"]], "editor")
    editor.undo(mark, "editor")
    with pytest.raises(editor.NotPossible):
        editor.undo(mark, "editor")
