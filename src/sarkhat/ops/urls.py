"""Addresses by which machines ask how we are, and those of the operator's pages."""

from django.urls import URLPattern, path

from sarkhat.ops import board_pages, health

urlpatterns = [
    path("health", health.health, name="health"),
    path("isalive", health.is_alive, name="isalive"),
]
operator: list[URLPattern] = [
    path("", board_pages.overview, name="overview"),
    path("watches.json", board_pages.machine, name="machine"),
    path("watch/<int:number>/", board_pages.watch, name="watch"),
    path("watch/<int:number>/<slug:action>/", board_pages.act, name="act"),
]
