"""What Koers can do, on request."""

from __future__ import annotations

from cards import help as card
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.welcome import examples
from domain.capabilities import CAPABILITIES


async def start(turn: Turn, services: Services) -> Reply:
    """Lists what works now and what is still to come; what is not switched on here is still to come, too."""
    off = frozenset[str]() if services.workdays.on else frozenset({"workdays"})
    ready = tuple(capability.name for capability in CAPABILITIES if capability.ready and capability.name not in off)
    coming = tuple(capability.name for capability in CAPABILITIES if capability.name not in ready)
    return Reply(card=card.overview(turn.texts, ready, coming, examples(turn)))
