"""The administration in Persian: outlets and how their watches do, articles, comments waiting for a moderator."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from sarkhat import clock
from sarkhat.community.models import Comment
from sarkhat.community.moderate import Decision, decide
from sarkhat.extract.hide import hide
from sarkhat.extract.models import Article
from sarkhat.ops.watch_health import health_of
from sarkhat.pages.words import words
from sarkhat.sources.models import Outlet, Watch
from sarkhat.text import dates
from sarkhat.text.persian import persian_digits
from sarkhat.text.urls import host, url_key

admin.site.site_header = "سرخط"
admin.site.site_title = "سرخط"
admin.site.index_title = "اتاق فرمان"
admin.site.empty_value_display = "—"

if TYPE_CHECKING:  # generic for the type checker only
    OfOutlets = admin.ModelAdmin[Outlet]
    OfWatches = admin.ModelAdmin[Watch]
    OfArticles = admin.ModelAdmin[Article]
    OfComments = admin.ModelAdmin[Comment]
    Inline = admin.TabularInline[Watch, Outlet]
else:
    OfOutlets = OfWatches = OfArticles = OfComments = admin.ModelAdmin
    Inline = admin.TabularInline

HTTPS: Final[dict[Any, dict[str, Any]]] = {models.URLField: {"assume_scheme": "https"}}
COLOURS: Final = {"green": "#1a7f37", "amber": "#9a6700", "red": "#cf222e", "grey": "#656d76"}


def shown(at: datetime | None) -> str:
    """A time as readers of Persian write it."""
    return dates.short_date(at, "fa", ZoneInfo(settings.CONFIG.time_zone)) if at else "—"


class WatchInline(Inline):
    """An outlet's watches with their health."""

    model = Watch
    extra = 0
    fields = ("kind", "url", "section", "role", "active", "health")
    readonly_fields = ("health",)
    formfield_overrides = HTTPS

    @admin.display(description="حال")
    def health(self, watch: Watch) -> str:
        """In words and colour."""
        return _health(watch)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Watch]:
        return super().get_queryset(request).select_related("state")


@admin.register(Outlet)
class OutletAdmin(OfOutlets):
    """Outlets with their watches."""

    list_display = ("name", "key", "kind", "language", "display", "active", "watch_count")
    list_filter = ("active", "kind", "display", "language", "country")
    search_fields = ("name", "name_en", "key", "home")
    prepopulated_fields = {"key": ("name_en",)}
    inlines = (WatchInline,)
    formfield_overrides = HTTPS

    @admin.display(description="پایش‌ها")
    def watch_count(self, outlet: Outlet) -> str:
        """How many addresses are watched."""
        return persian_digits(str(len(outlet.watches.all())))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        return super().get_queryset(request).prefetch_related("watches")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:  # noqa: ARG002
        for one in formset.save(commit=False):
            _keyed(one).save()
        for gone in formset.deleted_objects:
            gone.delete()
        formset.save_m2m()


