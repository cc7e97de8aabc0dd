"""How busy it is, as numbers of groups: how many people sit where in a part of a day, and never fewer than five.

Each zone is judged by itself, and whatever is said of a location is worked out from what is shown of its zones. So no
total, share or average holds anything of a number that is withheld, and there is nothing to subtract.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from domain.workspaces.configured import Hours

Part = Literal["morning", "afternoon"]
PARTS: tuple[Part, ...] = get_args(Part)
FEWEST = 5  # people; a smaller group could be told from who is in it


@dataclass(frozen=True)
class Clock:
    """When the parts of a day are, by the clock on the wall of a municipality."""

    zone: ZoneInfo
    morning: Hours
    afternoon: Hours

    def of(self, part: Part, day: date) -> tuple[datetime, datetime]:
        """When a part of a day begins and ends, in UTC."""
        start, end = self.morning if part == "morning" else self.afternoon
        return self._moment(day, start), self._moment(day, end)

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


@dataclass(frozen=True)
class Stay:
    """Somebody has a place in a zone, from `start` until `end` (aware)."""

    person: str
    location: str
    zone: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Area:
    """A zone of a location ("" where it has none) with so many places. `places` 0: nobody counts them there."""

    location: str
    zone: str
    places: int


@dataclass(frozen=True)
class InZone:
    """A zone in a part of a day. `people` None: fewer than five, which may be nobody."""

    zone: str
    people: int | None
    places: int

    @classmethod
    def of(cls, zone: str, people: int, places: int) -> InZone:
        """What may be shown of a number of people."""
        return cls(zone, people if people >= FEWEST else None, places)


@dataclass(frozen=True)
class Spread:
    """A location in a part of a day."""

    location: str
    day: date
    part: Part
    zones: tuple[InZone, ...]

    @property
    def people(self) -> int:
        """How many people there are at least: those in the zones whose number is shown."""
        return sum(zone.people or 0 for zone in self.zones)

    @property
    def exact(self) -> bool:
        """Whether no number is withheld, so that there are no more people than that."""
        return all(zone.people is not None for zone in self.zones)

    @property
    def shown(self) -> bool:
        """Whether there is a number to show."""
        return any(zone.people is not None for zone in self.zones)

    @property
    def places(self) -> int:
        """How many places there are."""
        return sum(zone.places for zone in self.zones)

    @property
    def percent(self) -> int | None:
        """How many of a hundred places are taken at least; None where nobody counts the places."""
        return min(100, self.people * 100 // self.places) if self.places else None


def counted(stays: Iterable[Stay], areas: Iterable[Area], days: Iterable[date], clock: Clock) -> list[Spread]:
    """How busy each location with these areas is on these days: a spread for each part, ordered by day and part.

    A person counts once in a part of a day: where they sit longest of it.
    """
    by_location: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        by_location[area.location].append(area)
    sat: dict[tuple[date, Part], Counter[tuple[str, str]]] = defaultdict(Counter)
    wanted = sorted(set(days))
    for key, places in _longest(stays, frozenset(wanted), clock).items():
        sat[key].update(places)
    return [
        Spread(
            location,
            day,
            part,
            tuple(InZone.of(area.zone, sat[day, part][location, area.zone], area.places) for area in its),
        )
        for day in wanted
        for part in PARTS
        for location, its in by_location.items()
    ]


def _longest(
    stays: Iterable[Stay], days: frozenset[date], clock: Clock
) -> dict[tuple[date, Part], list[tuple[str, str]]]:
    """Where each person sits longest, for each part of a day in which they sit anywhere."""
    spent: dict[tuple[date, Part, str], dict[tuple[str, str], timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for stay in stays:
        first, last = (moment.astimezone(clock.zone).date() for moment in (stay.start, stay.end))
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if day not in days:
                continue
            for part in PARTS:
                inside = _overlap(stay, *clock.of(part, day))
                if inside > timedelta():
                    spent[day, part, stay.person][stay.location, stay.zone] += inside
    found: dict[tuple[date, Part], list[tuple[str, str]]] = defaultdict(list)
    for (day, part, _), places in spent.items():
        found[day, part].append(max(sorted(places), key=lambda place: places[place]))
    return found


def _overlap(stay: Stay, begin: datetime, end: datetime) -> timedelta:
    # In UTC, as two moments of one zone are subtracted by the clock on the wall.
    return min(stay.end.astimezone(UTC), end) - max(stay.start.astimezone(UTC), begin)
