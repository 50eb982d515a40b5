### pages
site = Sarkhat
locale = en_GB
motto = What the outlets say, side by side
site-description = Sarkhat collects the news of many outlets, puts their accounts of each story side by side, and says what matters more, and why.
title-dash = {" "}|{" "}
comma = ,{" "}
quote-open = “
quote-close = ”
plain-number = { $number }
feed = Sarkhat’s feed
feeds = Feeds and data
skip = Skip to main content
switch-language = فارسی
theme-to-light = Light page
theme-to-dark = Dark page
nav-sections = Sections
nav-foot = More pages
banner-sample-title = This news is invented.
banner-sample = We made these outlets and articles for show, because no outlet could be reached.
banner-replay-title = Replay of past news
banner-replay = This page shows recorded news at a played hour.
home = Home
about = About
contact = Contact
advertising = Advertising
privacy = Privacy
outlets = Outlets
outlet = Outlet
front-pages = Front pages
viewed = Most viewed
discussed = Most discussed
rising = Rising
edits = Silent edits
removals = Removed
newest = Newest
story = Story
coverage = Coverage
all = All
search = Search
notice = All news is collected automatically from many outlets, and those outlets are responsible for its content.
notice-licence = The rights in each article belong to its outlet. Sarkhat is free software under the Apache License 2.0.
section-politics = Politics
section-world = World
section-economy = Economy
section-society = Society
section-sport = Sport
section-culture = Culture
section-science = Science
section-other = Other
kind-agency = Agency
kind-paper = Paper
kind-site = News site
kind-broadcaster = Broadcaster
kind-magazine = Magazine
kind-channel = Channel
kinds-agency = Agencies
kinds-paper = Papers
kinds-site = News sites
kinds-broadcaster = Broadcasters
kinds-magazine = Magazines
kinds-channel = Channels
display-excerpt = Headline, key passage and link
display-full = Full text

## story blocks
outlets-count = { $count ->
    [one] { $count } outlet
   *[other] { $count } outlets
}
articles-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
outlets-articles = { $outlets }, { $articles }
first-in = first at
and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
chips-open = : the outlets’ headlines
all-outlets = All { $count } outlets
bar-label = Articles in each of the last 12 hours, the latest on the right; { $count } in the whole story
count-hint = { $count } outlets tell this story; see all accounts
wordless = A post without words by { $outlet }
how-to-read = Beside each headline stands how many outlets tell that story; the small bars are its articles in each of the last 12 hours.
how-ranked = Who decides the order?
beside = Front pages, edits and removals
picture-from = Picture:
viewed-count = { $count ->
    [one] { $count } view
   *[other] { $count } views
}
discussed-count = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
leads-with = Leads with
to-home = Go to the front page
pager = Pages
pager-back = Previous page
pager-on = Next page
page-number = Page { $count }

## empty lists
home-empty-title = No news yet
home-empty = The outlets are being watched, and the first articles will stand here once they have been read. Reload the page in a few minutes.
home-empty-do = See which outlets are watched
front-pages-empty = No outlet’s front page has been read yet. This table fills after the first round.
viewed-empty = Nothing has been opened today. What readers open most will stand here.
discussed-empty = No comment has been published yet. You can write the first one below any article.
rising-empty = No story is gathering speed now. One that more outlets suddenly take up will stand here.
section-empty = There is no news in { $section } yet.
outlet-empty = Nothing has come from this outlet yet. Each outlet is visited in its turn.
outlets-empty = No outlet has been added yet. The operator can add one with the command sarkhat source add.
comments-empty = No comments yet. Be the first.
ten-empty = This section has no ranked story yet.

## front page and lists
front-pages-caption = What each outlet leads with now
front-pages-all = All front pages
front-pages-description = What each outlet’s own front page leads with now.
stands-since = Leading since
the-story = All accounts
see-outlets = List of outlets
section-title = { $section } news
section-description = The most important and the newest articles on { $section } from many outlets.
viewed-description = What Sarkhat’s readers opened most over the last day.
discussed-description = The articles with the most published comments over the last three days.

