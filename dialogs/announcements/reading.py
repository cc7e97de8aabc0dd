"""Reading what was sent: the valid messages again, the acknowledgement, and one's quiet hours."""

from __future__ import annotations

import re
from datetime import time

from cards.announcements import lists, message
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.model import Announcement
from domain.written import read_hour
from errors import WordedError
from store.quiet_hours import QuietHours


async def inbox(turn: Turn, services: Services) -> Reply:
    """What this person got and is valid still."""
    valid = await services.announcements.sending.valid_for(turn.person.id)
    return Reply(card=lists.inbox(turn.texts, valid, turn.organisation.time_zone))


async def read(turn: Turn, services: Services) -> Reply:
    """One of them again, as it is now."""
    found = await _valid(turn, services, str(turn.payload["announcement"]))
    if found is None:
        raise WordedError("announcement-gone")
    organisation = turn.organisation
    done = found.acknowledge and await services.announcements.sending.acknowledged(found.id, turn.person.id)
    face = message.acknowledged if done else message.for_colleague
    return Reply(card=face(turn.texts, found, organisation.name, organisation.time_zone))


async def _valid(turn: Turn, services: Services, id: str) -> Announcement | None:
    valid = await services.announcements.sending.valid_for(turn.person.id)
    return next((one for one in valid if one.id == id), None)


async def acknowledge(turn: Turn, services: Services) -> Reply:
    """Somebody has taken note of it."""
    id = str(turn.payload["announcement"])
    if not await services.announcements.sending.acknowledge(id, turn.person.id):
        return Reply(notice=turn.texts("announcement-not-acknowledged"))
    found = await _valid(turn, services, id)
    if found is None:  # recalled since, or pressed before it was written down that it arrived
        return Reply(notice=turn.texts("announcement-acknowledged-thanks"))
    organisation = turn.organisation
    card = message.acknowledged(turn.texts, found, organisation.name, organisation.time_zone)
    return Reply(card=card, replaces_card=True)


async def quiet_hours(turn: Turn, services: Services, start: time | None = None, end: time | None = None) -> Reply:
    """One's quiet hours, with the hours that were said filled in: nothing changes before a press."""
    chosen = await services.announcements.quiet.of(turn.person.id)
    hours = (("start", start), ("end", end))
    said = {name: f"{_as_written(hour, turn.text):%H:%M}" for name, hour in hours if hour is not None}
    return Reply(card=lists.quiet(turn.texts, chosen, **said))


def _as_written(hour: time, text: str) -> time:
    """An hour after noon that was written as one before, such as the end of "19:00 tot 7:30": a night has both."""
    early = hour.replace(hour=hour.hour - 12) if hour.hour >= 12 else hour
    written = rf"(?<![\d:])0?{early.hour}[:.]{early.minute:02}(?!\d|\s?pm)"
    return early if re.search(written, text, re.IGNORECASE) else hour


async def choose_quiet_hours(turn: Turn, services: Services) -> Reply:
    """Sets what was filled in; the card again where that cannot be."""
    quiet, person = services.announcements.quiet, turn.person.id
    start, end = read_hour(field(turn, "start")), read_hour(field(turn, "end"))
    weekend = field(turn, "weekend") == "true"
    if start is None or end is None or start == end:
        typed = {name: field(turn, name)[:5] for name in ("start", "end") if read_hour(field(turn, name))}
        problem = turn.texts("announcement-quiet-wrong")
        card = lists.quiet(turn.texts, await quiet.of(person), **typed, said=problem)
        return Reply(card=card, replaces_card=True)
    hours = QuietHours(start.hour * 60 + start.minute, end.hour * 60 + end.minute, weekend)
    await quiet.choose(person, hours)
    return Reply(card=lists.quiet(turn.texts, hours, said=turn.texts("announcement-quiet-chosen")), replaces_card=True)


async def end_quiet_hours(turn: Turn, services: Services) -> Reply:
    """No quiet hours any more."""
    await services.announcements.quiet.choose(turn.person.id, None)
    return Reply(card=lists.quiet(turn.texts, None, said=turn.texts("announcement-quiet-ended")), replaces_card=True)
