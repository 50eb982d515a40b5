"""The language of a text: of whole sentences, of headlines, and what the outlet's word counts."""

import csv
import gzip
import json
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sarkhat.understand import language_learned
from sarkhat.understand.language import language

HEADLINES = [line.split("\t") for line in Path(__file__).with_name("headlines.tsv").read_text("utf-8").splitlines()]
DATA = Path(__file__).parents[3] / "shared" / "data"
ROWS = DATA / "tgcontest-toloka" / "toloka" / "categories"
POSTS = DATA / "persian-telegram-news" / "posts.jsonl.gz"
ITEMS = DATA / "hamshahri-items" / "hamshahri.json"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزیر نیرو از افتتاح سد تازه در استان کرمان خبر داد و گفت که آب شرب مردم تأمین می‌شود", "fa"),
        ("وزير نيرو از افتتاح سد تازه در كرمان خبر داد و اين سد براي كشاورزان است", "fa"),
        ("أعلن وزير الكهرباء عن افتتاح سد جديد في المحافظة بعد سنوات من العمل على هذا المشروع", "ar"),
        ("وەزیری کارەبا بەنداوێکی نوێی لە پارێزگاکە کردەوە و وتی ئەم پڕۆژەیە گرنگە", "ckb"),
        ("د اوبو وزیر په ولایت کې د نوي بند د پرانیستلو خبر ورکړ او ویې ویل چې ښه کار شوی دی", "ps"),
        ("وزیر بجلی نے صوبے میں نئے ڈیم کا افتتاح کیا اور کہا کہ یہ منصوبہ بڑا ہے", "ur"),
        ("The minister of energy opened a new dam in the province after seven years of work", "en"),
        ("Der Energieminister hat in der Provinz einen neuen Staudamm eröffnet und gelobt", "de"),
        ("Министр энергетики открыл новую плотину в провинции после семи лет работы", "ru"),
    ],
)
def test_names_the_language(text: str, expected: str) -> None:
    assert language(text) == expected


def _share(rows: list[list[str]], guess: Callable[[str, str], str]) -> float:
    wrong = [f"{code} taken for {said}: {text}" for code, text in rows if (said := guess(text, code)) != code]
    print("\n".join(wrong))
    return 1 - len(wrong) / len(rows)


def test_headlines_by_their_words_alone() -> None:
    counts = Counter(code for code, _ in HEADLINES)
    assert len(HEADLINES) >= 300
    assert sum(count >= 10 for count in counts.values()) >= 10
    assert _share(HEADLINES, lambda text, _: language(text)) >= 0.95


def test_headlines_with_their_outlets_language() -> None:
    assert _share(HEADLINES, language) >= 0.985


@pytest.mark.parametrize("code", ["fa", "fa-AF", "ar", "ckb", "kmr", "azb", "az", "ps", "ur"])
def test_each_language_of_the_region(code: str) -> None:
    rows = [row for row in HEADLINES if row[0] == code]
    assert _share(rows, lambda text, _: language(text)) >= 0.85


@pytest.mark.skipif(not POSTS.exists(), reason="the evaluation data are not here")
def test_headlines_of_real_outlets() -> None:
    rows = [*_titles("ru_cat_exam", "ru"), *_titles("en_cat_exam", "en"), *_first_lines("naya_foriraq", "ar")]
    rows += [["fa", item["title"]] for item in json.loads(ITEMS.read_text("utf-8"))[::4]]
    rows += _first_lines("farsna", "fa")
    assert len(rows) >= 300
    assert _share(rows, lambda text, _: language(text)) >= 0.95


def _titles(name: str, code: str) -> Iterator[list[str]]:
    """Titles that the weights were not learned from: scripts/train_language.py keeps every fifth out."""
    with (ROWS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if sum(row["INPUT:title"].encode()) % 5 == 0:
                yield [code, row["INPUT:title"]]


def _first_lines(channel: str, code: str) -> list[list[str]]:
    with gzip.open(POSTS, "rt", encoding="utf-8") as file:
        posts = [json.loads(line) for line in file if f'"{channel}"' in line]
    lines = [post["text"].split("\n")[0][:120] for post in posts if post["channel"] == channel and post["text"]]
    return [[code, line] for line in lines[:: len(lines) // 130] if sum(map(str.isalpha, line)) > 12]


def test_the_outlets_language_decides_where_the_text_is_silent() -> None:
    assert language("۱۲۳ !!", "ar") == "ar"
    assert language("", "") == "fa"
    assert language("BBC", "fa") == "fa"
    assert language("Reuters", "fa") == "fa"
    assert language("北京", "fa") == "fa"


def test_the_text_wins_over_the_outlet_when_it_is_plain() -> None:
    assert language("The minister of energy opened a new dam in the province after seven years", "fa") == "en"
    assert language("این خبر را برای شما از تهران آورده است و در آن از مردم هم گفته شده", "ar") == "fa"


def test_one_foreign_name_turns_nothing() -> None:
    assert language("نمایشگاه آثار ښاپیرۍ در تهران گشایش یافت و تا پایان ماه برای دیدار همهٔ مردم باز است", "fa") == "fa"


def test_an_outlets_language_has_one_name_in_each_script() -> None:
    assert language("Dîsa", "ku") == "kmr"
    assert language("تبریز", "az") == "azb"
    assert language("هوای خوب شهر", "fa-AF") == "fa-AF"
    assert language("باران", "prs") == "fa-AF"


def test_the_weights_are_small_in_memory() -> None:
    language_learned._weights.cache_clear()
    tracemalloc.start()
    language("The minister opened a new dam")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000
