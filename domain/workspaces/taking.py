"""Takes the slots of a booking and gives them back: all of what is asked, or nothing."""

from __future__ import annotations

from domain.workspaces.model import Place, PlaceKind, Reason
from store.booking_slots import (
    give_person,
    give_seats,
    person_missing,
    seats_missing,
    take_person,
    take_seats,
    without,
)
from store.bookings import Stored
from store.database import Connection

TRIES = 8  # for a seat of an area that other processes take at the same moment
DESKS: tuple[PlaceKind, ...] = ("desk", "area", "partner")


def take(connection: Connection, id: str, person: str, place: Place, slots: range) -> Reason | None:
    """Takes the slots that the booking has not yet. Where it cannot, nothing of it is taken but what was before."""
    desk = place.kind in DESKS
    for _ in range(TRIES):
        wanted = person_missing(connection, person, slots, id) if desk else []
        if wanted is None:
            return "own-overlap"
        seats = seats_missing(connection, place.id, place.seats, slots, id) if place.seats else []
        if seats is None:
            return "taken"
        if take_seats(connection, place.id, id, seats) and take_person(connection, person, id, wanted):
            return None
        for slot, _seat in seats:
            give_seats(connection, place.id, id, range(slot, slot + 1))
        for slot in wanted:
            give_person(connection, person, id, range(slot, slot + 1))
    return "taken"


def give(connection: Connection, id: str, person: str, place: Place, slots: range) -> None:
    """Gives back what a booking took of a place and a person."""
    give_seats(connection, place.id, id, slots)
    if place.kind in DESKS:
        give_person(connection, person, id, slots)


def keep(connection: Connection, stored: Stored, kept: str, slots: range, other: str, its: range) -> None:
    """Of what a booking has in two places, or at two times, it keeps `slots` of `kept` and no more."""
    for left in without(its, slots):
        give_person(connection, stored.person, stored.id, left)
        if other == kept:
            give_seats(connection, other, stored.id, left)
    if other != kept:
        give_seats(connection, other, stored.id, its)


def hand_over(connection: Connection, stored: Stored, person: str) -> bool:
    """The slots of who has a booking become somebody else's. False: that one has a desk then, and nothing changes."""
    slots = range(stored.first_slot, stored.end_slot)
    wanted = person_missing(connection, person, slots, stored.id)
    if wanted is None:
        return False
    if not take_person(connection, person, stored.id, wanted):
        give_person(connection, person, stored.id, slots)
        return False
    give_person(connection, stored.person, stored.id, slots)
    return True


def free_person(connection: Connection, stored: Stored) -> None:
    """The person may have another desk from now on; the place stays taken."""
    for _, slots in _all_of(stored):
        give_person(connection, stored.person, stored.id, slots)


def let_go(connection: Connection, stored: Stored) -> None:
    """Gives back all that a booking has and asks for."""
    free_person(connection, stored)
    for place, slots in _all_of(stored):
        give_seats(connection, place, stored.id, slots)


def _all_of(stored: Stored) -> list[tuple[str, range]]:
    """What it has, and what it asks for."""
    own = (stored.place, range(stored.first_slot, stored.end_slot))
    return [own] if stored.wants is None else [own, stored.wants]
