"""The card that asks which of two things somebody means."""

from __future__ import annotations

from collections.abc import Sequence

from cards.actions import Open
from cards.card import Card, CardBuilder
from locales import Texts


def which(texts: Texts, options: Sequence[tuple[str, str]]) -> Card:
    """A button per (capability, sentence)."""
    card = CardBuilder(texts("choice-title"))
    for capability, text in options:
        name = texts("capability-" + capability.replace("_", "-"))
        card.execute(name, Open(capability, text))
    return card.build()
