"""Durable work: what was promised in a transaction is done, once, however often the process ends in between."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from errors import Unavailable
from graph.problems import Passing, unavailable
from store.database import Database, now
from store.work import Attempt, GiveUp, GoOn, Kind, Payload, TryAgain, enqueue, enqueue_in
from store.work import engine as engine_module
from store.work.piece import checked
from store.work.waits import LONGEST, LONGEST_ASKED, wait
from tests.durable import at_work, states, table

ROOT = Path(__file__).resolve().parent.parent


class Notebook:
    """A handler that writes down what it is given, and does what the test says."""

    def __init__(self, *answers: GoOn | Exception | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[Payload, int]] = []
        self.told: list[Payload] = []

    async def run(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        self.asked.append((payload, attempt.number))
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def tell(self, payload: Payload) -> None:
        self.told.append(payload)


async def promise(
    database: Database, key: str, payload: Payload | None = None, *, partition: str | None = None
) -> None:
    async with database.write() as session:
        await enqueue(session, "note", key, payload or {"id": key}, partition=partition)


# the promise


async def test_what_is_promised_is_done_with_what_it_was_promised_with(database: Database) -> None:
    notes = Notebook()
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await promise(database, "a", {"id": "7", "parts": [1, 2]})
        await working.settled()
    assert notes.asked == [({"id": "7", "parts": [1, 2]}, 1)]


async def test_a_transaction_that_is_rolled_back_leaves_no_work(database: Database) -> None:
    notes = Notebook()
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        with pytest.raises(ZeroDivisionError):
            async with database.write() as session:
                await enqueue(session, "note", "a", {})
                raise ZeroDivisionError
        await working.settled()
        assert await working.states() == {}
    assert notes.asked == []


async def test_the_same_key_is_one_piece_of_work_while_it_waits_and_when_it_is_done(database: Database) -> None:
    notes = Notebook()
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        async with database.write() as session:
            await enqueue(session, "note", "a", {"first": True})
            await enqueue(session, "note", "a", {"first": False})
        await working.settled()
        await promise(database, "a")
        await promise(database, "b")
        await working.settled()
    assert notes.asked == [({"first": True}, 1), ({"id": "b"}, 1)]


async def test_a_brief_transaction_can_promise_too(database: Database) -> None:
    notes = Notebook()
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await database.brief(lambda connection: enqueue_in(connection, "note", "a", {"id": "a"}))
        await working.settled()
    assert notes.asked == [({"id": "a"}, 1)]


async def test_before_the_tables_are_there_nothing_is_promised_and_the_person_may_try_again(database: Database) -> None:
    with pytest.raises(Unavailable, match="work-starting"):
        await promise(database, "a")
    with pytest.raises(Unavailable, match="work-starting"):
        await database.brief(lambda connection: enqueue_in(connection, "note", "a", {}))


@pytest.mark.parametrize(("name", "key"), [("note", "a#2"), ("note", ""), ("", "a"), ("a:b", "c"), ("note", "x" * 151)])
def test_a_key_that_could_be_taken_for_another_is_refused(name: str, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        checked(name, key, {}, None)


# trying again


async def test_what_does_not_work_is_tried_again_until_it_does(database: Database) -> None:
    asked_to_wait = unavailable(Passing(429, "tooManyRequests", "", retry_after=0.5))
    notes = Notebook(TryAgain(0.1), asked_to_wait, ValueError("a mistake"))
    async with at_work(database, {"note": Kind(notes.run, notes.tell)}) as working:
        await promise(database, "a")
        await working.settled()
    assert [number for _, number in notes.asked] == [1, 2, 3, 4]
    assert notes.told == []


def test_a_retry_after_is_never_shortened_and_other_waits_grow_to_a_quarter_of_an_hour() -> None:
    for chance in (0.0, 0.5, 0.999):
        assert 120.0 <= wait(1, 120.0, chance) <= 144.0
        assert wait(1, 1e9, chance) <= LONGEST_ASKED * 1.2
        waits = [wait(number, None, chance) for number in range(1, 40)]
        assert waits == sorted(waits)
        assert 0.8 <= waits[0] <= 1.2
        assert LONGEST * 0.8 <= waits[-1] <= LONGEST * 1.2
    assert wait(3, None, 0.1) != wait(3, None, 0.9)  # those who failed together do not come together


async def test_what_fails_for_good_is_told_once_and_not_tried_again(database: Database) -> None:
    notes = Notebook(GiveUp("no-such-thing"))
    async with at_work(database, {"note": Kind(notes.run, notes.tell)}) as working:
        await promise(database, "a")
        await working.settled()
        found = await working.states()
    assert (len(notes.asked), notes.told) == (1, [{"id": "a"}])
    assert found == {"note:a": "SUCCESS", "note:a#2": "ERROR"}


async def test_what_did_nothing_but_fail_for_too_long_is_given_up_and_told(database: Database) -> None:
    notes = Notebook(TryAgain(), TryAgain())
    async with at_work(database, {"note": Kind(notes.run, notes.tell, patience=timedelta(seconds=2))}) as working:
        await promise(database, "a")
        await working.settled()
    assert notes.told == [{"id": "a"}]
    assert len(notes.asked) == 2  # a second after the first, and the third would have been too late


async def test_who_could_not_be_told_is_told_later(database: Database) -> None:
    told: list[Payload] = []

    async def tell(payload: Payload) -> None:
        told.append(payload)
        if len(told) == 1:
            raise TryAgain(0.1)

    async with at_work(database, {"note": Kind(Notebook(GiveUp("gone")).run, tell)}) as working:
        await promise(database, "a")
        await working.settled()
        assert list((await working.states()).values())[-1] == "ERROR"
    assert told == [{"id": "a"}] * 2


async def test_work_of_a_kind_that_is_not_known_waits_for_a_koers_that_knows_it(database: Database) -> None:
    notes = Notebook()
    async with at_work(database, {}):
        await promise(database, "a")
        await until_there("note:a#2", database)
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await working.settled()
    assert [payload for payload, _ in notes.asked] == [{"id": "a"}]


async def test_a_handler_that_calls_itself_off_is_tried_again(database: Database) -> None:
    asked: list[int] = []

    async def run(payload: Payload, attempt: Attempt) -> None:
        asked.append(attempt.number)
        if attempt.number == 1:
            raise asyncio.CancelledError

    async with at_work(database, {"note": Kind(run)}) as working:
        await promise(database, "a")
        await working.settled()
    assert asked == [1, 2]


async def until_there(id: str, database: Database) -> None:
    async with asyncio.timeout(30):
        while True:
            if id in await states(database):
                return
            await asyncio.sleep(0.05)


# going on later


async def test_going_on_is_no_failure_and_may_be_with_something_else(database: Database) -> None:
    notes = Notebook(TryAgain(0.1), GoOn(payload={"id": "rest"}), GoOn(now() + timedelta(seconds=1)))
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await promise(database, "a", partition="oss")
        await working.settled()
    assert notes.asked == [({"id": "a"}, 1), ({"id": "a"}, 2), ({"id": "rest"}, 1), ({"id": "rest"}, 1)]


async def test_in_a_partition_one_works_at_a_time_and_who_goes_on_later_lets_the_next_one_in(
    database: Database,
) -> None:
    busy, both = set[str](), asyncio.Barrier(2)
    done: list[str] = []

    async def run(payload: Payload, attempt: Attempt) -> GoOn | None:
        partition, number = attempt.key.split("-")
        assert partition not in busy
        busy.add(partition)
        async with asyncio.timeout(30):
            await both.wait()  # different partitions work side by side
        busy.remove(partition)
        done.append(attempt.key)
        return GoOn(now() + timedelta(days=1)) if number == "1" else None

    async with at_work(database, {"note": Kind(run)}) as working:
        async with database.write() as session:
            for key in ("oss-1", "oss-2", "sittard-1", "sittard-2"):
                await enqueue(session, "note", key, {}, partition=key.partition("-")[0])
        await working.settled()
        found = await working.states()
    assert sorted(done) == ["oss-1", "oss-2", "sittard-1", "sittard-2"]
    assert {id for id, state in found.items() if state == "DELAYED"} == {"note:oss-1#2", "note:sittard-1#2"}


async def test_what_is_to_be_done_later_is_done_then_also_by_a_process_that_started_in_between(
    database: Database,
) -> None:
    notes = Notebook()
    async with at_work(database, {"note": Kind(notes.run)}), database.write() as session:
        await enqueue(session, "note", "a", {"id": "a"}, run_at=now() + timedelta(days=1))
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await working.settled()
        assert (notes.asked, await working.states()) == ([], {"note:a": "DELAYED"})
        async with database.write() as session:  # the day after
            moment = int(now().timestamp() * 1000)
            await session.execute(text(f"update {table(database)} set delay_until_epoch_ms = :at"), {"at": moment})
        await working.settled()
    assert notes.asked == [({"id": "a"}, 1)]


# stopping and starting


async def test_who_works_when_the_process_stops_may_finish_and_give_the_rest_back(database: Database) -> None:
    begun = asyncio.Event()
    done: list[Payload] = []

    async def run(payload: Payload, attempt: Attempt) -> GoOn | None:
        if payload == {"part": 1}:
            begun.set()
            await attempt.stopping.wait()
            return GoOn(payload={"part": 2})
        done.append(payload)
        return None

    async with at_work(database, {"note": Kind(run)}):
        await promise(database, "a", {"part": 1})
        await begun.wait()
    assert done == []
    async with at_work(database, {"note": Kind(run)}) as working:
        await working.settled()
    assert done == [{"part": 2}]


async def test_who_goes_on_for_too_long_when_the_process_stops_is_called_off_and_begun_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "GRACE", 1)
    begun, let_go = asyncio.Event(), asyncio.Event()
    tries: list[str] = []

    async def run(payload: Payload, attempt: Attempt) -> None:
        tries.append(attempt.key)
        if len(tries) > 1:
            return
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            let_go.set()

    async with at_work(database, {"note": Kind(run)}):
        await promise(database, "a")
        await begun.wait()
    assert let_go.is_set()
    async with at_work(database, {"note": Kind(run)}) as working:
        await working.settled()
    assert tries == ["a", "a"]


WORKER = """
import asyncio, sys
from store.database import Database
from store.processes import Presence
from store.work import Engine, Kind

