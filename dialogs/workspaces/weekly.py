"""What is booked every week by itself: the form for it, keeping it and ending it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cards.workspaces import weekly as cards
from cards.workspaces.booking import filled_as
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import WEEKDAYS
from dialogs.workspaces import booking, filling, mine
from dialogs.workspaces.filling import Wrong
from errors import WordedError


async def repeat(turn: Turn, services: Services) -> Reply:
    """The form with what is booked, to have it every week from the next time on."""
    found = await booking.find(turn, services)
    if found.person != turn.person.id:
        raise WordedError("workspaces-gone")
    day = found.day + timedelta(days=1)
    filled = replace(
        filled_as(turn.organisation, found), weekdays=(WEEKDAYS[found.day.weekday()],), day=day.isoformat()
    )
    return Reply(card=await booking.with_note(turn, services, filling.within_reach(turn, filled), ""))


async def book(turn: Turn, services: Services) -> Reply:
    """Books the days that were shown, and those after them from now on; where something else is filled in by now, it
    shows what is free of that.
    """
    shown = booking.shown_on(turn)
    filled = filling.typed(turn, shown)
    wish = filling.wish_of(filled, turn.organisation)
    wanted = wish if isinstance(wish, Wrong) else filling.weekly_of(filled, wish)
    if filled != shown or isinstance(wanted, Wrong):
        return await _again(turn, services, filled, turn.texts("workspaces-changed-meanwhile"))
    try:
        booked = await services.weekly.keep(turn.person.id, wanted, key=turn.key)
    except WordedError as problem:
        return await _again(turn, services, filled, turn.texts(problem.key, **problem.values))
    return Reply(card=cards.kept(turn.texts, turn.organisation, booked), replaces_card=True)


async def end(turn: Turn, services: Services) -> Reply:
    """Books it no longer, and shows what is booked now."""
    cancelling = turn.payload.get("cancelling") is True
    id = str(turn.payload["weekly"])
    gone = await services.weekly.end(turn.person.id, id, cancelling=cancelling)
    said = turn.texts("weekly-said-ended-cancelled", count=gone) if cancelling else turn.texts("weekly-said-ended")
    found = await services.workspaces.my_bookings(turn.person.id)
    return Reply(card=await mine.listed(turn, services, found, said=said), replaces_card=True)


async def _again(turn: Turn, services: Services, filled: filling.Filled, note: str) -> Reply:
    return Reply(card=await booking.with_note(turn, services, filled, note), replaces_card=True)
