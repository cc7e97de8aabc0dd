"""The card by which who has the role says which channel gets the weekly digest."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date

from cards.card import Card, CardBuilder
from cards.initiatives.actions import ChooseDigest
from domain.initiatives.configured import InitiativeRules
from locales import Texts

A_MONDAY = date(2024, 1, 1)


def digest(texts: Texts, rules: InitiativeRules, *, said: str = "") -> Card:
    """When it comes, and the two choices. `said`: what was chosen just now."""
    card = CardBuilder(texts("initiative-digest-title"))
    if said:
        card.paragraph(said, strong=True)
    weekday = format_date(A_MONDAY + timedelta(days=rules.digest_day), "EEEE", locale=texts.language)
    card.paragraph(texts("initiative-digest-how", day=weekday, hour=f"{rules.digest_at:%H:%M}"))
    card.execute(texts("initiative-digest-here"), ChooseDigest(here=True), primary=True)
    return card.execute(texts("initiative-digest-nowhere"), ChooseDigest(here=False)).build()
