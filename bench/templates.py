"""Learned templates on the seven site designs of the tests, filled with real articles, and through a redesign.

    python bench/templates.py [--data ../shared/data] [--pages 60]

For each design: 4-gram F1 of the pages after the eighth, pages per CPU-second of those that a template cut, and the
general road's figures on the same pages. Then each design turns into the next in the middle of the stream: how many
bodies after the change are wrong (F1 below .9), and at which page the new template is in use. JSON lines.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "tests" / "extract"))

from site_designs import DESIGNS, Design, Scene, Text

from extract import DATA, NOW, f1
from sarkhat.extract.decide import extract_page
from sarkhat.extract.templates.site import Site

LEARNED = 8


def texts(data: Path) -> list[Text]:
    """Articles of the course's collection that are long enough to be one."""
    found = []
    with gzip.open(data / "persian-articles-course" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            paragraphs = tuple(line for raw in row["paragraphs"] if len(line := " ".join(raw.split())) > 40)
            if len(paragraphs) >= 3:
                lead = " ".join((row.get("abstract") or "").split())
                found.append(Text(" ".join(row["title"].split()), lead, paragraphs[:12]))
    return found


def pages(design: Design, articles: list[Text], seed: int, start: int = 0) -> Iterator[tuple[bytes, str]]:
    draw = random.Random(seed)
    for number, text in enumerate(articles, start):
        others = draw.sample([one for one in articles if one is not text], min(30, len(articles) - 1))
        yield design(Scene(1000 + number, text, others, draw)).encode(), text.gold


def measured(name: str, made: list[tuple[bytes, str]]) -> dict[str, Any]:
    site, scores, methods, spent = Site(), [], [], 0.0
    for number, (html, gold) in enumerate(made):
        start = time.process_time()
        taken = site.read(html, f"https://{name}.example/n/{number}", NOW)
        if number >= LEARNED and taken.method == "template":
            spent += time.process_time() - start
        scores.append(f1(taken.text, gold))
        methods.append(taken.method)
    start = time.process_time()
    general = [f1(extract_page(html, f"https://{name}.example/n/1", NOW).text, gold) for html, gold in made[LEARNED:]]
    slow = time.process_time() - start
    cut = sum(method == "template" for method in methods[LEARNED:])
    return {
        "name": f"template {name}",
        "f1": round(sum(scores[LEARNED:]) / len(scores[LEARNED:]), 4),
        "by_template": f"{cut}/{len(made) - LEARNED}",
        "pages_per_cpu_second": round(cut / spent) if spent else 0,
        "general": {
            "f1": round(sum(general) / len(general), 4),
            "pages_per_cpu_second": round(len(general) / slow),
        },
        "bytes_a_page": sum(len(html) for html, _ in made) // len(made),
    }


def redesigned(name: str, old: list[tuple[bytes, str]], new: list[tuple[bytes, str]]) -> dict[str, Any]:
    site, wrong, first = Site(), 0, 0
    for number, (html, gold) in enumerate([*old, *new]):
        taken = site.read(html, f"https://{name}.example/n/{number}", NOW)
        if number >= len(old):
            wrong += f1(taken.text, gold) < 0.9
            if not first and taken.method == "template":
                first = number - len(old) + 1
    return {"name": f"redesign {name}", "wrong_bodies": wrong, "new_template_at_page": first}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pages", type=int, default=60)
    asked = parser.parse_args()
    articles = texts(asked.data)
    made = {}
    for seed, (name, design) in enumerate(DESIGNS.items()):
        chosen = random.Random(seed).sample(articles, asked.pages)
        made[name] = list(pages(design, chosen, seed))
        print(json.dumps(measured(name, made[name])), flush=True)
    names = list(DESIGNS)
    for old, new in zip(names, [*names[1:], names[0]], strict=True):
        half = asked.pages // 2
        print(json.dumps(redesigned(f"{old} to {new}", made[old][:half], made[new][half:])), flush=True)


if __name__ == "__main__":
    main()
