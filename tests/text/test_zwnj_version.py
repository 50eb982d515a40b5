"""The repair's version goes with its data: whoever ships other data must raise it, or no archive is mended anew."""

from hashlib import sha256
from importlib.resources import files
from typing import Final

from sarkhat.text.zwnj import VERSION

# Version and digest of the lexicon and weights that it was made for.
SHIPPED: Final = (2, "1ce4530c2d4d9213")


def test_other_data_have_another_version():
    data = files("sarkhat.text").joinpath("data")
    shipped = b"".join(data.joinpath(name).read_bytes() for name in ("lexicon.txt", "zwnj.gz"))
    found = sha256(shipped).hexdigest()[:16]
    assert (VERSION, found) == SHIPPED, "the data changed: raise zwnj.VERSION, then write both here"