async def main():
    database = Database(sys.argv[1])
    await database.migrate()
    ended = asyncio.Event()

    async def run(payload, attempt):
        print("begun", attempt.key, flush=True)
        if sys.argv[2] == "hang":
            try:
                await asyncio.sleep(600)
            except asyncio.CancelledError:
                print("let go of", attempt.key, flush=True)
                raise
        print("done", attempt.key, flush=True)
        ended.set()

    presence = Presence(database, "worker")
    await presence.start()
    engine = Engine(database, {"note": Kind(run)}, presence, poll=0.05)
    engine.start()
    await engine.started()
    print("started", flush=True)
    await ended.wait()
    await engine.stop()
    await presence.stop()
    await database.close()

asyncio.run(main())
"""


async def worker(url: str, way: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, url, way, cwd=ROOT, stdout=PIPE)


async def line_of(process: Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        return (await process.stdout.readline()).decode().strip()


async def test_a_process_that_is_killed_in_the_middle_finds_its_work_at_the_next_start(
    database: Database, database_url: str
) -> None:
    url = database_url
    killed = await worker(url, "hang")
    assert await line_of(killed) == "started"
    await promise(database, "a")
    assert await line_of(killed) == "begun a"
    killed.send_signal(signal.SIGKILL)
    await killed.wait()
    following = await worker(url, "work")
    lines = [await line_of(following) for _ in range(3)]
    assert sorted(lines) == ["begun a", "done a", "started"]
    assert await following.wait() == 0


@pytest.mark.parametrize(("last", "after"), [(signal.SIGKILL, ""), (signal.SIGSTOP, "let go of a")])
async def test_another_process_takes_over_what_one_that_is_gone_had_and_one_that_comes_back_lets_go(
    postgresql_url: str, last: signal.Signals, after: str
) -> None:
    database = Database(postgresql_url)
    gone = await worker(postgresql_url, "hang")
    assert await line_of(gone) == "started"
    await promise(database, "a")
    assert await line_of(gone) == "begun a"
    other = await worker(postgresql_url, "work")
    assert await line_of(other) == "started"
    try:
        gone.send_signal(last)
        assert [await line_of(other) for _ in range(2)] == ["begun a", "done a"]
        assert await other.wait() == 0
        if last is signal.SIGSTOP:
            gone.send_signal(signal.SIGCONT)
        assert await line_of(gone) == after
        assert await states(database) == {"note:a": "SUCCESS"}
    finally:
        if gone.returncode is None:
            gone.kill()
            await gone.wait()
        await database.close()


# looking after it


async def test_what_is_done_goes_after_a_week_and_what_failed_after_a_month(database: Database) -> None:
    async def aged(days: int) -> None:
        async with database.write() as session:
            moment = int((now() - timedelta(days=days)).timestamp() * 1000)
            await session.execute(text(f"update {table(database)} set completed_at = :at"), {"at": moment})

    kinds = {"note": Kind(Notebook(None, GiveUp("no")).run)}
    async with at_work(database, kinds) as working:
        await promise(database, "done")
        await working.settled()
        await promise(database, "failed")
        await working.settled()
        for days, left in ((6, {"note:done", "note:failed"}), (8, {"note:failed"}), (31, set())):
            await aged(days)
            await working.engine.tidy()
            assert set(await working.states()) == left
        async with database.read() as session:
            for name in ("workflow_input", "workflow_output", "operation_outputs"):
                assert await session.scalar(text(f"select count(*) from {table(database, name)}")) == 0


async def test_a_key_stays_known_as_long_as_its_work_goes_on(database: Database) -> None:
    notes = Notebook(GoOn(), GoOn(), GoOn(now() + timedelta(days=100)))
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await promise(database, "a")
        await working.settled()
        async with database.write() as session:
            await session.execute(text(f"update {table(database)} set completed_at = 1 where status = 'SUCCESS'"))
        await working.engine.tidy()
        assert await working.states() == {"note:a": "SUCCESS", "note:a#4": "DELAYED"}
        await promise(database, "a")
        await working.settled()
    assert len(notes.asked) == 3


async def test_old_work_raises_an_alarm_with_its_id_once_an_hour(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    free, begun = asyncio.Event(), asyncio.Event()

    async def run(payload: Payload, attempt: Attempt) -> None:
        begun.set()
        await free.wait()

    async with at_work(database, {"note": Kind(run)}) as working:
        await promise(database, "a", {"id": "a", "secret": "geheim"})
        await begun.wait()
        await working.engine.look()
        assert alarms(caplog) == []
        async with database.write() as session:
            hours_ago = int((now() - timedelta(hours=2)).timestamp() * 1000)
            await session.execute(
                text(f"update {table(database)} set created_at = :at, started_at_epoch_ms = :at"), {"at": hours_ago}
            )
        await working.engine.look()
        await working.engine.look()
        assert alarms(caplog) == ["old work does not get done: note:a"]
        assert len(working.engine.due) == 1
        assert 7100 < working.engine.due.oldest < 7400
        free.set()
        await working.settled()
        await working.engine.look()
        assert (len(working.engine.due), working.engine.due.oldest) == (0, 0.0)
    assert "geheim" not in caplog.text


async def test_what_only_fails_for_an_hour_raises_an_alarm_and_what_waits_its_turn_does_not(
    database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notebook(TryAgain(3000))
    async with at_work(database, {"note": Kind(notes.run)}) as working:
        await promise(database, "a")
        async with database.write() as session:
            await enqueue(session, "note", "later", {}, run_at=now() + timedelta(days=1))
        await working.settled()
        await working.engine.look()
        assert alarms(caplog) == []
        monkeypatch.setattr(engine_module, "now", lambda: now() + timedelta(minutes=61))
        await working.engine.look()
    assert alarms(caplog) == ["old work does not get done: note:a#2"]


def alarms(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]


QUIET = """
import asyncio, logging, sys
found = []
sys.addaudithook(lambda event, _: found.append(event) if event in ("socket.connect", "socket.getaddrinfo") else None)
logging.basicConfig(level=logging.WARNING)
from store.database import Database
from store.processes import Presence
from store.work import Engine, Kind, TryAgain, GiveUp, enqueue