## story page
headline-by = Headline by
headline-by-editor = Headline by the editor
fact-outlets = Outlets
fact-articles = Articles
fact-copies = Reprints
fact-first = First at
fact-since = Began
legend-first = First
legend-own = Own account
legend-copy = Reprint
side-by-side = Headlines side by side
mark-first = First
mark-removed = Removed
figures = Figures that differ
figures-note = From headlines, leads and key passages: the latest figure that each outlet told. Figures also change with time.
figure-dead = Dead
figure-injured = Injured
figure-arrested = Arrested
figure-missing = Missing
figure-score = Score
coverage-told = { $articles } from { $outlets } within { $span }.
coverage-list = As a list
mark-headline = Headline of the story
headline-rule = The story's headline is chosen by a program: the one nearest to what the other outlets say, with the least of questions, judgement and bait. The rule is the same for every outlet.
headline-chosen = The story's headline was chosen by an editor.
story-pictures = Pictures of the story
cover-title = Who tells it and who does not
silent-note = { $count ->
    [one] One outlet that usually carries { $section } news has nothing in this story.
   *[other] { $count } outlets that usually carry { $section } news have nothing in this story.
}
silent-none = Every outlet that usually carries { $section } news tells this story.
cover-kind = Kind
cover-owner = Owner
cover-country = Country
cover-by-kind = By kind
cover-by-owner = By owner
cover-by-country = By country
cover-telling = Tell it
cover-silent = Do not
cover-share = { $telling } of { $all }
cover-unknown = Not stated
cover-rule = Counted as silent are outlets of the same language with at least { $least } { $section } articles in the last { $days } days that were publishing while this story went on. The rule is the same for all. They may have told it and we not have seen it.
nobody = None
further-articles = { $count ->
    [one] One more article
   *[other] { $count } more articles
}
also-at = Also at
chain-arrow = →
chain-then = then
standing = Why is it in this story?
standing-pinned = An editor put it into this story.
standing-near = The articles of this story most like it, and how likely both tell of the same event:
standing-words = Rare words that these share with it:
standing-first = The story began with it.
standing-none = What brought it here was not kept.
standing-copies = Their text is the one above, or very near to it.
why = Why is it here?
why-note = Nobody moves a story by hand.
importance = Importance
of-hundred = { $count } of 100
why-sum = These { $score } points are the sum of:
why-part = { $points } from “{ $term }”
why-made = Freshness multiplies the outlets and the channel views, so a story sinks as it ages.
hint-outlets = each outlet once; a reprint counts a quarter
hint-freshness = more outlets at about the same time; halves every six hours
hint-front = share of the front pages that lead with it
hint-reach = against the same channel’s other posts
term-outlets = Number of outlets
term-freshness = Freshness
term-front = Place on front pages
term-reach = Views in channels
in-time-order = Articles in order of time

## article page
told-by-others = { $count ->
    [one] The same story at { $count } other outlet
   *[other] The same story at { $count } other outlets
}
to-story = The story with all accounts
of-story = Part of the story
copy-of = Reprint from
read-at = Read on at
excerpt-note = This outlet’s terms do not allow the full text; you see the headline, the key passage and the opening.
asked-note = The article’s page asks that no more of it be shown elsewhere; read the rest at the outlet.
at-outlet = At the outlet
permanent-number = Permanent number
edited-notice = This article has been edited
mended-spaces = Half-spaces that this article had lost on the way were put back.
mended-letters = The Arabic forms of two Persian letters (ی, ک) were made Persian in this article.
mended-both = Half-spaces that this article had lost on the way were put back, and the Arabic forms of two letters (ی, ک) made Persian.
mended-marks = Stray marks of writing direction were taken out of this article.
as-sent = See it exactly as the outlet sent it
as-sent-notice = You see this article exactly as the outlet sent it.
as-mended = See it repaired
removed-notice = The outlet has taken this article down; we saw that it was gone on { $at }.
edits-of-article = What became of this article
edit-seen = Edit seen on
edit-lines = { $count ->
    [one] { $count } paragraph of the text has changed.
   *[other] { $count } paragraphs of the text have changed.
}
most-important-of = Most important in { $section }
see-front-pages = See what leads the front pages
comments = Comments
reply = Reply
reply-to = In reply to
comment-name = Name
comment-text = Your comment
comment-trap = Leave this box empty
comment-send = Send comment
comment-note = Comments appear after moderation. Your address is not kept.
comment-waiting = Your comment has arrived and will appear after moderation.
comment-off = Comments are closed on this site.
comment-empty = Both a name and a comment are needed. What you wrote is still in the box below.
comment-long = A name has room for 60 characters and a comment for 3000. Shorten it and send it again.
comment-fast = Several comments came from here in a row. Send it again in ten minutes; what you wrote is still in the box below.
comment-gone = This article is no longer available, so it cannot be commented on.
comment-foreign = This comment was sent from another page. Send it from the article’s own page.

