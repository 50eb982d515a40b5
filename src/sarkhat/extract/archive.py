"""Writes articles: one for each address, what it said before whenever its words change. Call inside a transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sarkhat.extract import addresses
from sarkhat.extract.body import squeezed
from sarkhat.extract.fleeting import is_fleeting
from sarkhat.extract.models import Article, Body, BodyPicture, Event, Picture, Version
from sarkhat.extract.records import Block, Extracted, Figure
from sarkhat.extract.severity import Wording, gravest
from sarkhat.extract.structure import kept
from sarkhat.extract.structure.sources import name as file_name
from sarkhat.extract.writers import writer
from sarkhat.harvest.models import Sighting
from sarkhat.store.bodies import pack, unpack
from sarkhat.store.work import next_seq, next_seqs
from sarkhat.text import dates, urls

TABLE: Final = "article"
_FROM_PAGE: Final = ("json-ld", "density", "trafilatura", "template")


def add(news: Sequence[tuple[Sighting, Extracted, str]], now: datetime) -> list[Article]:
    """Archive items that are not there yet, in bulk: each a sighting, what was taken out, and its address."""
    numbers = next_seqs(TABLE, len(news))
    rows = [_row(*item, number, now) for item, number in zip(news, numbers, strict=True)]
    articles = Article.objects.bulk_create(rows)
    Body.objects.bulk_create(
        Body(article=article, blocks=pack(_flat(taken.blocks)), figures=kept.pack(taken.figures))
        for article, (_, taken, _) in zip(articles, news, strict=True)
    )
    for article, (_, taken, _) in zip(articles, news, strict=True):
        if taken.figures:
            _want_pictures(article, taken.figures, now)
    Picture.objects.bulk_create(
        Picture(article=article, url=article.image, next_at=now) for article in articles if article.image
    )
    return articles


def save_page(
    sighting: Sighting, taken: Extracted, now: datetime, final_url: str = "", late: bool = False
) -> Article | None:
    """Archive what a visit to the sighting's page brought, as a new article or an edit of the one that it has.

    `late`: a further page of it came that could not be fetched before; that the text goes on then is no edit.
    None when the page's article is another sighting's already: an address seen again is no double.
    """
    article = sighting.articles.first()
    if article is not None:
        update(article, taken, now, silently=late and _goes_on(article, taken))
        return article
    same = addresses.known(sighting, taken, final_url)
    if same is not None and not addresses.takes_over(sighting, same):
        addresses.remember(same, sighting.url)
        return None
    if same is not None:
        addresses.take_over(sighting, same, addresses.own(sighting, taken, final_url))
        update(same, taken, now, silently=True)  # two forms of one page differ in more than the outlet's edits
        return same
    if (orphan := addresses.lost(sighting)) is not None:
        Article.objects.filter(pk=orphan.pk).update(sighting=sighting)
        update(orphan, taken, now)
        return orphan
    address = addresses.free(sighting, taken, final_url)
    if not address:
        return None
    article = add([(sighting, taken, address)], now)[0]
    addresses.remember(article, taken.amp)
    addresses.guess(article)
    return article


def update(article: Article, taken: Extracted, now: datetime, silently: bool = False) -> bool:
    """Take over what the outlet says now; True if the words changed. A page without a body changes no body.

    `silently`: what changed is our reading, not the outlet's words; no version, no event.
    """
    new = _merged(article, taken)
    old_blocks = blocks_of(article)
    blocks = list(taken.blocks) or old_blocks
    reworded = _words(article.title, article.lead, old_blocks) != _words(new["title"], new["lead"], blocks)
    upgraded = silently or (article.method == "feed" and taken.method in _FROM_PAGE)
    if article.removed_at:
        Event.objects.create(article=article, at=now, kind="restored", revision=article.revision)
    if reworded and not upgraded:
        _keep_version(article)
        _note_edit(
            article, wording(article.title, article.lead, old_blocks), wording(new["title"], new["lead"], blocks), now
        )
        new |= {"revision": article.revision + 1, "changed_at": now}
    if reworded or article.removed_at:
        new |= {"seq": next_seq(TABLE), "removed_at": None}
    if new["image"] != article.image:
        _want_picture(article, new["image"], now)
    for name, value in new.items():
        setattr(article, name, value)
    article.save(update_fields=list(new))
    if taken.blocks:
        _save_body(article, taken, old_blocks, now)
    return reworded


def remove(article: Article, now: datetime, evidence: str) -> None:
    """Note that the outlet has taken the article away, and what tells so (`absent.EVIDENCE`); once."""
    if article.removed_at is None:
        Event.objects.create(article=article, at=now, kind="removed", what=evidence, revision=article.revision)
        article.removed_at, article.seq = now, next_seq(TABLE)
        article.save(update_fields=["removed_at", "seq"])


def blocks_of(article: Article) -> list[Block]:
    """The body as blocks; empty if there is none."""
    body = Body.objects.filter(article=article).first()
    rows: Any = unpack(bytes(body.blocks)) if body else []
    return [Block(kind, text) for kind, text in rows]


def _save_body(article: Article, taken: Extracted, old_blocks: list[Block], now: datetime) -> None:
    """Write the body where anything in it is new. Other figures among the same words are no edit."""
    figures = kept.pack(taken.figures)
    old = Body.objects.filter(article=article).values_list("figures", flat=True).first()
    if list(taken.blocks) == old_blocks and bytes(old or b"") == (figures or b""):
        return
    words = {"blocks": pack(_flat(taken.blocks)), "figures": figures}
    Body.objects.update_or_create(article=article, defaults=words)
    _want_pictures(article, taken.figures, now)


def _keep_version(article: Article) -> None:
    body = Body.objects.filter(article=article).first()
    Version.objects.create(
        article=article,
        revision=article.revision,
        seen_at=article.changed_at or article.first_seen,
        title=article.title,
        lead=article.lead,
        blocks=body.blocks if body else pack([]),
    )


def wording(title: str, lead: str, blocks: Sequence[Block]) -> Wording:
    """What an article says: lead and paragraphs, without what changes by itself."""
    lines = (lead, *(block.text for block in blocks))
    return Wording(title, tuple(line for line in lines if line and not is_fleeting(line)))


def _note_edit(article: Article, old: Wording, new: Wording, now: datetime) -> None:
    change = gravest(old, new)
    words = {"what": change.kind, "gone": change.gone, "new": change.new}
    Event.objects.create(article=article, at=now, kind="edited", revision=article.revision + 1, **words)


def _goes_on(article: Article, taken: Extracted) -> bool:
    """Whether the page says all that was known, and then more."""
    old = _words(article.title, article.lead, blocks_of(article))
    return _words(taken.title, taken.lead, taken.blocks).startswith(old)


def _words(title: str, lead: str, blocks: Sequence[Block]) -> str:
    """What counts as the words: spacing, joiners, the letters' Arabic forms and counters do not."""
    said = wording(title, lead, blocks)
    return squeezed("\n".join([title, *said.paragraphs]))


