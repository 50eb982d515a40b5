"""What is an edit and of which kind: a table of changes, each seen by the real pipe on pages of several designs.

Every page is fetched twice over HTTP; the second time its frame is another mixture (related items, comments, ads), as
on real sites, and its text is changed as the table says.
"""

# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.site_designs import DESIGNS, Design, Scene, Text
from extract.test_run import Go, all_of, go, sight  # noqa: F401 - go is a fixture
from extract.test_templates import sentence, text
from sarkhat.extract.models import Article, Event, Version

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
Page = Callable[[str], str]
LEARNED_FROM = 9
FIRST = (
    "استاندار گفت ۴۳ نفر از اهالی سه روستا با قایق به بندر رسیدند و دکتر احمدی آنان را معاینه کرد.",
    "به گفتهٔ او راه کوهستانی هنوز بسته است؛ برف‌روب‌ها می‌روند و تا شب می‌رسند، اما کسی نمی‌داند کی باز می‌شود.",
)
TITLE = "قایق‌ها اهالی روستاهای برف‌گیر را به بندر رساندند"


@dataclass(frozen=True)
class Case:
    """A change of the text, of the page around it, or both, and what it is to be told as; None: no edit."""

    name: str
    kind: str | None
    text: Callable[[Text], Text] = lambda text: text
    page: Page = lambda page: page


def swap(old: str, new: str) -> Callable[[Text], Text]:
    """Other words in the paragraphs, the lead or the title; what is to be replaced must be there."""

    def changed(text: Text) -> Text:
        assert old in "\n".join([text.title, text.lead, *text.paragraphs])
        lines = tuple(line.replace(old, new) for line in text.paragraphs)
        return Text(text.title.replace(old, new), text.lead.replace(old, new), lines)

    return changed


