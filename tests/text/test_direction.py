"""A block runs the way most of its own letters run."""

import pytest

from sarkhat.text.direction import direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نرخ ارز امروز کاهش یافت", "rtl"),
        ("The market fell today", "ltr"),
        ("Apple گوشی تازه‌ای ساخت", "rtl"),
        ("NASA: فضاپیما به مدار ماه رسید", "rtl"),
        ("The word سرخط means headline", "ltr"),
        ("https://example.com/very/long/address/indeed خبر", "rtl"),
        ("@newsroom_channel_official خبر", "rtl"),
        ("نامه به someone.with.a.long.name@example.org", "rtl"),
        ("اخبار العالم", "rtl"),
        ("חדשות היום", "rtl"),
        ("Новости дня", "ltr"),
        ("۱۴۰۴ 12", "rtl"),
        ("", "rtl"),
        ("https://example.com/a", "ltr"),
    ],
)
def test_direction(text: str, expected: str) -> None:
    assert direction(text) == expected