## outlets
outlets-description = { $count ->
    [one] Sarkhat watches this outlet.
   *[other] Sarkhat watches these { $count } outlets.
}
outlet-description = The newest articles of { $outlet } on Sarkhat.
outlet-kind = Kind
outlet-owner = Owner
outlet-display = Shown here
outlet-home = Address
watch-troubled = { $count ->
    [one] { $count } feed is out of reach
   *[other] { $count } feeds are out of reach
}

## search
search-label = Search the news
search-placeholder = Search the news
search-title = Search for “{ $query }”
search-order = Order
search-section = Section
order-best = Best match
order-newest = Newest
search-hint = Write a word, or put a phrase between “quotation marks”.
search-help = How to search
search-help-words = Articles with all the words are found, however they are spelled. “A phrase” stands as it is; OR between two words wants one of them; NOT or - before a word leaves it out.
search-help-narrow = outlet:NAME and section:economy narrow the search; from:2026-07-01 and to:1405/04/30 set the days, in the Gregorian or the Jalali calendar.
did-you-mean = Did you mean:
found-instead = Nothing holds “{ $query }”; these hold “{ $instead }”, the same keys on the other keyboard.
found-more = More than { $count } articles found.
found-count = { $count ->
    [one] { $count } article found.
   *[other] { $count } articles found.
}
found-nothing = Nothing found
found-nothing-do = Try fewer or other words, or set section and outlet to “All”.

## faults
not-found-title = This page was not found
not-found = Its address may have changed, or the article may be gone. Let us look for it:
error-title = Something went wrong on the site
error-text = It is not your fault. The fault has been logged; please come back in a few minutes.

### countries, for outlets
country-AE = United Arab Emirates
country-AF = Afghanistan
country-AU = Australia
country-CA = Canada
country-CZ = Czechia
country-DE = Germany
country-FR = France
country-GB = United Kingdom
country-IL = Israel
country-IQ = Iraq
country-IR = Iran
country-NL = Netherlands
country-QA = Qatar
country-RU = Russia
country-SA = Saudi Arabia
country-SE = Sweden
country-TJ = Tajikistan
country-TR = Türkiye
country-US = United States

### harvest
net-timeout = The address did not answer in time. We will ask again by ourselves.
net-unreachable = We could not connect to the host. We will ask again by ourselves.
net-no-such-host = There is no host of this name. Check the address; the network or DNS may also be down.
net-tls = The host’s TLS certificate cannot be trusted.
net-tls-failed = No secure connection (TLS) to the host came about. We will ask again by ourselves.
net-proxy = The proxy did not bring us to the host. Check the proxy that is set and whether it runs.
net-bad-header = A value to be sent in a header has characters that no header may have.
net-unknown-encoding = The answer was packed in a way that we did not ask for and cannot open.
net-forbidden-address = The address leads into a private network, where Sarkhat does not go.
net-forbidden-port = The address has a port that is not one of the Web. Use one on port 80 or 443.
net-bad-address = This is not a usable address. Write it in full, with http or https.
net-too-large = The answer was larger than allowed; nothing of it was kept.
net-bad-answer = The answer came broken or incomplete. We will ask again by ourselves.
net-too-many-redirects = The address redirects again and again and leads nowhere.
net-robots = The site’s robots.txt asks us not to read this page.
net-resting = The host asked us to pause; we go on after that.
http-forbidden = The site does not let us read this address (401 or 403).
http-not-found = Nothing stands at this address (404). Check it; we ask less often meanwhile.
http-gone = The address is gone for good (410) and is not asked any more. Give a new one.
http-too-many = The site says we ask too often (429); all addresses of this host wait.
http-unavailable = The site is unavailable for now (503). We will ask again by ourselves.
http-server-error = The site had an error of its own. We will ask again by ourselves.
http-refused = The site gave an answer that is of no use. Check the address.
http-unasked-304 = The site says nothing changed, though we did not ask that. We will ask again by ourselves.
walled = The site stands behind a bot wall, which we do not fight. Ask the outlet to let Sarkhat read its feed.
feed-not-xml = There is no feed at this address, perhaps an ordinary page. Check the feed’s address.
feed-broken = The feed is damaged; we took what could be read.
channel-no-preview = This channel has no public preview, or there is none of this name.
front-page-empty = We found no links to articles on this page.
page-no-list = No list of news was found on this page. Give the page of a section or an archive.
sitemap-not-xml = There is no sitemap at this address.
answer-unreadable = We could not read this answer. Please report it to Sarkhat’s makers.
file-unreadable = The file cannot be read.

