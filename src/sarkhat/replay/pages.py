"""Recorded HTML pages (files below a folder, or in a tar archive), served site by site with a generated feed each.

A page's site is told by an `evaldata.json` (address → file) beside it where there is one, else by its file name:
`<Site>_<anything>.html[.gz]`. Feeds carry no titles and no dates: both have to come out of the page.
"""

import gzip
import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sarkhat.replay.material import FeedItem, Show, catalogue_row, rss
from sarkhat.replay.server import Reply, Request, Server, Site


@dataclass(frozen=True, slots=True)
class Page:
    """A recorded page and where it is served."""

    host: str
    path: str
    html: bytes


def read(path: Path, limit: int = 0) -> list[Page]:
    """The pages below `path` (a folder, a tar archive or one file), in name order, at most `limit` if given."""
    sites = _known_sites(path)
    pages: list[Page] = []
    for name, html in _files(path):
        if limit and len(pages) == limit:
            break
        stem = Path(name).name.removesuffix(".gz").removesuffix(".html").removesuffix(".htm")
        site = sites.get(Path(name).name) or stem.split("_")[0]
        pages.append(Page(_host(site), f"/{_slug(stem)}.html", html))
    return pages


def show(pages: list[Page], server: Server) -> Show:
    """A site for each host, each with `/rss` and its pages."""
    hosts: dict[str, dict[str, bytes]] = defaultdict(dict)
    for page in pages:
        hosts[page.host][page.path] = page.html
    sites = {host: _site(server.origin(host), rows) for host, rows in hosts.items()}
    catalogue = "".join(_outlet(host, server.origin(host)) for host in sorted(hosts))
    return Show(sites, catalogue, len(pages), None)


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_file() and tarfile.is_tarfile(path):
        yield from _from_tar(path)
        return
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        if file.name.endswith((".html.gz", ".htm.gz")):
            yield file.name, gzip.decompress(file.read_bytes())
        elif file.suffix in (".html", ".htm"):
            yield file.name, file.read_bytes()
        elif file.name.endswith(".tar.gz"):
            yield from _from_tar(file)


def _from_tar(file: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(file) as archive:
        for member in archive:
            data = archive.extractfile(member) if member.name.endswith((".html", ".htm")) else None
            if data:
                yield member.name, data.read()


def _known_sites(path: Path) -> dict[str, str]:
    folder = path if path.is_dir() else path.parent
    found = next(iter(sorted(folder.rglob("evaldata.json"))), None)
    if found is None:
        return {}
    return {row["file"]: urlsplit(url).hostname or "" for url, row in json.loads(found.read_text()).items()}


def _site(origin: str, pages: dict[str, bytes]) -> Site:
    def site(request: Request) -> Reply | None:
        if request.path == "/rss":
            items = [FeedItem(f"{origin}{path}", f"{origin}{path}", "") for path in pages]
            return rss(urlsplit(origin).hostname or "", origin, items, "")
        html = pages.get(request.path)
        # No charset in the header: a recorded page tells its own, as it did when it was recorded.
        return Reply(html, "text/html") if html is not None else None

    return site


def _outlet(host: str, origin: str) -> str:
    name = host.removesuffix(".localhost")
    fields = {
        "key": _slug(name), "name": name, "name_en": name, "home": f"{origin}/", "language": "und", "country": "",
        "kind": "site", "owner": "", "owner_en": "", "display": "full", "terms": "replay",
    }  # fmt: skip
    return catalogue_row(fields, [{"kind": "feed", "url": f"{origin}/rss"}])


def _host(site: str) -> str:
    return re.sub(r"[^a-z0-9.-]+", "-", site.lower()).strip("-.") + ".localhost"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
