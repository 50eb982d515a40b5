"""A server of made-up feeds for bench/harvest.py, in a process of its own: `harvest_server.py ADDRESSES ITEMS`.

Each feed has a host of its own, one address of loopback's 127.0.0.0/8 each, so that no name server is needed and every
reader meets as many hosts as feeds. Prints its port, then serves until its input ends. `/f/N` is feed N; it carries an
ETag and Last-Modified and answers 304 to either. Bodies differ in their numbers only, which costs it next to nothing.
"""

import asyncio
import random
import socket
import sys

MODIFIED = "Sun, 01 Mar 2026 11:00:00 GMT"
TEMPLATES = 20
WORDS = (
    "نشست کارشناسان دربارهٔ آب شهر امروز برگزار می‌شود و گزارش تازه‌ای از بازار گندم رسید که در آن سخن از باران‌های "
    "بهاری، راه‌های روستایی و کتابخانه‌های کوچک است؛ مدیران گفتند برنامه را تا پایان سال دنبال می‌کنند"
).split()


def address(number: int, of: int) -> str:
    """The loopback address of feed `number` where there are `of` addresses."""
    place = number % of
    return f"127.0.{1 + place // 250}.{1 + place % 250}"


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words))


def _rss(dice: random.Random, items: int) -> str:
    def item(number: int) -> str:
        plain = dice.random() < 0.6
        text = _text(dice, 35)
        body = text if plain else f'<![CDATA[<p>{text}</p><p>{_text(dice, 15)} <a href="/x">{_text(dice, 2)}</a></p>]]>'
        return (
            f"<item><title>{_text(dice, 9)}</title><link>https://paper@.example/fa/news/{number}</link>"
            f'<guid isPermaLink="false">paper-@-{number}</guid>'
            f"<pubDate>Sun, 01 Mar 2026 {number % 11:02}:00:00 GMT</pubDate>"
            f"<category>{_text(dice, 1)}</category><description>{body}</description></item>"
        )

    body = "".join(map(item, range(items)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>روزنامهٔ @</title>'
        f"<link>https://paper@.example/</link><description>خبرها</description><language>fa</language>{body}</channel></rss>"
    )


def _atom(dice: random.Random, items: int) -> str:
    def entry(number: int) -> str:
        return (
            f'<entry><title>{_text(dice, 9)}</title><link href="https://paper@.example/fa/news/{number}"/>'
            f"<id>tag:paper@.example,2026:{number}</id><updated>2026-03-01T{number % 11:02}:00:00Z</updated>"
            f"<author><name>{_text(dice, 2)}</name></author>"
            f'<summary type="html">&lt;p&gt;{_text(dice, 40)}&lt;/p&gt;</summary></entry>'
        )

    body = "".join(map(entry, range(items)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa"><title>مجلهٔ @</title>'
        f'<id>tag:paper@.example,2026:feed</id><link href="https://paper@.example/"/><updated>2026-03-01T11:00:00Z</updated>'
        f"{body}</feed>"
    )


def templates(items: int) -> list[bytes]:
    """Four in five RSS, one in five Atom; `@` stands for the feed's number."""
    dice = random.Random(7)
    return [(_atom if number % 5 == 4 else _rss)(dice, items).encode() for number in range(TEMPLATES)]


class Feeds(asyncio.Protocol):
    """Just enough of HTTP/1.1 with connections kept open."""

    bodies: list[bytes]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._to = transport
        self._read = b""

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head, self._read = self._read[:end], self._read[end + 4 :]
            self._to.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1]
        number = path.rpartition(b"/")[2]
        if not number.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        tag = b'"feed-%s"' % number
        validators = b"ETag: %s\r\nLast-Modified: %s\r\n" % (tag, MODIFIED.encode())
        if tag in head:
            return b"HTTP/1.1 304 Not Modified\r\n%s\r\n" % validators
        body = self.bodies[int(number) % len(self.bodies)].replace(b"@", number)
        return b"HTTP/1.1 200 OK\r\nContent-Type: application/xml; charset=utf-8\r\nContent-Length: %d\r\n%s\r\n%s" % (
            len(body), validators, body,
        )  # fmt: skip


async def serve(addresses: int, items: int) -> None:
    """Serve on a port that is free on all addresses, until standard input ends."""
    Feeds.bodies = templates(items)
    loop = asyncio.get_running_loop()
    port = 0
    for number in range(addresses):
        listener = socket.create_server((address(number, addresses), port), backlog=256)
        port = listener.getsockname()[1]
        await loop.create_server(Feeds, sock=listener)
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:3])))
