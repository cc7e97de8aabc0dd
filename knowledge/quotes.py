"""Checks that a quote stands in its document, character for character after white-space folding."""

from __future__ import annotations

import re

from knowledge.document import Document

_WHITE = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text with every run of white space as one space, and none around it."""
    return _WHITE.sub(" ", text).strip()


def verify(document: Document, quote: str) -> bool:
    """Whether the quote stands in the document's raw text. Both are folded; an empty quote stands nowhere."""
    wanted = fold(quote)
    return bool(wanted) and re.search(_pattern(wanted), document.text) is not None


def _pattern(folded: str) -> str:
    return r"\s+".join(re.escape(word) for word in folded.split(" "))
