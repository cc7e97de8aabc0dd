"""The card with the report of an announcement."""

from __future__ import annotations

from cards.card import Card, CardBuilder
from locales import Texts


def report(texts: Texts, url: str) -> Card:
    """Where the report can be got, for a while."""
    card = CardBuilder(texts("announcement-report-file")).paragraph(texts("announcement-report-file-how"))
    return card.open_url(texts("announcement-report-file-open"), url).build()
