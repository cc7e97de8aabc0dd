"""Booking for a colleague on both kinds of database, and by two processes at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.messenger import Leaving, Outcome
from domain.organisation import load_organisation
from domain.workspaces.delegating import Delegating
from domain.workspaces.hearing import TELL, About, Hearing
from domain.workspaces.model import Booking, Did
from domain.workspaces.notices import Notice
from errors import WordedError
from graph.people import Person
from store import delegations
from store.database import Database
from store.work import prepare
from tests.durable import at_work, states

HOME = load_organisation("sittard-geleen")
ANN, BEN = "ann", "ben"


class Everybody:
    """Entra: whoever is asked for works here."""

    async def named(self, name: str) -> tuple[Person, ...]:
        return ()

    async def working(self, id: str) -> Person | None:
        return Person(id, id, id, "", "", "")

    async def names(self, ids: list[str]) -> dict[str, str]:
        return {id: id for id in ids}


class Bookings:
    """There are none."""

    async def one(self, id: str) -> Booking | None:
        return None


class Heard:
    """Implements Notices: who heard what. `away`: so often Teams is away."""

    def __init__(self, away: int = 0) -> None:
        self.away = away
        self.what: list[tuple[str, str]] = []

    async def permission(self, what: About, to: str, about: str, leaving: Leaving) -> Notice:
        await leaving()
        if self.away:
            self.away -= 1
            return Notice(Outcome("not reached", wait=0.05))
        self.what.append((what, to))
        return Notice(Outcome("delivered", "m1"), "a:1")

    async def booking(self, what: Did, booking: Booking, to: str, about: str, leaving: Leaving) -> Notice:
        raise AssertionError("there are no bookings")


@dataclass
class Process:
    """A process of Koers on a database."""

    database: Database
    delegating: Delegating

    async def told(self, heard: Heard) -> list[tuple[str, str]]:
        """Does what was promised; who heard what."""
        self.delegating.hearing.notices = heard
        async with at_work(self.database, self.delegating.hearing.kinds()) as working:
            await working.settled()
        return heard.what

    async def promised(self) -> int:
        return len([id for id in await states(self.database) if id.startswith(f"{TELL}:")])

    async def state(self, person: str, delegate: str) -> str | None:
        async with self.database.read() as session:
            found = await delegations.find(session, person, delegate)
        return None if found is None else found.state


@asynccontextmanager
async def processes(url: str, count: int = 1) -> AsyncGenerator[Sequence[Process]]:
    databases = [Database(url) for _ in range(count)]
    await databases[0].migrate()
    await prepare(databases[0])
    made = [Process(each, Delegating(each, Everybody(), HOME, Hearing(each, Bookings()))) for each in databases]
    try:
        yield made
    finally:
        for each in databases:
            await each.close()


async def test_what_was_asked_and_answered_is_told_once_when_teams_is_back(database_url: str) -> None:
    async with processes(database_url) as [one]:
        assert await one.delegating.ask(BEN, ANN) == "asked"
        assert await one.told(Heard(away=2)) == [("asked", ANN)]
        await one.delegating.answer(ANN, BEN, yes=True)
        assert await one.delegating.may(BEN, ANN)
        assert await one.told(Heard(away=1)) == [("given", BEN)]
        assert await one.told(Heard()) == []


async def test_yes_and_no_at_the_same_moment_is_one_of_the_two_and_told_once(database_url: str) -> None:
    async with processes(database_url) as [one]:
        await one.delegating.ask(BEN, ANN)
        answers = [one.delegating.answer(ANN, BEN, yes=yes) for yes in (True, False)]
        outcomes = await asyncio.gather(*answers, return_exceptions=True)
        assert sum(isinstance(outcome, WordedError) for outcome in outcomes) == 1
        state = await one.state(ANN, BEN)
        assert await one.told(Heard()) == [(state, BEN)]


async def test_who_allows_what_is_being_asked_at_that_moment_has_allowed_it(postgresql_url: str) -> None:
    pairs = [(f"person-{number}", f"delegate-{number}") for number in range(20)]
    async with processes(postgresql_url, 2) as [one, two]:
        until = one.delegating.today + timedelta(days=7)
        asking = [one.delegating.ask(delegate, person) for person, delegate in pairs]
        giving = [two.delegating.give(person, delegate, until) for person, delegate in pairs]
        await asyncio.gather(*asking, *giving)
        assert {await one.state(*pair) for pair in pairs} == {"given"}


async def test_of_two_who_end_it_at_the_same_moment_one_hears_it(postgresql_url: str) -> None:
    pairs = [(f"person-{number}", f"delegate-{number}") for number in range(20)]
    async with processes(postgresql_url, 2) as [one, two]:
        for person, delegate in pairs:
            await one.delegating.give(person, delegate, one.delegating.today)
        before = await one.promised()
        ending = [
            process.delegating.end(who, *pair) for pair in pairs for process, who in ((one, pair[0]), (two, pair[1]))
        ]
        await asyncio.gather(*ending)
        assert await one.promised() == before + len(pairs)
        assert {await one.state(*pair) for pair in pairs} == {None}


@pytest.mark.parametrize("yes", [True, False])
async def test_who_ends_what_is_being_answered_has_ended_it_or_hears_the_answer(postgresql_url: str, yes: bool) -> None:
    async with processes(postgresql_url, 2) as [one, two]:
        for _ in range(10):
            await one.delegating.ask(BEN, ANN)

            async def answered() -> None:
                with suppress(WordedError):  # it was taken back just before
                    await two.delegating.answer(ANN, BEN, yes=yes)

            await asyncio.gather(one.delegating.end(BEN, ANN, BEN), answered())
            state = await one.state(ANN, BEN)
            assert state in ((None,) if yes else (None, "refused"))
            async with one.database.write() as session:
                await session.run_sync(lambda sync: delegations.remove(sync.connection(), ANN, BEN))
