"""Stories in other languages: BASIL's events in English among unrelated articles, and the tgcontest pairs.

    python bench/stories_other.py DATA

DATA holds `basil-triples`, `tgcontest-toloka` and `persian-articles-course`. The 150 articles of 50 events come at
their own dates; so do 2,000 distractors, at times drawn from the same dates (seed 3): the English and Russian articles
of tgcontest, then Persian articles. Pairs of two distractors are not judged. Of a tgcontest pair the two articles are
published in the same hour, among all others: right is being in one story exactly when the label says OK.
"""

import csv
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece

_DISTRACTORS = 2000


def basil(data: Path) -> dict[str, Piece]:
    """The articles by name; the event is the name's part before the underscore."""
    rows = {path.stem: json.loads(path.read_text()) for path in sorted((data / "basil-triples").glob("*.json"))}
    return {name: Piece(name, row["source"].lower(), _day(row["date"]), _text(row), "en") for name, row in rows.items()}


def _day(date: str) -> datetime:
    return datetime.fromisoformat(date).replace(tzinfo=UTC)


def _text(row: dict[str, list[dict[str, str]]]) -> str:
    return "\n".join([str(row["title"]), *(one["sentence"] for one in row["body"])])


def unrelated(data: Path) -> Iterator[tuple[str, str]]:
    """Texts with their language: of tgcontest, then Persian ones."""
    for path in sorted((data / "tgcontest-toloka/toloka/categories").glob("*.tsv")):
        for row in csv.DictReader(path.open(), delimiter="\t"):
            yield path.stem[:2], f"{row['INPUT:title']}\n{row['INPUT:text']}"
    with gzip.open(data / "persian-articles-course/articles.jsonl.gz", "rt") as lines:
        for article in map(json.loads, lines):
            yield "fa", "\n".join([article["title"], *(article["paragraphs"] or ())])


def distractors(data: Path, days: list[datetime]) -> list[Piece]:
    """Unrelated articles at times drawn from the days."""
    chance = random.Random(3)
    texts = [text for text, _ in zip(unrelated(data), range(_DISTRACTORS), strict=False)]
    pieces = []
    for number, (language, text) in enumerate(texts):
        outlet, at = f"outlet{chance.randrange(40)}", chance.choice(days) + timedelta(hours=chance.random() * 24)
        pieces.append(Piece(f"other{number}", outlet, at, text, language))
    return pieces


def judge_basil(data: Path, judged: Callable[[str], bool] = lambda _: True) -> None:
    """Print pair precision, recall and F1 over the pairs with an article of the judged events."""
    articles = basil(data)
    others = distractors(data, [piece.published for piece in articles.values()])
    found = {placed.id: placed.story for placed in place_all([*articles.values(), *others])}
    counted = {name for name in articles if judged(name.split("_")[0])}
    right = joined = wanted = 0
    for one, other in combinations(found, 2):
        if one in counted or other in counted:
            same = one.split("_")[0] == other.split("_")[0]
            together = found[one] == found[other]
            right, joined, wanted = right + (same and together), joined + together, wanted + same
    precision, recall = right / max(1, joined), right / wanted
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"basil, {len(others)} distractors: pair F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})")


def tgcontest(data: Path, language: str) -> tuple[list[Piece], list[tuple[str, str, bool]]]:
    """The articles of the labelled pairs, all of one hour; each pair's addresses and whether it is one story."""
    pieces: dict[str, Piece] = {}
    answers: list[tuple[str, str, bool]] = []
    for path in sorted((data / "tgcontest-toloka/toloka/clustering_pairs").glob(f"{language}_*.tsv")):
        for row in csv.DictReader(path.open(), delimiter="\t"):
            urls = row["INPUT:first_url"], row["INPUT:second_url"]
            for url, which in zip(urls, ("first", "second"), strict=True):
                text = f"{row[f'INPUT:{which}_title']}\n{row[f'INPUT:{which}_text']}"
                pieces.setdefault(url, Piece(url, url.split("/")[2], _day("2020-01-01"), text, language))
            answers.append((*urls, row["GOLDEN:quality"] == "OK"))
    return list(pieces.values()), answers


def judge_pairs(data: Path, language: str, judged: Callable[[int], bool] = lambda _: True) -> None:
    """Print the share of the judged pairs that are told right."""
    pieces, answers = tgcontest(data, language)
    found = {placed.id: placed.story for placed in place_all(pieces)}
    answers = [answer for place, answer in enumerate(answers) if judged(place)]
    right = sum(same == (found[one] == found[other]) for one, other, same in answers)
    missed = sum(same and found[one] != found[other] for one, other, same in answers)
    share = right / len(answers)
    print(
        f"tgcontest {language}: {right} of {len(answers)} pairs right ({share:.3f}), {missed} of the wrong ones missed"
    )


if __name__ == "__main__":
    judge_basil(Path(sys.argv[1]))
    judge_pairs(Path(sys.argv[1]), "en")
    judge_pairs(Path(sys.argv[1]), "ru")
