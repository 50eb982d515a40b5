"""Learn the weights of `understand/data/languages.tsv.gz`.

    python scripts/train_language.py OUT.tsv.gz --pages FOLDER --pages PAGES.tar.gz --rows TABLE.tsv:ru

Sources: the message catalogues of Django (BSD-3-Clause) and the names of countries, languages and months of the CLDR
in Babel (Unicode licence), as installed; `language_sentences.tsv` beside this script, written for it; the paragraphs
of saved HTML pages by the language that they declare; and tables whose column "title" is of one language. Pages and
rows that `held_out` names are never learned from: they are for judging. Only weights of groups of letters are kept.
"""

import csv
import gzip
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import babel
import click
import django
import numpy as np
from lxml import html

from sarkhat.understand.language_learned import BIAS, LANGUAGES, SCALE, features

_OWN = Path(__file__).with_name("language_sentences.tsv")
_NAMES = {"no": "nb", "kmr": "ku"}  # what Django and the CLDR call ours
_MESSAGE = re.compile(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.M)
_STATED = re.compile(rb'<html[^>]*?\slang=["\']?([A-Za-z]{2,3})')
# Of the languages that most pages are in: a page counts only if it speaks the language that it declares.
_COMMON = {
    "en": "the of and to is that for with was on", "de": "der die und das ist nicht von mit den ein",
    "fr": "le la les et des est dans pour une que", "es": "el la los de y que en una por con",
    "it": "il di che la per una del con non sono", "pt": "o a de que e do da em um para",
    "nl": "de het een van en dat niet is op te", "pl": "w i na z do się nie jest że to",
}  # fmt: skip
_MOST = 1800  # snippets of a language
_SEED = 20261122


def held_out(name: str) -> bool:
    """Whether a page or a row is kept for judging: every fifth, by its name's letters."""
    return sum(name.encode()) % 5 == 0


def catalogues(language: str) -> Iterator[str]:
    """Django's translated messages without their placeholders."""
    code = _NAMES.get(language, language)
    for path in sorted(Path(django.__file__).parent.glob(f"**/locale/{code}/LC_MESSAGES/*.po")):
        for found in _MESSAGE.finditer(path.read_text("utf-8")):
            plain = re.sub(r'"\n?"?|\\n', " ", found[1])
            yield re.sub(r"%\(\w+\)\w|%\w|\{[^}]*\}|<[^>]+>|\\.", " ", plain)


def names(language: str) -> Iterator[str]:
    """Countries, languages and months as the CLDR calls them, six to a line."""
    locale = babel.Locale(_NAMES.get(language, language))
    found = [*locale.territories.values(), *locale.languages.values(), *locale.months["format"]["wide"].values()]
    kept = [str(name) for name in found if not str(name).isascii() or language in ("en", "id", "it", "nl", "kmr")]
    for start in range(0, len(kept), 6):
        yield " ".join(kept[start : start + 6])


def pages(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """(name, declared language, HTML) of saved pages in a folder or a tar archive."""
    for name, raw in _files(path):
        stated = _STATED.search(raw[:20_000])
        code = stated[1].decode().lower() if stated else ""
        yield name, {"nb": "no", "nn": "no"}.get(code, code), raw


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(path.glob("**/*.html.gz")):
            yield file.name, gzip.decompress(file.read_bytes())
        return
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content:
                yield Path(member.name).name, content.read()


def paragraphs(raw: bytes, tags: str = "p h1 h2 h3") -> list[str]:
    """The texts of a page's blocks."""
    try:
        raw.decode("utf-8")
        tree = html.fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError):
        return []  # a page in an old encoding is not needed
    blocks = tree.xpath("|".join(f"//{tag}" for tag in tags.split()))
    texts = (" ".join(block.text_content().split()) for block in blocks)
    return [text for text in dict.fromkeys(texts) if len(text) > 30 and "{" not in text]


def _truly(code: str, texts: list[str]) -> list[str]:
    """The texts of a page, or none if another language's commonest words are more frequent in them."""
    words = Counter(" ".join(texts).casefold().split())
    counts = {language: sum(words[word] for word in common.split()) for language, common in _COMMON.items()}
    return texts if code not in counts or counts[code] == max(counts.values()) else []


