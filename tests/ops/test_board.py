"""The operator's pages: used as an administrator does; a stranger, and who may only look, change nothing."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from made import article, outlet, watch
from sarkhat import clock
from sarkhat.extract.models import Article
from sarkhat.harvest import visitlog
from sarkhat.harvest.models import Sighting, WatchState
from sarkhat.ops import board, series
from sarkhat.sources.models import Watch

pytestmark = pytest.mark.django_db
HOME = "/admin/health/"


@pytest.fixture
def editor(plain_static: None) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(User.objects.create_superuser("editor", password="x"))
    return client


@pytest.fixture
def newsroom() -> list[Watch]:
    """Three outlets: one well, one that fails for two days, one paused."""
    now = clock.now()
    made = [watch(outlet(key)) for key in ("well", "ill", "off")]
    log = ""
    for minutes, news in ((90, 7), (30, 2), (10, 0)):
        log = visitlog.added(log, visitlog.Seen(now - timedelta(minutes=minutes), 200 if news else 304, news, ""))
    common = {"visited_at": now - timedelta(minutes=10), "changed_at": now - timedelta(hours=1)}
    later = now + timedelta(minutes=9)
    WatchState.objects.create(watch=made[0], next_at=later, visits=log, **common)
    since = now - timedelta(days=2)
    WatchState.objects.create(watch=made[1], next_at=later, error="net-timeout", since=since, attempts=3, **common)
    Watch.objects.filter(pk=made[2].pk).update(active=False)
    return [Watch.objects.get(pk=one.pk) for one in made]


@pytest.mark.parametrize("path", ["", "watches.json", "watch/1/", "watch/1/pause/"])
def test_a_stranger_is_sent_to_the_door(client: Client, newsroom: list[Watch], path: str) -> None:
    for prefix in ("", "/en"):
        assert client.get(f"{prefix}{HOME}{path}").headers["Location"].startswith("/admin/login/")
    assert client.post(f"{HOME}watch/{newsroom[0].pk}/pause/").headers["Location"].startswith("/admin/login/")
    assert Watch.objects.filter(active=True).count() == 2


def test_the_worst_stand_first_with_reason_and_advice(editor: Client, newsroom: list[Watch]) -> None:
    text = editor.get(HOME).content.decode()
    assert text.index("ill.example/") < text.index("off.example/")
    assert text.rindex("well.example/") > text.rindex("off.example/")
    assert "این نشانی به‌موقع پاسخ نداد" in text
    assert "۳ ناکامی پیاپی" in text
    english = editor.get(f"/en{HOME}").content.decode()
    assert "The address did not answer in time" in english
    assert 'dir="ltr"' in english


def test_watches_are_chosen_by_colour_outlet_and_kind(editor: Client, newsroom: list[Watch]) -> None:
    def shown(**asked: str) -> list[str]:
        text = editor.get(HOME, asked).content.decode().partition('<ul class="watches">')[2]
        return [key for key in ("well", "ill", "off") if f"{key}.example/items" in text]

    assert shown(colour="red") == ["ill"]
    assert shown(outlet="off") == ["off"]
    assert shown(kind="channel") == []
    assert shown(sort="outlet", page="nonsense") == ["well", "ill", "off"]


@pytest.mark.parametrize("sort", board.SORTS)
def test_every_order_is_an_order_of_all(newsroom: list[Watch], sort: str) -> None:
    now = clock.now()
    found = board.chosen(board.rows(now), board.Wish(sort=sort))
    assert len(found) == 3
    assert (found[0].watch.outlet.key, sort) in {
        ("ill", "trouble"), ("ill", "outlet"), ("well", "since"), ("off", "visited"),
    }  # fmt: skip


def test_what_was_asked_in_the_last_hour_is_counted(newsroom: list[Watch]) -> None:
    now = clock.now()
    assert board.asked(board.rows(now), now) == board.Asked(requests=2, unchanged=1, failed=0, news=2)


def test_a_watch_shows_its_visits_and_plots(editor: Client, newsroom: list[Watch]) -> None:
    text = editor.get(f"{HOME}watch/{newsroom[0].pk}/").content.decode()
    assert text.count("<tr>") == 1 + 3
    assert "خبر آورد" in text
    assert "بی‌تغییر" in text
    assert editor.get(f"{HOME}watch/999999/").status_code == 404


def test_machines_get_the_same(editor: Client, newsroom: list[Watch]) -> None:
    told = editor.get(f"{HOME}watches.json").json()
    assert told["colours"] == {"red": 1, "amber": 0, "grey": 1, "green": 1}
    assert {one["key"]: one["colour"] for one in told["outlets"]} == {"well": "green", "ill": "red", "off": "grey"}
    ill = next(one for one in told["watches"] if one["outlet"] == "ill")
    assert (ill["word"], ill["advice"], ill["attempts"]) == ("net-timeout", "advice-wait", 3)


def test_pausing_asks_first_and_can_be_taken_back(editor: Client, newsroom: list[Watch]) -> None:
    one = newsroom[0]
    page = f"{HOME}watch/{one.pk}/"
    assert "csrfmiddlewaretoken" in editor.get(f"{page}pause/").content.decode()
    assert Watch.objects.get(pk=one.pk).active
    done = editor.post(f"{page}pause/", follow=True).content.decode()
    assert not Watch.objects.get(pk=one.pk).active
    assert f'action="{page}resume/"' in done
    editor.post(f"{page}resume/")
    assert Watch.objects.get(pk=one.pk).active
    assert list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True)) == ["pause", "resume"]


def test_asking_now_can_be_put_back_until_it_was_asked(editor: Client, newsroom: list[Watch]) -> None:
    one = newsroom[1]
    before = WatchState.objects.get(watch=one).next_at
    page = f"{HOME}watch/{one.pk}/"
    where = editor.post(f"{page}ask/").headers["Location"]
    assert WatchState.objects.get(watch=one).next_at <= clock.now()
    text = editor.get(where).content.decode()
    token = text.partition('name="token" value="')[2].partition('"')[0]
    editor.post(f"{page}put-back/", {"token": token})
    assert WatchState.objects.get(watch=one).next_at == before
    late = editor.post(f"{page}put-back/", {"token": token}, follow=True).content.decode()
    assert "دیر شد" in late
    assert "دیر شد" in editor.post(f"{page}put-back/", {"token": "forged"}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"visited_at": timedelta(minutes=-2)}, "کمتر از پنج دقیقه پیش"),
        ({"error": "http-too-many"}, "میزبان خواسته است صبر کنیم"),
        ({"next_at": timedelta(minutes=-1)}, "به نوبت پرسیده می‌شود"),
    ],
)
def test_an_impatient_operator_does_not_make_us_a_bad_guest(
    editor: Client, newsroom: list[Watch], changed: dict[str, object], said: str
) -> None:
    now = clock.now()
    row = {name: now + value if isinstance(value, timedelta) else value for name, value in changed.items()}
    WatchState.objects.filter(watch=newsroom[1]).update(**row)
    before = WatchState.objects.get(watch=newsroom[1]).next_at
    text = editor.post(f"{HOME}watch/{newsroom[1].pk}/ask/", follow=True).content.decode()
    assert said in text
    assert WatchState.objects.get(watch=newsroom[1]).next_at == before


def test_who_may_only_look_changes_nothing(plain_static: None, newsroom: list[Watch]) -> None:
    looker = User.objects.create_user("looker", password="x", is_staff=True)
    client = Client()
    client.force_login(looker)
    assert client.get(HOME).status_code == 403
    looker.user_permissions.add(Permission.objects.get(codename="view_watch"))
    assert client.get(HOME).status_code == 200
    page = f"{HOME}watch/{newsroom[0].pk}/"
    assert "pause/" not in client.get(page).content.decode()
    assert client.post(f"{page}pause/").status_code == 403
    assert Watch.objects.get(pk=newsroom[0].pk).active


def test_a_forged_post_is_refused(plain_static: None, newsroom: list[Watch]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("editor", password="x"))
    assert client.post(f"{HOME}watch/{newsroom[0].pk}/pause/").status_code == 403
    assert Watch.objects.get(pk=newsroom[0].pk).active


def test_hours_count_what_came_and_how_late() -> None:
    now = clock.now().replace(minute=30)
    old, new = (article("تیتر", "متن", "one", views=1) for _ in range(2))
    seen = now - timedelta(hours=2)
    for row, late in ((old, 600), (new, 1800)):
        at = seen - timedelta(seconds=late)
        Article.objects.filter(pk=row.pk).update(published=at, first_seen=seen, published_how="feed")
        Sighting.objects.filter(pk=row.sighting_id).update(published=at, first_seen=seen)
    whole, outlets = series.by_outlet(now)
    assert whole.counts[series.HOURS - 3] == whole.items == 2
    assert (whole.lag.p50, whole.lag.p95) == (600, 1800)
    assert list(outlets) == [old.outlet_id]
    assert series.of_watch(old.sighting.watch, now).items == 2
    WatchState.objects.create(watch=old.sighting.watch, made_at=seen - timedelta(seconds=900))
    assert series.by_outlet(now)[0].items == 1  # the other one was published before its watch began
    watching = Watch.objects.select_related("state").get(pk=old.sighting.watch_id)
    assert series.of_watch(watching, now).items == 1
