"""Invented channel posts in the form that `sarkhat replay` reads."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

HAPPENINGS = [
    ("پل معلق شهر نیلوفران پس از دو سال تعمیر باز شد", "شهردار نیلوفران گفت عبور خودرو از فردا آزاد است"),
    ("تیم ملی بسکتبال با پیروزی ۸۱ بر ۷۴ به نیمه‌نهایی رسید", "سرمربی تیم از بازی دفاعی بازیکنانش گفت"),
    ("کارخانهٔ شیشهٔ آهن‌کوه ۳۲۰ کارگر تازه می‌گیرد", "مدیر کارخانه خط دوم تولید را دلیل این تصمیم دانست"),
    ("برف راه کوهستانی سپیدتیغ را بست", "راهداری می‌گوید تا غروب باز می‌شود"),
]
CHANNELS = ("aseman_khabar", "daryche_news", "rasad_fori")


def write(folder: Path, day: datetime, per_channel: int = 30) -> Path:
    """A `posts.jsonl` with `per_channel` posts in each channel, four happenings told by all, and two without words."""
    rows = []
    for number in range(per_channel):
        for place, channel in enumerate(CHANNELS):
            at = day + timedelta(minutes=number * 20 + place)
            text = _text(number, channel)
            media = "photo" if number == 7 else ""
            rows.append(
                {
                    "channel": channel, "id": 100 + number, "url": f"https://t.me/{channel}/{100 + number}",
                    "text": "" if number == 7 else text, "media": media, "forward": None, "links": [],
                    "first_seen": at.isoformat(), "edited": False, "views": [[at.isoformat(), 1200]],
                    "published": at.astimezone(UTC).isoformat(),
                }
            )  # fmt: skip
    path = folder / "posts.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def _text(number: int, channel: str) -> str:
    if number < len(HAPPENINGS):
        title, more = HAPPENINGS[number]
        return f"{title}\n{more}\n@{channel}"
    return f"گزارش شمارهٔ {number * 37} کانال {channel} دربارهٔ روستای {_name(number, channel)}\n@{channel}"


def _name(number: int, channel: str) -> str:
    letters = "بپتجچخدرزسشفقکگلمنهی"
    seed = number * 7 + len(channel)
    return "".join(letters[(seed * (step + 3)) % len(letters)] for step in range(6))
