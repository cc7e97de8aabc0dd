"""Booking for somebody else: asking for it, allowing it, ending it, and seeing who may book for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.card import Card
from cards.workspaces import delegating as cards
from cards.workspaces.delegating import Colleague, Line, Listed
from cards.workspaces.words import plain
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding, understand
from dialogs.workspaces import booking, colleagues, filling
from domain.workspaces.delegating import Between
from errors import WordedError
from graph.people import Person
from store.delegations import Delegation


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What a sentence about permissions opens: giving one, ending one, or the card with all of them."""
    name, intent = understood.fields.person, understood.intent
    if not name:
        return Reply(card=await permissions(turn, services))
    found = await colleagues.meant(turn, services, name, "give" if intent == "delegate" else "end")
    if isinstance(found, Reply):
        return found
    if intent == "delegate":
        return Reply(card=_give(turn, services, found, understood.fields.until_date))
    return Reply(card=await permissions(turn, services))


async def show(turn: Turn, services: Services) -> Reply:
    """The card with all permissions."""
    return Reply(card=await permissions(turn, services), replaces_card=turn.payload.get("here") is True)


async def choose(turn: Turn, services: Services) -> Reply:
    """One of several colleagues was meant."""
    person = await _colleague(turn, services, "person")
    understood = understand(str(turn.payload.get("text", "")), turn.organisation, turn.now)
    match turn.payload.get("purpose"):
        case "book":
            return await booking.start_for(turn, services, understood, person)
        case "give":
            return Reply(card=_give(turn, services, person, understood.fields.until_date))
        case _:
            return Reply(card=await permissions(turn, services))


async def book_for(turn: Turn, services: Services) -> Reply:
    """An empty form for a colleague, where that is still allowed."""
    person = await _colleague(turn, services, "person")
    if not await services.delegating.may(turn.person.id, person.id):
        return Reply(card=cards.may_not(turn.texts, colleagues.shown(person)))
    filled = colleagues.filled_for(filling.blank(turn.organisation, turn.now, "desk"), person)
    return Reply(card=await booking.with_note(turn, services, filled, ""))


async def ask(turn: Turn, services: Services) -> Reply:
    """Asks a colleague whether one may book for him."""
    person = await _colleague(turn, services, "person")
    state = await services.delegating.ask(turn.person.id, person.id, key=turn.key)
    if state == "allowed":
        filled = colleagues.filled_for(filling.blank(turn.organisation, turn.now, "desk"), person)
        return Reply(card=await booking.with_note(turn, services, filled, ""), replaces_card=True)
    return Reply(card=cards.waits(turn.texts, plain(person.name), state), replaces_card=True)


async def answer(turn: Turn, services: Services) -> Reply:
    """Says whether a colleague may book for the one who was asked."""
    delegate = str(turn.payload["delegate"])
    yes = turn.payload.get("yes") is True
    until = await services.delegating.answer(turn.person.id, delegate, yes=yes, key=turn.key)
    name = await colleagues.name_of(turn, services, delegate)
    if until is None:
        return Reply(card=cards.refused(turn.texts, name), replaces_card=True)
    return Reply(card=cards.given(turn.texts, Colleague(delegate, name), turn.person.id, until), replaces_card=True)


async def give(turn: Turn, services: Services) -> Reply:
    """Lets a colleague book, until the day that was filled in."""
    person = await _colleague(turn, services, "delegate")
    typed = filling.day_typed(turn, "until") if turn.fields.get("until") else services.delegating.last_day
    if typed is None or not services.delegating.today <= typed <= services.delegating.last_day:
        last = services.delegating.last_day
        wrong = turn.texts("delegating-wrong-until", last=last.isoformat())
        return Reply(card=_give(turn, services, person, None, wrong=wrong), replaces_card=True)
    until = await services.delegating.give(turn.person.id, person.id, typed, key=turn.key)
    card = cards.given(turn.texts, colleagues.shown(person), turn.person.id, until)
    return Reply(card=card, replaces_card=True)


async def end(turn: Turn, services: Services) -> Reply:
    """Ends a permission, or takes back that it was asked."""
    person, delegate = str(turn.payload["person"]), str(turn.payload["delegate"])
    other = delegate if person == turn.person.id else person
    there = await services.delegating.between(turn.person.id)
    asked = any(line.person == person and line.delegate == delegate for line in there.asked_by_me)
    await services.delegating.end(turn.person.id, person, delegate, key=turn.key)
    name = await colleagues.name_of(turn, services, other)
    said = turn.texts("delegating-took-back" if asked else "delegating-ended", name=name)
    return Reply(card=await permissions(turn, services, said=said), replaces_card=True)


async def permissions(turn: Turn, services: Services, *, said: str = "") -> Card:
    """The card with who may book for whom."""
    there = await services.delegating.between(turn.person.id)

    def lines(found: Sequence[Delegation]) -> list[Line]:
        return [_line(turn, there, each) for each in found]

    listed = Listed(lines(there.may_for_me), lines(there.i_may_for), lines(there.asked_of_me), lines(there.asked_by_me))
    return cards.permissions(turn.texts, listed, said=said)


def _line(turn: Turn, there: Between, found: Delegation) -> Line:
    other = found.delegate if found.person == turn.person.id else found.person
    name = plain(there.names.get(other, "")) or turn.texts("delegating-somebody")
    return Line(found.person, found.delegate, name, found.until)


def _give(turn: Turn, services: Services, person: Person, until: date | None, *, wrong: str = "") -> Card:
    first, last = services.delegating.today, services.delegating.last_day
    day = until if until is not None and first <= until <= last else last
    return cards.give(turn.texts, colleagues.shown(person), day, first, last, wrong=wrong)


async def _colleague(turn: Turn, services: Services, name: str) -> Person:
    found = await services.delegating.colleague(str(turn.payload[name]))
    if found is None or found.id == turn.person.id:
        raise WordedError("delegating-nobody")
    return found
