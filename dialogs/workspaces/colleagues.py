"""Which colleague somebody means, how he is called, and for whom or by whom a booking is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cards.workspaces import delegating as cards
from cards.workspaces.delegating import Colleague
from cards.workspaces.filled import Filled
from cards.workspaces.for_others import Purpose
from cards.workspaces.words import plain
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.workspaces.model import Booking
from graph.people import Person


async def meant(turn: Turn, services: Services, name: str, purpose: Purpose) -> Person | Reply:
    """The one colleague of that name; or a card that says there is none, or asks which one.

    Raises Unavailable where Entra does not answer.
    """
    return await known(turn, services, name, purpose) or Reply(card=cards.nobody(turn.texts, plain(name)))


async def known(
    turn: Turn, services: Services, name: str, purpose: Purpose, *, whole: bool = False
) -> Person | Reply | None:
    """The same; None where there is none. `whole`: who has these very words in his name, and not what begins so.

    Of several, the one for whom it is allowed already is meant where there is one such: what is filled in is seen
    before anything happens. Raises Unavailable where Entra does not answer.
    """
    found = [each for each in await services.delegating.colleagues(name) if each.id != turn.person.id]
    if whole:
        found = [each for each in found if _words(name) <= _words(each.name)]
    if not found:
        return None
    if len(found) > 1 and purpose != "give":
        there = await services.delegating.between(turn.person.id)
        lines = there.i_may_for if purpose == "book" else there.may_for_me
        ids = {line.person if purpose == "book" else line.delegate for line in lines}
        allowed = [each for each in found if each.id in ids]
        found = allowed if len(allowed) == 1 else found
    if len(found) == 1:
        return found[0]
    shown_of = [shown(each) for each in found]
    return Reply(card=cards.which(turn.texts, plain(name), shown_of, purpose, turn.text))


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())


def shown(person: Person) -> Colleague:
    """A colleague as cards name him."""
    return Colleague(
        person.id, plain(person.name), plain(", ".join(filter(None, (person.job_title, person.department))))
    )


def filled_for(filled: Filled, person: Person | None) -> Filled:
    """The form, for a colleague."""
    return filled if person is None else replace(filled, person=person.id, name=plain(person.name))


async def name_of(turn: Turn, services: Services, id: str) -> str:
    """How a colleague is called; "a colleague" where Entra does not say."""
    names = await services.delegating.names([id])
    return plain(names.get(id, "")) or turn.texts("delegating-somebody")


async def shared_line(turn: Turn, services: Services, booking: Booking) -> str:
    """For whom or by whom a booking is; "" where it is of the reader alone."""
    return (await shared_lines(turn, services, [booking])).get(booking.id, "")


async def shared_lines(turn: Turn, services: Services, bookings: Iterable[Booking]) -> Mapping[str, str]:
    """The same of each of these, by its id; those of the reader alone are not in it."""
    me = turn.person.id
    others = {each.id: each.by if each.person == me else each.person for each in bookings if each.person != each.by}
    names = await services.delegating.names(others.values()) if others else {}
    lines: dict[str, str] = {}
    for each in bookings:
        if each.id in others:
            name = plain(names.get(others[each.id], "")) or turn.texts("delegating-somebody")
            lines[each.id] = turn.texts("delegating-by" if each.person == me else "delegating-for", name=name)
    return lines
