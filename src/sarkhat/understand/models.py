"""Table of understand: what was understood of each article."""

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
