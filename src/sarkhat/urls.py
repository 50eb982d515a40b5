"""Addresses of the whole site: pages in Persian at /, in English below /en/; the API below /api/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
]
