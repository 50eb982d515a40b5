"""What an outlet states of its article beside the words: who did what, whose text it is, when, where, for whom."""

from dataclasses import dataclass

from sarkhat.extract.models import Article
from sarkhat.extract.rights import licence_name
from sarkhat.sources.models import SECTION_NAMES
from sarkhat.text.urls import is_http

_OUR_SECTIONS = {key for key, _ in SECTION_NAMES}
_MOST_TAGS = 12


@dataclass(frozen=True, slots=True)
class Licence:
    """How people call it, and where it stands (`""`: nowhere)."""

    name: str
    url: str


def credits_of(article: Article) -> list[tuple[str, str]]:
    """Everybody with a part in it, as name and role; the authors alone where no parts were noted."""
    noted = [(str(name), str(role)) for name, role in article.credits]
    return noted or [(str(name), "author") for name in article.authors]


def section_of(article: Article) -> str:
    """The section in the outlet's own words; `""` where ours stands for it."""
    return "" if article.stated_section in _OUR_SECTIONS else article.stated_section


def tags_of(article: Article) -> list[str]:
    """The outlet's tags, without its section."""
    return [str(tag) for tag in article.tags if tag != article.stated_section][:_MOST_TAGS]


def licence_of(article: Article) -> Licence | None:
    """The licence that the page states."""
    stated = article.licence
    return Licence(licence_name(stated), stated if is_http(stated) else "") if stated else None
