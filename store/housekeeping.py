"""Removes what is past its date, everywhere at once."""

from __future__ import annotations

from store import drafts, feedback, inbox, tokens, turns
from store.database import Database


async def sweep(database: Database) -> None:
    """Removes expired drafts, opinions, buttons, lines of conversation and inbox entries."""
    async with database.write() as session:
        for part in (drafts, feedback, inbox, tokens, turns):
            await part.remove_expired(session)
