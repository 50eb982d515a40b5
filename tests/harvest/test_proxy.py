"""An outlet that can only be reached through a proxy of its own: its watches, its robots.txt, its pages."""

import pytest

from harvest_rows import item, rss, watch
from sarkhat.extract import run as extract
from sarkhat.harvest.models import Sighting
from sarkhat.harvest.run import visit_due
from sarkhat.net.client import Door
from sarkhat.sources.models import Outlet

pytestmark = pytest.mark.django_db(transaction=True)
FAR = "http://far.example"  # no such name: whoever asks for it directly fails


async def test_every_request_for_the_outlet_goes_through_its_proxy(net, door: Door, time) -> None:
    proxy = net.url("").rstrip("/")
    await Outlet.objects.acreate(key="far", name="دور", home=FAR, proxy=proxy)
    net.gives("/rss", rss(item(1, link=f"{FAR}/news/1")))
    net.gives("/", "<a href='/news/1'>خبری بلند و خواندنی از شهر ما</a>")
    net.gives("/direct", rss(item(2)))
    await watch(f"{FAR}/rss", key="far")
    await watch(f"{FAR}/", kind="front_page", role="front", key="far")
    await watch(net.url("/direct"))
    async with Door(allow_loopback=True, host_delay=0) as patient:
        while await visit_due(patient):
            pass
        from asgiref.sync import sync_to_async

        await sync_to_async(extract.adopt)()
        await extract.visit_due(patient)
    assert {one.url async for one in Sighting.objects.all()} == {f"{FAR}/news/1", net.url("/news/2")}
    asked = {(request.host, request.path) for request in net.asked}
    assert {("far.example", path) for path in ("/rss", "/robots.txt", "/", "/news/1")} <= asked
    assert (net.url("").removeprefix("http://").rstrip("/"), "/direct") in asked
