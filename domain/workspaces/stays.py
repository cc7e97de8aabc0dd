"""Who sits where, for counting how busy it is: bookings of desks with the zone that their place is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.organisation import Organisation, Zone
from domain.workspaces.model import SLOT, STANDING
from domain.workspaces.places import Places
from domain.workspaces.spread import Area, Stay
from store import seated
from store.database import Database

LONG = SLOT.total_seconds()


class Seats:
    """Implements domain.workspaces.occupancy.Stays on the bookings and the places."""

    def __init__(self, database: Database, organisation: Organisation, places: Places) -> None:
        self._database = database
        self._organisation = organisation
        self._places = places

    async def stays(self, first: date, last: date, people: Sequence[str] | None = None) -> Sequence[Stay]:
        """Who has a place from a day up to and including another one. A place that is gone has no zone any more."""
        await self._places.all()
        known = self._places.known
        async with self._database.read() as session:
            found = await seated.between(session, self._organisation.id, first, last, STANDING, people)
        return [
            Stay(one.person, place.location, place.zone, one.day, one.first_slot * LONG, one.end_slot * LONG)
            for one in found
            if (place := known.get(one.place)) is not None
        ]

    async def areas(self) -> Sequence[Area]:
        """The zones with their desks, in the order of organisation.toml; partners that count none at the end."""
        desks, partners = Counter[tuple[str, str]](), list[Area]()
        for place in await self._places.all():
            if place.kind in ("desk", "area"):
                desks[place.location, place.zone] += place.capacity
            elif place.kind == "partner":
                partners.append(Area(place.location, "", place.capacity))
        order = [(location.id, zone) for location in self._organisation.locations for zone in _zones(location.zones)]
        areas = [Area(*key, desks[key]) for key in order if desks[key]]
        return [*areas, *partners]


def _zones(zones: Sequence[Zone]) -> list[str]:
    return [*(zone.id for zone in zones), ""]
