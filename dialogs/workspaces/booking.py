"""Booking a place: the form with what is free, booking it, and changing what is booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from cards.card import Card
from cards.workspaces import delegating, outcomes
from cards.workspaces.booking import booking as booking_card
from cards.workspaces.booking import filled_as
from cards.workspaces.filled import Filled, filled_of, kind_named
from cards.workspaces.form import DayFound, Form, form
from cards.workspaces.form_fields import locations_to_choose
from cards.workspaces.words import plain
from dialogs.services import Services
from dialogs.turn import Json, Reply, Turn
from dialogs.understanding import Understanding
from dialogs.understanding.questions import refusal_in_words
from dialogs.workspaces import colleagues, filling
from dialogs.workspaces.filling import Wrong
from dialogs.workspaces.occupancy import quieter_days
from dialogs.workspaces.workday import proposed
from domain.workspaces.model import Availability, Booking, Offer, Refusal, Refused, Wish
from domain.workspaces.occupancy import Quieter
from domain.workspaces.weekly import furthest
from domain.written import read_day, read_hour
from errors import WordedError
from graph.people import Person

CHANGEABLE = ("reserved", "confirmed")
MOST_NEAR = 3  # places without all that was asked, where none has it


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The form with what was said, and what is free of it; for a colleague, where one was named."""
    name = understood.fields.for_person or ""
    if name != name.lower():
        found = await colleagues.meant(turn, services, name, "book")
        return found if isinstance(found, Reply) else await start_for(turn, services, understood, found)
    found = await colleagues.known(turn, services, name, "book", whole=True) if name else None
    if isinstance(found, Reply):
        return found
    # Without a capital it may be no name at all ("voor knutselen"): then it is for oneself, and that is said.
    unknown = turn.texts("workspaces-note-no-colleague", name=plain(name)) if name and found is None else ""
    return await start_for(turn, services, understood, found, note=unknown)


async def start_for(
    turn: Turn, services: Services, understood: Understanding, person: Person | None, *, note: str = ""
) -> Reply:
    """The form with what was said, for a colleague who allows that; without him for oneself. `note`: to say first."""
    if person is not None and not await services.delegating.may(turn.person.id, person.id):
        return Reply(card=delegating.may_not(turn.texts, colleagues.shown(person)))
    said = filling.said(turn, understood)
    notes = [*([note] if note else []), *(turn.texts(key, **values) for key, values in said.notes)]
    rule = understood.refusal
    if rule is not None and not (rule == "no_desks" and said.filled.where):  # a partner has places without desks
        here = turn.now.astimezone(turn.organisation.time_zone)
        notes.insert(0, refusal_in_words(rule, understood.fields, turn.organisation, here, turn.language))
    if understood.fields.unknown_place:
        known = ", ".join(name for _, name in locations_to_choose(turn.texts, turn.organisation, said.filled))
        place = plain(understood.fields.unknown_place)
        notes.insert(0, turn.texts("workspaces-note-unknown-place", place=place, known=known))
    if "catering" in understood.fields.wishes:
        contact = turn.organisation.contact_for_role("facility")
        name = contact.name(turn.language)
        notes.append(turn.texts("workspaces-note-catering", contact=name, address=contact.address))
    filled = colleagues.filled_for(said.filled, person)
    return Reply(card=await _form(turn, services, filled, notes=notes, look=said.enough))


async def open_form(turn: Turn, services: Services) -> Reply:
    """An empty form."""
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("workspaces-only-personal"))
    kind = kind_named(turn.payload.get("kind"))
    filled = filling.blank(turn.organisation, turn.now, kind, str(turn.payload.get("day") or ""))
    return Reply(card=await _form(turn, services, filled, look=filled.when != "hours", fields_first=True))


async def with_note(turn: Turn, services: Services, filled: Filled, note: str) -> Card:
    """The form with something to say first, and what is free of what is filled in."""
    return await _form(turn, services, filled, notes=[note] if note else [])


async def look(turn: Turn, services: Services) -> Reply:
    """What is free of what is filled in now, on the same card."""
    days = turn.payload.get("days_on")
    filled = filling.moved(filling.typed(turn, shown_on(turn)), days if isinstance(days, int) else 0)
    return Reply(card=await _form(turn, services, filled), replaces_card=True)


