"""Short transactions that share a commit: each is whole, in order, and nobody pays for another's mistake."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from errors import Unavailable
from store.database import Connection, Database
from store.group_commit import Closed


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    await database.brief(lambda connection: connection.execute(text("create table t (n integer primary key)")))
    yield database
    await database.close()


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.brief(lambda connection: connection.execute(text("create table t (n integer primary key)")))
    yield database
    await database.close()


def numbers(connection: Connection) -> list[int]:
    return [row.n for row in connection.execute(text("select n from t order by n"))]


async def add(database: Database, number: int) -> int:
    def work(connection: Connection) -> int:
        connection.execute(text("insert into t values (:n)"), {"n": number})
        return number

    return await database.brief(work)


async def test_each_gets_the_outcome_of_its_own_transaction(database: Database) -> None:
    assert await asyncio.gather(*(add(database, number) for number in range(50))) == list(range(50))
    assert await database.brief(numbers) == list(range(50))


async def test_one_that_fails_leaves_nothing_and_spoils_nothing(database: Database) -> None:
    async def fails() -> None:
        def work(connection: Connection) -> None:
            connection.execute(text("insert into t values (99)"))
            raise RuntimeError("a mistake")

        await database.brief(work)

    outcomes = await asyncio.gather(
        *(add(database, number) for number in range(5)),
        fails(),
        add(database, 3),
        *(add(database, number) for number in range(5, 10)),
        return_exceptions=True,
    )
    failed = [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)]
    assert failed == [RuntimeError, IntegrityError]
    assert await database.brief(numbers) == list(range(10))


async def test_they_begin_in_the_order_in_which_they_were_asked(database: Database) -> None:
    begun: list[int] = []

    def noting(number: int) -> asyncio.Future[None]:
        return asyncio.ensure_future(database.brief(lambda _: begun.append(number)))

    await asyncio.gather(*(noting(number) for number in range(100)))
    assert begun == list(range(100))


async def test_who_stops_waiting_does_not_stop_the_work(database: Database) -> None:
    waiting = asyncio.ensure_future(add(database, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await database.brief(numbers) == [1]


async def test_what_is_done_is_on_disk_for_every_other_program(file: Database, tmp_path: Path) -> None:
    await add(file, 7)
    with closing(sqlite3.connect(tmp_path / "koers.db")) as other:
        assert other.execute("select n from t").fetchall() == [(7,)]


async def test_closing_finishes_what_was_asked_and_takes_nothing_new(database: Database) -> None:
    asked = [asyncio.ensure_future(add(database, number)) for number in range(20)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*asked) == list(range(20))
    with pytest.raises(Closed):
        await add(database, 21)


async def test_a_database_that_somebody_else_holds_is_waited_for(file: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "koers.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        waiting = asyncio.ensure_future(add(file, 1))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        other.execute("commit")
        assert await waiting == 1


async def test_a_long_transaction_gets_its_turn_between_short_ones(database: Database) -> None:
    going = True

    async def many() -> None:
        while going:
            await database.brief(numbers)

    crowd = [asyncio.ensure_future(many()) for _ in range(8)]
    for number in range(5):
        async with database.write() as session:
            await session.execute(text("insert into t values (:n)"), {"n": number})
    going = False
    await asyncio.gather(*crowd)
    assert await database.brief(numbers) == [0, 1, 2, 3, 4]


async def test_a_server_that_went_away_between_two_transactions_costs_nobody_anything(
    postgresql_url: str,
) -> None:
    database, other = Database(postgresql_url), Database(postgresql_url)
    await database.brief(lambda connection: connection.execute(text("create table t (n integer primary key)")))
    await break_off(other)
    assert await add(database, 1) == 1
    await break_off(other)
    assert sorted(await asyncio.gather(*(add(database, number) for number in range(2, 9)))) == list(range(2, 9))
    assert await database.brief(numbers) == list(range(1, 9))
    await asyncio.gather(database.close(), other.close())


async def test_what_may_be_committed_by_a_server_that_went_away_is_not_run_again(postgresql_url: str) -> None:
    database, other = Database(postgresql_url), Database(postgresql_url)
    ran: list[int] = []

    def breaks(connection: Connection) -> None:
        """Its connection is gone when its work is done."""
        ran.append(1)
        own = connection.execute(text("select pg_backend_pid()")).scalar_one()
        with psycopg.connect(postgresql_url, autocommit=True) as killing:
            killing.execute("select pg_terminate_backend(%s, 5000)", (own,))

    with pytest.raises(Unavailable):
        await database.brief(breaks)
    assert ran == [1]
    assert await other.brief(lambda connection: connection.execute(text("select 1")).scalar()) == 1
    await asyncio.gather(database.close(), other.close())


async def test_two_processes_in_each_others_way_both_come_through(postgresql_url: str) -> None:
    one, two = Database(postgresql_url), Database(postgresql_url)
    await one.brief(lambda connection: connection.execute(text("create table t (n integer primary key)")))
    first, second = threading.Barrier(2, timeout=10), threading.Event()

    def crossing(here: int, there: int) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            connection.execute(text("insert into t values (:n) on conflict do nothing"), {"n": here})
            if not second.is_set():
                first.wait()
                second.set()
            connection.execute(text("insert into t values (:n) on conflict do nothing"), {"n": there})

        return work

    await asyncio.gather(one.brief(crossing(1, 2)), two.brief(crossing(2, 1)))
    assert await one.brief(numbers) == [1, 2]
    await asyncio.gather(one.close(), two.close())


async def break_off(other: Database) -> None:
    """Ends every connection of this database but the one that asks."""
    others = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database()"
    await other.brief(lambda connection: connection.execute(text(f"{others} and pid <> pg_backend_pid()")).all())


async def test_who_gives_up_waiting_for_a_long_transaction_holds_nobody_up(database: Database) -> None:
    async with database.write():
        impatient = asyncio.ensure_future(_write(database))
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.gather(impatient, return_exceptions=True)
    assert await add(database, 1) == 1


async def _write(database: Database) -> None:
    async with database.write():
        raise AssertionError("it was cancelled before its turn")
