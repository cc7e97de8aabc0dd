"""Checks that a quote stands in its document, character for character after white-space folding."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.document import Document

_WHITE = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text with every run of white space as one space, and none around it."""
    return _WHITE.sub(" ", text).strip()


def verify(document: Document, quote: str) -> bool:
    """Whether the quote stands in the document's raw text. Both are folded; an empty quote stands nowhere."""
    wanted = fold(quote)
    return bool(wanted) and wanted in _folded(document.text)


def prepare(document: Document) -> None:
    """Fold the document's text before the first quote from it is asked for."""
    _folded(document.text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)
