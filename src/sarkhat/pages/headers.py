"""Headers that every answer carries: nothing from elsewhere runs or loads, nothing frames us, no referrer leaks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Written by hand: Django brings a CSP of its own only from 6.0 on (docs/decisions/).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
POWERS = "interest-cohort=(), geolocation=(), camera=(), microphone=()"
# Django's own admin pages carry inline styles (not scripts).
ADMIN_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that adds the Content-Security-Policy and Permissions-Policy."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = ADMIN_POLICY if request.path.startswith("/admin/") else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "interest-cohort=(), geolocation=(), camera=(), microphone=()"
        )
        return response

    return middleware
