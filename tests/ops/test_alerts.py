"""Alerts: one letter when an outlet breaks, one when it is mended, never a storm, nothing lost over a restart."""

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from click.testing import CliRunner

from made import outlet, watch
from ops.receivers import Receiver, mail_server, webhook
from sarkhat import clock
from sarkhat.config import ConfigError, load
from sarkhat.harvest.models import WatchState
from sarkhat.ops import checks
from sarkhat.ops.alerts import run, ways
from sarkhat.ops.alerts.commands import alert
from sarkhat.ops.alerts.decide import APART, Event, News, may_send, news, verdict, wait_after
from sarkhat.ops.decide import Health
from sarkhat.ops.models import Change, Way
from sarkhat.sources.models import Watch

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Time:
    """The moment that the code under test lives in."""

    now = NOON

    def on(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    moved = Time()
    monkeypatch.setattr(clock, "now", lambda: moved.now)
    return moved


@pytest.fixture
def mail() -> Iterator[Receiver]:
    with mail_server() as receiver:
        yield receiver


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with webhook() as receiver:
        yield receiver


@pytest.fixture
def configured(settings: Any) -> Any:
    """Changes settings: `configured(language="en")`."""

    def change(**values: object) -> None:
        settings.CONFIG = settings.CONFIG.model_copy(update=values)

    return change


@pytest.fixture
def by_mail(configured: Any, mail: Receiver) -> Receiver:
    own = {"smtp_host": "127.0.0.1", "smtp_port": mail.port, "smtp_security": "none"}
    configured(alert_mail="desk@news.example, night@news.example", site_url="https://news.example", **own)
    return mail


def subject(mail: EmailMessage) -> str:
    return str(mail["Subject"]).strip()  # a long one begins on a line of its own


def look() -> int:
    """One look, in the thread and transaction of the test."""
    return async_to_sync(run.look)()


def does(one: Watch, error: str = "", since: datetime | None = None) -> None:
    """The watch does well, or fails with `error` since a time."""
    now = clock.now()
    facts = {"visited_at": now, "changed_at": now, "next_at": now + timedelta(hours=1), "error": error, "since": since}
    WatchState.objects.update_or_create(watch=one, defaults=facts)


def failing(one: Watch, hours: float = 30) -> None:
    does(one, "net-timeout", clock.now() - timedelta(hours=hours))


def colour(name: str, word: str = "net-timeout", since: datetime | None = NOON - timedelta(hours=30)) -> Health:
    return Health(name, word, "", since)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("watches", "wanted"),
    [
        ([], None),
        ([colour("grey", "health-off")], None),
        ([colour("red")], True),
        ([colour("red"), colour("red", since=NOON - timedelta(hours=2))], None),  # not for long enough
        ([colour("red"), colour("amber")], None),  # may heal by itself
        ([colour("red"), colour("grey", "channel-no-preview")], True),
        ([colour("red"), colour("green", "health-well")], False),
        ([colour("red"), colour("amber", "health-quiet")], False),  # it answers
    ],
)
def test_when_an_outlet_is_broken(watches: list[Health], wanted: bool | None) -> None:
    found = verdict(watches, NOON, timedelta(hours=6))
    assert (found.broken if found else None) is wanted


def test_what_is_told_and_what_is_left_out() -> None:
    broke, mended = Event(1, 7, True), Event(2, 7, False)
    assert news([broke], 0) == News((1,), (), 1)
    assert news([broke], 1) == News((), (), 1)
    assert news([broke, mended], 1) == News((), (2,), 2)
    assert news([broke, mended], 0) == News((), (), 2)  # nobody heard of the break
    again = Event(3, 7, True)
    assert news([broke, mended, again], 1) == News((), (), 3)  # told as broken, and broken it is
    assert news([broke, Event(2, 8, True)], 0) == News((1, 2), (), 2)


