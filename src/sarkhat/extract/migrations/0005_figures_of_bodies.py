"""What stands among a body's words, and the pictures inside bodies that are fetched."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("extract", "0004_events")]

    operations = [
        migrations.AddField("body", "figures", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="BodyPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("next_at", models.DateTimeField(db_index=True, null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("url", models.URLField(max_length=2000)),
                ("url_key", models.BinaryField(max_length=16)),
                ("picture", models.CharField(blank=True, max_length=80)),
                ("picture_size", models.CharField(blank=True, max_length=40)),
                ("error", models.CharField(blank=True, max_length=60)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="body_pictures",
                        to="extract.article",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("lease_until__isnull", False)),
                        fields=["lease_until"],
                        name="bodypicture_leased",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "url_key"), name="one_picture_a_body"),
                ],
            },
        ),
    ]
