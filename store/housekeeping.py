"""Removes what is past its date, everywhere at once."""

from __future__ import annotations

from store import drafts, feedback, inbox, spending, tokens, turns
from store.database import Database


async def sweep(database: Database) -> None:
    """Removes expired drafts, opinions, buttons, lines of conversation, inbox entries and accounts."""
    async with database.write() as session:
        for part in (drafts, feedback, inbox, spending, tokens, turns):
            await part.remove_expired(session)
