"""Addresses by which machines ask how we are."""

from django.urls import path

from sarkhat.ops import health

urlpatterns = [
    path("health", health.health, name="health"),
    path("isalive", health.is_alive, name="isalive"),
]