class TroubleFilter(admin.AllValuesFieldListFilter):
    """Watches by what is wrong with them, in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "خطا"

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            key = str(choice["display"])
            yield {**choice, "display": words("fa").t(key) if words("fa").has(key) else key or "خوب"}


@admin.register(Watch)
class WatchAdmin(OfWatches):
    """Watches by themselves: which are ill, since when, what to do."""

    list_display = ("outlet", "kind", "url", "section", "active", "health", "since")
    list_filter = ("kind", "active", ("state__error", TroubleFilter), "section")
    search_fields = ("url", "outlet__name", "outlet__key")
    list_select_related = ("outlet", "state", "subscription")
    readonly_fields = ("health", "since", "next_visit", "push")
    autocomplete_fields = ("outlet",)
    formfield_overrides = HTTPS

    @admin.display(description="حال")
    def health(self, watch: Watch) -> str:
        """In words and colour."""
        return _health(watch)

    @admin.display(description="از")
    def since(self, watch: Watch) -> str:
        """Since when it is so."""
        return shown(getattr(getattr(watch, "state", None), "since", None))

    @admin.display(description="دیدار بعدی")
    def next_visit(self, watch: Watch) -> str:
        """When it is asked again."""
        return shown(getattr(getattr(watch, "state", None), "next_at", None))

    @admin.display(description=words("fa").t("push-title"))
    def push(self, watch: Watch) -> str:
        """Whether a hub brings its news."""
        own = getattr(watch, "subscription", None)
        return words("fa").t(own.error or f"push-{own.state}", until=shown(own.granted_until)) if own else "—"

    def save_model(self, request: HttpRequest, obj: Watch, form: Any, change: Any) -> None:
        super().save_model(request, _keyed(obj), form, change)


@admin.register(Article)
class ArticleAdmin(OfArticles):
    """The archive: facts are the outlets', so nothing can be changed but whether an article is shown."""

    list_display = ("title", "outlet", "published_shown", "seen_shown", "hidden", "page")
    list_filter = ("hidden", "is_post", "outlet")
    search_fields = ("title",)
    list_select_related = ("outlet",)
    show_full_result_count = False
    ordering = ("-pk",)
    actions = ("hide_them", "show_them")
    fields = (
        *("outlet", "kicker", "title", "lead", "key_passage", "authors_shown", "url", "image"),
        *("published_shown", "seen_shown", "removed_shown", "revision_shown", "hidden", "page"),
    )
    readonly_fields = fields

    @admin.display(description="زمان انتشار", ordering="published")
    def published_shown(self, article: Article) -> str:
        """When the outlet published it."""
        return shown(article.published)

    @admin.display(description="نخستین دیدار", ordering="first_seen")
    def seen_shown(self, article: Article) -> str:
        """When we first saw it."""
        return shown(article.first_seen)

    @admin.display(description="حذف از رسانه")
    def removed_shown(self, article: Article) -> str:
        """When the outlet took it away."""
        return shown(article.removed_at)

    @admin.display(description="نسخه")
    def revision_shown(self, article: Article) -> str:
        """Which wording this is, counted from 1."""
        return persian_digits(str(article.revision))

    @admin.display(description="نویسنده")
    def authors_shown(self, article: Article) -> str:
        """The byline."""
        return "، ".join(article.authors) or "—"

    @admin.display(description="فراز خبر")
    def key_passage(self, article: Article) -> str:
        """The key passage, word for word."""
        reading = getattr(article, "reading", None)
        return reading.key_passage if reading else "—"

    @admin.display(description="صفحه")
    def page(self, article: Article) -> str:
        """The article's page on the site."""
        return format_html('<a href="{}">دیدن</a>', reverse("fa:article", args=[article.pk]))

    @admin.action(description="پنهان کردن از سایت", permissions=["change"])
    def hide_them(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Take the chosen articles off the site."""
        count = hide(queryset.values_list("pk", flat=True), hidden=True)
        messages.success(request, persian_digits(f"{count} خبر پنهان شد."))

    @admin.action(description="نشان دادن دوباره", permissions=["change"])
    def show_them(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Put the chosen articles back."""
        count = hide(queryset.values_list("pk", flat=True), hidden=False)
        messages.success(request, persian_digits(f"{count} خبر دوباره نشان داده می‌شود."))

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Comment)
class CommentAdmin(OfComments):
    """Comments: those that wait come first. Of their writer nothing is known but the name that they gave."""

    list_display = ("text", "name", "article", "state", "written_shown")
    list_filter = ("state",)
    search_fields = ("text", "name")
    list_select_related = ("article",)
    readonly_fields = ("article", "reply_to", "name", "text", "written_shown")
    fields = ("state", *readonly_fields)
    ordering = ("-state", "written_at")  # waiting, shown, refused: «waiting» sorts last, so first here
    actions = ("publish", "refuse")

    @admin.display(description="زمان", ordering="written_at")
    def written_shown(self, comment: Comment) -> str:
        """When it was written."""
        return shown(comment.written_at)

    @admin.action(description="انتشار", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Show the chosen comments."""
        self._decided(request, queryset, "shown", "منتشر شد")

    @admin.action(description="رد", permissions=["change"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Refuse the chosen comments."""
        self._decided(request, queryset, "refused", "رد شد")

    def _decided(self, request: HttpRequest, rows: QuerySet[Comment], state: Decision, done: str) -> None:
        count = decide(rows.values_list("pk", flat=True), state)
        messages.success(request, persian_digits(f"{count} دیدگاه {done}."))

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def _keyed(watch: Watch) -> Watch:
    """The watch with what is derived from its address."""
    watch.url_key, watch.host = url_key(watch.url), host(watch.url)
    return watch


def _health(watch: Watch) -> str:
    if watch.pk is None:
        return "—"
    found = health_of(watch, clock.now())
    text = words("fa").t(found.word, **found.values)
    page = reverse("operator-fa:watch", args=[watch.pk])
    return format_html('<a href="{}" style="color:{}">● {}</a>', page, COLOURS[found.colour], text)
