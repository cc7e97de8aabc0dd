"""The card that says that something is planned and not there yet."""

from __future__ import annotations

from cards.actions import Ask
from cards.card import Card, CardBuilder
from locales import Texts


def not_yet(texts: Texts, capability: str, contact: str, address: str) -> Card:
    """What cannot be done yet, whom to ask meanwhile, and a question that does have an answer."""
    name = capability.replace("_", "-")
    card = CardBuilder(texts(f"capability-{name}-not-yet"))
    card.paragraph(texts("upcoming-meanwhile", contact=contact, address=address))
    card.execute(texts("upcoming-vision"), Ask(texts(f"capability-{name}-question")))
    return card.build()