def titles(path: Path) -> Iterator[str]:
    """The titles of a table with the columns INPUT:title or title."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield row.get("INPUT:title") or row.get("title") or ""


def snippets(texts: Iterable[str], draw: random.Random) -> list[str]:
    """Pieces as long as headlines, 2 to 11 words, drawn from the texts."""
    pieces: list[str] = []
    for text in texts:
        words = text.split()
        while words:
            size = draw.randint(2, 11)
            pieces.append(" ".join(words[:size]))
            words = words[size:]
    return [piece for piece in dict.fromkeys(pieces) if sum(letter.isalpha() for letter in piece) > 5]


def material(page_paths: Iterable[Path], tables: Iterable[str]) -> dict[str, list[str]]:
    """Snippets of each language; no source fills more than half of a language that has others."""
    draw = random.Random(_SEED)
    spoken: dict[str, list[str]] = {code: [] for code in LANGUAGES}
    for path in page_paths:
        for name, code, raw in pages(path):
            if code in spoken and not held_out(name) and len(spoken[code]) < 40_000:
                spoken[code] += _truly(code, paragraphs(raw))
    for entry in tables:
        path, code = entry.rsplit(":", 1)
        spoken[code] += [title for title in titles(Path(path)) if not held_out(title)]
    own = [line.split("\t") for line in _OWN.read_text("utf-8").splitlines()]
    gathered = {}
    for code, texts in spoken.items():
        found = snippets(texts, draw)
        written = [text for language, text in own if language == code]
        mine = [piece for _ in range(4) for piece in snippets(written, draw)]
        made = snippets([*catalogues(code), *names(code)], draw)
        parts = [draw.sample(part, min(len(part), _MOST)) for part in (found, made)]
        gathered[code] = [*parts[0], *parts[1][: max(500, _MOST - len(parts[0]))], *mine]
        click.echo(f"{code}: {len(parts[0])} of pages, {len(gathered[code]) - len(parts[0])} others")
    return gathered


def learn(gathered: dict[str, list[str]], rounds: int, decay: float) -> tuple[list[str], np.ndarray]:
    """Features, and weights (features + bias, languages) of a softmax regression by full-batch Adam."""
    rows = [(features(text), LANGUAGES.index(code)) for code, texts in gathered.items() for text in texts]
    counts = Counter(group for found, _ in rows for group in found)
    groups = sorted(group for group, count in counts.items() if count >= 6)
    place = {group: number for number, group in enumerate(groups)}
    cells = [(row, place[g], v) for row, (found, _) in enumerate(rows) for g, v in found.items() if g in place]
    at, column = (np.array([cell[side] for cell in cells], np.int64) for side in (0, 1))
    value = np.array([cell[2] for cell in cells])
    labels = np.array([label for _, label in rows])
    click.echo(f"{len(rows)} snippets, {len(groups)} groups, {len(cells)} cells")
    return groups, _descend(at, column, value, labels, len(groups), rounds, decay)


def _descend(
    at: np.ndarray, column: np.ndarray, value: np.ndarray, labels: np.ndarray, groups: int, rounds: int, decay: float
) -> np.ndarray:
    size = len(LANGUAGES)
    aim = np.eye(size)[labels]
    cost = (1 / np.bincount(labels, minlength=size) / size)[labels][:, None]
    weights = np.zeros((groups + 1, size))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        scores = np.stack([np.bincount(at, value * weights[column, k], len(labels)) for k in range(size)], 1)
        odds = np.exp((scores := scores + weights[-1]) - scores.max(1, keepdims=True))
        error = (odds / odds.sum(1, keepdims=True) - aim) * cost
        slope = np.stack([np.bincount(column, value * error[at, k], groups + 1) for k in range(size)], 1)
        slope[-1] = error.sum(0)
        slope[:-1] += decay * weights[:-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return weights


def save(path: Path, groups: list[str], weights: np.ndarray, most: int) -> None:
    """Write the weights of the `most` groups that say the most, in whole numbers."""
    whole = np.clip(np.round(weights * SCALE), -128, 127).astype(int)
    kept = sorted(np.argsort(-np.abs(weights[:-1]).sum(1))[:most])
    lines = [(BIAS, whole[-1]), *((groups[number], whole[number]) for number in kept)]
    rows = "\n".join(name + "\t" + "\t".join(map(str, row)) for name, row in lines)
    path.write_bytes(gzip.compress(rows.encode(), 9, mtime=0))


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--pages", "page_paths", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rows", "tables", multiple=True, help="TABLE.tsv:LANGUAGE, with a column of titles.")
@click.option("--rounds", default=75, show_default=True)
@click.option("--decay", default=2e-6, show_default=True, help="Weight decay.")
@click.option("--most", default=14_000, show_default=True, help="Groups of letters that are kept.")
def main(
    out: Path, page_paths: tuple[Path, ...], tables: tuple[str, ...], rounds: int, decay: float, most: int
) -> None:
    """Learn, and write OUT."""
    groups, weights = learn(material(page_paths, tables), rounds, decay)
    save(out, groups, weights, most)
    click.echo(f"{out}: {out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
