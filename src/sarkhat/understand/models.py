"""Tables of understand: what was understood of each article, and its words mended."""

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
