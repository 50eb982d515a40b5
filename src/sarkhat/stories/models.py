"""Tables of stories: happenings, and which article belongs to which."""

from django.db import models

from sarkhat.extract.models import Article


class Story(models.Model):
    """All articles of one happening. Counts are kept with the members, in one transaction."""

    lead = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")  # whose headline stands for it
    lead_chosen = models.BooleanField(default=False)  # by an editor; otherwise the stage chooses
    section = models.CharField(max_length=12, db_index=True)  # what most of its outlets say
    started_at = models.DateTimeField()  # its first article's time
    latest_at = models.DateTimeField(db_index=True)  # its last article's time
    outlets = models.PositiveIntegerField(default=1)
    articles = models.PositiveIntegerField(default=1)
    # Without an index: nearly all are null, and SQLite would take it for a better way in than the times.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = "ماجرا"
        verbose_name_plural = "ماجراها"


class Member(models.Model):
    """An article's place in a story."""

    HOW = [("first", "آغازگر"), ("same", "همان ماجرا"), ("copy", "بازنشر")]

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="member")
    story = models.ForeignKey(Story, models.CASCADE, related_name="members")
    how = models.CharField(max_length=5, choices=HOW)
    score = models.FloatField(default=0)
    pin = models.CharField(
        max_length=40, default="", blank=True
    )  # the editor's group: same ones together, others apart
    evidence = models.JSONField(null=True)  # {"near": [[article, likelihood]…], "words": […]}
    copy_of = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    placed_at = models.DateTimeField(null=True)  # null: before this was noted

    class Meta:
        verbose_name = "خبرِ ماجرا"
        verbose_name_plural = "خبرهای ماجراها"


class Mark(models.Model):
    """What an editor did to stories, in order; the worker takes over the marks that are new to it."""

    KIND = [
        ("merge", "یکی کردن"),
        ("split", "جدا کردن"),
        ("move", "جابه‌جا کردن"),
        ("lead", "گزینش تیتر"),
        ("undo", "بازگرداندن"),
    ]

    kind = models.CharField(max_length=6, choices=KIND)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    articles = models.JSONField(default=list)  # numbers of the articles whose story or pin it changed
    before = models.JSONField(default=dict)  # what an undo puts back
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name = "کار دبیر"
        verbose_name_plural = "کارهای دبیران"
