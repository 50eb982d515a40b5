"""What `sarkhat doctor` says: of each check what it is, and what to do where it fails. English and Persian."""

from typing import Final, Literal

from sarkhat.text.persian import persian_digits

Language = Literal["en", "fa"]
STATES: Final[dict[Language, dict[str, str]]] = {
    "en": {"well": "well", "warning": "look", "ill": "ILL"},
    "fa": {"well": "خوب", "warning": "بنگرید", "ill": "خراب"},
}
NAMES: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "python": "Python", "settings": "Settings", "folder": "Data folder", "space": "Space on the disk",
        "database": "Database", "tables": "Tables", "search": "Search index", "worker": "Worker", "clock": "Clock",
        "outlets": "Outlets", "freshness": "Newest article", "contact": "Contact", "static": "Site files",
        "alerts": "Alerts", "arrival": "From publication to the site",
    },
    "fa": {
        "python": "پایتون", "settings": "تنظیم‌ها", "folder": "پوشهٔ داده‌ها", "space": "جای خالی دیسک",
        "database": "پایگاه داده", "tables": "جدول‌ها", "search": "نمایهٔ جست‌وجو", "worker": "کارگر", "clock": "ساعت",
        "outlets": "رسانه‌ها", "freshness": "تازه‌ترین خبر", "contact": "نشانی تماس", "static": "پرونده‌های سایت",
        "alerts": "خبر خرابی‌ها", "arrival": "از انتشار تا سایت",
    },
}  # fmt: skip
ADVICE: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "python": "Install Python 3.11 or newer, then run make again.",
        "settings": "Correct the settings named above; docs/settings.md lists all.",
        "folder": "Give the user that runs Sarkhat the right to write there, or set SARKHAT_DATA to another folder.",
        "space": "Free some space, or move the data folder (SARKHAT_DATA) to a larger disk.",
        "database": "Stop Sarkhat, copy the folder away, and restore the last backup: sarkhat restore FILE --force",
        "tables": "Run: sarkhat setup",
        "search": "The worker catches up by itself; if it does not, run: sarkhat index rebuild",
        "worker": "Nothing is collected now. Start it with: sarkhat run",
        "clock": "Set the machine’s clock: news would get wrong times.",
        "outlets": "See each with: sarkhat source list. Mend the address in the administration, or switch it off.",
        "freshness": "Check the worker and the network of this machine.",
        "contact": "Set SARKHAT_CONTACT to an address, so that outlets can reach you instead of blocking you.",
        "alerts": "Set SARKHAT_ALERT_MAIL and SARKHAT_SMTP_HOST, or SARKHAT_ALERT_WEBHOOK; try it: sarkhat alert trial",
        "arrival": "See /admin/health/ for the step that takes long.",
        "static": "Run: sarkhat setup",
    },
    "fa": {
        "python": "پایتون ۳٫۱۱ یا تازه‌تر نصب کنید و دوباره make را اجرا کنید.",
        "settings": "تنظیم‌های بالا را درست کنید؛ همهٔ آن‌ها در docs/settings.md آمده است.",
        "folder": "به کاربری که سرخط را اجرا می‌کند اجازهٔ نوشتن در این پوشه بدهید، یا SARKHAT_DATA را تغییر دهید.",
        "space": "جا باز کنید، یا پوشهٔ داده‌ها (SARKHAT_DATA) را به دیسک بزرگ‌تری ببرید.",
        "database": "سرخط را ببندید، از پوشه رونوشت بگیرید و آخرین پشتیبان را برگردانید: sarkhat restore FILE --force",
        "tables": "اجرا کنید: sarkhat setup",
        "search": "کارگر خودش می‌رسد؛ اگر نرسید اجرا کنید: sarkhat index rebuild",
        "worker": "اکنون چیزی گردآوری نمی‌شود. با این دستور راه می‌افتد: sarkhat run",
        "clock": "ساعت دستگاه را درست کنید؛ وگرنه زمان خبرها نادرست می‌شود.",
        "outlets": "هر کدام را با sarkhat source list ببینید؛ نشانی را در بخش مدیریت درست کنید یا رسانه را خاموش کنید.",
        "freshness": "کارگر و شبکهٔ این دستگاه را بررسی کنید.",
        "contact": "SARKHAT_CONTACT را بگذارید تا رسانه‌ها به‌جای بستن راه، با شما تماس بگیرند.",
        "alerts": "SARKHAT_ALERT_MAIL و SARKHAT_SMTP_HOST یا SARKHAT_ALERT_WEBHOOK را بگذارید: sarkhat alert trial",
        "arrival": "در /admin/health/ ببینید کدام گام دیر می‌گذرد.",
        "static": "اجرا کنید: sarkhat setup",
    },
}
SUMMARY: Final[dict[Language, dict[str, str]]] = {
    "en": {"well": "Sarkhat is well.", "ill": "Sarkhat is not well: {ill} of {all} checks need you."},
    "fa": {"well": "حال سرخط خوب است.", "ill": "حال سرخط خوب نیست: {ill} بررسی از {all} به شما نیاز دارد."},
}
# What a check found; "plain" is a fact that needs no words.
FACTS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "plain": "{text}", "space": "{gib} GiB free", "unmade": "not made yet", "size": "{said}, {mib} MiB",
        "migrations": "{count} migrations wait", "current": "up to date", "old": "missing or old",
        "no-index": "there is no index", "waiting": "{count} articles wait", "at-work": "at work",
        "not-running": "not running", "played": "{at} UTC, plays {shown}", "none-watched": "none is watched",
        "watched": "{count} watched, {bad} failing", "failing": "{count} watched, {bad} failing: {names}",
        "empty": "the archive is empty", "minutes": "{count} min ago", "not-set": "not set",
        "alerts-failing": "{name} failed {count} times: {error}", "unmeasured": "not measured yet",
        "arrival": "half within {half} s, 95 of 100 within {most} s ({count} articles of 24 h)",
    },
    "fa": {
        "plain": "{text}", "space": "{gib} گیبی‌بایت خالی", "unmade": "هنوز ساخته نشده", "size": "{said}، {mib} مبی‌بایت",
        "migrations": "{count} دگرگونی در انتظار است", "current": "به‌روز", "old": "نیست یا کهنه است",
        "no-index": "نمایه‌ای نیست", "waiting": "{count} خبر در انتظار است", "at-work": "سرِ کار",
        "not-running": "در حال اجرا نیست", "played": "{at} UTC، با نمایش {shown}",
        "none-watched": "هیچ رسانه‌ای پایش نمی‌شود", "watched": "{count} رسانه، {bad} ناکام",
        "failing": "{count} رسانه، {bad} ناکام: {names}", "empty": "بایگانی خالی است",
        "minutes": "{count} دقیقه پیش", "not-set": "گذاشته نشده",
        "alerts-failing": "{name} {count} بار نرسید: {error}", "unmeasured": "هنوز سنجیده نشده",
        "arrival": "نیمی تا {half} ثانیه، ۹۵ از ۱۰۰ تا {most} ثانیه ({count} خبر ۲۴ ساعت)",
    },
}  # fmt: skip


def said(language: Language, key: str, values: dict[str, object]) -> str:
    """A fact in words; its numbers in the language's digits."""
    shown = {
        name: persian_digits(f"{value:g}".replace(".", "٫"))
        if isinstance(value, int | float) and language == "fa"
        else value
        for name, value in values.items()
    }
    return FACTS[language][key].format(**shown)
