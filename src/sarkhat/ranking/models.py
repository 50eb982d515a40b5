"""Tables of ranking: each story's score with its terms, the lists that pages show, and when they were renewed."""

from django.db import models

from sarkhat.extract.models import Article
from sarkhat.stories.models import Story


class Score(models.Model):
    """Importance of a story now, with every term kept so that the page can print why."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="score")
    value = models.FloatField(db_index=True)
    terms = models.JSONField(default=dict)  # {"outlets": 0.8, "freshness": 0.9, "front": 0.3, …}, each 0…1
    at = models.DateTimeField()


class Listed(models.Model):
    """A place in one of the four lists; the whole list is replaced at once."""

    LISTS = [("top", "مهم‌ترین‌ها"), ("viewed", "پربازدیدها"), ("discussed", "پربحث‌ها"), ("rising", "رو به اوج")]

    kind = models.CharField(max_length=10, choices=LISTS)
    section = models.CharField(max_length=12, blank=True)  # "": all sections
    position = models.PositiveIntegerField()  # from 1
    story = models.ForeignKey(Story, models.CASCADE)
    article = models.ForeignKey(Article, models.CASCADE)  # whose headline stands for it
    value = models.FloatField()  # score, views or comments

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "section", "position"], name="one_row_a_place")]


class Round(models.Model):
    """A renewal of the lists that had new members to rank: what was placed before `began` is on the pages by `ended`.

    Kept for some days, to measure how fresh the site is.
    """

    began = models.DateTimeField(db_index=True)
    ended = models.DateTimeField()
    position = models.BigIntegerField()  # of the cursor of stories when it began
