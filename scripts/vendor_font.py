"""Fetch Vazirmatn from its npm package and cut it down to the letters that the site uses.

Needs npm, and fonttools with brotli in the Python that runs it: `python scripts/vendor_font.py`.
Writes the variable font as woff2, with its licence (SIL OFL 1.1) beside it.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "33.0.3"
TARGET = Path(__file__).resolve().parents[1] / "src/sarkhat/pages/static/pages"
FONT = "package/fonts/variable/Vazirmatn[wght].ttf"
# Latin, Arabic script with the Persian, Kurdish and Urdu letters, punctuation, currency, arrows, ornate brackets.
LETTERS = "U+0020-007E,U+00A0-00FF,U+0600-06FF,U+200B-200F,U+2010-2027,U+202A-202F,U+2030-203A,U+2066-2069,"
LETTERS += "U+20AC,U+2190-2193,U+2212,U+FD3E-FD3F,U+FDFC"
FEATURES = "ccmp,locl,init,medi,fina,rlig,calt,liga,mark,mkmk,kern,tnum,lnum"


def main() -> None:
    """Download, unpack, subset."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"vazirmatn@{VERSION}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            package.extractall(folder, filter="data")
        _subset(Path(folder) / FONT)
        (TARGET / "vazirmatn-OFL.txt").write_bytes((Path(folder) / "package/OFL.txt").read_bytes())


def _subset(font: Path) -> None:
    target = TARGET / "vazirmatn.woff2"
    options = ["--flavor=woff2", f"--layout-features={FEATURES}", f"--unicodes={LETTERS}", f"--output-file={target}"]
    subprocess.run(["python", "-m", "fontTools.subset", str(font), *options], check=True)
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
