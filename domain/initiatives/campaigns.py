"""Campaigns: a question to everybody with a last day, that initiatives answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.initiatives.checking import cleaned, line
from domain.initiatives.desk import Desk, id_for
from domain.initiatives.model import Campaign
from domain.initiatives.seeing import campaign_of
from errors import WordedError
from store import campaigns
from store.campaigns import Asked

LONGEST_QUESTION, LONGEST_EXPLANATION = 150, 1000  # characters
FURTHEST = timedelta(days=366)
LISTED = timedelta(days=365)  # after its last day


class Campaigns:
    """Begun and ended by who has the role; anybody can answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def campaigns(self, *, open: bool = True) -> tuple[Campaign, ...]:
        """The campaigns that can be answered today, or all of the last year; the one that ends first, first."""
        self._desk.check()
        today = self._desk.today
        async with self._desk.database.read() as session:
            found = await campaigns.since(session, self._desk.id, today if open else today - LISTED)
        return tuple(campaign_of(each) for each in found if not (open and each.closed))

    async def questions(self) -> dict[str, str]:
        """What was asked, by the id of the campaign, as long as it is kept: an answer outlives it for years."""
        async with self._desk.database.read() as session:
            return {each.id: each.question for each in await campaigns.since(session, self._desk.id, date.min)}

    async def campaign(self, id: str) -> Campaign:
        """One campaign. Raises WordedError "initiatives-campaign-gone"."""
        self._desk.check()
        async with self._desk.database.read() as session:
            return campaign_of(_there(await campaigns.find(session, self._desk.id, id)))

    async def ask(self, person: str, question: str, explanation: str, until: date | None, *, key: str) -> Campaign:
        """Begins a campaign, by who has the role, once for `key`.

        Raises WordedError "initiatives-campaign-empty", "initiatives-campaign-long" (the question or the explanation)
        and "initiatives-campaign-until" (no day, one that is over, or further than a year away).
        """
        await self._desk.need(person, "campaigns")
        question, explanation = line(question, LONGEST_QUESTION), cleaned(explanation, LONGEST_EXPLANATION)
        if not question:
            raise WordedError("initiatives-campaign-empty")
        if len(question) > LONGEST_QUESTION or len(explanation) > LONGEST_EXPLANATION:
            raise WordedError("initiatives-campaign-long", question=LONGEST_QUESTION, explanation=LONGEST_EXPLANATION)
        if until is None or not self._desk.today <= until <= self._desk.today + FURTHEST:
            raise WordedError("initiatives-campaign-until")
        id = id_for(key, "campaign")
        asked = Asked(id, self._desk.id, question, explanation, until, False, person, self._desk.now())
        async with self._desk.database.write() as session:
            await campaigns.add(session, asked)
            return campaign_of(_there(await campaigns.find(session, self._desk.id, id)))

    async def close(self, person: str, id: str) -> Campaign:
        """Ends a campaign before its day, by who has the role."""
        await self._desk.need(person, "campaigns")
        async with self._desk.database.write() as session:
            found = _there(await campaigns.find(session, self._desk.id, id))
            await campaigns.close(session, self._desk.id, id)
        return replace(campaign_of(found), closed=True)


def _there(found: Asked | None) -> Asked:
    if found is None:
        raise WordedError("initiatives-campaign-gone")
    return found
