"""Mistaken names in the administration: hide, rename, join to another. Each is a column beside what was found, so
emptying it undoes it; the mentions themselves stay as they were found."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from sarkhat import clock
from sarkhat.text.persian import persian_digits
from sarkhat.understand import naming
from sarkhat.understand.models import Name

if TYPE_CHECKING:  # generic for the type checker only
    OfNames = admin.ModelAdmin[Name]
    NameFormBase = forms.ModelForm[Name]
else:
    OfNames, NameFormBase = admin.ModelAdmin, forms.ModelForm


class NameForm(NameFormBase):
    """What an operator may say of a name."""

    class Meta:
        model = Name
        fields = ("renamed", "hidden", "merged_into")

    def clean_merged_into(self) -> Name | None:
        """Neither to itself nor to a name that is joined elsewhere, nor while others are joined to it."""
        into: Name | None = self.cleaned_data["merged_into"]
        if into is None:
            return None
        if into.pk == self.instance.pk:
            raise forms.ValidationError("نام به خودش نمی‌پیوندد.")
        if into.merged_into_id:
            raise forms.ValidationError(f"«{into}» خود به «{into.merged_into}» پیوسته است؛ همان را برگزینید.")
        if self.instance.merged.exists():
            raise forms.ValidationError("نام‌های دیگری به این نام پیوسته‌اند؛ نخست آن‌ها را جدا کنید.")
        return into


@admin.register(Name)
class NameAdmin(OfNames):
    """Names that the program found."""

    form = NameForm
    list_display = ("shown", "kind", "renamed", "merged_into", "hidden", "page")
    list_filter = ("hidden", "kind", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("shown", "renamed", "key")
    list_select_related = ("merged_into",)
    autocomplete_fields = ("merged_into",)
    show_full_result_count = False
    readonly_fields = ("shown", "kind", "key", "recent", "page")
    fields = (*readonly_fields, "renamed", "hidden", "merged_into")
    actions = ("hide_them", "show_them", "join_them", "part_them")

    @admin.display(description="خبر در سی روز")
    def recent(self, name: Name) -> str:
        """In how many articles of thirty days it stands."""
        days = naming.days(naming.numbers(name), clock.now())
        return persian_digits(str(sum(count for _, count in days)))

    @admin.display(description="صفحه")
    def page(self, name: Name) -> str:
        """Its page on the site."""
        return format_html('<a href="{}">دیدن</a>', reverse("fa:name", args=[name.key]))

    @admin.action(description="پنهان کردن از سایت", permissions=["change"])
    def hide_them(self, request: HttpRequest, queryset: QuerySet[Name]) -> None:
        """Take the chosen names off the site."""
        _told(request, queryset.update(hidden=True), "نام پنهان شد.")

    @admin.action(description="نشان دادن دوباره", permissions=["change"])
    def show_them(self, request: HttpRequest, queryset: QuerySet[Name]) -> None:
        """Put the chosen names back."""
        _told(request, queryset.update(hidden=False), "نام دوباره نشان داده می‌شود.")

    @admin.action(description="پیوستن به پرشمارترینشان", permissions=["change"])
    def join_them(self, request: HttpRequest, queryset: QuerySet[Name]) -> None:
        """Join the chosen names, and those joined to them, to the one that stands in the most articles."""
        chosen = list(queryset)
        into = max(chosen, key=lambda name: (name.merged_into_id is None, name.mentions.count(), -name.pk))
        numbers = [name.pk for name in chosen if name != into]
        Name.objects.filter(pk=into.pk).update(merged_into=None)
        count = Name.objects.filter(pk__in=numbers).update(merged_into=into)
        Name.objects.filter(merged_into__in=numbers).update(merged_into=into)
        _told(request, count, f"نام به «{into}» پیوست.")

    @admin.action(description="جدا کردن دوباره", permissions=["change"])
    def part_them(self, request: HttpRequest, queryset: QuerySet[Name]) -> None:
        """Undo the joining of the chosen names."""
        _told(request, queryset.update(merged_into=None), "نام جدا شد.")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


def _told(request: HttpRequest, count: int, done: str) -> None:
    messages.success(request, persian_digits(f"{count} {done}"))
