"""Names in Latin script: runs of capitalised words that do not begin a sentence."""

from typing import Final

from sarkhat.understand.name_list import key_of
from sarkhat.understand.name_records import ORGANISATION, OTHER, PERSON, PLACE
from sarkhat.understand.name_tokens import Tokens

Found = tuple[int, str, str, str]

_ENDS: Final = frozenset('.!?…:؟\n•|»”"“«-–—')
_MOST: Final = 5
_LINE: Final = 15  # words to either side that are looked at
_LONG: Final = 3  # letters
_HEADLINE: Final = 4  # long words
_INSIDE: Final = frozenset("of the de la del von van der al bin".split())
_ORGANISATIONS: Final = frozenset(
    "inc corp company group party ministry department university bank council committee commission agency union"
    " association court house times post news institute foundation federation league club office bureau police army"
    " force forces administration congress parliament senate school college hospital center centre"
    " board network bank".split()
)
_PLACES: Final = frozenset(
    "city river lake mountain mountains island islands sea gulf strait street avenue county valley state".split()
)
_BEFORE_PLACES: Final = frozenset("in near across outside".split())
_BEFORE_PEOPLE: Final = frozenset(
    "mr mrs ms dr president minister senator sen rep gov governor secretary general prime chancellor king queen judge"
    " sheriff representative spokesman spokeswoman director leader speaker majority minority gen justice sir".split()
)
_NO_NAME: Final = frozenset(
    "i i'm i've monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december the a an he she it they we you this that these those yesterday"
    " today tomorrow after before when while but and in on at as if for from with since however meanwhile although"
    " despite what who how why where his her their our my its there here some many most all both each no not new"
    " more one two three four five police officials according also then now still yet so because until during under"
    " over about by to of or is are was were has have had do does did can could will would should may might let"
    " says said breaking watch read see related live update exclusive opinion analysis video photo photos".split()
)


def at(tokens: Tokens, place: int, alone: bool) -> Found | None:
    """The run of capitalised words at `place`, without a title before it; of one word only if it may stand `alone`."""
    words = tokens.words
    if words[place] in _NO_NAME or words[place] in _BEFORE_PEOPLE or not words[place][0].isalpha():
        return None
    if _is_headline(tokens, place):
        return None
    length = _run(tokens, place)
    first = place == 0 or words[place - 1] in _ENDS
    if length == 1 and (not alone or first or len(words[place]) < 3):
        return None
    if first and length < 3 and not tokens.is_capital(place + length - 1):
        return None
    return length, key_of(words[place : place + length]), _kind(tokens, place, length), tokens.shown(place, length)


def _is_headline(tokens: Tokens, place: int) -> bool:
    """Whether all long words of the line have capitals: then they tell nothing."""
    words, long = tokens.words, 0
    start = end = place
    while start > 0 and place - start < _LINE and words[start - 1] != "\n":
        start -= 1
    while end < len(words) and end - place < _LINE and words[end] != "\n":
        end += 1
    for one in range(start, end):
        if words[one].isascii() and words[one].isalpha() and len(words[one]) > _LONG:
            if not tokens.is_capital(one):
                return False
            long += 1
    return long >= _HEADLINE


def _run(tokens: Tokens, place: int) -> int:
    behind = place
    while behind - place < _MOST:
        if _is_part(tokens, behind):
            behind += 1
        elif behind > place and _joins(tokens, place, behind):
            behind += 2
        else:
            break
    return behind - place


def _is_part(tokens: Tokens, place: int) -> bool:
    if place >= len(tokens.words):
        return False
    word = tokens.words[place]
    return (
        word.isascii()
        and word[0].isalpha()
        and tokens.is_capital(place)
        and word not in _NO_NAME
        and word not in _BEFORE_PEOPLE
    )


def _joins(tokens: Tokens, start: int, place: int) -> bool:
    """«Bank of England», «Ursula von der Leyen»: a small word inside a name."""
    words = tokens.words
    if place >= len(words) or words[place] not in _INSIDE or not _is_part(tokens, place + 1):
        return False
    return words[place] not in ("of", "the") or not _ORGANISATIONS.isdisjoint(words[start:place])


def _kind(tokens: Tokens, place: int, length: int) -> str:
    words = tokens.words
    inside = set(words[place : place + length])
    before = words[place - 1] if place else ""
    if inside & _ORGANISATIONS:
        return ORGANISATION
    if inside & _PLACES:
        return PLACE
    if before in _BEFORE_PEOPLE:
        return PERSON
    if before in _BEFORE_PLACES and length < 3:
        return PLACE
    if length == 1:
        return ORGANISATION if tokens.shown(place, 1).isupper() else OTHER
    return PERSON if length < 4 and not inside & _INSIDE - {"de", "van", "von", "al", "bin"} else OTHER
