"""The door over real HTTP on loopback; no socket is ever opened to a forbidden address."""

import gzip
import socket
import zlib

import brotli
import pytest
import zstandard
from aiohttp import web

from sarkhat.net import sockets, url
from sarkhat.net.client import Door, user_agent
from sarkhat.net.errors import BadAnswer, Disallowed, NetError, Refused, Resting, TooLarge, Unreachable
from sarkhat.net.sockets import Gate

Opened = list[str]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Addresses for which a socket was made, below every guard; only one to 127.… ever connects."""
    seen: Opened = []
    real = sockets.unjudged

    def recorded(ip: str) -> socket.socket:
        seen.append(ip)
        if not ip.startswith("127."):
            raise OSError("the test goes no further")
        return real(ip)

    monkeypatch.setattr(sockets, "unjudged", recorded)
    return seen


async def test_a_plain_answer(site) -> None:
    site.gives("/feed", "<rss/>", ETag='W/"a b"', X_Two="1")
    async with Door(user_agent("https://news.example/bot"), allow_loopback=True) as door:
        answer = await door.get(site.url("/feed"), accept="application/rss+xml")
    asked = site.asked[0]
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", 'W/"a b"')
    assert asked.headers["User-Agent"].startswith("Sarkhat/")
    assert asked.headers["User-Agent"].endswith("(+https://news.example/bot)")
    assert asked.headers["Accept"] == "application/rss+xml"
    assert "Referer" not in asked.headers
    assert "If-None-Match" not in asked.headers


async def test_validators_go_back_byte_for_byte(site) -> None:
    site.gives("/", status=304)
    async with Door(allow_loopback=True) as door:
        answer = await door.get(site.url(), etag='W/"x,y"', modified="Sat, 1 Jan 2000 00:00:00 +0000")
    assert answer.status == 304
    assert site.asked[0].headers["If-None-Match"] == 'W/"x,y"'
    assert site.asked[0].headers["If-Modified-Since"] == "Sat, 1 Jan 2000 00:00:00 +0000"


async def test_cookies_are_not_kept(site) -> None:
    site.gives("/", "a", Set_Cookie="id=1; Path=/")
    async with Door(allow_loopback=True) as door:
        await door.get(site.url())
        await door.get(site.url())
    assert "Cookie" not in site.asked[1].headers


async def test_proxies_of_the_environment_are_ignored(site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    site.gives("/", "direct")
    async with Door(allow_loopback=True) as door:
        assert (await door.get(site.url())).body == b"direct"


async def test_localhost_names(site) -> None:
    site.gives("/", "here")
    async with Door(allow_loopback=True) as door:
        answer = await door.get(site.url(host="paper.localhost"))
    assert answer.body == b"here"
    assert site.asked[0].host.startswith("paper.localhost")


FORBIDDEN_URLS = [
    "http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/",
    "http://127.1/", "http://2130706433/", "http://0177.0.0.1/", "http://0251.0376.0251.0376/", "http://0xa9fea9fe/",
    "http://2852039166/", "http://169.254.43518/", "http://10.0.0.1./", "http://１０.0.0.1/", "http://[::]/",
    "http://[::10.0.0.1]/", "http://[2002:a00:1::]/", "http://[64:ff9b::a00:1]/", "http://[2001:0:1::a00:1]/",
    "http://[fe80::1%25eth0]/", "http://[::ffff:0:10.0.0.1]/", "http://[64:ff9b:1::a00:1]/", "http://[fd00:ec2::254]/",
    "http://100.100.100.200/", "http://public.example@10.0.0.1/", "http://public.example\\@10.0.0.1/", "http://0x7f.1/", "http://0/", "http://[64:ff9b::7f00:1]/",
    "ftp://example.com/", "file:///etc/passwd", "http://user:word@example.com/", "http://example.com:22/",
    "http://example.com:8080/", "http://", "javascript:alert(1)", "http://[::1", "//example.com/", "",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN_URLS)
async def test_forbidden_addresses(url: str, opened: Opened) -> None:
    for allow in (False, True):
        async with Door(allow_loopback=allow) as door:
            with pytest.raises(Refused):
                await door.get(url)
    assert opened == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://a.localhost/", "http://[::1]/"])
async def test_loopback_is_closed_by_default(url: str, opened: Opened) -> None:
    async with Door() as door:
        with pytest.raises(Refused):
            await door.get(url)
    assert opened == []


# Relative to the site, these three are no forbidden address.
@pytest.mark.parametrize("url", [url for url in FORBIDDEN_URLS if url not in ("", "http://", "//example.com/")])
async def test_redirects_to_forbidden_addresses(url: str, site, opened: Opened) -> None:
    site.gives("/feed", status=302, Location=url)
    async with Door(allow_loopback=True) as door:
        with pytest.raises((Refused, BadAnswer)):
            await door.get(site.url("/feed"))
    assert set(opened) == {"127.0.0.1"}


@pytest.mark.parametrize(
    "inner", ["10.1.1.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.0.1", "64:ff9b::a9fe:a9fe", "0.0.0.0"]
)
async def test_a_name_that_leads_inside(inner: str, opened: Opened) -> None:
    async def lookup(host: str) -> list[str]:
        return ["93.184.215.14", inner]

    async with Door(allow_loopback=True, lookup=lookup) as door:
        with pytest.raises(Refused) as caught:
            await door.get("http://rebinding.example/")
    assert caught.value.key == "net-forbidden-address"
    assert opened == []


async def test_a_name_that_turns_inside(opened: Opened) -> None:
    """DNS rebinding: public at the first look-up, private at the next. What was looked up is what is connected."""
    answers = [["93.184.215.14"], ["10.0.0.1"]]

    async def lookup(host: str) -> list[str]:
        return answers.pop(0)

    async with Door(lookup=lookup, host_delay=0) as door:
        with pytest.raises(Unreachable):
            await door.get("http://rebinding.example/")
        door._pool._names._kept.clear()
        with pytest.raises(Refused):
            await door.get("http://rebinding.example/")
    assert opened == ["93.184.215.14"]
    assert answers == []


async def test_a_memory_that_was_poisoned_is_judged_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the answers of the resolver not judged at all, the socket would still not be made."""
    monkeypatch.setattr(Gate, "judge_name", lambda *_: None)

    async def lookup(host: str) -> list[str]:
        return ["169.254.169.254", "10.0.0.1"]

    async with Door(lookup=lookup) as door:
        with pytest.raises(Refused):
            await door.get("http://rebinding.example/")
    assert opened == []