# hubs that push news (WebSub)
push-title = Push
push-new = The hub has been asked to push news; its answer is awaited.
push-live = The hub pushes the news until { $until }.
push-leaving = The subscription is being ended.
push-refused = The hub did not agree to push the news; it is asked again later, and the feed is read as ever.
push-denied = The hub denied the subscription; it is asked again later, and the feed is read as ever.

### mending: the page that repairs text
mending = Repair Persian text
mending-intro = Paste Persian text and get its lost ZWNJs (half-spaces) back. No letter is changed; an undamaged text comes back as it was.
mending-label = Text
mending-send = Repair
mending-kept = Your text is not kept.
mending-result = Repaired
mending-copy = To copy
mending-damage-none = This text is undamaged
mending-damage-joined = ZWNJs had been dropped and words joined
mending-damage-spaced = Spaces stood for ZWNJs
mending-damage-mixed = Some ZWNJs had been dropped, some had become spaces
mending-count = { $count ->
    [0] nothing changed
    [one] { $count } place mended
   *[other] { $count } places mended
}

### freshness: how soon news arrives
span-seconds = { $count } s
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count } d
span-two = { $first } { $second }
fresh-line = Over the last day, half of the articles stood here within { $half } of their publication, and 95 of 100 within { $most }.
fresh-means = This counts { $items } articles whose outlet states the time of publication; it ends when an article has been read, grouped and ranked. What a newly watched outlet had published before is left out.

