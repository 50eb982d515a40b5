"""Templates learned for a site: what they take, how a redesign is lived through, and what is not believed."""

import random
from collections.abc import Iterator

import pytest

from extract.invented import NOW
from extract.site_designs import DESIGNS, Design, Scene, Text
from sarkhat.extract.templates import site as site_module
from sarkhat.extract.templates.anchor import Anchor, closed, common
from sarkhat.extract.templates.site import MOST, NEEDED, Site

_WORDS = (
    "باران شهر کتابخانه رودخانه مردم می‌گویند خانه‌های کهنه دیوار روستا مدرسه پنجره آب‌انبار بازار نان تازه "
    "راه‌آهن ایستگاه بامداد زمستان نمی‌دانند شورا بودجه سال‌ها درخت‌ها باغ‌ها کوچه میدان"
).split()


def sentence(draw: random.Random, size: int = 16) -> str:
    return " ".join(draw.choice(_WORDS) for _ in range(size)) + "."


def text(draw: random.Random) -> Text:
    paragraphs = tuple(f"{sentence(draw)} {sentence(draw)}" for _ in range(draw.randint(4, 8)))
    return Text(sentence(draw, 6)[:-1], sentence(draw), paragraphs)


def pages(design: Design, count: int, seed: int) -> Iterator[tuple[str, Text]]:
    draw = random.Random(seed)
    texts = [text(draw) for _ in range(count + 15)]
    for number in range(count):
        yield design(Scene(seed * 100 + number, texts[number], texts[count:], draw)), texts[number]


def read(site: Site, page: str) -> tuple[str, str, str]:
    taken = site.read(page, "https://news.example.ir/n/1", NOW)
    return taken.title, taken.text, taken.method


@pytest.mark.parametrize("name", DESIGNS)
def test_after_eight_pages_the_template_reads_every_page_to_the_letter(name: str) -> None:
    site = Site()
    for number, (page, wanted) in enumerate(pages(DESIGNS[name], 20, 1)):
        title, body, method = read(site, page)
        if number >= 8:
            assert (title, body, method) == (wanted.title, wanted.gold, "template")


@pytest.mark.parametrize(
    ("old", "new"), [("nastooh", "wordpress"), ("wordpress", "asam"), ("tables", "drupal"), ("tables", "hashed")]
)
def test_a_redesign_publishes_no_wrong_body_and_is_learned(old: str, new: str) -> None:
    site, methods = Site(), []
    for page, _ in pages(DESIGNS[old], 10, 2):
        read(site, page)
    for page, wanted in pages(DESIGNS[new], 14, 3):
        _, body, method = read(site, page)
        assert set(body.split("\n")) - {wanted.lead} == set(wanted.paragraphs)
        methods.append(method)
    assert "template" in methods[:12]
    assert methods[-1] == "template"


def test_an_old_name_in_a_new_place_is_not_believed() -> None:
    """After a redesign the box that held the article holds something else."""
    site = Site()
    for page, _ in pages(DESIGNS["nastooh"], 8, 4):
        read(site, page)
    for page, wanted in pages(DESIGNS["wordpress"], 8, 5):
        teaser = "این‌جا جای معرفی خبرنامهٔ صبحگاهی ماست که هر روز به نشانی شما می‌آید و رایگان است. " * 3
        fake = f'<div class="item-text" itemprop="articleBody"><p>{teaser}</p></div>'
        _, body, _ = read(site, page.replace('<div id="comments">', fake + '<div id="comments">'))
        assert set(body.split("\n")) - {wanted.lead} == set(wanted.paragraphs)
        assert teaser.strip() not in body


def test_pages_that_agree_on_nothing_teach_nothing() -> None:
    site = Site()
    designs = list(DESIGNS.values())
    for number in range(2 * MOST):
        page, wanted = next(pages(designs[number % len(designs)], 1, number))
        _, body, _ = read(site, page)
        assert wanted.paragraphs[0] in body
    assert len(site.samples) <= MOST


def test_related_items_seen_on_one_page_are_known() -> None:
    """Regression: a box seen once while learning was neither known as foreign nor new afterwards."""
    site = Site()
    plain = [(page, text) for page, text in pages(DESIGNS["wordpress"], 40, 10) if "jp-relatedposts-x" not in page]
    framed = [(page, text) for page, text in pages(DESIGNS["wordpress"], 40, 11) if "jp-relatedposts-x" in page]
    for page, _ in [*plain[: NEEDED - 1], framed[0]]:
        read(site, page)
    assert site.templates
    for page, wanted in framed[1:5]:
        assert read(site, page) == (wanted.title, wanted.gold, "template")


def test_a_site_that_teaches_nothing_is_not_read_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = []
    general = site_module.read_page
    monkeypatch.setattr(site_module, "read_page", lambda *page: readings.append(1) or general(*page))
    monkeypatch.setattr(site_module, "learn", lambda samples: None)
    site = Site()
    for page, _ in pages(DESIGNS["nastooh"], 24, 9):
        read(site, page)
    assert len(readings) < 24 * 5


def test_too_few_pages_teach_nothing() -> None:
    site = Site()
    for page, _ in pages(DESIGNS["nastooh"], NEEDED - 1, 6):
        read(site, page)
    assert not site.templates


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ('<p><div class="a"><b>x</b></div>', 3),
        ("<div class='a'>", 0),
        ("<DIV id=7 class=a >", 0),
        ('<div class="b">', -1),
        ('<div class="a"></div><div class="a">', -1),
        ('<div data-x="class=a">', -1),
        ('<divider class="a">', -1),
    ],
)
def test_where_an_anchor_stands(page: str, start: int) -> None:
    assert Anchor("div", (("class", "a"),)).start(page) == start


@pytest.mark.parametrize(
    ("page", "end"),
    [
        ("<div>a</div>b", 12),
        ("<div>a<div>b</div></div>c", 24),
        ("<div>a<!-- </div> --></div>", 27),
        ("<div><script>'</div>'</script></div>", 36),
        ("<div>a", -1),
        ("<div>a</div", -1),
    ],
)
def test_where_an_element_ends(page: str, end: int) -> None:
    assert closed(page, 0, "div") == end


def test_numbers_in_names_may_be_others() -> None:
    anchor = common("div", [{"id": "text12", "class": "x"}, {"id": "text345", "class": "x"}])
    assert anchor == Anchor("div", (("class", "x"), ("id", "text12")))
    assert anchor.start('<div id="text6789" class="x">') == 0


def test_elements_without_names_have_no_anchor() -> None:
    assert common("div", [{"style": "x"}, {}]) is None
