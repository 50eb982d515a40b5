"""What the administration calls this stage."""

from django.apps import AppConfig


class Extract(AppConfig):
    """The stage as an app of Django."""

    name = "sarkhat.extract"
    verbose_name = "بایگانی خبرها"
