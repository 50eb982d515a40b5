"""Lines that a source prints under its pieces are nobody's key passage."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from made import NOON
from sarkhat.understand.commands import understand
from sarkhat.understand.slogans import Slogans

SLOGAN = "«پل تایمز» دریچه‌ای تازه به خبرهای درست و اختصاصی دربارهٔ پل‌های شهر شما"


def piece(number: int) -> str:
    return f"🔴\nپل شمارهٔ {number} باز شد\n🎗️\n{SLOGAN}\n@bridges"


def test_a_line_is_known_after_four_pieces_of_its_source() -> None:
    slogans = Slogans()
    assert [len(slogans.of("one", piece(number))) for number in range(6)] == [0, 0, 0, 0, 1, 1]
    assert not slogans.of("other", piece(7))


def test_what_is_no_longer_printed_is_forgotten() -> None:
    slogans = Slogans()
    for number in range(5):
        slogans.of("one", piece(number))
    for number in range(60):
        slogans.of("one", f"پل شمارهٔ {number} بسته شد")
    assert not slogans.of("one", piece(9))


def test_the_command_leaves_them_out() -> None:
    import json

    lines = [
        json.dumps(
            {"id": str(n), "source": "one", "published": (NOON + timedelta(hours=n)).isoformat(), "text": piece(n)}
        )
        for n in range(6)
    ]
    result = CliRunner().invoke(understand, input="\n".join(lines))
    said = [json.loads(line)["key_passage"] for line in result.output.splitlines()]
    assert said[0] == SLOGAN
    assert said[5] == "پل شمارهٔ 5 باز شد"


@pytest.mark.parametrize("hostile", ["\n" * 100_000, "ا " * 100_000, "." * 100_000])
def test_hostile_texts_end(hostile: str) -> None:
    assert not Slogans().of("one", hostile)
