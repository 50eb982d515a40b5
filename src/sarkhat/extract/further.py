"""Fetches the further parts of an article that is split over several pages, through the one door."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sarkhat.extract.parts import MOST, is_part, joined, lines_of, next_part
from sarkhat.extract.records import Extracted
from sarkhat.extract.visits import judge
from sarkhat.net.client import Answer
from sarkhat.net.errors import NetError

Fetch = Callable[[str], Awaitable[Answer | NetError]]
Read = Callable[[Answer], tuple[Extracted, str]]
Apart = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Whole:
    """An article with the addresses of its further pages. `lacks`: a page named one more that did not come; `owed`:
    which may come yet.
    """

    taken: Extracted
    pages: tuple[str, ...] = ()
    lacks: bool = False
    owed: bool = False


async def whole(first: Extracted, text: str, url: str, fetch: Fetch, read: Read, apart: Apart) -> Whole:
    """The article with all parts that its pages name, `MOST` at most; `first` was read from the page `text` at `url`.

    `fetch` asks for a page, `read` takes its article out and gives the page's text too, `apart` does work in a thread.
    """
    pages: tuple[str, ...]
    made, pages, shown = first, (), frozenset[str]()
    while len(pages) + 1 < MOST:
        address = await apart(next_part, text, url, len(pages) + 2)
        if not address:
            break
        answer = await fetch(address)
        outcome = judge(address, answer)
        if not isinstance(answer, Answer) or outcome.state != "page":
            return Whole(made, pages, lacks=True, owed=outcome.state == "failed")
        shown = shown or await apart(lines_of, text)
        part, text = await apart(read, answer)
        if not is_part(part, made, shown):
            return Whole(made, pages, lacks=True)
        made, pages = joined(made, part, shown), (*pages, address)
    return Whole(made, pages)
