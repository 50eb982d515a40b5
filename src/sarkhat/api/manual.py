"""The API's page for people, made from its OpenAPI document: no script, nothing loaded from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sarkhat.api.addresses import feed
from sarkhat.api.rest import schema

_STYLE: Final = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;color-scheme:light dark}"
    "code{font-size:.95em}section{border-top:1px solid #8886;margin-top:1.5rem}"
    "td,th{text-align:start;padding:0 1rem 0 0;vertical-align:top}"
)
_HASH: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; frame-ancestors 'none'"
_PAGE: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Sarkhat API</title><style>{}</style><h1>Sarkhat API</h1><p>{}</p>"
    '<p>Schema: <a href="{}">openapi.json</a>. Feeds of all sections: <a href="{}">sections.opml</a>. '
    "Every feed is there as <code>.rss</code>, <code>.atom</code> and <code>.json</code> (JSON Feed 1.1): "
    "<code>/feeds/top</code>, <code>/feeds/section/KEY</code>, <code>/feeds/outlet/KEY</code>, "
    "<code>/feeds/story/NUMBER</code>, <code>/feeds/thread/NUMBER</code>, <code>/feeds/name/KEY</code>, "
    "<code>/feeds/edits</code>.</p>{}</html>"
)
_SECTION: Final = '<section><h2>{}</h2><p><code>GET <a href="{}">{}</a></code></p><p>{}</p>{}</section>'


def page(request: HttpRequest) -> HttpResponse:
    """What can be asked, with each parameter."""
    document = schema()
    sections = [_section(path, methods["get"]) for path, methods in document["paths"].items()]
    text = format_html(
        _PAGE,
        SafeString(_STYLE),
        document["info"]["description"],
        feed(request, "api:openapi-json"),
        feed(request, "feed-sections"),
        format_html_join("", "{}", ((section,) for section in sections)),
    )
    return HttpResponse(text, headers={"Content-Security-Policy": _POLICY, "Content-Language": "en"})


def _section(path: str, operation: dict[str, Any]) -> SafeString:
    rows = [(one["name"], _values(one["schema"])) for one in operation["parameters"]]
    table = format_html_join("", "<tr><th><code>{}</code></th><td>{}</td></tr>", rows)
    whole = format_html("<table>{}</table>", table) if rows else ""
    example = (
        path.replace("/threads/{number}", "/threads")
        .replace("{number}", "1")
        .replace("/{key}", "")
        .replace("/search", "/search?q=x")
        .replace("/repair", "/repair?text=x")
    )
    return format_html(_SECTION, operation["summary"], example, path, operation.get("description", ""), whole)


def _values(schema: dict[str, Any]) -> str:
    """In words, what a parameter may be."""
    kinds = schema.get("anyOf", [schema])
    said = []
    for kind in kinds:
        if "enum" in kind:
            said.append(", ".join(kind["enum"]))
        elif kind.get("type") != "null":
            said.append(kind.get("format") or kind.get("type", ""))
    default = schema.get("default")
    return " or ".join(said) + (f" (default {default})" if default not in (None, "") else "")