async def book(turn: Turn, services: Services) -> Reply:
    """Books the place that was shown; where something else is filled in by now, it shows what is free of that."""
    shown = shown_on(turn)
    filled = filling.typed(turn, shown)
    if filled != shown:
        note = turn.texts("workspaces-changed-meanwhile")
        return Reply(card=await _form(turn, services, filled, notes=[note]), replaces_card=True)
    try:
        made = await _change(turn, services) if shown.booking else await _book(turn, services)
    except Refused as refused:
        notes = [turn.texts("workspaces-said-booked-meanwhile")] if refused.refusal.reason == "taken" else []
        card = await _form(turn, services, filled, notes=notes, look=False, refusal=refused.refusal)
        return Reply(card=card, replaces_card=True)
    return await shown_again(turn, services, made)


async def book_days(turn: Turn, services: Services) -> Reply:
    """Books something on each of the days that were shown, and says which did not work."""
    shown = shown_on(turn)
    filled = filling.typed(turn, shown)
    wish = filling.wish_of(filled, turn.organisation)
    if filled != shown or isinstance(wish, Wrong):
        note = turn.texts("workspaces-changed-meanwhile")
        return Reply(card=await _form(turn, services, filled, notes=[note]), replaces_card=True)
    found = await services.workspaces.book_days(turn.person.id, wish, key=turn.key)
    card = outcomes.outcomes(turn.texts, turn.organisation, wish.kind, found, whom=shown.name)
    return Reply(card=card, replaces_card=True)


async def show(turn: Turn, services: Services) -> Reply:
    """A booking as it is now."""
    return await shown_again(turn, services, await find(turn, services))


async def change(turn: Turn, services: Services) -> Reply:
    """The form with a booking, to change it."""
    found = await find(turn, services)
    if found.state not in CHANGEABLE:
        said, shared = turn.texts("workspaces-said-cannot-change"), await colleagues.shared_line(turn, services, found)
        card = booking_card(turn.texts, turn.organisation, found, said=said, shared=shared)
        return Reply(card=card, replaces_card=True)
    return Reply(card=await change_form(turn, services, found), replaces_card=True)


async def change_form(turn: Turn, services: Services, found: Booking, filled: Filled | None = None) -> Card:
    """The form to change a booking with, filled in as it is or as it is to be."""
    as_it_is = filled is None
    filled = filled or filled_as(turn.organisation, found, changing=True)
    if found.person != turn.person.id:
        filled = replace(filled, person=found.person, name=await colleagues.name_of(turn, services, found.person))
    return await _form(turn, services, filled, changing=found, fields_first=as_it_is)


async def shown_again(turn: Turn, services: Services, made: Booking) -> Reply:
    """The card of a booking, as it is at this very moment: it may be confirmed by now. It is here from now on."""
    conversation, message = turn.place.conversation, turn.message or ""
    await services.workspaces.keep_card(made.id, conversation, message, person=turn.person.id)
    now = await services.workspaces.find(turn.person.id, made.id) or made
    shared = await colleagues.shared_line(turn, services, now)
    workday = await proposed(services.workdays, now, turn.person.id)
    card = booking_card(turn.texts, turn.organisation, now, shared=shared, workday=workday)
    return Reply(card=card, replaces_card=True)


async def _book(turn: Turn, services: Services) -> Booking:
    place, day, start, end, people = _chosen(turn)
    whom = shown_on(turn).person
    return await services.workspaces.book(
        turn.person.id, place, day, start, end, people=people, person_for=whom, key=turn.key
    )


async def _change(turn: Turn, services: Services) -> Booking:
    place, day, start, end, people = _chosen(turn)
    id = str(turn.payload["booking"])
    return await services.workspaces.change(turn.person.id, id, place, day, start, end, people=people)


def _chosen(turn: Turn) -> tuple[str, date, time, time, int]:
    """What the pressed button stands for. Raises Refused for what this version of Koers cannot read any more."""
    payload = turn.payload
    people = payload.get("people")
    day, start, end = read_day(payload["day"]), read_hour(payload["start"]), read_hour(payload["end"])
    if day is None or start is None or end is None:
        raise Refused(Refusal("unknown-place"))
    return str(payload["place"]), day, start, end, people if isinstance(people, int) else 1