async def main():
    database = Database(sys.argv[1])
    await database.migrate()
    begun = asyncio.Event()
    async def run(payload, attempt):
        if attempt.key == "tried" and attempt.number == 1:
            raise TryAgain(0.1)
        if attempt.key == "broken" and attempt.number == 1:
            raise ValueError
        if attempt.key == "refused":
            raise GiveUp("no")
        if attempt.key == "hangs":
            begun.set()
            await asyncio.sleep(600)
    presence = Presence(database, "worker")
    await presence.start()
    engine = Engine(database, {"note": Kind(run)}, presence, poll=0.05)
    engine.start()
    await engine.started()
    async with database.write() as session:
        for key in ("tried", "broken", "refused", "hangs"):
            await enqueue(session, "note", key, {"text": "geheim woord"})
    await begun.wait()
    await asyncio.sleep(3)
    import store.work.engine
    store.work.engine.GRACE = 1
    await engine.stop()
    await database.close()
asyncio.run(main())
print(found)
"""


async def test_nothing_is_sent_anywhere_and_no_content_gets_into_the_log(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", QUIET, f"sqlite:///{tmp_path / 'koers.db'}", cwd=ROOT, stdout=PIPE, stderr=PIPE,
        env=os.environ | {"DBOS__VMID": "x"},
    )  # fmt: skip
    said, logged = await process.communicate()
    assert process.returncode == 0, logged.decode()
    assert said.decode().strip() == "[]"
    assert "failed for good" in logged.decode()
    assert "geheim" not in logged.decode()
