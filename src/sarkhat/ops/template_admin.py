"""The administration's page of learned templates: what was learned for which site, when, and a way to forget it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sarkhat.extract.models import SiteTemplates
from sarkhat.ops.site_admin import shown
from sarkhat.text.persian import persian_digits

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[SiteTemplates]
else:
    _Admin = admin.ModelAdmin

_EVENTS: Final = {"learned": "آموخته شد", "given-up": "کنار گذاشته شد"}


@admin.register(SiteTemplates)
class SiteTemplatesAdmin(_Admin):
    """Seen and forgotten, not edited: a forgotten site is read by the general road and learned anew."""

    list_display = ("host", "count", "last_event")
    search_fields = ("host",)
    fields = ("host", "bodies", "events")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Templates are learned, not written."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: SiteTemplates | None = None) -> bool:  # noqa: ARG002
        """Nor are they edited."""
        return False

    @admin.display(description="الگوها")
    def count(self, site: SiteTemplates) -> str:
        """How many are in use."""
        return persian_digits(str(len(site.templates)))

    @admin.display(description="آخرین رویداد")
    def last_event(self, site: SiteTemplates) -> str:
        """What happened last, and when."""
        return _told(site.history[-1]) if site.history else "هنوز آموخته نشده"

    @admin.display(description="جای متن در صفحه")
    def bodies(self, site: SiteTemplates) -> SafeString | str:
        """The elements that hold the article, as they stand in the page."""
        rows = (
            (one["tag"], " ".join(f'{name}="{value}"' for name, value in one["attributes"])) for one in site.templates
        )
        return format_html_join("", '<div dir="ltr"><code>&lt;{} {}&gt;</code></div>', rows) or "—"

    @admin.display(description="تاریخچه")
    def events(self, site: SiteTemplates) -> SafeString | str:
        """Everything that happened, newest first."""
        rows = ((_told(event), event["body"]) for event in reversed(site.history))
        return format_html_join("", '<div>{} <code dir="ltr">{}</code></div>', rows) or "—"


def _told(event: dict[str, Any]) -> str:
    said = _EVENTS[event["event"]]
    if event["event"] == "learned":
        said += f" (از {persian_digits(str(event['pages']))} صفحه)"
    return f"{shown(datetime.fromisoformat(event['at']))}: {said}"
