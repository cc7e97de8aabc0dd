"""The export of a month, for who has the role of the payroll administration."""

from __future__ import annotations

from cards.workdays import export as cards
from cards.workdays.words import first_day
from cards.workdays.words import month as named
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import Fields
from dialogs.workdays.said import month_said, sensible
from domain.workdays.model import Month
from errors import Unavailable


async def said(turn: Turn, services: Services, fields: Fields) -> Reply:
    """The months to choose from; the one that was named is chosen, where it can be."""
    return _choice(turn, services, month_said(fields))


async def choose(turn: Turn, services: Services) -> Reply:
    """The same by a button."""
    return _choice(turn, services, None, replaces=True)


async def export(turn: Turn, services: Services) -> Reply:
    """The links to the files of the month that was chosen, for this person and for a while."""
    workdays, month = services.workdays, sensible(Month.read(field(turn, "month")))
    if month is None or month not in workdays.exporting.months():
        return _choice(turn, services, month, replaces=True)
    if workdays.downloads is None:
        raise Unavailable("workdays-export-nowhere")
    xlsx, csv = [await workdays.downloads.month(month, kind, turn.person.id, turn.language) for kind in ("xlsx", "csv")]
    removed_on = workdays.registering.lock(month).removed_on
    return Reply(card=cards.files(turn.texts, month, xlsx, csv, removed_on), replaces_card=True)


def _choice(turn: Turn, services: Services, asked: Month | None, *, replaces: bool = False) -> Reply:
    """The card with the months, and why the one that was asked for is not among them."""
    services.workdays.calendar.check()
    months = services.workdays.exporting.months()
    told = ""
    if asked is not None and asked not in months:
        lock = services.workdays.registering.lock(asked)
        name = named(turn.texts, asked)
        opens = first_day(turn.texts, lock.at, turn.organisation.time_zone)
        told = turn.texts("workdays-export-past", month=name) if lock.locked else ""
        told = told or turn.texts("workdays-export-open", month=name, at=opens)
    return Reply(card=cards.choose(turn.texts, months, asked, told), replaces_card=replaces)
