"""Reads a catalogue from where a person names it: a file, an address, or the one that is shipped."""

import asyncio
from pathlib import Path

from sarkhat.catalogue.read import Catalogue, CatalogueError, Problem, bundled, load
from sarkhat.net.client import Door
from sarkhat.text.urls import is_http

MOST = 5_000_000  # bytes


def read_catalogue(place: str, door: Door | None = None) -> Catalogue:
    """The catalogue at `place` (file or http address; empty: the shipped one).

    Raises CatalogueError for a bad one, net.errors.NetError or OSError when it cannot be had.
    """
    if not place:
        return bundled()
    if not is_http(place):
        return load(Path(place))
    from sarkhat.sources.doors import open_door

    return load(asyncio.run(_fetch(place, door or open_door())))


async def _fetch(url: str, door: Door) -> str:
    async with door:
        answer = await door.get(url, limit=MOST)
    try:
        return answer.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError([Problem(url, "the answer", f"UTF-8 ({error})")]) from error
