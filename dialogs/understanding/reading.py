"""All that was found in one sentence, and its days and hours as fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogs.understanding.hours import Hours
from dialogs.understanding.model import Fields
from dialogs.understanding.places import Found
from dialogs.understanding.when import FRIDAY, LONGEST_RANGE, When
from dialogs.understanding.words import Sentence


@dataclass(frozen=True)
class Reading:
    """All that was found in one sentence."""

    sentence: Sentence
    when: When
    hours: Hours
    found: Found
    today: date
    asked: str  # the whole text, however long


def times(reading: Reading, spread: bool, moves: bool = False) -> Fields:
    """The days and hours. `spread`: a week named as a whole means each of its days. `moves`: a day may move."""
    when, hours = reading.when, reading.hours
    fields = Fields(
        date=when.date,
        dates=when.dates,
        weekly=when.weekly,
        every_weeks=when.every_weeks,
        from_date=when.from_date,
        until_date=when.until_date,
        old_date=when.old_date,
        part=None if hours.start else hours.part,
        start=hours.start,
        end=hours.end,
        old_start=hours.old_start,
        duration_minutes=hours.duration_minutes if not (hours.start and hours.end) else None,
    )
    if not moves and fields.old_date and not fields.date and not fields.dates:
        fields = replace(fields, date=fields.old_date, old_date=None)
    if (
        spread
        and when.period
        and not (when.date or when.dates or when.weekly)
        and when.from_date
        and when.until_date
        and (when.until_date - when.from_date).days < 7
    ):
        days = tuple(
            when.from_date.fromordinal(day)
            for day in range(when.from_date.toordinal(), when.until_date.toordinal() + 1)
        )
        return replace(fields, dates=days, from_date=None, until_date=None)
    return _from_today(fields, reading.today)


def _from_today(fields: Fields, today: date) -> Fields:
    """Lets "thuis tot en met vrijdag" begin today."""
    last = fields.until_date
    if last is None or fields.from_date or fields.weekly or fields.date or fields.dates or not today < last:
        return fields
    days = [today + timedelta(days=step) for step in range((last - today).days + 1)]
    working = tuple(day for day in days if day.weekday() <= FRIDAY)
    return fields if len(days) > LONGEST_RANGE else replace(fields, dates=working, until_date=None)
