"""The sites' templates between two rounds of visits: read from their rows, written back where something was learned."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sarkhat.extract.models import SiteSample, SiteTemplates
from sarkhat.extract.records import Extracted
from sarkhat.extract.templates.records import Template, from_json, to_json
from sarkhat.extract.templates.site import Site

_MOST_EVENTS: Final = 50


@dataclass
class Shelf:
    """The sites of a round of visits, by host. Several threads may read pages, those of one site in turn."""

    sites: dict[str, Site]
    before: dict[str, Site]
    locks: dict[str, threading.Lock] = field(default_factory=dict)

    def read(self, host: str, text: str, url: str, now: datetime, robots: str) -> Extracted:
        """The article of a page of the host."""
        with self.locks[host]:
            return self.sites[host].read(text, url, now, robots=robots)


def load(hosts: Iterable[str]) -> Shelf:
    """What is known of these hosts."""
    wanted = set(hosts)
    samples: dict[str, list[bytes]] = {host: [] for host in wanted}
    for host, page in SiteSample.objects.filter(site__in=wanted).order_by("pk").values_list("site_id", "page"):
        samples[host].append(bytes(page))
    rows = SiteTemplates.objects.in_bulk(wanted)
    sites = {host: _site(rows.get(host), samples[host]) for host in wanted}
    before = {
        host: Site(list(site.templates), list(site.samples), site.pages, site.doubts) for host, site in sites.items()
    }
    return Shelf(sites, before, {host: threading.Lock() for host in wanted})


def save(shelf: Shelf, now: datetime) -> None:
    """Write down what changed; call inside a transaction."""
    for host, site in shelf.sites.items():
        old = shelf.before[host]
        if site == old:
            continue
        row, _ = SiteTemplates.objects.get_or_create(host=host)
        row.templates = [to_json(template) for template in site.templates]
        row.pages, row.doubts = site.pages, site.doubts
        row.history = [*row.history, *_events(old, site, now)][-_MOST_EVENTS:]
        row.save()
        if site.samples != old.samples:
            SiteSample.objects.filter(site=row).delete()
            SiteSample.objects.bulk_create(SiteSample(site=row, page=page) for page in site.samples)


def _site(row: SiteTemplates | None, samples: list[bytes]) -> Site:
    return Site([from_json(one) for one in row.templates], samples, row.pages, row.doubts) if row else Site([], samples)


def _events(old: Site, new: Site, now: datetime) -> list[dict[str, Any]]:
    """What was learned and what was given up; a template that takes on a new design is neither."""
    had, has = ({template.body for template in site.templates} for site in (old, new))
    learned = [_event("learned", template, now) for template in new.templates if template.body not in had]
    return learned + [_event("given-up", template, now) for template in old.templates if template.body not in has]


def _event(name: str, template: Template, now: datetime) -> dict[str, Any]:
    attributes = "".join(f' {key}="{value}"' for key, value in template.body.attributes)
    return {"at": now.isoformat(), "event": name, "body": f"<{template.body.tag}{attributes}>", "pages": template.pages}
