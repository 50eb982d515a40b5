"""What the API answers about names: the shapes of its JSON."""

from datetime import date

from ninja import Schema

from sarkhat.api.shapes import ArticleShape


class NameShape(Schema):
    """A name: `kind` is person, place, organisation or club; `articles` counts those of the span that was asked for."""

    key: str
    kind: str
    name: str
    latin: str
    articles: int
    page: str
    feed: str


class NamesShape(Schema):
    """Who is named most in the last `days` days."""

    days: int
    kind: str | None
    items: list[NameShape]


class DayShape(Schema):
    """A day and how many articles of it there are."""

    day: date
    articles: int


class BesideShape(Schema):
    """Who stands in the same articles: in how many, and how many times as often as by chance."""

    name: NameShape
    lift: float


class WholeNameShape(NameShape):
    """A name with its days, oldest first, those named beside it, and its newest articles."""

    days: list[DayShape]
    beside: list[BesideShape]
    newest: list[ArticleShape]
