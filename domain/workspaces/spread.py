"""How busy it is, as numbers of groups: how many people sit where in a part of a day, and never fewer than five.

Each zone is judged by itself, and whatever is said of a location is worked out from what is shown of its zones. So no
total, share or average holds anything of a number that is withheld, and there is nothing to subtract.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
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

    def of(self, part: Part, day: date) -> tuple[float, float]:
        """When a part of a day begins and ends, in seconds since 1970."""
        start, end = self.morning if part == "morning" else self.afternoon
        return self._moment(day, start), self._moment(day, end)

    def _moment(self, day: date, hour: time) -> float:
        return datetime.combine(day, hour, self.zone).timestamp()


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody has a place in a zone on a day, from `start` until `end` in seconds since 1970."""

    person: str
    location: str
    zone: str
    day: date
    start: float
    end: float


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
    parts: dict[date, list[tuple[Part, float, float]]]
    parts = {day: [(part, *clock.of(part, day)) for part in PARTS] for day in days}
    spent: dict[tuple[date, Part, str], dict[tuple[str, str], float]] = {}
    for stay in stays:
        for part, begin, end in parts.get(stay.day, ()):
            inside = min(stay.end, end) - max(stay.start, begin)
            if inside > 0:
                places = spent.setdefault((stay.day, part, stay.person), {})
                where = (stay.location, stay.zone)
                places[where] = places.get(where, 0.0) + inside
    found: dict[tuple[date, Part], list[tuple[str, str]]] = defaultdict(list)
    for (day, part, _), places in spent.items():
        longest = max(sorted(places), key=lambda where: places[where]) if len(places) > 1 else next(iter(places))
        found[day, part].append(longest)
    return found
