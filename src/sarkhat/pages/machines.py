"""What search engines read: schema.org as JSON-LD. We name ourselves neither author nor publisher of others' news."""

from typing import Any

from sarkhat.extract.models import Article
from sarkhat.pages import links
from sarkhat.pages.blocks import language_of
from sarkhat.pages.telling import Telling
from sarkhat.pages.words import Language, words
from sarkhat.stories.titles import headline_of
from sarkhat.understand.words import words_of

Thing = dict[str, Any]


def site(origin: str, language: Language) -> Thing:
    """The site and its search."""
    t = words(language).t
    target = f"{origin}{links.to(language, 'search')}?q={{search_term_string}}"
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": t("site"),
        "url": origin + links.to(language, "home"),
        "inLanguage": language,
        "potentialAction": search,
    }


def crumbs(origin: str, language: Language, *steps: tuple[str, str]) -> Thing:
    """The way from the front page: (name, path) of each step."""
    t = words(language).t
    path = [(t("home"), links.to(language, "home")), *steps]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": origin + address}
        for place, (name, address) in enumerate(path, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def story(origin: str, path: str, told: Telling) -> Thing:
    """A story: a page that lists what outlets published."""
    items = [
        {"@type": "ListItem", "position": place, "item": news(member.article, origin + path)}
        for place, member in enumerate(told.members, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": origin + path,
        "name": headline_of(told.story),
        "dateModified": told.story.latest_at.isoformat(timespec="seconds"),
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }


def news(article: Article, part_of: str = "") -> Thing:
    """An outlet's article, at the outlet's address."""
    thing: Thing = {
        "@type": "NewsArticle",
        "headline": words_of(article).title,
        "url": article.url,
        "datePublished": article.published.isoformat(timespec="seconds"),
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet.name, "url": article.outlet.home},
    }
    if "reading" in article._state.fields_cache:
        thing["inLanguage"] = language_of(article)
    if article.changed_at:
        thing["dateModified"] = article.changed_at.isoformat(timespec="seconds")
    return thing | ({"isPartOf": part_of} if part_of else {})
