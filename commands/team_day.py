"""Team days put together: the places that are kept, the work behind them, and the wire in front."""

from __future__ import annotations

from dataclasses import dataclass

from bot.server import Bot
from bot.team_day import Names, TeamDayNotices
from commands.booking import Booking
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.inviting import Inviting
from domain.workspaces.model import Booking as Booked
from domain.workspaces.model import DayOfUse, Span
from domain.workspaces.planning_team import Planning
from domain.workspaces.team_day import TeamDays
from graph.people import People as Directory
from store.database import Connection, Database


@dataclass(frozen=True)
class Beside:
    """Implements domain.workspaces.model.DayOfUse: what hung on a booking already, and team days."""

    before: DayOfUse
    days: TeamDays

    def booked(self, connection: Connection, booking: Booked) -> None:
        """It stands."""
        self.before.booked(connection, booking)

    def freed(self, connection: Connection, booking: Booked, span: Span) -> None:
        """Its place is free for others."""
        self.before.freed(connection, booking, span)
        self.days.freed(connection, booking)


def team_days(database: Database, organisation: Organisation, bookings: Booking, directory: Directory) -> Inviting:
    """Everything up to the wire. From here on the bookings tell it which of them ended."""
    planning = Planning(organisation, bookings.looking, directory)
    made = TeamDays(database, organisation, bookings.places, bookings.looking, bookings.ledger, planning)
    workspaces = bookings.workspaces
    made.others = workspaces.others
    workspaces.day_of_use = Beside(workspaces.day_of_use, made)
    return Inviting(database, made, directory)


def join(
    bot: Bot, made: Inviting, database: Database, people: People, organisation: Organisation, names: Names
) -> None:
    """Gives team days the wire; before the bot starts."""
    made.notices = TeamDayNotices(database, bot.messenger, people, organisation, names)
