"""What a sentence says of days: which ones, and whether it is about the fixed week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from cards.workdays.words import day as day_in_words
from cards.workdays.words import medium_day
from dialogs.understanding import Understanding
from dialogs.understanding.model import Fields
from domain.workdays.model import Category, Day, Month
from locales import Texts

Ticks = Mapping[date, Category | None]  # None: no tick

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
        return tuple(sorted({fields.date, *fields.dates, *([fields.old_date] if fields.old_date else [])}))
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


def said_of(
    texts: Texts, understood: Understanding, named: tuple[date, ...], found: Mapping[date, Day]
) -> tuple[Ticks, str]:
    """What a sentence says of days, and what is to be told about it."""
    fields, category = understood.fields, understood.fields.category
    if understood.intent == "cancel":
        return _cleared(named, found, category), ""
    if fields.days:
        return {day: one for day, one in fields.days if day in found}, ""
    old, new = _at(found, fields.old_date), _at(found, fields.date)
    if old is not None and new is not None:
        return _moved(texts, old, new, category)
    if category is None:
        return {}, ""
    meant = [day for day in named if day in found]
    if len(named) == 1:
        return dict.fromkeys(meant, category), ""
    off = [day for day in meant if found[day].holiday is not None]  # who names a period does not mean these
    told = texts("workdays-holidays-left-out", days=", ".join(medium_day(texts, day) for day in off)) if off else ""
    return {day: category for day in meant if day not in off}, told


def _at(found: Mapping[date, Day], day: date | None) -> Day | None:
    return found.get(day) if day is not None else None


def _cleared(named: tuple[date, ...], found: Mapping[date, Day], category: Category | None) -> Ticks:
    """The days that are to be empty; where a kind of day was named, those of that kind. What the fixed week would
    fill in again is said to be nothing.
    """
    days = [found[day] for day in named if day in found]
    if len(days) > 1 and category is not None:
        days = [day for day in days if (day.category or day.planned) == category]
    return {day.date: "none" if day.category is None and day.planned else None for day in days}


def _moved(texts: Texts, old: Day, new: Day, category: Category | None) -> tuple[Ticks, str]:
    """Two days change places."""
    moving = category or old.category or old.planned
    if moving is None:
        return {}, texts("workdays-moved-from-empty", day=day_in_words(texts, old.date))
    return {new.date: moving, old.date: new.category or new.planned}, ""
