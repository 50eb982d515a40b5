"""What the API's answers look like. Times are RFC 3339 in UTC; addresses are absolute."""

from datetime import datetime

from ninja import Schema


class OutletShape(Schema):
    """A publisher. `display` is "excerpt" or "full": whether its articles' bodies may be shown here."""

    key: str
    name: str
    name_en: str
    home: str
    language: str
    country: str
    kind: str
    owner: str
    display: str
    page: str
    feed: str


class SectionShape(Schema):
    """A section with its name in Persian and the address of its feed."""

    key: str
    name: str
    page: str
    feed: str


class BlockShape(Schema):
    """A block of a body: `kind` is p, h2, quote, li or the like."""

    kind: str
    text: str


class CellShape(Schema):
    """A table's cell: how many columns and rows it takes, and whether it heads them."""

    text: str
    across: int
    down: int
    head: bool


class FigureShape(Schema):
    """What stands among a body's blocks, before the block of number `at` (counted from 0).

    `kind`: image (`text` its caption, `credit`, `alt`; `url` at the outlet's, `picture` ours where we keep one), table
    (`rows`; it shows the blocks from `at` up to `to`), ordered (a numbered list of those blocks), video, audio, post
    (`url` leads there), entry (of a live blog: its time as `text` or `when`), footnote (`text`).
    """

    kind: str
    at: int
    to: int
    text: str
    url: str
    picture: str
    credit: str
    alt: str
    when: datetime | None
    rows: list[list[CellShape]]


class CreditShape(Schema):
    """Somebody with a part in an article: `role` is author, reporter, translator, photographer or editor."""

    name: str
    role: str


class StatedShape(Schema):
    """What the page of an article states beside its words, each as the outlet words it; "" and null: nothing.

    `agency`: whose text it says that it is («به نقل از …»), `agency_outlet` that outlet's key, if it is one of ours.
    `published_how` and `updated_how`: the evidence of the times (json-ld, meta, time, text, feed, seen). `access`:
    free, metered or locked. `licence`: an address, or words. `also_at`: addresses of other forms of the page (AMP,
    print), and of its further pages.
    """

    credits: list[CreditShape]
    agency: str
    agency_outlet: str | None
    section: str
    tags: list[str]
    published_how: str
    updated: datetime | None
    updated_how: str
    access: str
    licence: str
    also_at: list[str]


class ArticleShape(Schema):
    """An outlet's article. `url` leads to the outlet, `page` to ours; `key_passage` is word for word from it.

    `mended` says what of its Persian we put right: joined, spaced or mixed (half-spaces that were lost), letters
    (Arabic ones), marks (stray ones of direction), with a space between; "" where the words are as they were sent.
    """

    id: int
    url: str
    page: str
    title: str
    kicker: str
    key_passage: str
    authors: list[str]
    outlet: str
    outlet_name: str
    section: str | None
    language: str
    published: datetime
    first_seen: datetime
    changed: datetime | None
    removed: datetime | None
    revision: int
    is_post: bool
    mended: str
    story: int | None


class SentShape(Schema):
    """An article's words exactly as the outlet sent them; `body` as far as it may be shown."""

    title: str
    kicker: str
    body: list[BlockShape] | None


class WholeArticleShape(ArticleShape):
    """An article by itself; `body` and `figures` are null where the outlet's terms allow no more than the key passage.

    `as_sent` is null where nothing was mended.
    """

    body: list[BlockShape] | None
    figures: list[FigureShape] | None
    as_sent: SentShape | None
    stated: StatedShape


class EventShape(Schema):
    """What an outlet did to an article: `kind` is edited, removed or restored, `at` when we saw it.

    `what`: of an edit the gravest change (title, number, name, paragraph, words, typo), of a removal its evidence (404,
    410, home, says-gone, emptied, as-missing). `before` and `after`: up to 200 letters of what went and came, "" where
    outlet or page let nothing be shown. `revision`: the article's after it.
    """

    id: int
    at: datetime
    kind: str
    what: str
    revision: int
    before: str
    after: str
    article: ArticleShape


class EventsShape(Schema):
    """A page of events, newest first; `next` is the address of the following page."""

    items: list[EventShape]
    next: str | None


class TermShape(Schema):
    """A term of a story's score: 0 to 1."""

    term: str
    value: float


class StoryShape(Schema):
    """A happening as told by several outlets; `why` holds the terms of its score, heaviest first."""

    id: int
    page: str
    title: str
    section: str
    outlets: int
    articles: int
    started: datetime
    latest: datetime
    lead: ArticleShape
    score: float | None
    why: list[TermShape]


class ThreadShape(Schema):
    """Stories that are chapters of one another, over days: `days` counts those on which stories began."""

    id: int
    page: str
    feed: str
    title: str
    started: datetime
    latest: datetime
    stories: int
    days: int
    articles: int


class MemberShape(Schema):
    """An article's place in a story: "first", "same" or "copy" (of the article `copy_of`)."""

    how: str
    score: float
    copy_of: int | None
    article: ArticleShape


class WholeStoryShape(StoryShape):
    """A story with its members, oldest first, the thread that it is a chapter of, and the nearest other stories."""

    members: list[MemberShape]
    thread: ThreadShape | None
    related: list[StoryShape]


class ListedShape(Schema):
    """A place in a list; `value` is what the list is ordered by: score, views or comments."""

    position: int
    value: float
    story: StoryShape


class StoriesShape(Schema):
    """A list of stories."""

    kind: str
    section: str | None
    items: list[ListedShape]
    next: str | None


class ArticlesShape(Schema):
    """A page of articles, newest number first; `next` is the address of the following page, or null."""

    items: list[ArticleShape]
    next: str | None


class HitShape(Schema):
    """An article found, and the words around what was looked for as HTML with nothing but `<mark>`."""

    snippet: str
    article: ArticleShape


class SearchShape(Schema):
    """What was found. `suggestion` is a better spelling, if there is one. Not `exact`: there are more than `total`."""

    query: str
    total: int
    exact: bool
    suggestion: str | None
    items: list[HitShape]
    next: str | None


class ChangeShape(Schema):
    """One repaired place: the words before and after, and where they start in the text that was sent."""

    start: int
    before: str
    after: str


class RepairShape(Schema):
    """A text with its ZWNJs back. `damage` is none, joined, spaced or mixed."""

    text: str
    damage: str
    changes: list[ChangeShape]
