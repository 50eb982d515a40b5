"""Addresses of pages: one canonical form per page, so that the same page is met once.

The rules are the syntax-based normalisations of RFC 3986 §6.2.2 plus the removal of
parameters that only trackers read. A parameter that could choose content is never touched,
nor are the order of parameters and a trailing slash. Hostile input never raises.
"""

import re
from hashlib import blake2b
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import idna

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_TRACKING: Final = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid igshid igsh twclid ttclid li_fat_id "
    "mc_cid mc_eid mkt_tok _ga _gl _hsenc _hsmi __hstc __hssc __hsfp hsctatracking oly_anon_id "
    "oly_enc_id vero_id vero_conv wickedid srsltid s_cid at_medium at_campaign at_link_id "
    "at_link_type at_link_origin at_format at_bbc_team at_ptr_name traffic_source".split()
)
_TRACKING_PREFIXES: Final = ("utm_", "at_custom", "pk_", "mtm_", "stm_")

_JUNK = re.compile("[\x00-\x20\x7f]+")
_PERCENT = re.compile("%(?:([0-9A-Fa-f]{2}))?")
# An address that is its own canonical form, up to its query: most are. What it does not match is taken apart.
_PLAIN: Final = re.compile(
    r"https?://([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::[1-9]\d{3})?"
    r"/((?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[89A-F][0-9A-F])*)(?:\?([A-Za-z0-9\-._~!$&'()*+,;=:@/]+))?"
)
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LITERAL: Final = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+")

# Second-level names that registries sell below, and hosts whose subdomains are strangers.
_REGISTRY_LEVEL: Final = frozenset("co com ac gov org net edu id sch mil or ne go gob nic".split())
_SHARED_HOSTS: Final = frozenset(
    "blogspot.com wordpress.com blogfa.com blog.ir blogsky.com mihanblog.com persianblog.ir "
    "github.io gitlab.io pages.dev workers.dev netlify.app vercel.app herokuapp.com "
    "substack.com medium.com tumblr.com".split()
)


def absolute(base: str, link: str) -> str:
    """`link` as seen from `base` (RFC 3986 §5); "" for one that is empty, unreadable or no address of the Web."""
    try:
        joined = urljoin(base, link)
    except ValueError:
        return ""
    return joined if link and is_http(joined) else ""


def is_http(url: str) -> bool:
    """Whether this is an absolute http or https address with a host."""
    if _PLAIN.fullmatch(url):
        return True
    split = _split(url)
    return split is not None and bool(_ascii_host(split))


def canonical(url: str) -> str:
    """The one form of an http(s) address; anything else comes back merely stripped. Idempotent."""
    found = _PLAIN.fullmatch(url)
    if found and "/." not in url:
        query = found[3]
        if not query:
            return url
        kept = "&".join(piece for piece in query.split("&") if piece and not _is_tracking(piece))
        return url[: found.start(3)] + kept if kept else url[: found.start(3) - 1]
    split = _split(url)
    name = _ascii_host(split) if split else ""
    if split is None or not name:
        return url.strip()
    path = without_dots(_percent(split.path)) or "/"
    query = _query(split.query)
    return f"{split.scheme}://{_authority(split, name)}{path}{'?' + query if query else ''}"


def url_key(url: str) -> bytes:
    """16 bytes that stand for the canonical address (BLAKE2b), for a unique column."""
    return blake2b(canonical(url).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def host(url: str) -> str:
    """The host in lower-case ASCII (IDNA), without port; `""` if there is none."""
    if found := _PLAIN.fullmatch(url):
        return found[1]
    split = _split(url)
    return _ascii_host(split) if split else ""


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one registrable name (`www.` and `m.` of one outlet do).

    A short table stands in for the public suffix list: enough to tell an outlet's own links
    from foreign ones, not enough to base a permission on.
    """
    first = _site(host(a))
    return bool(first) and first == _site(host(b))


def _split(url: str) -> SplitResult | None:
    """The parts, read as browsers read them: controls dropped, `\\` before the query is `/`."""
    text = _JUNK.sub(lambda found: "%20" if found[0] == " " else "", url.strip())
    head, mark, tail = text.partition("?")
    try:
        split = urlsplit(head.replace("\\", "/") + mark + tail)
        _ = split.port  # raises on a port that is none
    except ValueError:
        return None
    return split if split.scheme in _DEFAULT_PORTS else None


def _ascii_host(split: SplitResult) -> str:
    try:
        name = (split.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if name.isascii():
        return name if re.fullmatch(r"[a-z0-9._\-]+|[0-9a-f:.]+(%\w+)?", name) else ""
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


def _authority(split: SplitResult, name: str) -> str:
    user = split.netloc.rpartition("@")[0]
    port = split.port
    shown = f"[{name}]" if ":" in name else name
    tail = "" if port in (None, _DEFAULT_PORTS[split.scheme]) else f":{port}"
    return (f"{_percent(user)}@" if user else "") + shown + tail


def _percent(text: str) -> str:
    """Percent-encoding in its one form: unreserved characters plain, the rest %XX upper case."""
    plain = _PERCENT.sub(_one_escape, text)
    return _LITERAL.sub(_escaped, plain)


def _one_escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return "%25"
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def without_dots(path: str) -> str:
    """RFC 3986 §5.2.4 for an absolute path; empty segments are kept, they can mean something."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    pieces = (_percent(piece) for piece in query.split("&"))
    return "&".join(piece for piece in pieces if piece and not _is_tracking(piece))


def _is_tracking(piece: str) -> bool:
    name = piece.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _site(name: str) -> str:
    labels = name.split(".")
    if len(labels) < 3 or name.replace(".", "").isdigit() or ":" in name:
        return name
    deep = len(labels[-1]) == 2 and labels[-2] in _REGISTRY_LEVEL
    deep = deep or ".".join(labels[-2:]) in _SHARED_HOSTS
    return ".".join(labels[-3:] if deep else labels[-2:])
