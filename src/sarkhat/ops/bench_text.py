"""Restoring ZWNJs in the bundled sample's texts, from which they were taken out. No peer stands in the requirements."""

import time
from importlib.resources import files
from typing import Final

from sarkhat.ops.bench import Measured
from sarkhat.text.persian import ZWNJ
from sarkhat.text.zwnj import repair

SECONDS: Final = 2.0


def measure() -> Measured:
    """Words a CPU-second, after a first pass that loads the lexicon."""
    texts = [file.read_text(encoding="utf-8") for file in files("sarkhat.sample").joinpath("newsroom").iterdir()]
    lines = [line.replace(ZWNJ, "") for text in texts for line in text.splitlines() if line.strip()]
    for line in lines[:50]:
        repair(line)
    words, start = 0, time.process_time()
    while time.process_time() - start < SECONDS:
        for line in lines:
            repair(line)
        words += sum(len(line.split()) for line in lines)
    return Measured("words/CPU-second", words / (time.process_time() - start))
