"""Workspaces: what a sentence about desks, rooms and bookings opens."""

from __future__ import annotations

from cards.workspaces import lists
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.workspaces import booking, checking_in, delegating, mine, occupancy, team_day, waiting


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What was said opens the form, or what somebody has booked; in the personal chat only, but for how busy it is."""
    if turn.place.kind != "personal" and understood.intent != "occupancy":
        return Reply(text=turn.texts("workspaces-only-personal"))
    if not services.workspaces.on:
        contact = turn.organisation.contact_for_role("facility")
        return Reply(card=lists.off(turn.texts, contact.name(turn.language), contact.address))
    intent = understood.intent
    await turn.gate.check(f"workspaces_{intent}")
    match intent:
        case "book_desk" | "book_room":
            return await booking.start(turn, services, understood)
        case "change":
            return await mine.start_change(turn, services, understood)
        case "cancel":
            return await mine.start_cancel(turn, services, understood)
        case "my_bookings":
            return await mine.start(turn, services, understood)
        case "check_in":
            return await checking_in.start(turn, services)
        case "waiting_list":
            return await waiting.start(turn, services, understood)
        case "occupancy":
            return await occupancy.start(turn, services, understood)
        case "team_day":
            return await team_day.start(turn, services, understood)
        case "delegate" | "delegations":
            return await delegating.start(turn, services, understood)
        case _:
            raise LookupError(f"no dialog answers {intent}")
