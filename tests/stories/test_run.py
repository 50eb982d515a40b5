"""Placing in the database: once each, counts right, nothing lost by a crash or a new start."""

from collections.abc import Iterator

import pytest

from made import article, edit
from sarkhat.stories import run
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


def disk_full(*_: object) -> None:
    raise OSError("disk full")


def place() -> int:
    read_changed()
    return run.place_changed()


def test_members_counts_and_lead() -> None:
    post = article("", BRIDGE, "channel", kind="channel", post=True)
    whole = article("پل کارون گشوده شد", BRIDGE_TOO, "paper", 1, kind="paper", section="society")
    article("پل اهواز", BRIDGE, "site", 2, kind="site", section="society")
    match = article("قهرمانی", MATCH, "paper", 3, kind="paper")
    assert place() == 4
    assert run.place_changed() == 0
    bridge = Member.objects.get(article=post).story
    assert (bridge.outlets, bridge.articles, bridge.section) == (3, 3, "society")
    assert bridge.lead_id == whole.pk
    assert (bridge.started_at, bridge.latest_at) == (
        post.published,
        Member.objects.get(pk=post.pk + 2).article.published,
    )
    assert Member.objects.get(article=match).story_id != bridge.pk
    assert Story.objects.count() == 2


def test_a_copy_names_its_original() -> None:
    first, second = article("پل", BRIDGE, "a"), article("پل", BRIDGE, "b", 1)
    place()
    member = Member.objects.get(article=second)
    assert (member.how, member.copy_of_id) == ("copy", first.pk)


def test_an_edited_article_stays() -> None:
    article("پل کارون", BRIDGE, "a")
    row = article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    place()
    before = list(Member.objects.values())
    edit(row, MATCH)
    assert place() == 1
    assert list(Member.objects.values()) == before


def test_a_crash_before_the_end_loses_and_doubles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article("پل کارون", BRIDGE, "a")
    place()
    article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    with monkeypatch.context() as broken:
        broken.setattr(run, "advance", disk_full)
        with pytest.raises(OSError, match="disk full"):
            place()
    assert Member.objects.count() == 1
    assert run.place_changed() == 1
    story = Story.objects.get()
    assert (story.outlets, story.articles, Member.objects.count()) == (2, 2, 2)


def test_one_that_fails_does_not_block_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = article("پل کارون", BRIDGE, "a")
    bad = article("قهرمانی", MATCH, "a", 0.5)
    last = article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    read_changed()
    real = run._piece
    monkeypatch.setattr(run, "_piece", lambda row, *rest: 1 / 0 if row.pk == bad.pk else real(row, *rest))
    assert run.place_changed() == 3
    assert run.place_changed() == 0
    assert f"understand.Reading {bad.pk} fails" in caplog.text
    assert Member.objects.get(article=first).story == Member.objects.get(article=last).story
    assert not Member.objects.filter(article=bad).exists()


def test_a_new_process_goes_on() -> None:
    article("پل کارون", BRIDGE, "a")
    article("قهرمانی", MATCH, "a", 0.5)
    place()
    run.forget()
    article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    place()
    assert sorted(Story.objects.values_list("articles", flat=True)) == [1, 2]


def test_placed_by_time_not_by_arrival() -> None:
    late = article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    early = article("پل کارون", BRIDGE, "a")
    place()
    assert Member.objects.get(article=early).how == "first"
    assert Member.objects.get(article=late).how == "same"


def test_hidden_articles_are_not_placed() -> None:
    row = article("پل کارون", BRIDGE, "a")
    row.hidden = True
    row.save()
    assert place() == 1
    assert not Story.objects.exists()


def test_stories_that_turn_out_to_be_one_are_united() -> None:
    begun = "شهردار اهواز پل کارون را گشود"
    other = "خودروها پس از هفت سال ساخت از پل تازه گذشتند"
    first = article("", begun, "a", post=True)
    article("", other, "b", post=True)
    place()
    assert Story.objects.filter(merged_into=None).count() == 2
    article("", f"{begun}؛ {other}", "c", 1, post=True)
    article("", f"{other}؛ {begun}", "d", 1, post=True)
    place()
    story = Story.objects.get(merged_into=None)
    assert (story.outlets, story.articles) == (4, 4)
    assert Story.objects.exclude(merged_into=None).get().merged_into == story
    assert list(Member.objects.filter(how="first").values_list("article_id", flat=True)) == [first.pk]


def test_what_speaks_for_a_place_is_kept() -> None:
    first, second = article("پل کارون", BRIDGE, "a"), article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    place()
    evidence = Member.objects.get(article=second).evidence
    assert evidence is not None
    assert evidence["near"][0][0] == first.pk
    assert evidence["words"]


@pytest.mark.parametrize("restarted", [False, True])
def test_what_an_editor_parted_stays_apart(restarted: bool) -> None:
    row, other = article("پل کارون", BRIDGE, "a"), article("پل کارون گشوده شد", BRIDGE_TOO, "b", 1)
    place()
    story = Story.objects.get()
    own = Story.objects.create(lead=other, section="other", started_at=other.published, latest_at=other.published)
    Member.objects.filter(article=row).update(pin="here")
    Member.objects.filter(article=other).update(pin="there", story=own)
    Mark.objects.create(kind="split", by="editor", at=other.published, articles=[row.pk, other.pk])
    if restarted:
        run.forget()
    article("پل کارون", BRIDGE, "c", 2)
    article("پل کارون گشوده شد", BRIDGE_TOO, "d", 2)
    place()
    assert dict(Member.objects.values_list("article_id", "story_id"))[row.pk] == story.pk
    assert dict(Member.objects.values_list("article_id", "story_id"))[other.pk] == own.pk
