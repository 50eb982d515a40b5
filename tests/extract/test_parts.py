"""Articles split over several pages: one body, in order, and no edit because a part came late."""
# ruff: noqa: F811 - a fixture is imported, and then asked for by its name

import pytest
from asgiref.sync import sync_to_async

from extract.conftest import Site, Time
from extract.invented import PARAGRAPHS, TITLE, article_html, page
from extract.test_run import Go, body, go, only, sight  # noqa: F401 - go is a fixture
from sarkhat.extract.models import Article, Event, PageVisit
from sarkhat.extract.parts import joined, next_part
from sarkhat.extract.records import Block, Extracted, Figure

pytestmark = pytest.mark.django_db(transaction=True)
db = sync_to_async
FIRST = "https://news.example.ir/fa/7"
MORE = {
    2: ("در روز دوم کارگران به لایهٔ آجری رسیدند و آن را با برس و آب کم‌فشار شستند تا نقش‌ها دیده شود.",),
    3: ("کارشناس مرمت می‌گوید ملات تازه باید سه هفته نم بماند و تا آن روز راه ورودی بسته می‌ماند.",),
}


def split(number: int, last: int = 3, to: str = "/7?page={}", body_html: str = "") -> str:
    """A part, with links to its neighbours as content systems set them."""
    links = "".join(f'<a href="{to.format(n)}">{n}</a> ' for n in range(1, last + 1) if n != number)
    paragraphs = PARAGRAPHS if number == 1 else MORE[number]
    return page((body_html or article_html(paragraphs)) + f'<div class="page-links">{links}</div>')


@pytest.mark.parametrize(
    "to",
    [
        "/fa/7?page=2", "/fa/7?p=2", "/fa/7/2", "/fa/7/2/", "/fa/7/page/2/", "/fa/7-2", "/fa/7_2", "/fa/7,2",
        "7/2", "?page=2", "https://news.example.ir/fa/7/2",
    ],
)  # fmt: skip
def test_where_the_next_part_is(to: str) -> None:
    assert next_part(page(after=f'<p><a href="{to}">۲</a></p>'), FIRST, 2)
    assert next_part(page(after=f'<p><a href="{to}">صفحهٔ بعد »</a></p>'), FIRST, 2)
    assert next_part(page(head=f'<link rel="next" href="{to}">'), FIRST, 2)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/fa/8">2</a>',
        '<a href="https://other.example.com/fa/7/2">2</a>',
        '<link rel="next" href="/fa/8/2">',
        '<a href="/fa/7/2">گزارش ۲ روز کار در کوچه</a>',
        '<a href="/fa/7/3">3</a>',
        '<div class="comment-nav"><a href="?page=2">2</a></div>',
        '<a href="/fa/7/12">2</a>',
        '<a href="javascript:go(2)">2</a>',
    ],
)
def test_what_is_no_next_part(link: str) -> None:
    assert next_part(page(after=link), FIRST, 2) == ""


def test_a_number_before_an_ending_and_a_first_page_that_says_so() -> None:
    assert next_part('<a href="/a/7-2.html">2</a>', "https://n.example/a/7.html", 2) == "https://n.example/a/7-2.html"
    assert next_part('<a href="/a/7?page=2">2</a>', "https://n.example/a/7?page=1", 2) == "https://n.example/a/7?page=2"
    assert next_part('<a href="/a/7/2">2</a>', "https://n.example/a/7/1", 2) == "https://n.example/a/7/2"


def test_figures_move_with_the_blocks_of_their_part() -> None:
    long = "بندی که در هر دو صفحه یکی است و یک بار گفته می‌شود."
    first = Extracted(TITLE, (Block("p", long), Block("p", "دوم")))
    part = Extracted(
        TITLE, (Block("p", long), Block("p", "سوم")), figures=(Figure("image", 1, url="a"), Figure("image", 2))
    )
    made = joined(first, part)
    assert [block.text for block in made.blocks] == [long, "دوم", "سوم"]
    assert [figure.at for figure in made.figures] == [2, 3]


def say(site: Site, **changed: str) -> None:
    for number in (1, 2, 3):
        path = "/7" if number == 1 else f"/7?page={number}"
        site.say(path, changed.get(f"part{number}", split(number)))


