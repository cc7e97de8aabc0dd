"""A day or a period as it stands in a sentence, and how one is made from what a pattern found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from dialogs.understanding.numbers import DAY_NUMBER

WEEKDAY_OF = (MO, TU, WE, TH, FR, SA, SU)


@dataclass(frozen=True)
class Day:
    """One day in `line`. `weekday` is set when only its name was said."""

    start: int
    end: int
    day: date
    weekday: int | None = None
    repeats: bool = False  # "maandags", "on Mondays"
    or_else: date | None = None  # the day of the weekday that was said with it, where the two do not agree
    in_week: bool = False  # the week was said: "volgende week dinsdag"; weekdays named beside it are in that week too


@dataclass(frozen=True)
class Period:
    """A week, a month or a weekend in `line`, both days included."""

    start: int
    end: int
    first: date
    last: date


Found = Day | Period
Match = re.Match[str]


def day_at(m: Match, day: date, in_week: bool = False) -> Day:
    """A day, where the pattern found it."""
    return Day(m.start(), m.end(), day, in_week=in_week)


def said_at(m: Match, found: date) -> Day:
    """The day, and the nearest one with the weekday that was said beside its number, where the two do not agree."""
    said = DAY_NUMBER[m["said"]] if m["said"] else found.weekday()
    if said == found.weekday():
        return day_at(m, found)
    return Day(m.start(), m.end(), found, or_else=found + timedelta(days=(said - found.weekday() + 3) % 7 - 3))


def stretch_at(m: Match, days: tuple[date, date]) -> Found:
    """From a first day to a last one; a single day where they are the same."""
    return day_at(m, days[0]) if days[0] == days[1] else Period(m.start(), m.end(), *days)


def nth_weekday(first: date, weekday: int, nth: int) -> date:
    """The `nth` such weekday of the month that begins at `first`; -1 is the last."""
    return first + (
        relativedelta(day=31, weekday=WEEKDAY_OF[weekday](-1))
        if nth < 0
        else relativedelta(weekday=WEEKDAY_OF[weekday](nth))
    )


def month_at(m: Match, first: date) -> Period:
    """The month that begins on this day."""
    return Period(m.start(), m.end(), first, first + relativedelta(months=1, days=-1))
