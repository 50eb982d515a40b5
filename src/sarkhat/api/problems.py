"""The one form of errors: `application/problem+json` (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

import json
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

TYPE: Final = "application/problem+json"


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """An error as an answer; `detail` says what happened and what to do, `more` are members of our own."""
    value: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if detail:
        value["detail"] = detail
    return HttpResponse(json.dumps(value | more, ensure_ascii=False), status=status, content_type=TYPE)


def unknown(request: HttpRequest) -> HttpResponse:
    """404 for an address below /api/ or /feeds/ that is none."""
    return problem(404, f"There is nothing at {request.path}; /api/v1/ lists what there is.")
