"""Addresses of the API, the feeds and the sitemaps."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from sarkhat.api import feeds, manual, problems
from sarkhat.api.answers import all_public
from sarkhat.api.rest import api
from sarkhat.api.sitemaps import SITEMAPS
from sarkhat.api.syndication import FORMATS

_FORM = "|".join(FORMATS)

_rest, _app, _namespace = api.urls
_feeds: list[URLPattern] = [
    path("feeds/sections.opml", feeds.sections, name="feed-sections"),
    re_path(rf"^feeds/top\.(?P<form>{_FORM})$", feeds.top, name="feed-top"),
    re_path(rf"^feeds/edits\.(?P<form>{_FORM})$", feeds.edits, name="feed-edits"),
    re_path(rf"^feeds/section/(?P<key>[-\w]+)\.(?P<form>{_FORM})$", feeds.section, name="feed-section"),
    re_path(rf"^feeds/outlet/(?P<key>[-\w]+)\.(?P<form>{_FORM})$", feeds.outlet, name="feed-outlet"),
    re_path(rf"^feeds/story/(?P<number>\d{{1,18}})\.(?P<form>{_FORM})$", feeds.story, name="feed-story"),
    re_path(rf"^feeds/thread/(?P<number>\d{{1,18}})\.(?P<form>{_FORM})$", feeds.thread, name="feed-thread"),
    re_path(rf"^feeds/name/(?P<key>[^/]{{1,160}})\.(?P<form>{_FORM})$", feeds.name, name="feed-name"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/v1/", manual.page, name="api-manual"),
]
urlpatterns = [
    *all_public(_feeds, limited=False),  # whoever reads many feeds asks for many
    path("api/", RedirectView.as_view(pattern_name="api-manual"), name="api"),
    path("api/v1/", (all_public(_rest), _app, _namespace)),
    *all_public([re_path(r"^(?:api|feeds)/.*$", problems.unknown, name="api-unknown")]),
]
