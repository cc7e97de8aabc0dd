"""Days and hours of the clock on the wall <-> spans of slots, also on the two days when the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_exists

from domain.workspaces.model import SLOT, Span, moment_of_slot, slot_of


def span_of(day: date, start: time, end: time, zone: ZoneInfo) -> Span | None:
    """From `start` until `end` on a day; None where one of the two does not exist: the clock moves on over it.

    Where an hour is there twice, it begins the first time and ends the second.
    """
    first = datetime.combine(day, start, zone).replace(fold=0)
    last = datetime.combine(day, end, zone).replace(fold=1)
    if not (datetime_exists(first) and datetime_exists(last)):
        return None
    return Span(first.astimezone(UTC), last.astimezone(UTC))


def span_of_slots(first: int, after: int) -> Span:
    """The span of slots."""
    return Span(moment_of_slot(first), moment_of_slot(after))


def slots_between(start: datetime, end: datetime) -> range:
    """The slots that are touched between two moments; at least one."""
    first = slot_of(start)
    return range(first, max(first, slot_of(end - timedelta(microseconds=1))) + 1)


def hours_of(span: Span, zone: ZoneInfo) -> tuple[date, time, time]:
    """The day and the hours of a span, by the clock on the wall."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    return start.date(), start.time(), end.time()


def quarter_before(moment: datetime) -> datetime:
    """The quarter of an hour that a moment is in."""
    return moment_of_slot(slot_of(moment))


def moved(hour: time, by: timedelta) -> time | None:
    """An hour later or earlier on the same day; None where that is another day."""
    day = date(2000, 1, 1)
    found = datetime.combine(day, hour) + by
    return found.time() if found.date() == day else None


def quarters(start: time, end: time) -> int:
    """How many slots there are between two hours on the wall."""
    day = date(2000, 1, 1)
    return (datetime.combine(day, end) - datetime.combine(day, start)) // SLOT
