"""What the administration calls this stage."""

from django.apps import AppConfig


class Sources(AppConfig):
    """The stage as an app of Django."""

    name = "sarkhat.sources"
    verbose_name = "رسانه‌ها و پایش‌ها"
