"""Tables of extract: visits to pages, the archive of articles, their bodies and what they said before."""

from django.db import models

from sarkhat.harvest.models import Sighting
from sarkhat.sources.models import Outlet
from sarkhat.store.work import Claimable


class PageVisit(Claimable):
    """When a sighting's page is fetched: at once, then again to see edits and removals."""

    sighting = models.OneToOneField(Sighting, models.CASCADE, primary_key=True, related_name="visit")
    host = models.CharField(max_length=255)
    looks = models.PositiveIntegerField(default=0)  # good visits so far
    error = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    design = models.CharField(max_length=16, blank=True)  # of the page when its article was read first
    parts = models.PositiveSmallIntegerField(default=1, db_default=1)  # pages that its article was joined from
    owed = models.BooleanField(default=False, db_default=False)  # a further part could not be fetched
    strange = models.CharField(max_length=16, blank=True)  # mark of a page that came in its place, see extract.absent

    class Meta(Claimable.Meta):
        indexes = [
            *Claimable.Meta.indexes,
            models.Index(fields=["strange"], name="strange_pages", condition=models.Q(strange__gt="")),
        ]


class Article(models.Model):
    """An outlet's article. Its number is permanent and never used twice."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="articles", verbose_name="رسانه")
    sighting = models.ForeignKey(Sighting, models.SET_NULL, null=True, related_name="articles")
    seq = models.BigIntegerField(unique=True, editable=False)  # change number, see store.work
    url = models.URLField("نشانی", max_length=2000)
    url_key = models.BinaryField(max_length=16, unique=True, editable=False)
    is_post = models.BooleanField("مطلب کانال", default=False)
    title = models.CharField("تیتر", max_length=1000)
    kicker = models.CharField("روتیتر", max_length=500, blank=True)
    lead = models.TextField("لید", blank=True)
    authors = models.JSONField("نویسندگان", default=list, blank=True)
    credits = models.JSONField(default=list, blank=True, editable=False)  # of [name, extract.records.Role]
    agency = models.CharField("به نقل از", max_length=120, blank=True)  # whose text it says that it is
    agency_outlet = models.ForeignKey(
        Outlet, models.SET_NULL, null=True, blank=True, editable=False, related_name="printed_elsewhere"
    )
    image = models.URLField("تصویر", max_length=2000, blank=True)
    picture = models.CharField(max_length=80, blank=True, editable=False)  # file below data/pictures, "" none
    picture_size = models.CharField(max_length=40, blank=True, editable=False)  # "640x360 #aabbcc"
    stated_section = models.CharField(max_length=200, blank=True)  # key of the watch, or the outlet's own word
    stated_language = models.CharField(max_length=12, blank=True)
    tags = models.JSONField(default=list, blank=True)
    published = models.DateTimeField("زمان انتشار", db_index=True)  # clamped; never after first_seen
    published_how = models.CharField(max_length=12, blank=True)
    updated = models.DateTimeField(null=True, editable=False)  # as the outlet states it
    updated_how = models.CharField(max_length=12, blank=True, editable=False)
    access = models.CharField(max_length=8, blank=True, editable=False)  # extract.records.Access
    licence = models.CharField(max_length=300, blank=True, editable=False)  # as its page states it
    first_seen = models.DateTimeField("نخستین دیدار")
    changed_at = models.DateTimeField(null=True)  # last time its words changed
    revision = models.PositiveIntegerField(default=1)
    method = models.CharField(max_length=20, blank=True)
    removed_at = models.DateTimeField("حذف از رسانه", null=True, blank=True)
    hidden = models.BooleanField("پنهان", default=False)
    archived_at = models.DateTimeField(null=True, editable=False)  # when its row was made; null: before this was noted
    # What the page asks of those who show it (see extract.directives).
    noarchive = models.BooleanField(default=False, db_default=False, editable=False)
    max_snippet = models.PositiveIntegerField(null=True, editable=False)  # letters; null: no limit
    unavailable_after = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "خبر"
        verbose_name_plural = "خبرها"
        indexes = [
            models.Index(fields=["outlet", "-published"]),
            models.Index(fields=["-removed_at"], name="removed_articles", condition=models.Q(removed_at__isnull=False)),
            models.Index(
                fields=["unavailable_after"],
                name="ending_articles",
                condition=models.Q(unavailable_after__isnull=False, hidden=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_copied(self) -> bool:
        """Whether its page lets the whole text, and what it said before, be shown elsewhere."""
        return not self.noarchive and self.max_snippet is None

    def capped(self, text: str) -> str:
        """As much of a piece of its text as its page lets be shown: whole words, "" for none."""
        limit = self.max_snippet
        if limit is None or len(text) <= limit:
            return text
        cut = text[: max(0, limit - 1)].rpartition(" ")[0].rstrip()
        return f"{cut}…" if cut else ""


class Variant(models.Model):
    """Another address of an article: its AMP or print form, a further page of it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="variants")
    url = models.URLField(max_length=2000)
    url_key = models.BinaryField(max_length=16, unique=True)
    is_guess = models.BooleanField(default=False)  # made from the address of a form; no page has said so yet


