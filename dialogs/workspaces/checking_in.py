"""Checking in on the day: by the button of the reminder, or by saying so."""

from __future__ import annotations

from cards.workspaces import checking_in as cards
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.workspaces.model import Refused
from errors import WordedError


async def start(turn: Turn, services: Services) -> Reply:
    """Who said that they are there: at once where there is one place of which it can be meant, else which one."""
    checking_in = services.day_of_use.checking_in
    today = await checking_in.today(turn.person.id)
    if not today:
        return Reply(card=cards.nothing_today(turn.texts))
    moment = checking_in.clock()
    open_now = [one for one in today if one.open(moment)]
    if len(open_now) == 1:
        booking = await checking_in.check_in(turn.person.id, open_now[0].booking.id, _account(turn, services))
        await checking_in.show_arrived(booking)
        return Reply(card=cards.arrived(turn.texts, turn.organisation, booking))
    expected = [
        cards.Expected(
            one.booking, checking_in.hour(one.arrival.opens), checking_in.hour(one.arrival.closes), one.open(moment)
        )
        for one in today
    ]
    return Reply(card=cards.expected(turn.texts, turn.organisation, expected))


async def check_in(turn: Turn, services: Services) -> Reply:
    """The button."""
    checking_in = services.day_of_use.checking_in
    booking = await checking_in.check_in(turn.person.id, str(turn.payload["booking"]), _account(turn, services))
    return Reply(card=cards.arrived(turn.texts, turn.organisation, booking), replaces_card=True)


async def give_up(turn: Turn, services: Services) -> Reply:
    """Does not come: the booking is cancelled, in Exchange too, and the place is for others."""
    try:
        booking = await services.workspaces.cancel(turn.person.id, str(turn.payload["booking"]))
    except Refused as refused:
        raise WordedError("day-of-use-gone") from refused
    return Reply(card=cards.gave_up(turn.texts, booking), replaces_card=True)


def _account(turn: Turn, services: Services) -> str:
    """The id in Teams under which the sign-in of the person is, where people can sign in."""
    return turn.speaker.account if turn.speaker is not None and services.signing_in.offered else ""