### health: how watches do, for the operator
health = Health of the watches
operator-nav = For the operator
operator-admin = Administration
health-counts = Watches by colour
colour-red = Red
colour-amber = Amber
colour-grey = Grey
colour-green = Green
watch-kind-feed = Feed
watch-kind-channel = Channel
watch-kind-front_page = Front page
watch-kind-sitemap = Sitemap
watch-kind-page = Page without a feed
watches = Watches
watches-count = { $count ->
    [one] { $count } watch
   *[other] { $count } watches
}
watches-none = No watch fits this choice.
watches-all = Show all
health-colour = Colour
health-kind = Kind
health-show = Show
sort-trouble = Worst first
sort-outlet = By outlet
sort-since = Changed last
sort-visited = Longest unvisited
health-well = It answers, and brings what its rhythm lets expect.
health-off = It is paused, or its outlet is off.
health-new = It has not been visited yet.
health-late = Its time is over, and it was not asked.
health-quiet = It answers, but has brought nothing for much longer than its own rhythm.
health-moved = It redirects for good to { $to }.
health-lagging = Its items reach us more than two hours after the time that they state.
health-since = since
health-brought = last brought news
health-visited = Visited
health-unvisited = Not visited yet
health-next = Next visit
health-due = due now
health-in = in { $span }
health-changed = Last brought news
health-attempts = { $count ->
    [one] { $count } failure
   *[other] { $count } failures in a row, each wait longer
}
advice-wait = Nothing to do: it is asked again, ever later. If it lasts, see whether it opens in a browser.
advice-address = Find its new address with sarkhat source add and the outlet’s home page, or correct it in the administration.
advice-outlet = Write to the outlet and ask to be let in; pause the watch until then.
advice-patience = Nothing to do: we wait as long as the host wishes. If it comes often, raise SARKHAT_HOST_DELAY.
advice-report = Report it to Sarkhat’s makers with this address.
advice-preview = This is a state and no fault. Watch the outlet’s site or feed instead, and pause this.
advice-off = Resume it whenever you wish; what it brought is still there.
advice-new = It comes up by itself within minutes.
advice-late = See whether the worker runs: sarkhat doctor. Many watches of one host wait for one another.
advice-quiet = Open it in a browser: the outlet may publish elsewhere by now.
advice-moved = Put the new address in the administration, if it is the outlet’s own.
advice-lagging = Either the feed is filled late, or its times have a wrong zone: compare one with the article’s page.
last-two-days = The last two days
plot-now = now
plot-items = Items in each hour
plot-items-sum = { $items } items; { $most } in the fullest hour
plot-items-label = Items in each of the last 48 hours: { $items } in all, { $most } in the fullest hour
plot-lags = From publication until we saw it
plot-lags-sum = half within { $half }, 95 of 100 within { $most }
plot-lags-label = Lag in each of the last 48 hours: half within { $half }, 95 of 100 within { $most }
plot-lags-none = nothing to measure
plot-note = Each bar of the lags reaches from the median to what 95 of 100 stay below. What a new watch brings at first is left out, and so is what states no time.
items-48 = Items in 48 h
lag-p50 = Seen, half
lag-p95 = Seen, 95 %
asked-requests = Requests, last hour
asked-unchanged = Unchanged (304)
asked-failed = Failed
asked-news = New items
visits = Last visits
visit-at = When
visit-status = Status
visit-news = New
visit-said = What came of it
visit-unchanged = Unchanged
visit-brought = Brought news
visit-nothing = Nothing new
visits-note = The last 40 visits are kept.
visits-empty = It has not been visited yet, or not since visits are noted.
action-ask = Ask now
action-pause = Pause
action-resume = Resume
action-put-back = Put back
action-take-back = Take back
action-cancel = Leave it
action-ask-off = It is paused; resume it first.
action-ask-waits = It is due already and will be asked in its turn.
action-ask-host = The host asked us to wait; we do.
action-ask-soon = It was asked less than five minutes ago.
action-done-ask = It is due now and will be asked in its turn.
action-done-pause = It is paused.
action-done-resume = It is watched again.
action-done-put-back = It is asked at its former time.
action-too-late = Too late: it was asked meanwhile, or its time is not known any more.
confirm-ask = It will be asked at once, out of its turn. You can put that back until it was asked.
confirm-pause = It will not be asked any more until you resume it. What it brought stays.
confirm-resume = It will be asked again, at its time.
confirm-put-back = It will be asked at the time that it had before.
fresh-title = From publication to this site
fresh-half = Here within (half)
fresh-most = Here within (95 %)
fresh-here = Here, half
fresh-step = Step
fresh-p50 = Half
fresh-p95 = 95 %
fresh-step-seen = Published → seen
fresh-step-page = Seen → page read
fresh-step-understood = Page read → understood
fresh-step-placed = Understood → in a story
fresh-step-ranked = In a story → on the pages
fresh-step-whole = Published → on the pages
fresh-of-kind = of which by: { $kind }
fresh-note = { $items } articles of the last 24 hours. Left out: what states no time or only a day, and what was published before its watch began.
fresh-empty = Nothing could be measured over the last 24 hours.

### alerts: what the operator is told by mail
alert-subject = { $kind ->
    [broken] { $broken ->
        [one] one outlet is broken
       *[other] { $broken } outlets are broken
    }
    [mended] { $mended ->
        [one] one outlet is mended
       *[other] { $mended } outlets are mended
    }
   *[both] { $broken } broken, { $mended } mended
}
alert-broken = { $count ->
    [one] One outlet brings nothing: all of its watches fail.
   *[other] { $count } outlets bring nothing: all of their watches fail.
}
alert-mended = { $count ->
    [one] One outlet is mended: it answers again.
   *[other] { $count } outlets are mended: they answer again.
}
alert-since = Since { $at }.
alert-more = { $count ->
    [one] … and one more.
   *[other] … and { $count } more.
}
alert-foot = Sarkhat sends at most one such letter an hour, and tells each break once. Who gets it stands in the settings.
alert-trial = a trial letter
alert-trial-text = This is a trial. If you can read it, letters about broken outlets will arrive as well.

