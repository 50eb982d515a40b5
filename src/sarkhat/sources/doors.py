"""The door to the network, opened as the settings say."""

from django.conf import settings

from sarkhat.net.client import Door, user_agent


def open_door() -> Door:
    """A new door; use it as an async context manager."""
    config = settings.CONFIG
    return Door(
        user_agent=user_agent(config.contact or config.site_url),
        allow_loopback=config.allow_loopback,
        host_delay=config.host_delay,
        concurrency=config.fetch_concurrency,
        proxy=config.proxy,
        only_loopback=bool(config.banner),  # a replayed page's pictures are real addresses: they stay unasked
    )
