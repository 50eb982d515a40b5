"""Bodies out of their packings, in small steps, so that a bomb stops at the limit and not after it.

Content codings of RFC 9110 §8.4.1, RFC 7932 (br) and RFC 8878 (zstd), two on top of each other at most. Each layer is
held to the limit by itself: a layer that unpacks to endless packed nothing is a bomb too.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Final, Protocol

import brotli
import zstandard

from sarkhat.net.errors import BadAnswer, TooLarge

OFFERED: Final = "gzip, br, zstd"
_PIECE: Final = 262_144  # bytes that one step gives at most, but for zstd, below
_ZSTD_SLICE: Final = 128  # a block of zstd, 4 bytes or more, gives 128 KiB at most: a slice gives 4 MiB at worst
_ZSTD_WINDOW: Final = 8 << 20  # what RFC 9659 lets a server use
_MOST_LAYERS: Final = 2
_MOST_MEMBERS: Final = 1_000  # of a gzip file
# Not codings at all, but written there by servers that mean "none"; browsers pass over them.
_NO_CODING: Final = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8"})


class Layer(Protocol):
    """One packing being opened."""

    def open(self, data: bytes) -> Iterator[bytes]:
        """The next pieces. Raises the packing's own errors."""

    def is_whole(self) -> bool:
        """Whether the packed data ended where they should."""


class Body:
    """What came of a body. `limit`: bytes, packed as well as unpacked; `cut`: keep the start of what is longer."""

    def __init__(self, codings: str, limit: int, cut: bool = False) -> None:
        self._limit = limit
        self._cut = cut
        self._pieces: list[bytes] = []
        self._layers = _layers(codings)
        self._sizes = [0] * (len(self._layers) + 1)  # packed … unpacked

    @property
    def came(self) -> int:
        """Bytes as they came, packed."""
        return self._sizes[0]

    def add(self, data: bytes) -> None:
        """Take the next bytes. Raises TooLarge, BadAnswer."""
        try:
            self._pass_on(data, 0)
        except _ERRORS as error:
            raise BadAnswer(f"the packed body is damaged: {error}") from error

    def whole(self) -> bytes:
        """The unpacked body. Raises BadAnswer if its packing is not at its end."""
        if self.came and not all(layer.is_whole() for layer in self._layers):
            raise BadAnswer(f"the packed body ends too early, after {self.came} bytes")
        return self.start()

    def start(self) -> bytes:
        """What has been unpacked so far, up to the limit."""
        return b"".join(self._pieces)[: self._limit]

    def _pass_on(self, data: bytes, depth: int) -> None:
        self._sizes[depth] += len(data)
        is_last = depth == len(self._layers)
        if is_last:
            self._pieces.append(data)
        if self._sizes[depth] > self._limit:
            raise TooLarge(f"more than {self._limit} bytes")
        if not is_last:
            for piece in self._layers[depth].open(data):
                self._pass_on(piece, depth + 1)


class _Gzip:
    def __init__(self) -> None:
        self._open = zlib.decompressobj(31)
        self._members = 1

    def open(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._open.eof:
                if not data.startswith(b"\x1f"):  # zeros or other filling after the end
                    return
                self._next_member()
            yield self._open.decompress(data, _PIECE)
            data = self._open.unconsumed_tail or self._open.unused_data

    def is_whole(self) -> bool:
        return self._open.eof

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise zlib.error(f"more than {_MOST_MEMBERS} gzip members")
        self._open = zlib.decompressobj(31)


class _Deflate:
    """With the wrapping of zlib, as the standard has it, or bare, as some servers do."""

    def __init__(self) -> None:
        self._open: zlib._Decompress | None = None

    def open(self, data: bytes) -> Iterator[bytes]:
        if data and self._open is None:
            self._open = zlib.decompressobj(15 if data[0] & 15 == 8 else -15)
        while data and self._open and not self._open.eof:
            yield self._open.decompress(data, _PIECE)
            data = self._open.unconsumed_tail

    def is_whole(self) -> bool:
        return self._open is not None and self._open.eof


class _Brotli:
    def __init__(self) -> None:
        self._open = brotli.Decompressor()

    def open(self, data: bytes) -> Iterator[bytes]:
        piece = self._open.process(data, output_buffer_limit=_PIECE)
        while piece:  # until nothing comes: what it says about taking more is no word on what it still holds
            yield piece
            piece = b"" if self._open.is_finished() else self._open.process(b"", output_buffer_limit=_PIECE)

    def is_whole(self) -> bool:
        return bool(self._open.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._open = self._frame()

    def open(self, data: bytes) -> Iterator[bytes]:
        for begin in range(0, len(data), _ZSTD_SLICE):
            rest = data[begin : begin + _ZSTD_SLICE]
            while rest:
                if self._open.eof:
                    self._open = self._frame()
                yield self._open.decompress(rest)
                rest = self._open.unused_data if self._open.eof else b""

    def is_whole(self) -> bool:
        return self._open.eof

    @staticmethod
    def _frame() -> "zstandard.ZstdDecompressionObj":
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()


_ERRORS: Final = (zlib.error, brotli.error, zstandard.ZstdError)
_CODINGS: Final[dict[str, Callable[[], Layer]]] = {
    "gzip": _Gzip, "x-gzip": _Gzip, "deflate": _Deflate, "br": _Brotli, "zstd": _Zstd,
}  # fmt: skip


def _layers(codings: str) -> list[Layer]:
    """The layers from the outermost in. Raises BadAnswer for a coding that nobody knows, and for too many."""
    names = [name for one in codings.lower().split(",") if (name := one.strip()) not in _NO_CODING]
    unknown = [name for name in names if name not in _CODINGS]
    if unknown:
        raise BadAnswer(f"the body is packed as {unknown[0][:50]!r}, which was not asked for", "net-unknown-encoding")
    if len(names) > _MOST_LAYERS:
        raise BadAnswer(f"the body is packed {len(names)} times", "net-unknown-encoding")
    return [_CODINGS[name]() for name in reversed(names)]
