"""What a sentence says of days: which ones, and whether it is about the fixed week."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dialogs.understanding.model import Fields
from domain.workdays.model import Month

LONGEST = 100  # days of a period
YEARS = range(2000, 2101)  # what else is said is a slip of the pen
SATURDAY = 5
PATTERN = re.compile(
    r"\b(?:week ?(?:patroon|schema|rooster)|vaste? (?:\w+ )?(?:week|(?:\w+)?dag(?:en)?)|weekly (?:pattern|schedule)"
    r"|fixed (?:\w+ )?(?:weeks?|days?))\b",
    re.IGNORECASE,
)

THIS_WEEK = re.compile(r"\b(?:mijn|deze|my|this) week\b", re.IGNORECASE)


def about_pattern(text: str) -> bool:
    """Whether a sentence names the fixed week."""
    return PATTERN.search(text) is not None


def about_week(text: str) -> bool:
    """Whether a sentence names the week that it is."""
    return THIS_WEEK.search(text) is not None


def period(fields: Fields) -> tuple[date, ...]:
    """The days that were said, in order; of a longer period those that are no weekend."""
    return tuple(day for day in _period(fields) if day.year in YEARS)


def _period(fields: Fields) -> tuple[date, ...]:
    if fields.date is not None:
        return tuple(sorted({fields.date, *fields.dates}))
    if fields.dates:
        return tuple(sorted(set(fields.dates)))
    first, last = fields.from_date, fields.until_date
    if first is None or last is None:
        one = first or last
        return (one,) if one is not None else ()
    count = min((last - first).days + 1, LONGEST)
    every = [first + timedelta(days=number) for number in range(count)]
    return tuple(day for day in every if day.weekday() < SATURDAY) or tuple(every)


def month_said(fields: Fields) -> Month | None:
    """The month that a question about days is about; None: it names none."""
    found = fields.from_date or fields.date or next(iter(fields.dates), None) or fields.until_date
    return sensible(Month.of(found)) if found is not None else None


def sensible(month: Month | None) -> Month | None:
    """A month that there can be days of."""
    return month if month is not None and month.year in YEARS else None


def week_of(day: date) -> date:
    """The Monday of a week; at the weekend that of the next one, as this one is over."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(days=7) if day.weekday() >= SATURDAY else monday
