import numpy as np
import pytest

from sarkhat.understand import vectors
from sarkhat.understand.vectors import DIMENSIONS, MEANING, meaning, vector

# Invented: two wordings of one happening, and others.
QUAKE = "زلزله‌ای به بزرگی ۵٫۱ ریشتر شهر سرخه را لرزاند و چند خانه آسیب دید"
QUAKE_TOO = "زمین‌لرزهٔ ۵٫۱ ریشتری در سرخه؛ خسارت به خانه‌های روستایی"
MATCH = "تیم والیبال زنان با پیروزی سه بر یک راهی نیمه‌نهایی شد"
BANK = "بانک مرکزی نرخ سود سپرده‌های کوتاه‌مدت را افزایش داد"


def test_a_vector_has_length_one_and_is_the_same_each_time():
    found = vector(QUAKE)
    assert found.shape == (DIMENSIONS,)
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(found, vector(QUAKE))


def test_wordings_of_one_happening_are_nearer_than_other_happenings():
    near = vector(QUAKE) @ vector(QUAKE_TOO)
    assert near > 0.3
    assert all(vector(QUAKE) @ vector(other) < near / 2 for other in (MATCH, BANK))


@pytest.mark.parametrize(
    ("persian", "english"),
    [
        (QUAKE, "Earthquake shakes town, houses damaged"),
        (MATCH, "Women's volleyball team win to reach semifinal"),
        (BANK, "Central bank raises rates on deposits"),
    ],
)
def test_english_is_nearest_to_the_persian_of_the_same(persian, english):
    nearest = max((QUAKE, MATCH, BANK), key=lambda text: meaning(text) @ meaning(english))
    assert nearest == persian


def test_a_name_that_the_table_has_never_seen_counts():
    one, same = "گورکانلو در نشست خبری گفت", "گورکانلو استعفا کرد"
    other = "بهمنیارزاد استعفا کرد"
    assert vector(one) @ vector(same) > vector(one) @ vector(other) + 0.1


def test_letters_and_zwnj_do_not_matter():
    assert vector("کتاب‌های تازهٔ کودکان") @ vector("كتاب هاي تازه كودكان") == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", "🔴 !!", "و از به"])
def test_a_text_without_words_is_zeros(text):
    assert not vector(text).any()
    assert not meaning(text).any()


def test_what_is_packed_comes_back():
    rows = np.random.default_rng(1).normal(0, 1, (40, MEANING)).astype(np.float32)
    rarities = np.linspace(0, 12, 40, dtype=np.float32)
    table = vectors._unpacked([f"w{number}" for number in range(40)], vectors.packed(rows, rarities))
    assert np.abs(table.rows * table.scales[:, None] - rows).max() < 0.05
    assert table.rarities["w39"] == pytest.approx(12, abs=0.05)


def test_a_table_that_does_not_fit_its_words_is_refused():
    rows = vectors.packed(np.ones((3, MEANING), np.float32), np.ones(3, np.float32))
    with pytest.raises(ValueError, match="table"):
        vectors._unpacked(["one"], rows)


def test_vectors_of_no_texts_have_no_rows():
    assert vectors.vectors([]).shape == (0, DIMENSIONS)
    assert vectors.vectors([QUAKE, BANK]).shape == (2, DIMENSIONS)
