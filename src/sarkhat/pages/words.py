"""The words that people read, from `words/<language>.ftl` (Fluent, https://projectfluent.org)."""

import logging
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from fluent.runtime import FluentBundle, FluentResource

from sarkhat.text.persian import persian_digits

Language = Literal["fa", "en"]
Value = str | int | float
LANGUAGES: Final[tuple[Language, ...]] = ("fa", "en")
FOLDER: Final = Path(__file__).parent / "words"

log = logging.getLogger(__name__)


class Words:
    """The messages of one language. Names inside a message are not isolated: pages put them in `<bdi>`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))

    def has(self, key: str) -> bool:
        """Whether there is a message of this key."""
        return self._bundle.has_message(key)

    def t(self, key: str, **args: Value) -> str:
        """The message, its numbers in the language's digits; an unknown key comes back itself, and is logged."""
        return _message(self, key, tuple(sorted(args.items())))

    def number(self, value: float) -> str:
        """A number as readers of the language write it: ۱۲٬۲۳۶ or 12,236."""
        grouped = f"{value:,}"
        return persian_digits(grouped.replace(",", "٬").replace(".", "٫")) if self.language == "fa" else grouped

    def digits(self, text: str) -> str:
        """A foreign piece of text in the language's digits."""
        return persian_digits(text) if self.language == "fa" else text

    def span(self, seconds: float) -> str:
        """A length of time in its two largest units, as ۴ دقیقه or 2 h 5 min; seconds below a minute."""
        if seconds < 60:
            return self.t("span-seconds", count=round(seconds))
        minutes = round(seconds / 60)
        days, hours = divmod(minutes // 60, 24)
        parts = (("days", days), ("hours", hours), ("minutes", minutes % 60))
        shown = [self.t(f"span-{unit}", count=count) for unit, count in parts if count][:2]
        return self.t("span-two", first=shown[0], second=shown[1]) if shown[1:] else shown[0]

    def format(self, key: str, args: tuple[tuple[str, Value], ...]) -> str:
        """The message without the memory of `t`."""
        pattern = self._bundle.get_message(key).value if self.has(key) else None
        if pattern is None:
            log.warning("no words for %s in %s", key, self.language)
            return key
        text, errors = self._bundle.format_pattern(pattern, {name: self._shown(value) for name, value in args})
        for error in errors:
            log.warning("the words of %s in %s: %s", key, self.language, error)
        return str(text)

    def _shown(self, value: Value) -> Value:
        # Persian counts need no plural forms, so a number can go in as text in Persian digits.
        return value if isinstance(value, str) or self.language == "en" else self.number(value)


@lru_cache(maxsize=8192)
def _message(words: Words, key: str, args: tuple[tuple[str, Value], ...]) -> str:
    return words.format(key, args)


@cache
def words(language: Language) -> Words:
    """The words of a language, read once."""
    return Words(language)
