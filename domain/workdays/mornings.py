"""The mornings on which people are asked where they work: one piece of promised work for each time of a morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.holidays import Holidays
from domain.workdays.calendar import Calendar
from store import workdays_choices
from store.database import AsyncSession, Database
from store.work import Payload, enqueue

ASK = "workdays.ask"
LATE = timedelta(hours=3)  # after its time, a question of the morning is asked no more
SATURDAY = 5  # of date.weekday()


@dataclass(frozen=True)
class Morning:
    """Everybody who is to be asked on a day at a time, in minutes after midnight."""

    day: date
    minutes: int

    @classmethod
    def of(cls, payload: Payload) -> Morning:
        """What a piece of work was told."""
        minutes = payload["minutes"]
        if not isinstance(minutes, int):
            raise ValueError("minutes are a number")
        return cls(date.fromisoformat(str(payload["day"])), minutes)


@dataclass(frozen=True)
class Mornings:
    """Promises the questions of today and tomorrow."""

    database: Database
    calendar: Calendar
    holidays: Holidays

    def asks_on(self, day: date) -> bool:
        """Whether anybody is asked on a day: not in weekends, nor on holidays."""
        return day.weekday() < SATURDAY and self.holidays.on(day) is None

    def over(self, morning: Morning, now: datetime) -> bool:
        """Whether it is too late to ask."""
        return now > self.calendar.moment(morning.day, morning.minutes) + LATE

    async def promise(self, session: AsyncSession, minutes: int) -> None:
        """Promises the questions of this time; promised again they are asked once."""
        today, now = self.calendar.today, self.calendar.now()
        for morning in (Morning(today + timedelta(days=days), minutes) for days in (0, 1)):
            if self.asks_on(morning.day) and not self.over(morning, now):
                payload: Payload = {"day": morning.day.isoformat(), "minutes": minutes}
                at = self.calendar.moment(morning.day, minutes)
                await enqueue(session, ASK, f"{morning.day}:{minutes}", payload, run_at=at)

    async def promise_all(self) -> None:
        """The same for every time that anybody chose; to be called at least once a day."""
        if not self.calendar.on:
            return
        async with self.database.write() as session:
            for minutes in await workdays_choices.hours(session):
                await self.promise(session, minutes)
