"""Tables of harvest: how each watch does, subscriptions at hubs, items seen, places on front pages over time."""

from django.db import models

from sarkhat.sources.models import Outlet, Watch
from sarkhat.store.work import Claimable


class WatchState(Claimable):
    """When a watch is due, what its server said last, and how it is doing. `attempts` counts failures in a row."""

    watch = models.OneToOneField(Watch, models.CASCADE, primary_key=True, related_name="state")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    interval = models.PositiveIntegerField(default=900)  # seconds
    status = models.IntegerField(null=True)  # the last HTTP status
    error = models.CharField(max_length=60, blank=True)  # word key; empty: well
    detail = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField(null=True)  # since when `error` is what it is
    visited_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)  # the last visit that brought something new
    backfill = models.CharField(max_length=1000, blank=True)  # older page of a channel still to be read
    backfill_until = models.DateTimeField(null=True)  # posts older than this are not looked for
    visits = models.TextField(default="", db_default="", blank=True)  # the last ones, see visitlog.py
    made_at = models.DateTimeField(null=True)  # first due then; null: before this was noted
    rhythm = models.BinaryField(max_length=300, default=b"")  # when its items appear, see rhythm.py
    moved_to = models.CharField(max_length=1000, blank=True)  # where permanent redirects lead, see moves.py
    moved_days = models.PositiveIntegerField(default=0)  # on how many days they led there
    moved_on = models.DateField(null=True)  # the last of those days


class Sighting(models.Model):
    """An item seen at an address: one row for each address, however many watches show it."""

    watch = models.ForeignKey(Watch, models.CASCADE, db_index=False)  # the index with `published` serves
    outlet = models.ForeignKey(Outlet, models.CASCADE)
    seq = models.BigIntegerField(unique=True)  # change number, see store.work
    url = models.URLField(max_length=2000)
    url_key = models.BinaryField(max_length=16, unique=True)
    entry_key = models.BinaryField(max_length=16)  # of (outlet, the source's own id): a changed address is no new item
    content_key = models.BinaryField(max_length=16)  # of what the item says: a change means an edit
    is_post = models.BooleanField(default=False)  # a channel's post is an article by itself
    title = models.CharField(max_length=1000, blank=True)
    summary = models.TextField(blank=True)
    content = models.TextField(blank=True)
    published = models.DateTimeField(null=True)
    authors = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    image = models.URLField(max_length=2000, blank=True)
    section = models.CharField(max_length=12, blank=True)  # as the watch states it
    views = models.PositiveBigIntegerField(null=True)
    forwards = models.PositiveBigIntegerField(null=True)
    forwarded_from = models.CharField(max_length=200, blank=True)  # the channel that wrote a post first
    first_seen = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["entry_key"]), models.Index(fields=["watch", "published"])]


class Slot(models.Model):
    """A link at a place of an outlet's front page, from when until when: history from the first day."""

    watch = models.ForeignKey(Watch, models.CASCADE)
    outlet = models.ForeignKey(Outlet, models.CASCADE)
    position = models.PositiveIntegerField()
    url = models.URLField(max_length=2000)
    url_key = models.BinaryField(max_length=16)
    title = models.CharField(max_length=1000)
    weight = models.FloatField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: it stands there now

    class Meta:
        indexes = [
            models.Index(fields=["url_key"]),
            # What stands there now is a sliver of the history.
            models.Index(fields=["watch", "position"], name="open_slots", condition=models.Q(until__isnull=True)),
        ]


class Subscription(Claimable):
    """That a hub brings us a feed's news (WebSub). `next_at`: when its hub is asked again; null: never.

    It outlives its watch, so that the hub can be told that we go.
    """

    NEW, LIVE, REFUSED, LEAVING = "new", "live", "refused", "leaving"
    STATES = [(NEW, "در راه"), (LIVE, "برقرار"), (REFUSED, "ردشده"), (LEAVING, "در حال لغو")]

    watch = models.OneToOneField(Watch, models.SET_NULL, null=True, related_name="subscription")
    hub = models.URLField(max_length=1000)
    topic = models.URLField(max_length=1000)  # the feed as its hub calls it
    token = models.CharField(max_length=43, unique=True)  # unguessable: the end of our callback's address
    secret = models.CharField(max_length=43)  # signs what the hub brings
    state = models.CharField(max_length=8, choices=STATES, default=NEW)
    since = models.DateTimeField()  # since when `state` is what it is
    pending = models.CharField(max_length=11, blank=True)  # what the hub was asked for and has not verified yet
    error = models.CharField(max_length=60, blank=True)  # word key; empty: well
    detail = models.CharField(max_length=500, blank=True)
    granted_until = models.DateTimeField(null=True)  # the end of the hub's lease
    pushed_at = models.DateTimeField(null=True)  # the last delivery
