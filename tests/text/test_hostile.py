"""Long senseless texts cost no more than their length: each of these once took seconds or could.

No clock is read: a quadratic one would hang the suite long before it fails.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sarkhat.text.dates import parse
from sarkhat.text.direction import direction
from sarkhat.text.html import clean, plain
from sarkhat.text.persian import fold, search_fold
from sarkhat.text.urls import canonical
from sarkhat.text.words import sentences, tokens
from sarkhat.text.zwnj import repair

SIZE = 200_000
NOW = datetime(2025, 10, 21, 9, 0, tzinfo=UTC)
PIECES = ["a", "س", "!", "a.", "1.", "س\u200c", "@", "#", "می ", "<b>", "&#", "%", "../", "\u064b", "(", "-"]
FUNCTIONS: list[Callable[[str], object]] = [
    fold, search_fold, sentences, tokens, direction, repair, plain, canonical,
    lambda text: clean(text, "https://example.org/"), lambda text: parse(text, NOW),
    lambda text: canonical(f"https://example.org/{text}?{text}"),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_is_dear(piece: str) -> None:
    text = piece * (SIZE // len(piece)) + "x"
    for function in FUNCTIONS:
        function(text)
