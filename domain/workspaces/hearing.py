"""What people hear of what a colleague did for them: permissions, and bookings that another made or called off."""

from __future__ import annotations

import hashlib
from typing import Literal, Protocol, cast
from uuid import uuid4

from domain.messenger import Leaving
from domain.workspaces.model import Booking, Did
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from store import delegations
from store.database import Connection, Database
from store.work import Attempt, GoOn, Kind, Payload, enqueue_in

TELL = "workspaces.tell"
About = Literal["asked", "given", "refused", "ended", "unreachable"]


class Bookings(Protocol):
    """The bookings, as far as telling of one goes; implemented by domain.workspaces.booking."""

    async def one(self, id: str) -> Booking | None:
        """A booking, whosever it is."""
        ...


class Notices(Protocol):
    """How people hear it; implemented in bot/. What `leaving` raises keeps the message here, and is raised."""

    async def permission(self, what: About, to: str, about: str, leaving: Leaving) -> Notice:
        """Tells somebody what a colleague asked, allowed, refused or ended; with the buttons for it."""
        ...

    async def booking(self, what: Did, booking: Booking, to: str, about: str, leaving: Leaving) -> Notice:
        """Tells somebody what a colleague did with a booking that is of them both; with a button to cancel it."""
        ...


class Hearing:
    """Promises that somebody hears it, in the transaction in which it happened; and tells them, once."""

    def __init__(self, database: Database, bookings: Bookings) -> None:
        self._database = database
        self._bookings = bookings
        self.notices: Notices | None = None  # bot/ fills it in

    def permission(self, connection: Connection, what: About, *, to: str, about: str, key: str) -> None:
        """Somebody is to hear of a permission. `key`: the activity by which it came about."""
        payload = {"what": what, "to": to, "about": about}
        enqueue_in(connection, TELL, _key(what, to, about, key or uuid4().hex), payload)

    def booking(self, connection: Connection, what: Did, booking: Booking, *, by: str) -> None:
        """Of two who share a booking, the one who did not do it is to hear what `by` did; of one, nobody."""
        if booking.person == booking.by:
            return
        to = booking.by if by == booking.person else booking.person
        payload = {"what": what, "to": to, "about": by, "booking": booking.id}
        enqueue_in(connection, TELL, _key(what, to, booking.id, str(booking.version)), payload)

    async def tell(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells it. Where it does not arrive because Koers is not there, who asked for a permission hears that."""
        notices, what = self.notices, str(payload["what"])
        to, about, id = str(payload["to"]), str(payload["about"]), payload.get("booking")
        if notices is None or not await self._still(what, to, about):
            return None
        if id is None:
            told = await once(
                self._database,
                attempt.key,
                lambda leaving: notices.permission(cast("About", what), to, about, leaving),
            )
            if told is not None and told.outcome.fate == "refused" and what == "asked":
                await self._database.brief(lambda connection: self._not_there(connection, to, about, attempt.key))
            return None
        booking = await self._bookings.one(str(id))
        if booking is not None and to in (booking.person, booking.by):
            await once(
                self._database,
                attempt.key,
                lambda leaving: notices.booking(cast("Did", what), booking, to, about, leaving),
            )
        return None

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {TELL: Kind(self.tell)}

    async def _still(self, what: str, to: str, about: str) -> bool:
        """Whether it is still so: a question may have been taken back, a permission ended."""
        if what not in ("asked", "given"):
            return True
        person, delegate = (to, about) if what == "asked" else (about, to)
        async with self._database.read() as session:
            found = await delegations.find(session, person, delegate)
        return found is not None and found.state == what

    def _not_there(self, connection: Connection, person: str, delegate: str, key: str) -> None:
        found = delegations.look(connection, person, delegate, locked=True)
        if found is not None and found.state == "asked":
            delegations.remove(connection, person, delegate)
            self.permission(connection, "unreachable", to=delegate, about=person, key=key)


def _key(*parts: str) -> str:
    """Short enough for a key, and the same for the same."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()
