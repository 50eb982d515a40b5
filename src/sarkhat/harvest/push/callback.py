"""What hubs talk to: `/push/<token>`. It reads one row and lays down what came; it writes no row.

1. GET: a hub verifies that we want what we asked for (WebSub §5.3), or denies it
2. POST: a hub brings content (§7); its signature is checked, and what is not signed is ignored with a 2xx (§8)
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sarkhat.harvest.models import Subscription
from sarkhat.harvest.push import decide, place, spool
from sarkhat.harvest.push.signature import is_signed

LIMIT: Final = 5_000_000  # bytes of a delivery
_COME_AGAIN: Final = "120"  # seconds


@csrf_exempt
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """To a hub: its challenge, 202 for content, 404 for what nobody asked for, 410 once we have gone."""
    found = Subscription.objects.filter(token=token).first()
    if found is None:
        return _said(404, "no such subscription")
    return _verified(request, found) if request.method == "GET" else _delivered(request, found)


def _verified(request: HttpRequest, found: Subscription) -> HttpResponse:
    verdict = decide.verification(request.GET.dict(), found.topic, found.pending)
    if not verdict.about:
        return _said(404, "not asked for")
    delivery = spool.Delivery(found.pk, verdict.about, lease_seconds=verdict.lease_seconds, reason=verdict.reason)
    return _said(200, verdict.challenge) if _laid_down(delivery) else _busy()


def _delivered(request: HttpRequest, found: Subscription) -> HttpResponse:
    if found.state == Subscription.LEAVING:
        return _said(410, "unsubscribed")
    stated = request.headers.get("Content-Length", "")
    if not stated.isdecimal():
        return _said(411, "state the length")  # a WSGI server hands on no body of unstated length
    if int(stated) > LIMIT:
        return _said(413, f"more than {LIMIT} bytes")
    body = request.read(int(stated))
    # A stranger who guesses is told no more than a hub: §8 asks for a 2xx.
    if is_signed(found.secret, body, request.headers.get("X-Hub-Signature", "")):
        delivery = spool.Delivery(found.pk, "content", request.headers.get("Content-Type", "")[:200], body=body)
        if not _laid_down(delivery):
            return _busy()
    return _said(202, "")


def _laid_down(delivery: spool.Delivery) -> bool:
    """False where there is no room, or a full disk: the hub brings it again."""
    try:
        return spool.put(place.folder(), delivery)
    except OSError:
        return False


def _busy() -> HttpResponse:
    response = _said(503, "come again")
    response.headers["Retry-After"] = _COME_AGAIN
    return response


def _said(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
