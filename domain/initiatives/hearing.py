"""Telling who takes part in an initiative what happened to it: once each, and again as long as Teams is away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, cast

from domain.announcements.model import Quiet
from domain.initiatives.desk import Desk
from domain.initiatives.model import Digest, Happened, Initiative, Known
from domain.initiatives.promises import SPREAD, TELL
from domain.initiatives.seeing import hidden_in, named, one
from domain.messenger import Leaving
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from store import initiative_people, initiatives
from store.database import AsyncSession
from store.initiative_people import Given, Said, Taking
from store.initiatives import Kept
from store.work import Attempt, GoOn, Kind, Payload

PATIENCE = timedelta(days=3)  # after that it is no news any more
AT_ONCE = 200  # people whom one transaction promises to be told


@dataclass(frozen=True)
class News:
    """What somebody hears, as they may see it. `by`: who did it, None where that is not shown.

    `reason`: of a status. `text`: a comment.
    """

    happened: Happened
    initiative: Initiative
    by: Known | None
    reason: str = ""
    text: str = ""


class Notices(Protocol):
    """Tells people and channels; implemented in bot/. What `leaving` raises keeps the message here, and is raised."""

    async def tell(self, person: str, news: News, leaving: Leaving) -> Notice:
        """A card in the chat with one person."""
        ...

    async def digest(self, conversation: str, digest: Digest, leaving: Leaving) -> Notice:
        """A card in a channel."""
        ...


class Hearing:
    """Handles the promises of promises.py. `notices`: None where there is no wire; then nobody is told. `quiet`: who
    wants quiet hours hears it afterwards.
    """

    def __init__(self, desk: Desk, notices: Callable[[], Notices | None], quiet: Quiet | None) -> None:
        self._desk = desk
        self._notices = notices
        self._quiet = quiet

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {SPREAD: Kind(self.spread, patience=PATIENCE), TELL: Kind(self.tell, patience=PATIENCE)}

    async def spread(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Promises that everybody is told who took part when a status was given, but who gave it."""
        id, by = str(payload["initiative"]), str(payload["by"])
        number = cast("int", payload["number"])
        async with self._desk.database.read() as session:
            kept = await initiatives.find(session, self._desk.id, id)
            given = await self._given(session, id, number)
            taking = await initiative_people.taking_part(session, id)
        if kept is None or given is None:
            return None
        people = [kept.author, *(each.person for each in taking if each.at <= given.at)]
        those = [person for person in dict.fromkeys(people) if person and person != by]
        happened: Happened = "project" if kept.project and kept.status == given.status else "status"
        for start in range(0, len(those), AT_ONCE):
            async with self._desk.database.write() as session:
                for person in those[start : start + AT_ONCE]:
                    await self._desk.promises.tell(session, person, id, happened, str(number), by, number=number)
        return None

    async def tell(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells one person; nothing, where it is gone or they take no part any more."""
        to, notices = str(payload["to"]), self._notices()
        news = await self._news(payload, to)
        if news is None or notices is None:
            return None
        if (until := await self._quiet_until(to)) is not None:
            return GoOn(until)

        async def tell(leaving: Leaving) -> Notice:
            return await notices.tell(to, news, leaving)

        await once(self._desk.database, attempt.key, tell)
        return None

    async def _quiet_until(self, person: str) -> datetime | None:
        return (await self._quiet.until((person,), self._desk.now())).get(person) if self._quiet is not None else None

    async def _news(self, payload: Payload, to: str) -> News | None:
        id, by, what = str(payload["initiative"]), str(payload["by"]), str(payload["what"])
        happened = cast("Happened", payload["happened"])
        async with self._desk.database.read() as session:
            kept = await initiatives.find(session, self._desk.id, id)
            if kept is None:
                return None
            taking = await initiative_people.taking_part(session, id)
            said = await initiative_people.comment(session, what) if happened == "comment" else None
            given = await self._given(session, id, cast("int", payload["number"])) if happened == "status" else None
            seen = await one(session, to, kept)
            hidden = await hidden_in(session, kept)
        if not _of_use(kept, happened, to, by, taking, said):
            return None
        [initiative] = await named(self._desk, [seen])
        known = await self._by(hidden, by)
        reason = given.reason if given is not None else ""
        if given is not None and given.status != kept.status:
            return None  # it has another one by now, of which they hear
        return News(happened, initiative, known, reason, said.text if said is not None else "")

    async def _by(self, hidden: frozenset[str], by: str) -> Known | None:
        if not by or by in hidden:
            return None
        return Known(by, (await self._desk.names.of([by])).get(by, ""))

    @staticmethod
    async def _given(session: AsyncSession, id: str, number: int) -> Given | None:
        return next((each for each in await initiative_people.given(session, id) if each.number == number), None)


def _of_use(kept: Kept, happened: Happened, to: str, by: str, taking: list[Taking], said: Said | None) -> bool:
    """Whether it is theirs to know still."""
    match happened:
        case "joined":
            return kept.author == to and any((each.person, each.part) == (by, "joins") for each in taking)
        case "comment":
            return kept.author == to and said is not None
        case "asked":
            return any((each.person, each.part) == (to, "joins") for each in taking)
        case "status" | "project":
            return kept.author == to or any(each.person == to for each in taking)
