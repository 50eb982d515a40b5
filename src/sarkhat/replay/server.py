"""A small web server for many sites on one loopback port: the site is told by the Host header.

`*.localhost` names stand for this machine (RFC 6761), for browsers as for our own fetcher, so each site has an
origin of its own. Answers carry an ETag, and a conditional request gets 304 (RFC 9110, section 13).
"""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What a site is asked: decoded path, the query, and the fields of a form that was sent."""

    path: str
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answers."""

    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


_LARGEST_FORM = 100_000  # bytes

Site = Callable[[Request], "Reply | None"]  # None: not found


class PortTaken(Exception):
    """The port cannot be bound."""


class Server:
    """Serves `sites` (host name without port → site) on 127.0.0.1; `""` answers for every other name."""

    def __init__(self, port: int = 0) -> None:
        """Bind the port (0: any free one). Raises PortTaken."""
        self.sites: dict[str, Site] = {}
        self.requests: list[tuple[str, str, int]] = []  # (host, path, status), for tests of manners
        try:
            self._http = _QuietServer(("127.0.0.1", port), self._handler())
        except OSError as error:
            raise PortTaken(f"port {port} of this machine is taken by another program ({error.strerror})") from error
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The port that was bound."""
        return int(self._http.server_address[1])

    def origin(self, host: str) -> str:
        """The address of a site's root, without the closing slash."""
        return f"http://{host}:{self.port}"

    def start(self) -> None:
        """Serve in a thread until `stop`."""
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and give the port back."""
        self._http.shutdown()
        self._http.server_close()
        if self._thread:
            self._thread.join()

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def answer(self, host: str, target: str, form: str = "") -> Reply:
        """The reply of the site `host` to the request target; `form` is the body of a POST."""
        parts = urlsplit(target)
        request = Request(unquote(parts.path), dict(parse_qsl(parts.query)), dict(parse_qsl(form)))
        site = self.sites.get(host) or self.sites.get("")
        reply = site(request) if site else None
        return reply or Reply(b"<!doctype html><title>404</title><p>Not found", status=404)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                host = self.headers.get("Host", "").rsplit(":", 1)[0].lower()
                reply = server.answer(host, self.path)
                etag = f'"{hashlib.blake2b(reply.body, digest_size=12).hexdigest()}"'
                same = reply.status == 200 and self.headers.get("If-None-Match") == etag
                server.requests.append((host, self.path, 304 if same else reply.status))
                self._send(reply, etag, same)

            do_HEAD = do_GET

            def do_POST(self) -> None:
                host = self.headers.get("Host", "").rsplit(":", 1)[0].lower()
                size = min(int(self.headers.get("Content-Length") or 0), _LARGEST_FORM)
                reply = server.answer(host, self.path, self.rfile.read(size).decode("utf-8", "replace"))
                server.requests.append((host, self.path, reply.status))
                self._send(reply, "", False)

            def _send(self, reply: Reply, etag: str, same: bool) -> None:
                self.send_response(304 if same else reply.status)
                if reply.status == 200 and etag:
                    self.send_header("ETag", etag)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if not same:
                    self.send_header("Content-Type", reply.type)
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if not same and self.command != "HEAD":
                    self.wfile.write(reply.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Silent: the command prints what a person needs."""

        return Handler


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""
