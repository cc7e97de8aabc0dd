"""What Koers can do, on request."""

from __future__ import annotations

from cards import help as card
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.welcome import examples
from domain.capabilities import CAPABILITIES


async def start(turn: Turn, services: Services) -> Reply:
    """Lists what works now and what is still to come; what is not switched on here is still to come, too."""
    switched = {
        "workspaces": services.workspaces.on,
        "workdays": services.workdays.on,
        "initiatives": services.initiatives.rules.on,
    }
    ready = tuple(one.name for one in CAPABILITIES if one.ready and switched.get(one.name, True))
    coming = tuple(capability.name for capability in CAPABILITIES if capability.name not in ready)
    personal = turn.place.kind == "personal"
    return Reply(card=card.overview(turn.texts, ready, coming, examples(turn), personal=personal))
