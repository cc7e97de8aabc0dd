"""What a municipality calls things that are its own, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from locales import Language


@dataclass(frozen=True)
class Named:
    """Something that is known by its id, and shown by what it is called."""

    id: str
    nl: str
    en: str

    def name(self, language: Language) -> str:
        """What it is called in a language."""
        return self.nl if language == "nl" else self.en
