"""The weekly pattern: what comes back every week or every two weeks, filled in for the weeks ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from domain.holidays import Holidays
from domain.workdays.calendar import Calendar
from domain.workdays.model import CATEGORIES, Category, Filled, Pattern, Week
from domain.workdays.ticking import Ticking
from errors import WordedError
from store import effects, workdays, workdays_choices
from store.database import AsyncSession, Database
from store.workdays import Tick
from store.workdays_choices import WorkdayChoices

AHEAD = timedelta(days=28)  # how far ahead the pattern is filled in
ONE = timedelta(days=1)


class Patterned:
    """Implements domain.workdays.use_cases.Patterns."""

    def __init__(self, database: Database, calendar: Calendar, holidays: Holidays, ticking: Ticking) -> None:
        self._database = database
        self._calendar = calendar
        self._holidays = holidays
        self._ticking = ticking

    async def of(self, person: str) -> Pattern | None:
        """The pattern of a person, or None."""
        self._calendar.check()
        async with self._database.read() as session:
            return pattern_in(await workdays_choices.find(session, person))

    async def keep(self, person: str, pattern: Pattern, *, key: str = "") -> Filled:
        """Takes the place of the one before, from today on, or from its own start where that is later. What the one
        before filled in up to then stays."""
        self._calendar.check()
        _check(pattern)
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            first = await effects.first(session, key, "workdays pattern")
            ticks = await workdays.of_person(session, person, self._calendar.today, self._calendar.furthest)
            made = [day for day in self._made_by(choices, ticks) if day >= pattern.start] if first else []
            by_self = {day: tick.category for day, tick in ticks.items() if day not in made}
            wanted = self._wanted(pattern, self._calendar.today)
            if first:
                changes = dict[date, Category | None].fromkeys(made)
                changes |= {day: wanted[day] for day in wanted if day not in by_self}
                changed = {day: changes[day] for day in sorted(changes) if _is(ticks.get(day)) != changes[day]}
                kept = replace(choices, pattern=_written(pattern), filled=self.horizon)
                await workdays_choices.keep(session, kept)
                await self._ticking.write(session, kept, changed)
        left = tuple(day for day, category in wanted.items() if by_self.get(day, category) != category)
        return Filled(pattern, tuple(day for day in wanted if day not in left), left)

    async def end(self, person: str, *, key: str = "") -> tuple[date, ...]:
        """Ends it: the days ahead that it filled in are cleared, and returned."""
        self._calendar.check()
        async with self._database.write() as session:
            choices = await workdays_choices.find(session, person, to_change=True)
            if choices.pattern is None or not await effects.first(session, key, "workdays pattern ended"):
                return ()
            ticks = await workdays.of_person(session, person, self._calendar.today, self._calendar.furthest)
            made = self._made_by(choices, ticks)
            without = replace(choices, pattern=None, filled=None)
            await workdays_choices.keep(session, without)
            await self._ticking.write(session, without, dict.fromkeys(made))
        return made

    async def go_on(self, session: AsyncSession, choices: WorkdayChoices) -> None:
        """Fills in the days that came within reach since the last time, each once: who clears a day keeps it so."""
        pattern = pattern_in(choices)
        if pattern is None or choices.filled is None:
            return
        over = pattern.until is not None and pattern.until < self._calendar.today
        wanted = self._wanted(pattern, max(choices.filled + ONE, self._calendar.today))
        ticks = await workdays.of_person(session, choices.person, self._calendar.today, self._calendar.furthest)
        kept = replace(choices, pattern=None if over else choices.pattern, filled=None if over else self.horizon)
        await workdays_choices.keep(session, kept)
        await self._ticking.write(session, kept, {day: what for day, what in wanted.items() if day not in ticks})

    @property
    def horizon(self) -> date:
        """The last day that is filled in."""
        return self._calendar.today + AHEAD

    def _wanted(self, pattern: Pattern, first: date) -> Mapping[date, Category]:
        """What the pattern says of each day up to the horizon; nothing of holidays."""
        days = [first + ONE * n for n in range((self.horizon - first).days + 1)]
        found: dict[date, Category] = {}
        for day in days:
            category = pattern.on(day)
            if category is not None and self._holidays.on(day) is None:
                found[day] = category
        return found

    def _made_by(self, choices: WorkdayChoices, ticks: Mapping[date, Tick]) -> tuple[date, ...]:
        """The days after today that are as the pattern so far filled them in. Who filled in a day is not kept."""
        pattern = pattern_in(choices)
        if pattern is None or choices.filled is None:
            return ()
        last, today = choices.filled, self._calendar.today
        return tuple(d for d, tick in ticks.items() if today < d <= last and pattern.on(d) == tick.category)


def pattern_in(choices: WorkdayChoices) -> Pattern | None:
    """The pattern that is stored."""
    if choices.pattern is None:
        return None
    stored: dict[str, Any] = choices.pattern
    weeks = tuple(cast("Week", tuple(week)) for week in stored["weeks"])
    until = stored["until"]
    return Pattern(date.fromisoformat(stored["start"]), weeks, date.fromisoformat(until) if until else None)


def _written(pattern: Pattern) -> dict[str, Any]:
    until = pattern.until.isoformat() if pattern.until is not None else None
    return {"start": pattern.start.isoformat(), "weeks": [list(week) for week in pattern.weeks], "until": until}


def _check(pattern: Pattern) -> None:
    """Raises WordedError for a pattern that says nothing, or more than two weeks of seven days can."""
    days = [day for week in pattern.weeks for day in week]
    whole = len(pattern.weeks) in (1, 2) and all(len(week) == 7 for week in pattern.weeks)
    known = all(day is None or day in CATEGORIES for day in days) and any(day is not None for day in days)
    ends = pattern.until is None or pattern.until >= pattern.start
    if not (whole and known and ends):
        raise WordedError("workdays-wrong-pattern")


def _is(tick: Tick | None) -> str | None:
    return tick.category if tick is not None else None
