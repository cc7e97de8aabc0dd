"""A year of home and office days: whatever people and the municipality do, what payroll gets is right to the cent."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from domain.holidays import Holiday, Holidays, OwnHoliday
from domain.workdays.model import CATEGORIES, Category, Month, Rate
from domain.workdays.rules import WorkdayRules
from store.database import Base, Database
from store.tables import WorkdayChoicesRow, WorkdayCorrectionRow, WorkdayRow, WorkdayWeekRow
from tests.working import RULES, Working, at, someone, working

FIRST = date(2026, 1, 1)
DAYS = 365
PEOPLE = 2
Amount = tuple[Category | None, int]  # what a day is, and what is paid for it in all


@dataclass(frozen=True)
class Event:
    """What happens on a day. `back`: which day before or after it is about, or (`tenth`) which tenth of a month."""

    what: str
    person: int
    back: int
    category: Category | None
    cents: int
    tenth: bool

    def day(self, today: date) -> date:
        day = today - timedelta(days=self.back)
        return day.replace(day=10) if self.tenth else day


EVENTS = st.builds(
    Event,
    what=st.sampled_from(
        ["tick"] * 6 + ["correct"] * 4 + ["rates", "retroactive", "days off", "part-time", "works on"]
    ),
    person=st.integers(0, PEOPLE - 1),
    back=st.integers(-10, 75),
    category=st.sampled_from([*CATEGORIES, None]),
    cents=st.integers(0, 900),
    tenth=st.booleans(),
)


@dataclass
class Books:
    """The same year, kept by somebody else: per day what it is and what is paid for it so far, month after month."""

    rules: WorkdayRules = RULES
    holidays: Holidays = field(default_factory=Holidays)
    works_on: dict[int, list[tuple[date, tuple[int, ...]]]] = field(  # from which day on
        default_factory=lambda: {person: [(date.min, (0, 1, 2, 3, 4))] for person in range(PEOPLE)}
    )
    open: dict[tuple[int, date], Category] = field(default_factory=dict[tuple[int, date], Category])
    paid: dict[tuple[int, date], dict[Month, Amount]] = field(
        default_factory=dict[tuple[int, date], dict[Month, Amount]]
    )

    def worth(self, person: int, day: date, category: Category | None) -> int:
        rate = [rate for rate in self.rules.rates if rate.start <= day][-1:]
        off = any(own.day == day for own in self.holidays.own) or Holidays().on(day) is not None
        week = [days for first, days in self.works_on[person] if first <= day][-1]
        at_work = not self.rules.working_days_only or day.weekday() in week
        return dict(rate[0].cents).get(category, 0) if rate and at_work and not off and category else 0

    def tick(self, person: int, day: date, category: Category | None) -> None:
        self.open.pop((person, day), None)
        if category is not None:
            self.open[person, day] = category

    def lock(self, month: Month) -> None:
        for (person, day), category in list(self.open.items()):
            if Month.of(day) == month:
                del self.open[person, day]
                self.paid[person, day] = {month: (category, self.worth(person, day, category))}

    def correct(self, person: int, day: date, category: Category | None, month: Month) -> None:
        history = self.paid.setdefault((person, day), {Month.of(day): (None, 0)})
        history.pop(month, None)
        was, _ = history[max(history)]
        if was != category and {was, category} != {None, "none"}:
            history[month] = (category, self.worth(person, day, category))

    def total(self, person: int, month: Month) -> int:
        """What a person gets with a month: what is paid of each day up to then, less what was paid before."""
        return sum(
            _last(history, month) - _last(history, month.plus(-1))
            for (who, _), history in self.paid.items()
            if who == person
        )


def _last(history: dict[Month, Amount], month: Month) -> int:
    known = [one for one in history if one <= month]
    return history[max(known)][1] if known else 0


@dataclass
class Year:
    """The product and the books, side by side."""

    working: Working
    books: Books = field(default_factory=Books)
    exported: dict[Month, bytes] = field(default_factory=dict[Month, bytes])

    async def live(self, events: list[Event]) -> None:
        day = FIRST
        for event in events:
            await self.begin(day)
            self.working.clock.to(day)
            await self.happen(event, day)
            day += timedelta(days=1)
        for _ in range(45):  # until December is locked
            await self.begin(day)
            day += timedelta(days=1)

    async def begin(self, day: date) -> None:
        """In the small hours: what is locked is settled, and payroll exports it, and now and then once more."""
        if day.day not in (RULES.lock_day, 20):
            return
        self.working.clock.to(day, 0, 30)
        month = Month.of(day).plus(-1)
        if day.day == RULES.lock_day:
            self.books.lock(month)
        await self.working.made.chores[0]()
        for known in self.working.made.exporting.months():
            content = await self.working.made.exporting.export(known, "csv", "en")
            assert self.exported.setdefault(known, content) == content, "what was exported has changed"

    async def happen(self, event: Event, today: date) -> None:
        made, day, who = self.working.made, event.day(today), someone(event.person)
        locked = Month.of(today).plus(-1 if today.day >= RULES.lock_day else -2)  # the last one that is
        match event.what:
            case "tick":
                stored = await made.registering.tick(who, {day: event.category})
                assert bool(stored.days) == (Month.of(day) > locked)
                if stored.days:
                    self.books.tick(event.person, day, event.category)
            case "correct":
                stored = await made.registering.correct(who, {day: event.category})
                assert bool(stored.days) == (Month.of(day) <= locked)
                if stored.days:
                    self.books.correct(event.person, day, event.category, locked.plus(1))
            case "works on":
                week = (event.cents % 7, event.back % 7)
                self.books.works_on[event.person].append((today, week))
                await made.choices.work_on(who, week)
            case _:
                self.ruled(event, today)

    def ruled(self, event: Event, today: date) -> None:
        rules, holidays = self.books.rules, self.books.holidays
        match event.what:
            case "rates":  # as it should be: from some day on
                last = max(rules.rates[-1].start, today) + timedelta(days=1 + event.back % 20)
                rules = replace(rules, rates=(*rules.rates, Rate(last, (("home", event.cents), ("office", 200)))))
            case "retroactive":  # as it should not be: what was paid stays what it was
                changed = tuple(
                    replace(rate, cents=(("home", event.cents), ("on_the_way", 50))) for rate in rules.rates
                )
                rules = replace(rules, rates=changed)
            case "days off":
                own = OwnHoliday(Holiday("Vrij", "Off", own=True), day=today - timedelta(days=event.back))
                holidays = Holidays((*holidays.own, own))
            case _:
                rules = replace(rules, working_days_only=not rules.working_days_only)
        self.books.rules, self.books.holidays = rules, holidays
        self.working.ruled(rules, holidays)

    def check(self) -> None:
        months = [Month(2025, 10).plus(number) for number in range(16)]
        assert set(self.exported) == set(months)
        paid: Counter[tuple[str, str]] = Counter()
        for month, content in sorted(self.exported.items()):
            lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
            of = {
                kind: [line for line in lines if line["Kind of line"] == kind]
                for kind in ("day", "correction", "total")
            }
            for kind in ("day", "correction"):  # never two allowances on a date
                assert len({(line["Employee number"], line["Date"]) for line in of[kind]}) == len(of[kind])
            for line in (*of["day"], *of["correction"]):
                paid[line["Employee number"], line["Date"]] += cents(line)
            for person in range(PEOPLE):
                number = someone(person)[-5:]
                entries = [cents(line) for line in (*of["day"], *of["correction"]) if line["Employee number"] == number]
                totals = [cents(line) for line in of["total"] if line["Employee number"] == number]
                assert sum(entries) == sum(totals) == self.books.total(person, month)
            assert cents(of["total"][-1]) == sum(cents(line) for line in of["total"][:-1])
        for (person, day), history in self.books.paid.items():
            _, whole = history[max(history)]
            if max(history) in self.exported:
                assert paid[someone(person)[-5:], day.isoformat()] == whole


def cents(line: dict[str, str]) -> int:
    """The amount of a line, which is exact."""
    return int(Decimal(line["Amount (€)"]) * 100)


async def lived(events: list[Event], folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    try:
        await database.migrate()
        tables: tuple[type[Base], ...] = (WorkdayRow, WorkdayCorrectionRow, WorkdayChoicesRow, WorkdayWeekRow)
        async with database.write() as session:
            for table in tables:
                await session.execute(delete(table))
        year = Year(working(database, at(FIRST), people=PEOPLE))
        await year.live(events)
        year.check()
    finally:
        await database.close()


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(events=st.lists(EVENTS, min_size=DAYS, max_size=DAYS))
def test_a_year_of_ticks_corrections_locks_and_rules_is_paid_to_the_cent(events: list[Event], tmp_path_factory) -> None:
    asyncio.run(lived(events, tmp_path_factory.mktemp("year")))
