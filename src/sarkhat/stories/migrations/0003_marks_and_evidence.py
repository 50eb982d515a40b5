"""An editor's marks, his groups, and what speaks for an article's place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0002_placed_at")]

    operations = [
        migrations.AddField("story", "lead_chosen", models.BooleanField(default=False)),
        migrations.AddField("member", "pin", models.CharField(max_length=40, default="", blank=True)),
        migrations.AddField("member", "evidence", models.JSONField(null=True)),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        max_length=6,
                        choices=[
                            ("merge", "یکی کردن"),
                            ("split", "جدا کردن"),
                            ("move", "جابه‌جا کردن"),
                            ("lead", "گزینش تیتر"),
                            ("undo", "بازگرداندن"),
                        ],
                    ),
                ),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("articles", models.JSONField(default=list)),
                ("before", models.JSONField(default=dict)),
                (
                    "undoes",
                    models.OneToOneField(
                        to="stories.mark",
                        on_delete=django.db.models.deletion.SET_NULL,
                        null=True,
                        blank=True,
                        related_name="undone_by",
                    ),
                ),
            ],
            options={"verbose_name": "کار دبیر", "verbose_name_plural": "کارهای دبیران"},
        ),
        migrations.AlterModelOptions("story", {"verbose_name": "ماجرا", "verbose_name_plural": "ماجراها"}),
        migrations.AlterModelOptions("member", {"verbose_name": "خبرِ ماجرا", "verbose_name_plural": "خبرهای ماجراها"}),
    ]
