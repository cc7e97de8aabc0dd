"""Writing ticks, with what follows from them: who is in, and the work location in Microsoft 365."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.workdays.calendar import Calendar
from domain.workdays.model import Category
from store import workdays, workdays_presence
from store.database import AsyncSession
from store.work import Payload, enqueue
from store.workdays_choices import WorkdayChoices

LOCATION = "workdays.location"
SHOWN_AHEAD = timedelta(days=14)  # how far ahead colleagues see where somebody is


@dataclass(frozen=True)
class Changed:
    """Days of which the work location in Microsoft 365 is to follow the ticks."""

    person: str
    days: tuple[date, ...]

    @classmethod
    def of(cls, payload: Payload) -> Changed:
        """What a piece of work was told."""
        days = str(payload["days"]).split()
        return cls(str(payload["person"]), tuple(date.fromisoformat(day) for day in days))

    @property
    def payload(self) -> Payload:
        """What a piece of work is told."""
        return {"person": self.person, "days": " ".join(day.isoformat() for day in self.days)}


@dataclass(frozen=True)
class Ticking:
    """Writes in the transaction of the caller. That the days are open is the caller's to know."""

    calendar: Calendar

    async def write(
        self, session: AsyncSession, choices: WorkdayChoices, changes: Mapping[date, Category | None]
    ) -> None:
        """Ticks days of a person, or clears them."""
        person, today = choices.person, self.calendar.today
        for day, category in changes.items():
            if category is None:
                await workdays.clear(session, person, day)
            else:
                await workdays.tick(session, person, day, category)
            if choices.visible and today <= day <= today + SHOWN_AHEAD:
                await workdays_presence.show(session, person, day, category)
        await self.promise_location(session, choices, [day for day in changes if day >= today])

    async def promise_location(self, session: AsyncSession, choices: WorkdayChoices, days: list[date]) -> None:
        """Promises that the work location follows the ticks of these days, for who wants that."""
        if choices.account and days:
            changed = Changed(choices.person, tuple(sorted(days)))
            # Each change is a piece of its own, and all of a person go one after the other: the last one is right.
            key = f"{choices.person}:{secrets.token_hex(8)}"
            await enqueue(session, LOCATION, key, changed.payload, partition=choices.person)
