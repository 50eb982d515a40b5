"""The language of a text."""

import pytest

from sarkhat.understand.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزیر نیرو از افتتاح سد تازه در استان کرمان خبر داد و گفت که آب شرب مردم تأمین می‌شود", "fa"),
        ("وزير نيرو از افتتاح سد تازه در كرمان خبر داد و اين سد براي كشاورزان است", "fa"),
        ("أعلن وزير الكهرباء عن افتتاح سد جديد في المحافظة بعد سنوات من العمل على هذا المشروع", "ar"),
        ("وەزیری کارەبا بەنداوێکی نوێی لە پارێزگاکە کردەوە و وتی ئەم پڕۆژەیە گرنگە", "ckb"),
        ("د اوبو وزیر په ولایت کې د نوي بند د پرانیستلو خبر ورکړ او ویې ویل چې ښه کار شوی دی", "ps"),
        ("وزیر بجلی نے صوبے میں نئے ڈیم کا افتتاح کیا اور کہا کہ یہ منصوبہ بڑا ہے", "ur"),
        ("The minister of energy opened a new dam in the province after seven years of work", "en"),
        ("Der Energieminister hat in der Provinz einen neuen Staudamm eröffnet und gelobt", "de"),
        ("Министр энергетики открыл новую плотину в провинции после семи лет работы", "ru"),
    ],
)
def test_names_the_language(text: str, expected: str) -> None:
    assert language(text) == expected


def test_the_outlets_language_decides_where_the_text_is_silent() -> None:
    assert language("۱۲۳ !!", "ar") == "ar"
    assert language("", "") == "fa"
    assert language("BBC", "fa") == "fa"


def test_the_text_wins_over_the_outlet_when_it_is_plain() -> None:
    assert language("The minister of energy opened a new dam in the province after seven years", "fa") == "en"
    assert language("این خبر را برای شما از تهران آورده است و در آن از مردم هم گفته شده", "ar") == "fa"


def test_one_foreign_name_turns_nothing() -> None:
    assert language("نمایشگاه آثار ښاپیرۍ در تهران گشایش یافت و تا پایان ماه برای دیدار همهٔ مردم باز است", "fa") == "fa"
