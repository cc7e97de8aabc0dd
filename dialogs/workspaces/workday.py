"""A booked desk proposes where somebody works that day; one press notes it."""

from __future__ import annotations

from cards.workspaces.booking import booking as booking_card
from cards.workspaces.words import day_of
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.workspaces import colleagues
from domain.workdays.model import Category
from domain.workdays.together import Workdays
from domain.workspaces.model import Booking
from errors import Unavailable, WordedError


def category_of(booking: Booking) -> Category:
    """Where somebody works who has this desk."""
    return "neighbourhood" if booking.place.kind == "partner" else "office"


async def proposed(workdays: Workdays, booking: Booking, person: str) -> Category | None:
    """Where a person works who has this desk; None where that is noted already, or is not for this person to note."""
    if not workdays.on or not booking.desk or booking.state != "confirmed" or booking.person != person:
        return None
    category = category_of(booking)
    try:
        return category if await workdays.registering.proposes(person, booking.day, category) else None
    except Unavailable:
        return None


async def note(turn: Turn, services: Services) -> Reply:
    """Notes where the person works on the day of a booking of his."""
    found = await services.workspaces.find(turn.person.id, str(turn.payload["booking"]))
    if found is None or not found.desk or found.person != turn.person.id:
        raise WordedError("workspaces-gone")
    category, day = category_of(found), day_of(turn.texts, found.day)
    outcome = await services.workdays.registering.tick(turn.person.id, {found.day: category}, key=turn.key)
    if outcome.refused:
        said = turn.texts(f"workdays-refused-{outcome.refused[0].state}", day=day)
    else:
        said = turn.texts("workspaces-said-noted", where=turn.texts(f"workdays-category-{category}"), day=day)
    shared = await colleagues.shared_line(turn, services, found)
    return Reply(card=booking_card(turn.texts, turn.organisation, found, said=said, shared=shared), replaces_card=True)
