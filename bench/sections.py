"""Sections by the words alone, on what `scripts/train_sections.py` keeps out: accuracy, confusion, speed.

    python bench/sections.py ../shared/data

tgcontest knows no politics and no world: there both count as society.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from section_sets import Labelled, material

from sarkhat.sources.records import SECTIONS
from sarkhat.understand.sections import by_words

_BY_TGCONTEST = {"politics": "society", "world": "society"}


def judged(texts: list[Labelled]) -> list[tuple[str, str, float]]:
    """Of each text its section, the one that its words tell, and how sure they are."""
    found = []
    for one in texts:
        told, sure = by_words(one.text, one.title)
        said = _BY_TGCONTEST.get(told, told) if one.set.startswith("tgcontest") else told
        found.append((one.section, said, sure))
    return found


def show(name: str, found: list[tuple[str, str, float]]) -> None:
    """Accuracy, how often the more certain half is right, and what was taken for what."""
    right = [truth == said for truth, said, _ in found]
    middle = sorted(sure for *_, sure in found)[len(found) // 2]
    sure = [truth == said for truth, said, certain in found if certain >= middle]
    print(f"{name}: {sum(right) / len(right):.3f} of {len(right)}, the surer half {sum(sure) / len(sure):.3f}")
    confusion = Counter((truth, said) for truth, said, _ in found)
    names = [one for one in SECTIONS if any(one in pair for pair in confusion)]
    print("    is \\ said " + " ".join(f"{one[:7]:>7}" for one in names))
    for truth in names:
        print(f"    {truth:<9} " + " ".join(f"{confusion[truth, said]:7}" for said in names))


def speed(texts: list[Labelled]) -> float:
    """Texts a CPU-second, words that were met before remembered as in a running process."""
    for one in texts:
        by_words(one.text, one.title)
    begun = time.process_time()
    for one in texts:
        by_words(one.text, one.title)
    return len(texts) / (time.process_time() - begun)


def main(data: Path) -> None:
    """Print the figures of each set."""
    kept = [one for one in material(data) if one.kept]
    for name in dict.fromkeys(one.set for one in kept):
        show(name, judged([one for one in kept if one.set == name]))
    articles = [one for one in kept if one.set in ("fars", "varzesh3")]
    print(
        f"{speed(articles):.0f} articles, {speed([one for one in kept if one.set == 'posts']):.0f} posts a CPU-second"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
