"""Operators hide, rename and join mistaken names, and take it back."""

import pytest
from django.contrib.auth import get_user_model

from sarkhat.understand.models import Name

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, plain_static):
    get_user_model().objects.create_superuser("boss", password="long enough to be kept")
    client.login(username="boss", password="long enough to be kept")
    return client


@pytest.fixture
def three():
    made = [Name(key=key, kind="person", shown=key) for key in ("رویا", "رؤیا-کوه", "رویا-کوهستانی")]
    return Name.objects.bulk_create(made)


def act(admin, action, rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    assert admin.post("/admin/understand/name/", data, follow=True).status_code == 200


def change(admin, row, **said):
    return admin.post(f"/admin/understand/name/{row.pk}/change/", {"renamed": "", "merged_into": "", **said})


def test_hiding_is_undone_by_showing(admin, three):
    act(admin, "hide_them", three[:2])
    assert list(Name.objects.filter(hidden=True).order_by("pk")) == three[:2]
    act(admin, "show_them", three[:2])
    assert not Name.objects.filter(hidden=True).exists()


def test_joining_takes_those_along_that_were_joined_before_and_is_undone(admin, three):
    Name.objects.filter(pk=three[2].pk).update(merged_into=three[1])
    act(admin, "join_them", three[:2])
    into = Name.objects.get(pk=three[0].pk)
    assert list(into.merged.order_by("pk")) == three[1:]
    act(admin, "part_them", three)
    assert not Name.objects.filter(merged_into__isnull=False).exists()


def test_renaming_stands_beside_what_was_found(admin, three):
    assert change(admin, three[0], renamed="رؤیا").status_code == 302
    row = Name.objects.get(pk=three[0].pk)
    assert (str(row), row.shown) == ("رؤیا", "رویا")


def test_no_name_is_joined_in_a_circle(admin, three):
    assert "به خودش" in change(admin, three[0], merged_into=three[0].pk).content.decode()
    assert change(admin, three[0], merged_into=three[1].pk).status_code == 302
    assert "پیوسته است" in change(admin, three[2], merged_into=three[0].pk).content.decode()
    assert "نخست آن‌ها" in change(admin, three[1], merged_into=three[2].pk).content.decode()


def test_strangers_do_not_get_in(client, three):
    assert client.get("/admin/understand/name/").status_code == 302
