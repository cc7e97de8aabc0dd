"""The places of a municipality: read from Microsoft Places now and then, and known when Graph is down, too."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Protocol, cast

from domain.leading import Leads, alone
from domain.organisation import Location, Organisation
from domain.workspaces.model import FEATURES, Place, PlaceKind
from errors import Unavailable
from graph.places import FoundPlace
from graph.problems import GraphProblem
from store import places as stored
from store.database import Database
from store.places import StoredPlace

EVERY = 900.0  # seconds between two looks at Microsoft Places
AGAIN = 60.0  # seconds, where it could not be reached
FRESH = 60.0  # seconds that what another process has stored may be unknown here
LARGEST = 2000  # desks in an area
BOOTH = "belcel"  # the tag of a call booth
# The tags in Exchange that say what a place has; devices that Graph knows itself are called the same there and here.
TAGS = {
    "whiteboard": "whiteboard",
    "zit-sta": "standing_desk",
    "twee schermen": "two_screens",
    "dockingstation": "docking_station",
    "raam": "window",
}
PARTNER = "partner:"  # and the id of the location

log = logging.getLogger(__name__)


class Finding(Protocol):
    """Microsoft Places."""

    async def all_places(self) -> tuple[FoundPlace, ...]:
        """Every place with a mailbox. Raises Unavailable and GraphProblem."""
        ...


class Places:
    """What can be booked, of one municipality."""

    def __init__(
        self, database: Database, organisation: Organisation, finding: Finding | None = None, leads: Leads = alone
    ) -> None:
        """`leads`: whether this process reads Microsoft Places; else it takes over what another one has read."""
        self._database = database
        self._organisation = organisation
        self._finding = finding
        self._leads = leads
        self._known: Mapping[str, Place] = {}
        self._there: tuple[Place, ...] = ()
        self._read = float("-inf")

    @property
    def known(self) -> Mapping[str, Place]:
        """Every place by its id, those that are gone included, as this process knows them."""
        return self._known

    async def all(self) -> tuple[Place, ...]:
        """What can be booked. Raises Unavailable where the store cannot be read and never could be."""
        if monotonic() - self._read > FRESH:
            try:
                await self.load()
            except Unavailable:
                if not self._known:
                    raise
        return self._there

    async def find(self, id: str) -> Place | None:
        """The place with that id, where it can be booked."""
        return next((place for place in await self.all() if place.id == id), None)

    async def capacity(self) -> Mapping[tuple[str, str], int]:
        """How many desks each zone of each location has."""
        desks = Counter[tuple[str, str]]()
        for place in await self.all():
            if place.kind in ("desk", "area"):
                desks[place.location, place.zone] += place.capacity
        return desks

    async def load(self) -> None:
        """Takes over what is stored."""
        async with self._database.read() as session:
            found = await stored.everything(session, self._organisation.id)
        own = [_partner(location) for location in self._organisation.locations if location.partner]
        self._known = {place.id: place for place in (*(_place(each) for each in found), *own)}
        self._there = (*(self._known[each.id] for each in found if each.there), *own)
        self._read = monotonic()

    async def sync(self) -> None:
        """Reads Microsoft Places, and stores what it has. Raises Unavailable and GraphProblem."""
        if self._finding is None:
            return
        found = to_store(await self._finding.all_places(), self._organisation)
        async with self._database.write() as session:
            changed = await stored.replace_all(session, self._organisation.id, found)
        if changed:
            log.info("%d places can be booked", len(found))
        await self.load()

    async def run(self, stop: asyncio.Event) -> None:
        """Reads it at once and every quarter of an hour until `stop`; what fails is logged and tried again."""
        while not stop.is_set():
            wait = EVERY
            try:
                if await self._leads():
                    await self.sync()
                else:
                    wait = FRESH
                    await self.load()
            except (Unavailable, GraphProblem) as problem:
                wait = AGAIN
                log.warning("the places cannot be read: %s", problem)
            except Exception:
                wait = AGAIN
                log.exception("reading the places failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)


def to_store(found: Iterable[FoundPlace], organisation: Organisation) -> list[StoredPlace]:
    """What of these can be booked: in a building that is one of our locations, and not more than its rules allow."""
    locations = {(each.building or each.name_nl).casefold(): each for each in organisation.locations}
    stored: dict[str, StoredPlace] = {}
    for place in found:
        location = locations.get(place.building.casefold())
        kind = _kind(place)
        if location is None or not place.reservable or not place.address or len(place.id) > 64:
            continue
        if not (location.desks if kind in ("desk", "area") else location.rooms):
            continue
        if not 0 < place.capacity <= LARGEST:
            log.warning("%s has a capacity of %d and cannot be booked", place.id, place.capacity)
            continue
        stored[place.id] = StoredPlace(
            id=place.id,
            organisation=organisation.id,
            name=(place.label or place.name)[:255],
            kind=kind,
            location=location.id,
            zone=_zone(place, location),
            floor=place.floor[:255],
            capacity=place.capacity,
            address=place.address[:255],
            features=_features(place),
            accessible=place.accessible,
        )
    return list(stored.values())


def _kind(place: FoundPlace) -> PlaceKind:
    if place.kind == "room":
        return "booth" if place.capacity == 1 or BOOTH in _tags(place) else "room"
    return "desk" if place.kind == "desk" else "area"


def _tags(place: FoundPlace) -> Sequence[str]:
    return [tag.casefold().strip() for tag in place.tags]


def _features(place: FoundPlace) -> tuple[str, ...]:
    has = {*place.features, *(TAGS[tag] for tag in _tags(place) if tag in TAGS)}
    return tuple(name for name in FEATURES if name in has)


def _zone(place: FoundPlace, location: Location) -> str:
    zones = {(zone.section or zone.name_nl).casefold(): zone.id for zone in location.zones}
    return zones.get(place.section.casefold(), "")


def _partner(location: Location) -> Place:
    return Place(PARTNER + location.id, location.name_nl, "partner", location.id, capacity=location.capacity)


def _place(each: StoredPlace) -> Place:
    return Place(
        each.id,
        each.name,
        cast(PlaceKind, each.kind),
        each.location,
        each.zone,
        each.floor,
        each.capacity,
        each.address,
        frozenset(each.features),
        each.accessible,
    )
