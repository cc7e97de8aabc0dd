"""What a tick, a pattern, a month and an allowance are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from domain.holidays import Holiday

# none: somebody said that there is nothing to register that day. That is something else than no tick at all.
Category = Literal["home", "office", "neighbourhood", "on_the_way", "none"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
Kind = Literal["home", "commute"]  # of an allowance
KINDS: tuple[Kind, ...] = get_args(Kind)
# locked: it can be corrected still, and the difference goes along with the next month; removed: nothing is kept of it;
# ahead: too far in the future.
DayState = Literal["open", "locked", "removed", "ahead"]
FileKind = Literal["xlsx", "csv"]


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; "2026-03" as text."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """The month that "2026-03" is; None for what is none."""
        try:
            return cls.of(date.fromisoformat(f"{text.strip()}-01"))
        except ValueError:
            return None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """So many months later, or earlier."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Allowance:
    """What a tick gives; `cents` may be 0 where the municipality has no amount for it, and only counts the days."""

    kind: Kind
    cents: int


@dataclass(frozen=True)
class Day:
    """One day of one person.

    `category`: what is ticked (for a locked month with the corrections on it); None: nothing. `planned`: what the
    weekly pattern says where nothing is ticked. `corrected`: it was corrected after the lock. `allowance`: what the
    tick gives, None where that is nothing.
    """

    date: date
    state: DayState
    category: Category | None = None
    planned: Category | None = None
    holiday: Holiday | None = None
    corrected: bool = False
    allowance: Allowance | None = None


@dataclass(frozen=True)
class Stored:
    """What became of days that somebody filled in. `days`: those that are now as was asked; `refused`: the others."""

    days: tuple[Day, ...]
    refused: tuple[Day, ...] = ()  # `state` of each says why


Week = tuple[Category | None, ...]  # seven, from Monday on


@dataclass(frozen=True)
class Pattern:
    """What comes back every week, or in turn when there are two weeks. `start` is in the first of them.

    A day that is None is left alone.
    """

    start: date
    weeks: tuple[Week, ...]
    until: date | None = None  # the last day

    def on(self, day: date) -> Category | None:
        """What it says of a day."""
        if day < self.start or (self.until is not None and day > self.until):
            return None
        monday = self.start - timedelta(days=self.start.weekday())
        return self.weeks[(day - monday).days // 7 % len(self.weeks)][day.weekday()]


@dataclass(frozen=True)
class Filled:
    """A pattern that was kept. `days`: those that it filled in now; `left`: those that somebody had ticked himself."""

    pattern: Pattern
    days: tuple[date, ...]
    left: tuple[date, ...] = ()


@dataclass(frozen=True)
class Lock:
    """When a month is closed: from `at` on (aware) it is `locked`, and on `removed_on` nothing is kept of it."""

    month: Month
    at: datetime
    locked: bool
    removed_on: date


@dataclass(frozen=True)
class Entry:
    """A ticked day in a month, with what it gives. `kind` None: nothing is given for it."""

    person: str
    date: date
    category: Category
    kind: Kind | None
    cents: int


@dataclass(frozen=True)
class Correction:
    """A day of an earlier month, corrected after that was locked. `cents`: the difference, which may be negative."""

    person: str
    date: date
    was: Category | None
    now: Category | None
    cents: int


@dataclass(frozen=True)
class Rate:
    """Cents a day from `start` on, by category; what is not in it gives no allowance."""

    start: date
    cents: tuple[tuple[Category, int], ...]

    def of(self, category: Category) -> int | None:
        """Cents for a day of this category; None where it gives no allowance."""
        return dict(self.cents).get(category)


@dataclass(frozen=True)
class Overview:
    """A month of one person: what is exported of it, or would be if it were locked now."""

    lock: Lock
    entries: tuple[Entry, ...]
    corrections: tuple[Correction, ...]  # of earlier months, that go along with this one
    rates: tuple[Rate, ...]  # those of this month, the oldest first

    def count(self, category: Category) -> int:
        """How many days are ticked so."""
        return sum(entry.category == category for entry in self.entries)

    def days(self, kind: Kind) -> int:
        """For how many days there is an allowance of this kind."""
        return sum(entry.kind == kind for entry in self.entries)

    def cents(self, kind: Kind) -> int:
        """What these days come to."""
        return sum(entry.cents for entry in self.entries if entry.kind == kind)

    @property
    def corrected(self) -> int:
        """Cents that the corrections come to."""
        return sum(line.cents for line in self.corrections)

    @property
    def total(self) -> int:
        """Cents in all."""
        return sum(entry.cents for entry in self.entries) + self.corrected


@dataclass(frozen=True)
class Colleague:
    """Somebody of one's own team who shares where he works. `where` None: nothing known of that day."""

    id: str
    name: str
    where: Category | None


@dataclass(frozen=True)
class Choices:
    """What somebody chose. `working_days`: 0 is Monday; matters where the municipality pays on working days only."""

    asked_at: time | None = None
    visible: bool = False  # in "wie is er"
    location: bool = False  # ticks go to the work location in Microsoft 365
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
