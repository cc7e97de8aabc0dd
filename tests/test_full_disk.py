"""A disk that is full for a while, or a limit on files: what was done is written down when there is room again."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from benchmarks.chaos.faults import Disk, Limited, Refusing
from bot.entries import Entry
from bot.inbox import Inbox
from bot.languages import Languages
from domain.announcements import ledger as ledger_module
from domain.announcements.ledger import Ledger
from errors import Unavailable
from store import deliveries, inbox
from store.database import Connection, Database, now
from store.deliveries import Claiming, Settled
from store.processes import Presence
from store.work import Attempt, GoOn, Kind, Payload, prepare
from tests.announcing import begun
from tests.databases import found
from tests.durable import at_work
from tests.test_work import promise

WRITE = text("insert into inbox (key, at, state, content, tries) values ('other', :at, 'taken', :content, 1)")
A_MOMENT = 0.8  # seconds in which something is tried without success; how much changes nothing


@pytest.fixture
async def disk(database: Database) -> Disk:
    """The disk of the database, as this process sees it."""
    await prepare(database)
    return Refusing(database.url.render_as_string(hide_password=False)) if database.shared else _limited(database)


def _limited(database: Database) -> Limited:
    return Limited(Path(str(database.url.database)))


@contextmanager
def full(disk: Disk) -> Generator[None]:
    disk.fill([os.getpid()])
    try:
        yield
    finally:
        disk.free([os.getpid()])


async def test_work_goes_on_where_it_was_when_the_disk_was_full_as_it_was_written_down(
    database: Database, disk: Disk
) -> None:
    asked: list[int] = []
    done = asyncio.Event()

    async def run(payload: Payload, attempt: Attempt) -> GoOn | None:
        asked.append(attempt.number)
        if len(asked) > 1:
            return None
        disk.fill([os.getpid()])
        done.set()
        return GoOn()

    async with at_work(database, {"note": Kind(run)}) as working:
        await promise(database, "a")
        try:
            await done.wait()
            await asyncio.sleep(A_MOMENT)
        finally:
            disk.free([os.getpid()])
        await working.settled()
        states = await working.states()
    assert asked == [1, 1]
    assert set(states.values()) == {"SUCCESS"}


async def test_who_asks_the_store_hears_that_it_takes_nothing_now_and_of_a_mistake_that_it_is_one(
    database: Database, disk: Disk
) -> None:
    def take(connection: Connection) -> None:
        inbox.take(connection, "key", {"text": "x" * 100_000})

    with full(disk):
        with pytest.raises(Unavailable):
            await database.brief(take)
        with pytest.raises(Unavailable):
            async with database.write() as session:
                content = {"content": json.dumps("x" * 100_000), "at": now()}
                await session.execute(WRITE, content)
    await database.brief(take)
    with pytest.raises(DBAPIError):
        async with database.write() as session:
            await session.execute(text("select nothing from nowhere"))


async def test_what_became_of_an_answer_is_written_when_there_is_room(database: Database, disk: Disk) -> None:
    box = Inbox(database, Languages(), 5.0, Presence(database, "bot"))
    await database.brief(lambda connection: inbox.take(connection, "key", {"text": "x"}))
    await database.brief(
        lambda connection: connection.execute(text("update inbox set owner = :own"), {"own": box.process})
    )
    with full(disk):
        box.done(Entry("key"))
        await asyncio.sleep(A_MOMENT)
    async with asyncio.timeout(30):
        while found(database, "select state from inbox") != [("answered",)]:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
    await box.close()


async def test_what_became_of_a_recipient_is_written_however_long_the_disk_is_full(
    database: Database, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "WAITS", (0.01, 0.01, 0.01))
    claiming = Claiming("een", "sending", 1, deliveries.claimant())
    await database.brief(lambda connection: begun(connection, 1))
    ledger = Ledger(database, claiming)
    await ledger.claim(0)
    with full(disk):
        ledger.settle(Settled("een", 0, "delivered", conversation="a:1", message="m", version=1, by=ledger.by))
        closing = asyncio.create_task(ledger.close(asyncio.Event()))
        await asyncio.sleep(A_MOMENT)
    await closing
    assert found(database, "select state, message from deliveries") == [("delivered", "m")]


async def test_what_comes_next_is_put_in_the_queue_however_often_that_is_refused(
    database: Database, disk: Disk
) -> None:
    asked: list[int] = []
    done = asyncio.Event()
    _refuse_new_work(database)

    async def run(payload: Payload, attempt: Attempt) -> GoOn | None:
        asked.append(attempt.number)
        if len(asked) > 1:
            return None
        found(database, "insert into refusing values (1)")
        done.set()
        return GoOn()

    async with at_work(database, {"note": Kind(run)}) as working:
        await promise(database, "a")
        await done.wait()
        await asyncio.sleep(A_MOMENT)
        found(database, "delete from refusing")
        await working.settled()
        states = await working.states()
    assert asked == [1, 1]
    assert set(states.values()) == {"SUCCESS"}


def _refuse_new_work(database: Database) -> None:
    """As long as there is a row in "refusing"."""
    found(database, "create table refusing (n integer)")
    if not database.shared:
        found(
            database,
            "create trigger refused before insert on workflow_status when exists (select 1 from refusing)"
            " begin select raise(abort, 'no room'); end",
        )
        return
    found(
        database,
        "create function refused() returns trigger language plpgsql as $$ begin if exists (select 1 from refusing)"
        " then raise exception 'no room' using errcode = '53100'; end if; return new; end $$",
    )
    found(
        database,
        "create trigger refused before insert on dbos.workflow_status for each row execute function refused()",
    )
