"""Addresses of the whole site: pages in Persian at /, in English below /en/; the API below /api/; hubs at /push/."""

from django.contrib import admin
from django.urls import include, path

from sarkhat.harvest.push import callback
from sarkhat.ops.urls import operator
from sarkhat.pages import files
from sarkhat.pages.links import prefix
from sarkhat.pages.urls import pages
from sarkhat.pages.words import LANGUAGES

handler404 = "sarkhat.pages.finding.not_found"
handler500 = "sarkhat.pages.finding.broken"

urlpatterns = [
    *(
        path(
            f"{prefix(language)}admin/health/",
            include((operator, "operator"), f"operator-{language}"),
            {"language": language},
        )
        for language in LANGUAGES
    ),
    path("admin/", admin.site.urls),
    path("robots.txt", files.robots, name="robots"),
    path("favicon.ico", files.icon, name="icon"),
    path("picture/<path:path>", files.picture, name="picture"),
    path("push/<str:token>", callback.answer, name="push"),
    path("", include("sarkhat.api.urls")),
    path("", include("sarkhat.ops.urls")),
    *(
        path(prefix(language), include((pages, "pages"), namespace=language), {"language": language})
        for language in LANGUAGES
    ),
]
