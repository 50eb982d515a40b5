"""Opens the newsroom: every outlet's site on one loopback port, with the catalogue that leads to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sarkhat.replay.material import Clock, Show, catalogue_row, open_show
from sarkhat.replay.server import Reply, Request, Server, Site
from sarkhat.replay.telegram import Message, preview
from sarkhat.sample.desk import Desk, read_desk, write_desk
from sarkhat.sample.hub import HOST as HUB
from sarkhat.sample.hub import Hub
from sarkhat.sample.material import OutletSheet, Piece, load_outlets, load_pieces
from sarkhat.sample.sites import OutletSite

CHANNELS = "t-me.localhost"
_FEED_PATHS = {"rss": "rss", "atom": "atom.xml", "json": "feed.json", "sitemap": "news-sitemap.xml"}


@contextmanager
def open_newsroom(data: Path, port: int = 0) -> Iterator[str]:
    """Serve the newsroom of a data folder while the block runs; yields the address of its catalogue.

    `port` 0: the one it had before, any free one at the first time. Raises PortTaken.
    """
    desk = read_desk(data)
    server = Server(port or desk.port)
    write_desk(data, Desk(desk.opened, server.port))
    hub = Hub(server)
    open_show(server, newsroom(server, desk.opened, lambda: datetime.now(UTC), hub))
    with server, hub.working():
        yield f"{server.origin('127.0.0.1')}/catalogue.toml"


def newsroom(server: Server, opened: datetime, clock: Clock, hub: Site | None = None) -> Show:
    """All sites of the newsroom that opened at `opened`, as they stand at the clock's time."""
    pieces = load_pieces()
    sheets = load_outlets()
    sites: dict[str, Site] = {}
    channels: dict[str, tuple[OutletSheet, list[Piece]]] = {}
    for sheet in sheets:
        own = [piece for piece in pieces if piece.outlet == sheet.key]
        if sheet.channel:
            channels[sheet.channel] = (sheet, own)
        else:
            host = f"{sheet.key}.localhost"
            sites[host] = OutletSite(sheet, own, opened, server.origin(host), clock, f"{server.origin(HUB)}/")
    sites[HUB] = hub or Hub(server)
    sites[CHANNELS] = _Channels(channels, opened, clock)
    catalogue = "".join(_row(sheet, server) for sheet in sheets)
    return Show(sites, catalogue, len(pieces), opened)


def _row(sheet: OutletSheet, server: Server) -> str:
    origin = server.origin(CHANNELS if sheet.channel else f"{sheet.key}.localhost")
    home = f"{origin}/s/{sheet.channel}" if sheet.channel else f"{origin}/"
    fields = {
        "key": sheet.key, "name": sheet.name, "name_en": sheet.name_en, "home": home, "language": sheet.language,
        "kind": sheet.kind, "owner": sheet.owner, "owner_en": sheet.owner_en, "display": sheet.display,
        "terms": "invented for the sample: https://www.apache.org/licenses/LICENSE-2.0",
    }  # fmt: skip
    if sheet.channel:
        return catalogue_row(fields, [{"kind": "channel", "url": home}])
    kind = "sitemap" if sheet.feed == "sitemap" else "feed"
    watches = [
        {"kind": kind, "url": f"{origin}/{_FEED_PATHS[sheet.feed]}"},
        {"kind": "front_page", "url": home, "role": "front"},
    ]
    return catalogue_row(fields, watches)


class _Channels:
    """The site of the newsroom's channels, as t.me is one site."""

    def __init__(self, channels: dict[str, tuple[OutletSheet, list[Piece]]], opened: datetime, clock: Clock) -> None:
        self.channels = channels
        self.opened = opened
        self.clock = clock

    def __call__(self, request: Request) -> Reply | None:
        match request.path.strip("/").split("/"):
            case ["s", name] if name in self.channels:
                sheet, pieces = self.channels[name]
                before = request.query.get("before", "")
                return preview(name, sheet.name, self._messages(pieces), int(before) if before.isdigit() else 0)
        return None

    def _messages(self, pieces: list[Piece]) -> list[Message]:
        elapsed = self.clock() - self.opened
        out = sorted((piece for piece in pieces if piece.is_out(elapsed)), key=lambda piece: piece.at)
        return [
            Message(number, (self.opened + piece.at).replace(microsecond=0), piece.wording(elapsed).body,
                    views=self._views(piece))
            for number, piece in enumerate(out, 501)
        ]  # fmt: skip

    def _views(self, piece: Piece) -> int:
        """An invented count that grows for a day and then stays."""
        hours = min(24.0, (self.clock() - self.opened - piece.at).total_seconds() / 3600)
        return int(400 + 900 * piece.coverage * (hours / (hours + 4)))
