"""The capabilities that are planned: Koers says honestly that it cannot do them yet, and gives a way on."""

from __future__ import annotations

from cards import upcoming as card
from dialogs.services import Services
from dialogs.turn import Reply, Turn


async def start(turn: Turn, services: Services, capability: str, text: str) -> Reply:
    """Says that `capability` is not there yet, whom to ask about `text`, and what the vision says about it."""
    contact = turn.organisation.contact_for(text)
    name = contact.name(turn.language)
    return Reply(card=card.not_yet(turn.texts, capability, name, contact.address))
