"""The pages that are read: a story, an article with its comments."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sarkhat.community import run as community
from sarkhat.community import views as counting
from sarkhat.extract.models import Article
from sarkhat.pages import archive, links, machines, named, queries, stated, threads, versions, visitors
from sarkhat.pages.blocks import language_of, passage_of, picture_of
from sarkhat.pages.cache import cached
from sarkhat.pages.cover import LOOK_BACK, USUAL
from sarkhat.pages.frame import months_of, render, zone
from sarkhat.pages.telling import telling
from sarkhat.pages.why import why
from sarkhat.pages.words import Language, words
from sarkhat.understand.mend import LETTERS, MARKS
from sarkhat.understand.words import blocks_of, words_of

_LARGEST = 1 << 63  # numbers of the database end here


@cached
def story(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """A story: who told it, when and how, and why it stands where it stands."""
    found = archive.story(number) if number < _LARGEST else None
    if found is None:
        raise Http404("no such story")
    if found.merged_into_id:
        return HttpResponseRedirect(links.to(language, "story", found.merged_into_id))
    told = telling(found, language == "fa", zone())
    if not told.members:
        raise Http404("every article of the story is hidden")
    if found.lead is None or found.lead.hidden:
        found.lead = told.members[0].article  # shown so, not saved: the stage of stories chooses leads
    picture = picture_of(found.lead, (member.article for member in told.members))
    origin = links.origin(request)
    section = (words(language).t(f"section-{found.section}"), links.to(language, "section", found.section))
    linked = [machines.story(origin, request.path, told), machines.crumbs(origin, language, section)]
    score = getattr(found, "score", None)
    context: dict[str, Any] = {"told": told, "story": found, "picture": picture, "linked": linked}
    context |= {"pictures": told.pictures(picture), "usual": {"least": USUAL, "days": LOOK_BACK.days}}
    context["why"] = why(score.value, score.terms) if score else None
    context |= named.of_articles([member.article_id for member in told.members], language)
    context |= threads.of_story(found)
    return render(request, "story.html", language, **context)


def article(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """An article, counted and then served from the shelf."""
    response = _article(request, language, number)
    if response.status_code in (200, 304) and visitors.reads(request):
        counting.count(number)
    return response


@cached
def _article(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    return render(request, "article.html", language, **_matter(_found(number), request))


@csrf_exempt  # readers have no session that another site could abuse; visitors.from_our_page stands in
@require_POST
def comment(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """Take a comment; back to the article with a notice, or the form again with what was written."""
    if not visitors.from_our_page(request):
        return HttpResponseForbidden(words(language).t("comment-foreign"), content_type="text/plain; charset=utf-8")
    found, form = _found(number), request.POST
    reply = form.get("reply", "")
    outcome = community.submit(
        number,
        form.get("name", ""),
        form.get("text", ""),
        reply_to=int(reply[:18]) if reply.isascii() and reply.isdigit() else None,
        trap=form.get("website", ""),
        address=visitors.address(request),
    )
    if outcome == "waiting":
        return HttpResponseRedirect(links.to(language, "article", number) + "?comment=waiting#comments", status=303)
    context = _matter(found, request) | {"outcome": outcome, "form": form}
    context["canonical"] = links.to(language, "article", number)
    return render(request, "article.html", language, status=429 if outcome == "fast" else 422, **context)


def _found(number: int) -> Article:
    found = archive.article(number) if number < _LARGEST else None
    if found is None:
        raise Http404("no such article")
    return found


def _matter(found: Article, request: HttpRequest) -> dict[str, Any]:
    mending = getattr(found, "mending", None)
    as_sent = mending is not None and request.GET.get("words") == "sent"
    reading = getattr(found, "reading", None)
    section = reading.section if reading else "other"
    laid, excerpt = archive.body(found, list(archive.sent(found).blocks) if as_sent else blocks_of(found))
    viewed, discussed, top = queries.side_lists(section)
    member = getattr(found, "member", None)
    others = [item for item in top if member is None or item.story.pk != member.story_id]
    linked = {"@context": "https://schema.org", **machines.news(found)}
    return {
        "article": found,
        "said": found if as_sent else words_of(found),
        "mended": _mended(mending.kind) if mending else "",
        "as_sent": as_sent,
        "months": months_of(found.outlet),
        "section": section,
        "passage": archive.passage_sent(found) if as_sent else passage_of(found),
        "article_language": language_of(found),
        "laid": laid,
        "excerpt": excerpt,
        "credits": stated.credits_of(found),
        "stated_section": stated.section_of(found),
        "stated_tags": stated.tags_of(found),
        "licence": stated.licence_of(found),
        "siblings": archive.siblings(found),
        "member": member,
        "steps": versions.timeline(found),
        "comments": archive.comments(found),
        "comments_on": settings.CONFIG.comments != "off",
        "outcome": "waiting" if request.GET.get("comment") == "waiting" else "",
        "reply": request.GET.get("reply", ""),
        "form": {},
        "lists": {"viewed": viewed, "discussed": discussed},
        "top": others[: queries.LIST],
        "noindex": excerpt or as_sent,
        "linked": [linked],
        **named.of_articles([found.pk], links.language_of(request.path)),
    }


def _mended(kind: str) -> str:
    """Which words of ours tell what was mended."""
    done = set(kind.split())
    spaces, letters = bool(done - {LETTERS, MARKS}), LETTERS in done
    return (
        "mended-both"
        if spaces and letters
        else "mended-spaces"
        if spaces
        else f"mended-{LETTERS if letters else MARKS}"
    )
