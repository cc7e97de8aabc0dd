"""A person's own days: ticking them, correcting them after the lock, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.holidays import Holidays
from domain.workdays.calendar import Calendar, days_of
from domain.workdays.closing import Closing, Reckoning
from domain.workdays.model import (
    CATEGORIES,
    Allowance,
    Category,
    Correction,
    Day,
    DayState,
    Lock,
    Month,
    Overview,
    Stored,
)
from domain.workdays.patterns import pattern_in
from domain.workdays.ticking import Ticking
from errors import WordedError
from store import effects, workdays, workdays_choices, workdays_corrections, workdays_weeks
from store.database import AsyncSession, Database
from store.workdays import Tick
from store.workdays_choices import WorkdayChoices
from store.workdays_corrections import CorrectionLine
from store.workdays_weeks import Weeks

LONGEST = 100  # days that are looked at, or filled in, at once


@dataclass(frozen=True)
class _Known:
    """What is stored of a person in a period."""

    choices: WorkdayChoices
    weeks: Weeks
    ticks: Mapping[date, Tick]
    lines: Mapping[date, tuple[CorrectionLine, ...]]

    def category(self, day: date) -> Category | None:
        """What a day is, with what was corrected of it."""
        lines, tick = self.lines.get(day, ()), self.ticks.get(day)
        found = lines[-1].now if lines else tick.category if tick is not None else ""
        return category_of(found)


class Registered:
    """Implements domain.workdays.use_cases.Registering."""

    def __init__(
        self, database: Database, calendar: Calendar, holidays: Holidays, ticking: Ticking, closing: Closing
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._holidays = holidays
        self._ticking = ticking
        self._closing = closing
        self._reckoning = Reckoning(calendar, holidays)

    @property
    def furthest(self) -> date:
        """The last day that can be ticked."""
        return self._calendar.furthest

    def lock(self, month: Month) -> Lock:
        """When a month is closed."""
        return self._calendar.lock(month)

    def months(self) -> tuple[Month, ...]:
        """The months that something is kept of, the oldest first; the last is the current one."""
        month, last = self._calendar.oldest_kept(), Month.of(self._calendar.today)
        found = [month]
        while found[-1] < last:
            found.append(found[-1].plus(1))
        return tuple(found)

    async def days(self, person: str, first: date, last: date) -> tuple[Day, ...]:
        """Each day of a period."""
        self._calendar.check()
        if (last - first).days >= LONGEST:
            raise WordedError("workdays-too-long")
        async with self._database.read() as session:
            known = await _known(session, person, first, last)
        return tuple(self._day(known, first + timedelta(days=n)) for n in range((last - first).days + 1))

    async def tick(self, person: str, days: Mapping[date, Category | None], *, key: str = "") -> Stored:
        """Ticks days, or clears them (None), all that are open in one transaction."""
        self._checked(days)
        wanted = self._in_state(days, "open")
        async with self._database.write() as session:
            if wanted and await effects.first(session, key, "workdays ticked"):
                choices = await workdays_choices.find(session, person)
                ticks = await workdays.of_person(session, person, min(wanted), max(wanted))
                was = {day: tick.category for day, tick in ticks.items()}
                changed = [day for day, category in wanted.items() if was.get(day) != category]
                await self._ticking.write(session, choices, {day: wanted[day] for day in changed})
            return await self._stored(session, person, days, "open")

    async def correct(self, person: str, days: Mapping[date, Category | None], *, key: str = "") -> Stored:
        """The same for days of locked months."""
        self._checked(days)
        wanted = self._in_state(days, "locked")
        async with self._database.write() as session:
            if wanted and await effects.first(session, key, "workdays corrected"):
                known = await _known(session, person, min(wanted), max(wanted))
                for day, category in wanted.items():
                    await self._correct(session, known, day, category)
            return await self._stored(session, person, days, "locked")

    async def overview(self, person: str, month: Month) -> Overview:
        """A month with its amounts."""
        self._calendar.check()
        if month < self._calendar.oldest_kept():
            raise WordedError("workdays-removed")
        async with self._database.read() as session:
            weeks = await workdays_weeks.of_person(session, person)
            ticks = await workdays.of_person(session, person, month.first, month.last)
            lines = await workdays_corrections.of_month(session, month.first, person)
        entries = [self._reckoning.entry(tick, weeks) for tick in ticks.values() if tick.category != "none"]
        return Overview(
            self._calendar.lock(month),
            tuple(sorted(entries, key=lambda entry: entry.date)),
            tuple(correction_of(line) for line in lines),
            self._calendar.rules.rates_in(month),
        )

    async def proposes(self, person: str, day: date, category: Category) -> bool:
        """Whether to propose this category to who has a desk there that day."""
        if not self._calendar.on or self._calendar.state(day) != "open":
            return False
        async with self._database.read() as session:
            ticked = await workdays.of_person(session, person, day, day)
        return day not in ticked or ticked[day].category != category

    def _checked(self, days: Mapping[date, Category | None]) -> None:
        self._calendar.check()
        if len(days) > LONGEST:
            raise WordedError("workdays-too-long")
        if any(category is not None and category not in CATEGORIES for category in days.values()):
            raise ValueError("a day has a category, or none")

    def _in_state(self, days: Mapping[date, Category | None], state: DayState) -> dict[date, Category | None]:
        return {day: days[day] for day in sorted(days) if self._calendar.state(day) == state}

    async def _correct(self, session: AsyncSession, known: _Known, day: date, category: Category | None) -> None:
        """One line a day in each month that is exported: what it comes to now, less what was exported of it before."""
        person, month = known.choices.person, self._calendar.open_month().first
        ticks = [known.ticks[day]] if day in known.ticks else []
        exported = sum(tick.cents for tick in await self._closing.settle_in(session, ticks))
        earlier = [line for line in known.lines.get(day, ()) if line.month < month]
        exported += sum(line.cents for line in earlier)
        was = earlier[-1].now if earlier else ticks[0].category if ticks else ""
        if was == (category or "") or {was, category or ""} == {"", "none"}:
            await workdays_corrections.take_back(session, person, day, month)
            return
        working_days = days_of(known.weeks.on(day))
        gives = self._calendar.rules.allowance(day, category, self._holidays, working_days)
        cents = (gives.cents if gives is not None else 0) - exported
        await workdays_corrections.keep(session, CorrectionLine(person, day, month, was, category or "", cents))

    async def _stored(
        self, session: AsyncSession, person: str, days: Mapping[date, Category | None], state: DayState
    ) -> Stored:
        """How these days are now; those in another state were refused."""
        if not days:
            return Stored(())
        await session.flush()
        known = await _known(session, person, min(days), max(days))
        found = [self._day(known, day) for day in sorted(days)]
        done, refused = ([day for day in found if (day.state == state) is which] for which in (True, False))
        return Stored(tuple(done), tuple(refused))

    def _day(self, known: _Known, day: date) -> Day:
        category, holiday = known.category(day), self._holidays.on(day)
        pattern = pattern_in(known.choices)
        planned = pattern.on(day) if pattern is not None and holiday is None and day >= self._calendar.today else None
        return Day(
            date=day,
            state=self._calendar.state(day),
            category=category,
            planned=planned if category is None else None,
            holiday=holiday,
            corrected=day in known.lines,
            allowance=self._allowance(known, day, category),
        )

    def _allowance(self, known: _Known, day: date, category: Category | None) -> Allowance | None:
        """What a day gives; of a corrected one all that was and will be exported of it together."""
        tick, lines = known.ticks.get(day), known.lines.get(day, ())
        if not lines:
            return None if tick is None else self._reckoning.allowance(tick, known.weeks)
        cents = sum(line.cents for line in lines) + (tick.cents if tick is not None else 0)
        if cents:
            return Allowance("home" if category == "home" else "commute", cents)
        return self._calendar.rules.allowance(day, category, self._holidays, days_of(known.weeks.on(day)))


async def _known(session: AsyncSession, person: str, first: date, last: date) -> _Known:
    choices = await workdays_choices.find(session, person)
    weeks = await workdays_weeks.of_person(session, person)
    ticks = await workdays.of_person(session, person, first, last)
    lines: dict[date, tuple[CorrectionLine, ...]] = {}
    for line in await workdays_corrections.of_person(session, person, first, last):
        lines[line.day] = (*lines.get(line.day, ()), line)
    return _Known(choices, weeks, ticks, lines)


def category_of(stored: str) -> Category | None:
    """A category as it is stored; "" is none at all."""
    return stored if stored in CATEGORIES else None


def correction_of(line: CorrectionLine) -> Correction:
    """A stored line as a correction."""
    return Correction(line.person, line.day, category_of(line.was), category_of(line.now), line.cents)
