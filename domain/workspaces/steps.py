"""What is to be done next so that Exchange is as a booking is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.workspaces.clock import span_of_slots
from domain.workspaces.model import Span
from store.booking_events import Event
from store.bookings import Stored


@dataclass(frozen=True)
class Step:
    """What is to be done next."""

    name: Literal["tell", "remove", "finish", "create", "move", "ask", "accept", "nothing"]
    event: Event | None = None
    span: Span | None = None


def next_step(stored: Stored, there: tuple[Event, ...]) -> Step:
    """What is to be done next for a booking of which this is in Exchange."""
    if stored.news:
        return Step("tell")
    left = any(event.role == "left" for event in there)  # whoever follows people's own calendars sees when it is gone
    there = tuple(event for event in there if event.role != "left")
    gone = next((event for event in there if event.role == "gone"), None)
    if gone is not None:
        return Step("remove", gone)
    if stored.state not in ("reserved", "confirmed", "changing"):
        return Step("finish" if stored.holds and stored.state != "offered" and not left else "nothing")
    place, slots = stored.place, range(stored.first_slot, stored.end_slot)
    if stored.state == "changing" and stored.wants is not None:
        place, slots = stored.wants
    event = next((event for event in there if event.place == place), None)
    if event is None:  # of a partner: there is nobody to ask
        return Step("nothing" if stored.state == "confirmed" else "accept")
    if not event.event:
        return Step("create", event)
    if (event.first_slot, event.end_slot) != (slots.start, slots.stop):
        return Step("move", event, span_of_slots(slots.start, slots.stop))
    if not event.accepted:
        return Step("ask", event)
    return Step("nothing" if stored.state == "confirmed" else "accept", event)
