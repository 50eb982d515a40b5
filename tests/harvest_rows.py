"""Rows and feeds that the tests of harvest begin with (imported, since `tests` is on the path)."""

from sarkhat.harvest.models import WatchState
from sarkhat.sources.models import Outlet, Watch
from sarkhat.text.urls import host, url_key


async def watch(url: str, kind: str = "feed", key: str = "paper", **more: str) -> Watch:
    outlet, _ = await Outlet.objects.aget_or_create(key=key, defaults={"name": key, "home": f"https://{key}.example/"})
    return await Watch.objects.acreate(outlet=outlet, kind=kind, url=url, url_key=url_key(url), host=host(url), **more)


async def state_of(one: Watch) -> WatchState:
    return await WatchState.objects.aget(watch=one)


def rss(*items: str, language: str = "fa") -> str:
    head = f"<rss version='2.0'><channel><title>روزنامه</title><language>{language}</language>"
    return f"{head}{''.join(items)}</channel></rss>"


def item(
    number: int, title: str = "", date: str = "Sun, 01 Mar 2026 11:00:00 GMT", link: str = "", guid: str = ""
) -> str:
    return (
        f"<item><title>{title or f'خبر شمارهٔ {number}'}</title><link>{link or f'/news/{number}'}</link>"
        f"<guid isPermaLink='false'>{guid or f'paper-item-{number}'}</guid><pubDate>{date}</pubDate>"
        f"<description>شرح خبر {number}</description></item>"
    )