def lines(change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Callable[[Text], Text]:
    return lambda text: replace(text, paragraphs=change(text.paragraphs))


def into(mark: str, piece: str) -> Page:
    """A piece of page put in before the first `mark`, which must be there."""

    def changed(page: str) -> str:
        assert mark in page
        return page.replace(mark, piece + mark, 1)

    return changed


NEW = "اهالی می‌گویند نانوایی روستا دو روز است که آرد ندارد و کودکان به مدرسه نمی‌روند."
AD = '<div class="ads banner"><a href="/ad"><img src="/ad.gif" alt=""></a><p>فروش ویژهٔ فرش و پرده با تخفیف</p></div>'
CASES = (
    Case("a word", "words", swap("معاینه کرد", "درمان کرد")),
    Case("several words", "words", swap("هنوز بسته است", "تا فردا مسدود می‌ماند")),
    Case("a word added", "words", swap("راه کوهستانی", "راه باریک کوهستانی")),
    Case("a word taken out", "words", swap("راه کوهستانی", "راه")),
    Case("a negation", "words", swap("برف‌روب‌ها می‌روند", "برف‌روب‌ها نمی‌روند")),
    Case("a sentence added", "words", lines(lambda has: (has[0] + " قایق‌ها فردا هم می‌آیند.", *has[1:]))),
    Case("a figure", "number", swap("۴۳ نفر", "۶۱ نفر")),
    Case("a figure in words", "number", swap("سه روستا", "پنج روستا")),
    Case("a figure taken out", "number", swap("۴۳ نفر", "گروهی")),
    Case("a name", "name", swap("دکتر احمدی", "دکتر رحیمیان")),
    Case("a name that differs by a letter", "name", swap("دکتر احمدی", "دکتر محمدی")),
    Case("a paragraph added", "paragraph", lines(lambda has: (*has[:2], NEW, *has[2:]))),
    Case("a paragraph added at the end", "paragraph", lines(lambda has: (*has, NEW))),
    Case("a paragraph taken out", "paragraph", lines(lambda has: (*has[:2], *has[3:]))),
    Case("a paragraph moved", "paragraph", lines(lambda has: (has[1], has[2], has[0], *has[3:]))),
    Case("the title", "title", swap(TITLE, "روستاهای برف‌گیر خالی شدند")),
    Case("a figure in the title", "title", swap(TITLE, TITLE + "؛ ۴۳ نفر رسیدند")),
    Case("a typo in the title", "typo", swap("رساندند", "رساندد")),
    Case("a typo", "typo", swap("معاینه", "معاینح")),
    Case("letters swapped", "typo", swap("کوهستانی", "کوهستناي")),
    Case("marks only", "typo", swap("بسته است؛ برف‌روب‌ها", "بسته است. برف‌روب‌ها")),
    Case("quotation marks", "typo", swap("راه کوهستانی", "«راه کوهستانی»")),
    Case("spacing only", None, swap(" هنوز بسته ", "  هنوز  بسته ")),
    Case("half-spaces lost", None, swap("\u200c", "")),
    Case("half-spaces as spaces", None, swap("برف\u200cروب\u200cها می\u200cروند", "برف روب ها می روند")),
    Case("Arabic letters", None, swap("ی", "ي")),
    Case("an ad", None, page=into("<ul>", AD)),
    Case("an ad inside the text", None, page=into(f"<p>{FIRST[1][:20]}", AD)),
    Case("a counter of views inside the text", None, page=into(f"<p>{FIRST[0][:20]}", "<p>تعداد بازدید: ۱٬۲۳۴</p>")),
    Case("the day of the visit", None, page=into("<ul>", "<div>امروز یکشنبه ۲ آذر ۱۴۰۵، ساعت ۱۱:۰۴</div>")),
    Case("related items and comments", None),
    Case("another address of the sheet", None, page=lambda page: page.replace(".css", ".css?v=9f", 1)),
)
OF_PARAGRAPHS = {case.name for case in CASES if "inside the text" in case.name}


def written(draw: random.Random) -> Text:
    made = text(draw)
    return Text(TITLE, sentence(draw), (*FIRST, *made.paragraphs[:4]))


def shown(design: Design, number: int, what: Text, others: list[Text], seed: int) -> str:
    return design(Scene(number, what, others, random.Random(seed)))


async def told(site: Site, time: Time, go: Go, hosts: Callable[[int], str], before: int, name: str) -> list[str]:
    """What each case was told as, as "name: kind", after `before` pages of the design were read."""
    design, steady = DESIGNS[name], name == "hashed" and not before
    draw = random.Random(5)
    others = [text(draw) for _ in range(15)]
    texts = {f"/warm/{number}": text(draw) for number in range(before)}
    for number, (path, one) in enumerate(texts.items()):
        site.say(path, shown(design, number, one, others, number))
        await db(sight)(site.url(path, hosts(number)), time)
    await all_of(go)
    firsts = [written(draw) for _ in CASES]
    urls = [site.url(f"/n/{number}", hosts(number)) for number in range(len(CASES))]
    for number, (first, url) in enumerate(zip(firsts, urls, strict=True)):
        site.say(f"/n/{number}", shown(design, 100 + number, first, others, number))
        await db(sight)(url, time)
    await all_of(go)
    for number, (case, first) in enumerate(zip(CASES, firsts, strict=True)):
        # Where classes are hashes and no template is learned yet, nothing tells a teaser inside the body from the text.
        again = number if steady else number + 1_000
        page = shown(design, 100 + number, case.text(first), others, again)
        can = case.name not in OF_PARAGRAPHS or f"<p>{FIRST[0][:20]}" in page
        site.say(f"/n/{number}", case.page(page) if can else page)
    time.on(hours=1)
    await all_of(go)
    rows = await db(lambda: {event.article.url: event for event in Event.objects.select_related("article")})()
    return [f"{case.name}: {rows[url].what if url in rows else None}" for case, url in zip(CASES, urls, strict=True)]


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("road", ["general", "template"])
async def test_every_change_is_told_as_what_it_is(site: Site, time: Time, go: Go, name: str, road: str) -> None:
    hosts: Callable[[int], str] = (lambda number: f"h{number // 4}") if road == "general" else lambda _: "khabar"
    found = await told(site, time, go, hosts, LEARNED_FROM if road == "template" else 0, name)
    assert found == [f"{case.name}: {case.kind}" for case in CASES]
    methods = await db(lambda: set(Article.objects.filter(url__contains="/n/").values_list("method", flat=True)))()
    assert ("template" in methods) == (road == "template")
    assert await Version.objects.acount() == sum(case.kind is not None for case in CASES)


@pytest.mark.parametrize("road", ["general", "template"])
@pytest.mark.parametrize(("old", "new"), [("nastooh", "asam"), ("samaneh", "wordpress"), ("tables", "drupal")])
async def test_a_redesign_is_no_edit(site: Site, time: Time, go: Go, road: str, old: str, new: str) -> None:
    draw = random.Random(6)
    others, texts = [text(draw) for _ in range(15)], [text(draw) for _ in range(12)]
    for design in (old, new):
        for number, one in enumerate(texts):
            host = f"h{number // 4}" if road == "general" else "khabar"
            site.say(f"/n/{number}", shown(DESIGNS[design], number, one, others, number))
            if design == old:
                await db(sight)(site.url(f"/n/{number}", host), time)
        time.on(hours=1)
        assert await all_of(go) == 12
    assert not await Event.objects.aexists()
