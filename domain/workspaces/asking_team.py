"""Until when a team is asked, and who is in it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.holidays import Holidays
from graph.people import Person

EVENING = time(18)  # the evening before, at which whoever did not answer loses the place that is kept
SHORTEST = timedelta(hours=1)  # that somebody has to answer


class Directory(Protocol):
    """Microsoft Entra, as far as teams go."""

    async def manager(self, id: str) -> Person | None:
        """Whom somebody reports to."""
        ...

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        """Who reports to somebody and works here."""
        ...

    async def working(self, id: str) -> Person | None:
        """A colleague, as long as he works here."""
        ...

    async def names(self, ids: list[str]) -> dict[str, str]:
        """How people are called; who is gone is not in it."""
        ...


async def team(directory: Directory, person: str) -> tuple[Person, ...]:
    """The team of somebody, without him: who reports to him; of who leads nobody his manager and who reports to that
    one too. Empty where he has none.
    """
    reports = await directory.direct_reports(person)
    if reports:
        return tuple(each for each in reports if each.id != person)
    above = await directory.manager(person)
    leader = await directory.working(above.id) if above is not None else None
    if leader is None:
        return ()
    others = tuple(each for each in await directory.direct_reports(leader.id) if each.id not in (person, leader.id))
    return (leader, *others)


def answer_until(now: datetime, day: date, start: datetime, holidays: Holidays, zone: ZoneInfo) -> datetime:
    """Until when a place is kept for who is asked now: this hour of the next day on which people work, and no later
    than the evening before.

    Who is asked so late that hardly anything is left of that has an hour, and no longer than until it begins.
    """
    local = now.astimezone(zone)
    following = local.date() + timedelta(days=1)
    while following.weekday() > 4 or holidays.on(following) is not None:
        following += timedelta(days=1)
    next_day = datetime.combine(following, local.time(), zone)
    evening = datetime.combine(day - timedelta(days=1), EVENING, zone)
    until = min(next_day, evening, key=datetime.timestamp)
    if until - local < SHORTEST:
        until = local + SHORTEST
    return min(until, start, key=datetime.timestamp) if start > now else until
