"""Tables of understand: what was understood of each article, its words mended, and the names in it."""

from django.db import models

from sarkhat.extract.models import Article
from sarkhat.sources.models import SECTION_NAMES


class Reading(models.Model):
    """Language, section and key passage of an article's present wording."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="reading")
    seq = models.BigIntegerField(unique=True)  # change number, see store.work
    revision = models.PositiveIntegerField()  # of the article that was read
    language = models.CharField("زبان", max_length=12)
    section = models.CharField("سرویس", max_length=12, choices=SECTION_NAMES, db_index=True)
    section_by = models.CharField(max_length=8)
    key_passage = models.TextField("فراز خبر")
    read_at = models.DateTimeField(null=True, editable=False)  # the first time; null: before this was noted


class Mending(models.Model):
    """The overlay over a Persian article whose words were broken on the way; `understand.words` puts it on.

    There is one only where the repair changes something. Article and Body keep what the outlet sent.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="mending")
    version = models.PositiveIntegerField()  # text.zwnj.VERSION that made it
    kind = models.CharField(max_length=24)  # what was broken: `mend.damage`
    title = models.TextField()  # each as it is shown, changed or not
    kicker = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    blocks = models.BinaryField(null=True)  # as Body.blocks; none where the body needs no change


class Name(models.Model):
    """A person, place, organisation or club that articles name. What an operator said of it stands beside it."""

    KIND = [("person", "شخص"), ("place", "جا"), ("organisation", "سازمان"), ("club", "باشگاه")]

    key = models.CharField("نشانی", max_length=160, unique=True)  # folded words joined by "-", see names.Named
    kind = models.CharField("گونه", max_length=12, choices=KIND)
    shown = models.CharField("نام", max_length=160)  # as the list writes it, else as its first article does
    renamed = models.CharField("نام تازه", max_length=160, blank=True)
    hidden = models.BooleanField("پنهان", default=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name="همان است که"
    )

    class Meta:
        verbose_name = "نام"
        verbose_name_plural = "نام‌ها"

    def __str__(self) -> str:
        return self.renamed or self.shown


class Mention(models.Model):
    """That an article names somebody."""

    article = models.ForeignKey(Article, models.CASCADE, db_index=False, related_name="mentions")
    name = models.ForeignKey(Name, models.CASCADE, db_index=False, related_name="mentions")
    where = models.PositiveSmallIntegerField()  # mentions.TITLE, LEAD or BODY: where it stands first
    count = models.PositiveSmallIntegerField()
    at = models.DateTimeField()  # the article's time

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "name"], name="one_row_a_mention")]
        indexes = [models.Index(fields=["name", "-at"], name="mentions_of_a_name")]


class NameDay(models.Model):
    """How many articles of a day name somebody, kept with the mentions in one transaction."""

    name = models.ForeignKey(Name, models.CASCADE, db_index=False, related_name="days")
    day = models.DateField()  # by the clock of the site
    articles = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="one_row_a_named_day")]
        indexes = [models.Index(fields=["day", "-articles"], name="most_named")]
