"""Booking for somebody else put together: what people allow each other, and how they hear of it."""

from __future__ import annotations

from bot.on_behalf import ColleagueNotices
from bot.server import Bot
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.booking import Workspaces
from domain.workspaces.delegating import Delegating, Directory
from domain.workspaces.hearing import Hearing
from store.database import Database


def delegating(
    database: Database, organisation: Organisation, workspaces: Workspaces, directory: Directory
) -> Delegating:
    """Everything up to the wire. From here on the bookings ask it and tell it."""
    hearing = Hearing(database, workspaces)
    made = Delegating(database, directory, organisation, hearing)
    workspaces.permits, workspaces.others = made, hearing
    return made


def join(
    bot: Bot,
    made: Delegating,
    workspaces: Workspaces,
    database: Database,
    people: People,
    organisation: Organisation,
) -> None:
    """Gives it the wire; before the bot starts."""
    made.hearing.notices = ColleagueNotices(database, bot.messenger, people, organisation, workspaces, made)
