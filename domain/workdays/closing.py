"""Closing months: what a tick gives is settled when its month is locked, and three months later everything goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from domain.holidays import Holidays
from domain.workdays.calendar import Calendar, days_of
from domain.workdays.model import Allowance, Category, Entry, Kind
from store import workdays, workdays_corrections, workdays_presence, workdays_weeks
from store.database import AsyncSession, Database
from store.workdays import Tick
from store.workdays_weeks import Weeks

AT_ONCE = 500  # ticks that are settled in one transaction


@dataclass(frozen=True)
class Reckoning:
    """What ticks give: what was settled, else what the rules say now."""

    calendar: Calendar
    holidays: Holidays

    def allowance(self, tick: Tick, weeks: Weeks) -> Allowance | None:
        """What a tick gives; None where that is nothing."""
        if tick.kind is not None:
            return Allowance(cast("Kind", tick.kind), tick.cents) if tick.kind else None
        category = cast("Category", tick.category)
        return self.calendar.rules.allowance(tick.day, category, self.holidays, days_of(weeks.on(tick.day)))

    def entry(self, tick: Tick, weeks: Weeks) -> Entry:
        """A tick as an entry of its month."""
        gives = self.allowance(tick, weeks)
        kind, cents = (gives.kind, gives.cents) if gives is not None else (None, 0)
        return Entry(tick.person, tick.day, cast("Category", tick.category), kind, cents)

    def settled(self, tick: Tick, weeks: Weeks) -> Tick:
        """A tick with what it gives, whatever the rules become."""
        entry = self.entry(tick, weeks)
        return replace(tick, kind=entry.kind or "", cents=entry.cents)


class Closing:
    """Settles what is locked and removes what is past its date, as often as the store is swept."""

    def __init__(self, database: Database, reckoning: Reckoning) -> None:
        self._database = database
        self._reckoning = reckoning
        self._calendar = reckoning.calendar

    async def settle(self) -> None:
        """Settles every tick of a locked month: rules that change later change nothing that was exported."""
        while await self._settle_some():
            pass

    async def settle_in(self, session: AsyncSession, ticks: list[Tick]) -> list[Tick]:
        """The same for these ticks, all of locked months, in the transaction of the caller; as they are then."""
        open_ones = [tick for tick in ticks if tick.kind is None]
        weeks = await workdays_weeks.of_people(session, {tick.person for tick in open_ones})
        settled = {(tick.person, tick.day): self._reckoning.settled(tick, weeks[tick.person]) for tick in open_ones}
        await workdays.settle(session, [*settled.values()])
        return [settled.get((tick.person, tick.day), tick) for tick in ticks]

    async def tidy(self) -> None:
        """Settles, and removes. Also where workdays are switched off: what is kept still goes when it has to."""
        await self.settle()
        oldest, today = self._calendar.oldest_kept(), self._calendar.today
        async with self._database.write() as session:
            await workdays.remove_before(session, oldest.first)
            await workdays_corrections.remove_before(session, oldest.first)
            await workdays_weeks.remove_before(session, oldest.first)
            await workdays_presence.remove_before(session, today)

    async def _settle_some(self) -> bool:
        """Whether there may be more. What somebody was just saving when the month was locked is left for a moment."""
        month = self._calendar.open_month()
        if not self._calendar.exportable(month.plus(-1)):
            month = month.plus(-1)
        async with self._database.write() as session:
            some = await workdays.unsettled(session, month.first, AT_ONCE)
            await self.settle_in(session, some)
        return len(some) == AT_ONCE
