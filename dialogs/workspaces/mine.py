"""What somebody has booked: the list, cancelling one or a range of days, and which one a sentence means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from cards.card import Card
from cards.workspaces import lists, words
from cards.workspaces.booking import booking as booking_card
from cards.workspaces.booking import filled_as
from cards.workspaces.filled import Filled
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.understanding.model import WEEKDAYS, Fields
from dialogs.workspaces import booking, colleagues, filling
from domain.workspaces.model import Booking, Refused

LAST_DAY = date.max


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What somebody has booked, on the days that were named where there is something then."""
    found = await services.workspaces.my_bookings(turn.person.id)
    return await _listed(turn, services, found, understood.fields, "")


async def start_cancel(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The booking that is meant, to cancel it; several at once where several days were named; else the list."""
    fields = understood.fields
    found = await services.workspaces.my_bookings(turn.person.id)
    meant = _meant(found, fields)
    if fields.weekly and await services.weekly.of_person(turn.person.id):
        return Reply(card=await listed(turn, services, found, said=turn.texts("weekly-which-stop")))
    if not _names_days(fields) or not meant:
        return await _listed(turn, services, found, fields, "workspaces-mine-which-cancel")
    if len(meant) == 1:
        shared = await colleagues.shared_line(turn, services, meant[0])
        return Reply(card=booking_card(turn.texts, turn.organisation, meant[0], shared=shared))
    first, last = (words.day_of(turn.texts, each) for each in (meant[0].day, meant[-1].day))
    shared = await colleagues.shared_lines(turn, services, meant)
    return Reply(card=lists.days(turn.texts, turn.organisation, meant, first=first, last=last, shared=shared))


async def start_change(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The form with the booking that is meant and with what is to become of it; else the list."""
    fields = understood.fields
    found = await services.workspaces.my_bookings(turn.person.id)
    changeable = [one for one in found if one.state in booking.CHANGEABLE]
    of_old = replace(fields, date=fields.old_date or fields.date, start=fields.old_start)
    meant = _meant(changeable, of_old) if _names_days(of_old) else changeable
    if len(meant) != 1:
        return await _listed(turn, services, found, of_old, "workspaces-mine-which-change")
    filled = _as_said(turn, meant[0], fields)
    return Reply(card=await booking.change_form(turn, services, meant[0], filled))


async def mine(turn: Turn, services: Services) -> Reply:
    """The list by its button."""
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("workspaces-only-personal"))
    found = await services.workspaces.my_bookings(turn.person.id)
    first = turn.payload.get("first")
    card = await listed(turn, services, found, first=first if isinstance(first, int) else 0)
    return Reply(card=card, replaces_card=turn.payload.get("here") is True)


async def cancel(turn: Turn, services: Services) -> Reply:
    """Cancels a booking; the list again where it was pressed on the list."""
    id = str(turn.payload["booking"])
    try:
        gone = await services.workspaces.cancel(turn.person.id, id)
    except Refused as refused:
        return Reply(notice=words.reason(turn.texts, refused.refusal))
    if turn.payload.get("listed") is True:
        found = await services.workspaces.my_bookings(turn.person.id)
        said = turn.texts("workspaces-said-cancelled", place=gone.place.name, day=words.day_of(turn.texts, gone.day))
        return Reply(card=await listed(turn, services, found, said=said), replaces_card=True)
    return await booking.shown_again(turn, services, gone)


async def look_days(turn: Turn, services: Services) -> Reply:
    """What there is between two days, before it is cancelled."""
    found = await services.workspaces.my_bookings(turn.person.id)
    first, last = filling.day_typed(turn, "first"), filling.day_typed(turn, "last")
    if first is None or last is None or last < first:
        said = turn.texts("workspaces-days-wrong")
        return Reply(card=await listed(turn, services, found, said=said), replaces_card=True)
    meant = [one for one in found if first <= one.day <= last]
    from_day, until_day = (words.day_of(turn.texts, each) for each in (first, last))
    shared = await colleagues.shared_lines(turn, services, meant)
    card = lists.days(turn.texts, turn.organisation, meant, first=from_day, last=until_day, shared=shared)
    return Reply(card=card, replaces_card=True)


async def cancel_days(turn: Turn, services: Services) -> Reply:
    """Cancels the bookings that were shown, and no other that came in between."""
    ids = turn.payload.get("bookings")
    count = 0
    for id in ids if isinstance(ids, list) else []:
        try:
            await services.workspaces.cancel(turn.person.id, str(id))
        except Refused:  # it is gone already, or over
            continue
        count += 1
    found = await services.workspaces.my_bookings(turn.person.id)
    said = turn.texts("workspaces-said-cancelled-days", count=count)
    return Reply(card=await listed(turn, services, found, said=said), replaces_card=True)


async def listed(turn: Turn, services: Services, found: Sequence[Booking], *, first: int = 0, said: str = "") -> Card:
    """The list, with for whom or by whom each of them is where that is somebody else."""
    shared = await colleagues.shared_lines(turn, services, found)
    weekly = await services.weekly.of_person(turn.person.id)
    own = await services.organisers.choice(turn.person.id)
    texts, organisation = turn.texts, turn.organisation
    return lists.mine(texts, organisation, found, first=first, said=said, shared=shared, weekly=weekly, own=own)


async def _listed(turn: Turn, services: Services, found: Sequence[Booking], fields: Fields, which: str) -> Reply:
    """The list, of the days that were named where there is something then; else all, with a word about it."""
    shown = found
    said = turn.texts(which) if which and found else ""
    if _names_days(fields):
        shown = _meant(found, fields)
        if not shown and found:
            said = _not_then(turn, fields) or said
            shown = found
    return Reply(card=await listed(turn, services, shown, said=said))


def _not_then(turn: Turn, fields: Fields) -> str:
    """That there is nothing on the day, or the days, that were named; "" where none can be named."""
    days = fields.dates or ((fields.date,) if fields.date else (fields.from_date, fields.until_date))
    first, last = days[0], days[-1]
    if first is None or last is None:
        return ""
    if first == last:
        return turn.texts("workspaces-mine-not-that-day", day=words.day_of(turn.texts, first))
    between = {"first": words.day_of(turn.texts, first), "last": words.day_of(turn.texts, last)}
    return turn.texts("workspaces-mine-not-those-days", **between)


def _names_days(fields: Fields) -> bool:
    return bool(fields.date or fields.dates or fields.weekly or fields.from_date or fields.until_date or fields.start)


def _meant(found: Sequence[Booking], fields: Fields) -> list[Booking]:
    """Those on the days that were named, at the hour where one was."""
    first, last = fields.from_date or date.min, fields.until_date or LAST_DAY
    days = {*fields.dates, *([fields.date] if fields.date else [])}
    weekdays = {WEEKDAYS.index(name) for name in fields.weekly}
    return [
        one
        for one in found
        if (not days or one.day in days)
        and (not weekdays or one.day.weekday() in weekdays)
        and (bool(days) or first <= one.day <= last)
        and (fields.start is None or one.start == fields.start)
    ]


def _as_said(turn: Turn, found: Booking, fields: Fields) -> Filled:
    """The form of a change: as it is, but for what was said of how it is to be."""
    filled = filled_as(turn.organisation, found, changing=True)
    if fields.old_date and fields.date:
        filled = replace(filled, day=fields.date.isoformat())
    if fields.start and not fields.end and not fields.duration_minutes:  # as long as it was
        length = datetime.combine(found.day, found.end) - datetime.combine(found.day, found.start)
        fields = replace(fields, duration_minutes=int(length.total_seconds() // 60))
    return filling.with_said(filled, fields, turn.organisation)
