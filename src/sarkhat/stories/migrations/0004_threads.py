"""Threads of stories, what each story is about, and an editor's choice of its thread."""

import django.db.models.deletion
from django.db import migrations, models

_KINDS = [
    ("merge", "یکی کردن"),
    ("split", "جدا کردن"),
    ("move", "جابه‌جا کردن"),
    ("lead", "گزینش تیتر"),
    ("thread", "بردن به پرونده"),
    ("out", "بیرون بردن از پرونده"),
    ("undo", "بازگرداندن"),
]


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_marks_and_evidence")]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField("نام", max_length=300, blank=True)),
                ("renamed", models.CharField("نام تازه", max_length=300, blank=True)),
                ("started_at", models.DateTimeField()),
                ("latest_at", models.DateTimeField(db_index=True)),
                ("stories", models.PositiveIntegerField(default=0)),
                ("days", models.PositiveIntegerField(default=0)),
                ("articles", models.PositiveIntegerField(default=0)),
            ],
            options={"verbose_name": "پرونده", "verbose_name_plural": "پرونده‌ها"},
        ),
        migrations.CreateModel(
            name="Outline",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        to="stories.story",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="outline",
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("texts", models.PositiveIntegerField()),
                ("terms", models.JSONField()),
                ("related", models.JSONField(default=list)),
            ],
        ),
        migrations.AddField("story", "thread_chosen", models.BooleanField(default=False)),
        migrations.AddField(
            "story",
            "thread",
            models.ForeignKey(
                to="stories.thread",
                on_delete=django.db.models.deletion.SET_NULL,
                null=True,
                blank=True,
                related_name="chapters",
            ),
        ),
        migrations.AlterField("mark", "kind", models.CharField(max_length=6, choices=_KINDS)),
    ]
