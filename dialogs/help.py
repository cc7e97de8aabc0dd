"""What Koers can do, on request."""

from __future__ import annotations

from cards import help as card
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.welcome import examples
from domain.capabilities import CAPABILITIES


async def start(turn: Turn, services: Services) -> Reply:
    """Lists what works now and what is still to come."""
    off = () if services.workspaces.on else ("workspaces",)  # what the municipality has not switched on
    ready = tuple(capability.name for capability in CAPABILITIES if capability.ready and capability.name not in off)
    coming = tuple(capability.name for capability in CAPABILITIES if not capability.ready)
    personal = turn.place.kind == "personal"
    return Reply(card=card.overview(turn.texts, ready, coming, examples(turn), personal=personal))