def _merged(article: Article, taken: Extracted) -> dict[str, Any]:
    """The columns that a new look may change: what it brought, else what we had."""
    return {
        "title": taken.title[:1000] or article.title,
        "kicker": taken.kicker[:500] or article.kicker,
        "lead": taken.lead if taken.blocks else article.lead,
        "authors": list(taken.authors) or article.authors,
        "tags": list(taken.tags) or article.tags,
        **_stated(article, taken),
        "image": taken.image[:2000] or article.image,
        "method": taken.method or article.method,
        **asdict(taken.directives),
    }


def _stated(article: Article, taken: Extracted) -> dict[str, Any]:
    """What a new look may change of that which the page states beside its words; no edit, whatever it is."""
    said: dict[str, Any] = {"access": taken.access or article.access, "licence": taken.licence or article.licence}
    if taken.credits:
        said["credits"] = [list(credit) for credit in taken.credits]
    if taken.updated:
        said |= {"updated": taken.updated, "updated_how": taken.updated_how}
    if taken.blocks:
        said["agency"], said["agency_outlet"] = writer(taken.sources, article.outlet_id)
    return said


def _row(sighting: Sighting, taken: Extracted, address: str, number: int, now: datetime) -> Article:
    published, how = _published(sighting, taken)
    agency, agency_outlet = writer(taken.sources, sighting.outlet_id)
    return Article(
        outlet_id=sighting.outlet_id,
        sighting=sighting,
        seq=number,
        url=address,
        url_key=urls.url_key(address),
        is_post=sighting.is_post,
        title=(taken.title or sighting.title)[:1000],
        kicker=taken.kicker[:500],
        lead=taken.lead,
        authors=list(taken.authors) or sighting.authors,
        image=(taken.image or sighting.image)[:2000],
        # A feed's first category is, by custom, the section; further ones are topics.
        stated_section=(sighting.section or taken.section or next(iter(sighting.tags), ""))[:200],
        stated_language=taken.language[:12],
        tags=list(taken.tags) or sighting.tags,
        published=published,
        published_how=how,
        updated=taken.updated,
        updated_how=taken.updated_how,
        access=taken.access,
        licence=taken.licence,
        credits=[list(credit) for credit in taken.credits],
        agency=agency,
        agency_outlet=agency_outlet,
        first_seen=sighting.first_seen,
        method=taken.method,
        archived_at=now,
        **asdict(taken.directives),
    )


def _published(sighting: Sighting, taken: Extracted) -> tuple[datetime, str]:
    """The feed's time, else the page's, never later than we saw the item; else when we saw it."""
    for at, how in ((sighting.published, "feed"), (taken.published, taken.published_how)):
        if at and not dates.clamp(at, sighting.first_seen)[1]:
            return at, how
    return sighting.first_seen, "seen"


def _want_picture(article: Article, address: str, now: datetime) -> None:
    if address:
        Picture.objects.update_or_create(
            article=article, defaults={"url": address, "next_at": now, "attempts": 0, "error": ""}
        )


def _want_pictures(article: Article, figures: Sequence[Figure], now: datetime) -> None:
    """Ask for the pictures of a body that may be shown, but for the lead's, and for none that went."""
    images = [figure.url for figure in figures if figure.kind == "image"]
    lead = file_name(article.image) if article.image else ""
    may_be_shown = article.outlet.display == "full" and article.may_be_copied
    wanted = {urls.url_key(url): url for url in images if may_be_shown and file_name(url) != lead}
    BodyPicture.objects.filter(article=article).exclude(url_key__in=list(wanted)).delete()
    BodyPicture.objects.bulk_create(
        [BodyPicture(article=article, url=url, url_key=key, next_at=now) for key, url in wanted.items()],
        ignore_conflicts=True,
    )


def _flat(blocks: Sequence[Block]) -> list[list[str]]:
    return [[block.kind, block.text] for block in blocks]
