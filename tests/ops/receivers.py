"""A mail server and a webhook on loopback that keep what they are sent, or refuse it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """`refuse`: what it answers instead of taking a message, "" takes it."""

    port: int = 0
    refuse: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def _served(server: Any, receiver: Receiver) -> Iterator[Receiver]:
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_server() -> Iterator[Receiver]:
    """SMTP (RFC 5321) as far as a client needs it, without TLS."""
    receiver = Receiver()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 2  # a client that goes without a word must not hold the test up

        def answer(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.answer("220 test ESMTP")
            while line := self._line():
                receiver.said.append(line)
                verb = line[:4].upper()
                if verb == "MAIL" and receiver.refuse:
                    self.answer(receiver.refuse)
                elif verb == "DATA":
                    self.answer("354 go on")
                    receiver.mails.append(self._message())
                    self.answer("250 taken")
                else:
                    self.answer("221 bye" if verb == "QUIT" else "250 test")

        def _line(self) -> str:
            try:
                return self.rfile.readline().decode().strip()
            except OSError:
                return ""

        def _message(self) -> EmailMessage:
            lines = list(iter(self.rfile.readline, b".\r\n"))
            raw = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
            return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]

    with _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler), receiver):
        yield receiver


@contextmanager
def webhook() -> Iterator[Receiver]:
    """Keeps each POST; answers 204, or the status in `refuse`."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.posts.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(int(receiver.refuse or 204))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), Handler), receiver):
        yield receiver
