"""Tables of community: views by the hour and readers' comments. No reader is tracked."""

from django.db import models

from sarkhat.extract.models import Article


class ViewHour(models.Model):
    """How often an article was opened in an hour (UTC hours since 1970)."""

    article = models.ForeignKey(Article, models.CASCADE)
    hour = models.PositiveIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "article"], name="one_row_an_hour")]


class Comment(models.Model):
    """A reader's comment; shown after a moderator has let it through."""

    STATES = [("waiting", "در انتظار بازبینی"), ("shown", "منتشرشده"), ("refused", "ردشده")]

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name="خبر")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, verbose_name="پاسخ به")
    name = models.CharField("نام", max_length=60)
    text = models.TextField("متن", max_length=3000)
    state = models.CharField("وضعیت", max_length=8, choices=STATES, default="waiting", db_index=True)
    written_at = models.DateTimeField("زمان")

    class Meta:
        verbose_name = "دیدگاه"
        verbose_name_plural = "دیدگاه‌ها"
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
