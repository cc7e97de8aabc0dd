"""What of a wish is free for somebody; and where nothing is, why not and what comes nearest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Protocol

from domain.organisation import Organisation
from domain.remembered import Remembered
from domain.workspaces.alternatives import DAYS, MOST, Alternatives, Look
from domain.workspaces.availability import KINDS, Day, Free, by_place, fits, on_day
from domain.workspaces.clock import hours_of
from domain.workspaces.model import Availability, Booking, Kind, Offer, Place, Reason, Refusal, Span, Wish
from domain.workspaces.places import Places
from domain.workspaces.rules import Rules, When, names_of
from errors import Unavailable
from graph.people import Person
from graph.problems import GraphProblem
from store.booking_slots import slots_of
from store.database import Database, now

REMEMBERED = 300.0  # seconds that somebody's department is taken to be still the same
MOST_REMEMBERED = 2000  # people
LATELY = 1.0  # seconds that what was free is still what comes nearest: many may want the same place at one moment
MOST_DAYS = 100
AROUND = 2 * DAYS  # days to either side of a wish

Taken = Mapping[str, Sequence[tuple[int, int]]]

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as the department of a person goes."""

    async def person(self, id: str) -> Person | None:
        """A person; None when there is none."""
        ...


class Looking:
    """Looks, of one municipality. Raises Unavailable where the store cannot be read."""

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        places: Places,
        directory: Directory,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.rules = Rules(organisation)
        self.clock = clock
        self._database = database
        self._organisation = organisation
        self._places = places
        self._alternatives = Alternatives(self.rules)
        self._days = Remembered(self._on, most=MOST_DAYS, kept=LATELY, clock=monotonic)
        self._people = Remembered(directory.person, most=MOST_REMEMBERED, kept=REMEMBERED, clock=monotonic)

    async def close(self) -> None:
        """Breaks off what Entra is being asked."""
        await self._people.close()
        await self._days.close()

    async def free(self, person: str, wish: Wish, *, but: str = "") -> Availability:
        """What is free on the first of the days; `but`: the booking that is to be changed."""
        at, look = self.clock(), await self._look(person, wish, but)
        if not wish.days:
            return Availability(wish, (), Refusal("past"))
        day = wish.days[0]
        when = self.rules.when(wish, day, at)
        refusal, offers = (when, ()) if isinstance(when, Refusal) else self._offers(await look(day), wish, when)
        if refusal is not None:
            near = await self._alternatives.near(wish, day, refusal.reason, look, at)
            refusal = replace(refusal, alternatives=near)
            if refusal.reason == "nothing-like-it" and not near and not isinstance(when, Refusal):
                refusal = _largest(await look(day), wish, when) or refusal
        return Availability(wish, offers, refusal)

    async def for_team(self, person: str, wish: Wish) -> Availability:
        """What is free on the first of the days for a team of this person, whatever desk he has himself then."""
        when = self.rules.when(wish, wish.days[0], self.clock())
        if isinstance(when, Refusal):
            return Availability(wish, (), when)
        taken = by_place(await self._day(when.day, wish.kind, 0))
        keeps_out = await self._keeps_out(person, when.day)
        free = Free(self.rules, when.day, await self._places.all(), taken, keeps_out=keeps_out)
        refusal, offers = self._offers(free, wish, when)
        return Availability(wish, offers, refusal)

    async def taken(self, day: date, kind: Kind) -> Taken:
        """What is taken of a kind on a day, by place."""
        return by_place(await self._day(day, kind, 0))

    async def may(self, person: str, wish: Wish, taken: Taken) -> bool:
        """Whether somebody may have the place of a wish on its first day, where no more than this is taken."""
        place, when = await self._places.find(wish.place), self.rules.when(wish, wish.days[0], self.clock())
        if place is None or not fits(place, wish) or isinstance(when, Refusal):
            return False
        own, keeps_out = await self._own(person, wish, ""), await self._keeps_out(person, when.day)
        return bool(Free(self.rules, when.day, (place,), taken, own, keeps_out).offers(wish, when))

    async def instead_of(self, booking: Booking, asked: tuple[str, Span] | None = None) -> tuple[Offer, ...]:
        """What comes nearest to a booking that did not come about. `asked`: to that place and span, which one that
        stands was to become.
        """
        place, span = booking.place, booking.span
        if asked is not None:
            place, span = self._places.known.get(asked[0], place), asked[1]
        day, start, end = hours_of(span, self._organisation.time_zone)
        people = booking.people if place.kind == "room" else 1
        wish = Wish(
            kind_of(place), (day,), start=start, end=end, location=place.location, zone=place.zone, people=people
        )
        found = await self.free(booking.person, wish, but=booking.id if asked is not None else "")
        near = found.refusal.alternatives if found.refusal is not None else ()
        other = [replace(offer, differs="place") for offer in found.offers if offer.place.id != place.id]
        return (*other, *near)[:3]

    async def forbids(self, person: str, wish: Wish, place: Place) -> When | Refusal:
        """The span of a wish for one place, or the rule that forbids it; whether it is free is not looked at."""
        day = wish.days[0]
        when = self.rules.when(wish, day, self.clock())
        if isinstance(when, Refusal):
            return when
        if not self.rules.allows(place, when):
            return self.rules.closed_at(place, when)
        if not fits(place, wish):
            return Refusal("nothing-like-it")
        keeps_out = await self._keeps_out(person, day)
        if (place.location, place.zone) in keeps_out or (place.location, "") in keeps_out:
            return self._reserved(place, day)
        return when

    def _offers(self, free: Free, wish: Wish, when: When) -> tuple[Refusal | None, tuple[Offer, ...]]:
        if free.overlaps(wish, when.span):
            return Refusal("own-overlap"), ()
        offers = tuple(free.offers(wish, when))
        if offers:
            return None, offers
        like = [place for place in free.places if fits(place, wish)]
        if not like:
            return Refusal("nothing-like-it"), ()
        if all(free.kept_out(place) for place in like):
            return self._reserved(like[0], when.day), ()
        if not any(self.rules.allows(place, when) for place in like):
            return self.rules.closed_at(like[0], when), ()
        return Refusal("taken"), ()

    def _reserved(self, place: Place, day: date) -> Refusal:
        kept = [each for each in self.rules.reserved(day) if each.location == place.location]
        own = next((each for each in kept if each.zone in ("", place.zone)), None)
        zone = self._organisation.zone(place.location, place.zone) or self._organisation.location(place.location)
        names = {} if zone is None else names_of(zone)
        return Refusal("zone-reserved", {"team": own.department if own else ""}, day=day, names=names)

    async def _day(self, day: date, kind: Kind, within: float) -> Day:
        try:
            return await self._days.get((day, kind), within)
        except (TimeoutError, Unavailable) as error:  # many look at once, and the database does not keep up
            raise Unavailable("wire-store-unavailable") from error

    async def _on(self, key: tuple[date, Kind]) -> Day:
        day, kind = key
        async with self._database.read() as session:
            return await on_day(session, self.rules.whole(day), day, kind)

    async def _look(self, person: str, wish: Wish, but: str, gone: tuple[Place, Span] | None = None) -> Look:
        """What looks at a day for a person. `gone`: what is taken now, and then what else was free a moment ago will
        do: many may want the same place at once.
        """
        days = dict[date, Free]()
        own = await self._own(person, wish, but)

        async def look(day: date) -> Free:
            if day not in days:
                taken = by_place(await self._day(day, wish.kind, LATELY if gone else 0), but)
                if gone is not None:
                    place, span = gone
                    taken.setdefault(place.id, []).extend([(span.first, span.after)] * place.seats)
                keeps_out = await self._keeps_out(person, day)
                days[day] = Free(self.rules, day, await self._places.all(), taken, own, keeps_out)
            return days[day]

        return look

    async def _own(self, person: str, wish: Wish, but: str) -> frozenset[int]:
        """When the person has a desk, around the day on which one can be offered; it matters to who wants a desk."""
        if wish.kind != "desk" or not wish.days:
            return frozenset()
        day = self.rules.nearest(wish.kind, wish.days[0], self.clock())
        first, last = (self.rules.whole(day + timedelta(days=step)) for step in (-AROUND, AROUND))
        slots = range(first.first, last.after)
        return await self._database.brief(lambda connection: slots_of(connection, person, slots, but))

    async def _keeps_out(self, person: str, day: date) -> frozenset[tuple[str, str]]:
        kept = self.rules.reserved(day)
        if not kept:
            return frozenset()
        own = await self._department(person)
        zones = {(each.location, each.zone) for each in kept}
        allowed = {(each.location, each.zone) for each in kept if own and each.department.casefold() == own.casefold()}
        return frozenset(zones - allowed)

    async def _department(self, person: str) -> str:
        """Where somebody works; "" where Entra does not say: what is kept for a department is not given on a guess."""
        try:
            found = await self._people.get(person, REMEMBERED)
        except (GraphProblem, Unavailable, TimeoutError) as problem:
            log.info("the department of somebody who books is not known: %s", problem)
            return ""
        return found.department if found is not None else ""

    async def refused(self, person: str, place: Place, wish: Wish, when: When, reason: Reason, but: str) -> Refusal:
        """A refusal of a place that somebody wanted to take just now, with what comes nearest."""
        near = tuple[Offer, ...]()
        try:
            look = await self._look(person, wish, but, (place, when.span))
            near = await self._alternatives.near(wish, when.day, reason, look, self.clock())
        except Unavailable as problem:  # that it is taken is known all the same
            log.info("what else is free is not known: %s", problem)
        values: dict[str, str | int] = {}
        if reason == "too-many-open":
            values["limit"] = self.rules.of(wish.kind).open_bookings
        return Refusal(reason, values, alternatives=near)


