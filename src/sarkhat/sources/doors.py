"""The door to the network, opened as the settings say."""

from django.conf import settings

from sarkhat import __version__
from sarkhat.net.client import Door


def open_door() -> Door:
    """A new door; use it as an async context manager."""
    config = settings.CONFIG
    contact = config.contact or config.site_url
    return Door(
        user_agent=f"Sarkhat/{__version__} ({'+' + contact if contact else 'self-hosted news aggregator'})",
        allow_loopback=config.allow_loopback,
        host_delay=config.host_delay,
        concurrency=config.fetch_concurrency,
        proxy=config.proxy,
    )
