"""Which article a page is: a new one, or another address of one that we have. Call inside a transaction.

An address is the same article's if a page says so (rel=canonical of the one, rel=amphtml of the other) or it bears the
mark of a form (`variants`); if both are the same outlet's; and if both tell the same. A page that calls another
article's address its own is not believed, and an article that stands at an address which is another page's gives it
back when that page comes: nobody swallows anybody's article.
"""

from collections.abc import Iterable
from typing import Any

from sarkhat.extract import variants
from sarkhat.extract.body import squeezed
from sarkhat.extract.models import Article, Body, PageVisit, Variant
from sarkhat.extract.records import Extracted
from sarkhat.harvest.models import Sighting
from sarkhat.store.bodies import unpack
from sarkhat.text import urls

_LONG = 60  # letters of a paragraph that two articles do not share by chance


def own(sighting: Sighting, taken: Extracted, final_url: str) -> str:
    """The address that a page has by its own word, else where the request ended."""
    if taken.canonical:
        return taken.canonical
    return final_url if final_url and urls.same_site(final_url, sighting.url) else sighting.url


def known(sighting: Sighting, taken: Extracted, final_url: str) -> Article | None:
    """The outlet's article that this page is another form of; None if it is none that we have."""
    address = own(sighting, taken, final_url)
    stated = [address, *variants.plain(sighting.url), *([taken.amp] if taken.amp else [])]
    rows = Article.objects.filter(outlet_id=sighting.outlet_id)
    found = [*rows.filter(url_key__in=_keys(stated)).order_by("pk")]
    found += rows.filter(variants__url_key__in=_keys([address, sighting.url, final_url])).order_by("pk")
    return next((article for article in found if is_same(article, taken)), None)


def free(sighting: Sighting, taken: Extracted, final_url: str) -> str:
    """Under which address the page's article may be archived; `""` where even its own is another outlet's."""
    address = own(sighting, taken, final_url)
    for url in dict.fromkeys((address, sighting.url)):
        other = Article.objects.filter(url_key=urls.url_key(url)).select_related("sighting").first()
        if other is None or (urls.url_key(url) == bytes(sighting.url_key) and _gives_back(other)):
            return url
    return ""


def lost(sighting: Sighting) -> Article | None:
    """The outlet's article that stands at the sighting's address and has no sighting any more."""
    rows = Article.objects.filter(url_key=sighting.url_key, outlet_id=sighting.outlet_id, sighting=None)
    return rows.first()


def takes_over(sighting: Sighting, article: Article) -> bool:
    """Whether this page is the article's proper form, where only its AMP or print form was known."""
    before = article.sighting
    return before is not None and variants.is_form(before.url) and not variants.is_form(sighting.url)


def take_over(sighting: Sighting, article: Article, address: str) -> None:
    """Make this page the one by which the article is looked at from now on."""
    before = [article.url, *([article.sighting.url] if article.sighting is not None else [])]
    PageVisit.objects.filter(pk=article.sighting_id).update(next_at=None)
    key = urls.url_key(address)
    if not Article.objects.filter(url_key=key).exclude(pk=article.pk).exists():
        article.url, article.url_key = address, key
    article.sighting = sighting
    article.save(update_fields=["url", "url_key", "sighting"])
    remember(article, *before)


def remember(article: Article, *addresses: str) -> None:
    """Keep other addresses of an article: its AMP form by its own word, forms and further pages that were seen."""
    _keep(article, addresses, is_guess=False)


def guess(article: Article) -> None:
    """Where an article stands at the address of a form, keep what its proper address may be."""
    _keep(article, variants.plain(article.url), is_guess=True)


def _keep(article: Article, addresses: Iterable[str], is_guess: bool) -> None:
    for url in addresses:
        if url and urls.url_key(url) != bytes(article.url_key):
            facts = {"article": article, "url": url[:2000], "is_guess": is_guess}
            row, is_new = Variant.objects.get_or_create(url_key=urls.url_key(url), defaults=facts)
            if row.is_guess and not is_guess and not is_new:
                Variant.objects.filter(pk=row.pk).update(article=article, is_guess=False)


def is_same(article: Article, taken: Extracted) -> bool:
    """Whether an article and a page tell the same: their titles do, or half of the shorter's long paragraphs."""
    if squeezed(article.title) == squeezed(taken.title):
        return True
    body = Body.objects.filter(article=article).values_list("blocks", flat=True).first()
    rows: Any = unpack(bytes(body)) if body else []
    had = {squeezed(text) for _, text in rows if len(text) > _LONG}
    has = {squeezed(block.text) for block in taken.blocks if len(block.text) > _LONG}
    return bool(had & has) and 2 * len(had & has) >= min(len(had), len(has))


def _keys(addresses: Iterable[str]) -> list[bytes]:
    return [urls.url_key(url) for url in addresses if url]


def _gives_back(other: Article) -> bool:
    """Whether the article at an address that is another page's went back to its own."""
    sighting = other.sighting
    if sighting is None or bytes(sighting.url_key) == bytes(other.url_key):
        return False
    if Article.objects.filter(url_key=sighting.url_key).exists():
        return False
    other.url, other.url_key = sighting.url, sighting.url_key
    other.save(update_fields=["url", "url_key"])
    return True
