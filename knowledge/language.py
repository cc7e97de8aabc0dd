"""The language of a question or of an earlier answer: the product's one detector."""

from __future__ import annotations

from locales import Language
from locales.detect import detect_language


def language_of(text: str, default: Language = "nl") -> Language:
    """The language of a text. `default` where nothing tells."""
    return detect_language(text, otherwise=default)
