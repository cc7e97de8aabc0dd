"""Booking for somebody else: what people allow a colleague, until a day or until they take it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from domain.organisation import Organisation
from domain.workspaces.hearing import Hearing
from errors import Unavailable, WordedError
from graph.people import Person
from graph.problems import GraphProblem
from store import delegations
from store.database import Connection, Database, now
from store.delegations import Delegation

LONGEST = timedelta(days=366)  # that one permission lasts: after a year people say it again
ASKED = timedelta(days=14)  # that a question waits for its answer
REFUSED = timedelta(days=14)  # in which the same question is not asked again
MOST = 50  # colleagues with whom one person has something
Asking = Literal["asked", "waits", "refused", "allowed"]


class Directory(Protocol):
    """Microsoft Entra, as far as finding colleagues goes."""

    async def named(self, name: str) -> tuple[Person, ...]:
        """The colleagues whose name has these words."""
        ...

    async def working(self, id: str) -> Person | None:
        """A colleague, as long as he works here."""
        ...

    async def names(self, ids: list[str]) -> dict[str, str]:
        """How people are called; who is gone is not in it."""
        ...


@dataclass(frozen=True)
class Between:
    """What somebody allowed others, may do for others, and was asked; with the names of those who still work here."""

    may_for_me: tuple[Delegation, ...]
    i_may_for: tuple[Delegation, ...]
    asked_of_me: tuple[Delegation, ...]
    asked_by_me: tuple[Delegation, ...]
    names: dict[str, str]


class Delegating:
    """The use cases. Whoever is spoken of is an Entra object id. Raises Unavailable where Entra or the store is away.

    A permission is of two people: each sees it and can end it, and the other hears of that.
    """

    def __init__(
        self,
        database: Database,
        directory: Directory,
        organisation: Organisation,
        hearing: Hearing,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._directory = directory
        self._organisation = organisation
        self.hearing = hearing
        self.clock = clock

    @property
    def today(self) -> date:
        """Which day it is for the municipality."""
        return self.clock().astimezone(self._organisation.time_zone).date()

    @property
    def last_day(self) -> date:
        """Until when a permission can last that is given today."""
        return self.today + LONGEST

    async def colleagues(self, name: str) -> tuple[Person, ...]:
        """The colleagues who may be meant: those who are called exactly so, else those whose name comes near it."""
        try:
            found = await self._directory.named(name)
        except (GraphProblem, TimeoutError) as problem:
            raise Unavailable("delegating-directory-away") from problem
        whole = " ".join(name.split()).casefold()
        words = frozenset(whole.split())
        exactly = [each for each in found if each.name.casefold() == whole]
        said = [each for each in found if words <= frozenset(each.name.casefold().replace(",", " ").split())]
        return tuple(exactly or said or found)

    async def colleague(self, id: str) -> Person | None:
        """A colleague, as long as he works here."""
        try:
            return await self._directory.working(id)
        except (GraphProblem, TimeoutError) as problem:
            raise Unavailable("delegating-directory-away") from problem

    async def may(self, delegate: str, person: str) -> bool:
        """Whether somebody may book for a person today; everybody may for himself."""
        if delegate == person:
            return True
        async with self._database.read() as session:
            found = await delegations.find(session, person, delegate)
        return delegations.state_of(found, self.today) == "given"

    async def between(self, person: str) -> Between:
        """All that there is between somebody and colleagues."""
        async with self._database.read() as session:
            found = await delegations.of_person(session, person, self.today)
        others = [each.delegate if each.person == person else each.person for each in found]
        mine = [each for each in found if each.person == person]
        theirs = [each for each in found if each.delegate == person]
        return Between(
            _in_state(mine, "given"),
            _in_state(theirs, "given"),
            _in_state(mine, "asked"),
            _in_state(theirs, "asked"),
            await self.names(others),
        )

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """How these are called. Who left has no name; where Entra does not answer nobody has."""
        try:
            return await self._directory.names(list(dict.fromkeys(ids)))
        except (GraphProblem, Unavailable, TimeoutError):
            return {}

    async def give(self, person: str, delegate: str, until: date, *, key: str = "") -> date:
        """Lets a colleague book for somebody, until and including a day; gives that day.

        Raises WordedError for a day that cannot be, somebody who does not work here, and more than fifty of them.
        """
        if not self.today <= until <= self.last_day:
            raise WordedError("delegating-wrong-until", last=self.last_day.isoformat())
        if person == delegate or await self.colleague(delegate) is None:
            raise WordedError("delegating-nobody")
        if len((await self.between(person)).may_for_me) >= MOST:
            raise WordedError("delegating-too-many", limit=MOST)

        def work(connection: Connection) -> None:
            delegations.put(connection, person, delegate, "given", until)
            self.hearing.permission(connection, "given", to=delegate, about=person, key=key)

        await self._database.brief(work)
        return until

    async def end(self, who: str, person: str, delegate: str, *, key: str = "") -> None:
        """Ends what there is between two, by either of them; what was booked stays. Nothing where there is nothing."""
        if who not in (person, delegate):
            raise WordedError("delegating-gone")

        def work(connection: Connection) -> None:
            found = delegations.look(connection, person, delegate, locked=True)
            if found is None or found.state == "refused":
                return
            delegations.remove(connection, person, delegate)
            if found.state == "given":
                other = delegate if who == person else person
                self.hearing.permission(connection, "ended", to=other, about=who, key=key)

        await self._database.brief(work)

    async def ask(self, delegate: str, person: str, *, key: str = "") -> Asking:
        """Asks somebody whether this colleague may book for him. What became of it: asked now, asked before and not
        answered yet, refused a while ago, or allowed already.
        """
        if person == delegate or await self.colleague(person) is None:
            raise WordedError("delegating-nobody")
        if len((await self.between(delegate)).asked_by_me) >= MOST:
            raise WordedError("delegating-too-many", limit=MOST)
        today = self.today

        def work(connection: Connection) -> Asking:
            state = delegations.state_of(delegations.look(connection, person, delegate, locked=True), today)
            if state == "given":
                return "allowed"
            if state == "refused":
                return "refused"
            if state == "asked":
                return "waits"
            delegations.put(connection, person, delegate, "asked", today + ASKED)
            self.hearing.permission(connection, "asked", to=person, about=delegate, key=key)
            return "asked"

        return await self._database.brief(work)

    async def answer(self, person: str, delegate: str, *, yes: bool, key: str = "") -> date | None:
        """Answers such a question; until when the colleague may, None where he may not.

        Raises WordedError where nothing is asked any more.
        """
        today, last = self.today, self.last_day

        def work(connection: Connection) -> tuple[bool, date | None]:
            found = delegations.look(connection, person, delegate, locked=True)
            state = delegations.state_of(found, today)
            if found is not None and state == "given" and yes:
                return True, found.until  # pressed twice, or given meanwhile
            if state == "refused" and not yes:
                return True, None
            if state != "asked":
                return False, None
            until = last if yes else today + REFUSED
            delegations.put(connection, person, delegate, "given" if yes else "refused", until)
            what = "given" if yes else "refused"
            self.hearing.permission(connection, what, to=delegate, about=person, key=key)
            return True, until if yes else None

        answered, until = await self._database.brief(work)
        if not answered:
            raise WordedError("delegating-not-asked")
        return until


def _in_state(found: list[Delegation], state: str) -> tuple[Delegation, ...]:
    return tuple(each for each in found if each.state == state)