def test_the_gate_itself_judges() -> None:
    with pytest.raises(OSError, match="private"):
        Gate(True).open("192.168.0.1")
    with pytest.raises(OSError, match="loopback"):
        Gate(False).open("127.0.0.1")


async def test_a_public_site_does_not_lead_us_home(site) -> None:
    outside = url.parse("http://a.example/")
    with pytest.raises(Refused):
        Door(allow_loopback=True)._next_hop(outside, site.url("/x"), outside)


async def test_redirects_are_followed_and_told(site) -> None:
    site.gives("/old", status=301, Location="/new")
    site.gives("/new", "there")
    async with Door(allow_loopback=True) as door:
        answer = await door.get(site.url("/old"))
    assert (answer.url, answer.body) == (site.url("/new"), b"there")
    assert answer.redirects == ((301, site.url("/new")),)


async def test_redirects_without_end(site) -> None:
    site.gives("/", status=302, Location="/")
    async with Door(allow_loopback=True) as door:
        with pytest.raises(BadAnswer) as caught:
            await door.get(site.url())
    assert caught.value.key == "net-too-many-redirects"
    assert len(site.asked) == 6


def _bombs() -> dict[str, bytes]:
    zeros = b"\0" * 20_000_000
    return {"gzip": gzip.compress(zeros), "deflate": zlib.compress(zeros), "br": brotli.compress(zeros, quality=1)}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
async def test_bombs(encoding: str, site) -> None:
    site.gives("/", _bombs()[encoding], Content_Encoding=encoding)
    async with Door(allow_loopback=True) as door:
        with pytest.raises(TooLarge):
            await door.get(site.url(), limit=1_000_000)


async def test_a_page_of_50_megabytes(site) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(800):
            try:
                await response.write(b"x" * 65_536)
            except ConnectionError:
                break
            sent += 65_536
        return response

    site.pages["/"] = endless
    async with Door(allow_loopback=True) as door:
        with pytest.raises(TooLarge):
            await door.get(site.url())
    assert sent < 50_000_000


async def test_an_answer_that_breaks_off(site) -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"some")
        request.transport.close()
        return response

    site.pages["/"] = broken
    async with Door(allow_loopback=True) as door:
        with pytest.raises(NetError) as caught:
            await door.get(site.url())
    assert caught.value.key in ("net-bad-answer", "net-unreachable")


async def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Unreachable):
            await door.get(f"http://127.0.0.1:{port}/")


