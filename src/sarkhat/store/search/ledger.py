"""What the index should hold, beside its partitions, so that a lost or damaged one is noticed and made anew.

One small JSON file, replaced whole: {"format", "months": [...], "lost": {month: last article number put back}}.
"""

import json
import os
from pathlib import Path
from typing import Any

from sarkhat.store.search.partition import FORMAT


class Ledger:
    """The months that were begun, and of those that must be made anew how far that is."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ledger.json"

    def exists(self) -> bool:
        """Whether there is one of this release."""
        return bool(self._read())

    def months(self) -> list[str]:
        """All months, oldest first."""
        return sorted(self._read().get("months", []))

    def lost(self) -> dict[str, int]:
        """Months that are being made anew, with the last article number that is back."""
        return dict(self._read().get("lost", {}))

    def begin(self, months: set[str]) -> None:
        """Note months before anything of them is written."""
        known = set(self.months())
        if not months <= known:
            self._write(sorted(known | months), self.lost())

    def lose(self, month: str, upto: int = 0) -> None:
        """Note that the month must be made anew, of which the articles up to a number are back."""
        self._write(sorted({*self.months(), month}), self.lost() | {month: upto})

    def found(self, month: str) -> None:
        """Note that the month is whole again."""
        lost = self.lost()
        lost.pop(month, None)
        self._write(self.months(), lost)

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return kept if isinstance(kept, dict) and kept.get("format") == FORMAT else {}

    def _write(self, months: list[str], lost: dict[str, int]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("w") as file:
            json.dump({"format": FORMAT, "months": months, "lost": lost}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
