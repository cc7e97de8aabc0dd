"""What people must hear of a booking: promised as it happens, told once, again where Teams was away, and in time."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from benchmarks.bookings.stage import Stage
from domain.messenger import Leaving
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Booking, Happened, Offer
from domain.workspaces.news import News
from domain.workspaces.notices import Notice
from domain.workspaces.promises import NEWS
from store.bookings import Stored
from store.database import Connection
from tests.bookings import WITHOUT_EXCHANGE, Permits, Seen
from tests.durable import Working, at_work, states
from tests.test_bookings import ANN, BEN, MONDAY, NOW, book, booking


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncGenerator[Stage]:
    """The core on both kinds of database; nothing is asked of Exchange."""
    async with booking(tmp_path, url=database_url) as stage:
        yield stage


def ledger(stage: Stage) -> Ledger:
    return Ledger(stage.organisation.id, stage.organisation.time_zone, stage.places, clock=lambda: NOW)


async def confirmed(stage: Stage, person: str = ANN, place: str = "s1", whom: str = "") -> Booking:
    """A booking that its place accepted."""
    booked = await book(stage, person, place, person_for=whom)
    return await then(stage, booked, lambda books, connection, there: books.accepted(connection, there))


async def then(stage: Stage, booked: Booking, happens: Callable[[Ledger, Connection, Stored], object]) -> Booking:
    """Something happens to a booking in Exchange."""
    books = ledger(stage)

    def work(connection: Connection) -> None:
        there = books.there(connection, booked.id)
        assert there is not None
        happens(books, connection, there)

    await stage.database.brief(work)
    found = await stage.workspaces.one(booked.id)
    assert found is not None
    return found


def declines(books: Ledger, connection: Connection, there: Stored) -> None:
    books.declined(connection, there)


@asynccontextmanager
async def telling(stage: Stage, seen: Seen, now: datetime = NOW) -> AsyncGenerator[Working]:
    """The promised work is done, at this time by the clock."""
    stage.workspaces.faces = seen
    news = News(stage.database, stage.workspaces, stage.looking.instead_of, lambda: now)
    async with at_work(stage.database, WITHOUT_EXCHANGE | news.kinds()) as working:
        yield working


async def test_a_late_decline_is_told_once_when_teams_is_back(stage: Stage) -> None:
    booked, seen = await confirmed(stage), Seen(away=3)
    async with telling(stage, seen) as working:
        await then(stage, booked, declines)
        await working.settled()
    assert (seen.away, seen.told) == (0, [(ANN, "declined")])
    [(_, _, alternatives)] = seen.shown
    assert [offer.place.id for offer in alternatives] == ["s2"]


async def test_what_happened_just_before_koers_went_down_is_told_when_it_is_back(stage: Stage) -> None:
    await then(stage, await confirmed(stage), declines)
    async with telling(stage, seen := Seen()) as working:
        await working.settled()
    async with telling(stage, seen) as working:
        await working.settled()
    assert seen.told == [(ANN, "declined")]


async def test_who_wanted_other_hours_hears_what_is_free_at_those(stage: Stage) -> None:
    booked = await confirmed(stage, place="small")
    await stage.workspaces.change(ANN, booked.id, "small", MONDAY, time(14), time(15))
    await book(stage, BEN, "hall", "14:00-15:00")
    await then(stage, booked, declines)
    async with telling(stage, seen := Seen()) as working:
        await working.settled()
    [(_, happened, (first, *_))] = seen.shown
    assert (happened, first.place.id, first.start, first.end) == ("not-changed", "large", time(14), time(15))


class Killed(Seen):
    """Koers is killed when a message has left and before anybody wrote down what came of it."""

    async def tell(
        self, booking: Booking, happened: Happened, to: str, alternatives: tuple[Offer, ...], leaving: Leaving
    ) -> Notice:
        await super().tell(booking, happened, to, alternatives, leaving)
        raise RuntimeError("killed")


async def test_what_may_have_arrived_is_not_told_again(stage: Stage) -> None:
    await then(stage, await confirmed(stage), declines)
    async with telling(stage, seen := Killed()) as working:
        await working.settled()
    assert seen.told == [(ANN, "declined")]


async def test_what_is_over_is_told_to_nobody(stage: Stage) -> None:
    booked = await then(stage, await confirmed(stage), declines)
    async with telling(stage, seen := Seen(), booked.span.end + timedelta(seconds=1)) as working:
        await working.settled()
    assert seen.told == []


async def test_that_a_change_was_refused_is_not_told_of_what_is_cancelled_by_then(stage: Stage) -> None:
    booked = await confirmed(stage)
    await stage.workspaces.change(ANN, booked.id, "l1", MONDAY, time(9), time(10))
    await then(stage, booked, declines)
    assert [id for id in await states(stage.database) if id.startswith(f"{NEWS}:")]
    await stage.workspaces.cancel(ANN, booked.id)
    async with telling(stage, seen := Seen()) as working:
        await working.settled()
    assert seen.told == []


async def test_of_a_booking_of_two_both_hear_it_and_who_books_hears_what_else_is_free(stage: Stage) -> None:
    stage.workspaces.permits = permits = Permits()
    permits.given.add((BEN, ANN))
    booked = await confirmed(stage, BEN, whom=ANN)
    await then(
        stage,
        booked,
        lambda books, connection, there: books.call_off(connection, there, why="elsewhere", news="cancelled-elsewhere"),
    )
    other = await confirmed(stage, BEN, "s2", whom=ANN)
    await then(stage, other, declines)
    async with telling(stage, seen := Seen()) as working:
        await working.settled()
    assert sorted(seen.told) == [
        (person, what) for person in (ANN, BEN) for what in ("cancelled-elsewhere", "declined")
    ]
    assert sorted(len(alternatives) for _, _, alternatives in seen.shown) == [0, 0, 0, 1]


async def test_who_may_not_book_for_somebody_any_more_hears_nothing_of_it(stage: Stage) -> None:
    stage.workspaces.permits = permits = Permits()
    permits.given.add((BEN, ANN))
    await then(stage, await confirmed(stage, BEN, whom=ANN), declines)
    permits.given.clear()
    async with telling(stage, seen := Seen()) as working:
        await working.settled()
    assert seen.told == [(ANN, "declined")]
