"""Whose text an article is, who did what for it, who may read it; its other addresses; pages of several parts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("extract", "0005_figures_of_bodies"), ("sources", "0004_first_answers")]

    operations = [
        migrations.AddField("article", "credits", models.JSONField(blank=True, default=list, editable=False)),
        migrations.AddField(
            "article", "agency", models.CharField(blank=True, max_length=120, verbose_name="به نقل از")
        ),
        migrations.AddField(
            "article",
            "agency_outlet",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="printed_elsewhere",
                to="sources.outlet",
            ),
        ),
        migrations.AddField("article", "updated", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("article", "updated_how", models.CharField(blank=True, editable=False, max_length=12)),
        migrations.AddField("article", "access", models.CharField(blank=True, editable=False, max_length=8)),
        migrations.AddField("article", "licence", models.CharField(blank=True, editable=False, max_length=300)),
        migrations.AddField("pagevisit", "parts", models.PositiveSmallIntegerField(db_default=1, default=1)),
        migrations.AddField("pagevisit", "owed", models.BooleanField(db_default=False, default=False)),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=2000)),
                ("url_key", models.BinaryField(max_length=16, unique=True)),
                ("is_guess", models.BooleanField(default=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="extract.article"
                    ),
                ),
            ],
        ),
    ]
