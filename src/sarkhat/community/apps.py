"""What the administration calls this stage."""

from django.apps import AppConfig


class Community(AppConfig):
    """The stage as an app of Django."""

    name = "sarkhat.community"
    verbose_name = "دیدگاه‌های خوانندگان"
