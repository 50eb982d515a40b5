"""«ویرایش متن»: a page where anyone pastes Persian text and gets its lost ZWNJs back. Nothing of it is kept."""

import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sarkhat.pages.frame import render
from sarkhat.pages.words import Language
from sarkhat.text.sound import sound
from sarkhat.text.zwnj import Change, changes, damage, repair

LONGEST: Final = 20_000  # letters


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the repaired text; `before` is what stood there where something was mended, else ""."""

    text: str
    before: str = ""


# Open to posts from anywhere: it changes nothing and knows nobody, so there is nothing to forge.
@csrf_exempt
def mending(request: HttpRequest, language: Language) -> HttpResponse:
    """The empty form, or the text that was sent, repaired, with what changed."""
    text = sound(request.POST.get("text", ""))[:LONGEST].replace("\r\n", "\n")
    mended = repair(text)
    found = changes(text, mended)
    return render(
        request,
        "mending.html",
        language,
        text=text,
        mended=mended,
        pieces=pieces(mended, found),
        count=len(found),
        damage=damage(text) if text else "",
        longest=LONGEST,
    )


def pieces(mended: str, found: list[Change]) -> list[Piece]:
    """The repaired text cut where it was mended, in order."""
    cut: list[Piece] = []
    at = 0
    for change in found:
        match = re.compile(re.escape(change.after)).search(mended, at)
        if match is None:
            continue
        cut += [Piece(mended[at : match.start()]), Piece(change.after, change.before)]
        at = match.end()
    return [piece for piece in [*cut, Piece(mended[at:])] if piece.text]