async def test_robots(site) -> None:
    site.gives("/robots.txt", "User-agent: Sarkhat\nDisallow: /private\n")
    site.gives("/open", "yes")
    site.gives("/hop", status=302, Location="/private/x")
    async with Door(user_agent(), allow_loopback=True) as door:
        assert (await door.get(site.url("/open"), robots=True)).body == b"yes"
        for path in ("/private/page", "/hop"):
            with pytest.raises(Disallowed):
                await door.get(site.url(path), robots=True)
    paths = [request.path for request in site.asked]
    assert paths.count("/robots.txt") == 1
    assert not any(path.startswith("/private") for path in paths)


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
async def test_robots_that_cannot_be_had(status: int, allowed: bool, site) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /\n", status=status)
    site.gives("/", "page")
    async with Door(allow_loopback=True) as door:
        if allowed:
            assert (await door.get(site.url(), robots=True)).status == 200
        else:
            with pytest.raises(Disallowed):
                await door.get(site.url(), robots=True)


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_keeps_us_away(status: int, site) -> None:
    site.gives("/", status=status, Retry_After="3600")
    async with Door(allow_loopback=True) as door:
        assert (await door.get(site.url())).status == status
        with pytest.raises(Resting) as caught:
            await door.get(site.url("/other"))
    assert 3590 < caught.value.seconds <= 3600
    assert len(site.asked) == 1


async def test_the_operators_proxy_may_stand_inside(site) -> None:
    async def relay(request: web.Request) -> web.Response:
        return web.Response(text=f"through the proxy: {request.headers['Host']}")

    site.pages["/page"] = relay
    async with Door(proxy=site.url().rstrip("/")) as door:
        answer = await door.get("http://far.example/page")
        with pytest.raises(Refused):
            await door.get("http://10.0.0.1/page")
    assert answer.body == b"through the proxy: far.example"
    assert len(site.asked) == 1


async def test_recorded_material_leads_to_no_real_host(opened: Opened) -> None:
    async with Door(allow_loopback=True, only_loopback=True) as door:
        with pytest.raises(Refused):
            await door.get("https://93.184.215.14/picture.jpg")
    assert opened == []


async def test_a_post(site) -> None:
    async def hub(request: web.Request) -> web.Response:
        return web.Response(status=202, text=(await request.read()).decode())

    site.pages["/hub"] = hub
    async with Door(allow_loopback=True) as door:
        answer = await door.post(
            site.url("/hub"), b"hub.mode=subscribe", "application/x-www-form-urlencoded", {"X-One": "1"}
        )
    asked = site.asked[0]
    assert (answer.status, answer.body) == (202, b"hub.mode=subscribe")
    assert asked.method == "POST"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.headers["X-One"] == "1"
    assert asked.headers["User-Agent"].startswith("Sarkhat/")


async def test_a_post_follows_no_redirect(site) -> None:
    site.gives("/hub", status=307, Location="/other")
    async with Door(allow_loopback=True) as door:
        answer = await door.post(site.url("/hub"), b"x", "text/plain")
    assert (answer.status, answer.headers["location"]) == (307, "/other")
    assert [request.path for request in site.asked] == ["/hub"]


@pytest.mark.parametrize("url", FORBIDDEN_URLS)
async def test_a_post_to_a_forbidden_address(url: str, opened: Opened) -> None:
    async with Door(allow_loopback=True) as door:
        with pytest.raises(Refused):
            await door.post(url, b"x", "text/plain")
    assert opened == []


async def test_a_header_that_would_smuggle_another_is_not_sent(site) -> None:
    async with Door(allow_loopback=True) as door:
        for value in ("a\r\nX-Evil: 1", "a\nb", "a\0b"):
            with pytest.raises(Refused):
                await door.get(site.url(), etag=value)
            with pytest.raises(Refused):
                await door.post(site.url(), b"", "text/plain", {"X-One": value})
    assert site.asked == []


async def test_a_page_packed_twice_and_in_pieces(site) -> None:
    text = "متن خبر ".encode() * 5_000

    async def packed(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Encoding": "zstd, gzip"})
        await response.prepare(request)
        body = gzip.compress(zstandard.compress(text))
        for begin in range(0, len(body), 7):
            await response.write(body[begin : begin + 7])
        return response

    site.pages["/"] = packed
    async with Door(allow_loopback=True) as door:
        assert (await door.get(site.url())).body == text
    assert site.asked[0].headers["Accept-Encoding"] == "gzip, br, zstd"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "br", "zstd", "UTF-8", "identity"])
async def test_packings(coding: str, site) -> None:
    text = b"<rss/>" * 90_000
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(text[:9]) + gzip.compress(text[9:]) + bytes(64),
        "deflate": zlib.compress(text),
        "raw deflate": raw.compress(text) + raw.flush(),
        "br": brotli.compress(text, quality=2),
        "zstd": zstandard.compress(text[:9]) + zstandard.compress(text[9:]),
    }
    site.gives("/", packed.get(coding, text), Content_Encoding=coding.rpartition(" ")[2])
    async with Door(allow_loopback=True) as door:
        assert (await door.get(site.url())).body == text
