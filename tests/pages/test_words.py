"""Words: both languages say the same things, and every word that a page asks for is there."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

import sarkhat
from sarkhat.pages.why import FADER
from sarkhat.pages.words import FOLDER, LANGUAGES, words
from sarkhat.ranking.decide import WEIGHTS
from sarkhat.sources.models import Outlet
from sarkhat.sources.records import SECTIONS

ROOT = Path(sarkhat.__file__).parent


def messages(language):
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    keys = [entry.id.name for entry in resource.body if isinstance(entry, ast.Message)]
    assert len(keys) == len(set(keys))
    return set(keys)


def test_both_languages_have_the_same_keys():
    fa, en = (messages(language) for language in LANGUAGES)
    assert fa == en


def test_every_key_that_pages_ask_for_is_there():
    files = [*(ROOT / "pages").rglob("*.html"), *(ROOT / "pages").glob("*.py")]
    asked = {key for file in files for key in re.findall(r'\bt\("([a-z0-9-]+)"[,)]', file.read_text(encoding="utf-8"))}
    asked |= {f"section-{key}" for key in SECTIONS}
    asked |= {f"{stem}-{kind}" for stem in ("kind", "kinds") for kind, _ in Outlet.KINDS}
    asked |= {f"display-{display}" for display, _ in Outlet.DISPLAY}
    asked |= {f"{kind}{end}" for kind in ("viewed", "discussed") for end in ("", "-empty", "-count", "-description")}
    asked |= {f"comment-{outcome}" for outcome in ("waiting", "off", "empty", "long", "fast", "gone")}
    asked |= {f"banner-{banner}{end}" for banner in ("sample", "replay") for end in ("", "-title")}
    asked |= {f"{stem}-{signal}" for stem in ("term", "hint") for signal in (*WEIGHTS, FADER)}
    assert len(asked) > 100
    assert asked - messages("fa") == set()


def test_numbers_in_the_digits_of_the_language():
    assert words("fa").t("outlets-count", count=1234) == "۱٬۲۳۴ رسانه"
    assert words("en").t("outlets-count", count=1) == "1 outlet"
    assert words("en").t("outlets-count", count=1234) == "1,234 outlets"
    assert words("fa").number(0.5) == "۰٫۵"


def test_an_unknown_key_is_seen_but_breaks_nothing(caplog):
    assert words("fa").t("no-such-key") == "no-such-key"
    assert "no-such-key" in caplog.text


@pytest.mark.parametrize("path", ["words/fa.ftl", "templates/prose/about.fa.html", "templates/prose/privacy.fa.html"])
def test_persian_letters_only(path):
    text = (ROOT / "pages" / path).read_text(encoding="utf-8")
    assert not re.search("[يكى٠-٩]", text)
    assert not re.search(r"\bمی [ا-ی]", text)
