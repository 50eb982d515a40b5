"""«ویرایش متن»: text in, text with its ZWNJs out, what changed shown, nothing kept."""

import pytest

pytestmark = pytest.mark.django_db

DAMAGED = "کتابهای تازه را میخوانم و نامههای شما را مینویسم. خانهها و کوچهها را میشناسم."
WHOLE = "کتاب‌های تازه را می‌خوانم و نامه‌های شما را می‌نویسم. خانه‌ها و کوچه‌ها را می‌شناسم."


def test_the_form_is_there_in_both_languages(client):
    for path in ("/text/", "/en/text/"):
        assert "<textarea" in client.get(path).content.decode()


def test_a_damaged_text_comes_back_whole_with_its_changes_marked(client):
    page = client.post("/text/", {"text": DAMAGED}).content.decode()
    assert WHOLE in page
    assert '<ins title="میخوانم">می‌خوانم</ins>' in page


def test_an_undamaged_text_comes_back_as_it_was(client):
    page = client.post("/text/", {"text": WHOLE}).content.decode()
    assert WHOLE in page
    assert "<ins" not in page


def test_markup_in_the_text_is_text(client):
    page = client.post("/text/", {"text": "<script>alert(1)</script> میخوانم و میروم و میشناسم"}).content.decode()
    assert "<script>alert" not in page


def test_the_api_repairs_too(client):
    answer = client.get("/api/v1/text/repair", {"text": DAMAGED}).json()
    assert answer["text"] == WHOLE
    assert answer["damage"] == "joined"
    assert {"start": 16, "before": "میخوانم", "after": "می‌خوانم"} in answer["changes"]
