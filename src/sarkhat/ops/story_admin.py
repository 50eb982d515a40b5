"""The editor's desk in the administration: stories made one or parted, headlines chosen; each deed can be undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from sarkhat.stories import editor, thread_editor
from sarkhat.stories.models import Mark, Member, Story, Thread
from sarkhat.stories.titles import headline_of
from sarkhat.text.persian import persian_digits

if TYPE_CHECKING:  # generic for the type checker only
    OfStories = admin.ModelAdmin[Story]
    OfMembers = admin.ModelAdmin[Member]
    OfMarks = admin.ModelAdmin[Mark]
    OfThreads = admin.ModelAdmin[Thread]
else:
    OfStories = OfMembers = OfMarks = OfThreads = admin.ModelAdmin

_WHY = {
    "editor-two": "دست‌کم دو ماجرا برگزینید که هیچ‌یک پیش‌تر به دیگری نپیوسته باشد.",
    "editor-one-story": "خبرهایی که جدا می‌شوند باید همه از یک ماجرا باشند.",
    "editor-all": "همهٔ خبرهای ماجرا را برگزیده‌اید؛ دست‌کم یکی باید بماند.",
    "editor-elsewhere": "شمارهٔ ماجرایی را بنویسید که هست و این خبرها هم‌اکنون در آن نیستند.",
    "editor-undone": "این کار پیش‌تر بازگردانده شده است.",
    "editor-one": "تنها یک خبر برگزینید.",
    "editor-headline": "تنها یک ماجرا برگزینید و تیتری تازه بنویسید که از ۳۰۰ نویسه بلندتر نباشد.",
    "editor-no-thread": "پرونده‌ای با این شماره نیست؛ برای پروندهٔ تازه جای شماره را خالی بگذارید.",
    "editor-threadless": "هیچ‌یک از این ماجراها در پرونده‌ای نیست.",
}


def _try(request: HttpRequest, deed: Callable[[], Mark], done: str) -> None:
    """Do it, and tell what was done or why it was not."""
    try:
        mark = deed()
    except editor.NotPossible as error:
        messages.error(request, _WHY[str(error)])
        return
    url = reverse("admin:stories_mark_changelist")
    text = persian_digits(f"{done} (کار شمارهٔ {mark.pk})")
    messages.success(request, format_html('{} <a href="{}">بازگرداندن</a>', text, url))


class _ReadOnly:
    """Rows are changed by the actions alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class StoryForm(ActionForm):
    """What the deeds ask for: the thread that stories are put into, the headline of a story."""

    thread = forms.CharField(required=False, label="به پروندهٔ شمارهٔ (خالی: پرونده‌ای تازه)", max_length=18)
    headline = forms.CharField(
        required=False,
        label="تیتر به قلم دبیر (خالی: تیتر رسانه‌ها)",
        widget=forms.TextInput({"maxlength": editor.HEADLINE}),
    )


