"""An alert in words: subject, text and HTML for people, JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from sarkhat.ops.decide import advice_of
from sarkhat.ops.models import Change
from sarkhat.pages.frame import zone
from sarkhat.pages.words import Language, words
from sarkhat.text import dates

MOST: Final = 40  # outlets that a letter names


@dataclass(frozen=True, slots=True)
class Line:
    """An outlet in a letter. `page` is the operator's page of its watches, "" where the site has no address."""

    outlet: str
    name: str
    since: str  # ISO 8601
    since_shown: str
    word: str
    why: str
    advice: str
    page: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` stays the same however often it is sent, so that a receiver can tell a repetition."""

    key: str
    subject: str
    text: str
    html: str
    data: Mapping[str, Any]


def written(broken: Sequence[Change], mended: Sequence[Change], upto: int) -> Letter:
    """The letter about these changes (with their outlets), in the site's language."""
    language: Language = settings.CONFIG.language
    t = words(language).t
    groups = {name: [_line(row, language) for row in rows] for name, rows in (("broken", broken), ("mended", mended))}
    kind = "both" if broken and mended else "broken" if broken else "mended"
    subject = t("alert-subject", kind=kind, broken=len(broken), mended=len(mended))
    return _letter(f"alert-{upto}", subject, groups, language)


def trial(now: datetime) -> Letter:
    """A letter that says only that letters arrive."""
    language: Language = settings.CONFIG.language
    t = words(language).t
    return _letter(
        f"trial-{int(now.timestamp())}", t("alert-trial"), {"broken": [], "mended": []}, language, trial=True
    )


def _letter(
    key: str, subject: str, groups: Mapping[str, list[Line]], language: Language, trial: bool = False
) -> Letter:
    own = words(language)
    shown = {name: lines[:MOST] for name, lines in groups.items()}
    left = {name: len(lines) - MOST for name, lines in groups.items() if len(lines) > MOST}
    facts = {"t": own.t, "language": language, "subject": subject, "groups": shown, "left": left, "trial": trial}
    facts["dir"] = "rtl" if language == "fa" else "ltr"
    data = {name: [asdict(line) for line in lines] for name, lines in groups.items()}
    return Letter(
        key,
        f"{own.t('site')}: {subject}",
        render_to_string("operator/alert.txt", facts).strip() + "\n",
        render_to_string("operator/alert.html", facts),
        {"type": "trial" if trial else "outlets.changed", "data": data},
    )


def _line(row: Change, language: Language) -> Line:
    t = words(language).t
    advice = advice_of(row.word)
    return Line(
        outlet=row.outlet.key,
        name=row.outlet.name if language == "fa" else row.outlet.name_en or row.outlet.name,
        since=row.since.isoformat(timespec="seconds"),
        since_shown=dates.long_date(row.since, language, zone()),
        word=row.word,
        why=t(row.word) if row.word else "",
        advice=t(advice) if row.broken and advice else "",
        page=_page(row.outlet.key, language),
    )


def _page(key: str, language: Language) -> str:
    origin: str = settings.CONFIG.site_url
    return f"{origin}{reverse(f'operator-{language}:overview')}?outlet={key}#watches" if origin else ""