async def test_the_parts_are_one_article(site: Site, time: Time, go: Go) -> None:
    say(site)
    await db(sight)(site.url("/7"), time)
    await go()
    article = await db(only)()
    assert await db(body)(article) == [*PARAGRAPHS, *MORE[2], *MORE[3]]
    visit = await PageVisit.objects.aget()
    assert (visit.parts, visit.owed) == (3, False)
    time.on(minutes=31)
    await go()
    assert (await db(only)()).revision == 1


async def test_a_link_to_a_later_part_is_no_second_article(site: Site, time: Time, go: Go) -> None:
    say(site)
    for path in ("/7", "/7?page=2"):
        await db(sight)(site.url(path), time)
        await go()
    assert await Article.objects.acount() == 1


async def test_a_part_that_came_late_is_no_edit(site: Site, time: Time, go: Go) -> None:
    say(site)
    site.say("/7?page=3", "", status=503)
    await db(sight)(site.url("/7"), time)
    await go()
    assert await db(body)(await db(only)()) == [*PARAGRAPHS, *MORE[2]]
    assert (await PageVisit.objects.aget()).owed
    say(site)
    time.on(minutes=31)
    await go()
    article = await db(only)()
    assert await db(body)(article) == [*PARAGRAPHS, *MORE[2], *MORE[3]]
    assert (article.revision, await Event.objects.acount()) == (1, 0)
    assert article.seq > 1  # later stages read the rest


@pytest.mark.parametrize("status", [503, 403, 404])
async def test_a_part_that_does_not_come_again_takes_nothing_away(site: Site, time: Time, go: Go, status: int) -> None:
    say(site)
    await db(sight)(site.url("/7"), time)
    await go()
    site.say("/7?page=2", "", status=status)
    time.on(minutes=31)
    await go()
    article = await db(only)()
    assert await db(body)(article) == [*PARAGRAPHS, *MORE[2], *MORE[3]]
    assert (article.revision, await Event.objects.acount()) == (1, 0)


async def test_an_edit_of_a_later_part_is_told(site: Site, time: Time, go: Go) -> None:
    say(site)
    await db(sight)(site.url("/7"), time)
    await go()
    say(site, part3=split(3, body_html=article_html((MORE[3][0].replace("سه هفته", "پنج هفته"),))))
    time.on(minutes=31)
    await go()
    event = await Event.objects.aget()
    assert (event.kind, event.what, (await db(only)()).revision) == ("edited", "number", 2)


async def test_another_article_at_the_next_address_is_no_part(site: Site, time: Time, go: Go) -> None:
    other = page(
        article_html(("این خبر دیگری است که در همان پایگاه آمده و به تعمیر آب‌انبار کاری ندارد.",)), title="پل باز شد"
    )
    say(site, part2=other)
    await db(sight)(site.url("/7"), time)
    await go()
    assert await db(body)(await db(only)()) == list(PARAGRAPHS)


async def test_parts_have_an_end(site: Site, time: Time, go: Go) -> None:
    """A page that names parts without end is read ten pages deep."""
    for number in range(1, 40):
        text = f"بند شمارهٔ {number} که تنها در این صفحه آمده و در هیچ صفحهٔ دیگری نیست و خواندنی است."
        link = f'<a href="/7?page={number + 1}">{number + 1}</a>'
        site.say("/7" if number == 1 else f"/7?page={number}", page(article_html((text, *PARAGRAPHS)) + link))
    await db(sight)(site.url("/7"), time)
    await go()
    assert sum(path.startswith("/7") for path in site.asked) == 10
    assert (await PageVisit.objects.aget()).parts == 10


async def test_robots_are_obeyed_for_parts_too(site: Site, time: Time, go: Go) -> None:
    site.say("/robots.txt", "User-agent: *\nDisallow: /*page=", Content_Type="text/plain")
    say(site)
    await db(sight)(site.url("/7"), time)
    await go()
    assert "/7?page=2" not in site.asked
    assert await db(body)(await db(only)()) == list(PARAGRAPHS)
    assert await Article.objects.acount() == 1
