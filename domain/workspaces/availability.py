"""What is free on a day: the places that fit a wish, less what bookings and other meetings have of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.workspaces.model import Kind, Offer, Place, PlaceKind, Span, Wish
from domain.workspaces.rules import Rules, When
from store import bookings
from store.bookings import Taken
from store.database import AsyncSession
from store.places_busy import Busy, busy_on

KINDS: Mapping[Kind, tuple[PlaceKind, ...]] = {
    "desk": ("desk", "area", "partner"),
    "room": ("room",),
    "booth": ("booth",),
}


@dataclass(frozen=True)
class Free:
    """What is taken on one day, by place; answers what is free between two slots of it, for one person.

    `own`: the slots in which the person has a desk. `keeps_out`: the zones that are kept for others on that day, as
    (location, zone); zone "" is the whole location.
    """

    rules: Rules
    day: date
    places: tuple[Place, ...]
    taken: Mapping[str, Sequence[tuple[int, int]]]
    own: frozenset[int] = frozenset()
    keeps_out: frozenset[tuple[str, str]] = frozenset()

    def overlaps(self, wish: Wish, span: Span) -> bool:
        """Whether the person has a desk then, and wants one more."""
        return wish.kind == "desk" and not self.own.isdisjoint(range(span.first, span.after))

    def left(self, place: Place, span: Span) -> int:
        """How many bookings a place takes in the whole of a span."""
        if not place.seats:
            return 1
        first, after = span.first, span.after
        there = [each for each in self.taken.get(place.id, ()) if each[0] < after and each[1] > first]
        if not there:
            return place.seats
        return max(0, place.seats - (1 if place.seats == 1 else most_at_once(there)))

    def kept_out(self, place: Place) -> bool:
        """Whether a place is kept for others."""
        return (place.location, place.zone) in self.keeps_out or (place.location, "") in self.keeps_out

    def offers(self, wish: Wish, when: When) -> list[Offer]:
        """What fits and is free, the best first."""
        found: list[Offer] = []
        if self.overlaps(wish, when.span):
            return found
        for place in self.places:
            if fits(place, wish) and not self.kept_out(place) and self.rules.allows(place, when):
                left = self.left(place, when.span)
                if left:
                    found.append(Offer(place, when.day, when.start, when.end, when.span, left))
        return sorted(found, key=lambda offer: _order(offer, wish))


def fits(place: Place, wish: Wish) -> bool:
    """Whether a place is what is wished, apart from when."""
    return (
        place.kind in KINDS[wish.kind]
        and wish.place in ("", place.id)
        and wish.location in ("", place.location)
        and wish.zone in ("", place.zone)
        and wish.features <= place.features
        and (place.accessible or not wish.accessible)
        and (place.kind != "partner" or bool(wish.location))  # nobody goes elsewhere without having said so
        and (place.kind != "room" or place.capacity >= wish.people)
    )


def most_at_once(spans: Iterable[tuple[int, int]]) -> int:
    """How many of these there are at the moment with the most."""
    edges = sorted(edge for first, after in spans for edge in ((first, 1), (after, -1)))
    most = there = 0
    for _, change in edges:
        there += change
        most = max(most, there)
    return most


def _order(offer: Offer, wish: Wish) -> tuple[object, ...]:
    """The smallest room that is large enough; what others may need more (a screen, a desk for a wheelchair) last."""
    place = offer.place
    spare = len(place.features - wish.features)
    special = place.accessible and not wish.accessible
    size = place.capacity if place.kind == "room" else 0
    roomy = -offer.free if place.kind == "area" else 0
    return size, special, spare, place.kind == "partner", roomy, place.location, place.zone, place.name, place.id


@dataclass(frozen=True)
class Day:
    """What is taken on a day, whoever asks."""

    found: Sequence[Taken]
    elsewhere: Sequence[Busy]


async def on_day(session: AsyncSession, whole: Span, day: date, kind: Kind) -> Day:
    """What is taken of a kind on a day, of which `whole` is from midnight to midnight."""
    found = await bookings.taken(session, day, KINDS[kind])
    return Day(found, await busy_on(session, whole.first, whole.after))


def by_place(day: Day, but: str = "") -> dict[str, list[tuple[int, int]]]:
    """The same, by place; the booking `but` does not count: it is to be changed."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for booking, place, first, end in day.found:
        if booking != but:
            taken.setdefault(place, []).append((first, end))
    for busy in day.elsewhere:
        taken.setdefault(busy.place, []).append((busy.first_slot, busy.end_slot))
    return taken
