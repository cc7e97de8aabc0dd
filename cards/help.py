"""The card that says what Koers can do."""

from __future__ import annotations

from functools import lru_cache

from microsoft_teams.cards.core import TextBlock

from cards.actions import Ask, ChooseLanguage
from cards.card import Card, CardBuilder, heading
from cards.initiatives.actions import NewInitiative
from cards.workspaces.actions import OpenBookingForm, ShowMyBookings
from locales import Texts


@lru_cache(maxsize=16)  # the same for everybody who speaks the language
def overview(
    texts: Texts, ready: tuple[str, ...], coming: tuple[str, ...], examples: tuple[str, ...], *, personal: bool = True
) -> Card:
    """What works now, what is still to come, and what to try; what is somebody's own only in a personal chat."""
    card = CardBuilder(texts("help-title"))
    card.add(heading(texts("help-now")), _list(texts, ready))
    if coming:
        card.add(heading(texts("help-coming")), _list(texts, coming))
    card.paragraph(texts("help-how"), subtle=True)
    for question in examples[:2]:
        card.execute(question, Ask(question))
    if personal and "workspaces" in ready:
        card.execute(texts("workspaces-new-desk"), OpenBookingForm())
        card.execute(texts("workspaces-my-bookings"), ShowMyBookings())
    if personal and "initiatives" in ready:
        card.execute(texts("initiative-new"), NewInitiative())
    card.execute(texts("language-other"), ChooseLanguage("en" if texts.language == "nl" else "nl"))
    return card.build(speak=texts("help-speak"))


def _list(texts: Texts, names: tuple[str, ...]) -> TextBlock:
    lines = "\n".join(f"- {texts('capability-' + name.replace('_', '-') + '-what')}" for name in names)
    return TextBlock(text=lines, wrap=True, spacing="Small")
