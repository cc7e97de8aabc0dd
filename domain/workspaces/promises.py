"""The durable work behind a booking: to make Exchange as the booking is, and to say so."""

from __future__ import annotations

from domain.workspaces.model import Happened
from store.bookings import Stored
from store.database import Connection
from store.work import Json, enqueue_in

BOOK, CHANGE, CANCEL = "workspaces.book", "workspaces.change", "workspaces.cancel"
NEWS = "workspaces.news"
# What happens without the person having pressed anything: a card that changes further up in the chat is not enough.
MUST_HEAR: tuple[Happened, ...] = ("declined", "not-changed", "cancelled-elsewhere", "failed")
# One booking is in one lane, so that two pieces of its work never run at the same time; as many lanes as a process
# does pieces side by side.
LANES = 16


def promise(connection: Connection, booking: Stored) -> None:
    """To make Exchange as this booking is now. Promised twice for a version, it is done once."""
    name = {"reserved": BOOK, "changing": CHANGE}.get(booking.state, CANCEL)
    key = f"{booking.id}:{booking.version}"
    lane = int(booking.id[:4], 16) % LANES
    enqueue_in(connection, name, key, {"booking": booking.id}, partition=f"bookings/{lane}")


def promise_news(connection: Connection, booking: Stored, asked: tuple[str, range] | None = None) -> None:
    """To tell who has this booking, and who made it, what just happened; in the transaction in which it does. `asked`:
    the place and the slots of a change that cannot be.
    """
    if booking.news not in MUST_HEAR:
        return
    for person in dict.fromkeys((booking.booker, booking.person)):
        key = f"{booking.id}:{booking.version}:{person}"
        then: list[Json] = [booking.place, booking.first_slot, booking.end_slot]
        payload: dict[str, Json] = {"booking": booking.id, "happened": booking.news, "to": person, "then": then}
        if asked is not None:
            payload["asked"] = [asked[0], asked[1].start, asked[1].stop]
        enqueue_in(connection, NEWS, key, payload)
