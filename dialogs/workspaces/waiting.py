"""The waiting list: coming on it, going off it, and the place that is kept for somebody."""

from __future__ import annotations

import re
from dataclasses import replace

from cards.workspaces import waiting as cards
from cards.workspaces.filled import filled_of
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.workspaces import booking, filling
from dialogs.workspaces.filling import Wrong
from domain.workspaces.waiting import MOST, waits_for
from errors import WordedError

ROOM = re.compile(r"zaal|ruimte|kamer|vergader|overleg|belcel|\broom|booth|meeting", re.IGNORECASE)
OFF = re.compile(r"\b(haal|verwijder|af|remove|take me off|off the)\b", re.IGNORECASE)


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """Asks whether somebody wants to wait for what was said; without a day, what they wait for."""
    mine = await services.day_of_use.waiting.mine(turn.person.id)
    fields = understood.fields
    if not (fields.date or fields.dates) or OFF.search(turn.text):
        said = turn.texts("waiting-which-day") if not mine else ""
        return Reply(card=cards.mine(turn.texts, turn.organisation, mine, said=said))
    intent = "book_room" if fields.kind or ROOM.search(turn.text) else "book_desk"
    filled = filling.said(turn, replace(understood, intent=intent)).filled
    wish = filling.wish_of(filled, turn.organisation)
    if isinstance(wish, Wrong):
        return Reply(card=cards.mine(turn.texts, turn.organisation, mine, said=turn.texts("waiting-which-day")))
    waiting = services.day_of_use.waiting
    each = [replace(wish, days=(day,)) for day in wish.days[:MOST]]
    found = [await services.workspaces.free(turn.person.id, one) for one in each]
    wanted = [waiting.wanted(turn.person.id, one.wish) for one in found if waits_for(one)]
    if not wanted:
        note = turn.texts("waiting-free-now" if any(one.offers for one in found) else "waiting-cannot")
        return Reply(card=await booking.with_note(turn, services, filled, note))
    filled = replace(filled, days=tuple(one.day.isoformat() for one in wanted) if len(wanted) > 1 else ())
    filled = replace(filled, day=wanted[0].day.isoformat())
    return Reply(card=cards.ask(turn.texts, turn.organisation, filled, wanted))


async def join(turn: Turn, services: Services) -> Reply:
    """Puts somebody on the list, for each of the days; where something came free meanwhile, that is shown instead."""
    kept = turn.payload.get("shown")
    filled = filled_of(kept if isinstance(kept, dict) else {})
    wish = filling.wish_of(filled, turn.organisation)
    if isinstance(wish, Wrong):
        raise WordedError("waiting-cannot")
    waiting = services.day_of_use.waiting
    free = [await waiting.join(turn.person.id, replace(wish, days=(day,)), key=turn.key) for day in wish.days[:MOST]]
    if all(free):
        card = await booking.with_note(turn, services, filled, turn.texts("waiting-free-now"))
        return Reply(card=card, replaces_card=True)
    mine = await waiting.mine(turn.person.id)
    return Reply(card=cards.joined(turn.texts, turn.organisation, mine), replaces_card=True)


async def mine(turn: Turn, services: Services) -> Reply:
    """What somebody waits for."""
    found = await services.day_of_use.waiting.mine(turn.person.id)
    return Reply(card=cards.mine(turn.texts, turn.organisation, found))


async def leave(turn: Turn, services: Services) -> Reply:
    """Goes off the list."""
    waiting = services.day_of_use.waiting
    await waiting.leave(turn.person.id, str(turn.payload["waiting"]))
    found = await waiting.mine(turn.person.id)
    card = cards.mine(turn.texts, turn.organisation, found, said=turn.texts("waiting-left"))
    return Reply(card=card, replaces_card=True)


async def take(turn: Turn, services: Services) -> Reply:
    """Takes the place that is kept: from here on it is a booking like any other."""
    id, held = str(turn.payload["waiting"]), str(turn.payload["booking"])
    made = await services.day_of_use.waiting.accept(turn.person.id, id, held)
    return await booking.shown_again(turn, services, made)


async def decline(turn: Turn, services: Services) -> Reply:
    """Does not want the place that is kept."""
    id, held = str(turn.payload["waiting"]), str(turn.payload["booking"])
    await services.day_of_use.waiting.decline(turn.person.id, id, held)
    return Reply(card=cards.declined(turn.texts), replaces_card=True)
