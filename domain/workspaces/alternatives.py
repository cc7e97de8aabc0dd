"""What comes nearest to a wish that cannot be: another zone, another time, another day, another location."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain

from domain.workspaces.availability import Free
from domain.workspaces.model import Difference, Offer, Reason, Refusal, Wish
from domain.workspaces.rules import Rules, When

MOST = 3
DAYS = 5  # to either side that are looked at for another day
DESPITE: tuple[Reason, ...] = ("not-for-other", "too-many-open", "gone", "over", "changing", "backwards")
# What is the same at every time, or on every day, is not looked for there.
ALL_DAY: tuple[Reason, ...] = ("holiday", "closed-day", "too-far", "no-desks", "no-rooms", "zone-reserved")
ALWAYS: tuple[Reason, ...] = ("no-desks", "no-rooms", "closed-hours", "too-long", "parts-only", "quarters")

Look = Callable[[date], Awaitable[Free]]
Clear = Callable[[When], bool]  # whether the person has nothing else then


class Alternatives:
    """Looks for them, of one municipality."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def near(self, wish: Wish, day: date, why: Reason, look: Look, now: datetime) -> tuple[Offer, ...]:
        """At most three, of different kinds where there are; the nearest of its kind each. They keep every rule."""
        if why in DESPITE:
            return ()
        there = await look(self._rules.nearest(wish.kind, day, now))  # of a day that can never be nothing is offered
        kinds = [
            iter(self._elsewhere(wish, day, there, now)),
            iter(self._times(wish, day, there, why, now)),
        ]
        firsts = [next(kind, None) for kind in kinds]
        days = await self._days(wish, day, why, look, now, MOST - sum(1 for first in firsts if first))
        found = [first for first in (*firsts, *days[:1]) if first is not None]
        rest = chain(days[1:], *reversed(kinds))
        while len(found) < MOST and (more := next(rest, None)) is not None:
            if all((more.place, more.span) != (each.place, each.span) for each in found):
                found.append(more)
        return tuple(found[:MOST])

    def _best(self, wish: Wish, day: date, there: Free, differs: Difference, now: datetime) -> Offer | None:
        when = self._rules.when(wish, day, now)
        if isinstance(when, Refusal):
            return None
        best = next(iter(there.offers(wish, when)), None)
        return None if best is None else replace(best, differs=differs)

    def _elsewhere(self, wish: Wish, day: date, there: Free, now: datetime) -> Iterator[Offer]:
        """At the same time: another place in the zone, another zone, another location."""
        wider: list[tuple[Difference, Wish]] = []
        if wish.place:
            wider.append(("place", replace(wish, place="")))
        if wish.zone:
            wider.append(("zone", replace(wish, place="", zone="")))
        if wish.location:
            wider.append(("location", replace(wish, place="", zone="", location="")))
        for differs, other in wider:
            offer = self._best(other, day, there, differs, now)
            if offer is not None:
                yield offer

    def _times(self, wish: Wish, day: date, there: Free, why: Reason, now: datetime) -> Iterator[Offer]:
        if why in ALL_DAY:
            return
        for start, end in self._rules.shifts(wish, day, now):
            offer = self._best(replace(wish, start=start, end=end), day, there, "time", now)
            if offer is not None:
                yield offer

    async def _days(self, wish: Wish, day: date, why: Reason, look: Look, now: datetime, most: int) -> list[Offer]:
        if why in ALWAYS:
            return []
        found: list[Offer] = []
        for near in self._nearest(wish, day, now):
            if isinstance(self._rules.when(wish, near, now), Refusal):
                continue
            offer = self._best(wish, near, await look(near), "day", now)
            if offer is not None:
                found.append(offer)
                if len(found) >= max(1, most):
                    break
        return found

    def _nearest(self, wish: Wish, day: date, now: datetime) -> list[date]:
        """The days around one, the nearest first; where it can never be, those at the end of what can be booked."""
        first = self._rules.today(now)
        last = first + timedelta(days=self._rules.of(wish.kind).days_ahead)
        middle = self._rules.nearest(wish.kind, day, now)
        steps = [0, *(step for size in range(1, DAYS + 1) for step in (size, -size))]
        days = [middle + timedelta(days=step) for step in steps]
        return [each for each in days if first <= each <= last and each != day]
