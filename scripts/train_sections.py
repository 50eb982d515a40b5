"""Learn the section weights that ship in `understand/data/sections.tsv.gz`.

    python scripts/train_sections.py OUT.tsv.gz MATERIAL…

Each MATERIAL is a file of JSON lines, plain or gzipped, with "text" (or "paragraphs" or "summary"), perhaps
"title", and a section: one of our keys under "section", or the outlet's own word under "category" or "tags". A JSON
array is read too. `--test` files are not learned from: the accuracy on each is printed.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from sarkhat.sources.records import SECTIONS
from sarkhat.understand import sections

Labelled = tuple[dict[str, float], int]

_CATEGORIES = {
    "world": "world", "politics": "politics", "foreign-policy": "politics", "sports": "sport", "sport": "sport",
    "economy": "economy", "culture": "culture", "arts-media": "culture", "scientific-academic": "science",
    "social": "society", "province": "society", "technology": "science", "science": "science",
    "society": "society", "entertainment": "culture",
}  # fmt: skip
_TAGS = {
    "زندگی": "society", "اجتماع": "society", "محله": "society", "ایران": "politics", "ورزش": "sport",
    "اقتصاد": "economy", "بازار": "economy", "دانش": "science", "ارتباطات": "science", "جهان": "world",
    "سینما": "culture", "فرهنگ": "culture",
}  # fmt: skip


def read(path: Path) -> Iterator[Labelled]:
    """The labelled items of a file; those without a section that we know are left out."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("utf-8")
    rows = json.loads(text) if text.lstrip().startswith("[") else map(json.loads, text.splitlines())
    for row in rows:
        section = _section(row)
        body = row.get("text") or "\n".join(row.get("paragraphs") or ()) or row.get("summary") or ""
        if section and body:
            yield sections.features(body, row.get("title") or ""), SECTIONS.index(section)


def _section(row: dict[str, Any]) -> str:
    if row.get("section") in SECTIONS:
        return str(row["section"])
    if row.get("source") == "varzesh3":
        return "sport"
    tags = row.get("tags") or [""]
    return _CATEGORIES.get(row.get("category") or "", "") or _TAGS.get(tags[0].split(">")[0].strip(), "")


def vocabulary(material: Sequence[Labelled], least: int) -> list[str]:
    """Words of at least `least` items."""
    counts = Counter(word for words, _ in material for word in words)
    return sorted(word for word, count in counts.items() if count >= least)


def learn(material: Sequence[Labelled], words: list[str], rounds: int, decay: float) -> np.ndarray:
    """Weights (words + bias, sections) of a softmax regression by full-batch Adam; rare sections count more."""
    place = {word: number for number, word in enumerate(words)}
    pairs = [(row, place[w], v) for row, (vec, _) in enumerate(material) for w, v in vec.items() if w in place]
    rows, cols = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    values = np.array([pair[2] for pair in pairs])
    labels = np.array([label for _, label in material])
    share = np.bincount(labels, minlength=len(SECTIONS)) + 1.0
    cost = ((len(labels) / share) ** 0.5)[labels][:, None] / len(labels)
    aim = np.eye(len(SECTIONS))[labels]
    weights = np.zeros((len(words) + 1, len(SECTIONS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        scores = np.tile(weights[-1], (len(labels), 1))
        for section in range(len(SECTIONS)):
            scores[:, section] += np.bincount(rows, values * weights[cols, section], len(labels))
        odds = np.exp(scores - scores.max(1, keepdims=True))
        error = (odds / odds.sum(1, keepdims=True) - aim) * cost
        slope = np.vstack(
            [
                np.stack([np.bincount(cols, values * error[rows, s], len(words)) for s in range(len(SECTIONS))], 1),
                error.sum(0),
            ]
        )
        slope[:-1] += decay * weights[:-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def right(material: Sequence[Labelled], words: list[str], weights: np.ndarray) -> float:
    """Accuracy of the weights on labelled items."""
    place = {word: number for number, word in enumerate(words)}
    hits = 0
    for vec, label in material:
        known = [(place[word], value) for word, value in vec.items() if word in place]
        score = weights[-1] + sum(value * weights[at] for at, value in known)
        hits += int(np.argmax(score) == label)
    return hits / max(1, len(material))


def save(path: Path, words: list[str], weights: np.ndarray) -> None:
    """Write the weights as hundredths; words that say nothing are left out."""
    kept = [sections.BIAS + "\t" + "\t".join(str(round(value * 100)) for value in weights[-1])]
    for word, row in zip(words, weights[:-1], strict=True):
        if np.abs(row).max() >= 0.15:
            kept.append(word + "\t" + "\t".join(str(round(value * 100)) for value in row))
    path.write_bytes(gzip.compress("\n".join(kept).encode(), 9, mtime=0))


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("material", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--test", multiple=True, type=click.Path(exists=True, path_type=Path), help="Not learned from; judged.")
@click.option("--least", default=2, show_default=True, help="Items that a word must stand in.")
@click.option("--rounds", default=200, show_default=True)
@click.option("--decay", default=3e-4, show_default=True, help="Weight decay.")
@click.option("--fifth", is_flag=True, help="Keep a fifth of each file out of learning and judge it.")
def main(
    out: Path, material: tuple[Path, ...], test: tuple[Path, ...], least: int, rounds: int, decay: float, fifth: bool
) -> None:
    """Learn from MATERIAL, write OUT, and say how well it does on what it did not see."""
    learned: list[Labelled] = []
    judged: list[tuple[str, list[Labelled]]] = [(path.name, list(read(path))) for path in test]
    for path in material:
        items = list(read(path))
        if fifth:
            judged.append((path.name, items[::5]))
        learned += [item for number, item in enumerate(items) if not fifth or number % 5]
    words = vocabulary(learned, least)
    weights = learn(learned, words, rounds, decay)
    save(out, words, weights)
    click.echo(f"{len(learned)} items, {len(words)} words, accuracy on them {right(learned, words, weights):.3f}")
    for name, items in judged:
        click.echo(f"{name}: {right(items, words, weights):.3f} of {len(items)}")


if __name__ == "__main__":
    main()
