"""Rendered pages kept for a few seconds as compressed bytes, so that a rush costs one rendering.

Nothing here is bound to a reader: the pages use neither session nor cookie, so one answer fits all.
Validators and encodings after RFC 9110 (sections 8.8.3, 12.5.3, 13.1.2).
"""

import functools
import gzip
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import urlencode

import brotli
import zstandard
from django.http import HttpRequest, HttpResponse

from sarkhat.pages.frame import PARAMETERS

SECONDS: Final = 5.0
MOST_BYTES: Final = 48 * 1024 * 1024
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# In the order of our liking: quick to make and small.
ENCODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "br": lambda raw: brotli.compress(raw, quality=5),
    "zstd": lambda raw: zstandard.ZstdCompressor(level=6).compress(raw),
    "gzip": lambda raw: gzip.compress(raw, 6, mtime=0),
}


@dataclass(slots=True)
class Kept:
    """One page: its headers, its plain bytes, and each encoding once somebody has asked for it."""

    until: float
    etag: str
    headers: dict[str, str]
    raw: bytes
    encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.raw) + sum(map(len, self.encoded.values()))


class Shelf:
    """Pages by address; the longest unused go when their bytes pass `most`."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, now: float) -> Kept | None:
        """The page, unless it is too old."""
        with self._lock:
            kept = self._pages.get(key)
            if kept is None or kept.until <= now:
                return None
            self._pages.move_to_end(key)
            return kept

    def put(self, key: str, kept: Kept) -> None:
        """Keep the page, and let go what no longer fits."""
        with self._lock:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            total = sum(page.size for page in self._pages.values())
            while total > self._most and len(self._pages) > 1:
                total -= self._pages.popitem(last=False)[1].size

    def clear(self) -> None:
        """Forget everything: for tests."""
        with self._lock:
            self._pages.clear()


SHELF: Final = Shelf()


def cached(view: View[P]) -> View[P]:
    """Serve the view's pages of status 200 from the shelf, compressed, with ETag and 304."""

    def serve(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        key, now = _key(request), time.monotonic()
        kept = SHELF.get(key, now)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            kept = _keep(response, now)
            SHELF.put(key, kept)
        return _answer(request, kept)

    functools.update_wrapper(serve, view)
    return serve


def _key(request: HttpRequest) -> str:
    asked = sorted((name, request.GET[name]) for name in PARAMETERS if name in request.GET)
    return f"{request.scheme}://{request.get_host()}{request.path}?{urlencode(asked)}"


def _keep(response: HttpResponse, now: float) -> Kept:
    raw = response.content
    etag = f'W/"{blake2b(raw, digest_size=12).hexdigest()}"'
    headers = {**dict(response.items()), "ETag": etag, "Vary": "Accept-Encoding"}
    headers.setdefault("Cache-Control", f"public, max-age={SECONDS:g}")
    return Kept(now + SECONDS, etag, headers, raw)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if kept.etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        headers = {name: value for name, value in kept.headers.items() if name != "Content-Type"}
        return HttpResponse(status=304, headers=headers)
    encoding = choose(request.headers.get("Accept-Encoding", ""))
    if not encoding:
        return HttpResponse(kept.raw, headers=kept.headers)
    if encoding not in kept.encoded:
        kept.encoded[encoding] = ENCODERS[encoding](kept.raw)
    return HttpResponse(kept.encoded[encoding], headers={**kept.headers, "Content-Encoding": encoding})


def choose(accepted: str) -> str:
    """The encoding that we like best among those accepted; "" for none. A weight of zero is a refusal."""
    names: dict[str, Any] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        names[name.strip()] = weight.strip().removeprefix("q=") or "1"
    for encoding in ENCODERS:
        weight = names.get(encoding, names.get("*", "0"))
        if weight.strip("0."):
            return encoding
    return ""
