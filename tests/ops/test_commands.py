"""`sarkhat admin`, `export` and `doctor` on the tests' database."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth.models import User

from sarkhat.extract.models import Article, Body, Event, Variant
from sarkhat.ops import checks, export
from sarkhat.ops.admins import admin
from sarkhat.ops.doctor import doctor
from sarkhat.ops.doctor_words import ADVICE, FACTS, NAMES
from sarkhat.sources.models import Outlet
from sarkhat.store.bodies import pack
from sarkhat.understand.models import Mending

pytestmark = pytest.mark.django_db(transaction=True)


def run(command: Any, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=given)


def test_an_administrator_is_made_and_can_enter() -> None:
    made = run(admin, "nasrin", "--generate")
    assert made.exit_code == 0
    password = made.stdout.strip()
    user = User.objects.get()
    assert user.is_superuser
    assert user.check_password(password)
    assert made.output.count(password) == 1


def test_a_password_comes_from_standard_input_or_is_asked() -> None:
    assert run(admin, "nasrin", "--password-stdin", given="seven brown owls\n").exit_code == 0
    assert User.objects.get().check_password("seven brown owls")
    again = run(admin, "nasrin", given="eight brown owls\neight brown owls\n")
    assert "new password" in again.output
    assert "eight brown owls" not in again.output
    assert User.objects.get().check_password("eight brown owls")


@pytest.mark.parametrize(
    ("name", "password"),
    [("nasrin", "short"), ("nasrin", "1234567890"), ("nasrin", "iamNasrin2026x"), ("na srin/", "seven brown owls")],
)
def test_weak_passwords_and_odd_names_are_refused(name: str, password: str) -> None:
    told = run(admin, name, "--password-stdin", given=password + "\n")
    assert told.exit_code == 1
    assert told.output.startswith("Error: ")
    assert not User.objects.exists()


@pytest.fixture
def two_articles() -> None:
    for number, key in enumerate(("bamdad", "soot"), 1):
        outlet = Outlet.objects.create(key=key, name=key, home=f"https://{key}.example/")
        at = datetime(2026, 11, number, tzinfo=UTC)
        row = Article.objects.create(
            outlet=outlet,
            seq=number,
            url=f"{outlet.home}1",
            url_key=bytes([number] * 16),
            title=f"می‌آید {number}",
            published=at,
            first_seen=at,
        )
        Body.objects.create(article=row, blocks=pack([["p", "یک"], ["p", "دو"]]))


def test_export_writes_records(two_articles: None, tmp_path: Path) -> None:
    told = run(export.export)
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert [record["outlet"] for record in records] == ["bamdad", "soot"]
    assert records[0]["title"] == "می‌آید 1"
    assert records[0]["body"] == "یک\nدو"
    assert records[0]["published"] == "2026-11-01T00:00:00+00:00"
    assert records[0]["section"] is None
    out = tmp_path / "x.jsonl"
    assert "2 articles" in run(export.export, str(out)).output
    assert out.read_text(encoding="utf-8") == told.stdout


def test_export_takes_a_part(two_articles: None) -> None:
    assert '"soot"' in run(export.export, "--since", "2026-11-02").stdout
    assert run(export.export, "--since", "2026-11-02").stdout.count("\n") == 1
    assert '"bamdad"' in run(export.export, "--until", "2026-11-02").stdout
    assert run(export.export, "--until", "2026-11-02", "--outlet", "soot").stdout == ""
    assert "no outlet nobody" in run(export.export, "--outlet", "nobody").output


def test_export_gives_what_the_page_states(two_articles: None) -> None:
    soot = Outlet.objects.get(key="soot")
    article = Article.objects.get(outlet__key="bamdad")
    Article.objects.filter(pk=article.pk).update(
        credits=[["نگار تاری", "translator"]], agency="سوت", agency_outlet=soot, access="locked", licence="CC0"
    )
    Variant.objects.create(article=article, url="https://bamdad.example/1/amp", url_key=b"v" * 16)
    Variant.objects.create(article=article, url="https://bamdad.example/1/x", url_key=b"w" * 16, is_guess=True)
    told = json.loads(run(export.export, "--outlet", "bamdad").stdout)
    assert told["credits"] == [{"name": "نگار تاری", "role": "translator"}]
    assert (told["agency"], told["agency_outlet"], told["access"], told["licence"]) == ("سوت", "soot", "locked", "CC0")
    assert (told["also_at"], told["updated"]) == (["https://bamdad.example/1/amp"], None)


def test_export_gives_events(two_articles: None) -> None:
    for article, day in zip(Article.objects.order_by("pk"), (3, 4), strict=True):
        at = datetime(2026, 11, day, tzinfo=UTC)
        Event.objects.create(article=article, at=at, kind="edited", what="number", revision=2, gone="سه", new="چهار")
    Event.objects.create(article=article, at=datetime(2026, 11, 5, tzinfo=UTC), kind="removed", what="404", revision=2)
    told = run(export.export, "--events")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [(row["outlet"], row["kind"], row["what"]) for row in rows] == [
        ("bamdad", "edited", "number"),
        ("soot", "edited", "number"),
        ("soot", "removed", "404"),
    ]
    assert (rows[0]["before"], rows[0]["after"], rows[0]["at"]) == ("سه", "چهار", "2026-11-03T00:00:00+00:00")
    assert rows[0]["url"] == "https://bamdad.example/1"
    assert "3 events" in told.output
    assert run(export.export, "--events", "--since", "2026-11-04", "--outlet", "soot").stdout.count("\n") == 2
    assert run(export.export, "--events", "--until", "2026-11-04").stdout.count("\n") == 1


def test_export_gives_the_words_as_sent_and_mended(two_articles: None) -> None:
    row = Article.objects.order_by("pk")[0]
    words = {"title": "می‌آید یکم", "blocks": pack([["p", "سه"], ["p", "چهار"]])}
    Mending.objects.create(article=row, version=1, kind="spaced", **words)
    one, two = (json.loads(line) for line in run(export.export).stdout.splitlines())
    assert (one["title"], one["body"]) == ("می‌آید 1", "یک\nدو")
    told = {"kind": "spaced", "version": 1, "title": "می‌آید یکم", "kicker": "", "lead": "", "body": "سه\nچهار"}
    assert one["mended"] == told
    assert two["mended"] is None


def test_parquet_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(export.importlib, "import_module", missing)
    told = run(export.export, "--format", "parquet", "x.parquet")
    assert told.exit_code == 1
    assert "pyarrow" in told.output


def test_the_doctor_has_words_for_every_check_in_both_languages() -> None:
    for language in ("en", "fa"):
        assert NAMES[language].keys() >= checks.CHECKS.keys()
        assert ADVICE[language].keys() >= checks.CHECKS.keys()
    assert FACTS["en"].keys() == FACTS["fa"].keys()


def test_the_doctor_says_what_is_wrong_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        checks.Check("python", "well", "plain", {"text": "3.11"}),
        checks.Check("worker", "warning", "not-running"),
    ]
    monkeypatch.setattr(checks, "run_all", lambda: found)
    told = run(doctor)
    assert told.exit_code == 0
    assert "sarkhat run" in told.output
    found.append(checks.Check("space", "ill", "space", {"gib": 0.1}))
    assert run(doctor).exit_code == 1
    persian = run(doctor, "--language", "fa").output
    assert "✗ جای خالی دیسک: خراب — ۰٫۱ گیبی‌بایت خالی" in persian
    assert "۱ بررسی از ۳" in persian
    rows = [json.loads(line) for line in run(doctor, "--json").stdout.splitlines()]
    assert [row["state"] for row in rows] == ["well", "warning", "ill"]
    assert "Free some space" in rows[2]["advice"]


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no disk")

    monkeypatch.setitem(checks.CHECKS, "space", broken)  # type: ignore[arg-type]
    found = {check.name: check for check in checks.run_all()}
    assert (found["space"].state, found["space"].values) == ("ill", {"text": "RuntimeError: no disk"})
    assert found["clock"].state == "well"


def test_outlets_that_all_fail_are_ill() -> None:
    from sarkhat import clock
    from sarkhat.harvest.models import WatchState
    from sarkhat.sources.models import Watch

    assert checks.outlets()[0] == "ill"
    outlet = Outlet.objects.create(key="bamdad", name="x", home="https://bamdad.example/")
    watch = Watch.objects.create(
        outlet=outlet, kind="feed", url="https://bamdad.example/rss", url_key=b"k" * 16, host="x"
    )
    assert checks.outlets()[0] == "well"
    state = WatchState.objects.create(watch=watch, visited_at=clock.now(), error="net-timeout")
    assert checks.outlets() == ("ill", "failing", {"count": 1, "bad": 1, "names": "bamdad (net-timeout)"})
    state.error = ""
    state.save()
    assert checks.outlets()[0] == "well"