def test_waits() -> None:
    assert may_send(None, None, NOON)
    assert not may_send(NOON - timedelta(minutes=59), None, NOON)
    assert not may_send(None, NOON + timedelta(seconds=1), NOON)
    assert [wait_after(n).total_seconds() / 60 for n in (1, 2, 3, 99)] == [2, 4, 8, 360]


@pytest.mark.django_db
def test_a_break_is_told_once_and_its_end_once(time: Time, by_mail: Receiver) -> None:
    one = watch(outlet("bamdad"))
    does(one)
    assert look() == 0
    failing(one)
    assert look() == 1
    time.on(hours=2)
    failing(one, hours=32)
    assert look() == 0
    time.on(hours=2)
    does(one)
    assert look() == 1
    time.on(hours=2)
    assert look() == 0
    first, second = by_mail.mails
    assert (subject(first), subject(second)) == (
        "سرخط: ۱ رسانه از کار افتاده است",
        "سرخط: ۱ رسانه دوباره به کار افتاد",
    )
    assert first["To"] == "desk@news.example, night@news.example"
    assert first["Message-ID"] != second["Message-ID"]
    text = first.get_body(("plain",)).get_content()
    assert "bamdad" in text
    assert "به‌موقع پاسخ نداد" in text
    assert "https://news.example/admin/health/?outlet=bamdad#watches" in text
    assert 'dir="rtl"' in first.get_body(("html",)).get_content()


@pytest.mark.django_db
def test_many_breaks_make_no_storm(time: Time, by_mail: Receiver) -> None:
    watches = [watch(outlet(f"house-{number}")) for number in range(50)]
    for one in watches[:30]:
        failing(one)
    assert look() == 1
    for one in watches[30:]:
        failing(one)
    for _ in range(59):
        time.on(minutes=1)
        assert look() == 0
    time.on(minutes=1)
    assert look() == 1
    subjects = [subject(mail) for mail in by_mail.mails]
    assert subjects == ["سرخط: ۳۰ رسانه از کار افتاده است", "سرخط: ۲۰ رسانه از کار افتاده است"]


@pytest.mark.django_db
def test_what_healed_before_it_could_be_told_is_left_out(time: Time, by_mail: Receiver) -> None:
    first, second = watch(outlet("first")), watch(outlet("second"))
    failing(first)
    look()
    failing(second)
    look()
    does(second)
    time.on(minutes=30)
    look()
    time.on(hours=1)
    failing(first)
    assert look() == 0
    assert len(by_mail.mails) == 1


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_tried_again(time: Time, by_mail: Receiver) -> None:
    by_mail.refuse = "451 later"
    one = watch(outlet("bamdad"))
    failing(one)
    for minutes in (0, 1, 1, 1):  # tried at 0, 2 …
        time.on(minutes=minutes)
        assert look() == 0
    tries = sum(line.startswith("mail") for line in by_mail.said)
    assert tries == 2
    assert Way.objects.get().attempts == 2
    assert checks.alerts()[:2] == ("warning", "alerts-failing")
    by_mail.refuse = ""
    time.on(minutes=4)
    assert look() == 1
    assert len(by_mail.mails) == 1
    assert (Way.objects.get().attempts, Way.objects.get().error) == (0, "")
    assert checks.alerts()[0] == "well"


@pytest.mark.django_db
def test_a_restart_between_break_and_letter_loses_and_doubles_nothing(time: Time, by_mail: Receiver) -> None:
    failing(watch(outlet("bamdad")))
    assert run.note(time.now) == 1
    assert run.note(time.now) == 0
    assert look() == 1
    assert look() == 0
    assert Change.objects.count() == 1


@pytest.mark.django_db
def test_each_way_keeps_its_own_place(time: Time, by_mail: Receiver, hook: Receiver, configured: Any) -> None:
    configured(alert_webhook=f"http://127.0.0.1:{hook.port}/hook")
    by_mail.refuse = "451 later"
    one = watch(outlet("bamdad"))
    failing(one)
    assert look() == 1
    assert (len(hook.posts), len(by_mail.mails)) == (1, 0)
    time.on(hours=2)
    does(one)
    by_mail.refuse = ""
    assert look() == 1
    assert (len(hook.posts), len(by_mail.mails)) == (2, 0)  # by mail there is nothing to take back


