"""Removes what is past its date, everywhere at once."""

from __future__ import annotations

from store import (
    announcement_drafts,
    arrivals,
    booking_cards,
    bookings,
    delegations,
    drafts,
    effects,
    expansions,
    feedback,
    inbox,
    initiative_drafts,
    learning,
    mirror,
    occupancy,
    own_calendars,
    proposals,
    spending,
    team_days,
    tokens,
    turns,
    waiting_list,
)
from store.database import Database


async def sweep(database: Database) -> None:
    """Removes what expired: drafts, opinions, questions, proposed answers, buttons, lines of conversation and so on."""
    async with database.write() as session:
        for part in (
            announcement_drafts,
            arrivals,
            bookings,
            booking_cards,
            delegations,
            drafts,
            effects,
            expansions,
            feedback,
            inbox,
            initiative_drafts,
            learning,
            mirror,
            occupancy,
            own_calendars,
            proposals,
            spending,
            team_days,
            tokens,
            turns,
            waiting_list,
        ):
            await part.remove_expired(session)
