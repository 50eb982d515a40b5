"""What to watch: outlets, and the addresses of each that bring news or show what it leads with."""

from django.core.validators import RegexValidator
from django.db import models

from sarkhat.sources.records import PROXY

SECTION_NAMES = [
    ("politics", "سیاسی"), ("world", "بین‌الملل"), ("economy", "اقتصادی"), ("society", "اجتماعی"),
    ("sport", "ورزشی"), ("culture", "فرهنگی"), ("science", "علمی"), ("other", "سایر"),
]  # fmt: skip


class Outlet(models.Model):
    """A publisher: agency, paper, site, broadcaster, magazine or channel."""

    KINDS = [
        ("agency", "خبرگزاری"), ("paper", "روزنامه"), ("site", "پایگاه خبری"),
        ("broadcaster", "رادیو و تلویزیون"), ("magazine", "مجله"), ("channel", "کانال"),
    ]  # fmt: skip
    DISPLAY = [("excerpt", "تیتر، فراز و پیوند"), ("full", "متن کامل")]

    key = models.SlugField("شناسه", unique=True, max_length=60)
    name = models.CharField("نام", max_length=120)
    name_en = models.CharField("نام انگلیسی", max_length=120, blank=True)
    home = models.URLField("نشانی", max_length=500)
    language = models.CharField("زبان", max_length=12, default="fa")
    country = models.CharField("کشور", max_length=2, blank=True)
    kind = models.CharField("گونه", max_length=12, choices=KINDS, default="site")
    owner = models.CharField("مالک", max_length=200, blank=True)
    owner_en = models.CharField("مالک (انگلیسی)", max_length=200, blank=True)
    display = models.CharField("نمایش", max_length=8, choices=DISPLAY, default="excerpt")
    terms = models.CharField("شرایط بازنشر", max_length=500, blank=True)
    proxy = models.CharField(
        "پراکسی", max_length=200, blank=True, validators=[RegexValidator(rf"\A{PROXY}\Z")],
        help_text="نشانی پراکسی برای این رسانه، مانند http://127.0.0.1:8118؛ خالی: مانند بقیه",
    )  # fmt: skip
    active = models.BooleanField("فعال", default=True)
    row_key = models.BinaryField(
        max_length=16, default=b"", editable=False
    )  # of the catalogue's row at its last import
    added_at = models.DateTimeField("افزوده شده در", auto_now_add=True)

    class Meta:
        verbose_name = "رسانه"
        verbose_name_plural = "رسانه‌ها"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """One address of an outlet that is visited again and again."""

    KINDS = [
        ("feed", "خوراک"), ("channel", "کانال"), ("front_page", "صفحهٔ نخست"), ("sitemap", "نقشهٔ سایت"),
        ("page", "فهرست خبرها"),
    ]  # fmt: skip
    ROLES = [("items", "خبرها"), ("front", "صدر رسانه")]

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="watches", verbose_name="رسانه")
    kind = models.CharField("گونه", max_length=12, choices=KINDS)
    url = models.URLField("نشانی", max_length=1000)
    url_key = models.BinaryField(max_length=16, unique=True, editable=False)
    host = models.CharField("میزبان", max_length=255, db_index=True, editable=False)
    section = models.CharField("سرویس", max_length=12, choices=SECTION_NAMES, blank=True)
    role = models.CharField("نقش", max_length=5, choices=ROLES, default="items")
    active = models.BooleanField("فعال", default=True)

    class Meta:
        verbose_name = "پایش"
        verbose_name_plural = "پایش‌ها"

    def __str__(self) -> str:
        return f"{self.outlet_id}: {self.url}"


class PastAddress(models.Model):
    """Where a watch was asked before its site moved it for good: a catalogue that still names it means this watch."""

    watch = models.ForeignKey(Watch, models.CASCADE, related_name="past")
    url = models.URLField("نشانی", max_length=1000)
    url_key = models.BinaryField(max_length=16, unique=True, editable=False)
    until = models.DateTimeField("تا")

    class Meta:
        verbose_name = "نشانی پیشین"
        verbose_name_plural = "نشانی‌های پیشین"

    def __str__(self) -> str:
        return self.url


class FirstAnswer(models.Model):
    """What an address said when it was looked at before it was watched: its first visit takes this and asks nothing.

    Adding a feed is one request. The row goes once the watch was visited, or after a day.
    """

    watch = models.OneToOneField(Watch, models.CASCADE, primary_key=True, related_name="first_answer")
    url = models.URLField(max_length=1000)
    status = models.PositiveIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    asked_at = models.DateTimeField()
