"""Quiet hours: when a person wants to hear nothing that can wait, and when that ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store import quiet_hours
from store.database import Database
from store.quiet_hours import QuietHours

SATURDAY = 5  # of date.weekday()


def quiet_until(hours: QuietHours, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet that it is now ends; None when it is not quiet. Both aware.

    Quiet hours that run into each other, such as a night into a quiet Saturday, count as one. Where the hour at which
    they end does not exist or exists twice, they end at the first moment that the clock shows it or passes it.
    """
    at = now
    for _ in range(8):  # a night, a weekend and a night are three
        end = _end_of_one(hours, at, zone)
        if end is None:
            break
        at = end
    return at if at > now else None


def _end_of_one(hours: QuietHours, at: datetime, zone: ZoneInfo) -> datetime | None:
    local = at.astimezone(zone)
    if hours.weekend and local.weekday() >= SATURDAY:
        return _moment(local.date() + timedelta(days=7 - local.weekday()), 0, zone)
    for day in (local.date() - timedelta(days=1), local.date()):
        start = _moment(day, hours.start, zone)
        end = _moment(day if hours.end > hours.start else day + timedelta(days=1), hours.end, zone)
        if hours.start != hours.end and start <= at < end:
            return end
    return None


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)


class QuietTimes:
    """What people chose, by Entra object id; implements domain.announcements.model.Quiet."""

    def __init__(self, database: Database, zone: ZoneInfo) -> None:
        self._database = database
        self._zone = zone

    async def of(self, person: str) -> QuietHours | None:
        """What a person chose, or None."""
        async with self._database.read() as session:
            return await quiet_hours.of_person(session, person)

    async def choose(self, person: str, hours: QuietHours | None) -> None:
        """Remembers a choice, or forgets it; stored when this returns."""
        async with self._database.write() as session:
            if hours is None:
                await quiet_hours.forget(session, person)
            else:
                await quiet_hours.choose(session, person, hours)

    async def until(self, people: tuple[str, ...], now: datetime) -> Mapping[str, datetime]:
        """Of these people, who is quiet now, and until when."""
        async with self._database.read() as session:
            chosen = await quiet_hours.of_people(session, people)
        ends = {person: quiet_until(hours, now, self._zone) for person, hours in chosen.items()}
        return {person: end for person, end in ends.items() if end is not None}
