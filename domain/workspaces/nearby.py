"""Places near each other: so many in as few zones as can be, and those beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.organisation import Location
from domain.workspaces.model import Offer, Place


@dataclass(frozen=True)
class Near:
    """Places at one location, as many as were asked for; an area is in it once for each desk of it. `zones`: where
    they are, the one with most of them first.
    """

    location: str
    zones: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class _Zone:
    id: str
    at: int  # its place among the zones of the location, which lie from lively to quiet
    seats: tuple[Place, ...]


def near(offers: Sequence[Offer], count: int, locations: Iterable[Location], zone: str = "") -> Near | None:
    """So many places near each other; None where there are not.

    All in one zone where that can be, else in zones that follow each other in the list of the municipality: those lie
    beside each other. Of those that do equally well the first is taken: the list begins with the liveliest, and a team
    that comes together talks. `zone`: one that has to be among them.
    """
    best: tuple[int, Near] | None = None
    for location in locations:
        found = _at(location, _zones(location, offers), count, zone)
        if found is not None and (best is None or len(found.zones) < best[0]):
            best = len(found.zones), found
    return None if best is None else best[1]


def most_near(offers: Sequence[Offer], locations: Iterable[Location]) -> int:
    """How many there are at the location with the most."""
    return max((sum(len(zone.seats) for zone in _zones(each, offers)) for each in locations), default=0)


def _at(location: Location, zones: Sequence[_Zone], count: int, wanted: str) -> Near | None:
    for wide in range(1, len(zones) + 1):
        for first in range(len(zones) - wide + 1):
            these = zones[first : first + wide]
            beside = these[-1].at - these[0].at == wide - 1
            has = not wanted or any(zone.id == wanted for zone in these)
            if beside and has and sum(len(zone.seats) for zone in these) >= count:
                return _taken(location, these, count, wanted)
    return None


def _taken(location: Location, zones: Sequence[_Zone], count: int, wanted: str) -> Near:
    """Fills the zone that was wanted first, then the ones with the most room, so that few sit by themselves."""
    order = sorted(zones, key=lambda zone: (zone.id != wanted, -len(zone.seats), zone.at))
    places = [seat for zone in order for seat in zone.seats][:count]
    used = tuple(dict.fromkeys(place.zone for place in places))
    return Near(location.id, used, tuple(places))


def _zones(location: Location, offers: Sequence[Offer]) -> list[_Zone]:
    """The zones that have something, with each desk by itself: those of one area and of one floor together."""
    names = [zone.id for zone in location.zones]
    here = [offer for offer in offers if offer.place.location == location.id and offer.place.kind != "partner"]
    found: list[_Zone] = []
    for at, id in enumerate([*names, ""]):
        its = [offer for offer in here if (offer.place.zone if offer.place.zone in names else "") == id]
        floors = {floor: sum(o.free for o in its if o.place.floor == floor) for floor in {o.place.floor for o in its}}
        its.sort(key=lambda offer: _order(offer, floors))
        seats = tuple(offer.place for offer in its for _ in range(offer.free))
        if seats:
            found.append(_Zone(id, at, seats))
    return found


def _order(offer: Offer, floors: dict[str, int]) -> tuple[object, ...]:
    place = offer.place  # a desk for a wheelchair last: somebody may need it
    return place.accessible, -floors[place.floor], place.floor, -offer.free, place.name, place.id