async def _form(
    turn: Turn,
    services: Services,
    filled: Filled,
    *,
    notes: Sequence[str] = (),
    look: bool = True,
    refusal: Refusal | None = None,
    changing: Booking | None = None,
    fields_first: bool = False,
) -> Card:
    """The form, with what is free where that is to be looked up, or with why something is not possible."""
    rules = turn.organisation.workspaces
    today = turn.now.astimezone(turn.organisation.time_zone).date()
    ahead = (rules.desks if filled.kind == "desk" else rules.rooms).days_ahead
    if filled.booking and changing is None:
        changing = await services.workspaces.find(turn.person.id, filled.booking)
    shown = Form(filled, turn.organisation, today, today + timedelta(days=ahead), tuple(notes), changing=changing)
    shown = replace(shown, fields_first=fields_first)
    if filled.weekdays:
        shown = replace(shown, last=furthest(rules, filled.kind, today))
    wish = filling.wish_of(filled, turn.organisation)
    if isinstance(wish, Wrong) and refusal is not None:
        return form(turn.texts, replace(shown, looked=True, refusal=refusal))
    if isinstance(wish, Wrong):
        said = turn.texts(wish.key, **dict(wish.values))
        return form(turn.texts, replace(shown, notes=(*shown.notes, said) if look else shown.notes))
    if len(wish.days) == 1 and not filled.weekdays:
        shown = replace(shown, day=wish.days[0])
    if refusal is not None:
        return form(turn.texts, replace(shown, looked=True, refusal=refusal))
    if look:
        shown = await _looked(turn, services, shown, wish)
    return form(turn.texts, shown)


async def _looked(turn: Turn, services: Services, shown: Form, wish: Wish) -> Form:
    if len(wish.days) > 1 or shown.filled.weekdays:
        found = [await _best(turn, services, replace(wish, days=(day,))) for day in wish.days]
        return replace(shown, looked=True, found=tuple(found))
    but = shown.changing.id if shown.changing is not None else ""
    free = await services.workspaces.free(turn.person.id, wish, but=but)
    if shown.changing is not None:
        free = _without(free, shown.changing)
    refusal = free.refusal
    if refusal is not None and refusal.reason == "nothing-like-it" and wish.features and not refusal.alternatives:
        less = await services.workspaces.free(turn.person.id, replace(wish, features=frozenset()), but=but)
        nearest = sorted(less.offers, key=lambda offer: -len(offer.place.features & wish.features))
        near = tuple(replace(offer, differs="place") for offer in nearest[:MOST_NEAR])
        refusal = replace(refusal, alternatives=near) if near else less.refusal or refusal
    quieter = await _quieter(turn, services, wish, free)
    return replace(shown, looked=True, offers=free.offers, refusal=refusal, quieter=quieter)


def _without(free: Availability, changing: Booking) -> Availability:
    """What is free, but for what is booked already: to take that would change nothing."""
    if changing.place.kind == "room" and free.wish.people != changing.people:
        return free

    def other(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        had = (changing.place.id, changing.span)
        return tuple(offer for offer in offers if (offer.place.id, offer.span) != had)

    offers, refusal = other(free.offers), free.refusal
    if refusal is not None:
        refusal = replace(refusal, alternatives=other(refusal.alternatives))
    elif not offers:
        refusal = Refusal("as-it-is")
    return replace(free, offers=offers, refusal=refusal)


async def _quieter(turn: Turn, services: Services, wish: Wish, free: Availability) -> Quieter | None:
    """The days that are quieter where a desk is wanted."""
    location = wish.location or (free.offers[0].place.location if free.offers else "")
    if wish.kind != "desk" or not location:
        return None
    part = None if wish.part == "day" else wish.part
    return await quieter_days(services, wish.person or turn.person.id, location, wish.days[0], part)


async def _best(turn: Turn, services: Services, wish: Wish) -> DayFound:
    free = await services.workspaces.free(turn.person.id, wish)
    return DayFound(wish.days[0], free.offers[0] if free.offers else None, free.refusal)


async def find(turn: Turn, services: Services) -> Booking:
    """The booking of the pressed button. Raises WordedError where it is not there, or not theirs."""
    found = await services.workspaces.find(turn.person.id, str(turn.payload["booking"]))
    if found is None:
        raise WordedError("workspaces-gone")
    return found


def shown_on(turn: Turn) -> Filled:
    """What the pressed card showed as filled in."""
    kept: Json = turn.payload.get("shown") or {}
    return filled_of(kept) if isinstance(kept, dict) else Filled()
