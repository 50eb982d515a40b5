"""How deeply HTML is nested: parsers take time by the square of it, and memory, which a hostile page can use.

Measured with lexbor: 30,000 elements open while as many are closed wrongly take 1.5 s, 100,000 take 17 s.
The tags are read as WHATWG HTML §13.2.5 reads them, so that a closing tag in a comment, an attribute or a script
does not pass for one, and none that closes nothing is counted. What cannot be known without building the tree
is counted as open.
"""

import re
from collections import Counter
from typing import Final

MOST_LEVELS: Final = 5_000
_MOST_WORK: Final = 2_000_000  # elements looked at for closing tags, and formatting elements opened again …
_REOPENED: Final = 5  # … which cost memory too: 39 kB of them grew to 340 MB
_HARMLESS: Final = 3_000  # characters
_FEW: Final = 1_200  # tags: each against each other is still below all limits
_TOKEN: Final = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<!\[CDATA\[|<[!?][^>]*+>?|</[^a-zA-Z>][^>]*+>?"
    r"|<(/?)([a-zA-Z][^\s/>]*+)"
    r"(?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+)*+>?",
    re.DOTALL,
)
# They hold nothing, or the next of their kind closes them; the second row only outside of SVG and MathML.
_FLAT: Final = frozenset("html head body br embed hr img meta p li dt dd".split())
_FLAT_IN_HTML: Final = frozenset("area base col input link param source track wbr td th tr option".split())
_RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes".split())
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# A closing tag does not reach beyond these; that of an element which is nothing special not beyond the second row.
_WALLS: Final = frozenset(
    "table template object marquee applet caption select foreignobject desc title svg math".split()
)
_SPECIAL: Final = _WALLS | frozenset(
    "address article aside blockquote button center colgroup details dir div dl fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 header hgroup iframe listing main menu nav noembed noframes noscript ol plaintext pre "
    "script search section style summary tbody textarea tfoot thead tr td th ul xmp".split()
)
_DRAWN: Final = frozenset(
    "svg g path rect circle ellipse line polyline polygon use stop image defs clippath mask symbol text tspan "
    "lineargradient radialgradient".split()
)


def too_deep(html: str) -> bool:
    """Whether elements are open, one in another, beyond what any honest page needs."""
    if len(html) < _HARMLESS or html.count("<") < _FEW:
        return False
    return _Levels(html).pass_the_limit()


class _Levels:
    """The stack of open elements while a page is read from left to right, never smaller than the parser's own."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.stack: list[str] = []
        self.formatting: dict[str, list[str]] = {name: [] for name in _FORMATTING}  # what is opened again (§13.2.4.3)
        self.alike: Counter[str] = Counter()  # formatting tags, word for word
        self.work = 0  # what the parser will do beyond reading on
        self.foreign = False  # SVG or MathML was met: from there on other rules may hold
        self.drawing = 0  # how many <svg> are certainly open, with nothing but SVG in them: there `/>` closes
        self.deaf_until = 0  # closing tags before this place may be text

    def pass_the_limit(self) -> bool:
        """Read the page, or as much as it takes to know."""
        at = 0
        while found := _TOKEN.search(self.html, at):
            at = found.end()
            if found[2]:
                at = self._tag(found[2].lower(), bool(found[1]), found)
            elif found[0] == "<![CDATA[":
                at = self._cdata(at)
            if len(self.stack) > MOST_LEVELS or self.work > _MOST_WORK:
                return True
        return False

    def _tag(self, name: str, closing: bool, found: re.Match[str]) -> int:
        """Count a tag; where to read on."""
        alone = not closing and found[0].endswith("/>")
        is_flat = name in _FLAT or (name in _FLAT_IN_HTML and not self.foreign)
        if closing and not is_flat and found.start() >= self.deaf_until:
            self._close(name)
        elif not closing and not is_flat and not (self.drawing and alone and name in _DRAWN):
            self._open(name, found[0])
        if name == "svg" and not alone:
            self.drawing = max(0, self.drawing + (-1 if closing else 1))
        elif name not in _DRAWN:
            self.drawing = 0
        return self._behind_text(name, found.end()) if name in _RAW and not closing else found.end()

    def _open(self, name: str, tag: str) -> None:
        self.foreign = self.foreign or name in ("svg", "math")
        self.stack.append(name)
        if name in ("a", "nobr"):  # the next of its kind closes it
            self._unlist(name)
        if name in _FORMATTING and self.alike[tag] < 3:  # the parser keeps three of a kind
            self.formatting[name].append(tag)
            self.alike[tag] += 1
        self.work += _REOPENED * sum(map(len, self.formatting.values()))

    def _unlist(self, name: str) -> None:
        if self.formatting[name]:
            tag = self.formatting[name].pop()
            self.alike[tag] -= 1

    def _close(self, name: str) -> None:
        """Take off what the closing tag closes: nothing, where a wall stands before it (HTML §13.2.6.4.7)."""
        if name in _FORMATTING:
            self._unlist(name)
        walls = _WALLS if name in _FORMATTING or name in _SPECIAL else _SPECIAL
        for place in range(len(self.stack) - 1, -1, -1):
            self.work += 1
            here = self.stack[place]
            if here == name:
                del self.stack[place : place + 1 if name in _FORMATTING else None]
                return
            if here in walls:
                return

    def _behind_text(self, name: str, at: int) -> int:
        """What stands in a script or title is text; once in a drawing it is not, and its tags are counted."""
        end = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self.html, at)
        behind = end.start() if end else len(self.html)
        self.deaf_until = max(self.deaf_until, behind)
        return at if self.foreign else behind

    def _cdata(self, at: int) -> int:
        """Outside of drawings a comment up to the next `>`; in them text up to `]]>`."""
        if not self.foreign:
            return self.html.find(">", at) + 1 or len(self.html)
        end = self.html.find("]]>", at)
        self.deaf_until = max(self.deaf_until, end if end >= 0 else len(self.html))
        return at
