"""The rules of a municipality for home and office days, as [workdays] in its organisation.toml says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.consent import allowed_from
from domain.holidays import Holidays
from domain.workdays.model import CATEGORIES, Allowance, Category, Month, Rate

LATEST_LOCK = 28  # a day that every month has
MOST_CENTS = 100_00  # a day: more is a slip of the pen
SETTINGS = {"consent", "dpia", "lock_day", "working_days_only", "rate"}  # of [workdays]


@dataclass(frozen=True)
class WorkdayRules:
    """Whether there are workdays here, when a month is locked, and what a day gives.

    `consent`: when the works council agreed; `dpia`: when the data protection impact assessment was settled.
    `lock_day`: on this day of the next month, at midnight, a month is locked. `working_days_only`: nothing is given
    for a day of the week on which somebody does not work. `rates`: the oldest first.
    """

    consent: date | None = None
    dpia: date | None = None
    lock_day: int = 5
    working_days_only: bool = False
    rates: tuple[Rate, ...] = ()

    @property
    def since(self) -> date | None:
        """From which day on it may be used; None: not."""
        return allowed_from(self.consent, self.dpia)

    def allowance(
        self, day: date, category: Category | None, holidays: Holidays, working_days: tuple[int, ...]
    ) -> Allowance | None:
        """What a tick on this day gives: for home or for commuting, and never both, as a day has one category."""
        if category in (None, "none") or holidays.on(day) is not None:
            return None
        if self.working_days_only and day.weekday() not in working_days:
            return None
        rate = self.rate(day)
        cents = rate.of(category) if rate is not None else None
        return None if cents is None else Allowance("home" if category == "home" else "commute", cents)

    def rate(self, day: date) -> Rate | None:
        """The rate that holds on a day; None before the first one."""
        return next((rate for rate in reversed(self.rates) if rate.start <= day), None)

    def rates_in(self, month: Month) -> tuple[Rate, ...]:
        """The rates that hold in a month, the oldest first."""
        first = self.rate(month.first)
        later = tuple(rate for rate in self.rates if month.first < rate.start <= month.last)
        return later if first is None else (first, *later)


def read_workdays(data: Mapping[str, Any]) -> WorkdayRules:
    """[workdays] of organisation.toml. Raises ValueError, KeyError or TypeError for what cannot be."""
    usual = WorkdayRules()
    unknown = sorted(set(data) - SETTINGS)
    if unknown:
        raise ValueError(f"workdays: there is no {', '.join(unknown)}")
    lock_day = data.get("lock_day", usual.lock_day)
    working_days_only = data.get("working_days_only", usual.working_days_only)
    if type(working_days_only) is not bool:
        raise ValueError(f"workdays: working_days_only is true or false, and not {working_days_only!r}")
    if type(lock_day) is not int or not 1 <= lock_day <= LATEST_LOCK:
        raise ValueError(f"workdays: lock_day is a day from 1 to {LATEST_LOCK}")
    rules = WorkdayRules(
        consent=_day(data, "consent"),
        dpia=_day(data, "dpia"),
        lock_day=lock_day,
        working_days_only=working_days_only,
        rates=tuple(_rate(item) for item in data.get("rate", ())),
    )
    starts = [rate.start for rate in rules.rates]
    if starts != sorted(set(starts)):
        raise ValueError("workdays: each rate starts later than the one before it")
    return rules


def _rate(item: Mapping[str, Any]) -> Rate:
    start = _day(item, "start")
    if start is None:
        raise KeyError("start of a workdays.rate")
    unknown = sorted(set(item) - {"start", *CATEGORIES} | set(item) & {"none"})
    if unknown:
        raise ValueError(f"workdays: a rate has no {', '.join(unknown)}")
    return Rate(start, tuple((category, _cents(item[category])) for category in CATEGORIES if category in item))


def _cents(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_CENTS:
        raise ValueError(f"workdays: {value!r} is no amount in cents from 0 to {MOST_CENTS}")
    return value


def _day(data: Mapping[str, Any], key: str) -> date | None:
    value = data.get(key)
    if value is not None and type(value) is not date:
        raise ValueError(f"workdays: {key} is no day such as 2026-01-01")
    return value
