"""Which processes live, which of them leads, and how much they may send together: on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.limits import Destination, SendingRates
from bot.pacer import Pacer
from bot.permits import Permits
from bot.rates import Rates
from domain.messenger import Priority
from settings import RateSettings
from store import effects, inbox, inbox_shared, pace, tokens
from store.database import Connection, Database
from store.pace import Granted
from store.processes import DEAD, Presence
from tests.postgresql import rows
from tests.test_wire_rates import said, taken


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    database = Database(postgresql_url)
    yield database
    await database.close()


def silent(url: str, process: Presence) -> None:
    """Makes a process look as if nothing was heard of it for long enough."""
    ago = f"clock_timestamp() - interval '{DEAD + 1} seconds'"
    rows(url, f"update processes set seen = {ago} where id = '{process.id}'")
    rows(url, f"update leases set until = {ago} where owner = '{process.id}'")


async def test_a_process_knows_how_many_of_a_kind_live(database: Database, postgresql_url: str) -> None:
    bots = [Presence(database, "bot") for _ in range(3)]
    worker = Presence(database, "worker")
    for process in (*bots, worker):
        await process.start()
    assert worker.living("bot") == 3
    await bots[0].stop()
    silent(postgresql_url, bots[1])
    late = Presence(database, "bot")
    await late.start()
    assert (late.living("bot"), late.living("worker")) == (2, 1)
    for process in (bots[1], bots[2], worker, late):
        await process.stop()
    assert rows(postgresql_url, "select count(*) from processes") == [(0,)]


async def test_one_process_leads_until_it_stops_or_is_gone(database: Database, postgresql_url: str) -> None:
    one, two = Presence(database, "bot"), Presence(database, "bot")
    await one.start()
    await two.start()
    assert await one.leads("sweep")
    assert not await two.leads("sweep")
    assert await one.leads("sweep")
    assert await two.leads("library")
    await one.stop()
    assert await two.leads("sweep")
    assert not await one.leads("sweep")
    silent(postgresql_url, two)
    three = Presence(database, "bot")
    assert await three.leads("library")
    await two.stop()
    await three.stop()


async def test_alone_on_sqlite_a_process_leads_and_stores_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    presence = Presence(database, "bot")
    await presence.start()
    assert await presence.leads("sweep")
    assert (presence.living("bot"), presence.gaps, presence.shared) == (1, 0, False)
    await presence.stop()
    await database.close()
    assert not (tmp_path / "koers.db").exists()


async def take(database: Database, key: str, process: Presence, conversation: str = "a") -> tuple[str, ...] | None:
    return await database.brief(
        lambda connection: inbox_shared.take(
            connection, key, {"text": key}, process=process.id, conversation=conversation
        )
    )


async def test_what_waits_for_whom_over_processes(database: Database) -> None:
    one, two = Presence(database, "bot"), Presence(database, "bot")
    assert await take(database, "1", one) == ()
    assert await take(database, "2", one) == ()  # it knows the order of its own
    assert await take(database, "3", two, "another") == ()
    assert set(await take(database, "4", two) or ()) == {"1", "2"}
    assert await take(database, "4", one) is None
    await database.brief(lambda connection: inbox.settle(connection, ["1"], "answered", two.id))  # not its to settle
    assert await database.brief(lambda connection: inbox_shared.unsettled(connection, ["1"]))
    await database.brief(lambda connection: inbox.settle(connection, ["1"], "answered", one.id))
    await database.brief(lambda connection: inbox.put_off(connection, "2", one.id))  # nobody waits for half an hour
    assert not await database.brief(lambda connection: inbox_shared.unsettled(connection, ["1", "2"]))


async def test_of_two_that_take_in_at_the_same_moment_one_waits_for_the_other(postgresql_url: str) -> None:
    one, two = Database(postgresql_url), Database(postgresql_url)
    first, second = Presence(one, "bot"), Presence(two, "bot")
    for number in range(20):
        conversation = f"chat {number}"
        outcome = await asyncio.gather(
            take(one, f"{number} one", first, conversation), take(two, f"{number} two", second, conversation)
        )
        assert sorted(len(found) for found in outcome if found is not None) == [0, 1]
    await asyncio.gather(one.close(), two.close())


async def test_only_what_is_left_by_who_is_gone_is_taken_over_and_by_one(
    database: Database, postgresql_url: str
) -> None:
    gone, lives, heir = (Presence(database, "bot") for _ in range(3))
    for process in (gone, lives, heir):
        await process.start()
    for number in range(4):
        await take(database, f"gone {number}", gone)
    await take(database, "lives", lives, "another")
    await database.brief(lambda connection: inbox.settle(connection, ["gone 0"], "answered", gone.id))
    assert await database.brief(lambda connection: inbox_shared.take_over(connection, heir.id)) == []
    silent(postgresql_url, gone)

    def over(process: Presence) -> asyncio.Future[list[inbox.Waiting]]:
        return asyncio.ensure_future(database.brief(lambda connection: inbox_shared.take_over(connection, process.id)))

    both = await asyncio.gather(over(heir), over(lives))
    assert sorted(waiting.key for found in both for waiting in found) == ["gone 1", "gone 2", "gone 3"]
    assert sorted(map(len, both)) == [0, 3]
    assert all(waiting.over for found in both for waiting in found)
    before = await database.brief(lambda connection: inbox_shared.earlier(connection, "gone 3", None))
    assert set(before) == {"gone 1", "gone 2"}

    def too_late(connection: Connection) -> tuple[bool, bool]:
        owns = inbox_shared.owns(connection, "gone 1", gone.id)
        return owns, inbox.answering(connection, "gone 1", gone.id)

    assert await database.brief(too_late) == (False, False)
    for process in (gone, lives, heir):
        await process.stop()


async def test_a_process_that_nothing_was_heard_of_counts_as_one_with_a_gap(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = Presence(database, "bot")
    await presence.start()
    assert (presence.gaps, presence.steady) == (0, False)
    later = time.monotonic() + DEAD + 1
    monkeypatch.setattr("store.processes.time.monotonic", lambda: later)
    assert (presence.gaps, presence.steady) == (1, True)
    monkeypatch.undo()
    await presence.stop()


async def granted(database: Database, wanted: int, spared: float = 0.0) -> Granted:
    async with database.write() as session:
        return await pace.grant(session, "oss", wanted, rate=0.001, most=6.0, spared=spared)


async def test_together_no_more_is_granted_than_there_is_room_for_and_people_come_first(database: Database) -> None:
    assert await granted(database, 10, spared=2.0) == Granted(4)  # a broadcast leaves something
    assert (await granted(database, 1, spared=2.0)).count == 0
    assert await asyncio.gather(*(granted(database, 1) for _ in range(2))) == [Granted(1)] * 2
    nothing = await granted(database, 1)
    assert nothing.count == 0
    assert 900 < nothing.seconds <= 1000
    async with database.write() as session:
        await pace.hold(session, "oss", 30.0)
    assert 29 < (await granted(database, 1)).seconds <= 30


async def test_two_processes_send_no_faster_together_than_a_tenant_takes(postgresql_url: str) -> None:
    databases = [Database(postgresql_url) for _ in range(2)]
    pacers = [Pacer(SendingRates(), permits=Permits(database, Presence(database, "bot"))) for database in databases]
    sent: list[float] = []

    async def send(pacer: Pacer, number: int, priority: Priority) -> None:
        async with pacer.turn(Destination(f"chat {number}", tenant="oss"), priority):
            sent.append(time.monotonic())

    await asyncio.gather(
        *(send(pacer, 1000 * here + number, "broadcast") for here, pacer in enumerate(pacers) for number in range(45)),
        *(send(pacer, 5000 * here + number, "person") for here, pacer in enumerate(pacers, 1) for number in range(15)),
    )
    sent.sort()
    assert len(sent) == 120
    fullest = max(sum(at <= other < at + 1 for other in sent) for at in sent)
    assert fullest <= 55
    for pacer, database in zip(pacers, databases, strict=True):
        await pacer.close()
        await database.close()


async def test_without_the_database_little_is_sent_but_something(database: Database, postgresql_url: str) -> None:
    rows(postgresql_url, "drop table pace")
    pacer = Pacer(SendingRates(), permits=Permits(database, Presence(database, "bot")))
    async with asyncio.timeout(20), pacer.turn(Destination("chat", tenant="oss")):
        pass
    assert await pacer.take(Destination("typing", tenant="oss"))
    await pacer.close()


def test_each_process_takes_its_part_of_what_may_come_in() -> None:
    few = RateSettings(person_minute=60, person_burst=8, tenant_second=1000, tenant_burst=1000)
    living = 1
    counted = Rates(few, clock=lambda: 1000.0, share=lambda: living)
    living = 2
    assert taken(counted, 10, said()) == 4


async def test_a_one_time_button_that_is_pressed_in_two_processes_at_the_same_moment_works_once(
    postgresql_url: str,
) -> None:
    databases = [Database(postgresql_url) for _ in range(2)]
    buttons = [tokens.Button("x", {}, "chat", "ria", once=True) for _ in range(20)]
    minted = await databases[0].brief(lambda connection: tokens.mint(connection, buttons))
    for token in minted:
        presses = [
            databases[number % 2].brief(partial(tokens.use_up, token=token, by=f"press {number}"))
            for number in range(6)
        ]
        assert sorted(await asyncio.gather(*presses)) == [False] * 5 + [True]
    await asyncio.gather(*(database.close() for database in databases))


async def test_what_is_done_for_an_activity_in_two_processes_at_the_same_moment_is_done_once(
    postgresql_url: str,
) -> None:
    databases = [Database(postgresql_url) for _ in range(2)]

    async def done(database: Database, key: str) -> bool:
        async with database.write() as session:
            return await effects.first(session, key, "sign")

    for number in range(10):
        both = await asyncio.gather(*(done(database, str(number)) for database in databases))
        assert sorted(both) == [False, True]
    await asyncio.gather(*(database.close() for database in databases))