### edits and removals
edits-page = Edits and removals
edits-description = Each article is looked at again several times. This is what outlets changed without a word, took down or put back, with the time at which we saw it.
edits-feed = Feed of this list
edits-kind = Kind
edits-notable = All but typos
edits-all-kinds = All
edits-edited = Edits
edits-title = Titles
edits-facts = Titles, figures and names
edits-removed = Removals
edits-restored = Put back
edits-show = Show
edits-empty = Nothing yet
edits-empty-do = We have seen no such edit or removal. Articles are looked at again for a day after they appear.
edits-empty-all = Show all
edits-all = Edits and removals of all outlets
event-edited = Edited
event-removed = Removed
event-restored = Put back
edit-title = Title
edit-number = Figure
edit-name = Name
edit-paragraph = Paragraph
edit-words = Text
edit-typo = Typo
evidence-404 = There was nothing any more at the article's address (404).
evidence-410 = The outlet says that it is gone for good (410).
evidence-home = The article's address led to the outlet's front page.
evidence-says-gone = The page says that there is no such article.
evidence-emptied = The title is there, the text was taken away.
evidence-as-missing = In its place came the page that this outlet shows for missing articles.
first-seen-here = First seen
diff-page = Two versions of an article
diff-back = Back to the article
diff-from = From version
diff-to = To version
diff-version = { $number }: { $at }
diff-view = View
diff-inline = One in the other
diff-side = Side by side
diff-show = Show
diff-old = Before, { $at }
diff-now = After, { $at }
diff-whole = Both versions with the whole text
diff-gone = Removed:
diff-new = Added:
diff-end = End.
diff-moved = Moved
diff-moved-from = Stood elsewhere
diff-legend-gone = What went
diff-legend-new = What came

### the body of an article
gallery = Gallery of { $count } pictures
table = Table
footnotes = Footnotes
colon = :
picture-by = Picture:
media-video = Video
media-audio = Audio
media-post = Embedded post

### names
names = Names
names-description = Which people, places, organisations and clubs the news names most.
names-note = In how many articles each name stands. A program finds the names, and is sometimes mistaken.
names-span = Span of time
names-day = Today
names-week = Last seven days
names-of-person = People
names-of-place = Places
names-of-organisation = Organisations
names-of-club = Clubs
names-empty = No name was found in this span.
names-all = All kinds
names-here = Names
kind-of-person = Person
kind-of-place = Place
kind-of-organisation = Organisation
kind-of-club = Club
name-description = { $name } in the news: stories, days, and who is named beside.
name-today = articles today
name-month = articles in thirty days
name-outlets = outlets
name-days = Day by day
name-days-label = { $count } articles in thirty days; { $most } on the busiest
name-days-now = today
name-stories = Stories
name-order = Order
name-important = Most important
name-newest = Newest
name-empty = No story has told of this name yet.
name-beside = Named together
name-beside-note = Who stands in one article with { $name } more often than by chance, and in how many.
name-lift = { $times } times as often as by chance
name-writers = Outlets that write most of it
name-feed = Feed of this name

### threads
threads = Threads
threads-description = Stories that go on for days, each thread with its stories day by day.
threads-note = Stories that are chapters of one another, in one thread. A program finds what belongs together, and is wrong at times.
threads-empty = There is no thread yet. One begins where three stories or more, on two days or more, follow one another.
thread-of = Thread:
thread-description = The thread “{ $title }”, story by story and day by day.
thread-size =
    { $stories ->
        [one] { $stories } story
       *[other] { $stories } stories
    } on { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
thread-stories = stories
thread-since = began
thread-latest = last article
thread-days = Day by day
thread-days-label = Articles of { $days } days; { $most } on the busiest
thread-chapters = Stories
thread-feed = Feed of this thread
related = Related stories

### what an outlet states of its article
text-of = From
role-reporter = reporter
role-translator = translator
role-photographer = photographer
role-editor = editor
stated = What the outlet states of this article
stated-published = Published
stated-updated = Updated
stated-section = Section
stated-tags = Tags
stated-access = Access
stated-licence = Licence
stated-address = Address
how-json-ld = the page's structured data
how-meta = the page's metadata
how-time = a time mark on the page
how-text = the page's text
how-feed = the outlet's feed
how-seen = when we first saw it
access-free = open to all
access-metered = a number of articles are free
access-locked = subscribers only
