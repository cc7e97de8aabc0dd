"""One's own month, with the amounts."""

from __future__ import annotations

from cards.workdays.month import MonthShown, overview
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import Fields
from dialogs.workdays.said import month_said
from domain.workdays.model import Month


async def said(turn: Turn, services: Services, fields: Fields) -> Reply:
    """The month that was named, or this one."""
    return await _shown(turn, services, month_said(fields))


async def month(turn: Turn, services: Services) -> Reply:
    """The same by a button."""
    return await _shown(turn, services, Month.read(str(turn.payload.get("month") or "")), replaces=True)


async def _shown(turn: Turn, services: Services, asked: Month | None, *, replaces: bool = False) -> Reply:
    registering, today = services.workdays.registering, turn.now.date()
    this = asked or Month.of(today)
    found = await registering.overview(turn.person.id, this)
    kept = registering.months()
    week = today if Month.of(today) == this else this.first
    shown = MonthShown(
        found,
        turn.organisation.time_zone,
        week.isoformat(),
        before=this.plus(-1) if this.plus(-1) in kept else None,
        after=this.plus(1) if this.plus(1) in kept else None,
    )
    return Reply(card=overview(turn.texts, shown), replaces_card=replaces)
