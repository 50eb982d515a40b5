"""Names in the API's shapes."""

from typing import Any

from django.http import HttpRequest

from sarkhat import clock
from sarkhat.api import convert, name_shapes, queries
from sarkhat.api.addresses import feed, page
from sarkhat.understand import naming
from sarkhat.understand.models import Name
from sarkhat.understand.name_list import latin_of


def shape(request: HttpRequest, name: Name, articles: int) -> name_shapes.NameShape:
    """A name with its addresses."""
    return name_shapes.NameShape(**_facts(request, name, articles))


def whole(request: HttpRequest, name: Name) -> name_shapes.WholeNameShape:
    """A name by itself. A dozen queries."""
    articles = naming.newest(of := naming.numbers(name))
    days = naming.days(of, clock.now())
    beside = [
        name_shapes.BesideShape(name=shape(request, one.name, one.articles), lift=one.lift)
        for one in naming.beside(of, articles)
    ]
    return name_shapes.WholeNameShape(
        **_facts(request, name, sum(count for _, count in days)),
        days=[name_shapes.DayShape(day=day, articles=count) for day, count in days],
        beside=beside,
        newest=[convert.article(request, row) for row in queries.that_name(name, 20)],
    )


def _facts(request: HttpRequest, name: Name, articles: int) -> dict[str, Any]:
    return {
        "key": name.key,
        "kind": name.kind,
        "name": str(name),
        "latin": latin_of(name.key),
        "articles": articles,
        "page": page(request, "name", name.key),
        "feed": feed(request, "feed-name", name.key, "atom"),
    }
