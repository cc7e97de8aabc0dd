"""Gives initiatives the wire: who tells people and channels, files to download, and what goes on by itself."""

from __future__ import annotations

from bot.initiatives import InitiativeNotices
from bot.personal import PersonalCards
from bot.server import Bot
from domain.initiatives.use_cases import Initiatives
from domain.organisation import Organisation
from store.database import Database


def join(
    bot: Bot, initiatives: Initiatives, database: Database, personal: PersonalCards, organisation: Organisation
) -> None:
    """Before the bot starts."""
    initiatives.notices = InitiativeNotices(database, bot.messenger, personal, organisation)
    initiatives.downloads = bot.downloads
    for chore in initiatives.chores:
        bot.housekeeping.also(chore)
