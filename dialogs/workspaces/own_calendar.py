"""Choosing to have the meetings of one's bookings in one's own calendar, and no longer."""

from __future__ import annotations

from cards.workspaces.actions import UseOwnCalendar
from dialogs import account
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.workspaces import mine
from graph.client import GraphClient


async def use(turn: Turn, services: Services) -> Reply:
    """From now on, with the sign-in of the person, who is asked for it first where there is none."""

    async def do(_: GraphClient) -> Reply:  # that there is one, proves the sign-in
        if turn.speaker is not None:
            await services.organisers.choose(turn.speaker)
        return await _listed(turn, services, "own-calendar-said-on", replaces=turn.payload.get("here") is True)

    return await account.as_oneself(turn, services, "own-calendar-purpose", UseOwnCalendar(), do)


async def leave(turn: Turn, services: Services) -> Reply:
    """No longer from now on."""
    await services.organisers.leave(turn.person.id)
    return await _listed(turn, services, "own-calendar-said-off", replaces=True)


async def _listed(turn: Turn, services: Services, said: str, *, replaces: bool) -> Reply:
    found = await services.workspaces.my_bookings(turn.person.id)
    card = await mine.listed(turn, services, found, said=turn.texts(said))
    return Reply(card=card, replaces_card=replaces)
