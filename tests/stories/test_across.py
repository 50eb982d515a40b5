"""Stories across languages: an English article joins the Persian ones of its event, another does not."""

from datetime import timedelta

import numpy as np
import pytest

from made import NOON
from sarkhat.stories import across
from sarkhat.stories.across import Across, tongue
from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece
from sarkhat.stories.shape import Shape
from sarkhat.stories.terms import terms
from sarkhat.stories.window import Window
from sarkhat.text.skeleton import skeleton

BRIDGE = "شهردار اهواز پل تازهٔ کارون را با حضور استاندار خوزستان گشود؛ ساخت این پل ۷ سال به درازا کشید."
BRIDGE_TOO = "پل کارون در اهواز پس از ۷ سال ساخت با حضور شهردار گشوده شد و خودروها از آن گذشتند."
IN_ENGLISH = (
    "Ahvaz mayor opens new bridge over the Karun\nThe governor of Khuzestan was present; it took 7 years to build."
)
QUAKE = (
    "Strong earthquake shakes eastern Turkey\nSeveral buildings collapsed and rescue teams are searching for people."
)


def piece(name: str, text: str, language: str, hours: float = 0) -> Piece:
    return Piece(name, name, NOON + timedelta(hours=hours), text, language)


def shape(text: str, language: str) -> Shape:
    return Window(timedelta(days=1)).shape("a", NOON, terms(text.split("\n")), language)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_an_english_article_joins_its_persian_story_whichever_comes_first(order: tuple[int, ...]) -> None:
    told = [("a", BRIDGE, "fa"), ("b", BRIDGE_TOO, "fa"), ("c", IN_ENGLISH, "en")]
    found = place_all([piece(*told[one], hours=place / 2) for place, one in enumerate(order)])
    assert len({one.story for one in found}) == 1


def test_another_event_stays_apart() -> None:
    found = place_all([piece("a", BRIDGE, "fa"), piece("b", QUAKE, "en", 1)])
    assert len({one.story for one in found}) == 2


def test_what_is_compared_by_words_is_told_by_language_and_letters() -> None:
    assert tongue("fa", ["پل", "کارون"]) == tongue("", ["پل"]) == tongue("fa-AF", ["پل"]) == "arabic"
    assert tongue("ar", ["جسر", "كارون"]) == "ar"
    assert tongue("en", ["bridge"]) == "en"
    assert tongue("fa", ["bridge", "over", "پل"]) == "latin"
    assert tongue("en", ["2026"]) == ""


@pytest.mark.parametrize(
    ("latin", "persian"),
    [("Zelensky", "زلنسکی"), ("Araghchi", "عراقچی"), ("Khamenei", "خامنه‌ای"), ("Washington", "واشنگتن"), ("Mexico", "مکزیک"), ("Guardiola", "گواردیولا")],
)  # fmt: skip
def test_names_have_one_skeleton_in_both_scripts(latin: str, persian: str) -> None:
    assert skeleton(latin) == skeleton(persian) != ""


@pytest.mark.parametrize("word", ["", "2026", "ab", "او", "三", "Мир"])
def test_what_has_no_skeleton(word: str) -> None:
    assert skeleton(word) == ""


def test_a_full_shelf_lets_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "_SEARCHED", 64)
    held, english = Across(), shape(IN_ENGLISH, "en")
    for number in range(64):
        held.add(f"fa{number}", shape(BRIDGE, "fa"))
    held.remove("fa3")
    assert len(held.likenesses(english)) == 12
    for number in range(64, 128):
        held.add(f"fa{number}", shape(BRIDGE if number == 127 else "برف سنگین گردنه‌ها را بست", "fa"))
    assert set(held.likenesses(english)) == {"fa127"}
    held.remove("fa127")
    held.remove("fa0")
    assert held.likenesses(english) == {}
    assert np.isfinite(english.meaning).all()
