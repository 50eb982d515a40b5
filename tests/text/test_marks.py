"""Stray direction marks go from right-to-left blocks, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarkhat.text.direction import CONTROL, unmarked

ALM, LRM, RLM = "\u061c", "\u200e", "\u200f"
RLE, PDF, FSI, PDI = "\u202b", "\u202c", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{RLM}بارش برف{LRM}", "بارش برف"),
        (f" {RLM}{ALM}بارش برف", " بارش برف"),
        (f"بارش {RLM}برف", f"بارش {RLM}برف"),  # in the middle it may part what would run together
        (f"{RLE}بارش برف", "بارش برف"),
        (f"بارش برف{PDF}", "بارش برف"),
        (f"شرکت {FSI}Acme{PDI} بارید", f"شرکت {FSI}Acme{PDI} بارید"),
        (f"شرکت {FSI}Acme{RLE}{PDI} بارید", f"شرکت {FSI}Acme{PDI} بارید"),
        (f"شرکت {RLE}Acme{PDI}{PDF} بارید", f"شرکت {RLE}Acme{PDF} بارید"),
        (f"{LRM}A sentence in English.{RLM}", f"{LRM}A sentence in English.{RLM}"),
    ],
)
def test_only_stray_marks_go(text: str, kept: str) -> None:
    assert unmarked(text) == kept


@given(st.text(alphabet=f"آب پ.A1 {ALM}{LRM}{RLM}{RLE}{PDF}{FSI}{PDI}\u2067\u202a"))
def test_what_is_seen_stays_and_a_second_time_changes_nothing(text: str) -> None:
    once = unmarked(text)
    assert CONTROL.sub("", once) == CONTROL.sub("", text)
    assert unmarked(once) == once
