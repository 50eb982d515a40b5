"""The Jinja2 environment of the pages: what templates may call, whatever the language."""

import json
from typing import Any, Final

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment
from markupsafe import Markup

from sarkhat.pages.body import noted
from sarkhat.stories.titles import headline_of
from sarkhat.text.direction import direction
from sarkhat.text.persian import fold
from sarkhat.text.words import words
from sarkhat.understand.words import words_of

_MORE: Final = 3  # words by which a key passage goes beyond the headline


def environment(**options: Any) -> Environment:
    """Called by Django's template backend."""
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - settings turn escaping on
    made.globals.update(
        static=static,
        dir_of=dir_of,
        adds=adds,
        url_of_picture=url_of_picture,
        noted=noted,
        feed=feed,
        api_manual=api_manual,
    )
    made.globals.update(words_of=words_of, headline_of=headline_of)
    made.filters.update(ld=linked_data)
    return made


def dir_of(text: str, language: str = "") -> Markup:
    """The attributes `dir` (and `lang`, where known) of a foreign piece of text."""
    lang = Markup(' lang="{}"').format(language) if language else Markup()
    return Markup('dir="{}"').format(direction(text)) + lang


def adds(passage: str, title: str, short: bool = False) -> bool:
    """Whether the key passage says more than the headline, three words at least.

    `short`: also not where it begins with the headline's words, however it goes on.
    """
    said, head = (" ".join(words(fold(text))) for text in (passage, title))
    if not said or said in head:
        return False
    begins = bool(head) and said.startswith(head)
    return len(said.replace(head, "", 1).split()) >= _MORE and not (short and begins)


def linked_data(value: object) -> Markup:
    """JSON for a `<script type="application/ld+json">`: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - escaped


def url_of_picture(path: str) -> str:
    """The path of a picture that lies below data/pictures."""
    return reverse("picture", args=[path])


def feed(name: str, form: str = "atom", **args: int | str) -> str:
    """The path of a feed: `feed("section", key="sport")` is "/feeds/section/sport.atom"."""
    return reverse(f"feed-{name}", kwargs={**args, "form": form})


def api_manual() -> str:
    """The path of the page that describes the API and the feeds."""
    return reverse("api-manual")
