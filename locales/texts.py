"""Looks up a text in the language files and fills in its variables."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
FOLDER = Path(__file__).parent


class Texts:
    """The texts of one language. `texts("welcome", name="Ria")` is the filled-in text."""

    def __init__(self, language: Language, source: str) -> None:
        self.language: Language = language
        # Isolation marks (FSI/PDI) help mixed-direction text only; in Teams they show up as boxes on some phones.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def __call__(self, key: str, **values: str | int | float) -> str:
        """The text of `key`. Raises KeyError for a key or a variable that is not there: a test finds it, no person."""
        if not self._bundle.has_message(key):
            raise KeyError(f"{self.language}.ftl has no text {key!r}")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"{self.language}.ftl: {key!r} has no value")
        text, problems = self._bundle.format_pattern(pattern, values)
        if problems:
            raise KeyError(f"{self.language}.ftl: {key!r}: {problems[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a text of that name."""
        return self._bundle.has_message(key)


@cache
def texts_for(language: Language) -> Texts:
    """The texts of a language, read once."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob(f"{language}*.ftl")))
    return Texts(language, source)
