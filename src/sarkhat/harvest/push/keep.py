"""Subscriptions as rows: made when a feed names a hub, moved on by what hubs say. Each function is one transaction."""

import random
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sarkhat.harvest import sightings
from sarkhat.harvest.keys import Keyed
from sarkhat.harvest.models import Subscription
from sarkhat.harvest.push import decide
from sarkhat.harvest.push.links import Declared
from sarkhat.harvest.push.spool import Delivery
from sarkhat.sources.models import Watch
from sarkhat.store.work import claim

MOST_AT_ONCE = 20  # hubs asked a step
LEASE = timedelta(minutes=10)  # of the row while its hub is asked


def subscription_of(watch: Watch) -> Subscription | None:
    """The watch's subscription; no query where it was selected along."""
    return getattr(watch, "subscription", None)


def poll_at(watch: Watch, next_at: datetime | None, changed_at: datetime | None, now: datetime) -> datetime | None:
    """When to visit the watch, planned for `next_at`: later where a living subscription brings its news first."""
    own = subscription_of(watch)
    if own is None or own.state != Subscription.LIVE or own.granted_until is None or own.granted_until <= now:
        return next_at
    return decide.slowed(next_at, now, own.pushed_at, changed_at)


def note(watch: Watch, found: Declared, now: datetime) -> None:
    """A visit's answer names this hub, or none: begin, begin anew at another one, or leave."""
    own = subscription_of(watch)
    if own is None or own.state == Subscription.LEAVING:
        if own is None and found.hub:
            _begin(watch, found, now)
        return
    if (found.hub, found.topic) == (own.hub, own.topic):
        return
    own.state, own.since, own.next_at = Subscription.LEAVING, now, now
    if found.hub:
        own.watch = None  # it leaves by itself
    own.save()
    if found.hub:
        _begin(watch, found, now)


def _begin(watch: Watch, found: Declared, now: datetime) -> None:
    Subscription.objects.create(
        watch=watch,
        hub=found.hub,
        topic=found.topic,
        token=secrets.token_urlsafe(32),
        secret=secrets.token_urlsafe(32),
        since=now,
        next_at=now,
    )


def claim_due(now: datetime) -> list[Subscription]:
    """Subscriptions whose hub is to be asked now, leased. What is not watched any more is to be left."""
    gone = Q(watch__isnull=True) | Q(watch__active=False) | Q(watch__outlet__active=False)
    unwatched = Subscription.objects.filter(gone).exclude(state=Subscription.LEAVING)
    numbers = list(unwatched.values_list("pk", flat=True))
    if numbers:
        Subscription.objects.filter(pk__in=numbers).update(
            state=Subscription.LEAVING, since=now, next_at=now, attempts=0, pending=""
        )
    return claim(Subscription.objects.all(), now, MOST_AT_ONCE, LEASE)


@transaction.atomic
def begin_asking(row: Subscription, now: datetime) -> str:
    """Write down what is asked before it is: the hub may verify while we still wait for its answer.

    Returns the mode; "" where there is nothing to ask any more.
    """
    if row.state == Subscription.LEAVING and (row.attempts >= decide.MOST_FAREWELLS or row.granted_until is None):
        row.delete()
        return ""
    if row.state == Subscription.LIVE and row.granted_until and row.granted_until <= now:
        row.state, row.since = Subscription.NEW, now
    row.pending = "unsubscribe" if row.state == Subscription.LEAVING else "subscribe"
    row.save(update_fields=["pending", "state", "since"])
    return row.pending


@transaction.atomic
def end_asking(row: Subscription, said: decide.Asked, detail: str, refused: bool, now: datetime) -> None:
    """What the hub answered to the request itself. Its verification may have been taken up meanwhile: it stands."""
    asked = Subscription.objects.filter(pk=row.pk, pending=row.pending)
    facts = {"next_at": said.next_at, "attempts": said.attempts, "error": said.error, "detail": detail[:500]}
    if said.error:
        facts["pending"] = ""
    if refused and row.state == Subscription.NEW:
        facts |= {"state": Subscription.REFUSED, "since": now}
    asked.update(**facts)
    Subscription.objects.filter(pk=row.pk).update(lease_until=None)


@transaction.atomic
def take(delivery: Delivery, items: Sequence[Keyed], now: datetime) -> int:
    """What a hub brought, written down. Returns how many items are new or changed."""
    row = Subscription.objects.select_related("watch").filter(pk=delivery.subscription).first()
    if row is None:
        return 0
    if delivery.about == "content":
        return _take_content(row, items, now)
    if delivery.about == row.pending == "subscribe":
        _take_lease(row, delivery.lease_seconds, now)
    elif delivery.about == row.pending == "unsubscribe":
        row.delete()
    elif delivery.about == "denied" and row.pending:
        _take_refusal(row, delivery.reason, now)
    return 0


def _take_content(row: Subscription, items: Sequence[Keyed], now: datetime) -> int:
    if row.watch is None or row.state == Subscription.LEAVING:
        return 0
    row.pushed_at = now
    row.save(update_fields=["pushed_at"])
    return sightings.keep(row.watch, items, now)


def _take_lease(row: Subscription, seconds: int | None, now: datetime) -> None:
    granted = decide.lease_of(seconds)
    if row.state != Subscription.LIVE:
        row.state, row.since = Subscription.LIVE, now
    row.pending = row.error = row.detail = ""
    row.attempts, row.granted_until = 0, now + granted
    row.next_at = decide.renewal(granted, now, random.random())  # noqa: S311 - spreads load, hides nothing
    row.save()


def _take_refusal(row: Subscription, reason: str, now: datetime) -> None:
    if row.state == Subscription.LEAVING:
        row.delete()
        return
    row.state, row.since = Subscription.REFUSED, now
    row.pending, row.error, row.detail = "", "push-denied", reason
    row.next_at, row.attempts = now + decide.wait(row.attempts), row.attempts + 1
    row.save()
