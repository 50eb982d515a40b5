"""A hub of the newsroom (WebSub): it brings an outlet's feed to its subscribers as soon as that has something new.

It stands on loopback with the sites, and calls nobody but this machine.
"""

import hashlib
import hmac
import secrets
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from sarkhat.net.address import is_loopback
from sarkhat.replay.server import Reply, Request, Server

HOST: Final = "hub.localhost"
EVERY: Final = 5.0  # seconds between two looks at the feeds
LEASE: Final = 86_400
_PATIENCE: Final = 10  # seconds


@dataclass(frozen=True, slots=True)
class _Subscriber:
    callback: str
    topic: str


class Hub:
    """The hub's site: takes requests, and `distribute` brings what is new to those that are verified."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._secrets: dict[_Subscriber, str] = {}
        self._brought: dict[_Subscriber, bytes] = {}
        # The machine's proxies are for the way out; this stays inside.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __call__(self, request: Request) -> Reply:
        """202 to a request that can be verified, in a thread of its own (WebSub §5.1); else what this is."""
        form = request.form
        asked = _Subscriber(form.get("hub.callback", ""), form.get("hub.topic", ""))
        mode = form.get("hub.mode", "")
        if mode not in ("subscribe", "unsubscribe") or not is_loopback(urlsplit(asked.callback).hostname or ""):
            return Reply(b"The hub of the sample newsroom (WebSub)", "text/plain", 400 if form else 200)
        threading.Thread(target=self._verify, args=(mode, asked, form.get("hub.secret", "")), daemon=True).start()
        return Reply(b"", "text/plain", 202)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Look at the feeds every few seconds while the block runs."""
        ended = threading.Event()
        thread = threading.Thread(target=self._work, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def distribute(self) -> int:
        """Bring each subscriber its feed if that changed since it was last brought. Returns how many were brought."""
        count = 0
        for one, secret in list(self._secrets.items()):
            parts = urlsplit(one.topic)
            reply = self._server.answer(parts.hostname or "", parts.path)
            mark = hashlib.sha256(reply.body).digest()
            if reply.status == 200 and self._brought.get(one) != mark and self._bring(one, secret, reply):
                self._brought[one] = mark
                count += 1
        return count

    def _work(self, ended: threading.Event) -> None:
        while not ended.wait(EVERY):
            self.distribute()

    def _verify(self, mode: str, asked: _Subscriber, secret: str) -> None:
        challenge = secrets.token_urlsafe(16)
        query = {"hub.mode": mode, "hub.topic": asked.topic, "hub.challenge": challenge}
        query |= {"hub.lease_seconds": str(LEASE)} if mode == "subscribe" else {}
        said = self._called(urllib.request.Request(f"{asked.callback}?{urlencode(query)}"))  # noqa: S310 - loopback
        if said != challenge.encode():
            return
        if mode == "subscribe":
            self._secrets[asked] = secret
        else:
            self._secrets.pop(asked, None)

    def _bring(self, one: _Subscriber, secret: str, reply: Reply) -> bool:
        signed = hmac.new(secret.encode(), reply.body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": reply.type, "X-Hub-Signature": f"sha256={signed}"}
        request = urllib.request.Request(one.callback, reply.body, headers, method="POST")  # noqa: S310 - loopback
        return self._called(request) is not None

    def _called(self, request: urllib.request.Request) -> bytes | None:
        """The body of a good answer; None for any other."""
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                body: bytes = answer.read(10_000)
                return body
        except (OSError, urllib.error.URLError):
            return None
