"""The newsroom's texts are complete, well formed, and as large as promised."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from sarkhat.replay.server import Request
from sarkhat.sample.material import load_outlets, load_pieces
from sarkhat.sample.sites import OutletSite
from sarkhat.stories.figures import differing

PIECES = load_pieces()
OUTLETS = {sheet.key: sheet for sheet in load_outlets()}


def test_it_has_the_promised_size():
    persian = [piece for piece in PIECES if OUTLETS[piece.outlet].language == "fa"]
    languages = Counter(OUTLETS[piece.outlet].language for piece in PIECES)
    assert len(persian) >= 150
    assert languages["en"] >= 3
    assert languages["ar"] >= 3
    assert len({piece.happening for piece in PIECES}) >= 35
    assert len({piece.outlet for piece in PIECES}) >= 8
    assert sum(bool(piece.source) for piece in PIECES) >= 10
    assert sum(len(piece.wordings) > 1 for piece in PIECES) >= 1
    assert sum(piece.removed is not None for piece in PIECES) >= 1
    assert min(piece.at for piece in PIECES) >= timedelta(hours=-24)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece.happening}-{piece.outlet}-{piece.number}")
def test_a_persian_text_is_edited_persian(piece):
    assert piece.outlet in OUTLETS
    if OUTLETS[piece.outlet].language != "fa":
        return
    for wording in piece.wordings:
        text = f"{wording.title}\n{wording.body}"
        assert not re.search("[يكىة]", text), "Arabic letters"
        assert not re.search("[0-9٠-٩]", re.sub(r"@\S+", "", text)), "digits that are not Persian"
        assert not re.search(r"(?<!\S)ن?می (?!\s)", text), "می apart from its verb"


def test_outlets_do_not_share_sentences_except_reprints():
    seen: dict[str, tuple[str, str]] = {}
    for piece in PIECES:
        if piece.source:
            continue
        for sentence in re.split(r"[.؟!\n]", piece.wordings[0].body):
            words = sentence.strip()
            if len(words) < 60:
                continue
            owner = seen.setdefault(words, (piece.outlet, piece.happening))
            assert owner[0] == piece.outlet, words


@pytest.mark.parametrize("happening", ["aldoria-quake", "petro-fire"])
def test_outlets_of_a_disaster_differ_on_the_injured_when_the_newsroom_opens(happening):
    told = [piece for piece in PIECES if piece.happening == happening and not piece.source and piece.at <= timedelta()]
    said = [(piece.outlet, "\n".join((piece.wordings[0].title, piece.lead, piece.wordings[0].body))) for piece in told]
    assert "injured" in {one.kind for one in differing(said)}


def test_an_outlet_that_states_its_sections_states_them_in_its_feed(tmp_path):
    opened = datetime.now(UTC)
    pieces = [piece for piece in PIECES if piece.outlet == "plateau"]
    site = OutletSite(OUTLETS["plateau"], pieces, opened, "http://plateau.localhost", lambda: opened)
    feed = site(Request("/rss", {})).body.decode()
    assert "<category>Sport</category>" in feed
