"""The day of use: checking in, the waiting list and how busy it is, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.workspaces import occupancy_file
from domain.workspaces.checking_in import CheckingIn
from domain.workspaces.model import Booking, Span
from domain.workspaces.notices import Notices
from domain.workspaces.occupancy import Occupancy
from domain.workspaces.offering import Offering
from domain.workspaces.waiting import WaitingList
from locales import Language
from store.database import Connection
from store.work import Kind


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def occupancy(self, person: str, language: Language) -> str:
        """The address of the file. Raises Unavailable where Koers has no address of its own."""
        ...


@dataclass
class DayOfUse:
    """All that the dialogs lean on; implements domain.workspaces.model.DayOfUse.

    What is there only with the wire is filled in before the bot starts: `tell` and `downloads`.
    """

    checking_in: CheckingIn
    waiting: WaitingList
    offering: Offering
    occupancy: Occupancy
    downloads: Downloads | None = None

    def booked(self, connection: Connection, booking: Booking) -> None:
        """A booking stands: whoever has it is reminded, and loses the place without being there."""
        self.checking_in.booked(connection, booking)

    def freed(self, connection: Connection, booking: Booking, span: Span) -> None:
        """A place is free for others: for who waits first."""
        self.offering.freed(connection, booking, span)

    async def occupancy_file(self, language: Language) -> bytes:
        """How busy it was and is, as a workbook."""
        return await occupancy_file.made(self.occupancy, language)

    def tell_by(self, notices: Notices) -> None:
        """How people hear of it; before the bot starts."""
        self.checking_in.notices = notices
        self.offering.notices = notices

    def at(self, clock: Callable[[], datetime]) -> None:
        """What time it is, where it is not now."""
        self.checking_in.clock = clock
        self.waiting.clock = clock
        self.offering.clock = clock

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {**self.checking_in.kinds(), **self.offering.kinds()}
