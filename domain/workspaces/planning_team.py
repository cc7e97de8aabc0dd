"""Where a team could sit: places near each other on a day, or why there are none and when there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from domain.organisation import Organisation
from domain.workspaces.asking_team import Directory, team
from domain.workspaces.looking import Looking
from domain.workspaces.model import Refusal, Span, Wish
from domain.workspaces.nearby import Near, most_near, near
from errors import Unavailable, WordedError
from graph.people import Person
from graph.problems import GraphProblem

LARGEST = 40  # people, the organiser included
OTHER_DAYS = 10  # days ahead in which another one is looked for
MOST_OTHERS = 3  # that are offered


@dataclass(frozen=True)
class Plan:
    """Where a team could sit: the places, or why not. `free`: how many there are at most at one location; `days`:
    others on which it can be.
    """

    wish: Wish
    near: Near | None = None
    start: time = time()
    end: time = time()
    span: Span | None = None
    refusal: Refusal | None = None
    free: int = 0
    days: tuple[date, ...] = ()


class Planning:
    """Looks, and keeps nothing. Raises Unavailable where Entra or the store is away."""

    def __init__(self, organisation: Organisation, looking: Looking, directory: Directory) -> None:
        self._organisation = organisation
        self._looking = looking
        self._directory = directory

    async def team(self, person: str) -> tuple[Person, ...]:
        """The team of somebody, without him. Raises WordedError where he has none, or it is too large."""
        try:
            found = await team(self._directory, person)
        except (GraphProblem, TimeoutError) as problem:
            raise Unavailable("team-day-directory-away") from problem
        if not found:
            raise WordedError("team-day-no-team")
        if len(found) >= LARGEST:
            raise WordedError("team-day-too-large", limit=LARGEST)
        return found

    async def plan(self, person: str, wish: Wish, count: int) -> Plan:
        """Where so many people can sit near each other on the first of the days, or why not and on which other ones."""
        plan = await self.at(person, wish, count)
        if plan.near is not None or (plan.refusal is not None and plan.refusal.reason not in ("taken", "closed-day")):
            return plan
        others: list[date] = []
        for ahead in range(1, OTHER_DAYS + 1):
            day = wish.days[0] + timedelta(days=ahead)
            if day.weekday() < 5 and (await self.at(person, replace(wish, days=(day,)), count)).near is not None:
                others.append(day)
            if len(others) == MOST_OTHERS:
                break
        return replace(plan, days=tuple(others))

    async def at(self, person: str, wish: Wish, count: int) -> Plan:
        """Where they can sit on that day, or why not."""
        # The whole location is looked at: where the zone that was asked for is too small, those beside it may do.
        found = await self._looking.for_team(person, replace(wish, zone=""))
        if found.refusal is not None:
            return Plan(wish, refusal=found.refusal)
        first = found.offers[0]
        places = near(found.offers, count, self._organisation.locations, wish.zone)
        free = most_near(found.offers, self._organisation.locations)
        refusal = None if places is not None else Refusal("taken")
        return Plan(wish, places, first.start, first.end, first.span, refusal, free)