@pytest.mark.django_db
def test_a_webhook_gets_signed_json(time: Time, hook: Receiver, configured: Any) -> None:
    secret = base64.b64encode(b"a secret of 24 letters..").decode()
    configured(
        alert_webhook=f"http://127.0.0.1:{hook.port}/hook", alert_webhook_secret=f"whsec_{secret}", language="en"
    )
    failing(watch(outlet("bamdad")))
    hook.refuse = "500"
    assert look() == 0
    time.on(minutes=3)
    hook.refuse = ""
    assert look() == 1
    (first, _), (headers, body) = hook.posts
    assert first["webhook-id"] == headers["webhook-id"]
    told = json.loads(body)
    assert told["type"] == "outlets.changed"
    broken = told["data"]["broken"][0]
    assert (broken["outlet"], broken["word"]) == ("bamdad", "net-timeout")
    assert broken["why"].startswith("The address did not answer")
    at = headers["webhook-timestamp"]
    proof = hmac.digest(base64.b64decode(secret), f"{headers['webhook-id']}.{at}.".encode() + body, "sha256")
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(proof).decode()}"


@pytest.mark.django_db
def test_a_private_webhook_needs_the_operators_word(time: Time, hook: Receiver, configured: Any) -> None:
    configured(alert_webhook=f"http://127.0.0.1:{hook.port}/hook", allow_loopback=False)
    failing(watch(outlet("bamdad")))
    assert look() == 0
    assert "net-forbidden-address" in Way.objects.get().error
    assert hook.posts == []
    configured(alert_webhook_private=True)
    time.on(minutes=5)
    assert look() == 1
    assert len(hook.posts) == 1


@pytest.mark.django_db
def test_a_password_is_never_sent_in_the_clear(time: Time, by_mail: Receiver, configured: Any) -> None:
    configured(smtp_security="starttls", smtp_user="desk", smtp_password="geheim-wort")
    failing(watch(outlet("bamdad")))
    assert look() == 0
    assert not [line for line in by_mail.said if line.upper().startswith("AUTH")]
    assert by_mail.mails == []


@pytest.mark.django_db
def test_nothing_is_noted_where_nobody_listens(time: Time) -> None:
    failing(watch(outlet("bamdad")))
    assert look() == 0
    assert not Change.objects.exists()
    assert checks.alerts() == ("warning", "not-set", {})


def test_a_trial_letter(by_mail: Receiver, hook: Receiver, configured: Any) -> None:
    configured(alert_webhook=f"http://127.0.0.1:{hook.port}/hook")
    done = CliRunner().invoke(alert, ["trial"])
    assert (done.exit_code, done.stderr) == (0, "mail: sent\nwebhook: sent\n")
    assert "آزمایشی" in by_mail.mails[0]["Subject"]
    assert json.loads(hook.posts[0][1])["type"] == "trial"
    hook.refuse = "404"
    done = CliRunner().invoke(alert, ["trial"])
    assert done.exit_code == 1
    assert "webhook: not sent: the webhook answered 404" in done.stderr


def test_a_trial_without_a_way_says_which_settings() -> None:
    done = CliRunner().invoke(alert, ["trial"])
    assert done.exit_code == 2
    assert "SARKHAT_ALERT_MAIL" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALERT_MAIL", "desk"),
        ("ALERT_WEBHOOK", "ftp://house.example/"),
        ("ALERT_WEBHOOK_SECRET", "no base64!"),
        ("SMTP_SECURITY", "maybe"),
    ],
)
def test_wrong_settings_are_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SARKHAT_{name}", value)
    with pytest.raises(ConfigError, match=f"SARKHAT_{name}"):
        load()


def test_ways_are_apart() -> None:
    assert ways.set_up() == {}
    assert timedelta(hours=1) == APART