class Once:
    """Whether people may have a place, for many of them: what is taken on a day is looked up once."""

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._taken: dict[tuple[date, Kind], Taken] = {}

    async def may(self, person: str, wish: Wish) -> bool:
        """Whether somebody may have the place of a wish; it may be gone by now, so that taking it decides."""
        key = wish.days[0], wish.kind
        if key not in self._taken:
            self._taken[key] = await self._looking.taken(*key)
        return await self._looking.may(person, wish, self._taken[key])


def _largest(free: Free, wish: Wish, when: When) -> Refusal | None:
    """Where no room is large enough for so many: which is the largest, and the largest that are free then."""
    smaller = replace(wish, people=1, place="", zone="", location="")
    rooms = [place for place in free.places if fits(place, smaller)]
    largest = max(rooms, key=lambda place: place.capacity, default=None)
    if wish.kind != "room" or largest is None or largest.capacity >= wish.people:
        return None
    found = sorted(free.offers(smaller, when), key=lambda offer: -offer.place.capacity)[:MOST]
    near = tuple(
        replace(each, differs="place" if wish.location in ("", each.place.location) else "location") for each in found
    )
    return Refusal("too-many-people", {"place": largest.name, "count": largest.capacity}, alternatives=near)


def kind_of(place: Place) -> Kind:
    """As what somebody asks for a place."""
    return next(kind for kind, kinds in KINDS.items() if place.kind in kinds)