@admin.register(Story)
class StoryAdmin(_ReadOnly, OfStories):
    """Stories: which are one?"""

    action_form = StoryForm
    list_display = ("pk", "headline", "outlets", "articles", "latest_at", "told", "in_thread", "page")
    list_display_links = None
    list_filter = ("section",)
    search_fields = ("lead__title", "=pk")
    list_select_related = ("lead",)
    show_full_result_count = False
    ordering = ("-latest_at",)
    actions = ("merge_them", "rename_it", "put_into_thread", "take_out_of_thread")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        return super().get_queryset(request).filter(merged_into=None, articles__gt=0)

    @admin.display(description="تیتر")
    def headline(self, story: Story) -> str:
        """The headline that stands for it."""
        return headline_of(story) or "—"

    @admin.display(description="خبرها")
    def told(self, story: Story) -> str:
        """Its articles, to part or to move."""
        url = reverse("admin:stories_member_changelist")
        return format_html('<a href="{}?story__id__exact={}">جدا کردن و جابه‌جایی</a>', url, story.pk)

    @admin.display(description="صفحه")
    def page(self, story: Story) -> str:
        """Its page on the site."""
        return format_html('<a href="{}">دیدن</a>', reverse("fa:story", args=[story.pk]))

    @admin.action(description="یکی کردن ماجراهای برگزیده", permissions=["change"])
    def merge_them(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Make the chosen stories one."""
        numbers = list(queryset.values_list("pk", flat=True))
        _try(request, lambda: editor.merge(numbers, request.user.get_username()), "ماجراها یکی شدند.")

    @admin.action(description="نوشتن تیتر تازه", permissions=["change"])
    def rename_it(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Give the chosen story the headline that was written."""
        numbers = list(queryset.values_list("pk", flat=True)[:2])
        story = numbers[0] if len(numbers) == 1 else 0
        said = request.POST.get("headline", "")
        _try(request, lambda: editor.rename(story, said, request.user.get_username()), "تیتر ماجرا نوشته شد.")

    @admin.display(description="پرونده", ordering="thread")
    def in_thread(self, story: Story) -> Any:
        """The number of its thread."""
        return story.thread_id

    @admin.action(description="بردن به پروندهٔ شمارهٔ …", permissions=["change"])
    def put_into_thread(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Put the chosen stories into the thread whose number was written, or into a new one."""
        numbers = list(queryset.values_list("pk", flat=True))
        said = request.POST.get("thread", "").strip()[:18]
        thread = None if not said else int(said) if said.isdecimal() else 0
        _try(request, lambda: thread_editor.put(numbers, thread, request.user.get_username()), "به پرونده برده شد.")

    @admin.action(description="بیرون بردن از پرونده", permissions=["change"])
    def take_out_of_thread(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Take the chosen stories out of their threads."""
        numbers = list(queryset.values_list("pk", flat=True))
        _try(request, lambda: thread_editor.take_out(numbers, request.user.get_username()), "بیرون برده شد.")


class MoveForm(ActionForm):
    """The story that articles are moved to."""

    into = forms.CharField(required=False, label="به ماجرای شمارهٔ", max_length=18)


@admin.register(Member)
class MemberAdmin(_ReadOnly, OfMembers):
    """The articles of stories: which belong elsewhere?"""

    action_form = MoveForm
    list_display = ("title", "outlet", "story_id", "how", "published")
    list_display_links = None
    list_filter = ("how", ("story", admin.RelatedOnlyFieldListFilter))
    search_fields = ("article__title", "=story__pk")
    list_select_related = ("article__outlet",)
    show_full_result_count = False
    ordering = ("-article__published",)
    actions = ("split_off", "move_to", "choose_headline")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "story__id__exact" or super().lookup_allowed(lookup, value, request)

    def get_list_filter(self, request: HttpRequest) -> Any:  # noqa: ARG002
        return ("how",)  # a list of all stories would be endless

    @admin.display(description="خبر")
    def title(self, member: Member) -> str:
        """The article's headline, leading to it."""
        url = reverse("fa:article", args=[member.article_id])
        return format_html('<a href="{}">{}</a>', url, member.article.title or "بی‌عنوان")

    @admin.display(description="رسانه")
    def outlet(self, member: Member) -> str:
        """Whose it is."""
        return member.article.outlet.name

    @admin.display(description="زمان", ordering="article__published")
    def published(self, member: Member) -> Any:
        """When it was published."""
        return member.article.published

    @admin.action(description="جدا کردن در ماجرایی تازه", permissions=["change"])
    def split_off(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Part the chosen articles off."""
        names = list(queryset.values_list("pk", flat=True))
        _try(request, lambda: editor.split(names, request.user.get_username()), "خبرها جدا شدند.")

    @admin.action(description="بردن به ماجرای شمارهٔ …", permissions=["change"])
    def move_to(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Move the chosen articles to the story whose number was written."""
        names = list(queryset.values_list("pk", flat=True))
        number = request.POST.get("into", "").strip()[:18]
        into = int(number) if number.isdecimal() else 0  # Persian digits too
        _try(request, lambda: editor.move(names, into, request.user.get_username()), "خبرها جابه‌جا شدند.")

    @admin.action(description="این تیتر بر سر ماجرا بماند", permissions=["change"])
    def choose_headline(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let the chosen article's headline stand for its story."""
        names = list(queryset.values_list("pk", flat=True)[:2])
        if len(names) != 1:
            messages.error(request, _WHY["editor-one"])
            return
        _try(request, lambda: editor.choose_headline(names[0], request.user.get_username()), "تیتر برگزیده شد.")


@admin.register(Thread)
class ThreadAdmin(_ReadOnly, OfThreads):
    """Threads: what is each called?"""

    list_display = ("pk", "title", "renamed", "stories", "days", "latest_at")
    list_editable = ("renamed",)
    list_display_links = None
    search_fields = ("title", "renamed", "=pk")
    show_full_result_count = False
    ordering = ("-latest_at",)


@admin.register(Mark)
class MarkAdmin(_ReadOnly, OfMarks):
    """What editors did, the newest first."""

    list_display = ("pk", "kind", "by", "at", "undone")
    list_display_links = None
    list_filter = ("kind",)
    ordering = ("-pk",)
    actions = ("undo_it",)

    @admin.display(description="بازگشته", boolean=True)
    def undone(self, mark: Mark) -> bool:
        """Whether it was taken back."""
        return Mark.objects.filter(undoes=mark).exists()

    @admin.action(description="بازگرداندن", permissions=["change"])
    def undo_it(self, request: HttpRequest, queryset: QuerySet[Mark]) -> None:
        """Put everything back as it stood, the newest deed first."""
        for mark in queryset.order_by("-pk"):
            _try(request, lambda mark=mark: editor.undo(mark, request.user.get_username()), "بازگردانده شد.")  # type: ignore[misc]
