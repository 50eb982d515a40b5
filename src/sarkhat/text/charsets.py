"""Names of encodings that a server or document may state, as far as they are encodings of text."""

import codecs
from typing import Final

# Python reads these too, but no browser does: they cost the square of the length, raise on good bytes, or give
# lone surrogates. (WHATWG Encoding §4.2 has none of them.)
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem"}
)


def charset_named(name: str) -> str:
    """Python's own name of the encoding; "" for an unknown one and for what is no encoding of text."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)  # how `bytes.decode` itself tells base64 and rot13 apart
    return found.name if is_text and found.name.replace("_", "-") not in _NO_CHARSETS else ""