class Body(models.Model):
    """The article's blocks as `store.bodies.pack([[kind, text], …])`; what stands among them by `structure.kept`."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="body")
    blocks = models.BinaryField()
    figures = models.BinaryField(null=True)  # null: none


class Version(models.Model):
    """What an article said before: kept whenever its title or words changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    seen_at = models.DateTimeField()  # when this wording was first seen
    title = models.CharField(max_length=1000)
    lead = models.TextField(null=True)  # null: before this was kept
    blocks = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "revision"], name="one_version_a_revision")]


class Event(models.Model):
    """What an outlet did to an article that we had: edited, removed, put back. One row each time, never changed."""

    KINDS = (("edited", "ویرایش"), ("removed", "حذف"), ("restored", "بازگشت"))

    article = models.ForeignKey(Article, models.CASCADE, related_name="events")
    at = models.DateTimeField()  # when we saw it
    kind = models.CharField(max_length=10, choices=KINDS)
    # Of an edit the gravest change (extract.severity.KINDS); of a removal its evidence (extract.absent.EVIDENCE).
    what = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=1)  # of the article after it
    gone = models.CharField(max_length=200, blank=True)  # words of the gravest change, as the outlet wrote them
    new = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="newest_events")]


class Picture(Claimable):
    """An article's lead image on its way into our folder; `attempts` counts failures in a row."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="lead_picture")
    url = models.URLField(max_length=2000)
    error = models.CharField(max_length=60, blank=True)  # word key


class BodyPicture(Claimable):
    """A picture inside an article's body on its way into our folder; only where its outlet lets the text be shown."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="body_pictures")
    url = models.URLField(max_length=2000)
    url_key = models.BinaryField(max_length=16)
    picture = models.CharField(max_length=80, blank=True)  # as of Article
    picture_size = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=60, blank=True)  # word key

    class Meta(Claimable.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "url_key"], name="one_picture_a_body")]


class SiteTemplates(models.Model):
    """The templates learned for the pages of a host, and when each was learned or given up."""

    host = models.CharField("نشانی سایت", max_length=255, primary_key=True)
    templates = models.JSONField("الگوها", default=list)
    pages = models.PositiveIntegerField(default=0)  # read since the last comparison with the general road
    doubts = models.PositiveIntegerField(default=0)  # comparisons lost in a row
    history = models.JSONField("تاریخچه", default=list)  # of {"at", "event", "body", "pages"}, oldest first

    class Meta:
        verbose_name = "الگوی صفحه"
        verbose_name_plural = "الگوهای صفحه"

    def __str__(self) -> str:
        return self.host


class SiteSample(models.Model):
    """A page kept to learn a template from, packed; gone once one is learned."""

    site = models.ForeignKey(SiteTemplates, models.CASCADE, related_name="samples")
    page = models.BinaryField()
