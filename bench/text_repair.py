"""How many lost ZWNJs are found, by ours and by the others, on the same lines in one run.

    python bench/text_repair.py GOLD.txt… [--posts POSTS.jsonl.gz] [--peers FOLDER]

GOLD: edited sentences, one a line, with right ZWNJs. The lines are damaged (ZWNJs dropped, made spaces, either by
a seeded coin, or dropped with Arabic ي and ك), repaired, and compared place by place. Ours is measured twice: each
line alone, and the lines together, as `sarkhat text repair` reads a file. Peers are measured as they
are called, line by line. `--posts` adds 2,000 long lines, drawn by seed, of the posts that nothing was trained on.
`--peers` names the folder of the peers' environments (`bench/peers_text.sh` makes it). Prints JSON lines.

Strict: every place counts. Lenient: an inserted ZWNJ that only parts a productive affix, where the gold has none, is
neither right nor wrong.
"""

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from build_lexicon import held_out, posts

from sarkhat.text.persian import ZWNJ, normalise_letters
from sarkhat.text.zwnj import repair, repair_together

PEERS = ("hazm", "rishe", "shekar", "parsivar")
CHANNELS = ("farsna", "IranintlTV", "VahidOnline")
_SEED = 20
_SUFFIX = re.compile(r"(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?|تر(?:ین)?|ام|ای|اند|ایم|اید|اش)(?!\w)")
_PREFIX = re.compile(r"(?<!\w)ن?می$")

Mend = Callable[[list[str]], tuple[list[str], float]]


def places(text: str) -> set[int]:
    """Where the ZWNJs stand, counted in the characters that neither damage nor repair touches."""
    found, at = set(), 0
    for character in text:
        if character == ZWNJ:
            found.add(at)
        at += character != ZWNJ and not character.isspace()
    return found


def productive(text: str) -> set[int]:
    """The places of the ZWNJs that only part a productive affix."""
    found, at = set(), 0
    text = normalise_letters(text)
    for index, character in enumerate(text):
        if character == ZWNJ and (_SUFFIX.match(text, index + 1) or _PREFIX.search(text[max(0, index - 4) : index])):
            found.add(at)
        at += character != ZWNJ and not character.isspace()
    return found


def damages(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each kind of damage and the lines that it leaves."""
    coin = random.Random(_SEED)
    dropped = [line.replace(ZWNJ, "") for line in lines]
    yield "joined", dropped
    yield "spaced", [line.replace(ZWNJ, " ") for line in lines]
    yield "mixed", [re.sub(ZWNJ, lambda _: coin.choice(("", " ")), line) for line in lines]
    yield "arabic", [line.translate(str.maketrans("یک", "يك")) for line in dropped]
    yield "none", lines


def score(lines: list[str], mended: list[str], lenient: bool) -> dict[str, float]:
    """Precision, recall and F1 of the places, in per cent."""
    right = given = wanted = 0
    for gold, ours in zip(lines, mended, strict=True):
        theirs, mine = places(gold), places(ours)
        if lenient:
            mine -= productive(ours) - theirs
        right, given, wanted = right + len(theirs & mine), given + len(mine), wanted + len(theirs)
    precision, recall = 100 * right / max(1, given), 100 * right / max(1, wanted)
    f1 = 200 * right / max(1, given + wanted)
    return {"precision": round(precision, 1), "recall": round(recall, 1), "f1": round(f1, 1)}


def ours(mend: Callable[[list[str]], list[str]]) -> Mend:
    """Ours, with its CPU-seconds."""

    def timed(lines: list[str]) -> tuple[list[str], float]:
        start = time.process_time()
        mended = mend(lines)
        return mended, time.process_time() - start

    return timed


def peer(python: Path, name: str) -> Mend:
    """A peer in its own environment, with the CPU-seconds that it counted."""

    def called(lines: list[str]) -> tuple[list[str], float]:
        script = Path(__file__).with_name("text_peer.py")
        done = subprocess.run(
            [python, script, name], input=json.dumps(lines), capture_output=True, text=True, check=True
        )
        answer = json.loads(done.stdout.splitlines()[-1])
        return answer["lines"], answer["seconds"]

    return called


def systems(peers: Path | None) -> dict[str, Mend]:
    """What is measured, by name. A peer that is not installed is said so."""
    found = {"ours": ours(repair_together), "ours, each line alone": ours(lambda lines: [*map(repair, lines)])}
    for name in PEERS if peers else ():
        python = Path(str(peers)) / name / "bin" / "python"
        if python.exists():
            found[name] = peer(python, name)
        else:
            click.echo(f"{name}: not installed in {peers}, not measured", err=True)
    return found


def tidy(line: str) -> str:
    """The line with ZWNJs only between letters, where a reader could miss them."""
    return re.sub(r"(?<!\w)\u200c+|\u200c+(?!\w)", "", re.sub("\u200c+", ZWNJ, line)).strip()


def report(name: str, texts: list[str], measured: dict[str, Mend]) -> None:
    """Print the figures of one set."""
    lines = [line for line in map(tidy, texts) if line]
    words = sum(len(line.split()) for line in lines)
    for kind, damaged in damages(lines):
        for system, mend in measured.items():
            mended, seconds = mend(damaged)
            row: dict[str, object] = {"set": name, "damage": kind, "system": system}
            if kind == "none":
                changed = sum(len(places(line) ^ places(after)) for line, after in zip(lines, mended, strict=True))
                row["changes_per_1000_words"] = round(1000 * changed / words, 2)
            else:
                row |= {"strict": score(lines, mended, False), "lenient": score(lines, mended, True)}
            click.echo(json.dumps(row | {"words_per_second": round(words / max(seconds, 1e-9))}))


def long_lines(archive: Path) -> list[str]:
    """2,000 long lines of held-out posts, by seed."""
    kept = [post for post in posts(archive) if held_out(post) and post["channel"] in CHANNELS]
    lines = [line for post in kept for line in str(post["text"]).splitlines() if len(line) > 80]
    return random.Random(_SEED).sample(lines, min(2000, len(lines)))


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--posts", "archive", type=click.Path(exists=True, path_type=Path))
@click.option("--peers", type=click.Path(path_type=Path))
def main(gold: tuple[Path, ...], archive: Path | None, peers: Path | None) -> None:
    """Measure on the GOLD files, on all of them, and on the held-out posts."""
    measured = systems(peers)
    repair("می روم")  # Loads the model, which is no work on a text.
    every = [(path.stem, path.read_text(encoding="utf-8").splitlines()) for path in gold]
    if len(every) > 1:
        every.append(("all of UD", [line for _, lines in every for line in lines]))
    if archive:
        every.append(("posts", long_lines(archive)))
    alone = {name: mend for name, mend in measured.items() if name not in PEERS}
    for name, lines in every:
        # The peers take minutes: one UD set with all lines is enough for them.
        report(name, lines, alone if len(gold) > 1 and name in {path.stem for path in gold} else measured)


if __name__ == "__main__":
    main()
