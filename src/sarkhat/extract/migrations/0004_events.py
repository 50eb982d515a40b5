"""A row for each edit, removal and return; the marks by which a page is known again; the lead of a version."""

from django.db import migrations, models
from django.db.models import Q
import django.db.models.deletion


def tell_the_past(apps, schema_editor):
    """What the archive still knows: each version was followed by an edit, and what is gone now was removed."""
    Article, Version, Event = (apps.get_model("extract", name) for name in ("Article", "Version", "Event"))
    made = []
    later = {}
    for version in Version.objects.select_related("article").defer("blocks").order_by("article_id", "-revision").iterator():
        article = version.article
        at, title = later.get(article.pk, (article.changed_at or article.first_seen, article.title))
        titles = {"gone": version.title[:200], "new": title[:200]} if version.title != title else {}
        made.append(
            Event(
                article_id=article.pk, at=at, kind="edited", what="title" if titles else "words",
                revision=version.revision + 1, **titles,
            )
        )
        later = {article.pk: (version.seen_at, version.title)}
    for article in Article.objects.filter(removed_at__isnull=False).iterator():
        made.append(Event(article_id=article.pk, at=article.removed_at, kind="removed", revision=article.revision))
    Event.objects.bulk_create(sorted(made, key=lambda event: event.at), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("extract", "0003_learned_templates")]

    operations = [
        migrations.AddField("pagevisit", "design", models.CharField(blank=True, default="", max_length=16), preserve_default=False),
        migrations.AddField("pagevisit", "strange", models.CharField(blank=True, default="", max_length=16), preserve_default=False),
        migrations.AddIndex("pagevisit", models.Index(condition=Q(("strange__gt", "")), fields=["strange"], name="strange_pages")),
        migrations.AddField("version", "lead", models.TextField(null=True)),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("edited", "ویرایش"), ("removed", "حذف"), ("restored", "بازگشت")], max_length=10)),
                ("what", models.CharField(blank=True, max_length=20)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("gone", models.CharField(blank=True, max_length=200)),
                ("new", models.CharField(blank=True, max_length=200)),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="extract.article")),
            ],
            options={"indexes": [models.Index(fields=["-at", "-id"], name="newest_events")]},
        ),
        migrations.RunPython(tell_the_past, migrations.RunPython.noop),
    ]
