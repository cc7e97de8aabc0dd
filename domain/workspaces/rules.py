"""The rules of the municipality about a day, hours and a kind of place: why something cannot be booked, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from domain.organisation import Location, Organisation
from domain.workspaces.clock import moved, quarter_before, quarters, span_of
from domain.workspaces.configured import QUARTER, KindRules, Reserved
from domain.workspaces.model import SLOT, Kind, Part, Place, Refusal, Span, Wish
from locales.texts import LANGUAGES, Language

QUARTERS_IN_HOUR = timedelta(hours=1) // SLOT
FURTHEST = 8  # hours to either side that are looked at for another time


@dataclass(frozen=True)
class When:
    """A day and the hours of a wish, with the span that they are."""

    day: date
    start: time
    end: time
    span: Span


class Rules:
    """What the rules say, of one municipality."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._rules = organisation.workspaces
        self._zone = organisation.time_zone

    def today(self, now: datetime) -> date:
        """Which day it is for the municipality."""
        return now.astimezone(self._zone).date()

    def nearest(self, kind: Kind, day: date, now: datetime) -> date:
        """The day itself, or the one nearest to it that is not over and not too far ahead to be booked."""
        first = self.today(now)
        return min(max(day, first), first + timedelta(days=self.of(kind).days_ahead))

    def of(self, kind: Kind) -> KindRules:
        """The rules of a kind of place."""
        return self._rules.desks if kind == "desk" else self._rules.rooms

    def hours(self, wish: Wish, day: date, now: datetime) -> tuple[time, time]:
        """From when until when: what was said, or the part of the day; of a part that has begun, what is left."""
        rules = self._rules
        parts: dict[Part, tuple[time, time]] = {
            "morning": rules.morning,
            "afternoon": rules.afternoon,
            "day": rules.day,
        }
        start, end = parts[wish.part]
        start, end = wish.start or start, wish.end or end
        local = quarter_before(now).astimezone(self._zone)
        if wish.start is None and day == local.date() and start < local.time() < end:
            start = local.time()
        return start, end

    def when(self, wish: Wish, day: date, now: datetime) -> When | Refusal:
        """The hours of a wish on a day, or the rule that forbids them."""
        start, end = self.hours(wish, day, now)
        forbidden = (
            self._where(wish)
            or self._day(wish, day, now)
            or self._hours(wish, start, end)
            or self._closed(wish, day, start, end)
        )
        if forbidden is not None:
            return forbidden
        span = span_of(day, start, end, self._zone)
        if span is None:
            return Refusal("hour-skipped", day=day)
        if span.end <= now.astimezone(UTC) or span.start < quarter_before(now):
            return Refusal("past")
        return When(day, start, end, span)

    def reserved(self, day: date) -> tuple[Reserved, ...]:
        """What is kept for a department on a day."""
        return tuple(each for each in self._rules.reserved if each.on(day))

    def allows(self, place: Place, when: When) -> bool:
        """Whether a place is open then."""
        location = self._organisation.location(place.location)
        return location is not None and self._opening(location, when.day, when.start, when.end) is None

    def closed_at(self, place: Place, when: When) -> Refusal:
        """Why a place is not open then."""
        location = self._organisation.location(place.location)
        found = None if location is None else self._opening(location, when.day, when.start, when.end)
        return found or Refusal("unknown-place")

    def whole(self, day: date) -> Span:
        """A day from midnight to midnight."""
        midnight = (
            datetime.combine(day, time(), self._zone),
            datetime.combine(day + timedelta(days=1), time(), self._zone),
        )
        return Span(midnight[0].astimezone(UTC), midnight[1].astimezone(UTC))

    def _where(self, wish: Wish) -> Refusal | None:
        location = self._organisation.location(wish.location)
        if location is None:
            return None
        names = names_of(location)
        if wish.kind == "desk" and not (location.desks or location.partner):
            return Refusal("no-desks", names=names)
        if wish.kind != "desk" and not location.rooms:
            return Refusal("no-rooms", names=names)
        return None

    def _day(self, wish: Wish, day: date, now: datetime) -> Refusal | None:
        today = self.today(now)
        last = today + timedelta(days=self.of(wish.kind).days_ahead)
        if day < today:
            return Refusal("past")
        if day > last:
            return Refusal("too-far", {"days": self.of(wish.kind).days_ahead}, day=last)
        holiday = self._organisation.holidays.on(day)
        if holiday is not None:
            return Refusal("holiday", day=day, names=names_of(holiday))
        return None

    def _hours(self, wish: Wish, start: time, end: time) -> Refusal | None:
        rules = self.of(wish.kind)
        if start >= end:
            return Refusal("backwards")
        if any(each.minute % QUARTER or each.second or each.microsecond for each in (start, end)):
            return Refusal("quarters")
        if rules.whole_parts and not self._is_part(start, end):
            return Refusal("parts-only")
        if quarters(start, end) > rules.longest_hours * QUARTERS_IN_HOUR:
            return Refusal("too-long", {"hours": f"{rules.longest_hours:g}"})
        return None

    def _is_part(self, start: time, end: time) -> bool:
        """A part of the day, or what is left of one that has begun."""
        parts = (self._rules.morning, self._rules.afternoon, self._rules.day)
        return any(first <= start and end == last for first, last in parts)

    def _closed(self, wish: Wish, day: date, start: time, end: time) -> Refusal | None:
        """Why it is closed then: where it was asked for, or, where no location was, everywhere."""
        location = self._organisation.location(wish.location)
        asked = [location] if location is not None else list(self._organisation.locations)
        found = [self._opening(each, day, start, end) for each in asked if self._has(each, wish)]
        return found[0] if found and None not in found else None

    def _has(self, location: Location, wish: Wish) -> bool:
        return (location.desks or location.partner) if wish.kind == "desk" else location.rooms

    def _opening(self, location: Location, day: date, start: time, end: time) -> Refusal | None:
        opens, closes = location.opening.hours
        if day.weekday() not in location.opening.days:
            return Refusal("closed-day", day=day, names=names_of(location))
        if start < opens or end > closes:
            return Refusal("closed-hours", {"open": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"})
        return None

    def shifts(self, wish: Wish, day: date, now: datetime) -> Iterator[tuple[time, time]]:
        """Other hours on the same day for as long, the nearest first; other parts of it where only those may be."""
        start, end = self.hours(wish, day, now)
        if wish.start is None or self.of(wish.kind).whole_parts:
            yield from (part for part in (self._rules.morning, self._rules.afternoon) if part != (start, end))
        if self.of(wish.kind).whole_parts or (wish.start is None and wish.part != "day"):
            return
        for step in (step for size in range(1, FURTHEST * QUARTERS_IN_HOUR) for step in (size, -size)):
            first, last = moved(start, step * SLOT), moved(end, step * SLOT)
            if first is not None and last is not None and first < last:
                yield first, last


class Named(Protocol):
    """What has a name in both languages."""

    def name(self, language: Language) -> str:
        """What it is called in a language."""
        ...


def names_of(named: Named) -> dict[Language, str]:
    """What it is called in every language."""
    return {language: named.name(language) for language in LANGUAGES}
