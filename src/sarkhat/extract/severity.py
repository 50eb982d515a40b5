"""What kind of change an edit is, so that a reader can tell a changed figure from a typo. Pure.

Of all that an edit changed the gravest counts, in the order of `KINDS`:

* `title`: the headline says something else.
* `number`: a figure, in digits or words, was changed, came or went within a paragraph.
* `name`: a name was changed. Persian has no capitals, so a word counts as a name only after a title or a role
  («دکتر …»، «استان …»), if it is a common given name, or if it is Latin with a capital inside a sentence.
* `paragraph`: paragraphs came, went or were moved.
* `words`: other words were changed.
* `typo`: only marks, or words that differ by a letter or two; «می‌رود» and «نمی‌رود» do not count as such.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sarkhat.extract.difference import Line, Piece, Token, changes, squeezed, words_changed
from sarkhat.text.persian import fold

Kind = Literal["title", "number", "name", "paragraph", "words", "typo"]
KINDS: Final[tuple[Kind, ...]] = ("title", "number", "name", "paragraph", "words", "typo")
_LONGEST: Final = 200  # letters of what is told of a change

_NUMBERS: Final = frozenset(
    map(
        fold,
        "دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست سی چهل پنجاه شصت "
        "هفتاد هشتاد نود صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد هزار میلیون میلیارد نیمی "
        "two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand "
        "million billion".split(),
    )
)
# Words that hardly anything but a name follows.
_BEFORE_NAME: Final = frozenset(
    map(
        fold,
        "آقای خانم دکتر مهندس سید شیخ حجت‌الاسلام آیت‌الله سردار سرهنگ سرتیپ سرلشکر پروفسور شهید مرحوم استان شهرستان "
        "روستای mr mrs ms dr sir".split(),
    )
)
_GIVEN: Final = frozenset(
    map(
        fold,
        "محمد علی حسن حسین رضا مهدی احمد محمود مسعود سعید حمید مجید جواد عباس اکبر اصغر ابراهیم اسماعیل یوسف یعقوب "
        "موسی عیسی امیر بهرام بهمن پرویز جمشید داریوش کوروش سیاوش فرهاد کامران کیوان منصور ناصر نادر هوشنگ غلامرضا "
        "علیرضا محمدرضا حمیدرضا فاطمه زهرا مریم معصومه زینب سکینه خدیجه لیلا نرگس سارا مینا شیرین پروین "
        "نسرین مهناز فرزانه نازنین".split(),
    )
)
_NEGATION: Final = "ن"


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article says at one time: `paragraphs` with the lead as the first, if there is one."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The gravest change of an edit, and the words that went and came there (up to 200 letters of each)."""

    kind: Kind
    gone: str
    new: str


def gravest(old: Wording, new: Wording) -> Change:
    """What an edit comes to. Two wordings that differ in spacing only are a typo without words."""
    found = [*_of_title(old.title, new.title), *_of_lines(changes(old.paragraphs, new.paragraphs))]
    return min(found, key=lambda change: KINDS.index(change.kind), default=Change("typo", "", ""))


def _of_title(old: str, new: str) -> Iterator[Change]:
    if squeezed(old) == squeezed(new):
        return
    kinds = {change.kind for change in _of_pieces(words_changed(old, new))}
    yield Change("typo" if kinds <= {"typo"} else "title", old[:_LONGEST], new[:_LONGEST])


def _of_lines(lines: Iterable[Line]) -> Iterator[Change]:
    for line in lines:
        text = " ".join(piece.text for piece in line.pieces)[:_LONGEST]
        if line.kind == "edited":
            yield from _of_pieces(line.pieces)
        else:
            yield Change("paragraph", text if line.kind == "gone" else "", text if line.kind != "gone" else "")


def _of_pieces(pieces: Sequence[Piece]) -> Iterator[Change]:
    """One change for each place where words went or came."""
    before: Token | None = None
    for piece, previous, following in zip(pieces, (None, *pieces), (*pieces[1:], None), strict=False):
        if piece.kind == "same":
            before = piece.tokens[-1]
        elif piece.kind == "gone":
            new = following.tokens if following and following.kind == "new" else ()
            yield Change(_kind(piece.tokens, new, before), _said(piece.tokens), _said(new))
        elif previous is None or previous.kind == "same":
            yield Change(_kind((), piece.tokens, before), "", _said(piece.tokens))


def _kind(gone: Sequence[Token], new: Sequence[Token], before: Token | None) -> Kind:
    words = [[token for token in run if token.is_word] for run in (gone, new)]
    keys = [[token.key for token in run] for run in words]
    if keys[0] == keys[1]:
        return "typo"
    if _figures(keys[0]) != _figures(keys[1]):
        return "number"
    if _names(words[0], before) != _names(words[1], before):
        return "name"
    slips = len(keys[0]) == len(keys[1]) and all(map(_is_slip, *keys))
    return "typo" if slips or "".join(keys[0]) == "".join(keys[1]) else "words"


def _figures(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key in _NUMBERS or any(letter.isdigit() for letter in key)]


def _names(words: Sequence[Token], before: Token | None) -> list[str]:
    """The words that are surely names: by the word before, by themselves, or by a capital inside a sentence."""
    found: list[str] = []
    for token in words:
        capital = token.text[0].isupper() and before is not None and before.is_word
        if capital or token.key in _GIVEN or (before is not None and before.key in _BEFORE_NAME):
            found.append(token.key)
        before = token
    return found


def _is_slip(one: str, other: str) -> bool:
    """Whether two words are one word written right and wrong: a letter apart, two in a long word, or two swapped."""
    if one == other:
        return True
    if _NEGATION + one == other or _NEGATION + other == one or min(len(one), len(other)) < 3:
        return False
    most = 1 if min(len(one), len(other)) < 7 else 2
    return sorted(one) == sorted(other) or _distance(one, other, most) <= most


def _distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, taken out or changed (Levenshtein); more than `most` need not be exact."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, row[0] = row[0], place
        for at, other_letter in enumerate(other, 1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (letter != other_letter))
    return row[-1]


def _said(run: Sequence[Token]) -> str:
    return "".join(token.text + " " * token.after for token in run).strip()[:_LONGEST]
