"""robots.txt: when it is asked for, and what its answers and silences mean (RFC 9309)."""

import asyncio

import pytest

from sarkhat.net import robots
from sarkhat.net.client import Door
from sarkhat.net.errors import BadAnswer, Disallowed, NetError, Refused, Unreachable
from sarkhat.net.robots import Robots

RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
DAY = 86_400.0


class Site:
    """A robots.txt that a test sets, a clock, and the pauses that were asked for."""

    def __init__(self) -> None:
        self.answer: tuple[int, bytes] | NetError = (200, RULES)
        self.now = 0.0
        self.asked = 0
        self.delays: list[tuple[str, float]] = []
        self.rules = Robots("Sarkhat/1", self.fetch, lambda *delay: self.delays.append(delay), lambda: self.now)

    async def fetch(self, url: str, proxy: str) -> tuple[int, bytes]:
        self.asked += 1
        if isinstance(self.answer, NetError):
            raise self.answer
        return self.answer

    async def allows(self, path: str) -> bool:
        try:
            await self.rules.check(f"https://paper.example{path}")
        except Disallowed:
            return False
        return True


async def test_asked_once_a_day() -> None:
    site = Site()
    assert [await site.allows(path) for path in ("/", "/private/a", "/b")] == [True, False, True]
    site.now = DAY - 1
    await site.allows("/")
    assert site.asked == 1
    site.now, site.answer = DAY + 1, (200, b"")
    assert await site.allows("/private/a")
    assert site.asked == 2


async def test_the_pause_that_it_asks_for_is_told_each_time() -> None:
    """Who keeps the turns may have forgotten the host since."""
    site = Site()
    await site.allows("/")
    await site.allows("/")
    assert site.delays == [("paper.example", 7.0)] * 2
    site.now, site.answer = DAY + 1, (200, b"User-agent: *\nCrawl-delay: 99999\n")
    await site.allows("/")
    assert site.delays[-1] == ("paper.example", 60.0)


@pytest.mark.parametrize("failure", [(500, b""), (503, b""), (429, b""), Unreachable("down")])
async def test_old_rules_stay_while_the_server_fails(failure: tuple[int, bytes] | NetError) -> None:
    site = Site()
    await site.allows("/")
    site.now, site.answer = DAY + 1, failure
    assert [await site.allows("/private"), await site.allows("/")] == [False, True]
    assert site.asked == 2
    site.now += 601
    site.answer = (200, b"")
    assert await site.allows("/private")


async def test_nothing_is_read_while_no_rules_can_be_had() -> None:
    site = Site()
    site.answer = (500, b"")
    assert not await site.allows("/")
    site.answer = Unreachable("down")
    site.now = 601
    with pytest.raises(Unreachable):
        await site.allows("/")


@pytest.mark.parametrize(
    "answer", [(404, RULES), (410, b""), (403, b""), Refused("inside"), BadAnswer("", "net-too-many-redirects")]
)
async def test_no_rules(answer: tuple[int, bytes] | NetError) -> None:
    site = Site()
    site.answer = answer
    assert await site.allows("/private")


async def test_a_robots_txt_with_a_byte_order_mark() -> None:
    site = Site()
    site.answer = (200, b"\xef\xbb\xbf" + RULES)
    assert not await site.allows("/private")


async def test_the_start_of_an_endless_robots_txt_counts(endless) -> None:
    url = await endless(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n", b"# nothing\n" * 1_000)
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Disallowed):
            await door.get(url + "private", robots=True)


async def test_at_a_redirect_the_robots_txt_of_the_other_host_counts(site) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.gives("/hop", status=302, Location=site.url("/private", host="other.localhost"))
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Disallowed):
            await door.get(site.url("/hop"), robots=True)
    assert [(asked.host.partition(":")[0], asked.path) for asked in site.asked] == [
        ("127.0.0.1", "/robots.txt"),
        ("127.0.0.1", "/hop"),
        ("other.localhost", "/robots.txt"),
    ]


async def test_nothing_is_kept_of_sites_whose_rules_were_forgotten(monkeypatch):
    monkeypatch.setattr(robots, "_MOST_SITES", 3)
    asked = []

    async def fetch(url, proxy):
        asked.append(url)
        return 200, b""

    rules = robots.Robots("Sarkhat/1", fetch, lambda *_: None)
    for number in range(9):
        await asyncio.gather(*(rules.check(f"https://h{number}.example/{n}") for n in range(4)))
    assert len(asked) == 9
    assert (len(rules._known), len(rules._asking)) == (3, 0)
