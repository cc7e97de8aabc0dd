"""The durable work behind a booking: to make Exchange as the booking is, and to say so."""

from __future__ import annotations

from store.bookings import Stored
from store.database import Connection
from store.work import enqueue_in

BOOK, CHANGE, CANCEL = "workspaces.book", "workspaces.change", "workspaces.cancel"
# One booking is in one lane, so that two pieces of its work never run at the same time; as many lanes as a process
# does pieces side by side.
LANES = 16


def promise(connection: Connection, booking: Stored) -> None:
    """To make Exchange as this booking is now. Promised twice for a version, it is done once."""
    name = {"reserved": BOOK, "changing": CHANGE}.get(booking.state, CANCEL)
    key = f"{booking.id}:{booking.version}"
    lane = int(booking.id[:4], 16) % LANES
    enqueue_in(connection, name, key, {"booking": booking.id}, partition=f"bookings/{lane}")
