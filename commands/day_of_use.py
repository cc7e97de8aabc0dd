"""The day of use put together: checking in, the waiting list and how busy it is, and the wire in front of them."""

from __future__ import annotations

from bot.day_of_use import DayNotices
from bot.server import Bot
from domain.announcements.model import Quiet
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.booking import Workspaces
from domain.workspaces.checking_in import CheckingIn
from domain.workspaces.day_of_use import DayOfUse
from domain.workspaces.occupancy import Directory, Occupancy
from domain.workspaces.offering import Offering
from domain.workspaces.stays import Seats
from domain.workspaces.waiting import WaitingList
from store.database import Database


def day_of_use(
    database: Database, organisation: Organisation, workspaces: Workspaces, directory: Directory, quiet: Quiet
) -> DayOfUse:
    """Everything up to the wire. From here on the bookings call it."""
    rules, zone = organisation.workspaces, organisation.time_zone
    made = DayOfUse(
        CheckingIn(database, rules, workspaces, quiet, zone),
        WaitingList(database, rules, workspaces, zone),
        Offering(database, rules, workspaces, zone),
        Occupancy(database, organisation, Seats(database, organisation, workspaces.places), directory),
    )
    workspaces.day_of_use = made
    return made


def join(bot: Bot, made: DayOfUse, database: Database, people: People, organisation: Organisation) -> None:
    """Gives the day of use the wire; before the bot starts."""
    made.tell_by(DayNotices(database, bot.messenger, people, organisation))
    made.downloads = bot.downloads
    bot.housekeeping.also(made.occupancy.keep)
