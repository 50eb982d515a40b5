"""The score server itself: a proxy on loopback behind which the made-up sites stand."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from sarkhat.ops.manners.score import Score
from sarkhat.ops.manners.sites import CLOSED, FEEDS, FRONT, ROBOTS, Feed, Reply, reply

_WHILE: Final = 0.003  # seconds that an answer takes
_PAGE: Final = '<html><body><h2><a href="/items/1">A headline that is long enough to be one</a></h2></body></html>'


class Server:
    """Plays the sites at `played()` seconds after their start and keeps `score` of whoever asks.

    `clock` is the reader's clock, `scale` how many played seconds pass in one of its seconds.
    """

    def __init__(
        self, played: Callable[[], float], clock: Callable[[], datetime], scale: float = 1.0, port: int = 0
    ) -> None:
        self.score = Score(scale)
        self._played, self.clock, self._scale = played, clock, scale
        led = [replace(feed, path=feed.leads, leads="") for feed in FEEDS if feed.leads]
        self._feeds: dict[tuple[str, str], Feed] = {(feed.host, feed.path): feed for feed in (*FEEDS, *led)}
        self._asking: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def proxy(self) -> str:
        """What a reader takes for its proxy."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, url: str, headers: dict[str, str]) -> Reply:
        """Judge one request and answer it."""
        parts = urlsplit(url)
        host, target = parts.netloc, parts.path + (f"?{parts.query}" if parts.query else "")
        with self._lock:
            beside = self._asking[host]
            self._asking[host] += 1
            return self._answer(host, parts.path, target, headers, beside)

    def done(self, url: str) -> None:
        """The answer to `url` is out."""
        with self._lock:
            self._asking[urlsplit(url).netloc] -= 1

    def _answer(self, host: str, path: str, target: str, headers: dict[str, str], beside: int) -> Reply:
        now, feed = self._played(), self._feeds.get((host, path))
        if feed is None:
            return self._page(f"http://{host}{path}", headers)
        self.score.judge(feed, target, headers, now, beside)
        if feed.leads:
            self.score.told(feed, 301, {}, now)
            return Reply(301, {"Location": feed.leads})
        return self._fed(feed, headers, now)

    def _fed(self, feed: Feed, headers: dict[str, str], now: float) -> Reply:
        whole = reply(feed, now, self.clock(), self._scale)
        given = (whole.headers.get("ETag", ""), whole.headers.get("Last-Modified", ""))
        sent = (headers.get("If-None-Match", ""), headers.get("If-Modified-Since", ""))
        # RFC 9110 §13.2.2: the date counts only where no tag was sent.
        same = whole.status == 200 and (sent[0] == given[0] if sent[0] else bool(sent[1]) and sent[1] == given[1])
        self.score.told(feed, 304 if same else whole.status, whole.headers, now)
        return Reply(304, whole.headers) if same else whole

    def _page(self, url: str, headers: dict[str, str]) -> Reply:
        if url.endswith("/robots.txt"):
            return Reply(200, {"Content-Type": "text/plain"}, ROBOTS) if url.startswith(FRONT) else Reply(404, {})
        if not url.startswith(FRONT):
            return Reply(404, {})
        self.score.page(url, headers, not url.startswith(CLOSED))
        return Reply(200, {"Content-Type": "text/html", "Set-Cookie": "visitor=1"}, _PAGE)


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up is no news."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            url = self.path if self.path.startswith("http") else f"http://{self.headers.get('Host', '')}{self.path}"
            answered = server.answer(url, {name.title(): value for name, value in self.headers.items()})
            time.sleep(_WHILE)  # another request to the host would meet this one
            server.done(url)  # before the last byte, after which the reader may rightly ask again
            self._send(answered)

        do_HEAD = do_GET

        def _send(self, answered: Reply) -> None:
            body = answered.body.encode() if answered.status != 304 and self.command == "GET" else b""
            self.send_response(answered.status)
            for name, value in answered.headers.items():
                self.send_header(name, value)
            if answered.status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def date_time_string(self, timestamp: float | None = None) -> str:
            """The Date header goes by the reader's clock."""
            return super().date_time_string(server.clock().timestamp() if timestamp is None else timestamp)

        def log_message(self, format: str, *args: Any) -> None:
            """Requests are scored, not logged."""

    return Handler
