"""The newsroom's texts as their outlets' markup: what stands in them beside paragraphs.

A text's parts are parted by blank lines. A part's first letters say what it is: `## ` a sub-heading, `> ` a quotation,
`- ` and `۱. ` lists, `| ` a table's row (its caption above it, behind `^ `), `![caption | credit](name)` a picture and
several of them a gallery, `@video address title` a player, `[^۱]` a footnote, `~ time` an entry of a live blog.
"""

import re
from collections.abc import Callable

from markupsafe import Markup

Block = tuple[str, str]
_PICTURE = re.compile(r"!\[(.*?)(?: \| (.*?))?\]\((\w+)\)")
_NUMBERED = re.compile(r"[۰-۹]+\. ")


def blocks(body: str, picture: Callable[[str], str]) -> tuple[Block, ...]:
    """The body as pairs of kind (`p`, `h2`, `html`) and text; `picture` gives the address of a name."""
    return tuple(_block(part, picture) for part in body.split("\n\n") if part.strip())


def _block(part: str, picture: Callable[[str], str]) -> Block:
    lines = [line.strip() for line in part.strip().split("\n")]
    first = lines[0]
    if first.startswith("## "):
        return "h2", first.removeprefix("## ")
    if html := _html(lines, picture):
        return "html", html
    return "p", " ".join(part.split())


def _html(lines: list[str], picture: Callable[[str], str]) -> Markup:
    """What is no paragraph; empty for one."""
    first = lines[0]
    if first.startswith("> "):
        return _in("blockquote", _in("p", " ".join(line.removeprefix("> ") for line in lines)))
    if first.startswith("- "):
        return _in("ul", *(_in("li", line.removeprefix("- ")) for line in lines))
    if _NUMBERED.match(first):
        return _in("ol", *(_in("li", _NUMBERED.sub("", line, count=1)) for line in lines))
    if first.startswith(("| ", "^ ")):
        return _table(lines)
    if first.startswith("!["):
        return _pictures(lines, picture)
    if first.startswith("@video "):
        _, address, title = first.split(" ", 2)
        return Markup('<iframe class="player" src="{}" title="{}"></iframe>').format(address, title)
    if first.startswith("[^"):
        notes = (_in("p", f"[{line.removeprefix('[^')}") for line in lines)
        return Markup('<div class="footnotes">{}</div>').format(Markup().join(notes))
    if first.startswith("~ "):
        return _entry(lines)
    return Markup()


def _in(tag: str, *inner: str) -> Markup:
    return Markup(f"<{tag}>{{}}</{tag}>").format(Markup().join(inner))  # noqa: S704 - the tag is ours


def _table(lines: list[str]) -> Markup:
    caption = _in("caption", lines.pop(0).removeprefix("^ ")) if lines[0].startswith("^ ") else Markup()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = _in("thead", _in("tr", *(_in("th", cell) for cell in rows[0])))
    return _in(
        "table", caption, head, _in("tbody", *(_in("tr", *(_in("td", cell) for cell in row)) for row in rows[1:]))
    )


def _pictures(lines: list[str], picture: Callable[[str], str]) -> Markup:
    """Loaded lazily, as most outlets do: the true address waits in `data-src`."""
    shape = Markup(
        '<figure class="image"><img class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{}" '
        'alt="{}"><figcaption>{} <span class="credit">عکس: {}</span></figcaption></figure>'
    )
    found = [match.groups() for line in lines if (match := _PICTURE.match(line))]
    figures = [shape.format(picture(name), caption, caption, credit) for caption, credit, name in found]
    made = Markup().join(figures)
    return Markup('<div class="gallery">{}</div>').format(made) if len(figures) > 1 else made


def _entry(lines: list[str]) -> Markup:
    said = [_in("h3", line.removeprefix("## ")) if line.startswith("## ") else _in("p", line) for line in lines[1:]]
    time = _in("time", lines[0].removeprefix("~ "))
    return Markup('<div class="live-entry">{}{}</div>').format(time, Markup().join(said))
