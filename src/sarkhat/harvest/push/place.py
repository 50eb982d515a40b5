"""Where hubs reach us, the site's public address if it has one; and where what they bring waits."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from sarkhat.net.address import forbidden, is_loopback, is_numeric


def base() -> str:
    """The origin that a hub can call, without the closing slash; "" where the site is not public.

    Without a public address each subscription would fail, and trouble the hub for nothing. With loopback allowed
    (sample, replay, tests) the machine's own hubs reach us at the port that we listen on.
    """
    config = settings.CONFIG
    own = config.site_url or (f"http://127.0.0.1:{config.port}" if config.allow_loopback else "")
    return own if own and (config.allow_loopback or _is_public(urlsplit(own).hostname or "")) else ""


def folder() -> Path:
    """The folder of deliveries that the worker has not taken up yet."""
    return Path(settings.DATA) / "push"


def callback(token: str) -> str:
    """The address that a hub is told."""
    return f"{base()}/push/{token}"


def _is_public(host: str) -> bool:
    if is_loopback(host) or host.endswith((".local", ".internal", ".lan", ".test", ".example")) or "." not in host:
        return ":" in host and not forbidden(host)
    return not (is_numeric(host) and forbidden(host))
