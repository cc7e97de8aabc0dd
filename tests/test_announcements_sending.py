"""Sending an announcement: everybody once, whatever Teams and Entra do, and a report that says what is known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import TextClause, text

from bot.pacer import Pacer
from domain.announcements.beginning import Beginning
from domain.announcements.ending import Ending
from domain.announcements.few import AT_ONCE
from domain.announcements.model import Audience, Words
from domain.announcements.targets import LeftOut, Targets
from domain.announcements.together import kinds
from domain.announcements.work import SLICE, SPREAD, Order
from domain.messenger import Leaving
from errors import WordedError
from store import alterations, announcements, deliveries, people
from store.database import Connection, Database, now
from store.deliveries import Claiming, Settled, State
from store.work import Attempt
from tests.announcing import (
    LIFTED,
    PEOPLE,
    Answer,
    Faces,
    Somebody,
    Staff,
    Stage,
    announcement,
    begun,
    chat,
    group,
    messenger,
    person,
    refuses,
    settle_in,
)
from tests.databases import found

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OURS, THEIRS = 100, 101  # who claims


async def test_everybody_gets_it_once(stage: Stage) -> None:
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert sorted(stage.teams.taken) == sorted(("POST", chat(n), "Dicht v1") for n in range(1, PEOPLE + 1))
    assert (sent.numbers.total, sent.numbers.delivered, sent.numbers.waiting) == (PEOPLE, PEOPLE, 0)
    assert "een" in stage.following.shown


async def test_who_is_in_two_groups_gets_it_once_and_who_left_is_counted(stage: Stage) -> None:
    stage.staff.people.append(Somebody("gone", works=False))
    stage.staff.parts = {"a": [person(1), person(2), "gone"], "b": [person(2), person(3), "gone"]}
    audience = Audience(parts=(group("a"), group("b")))
    assert await stage.sending.count(audience) == 3
    await stage.begin(announcement(audience=audience))
    sent = await stage.until_state("done")
    assert sorted(where for _, where, _ in stage.teams.taken) == [chat(1), chat(2), chat(3)]
    assert (sent.numbers.total, sent.numbers.delivered, sent.numbers.skipped) == (3, 3, 1)


@pytest.mark.parametrize(("at_most", "bound"), [(PEOPLE, AT_ONCE), (1_000_000, PEOPLE)])
async def test_to_few_people_two_messages_are_under_way_at_most(stage: Stage, at_most: int, bound: int) -> None:
    under_way, most, several = 0, 0, asyncio.Event()

    async def count(_: str, __: str) -> Answer | None:
        nonlocal under_way, most
        under_way, most = under_way + 1, max(most, under_way + 1)
        if most > AT_ONCE:
            several.set()
        with suppress(TimeoutError):  # the third shows up while two wait, if it may
            async with asyncio.timeout(0.05 if bound == AT_ONCE else 10):
                await several.wait()
        under_way -= 1
        return None

    stage.teams.answer = count
    await stage.begin(announcement(at_most=at_most))
    assert (await stage.until_state("done")).numbers.delivered == PEOPLE
    assert (most <= bound, most > AT_ONCE) == (True, bound > AT_ONCE)


async def test_begun_twice_is_begun_once(stage: Stage) -> None:
    await stage.begin(announcement())
    await stage.begin(announcement(nl=Words("Anders", "")))
    await stage.until_state("done")
    assert stage.teams.twice() == []
    assert len(stage.teams.taken) == PEOPLE


async def test_for_more_people_than_was_approved_it_is_held_until_it_may(stage: Stage) -> None:
    await stage.begin(announcement(at_most=PEOPLE - 1))
    held = await stage.until_state("held")
    assert (held.numbers.total, held.numbers.waiting, stage.teams.taken) == (PEOPLE, PEOPLE, [])
    stage.staff.people.pop()
    async with stage.database.write() as session:
        await stage.sending.release(session, "een", PEOPLE)
    sent = await stage.until_state("done")
    assert (sent.numbers.total, sent.numbers.delivered) == (PEOPLE - 1, PEOPLE - 1)
    with pytest.raises(WordedError):
        async with stage.database.write() as session:
            await stage.sending.release(session, "een", PEOPLE)


async def test_each_reads_it_in_the_own_language(stage: Stage) -> None:
    stage.staff.people[:3] = [Somebody(person(1), "en-GB"), Somebody(person(2), "en-GB"), Somebody(person(3), "")]
    async with stage.database.write() as session:
        await people.choose_language(session, person(2), "nl")
    await stage.begin(announcement(en=Words("Closed", "")))
    await stage.until_state("done")
    assert [stage.teams.texts(chat(n)) for n in (1, 2, 3)] == [["Closed v1"], ["Dicht v1"], ["Dicht v1"]]


async def test_throttled_messages_arrive_later_and_once(stage: Stage) -> None:
    stage.teams.answer = refuses(1, 2, 3, answer=(429, {"Retry-After": "1"}, {}), times=2)
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, stage.teams.twice()) == (PEOPLE, [])


async def test_a_lost_answer_is_unknown_and_not_sent_again_until_the_author_wants_it(stage: Stage) -> None:
    stage.teams.answer = refuses(1, answer=(500, {}, {}))
    stage.teams.after = refuses(2, answer=(502, {}, {}), times=1)
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, sent.numbers.unknown) == (PEOPLE - 2, 2)
    assert (stage.teams.texts(chat(1)), stage.teams.twice()) == ([], [])
    stage.teams.answer = None
    await stage.sending.resend_unknown("een", key="press")
    await stage.sending.resend_unknown("een", key="press")
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, sent.numbers.unknown) == (PEOPLE, 0)
    assert (stage.teams.texts(chat(1)), stage.teams.twice()) == (["Dicht v1"], [chat(2)])
    with pytest.raises(WordedError):
        await stage.sending.resend_unknown("een")


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, "ConversationBlockedByUser", "blocked"),
        (404, "ConversationNotFound", "gone"),
        (400, "BadSyntax", "refused"),
        (413, "MessageSizeTooBig", "too-large"),
    ],
)
async def test_what_teams_refuses_has_failed_with_its_reason(stage: Stage, status: int, code: str, reason: str) -> None:
    stage.teams.answer = refuses(1, answer=(status, {}, {"error": {"code": code}}))
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, sent.numbers.failed) == (PEOPLE - 1, ((reason, 1),))


async def test_where_koers_was_removed_it_is_not_installed(stage: Stage) -> None:
    stage.teams.answer = refuses(1, answer=(403, {}, {"error": {"code": "BotNotInConversationRoster"}}))
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, sent.numbers.not_installed) == (PEOPLE - 1, 1)


async def test_who_has_no_koers_gets_it_installed_first_or_is_counted(stage: Stage) -> None:
    stage.staff.people += [Somebody(person(101)), Somebody(person(102))]
    stage.staff.refuses = {person(102)}
    await stage.begin(announcement())
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, sent.numbers.not_installed) == (PEOPLE + 1, 1)
    assert stage.teams.texts(chat(101)) == ["Dicht v1"]
    assert sorted(stage.staff.installed) == [person(101), person(102)]


async def test_paused_sends_nothing_and_goes_on_where_it_was(stage: Stage) -> None:
    gate, one_by_one = asyncio.Event(), asyncio.Lock()

    async def slowly(_: str, where: str) -> Answer | None:
        await gate.wait()
        async with one_by_one:  # all of them would take longer than it takes to notice the pause
            await asyncio.sleep(0.02)
        return None

    stage.teams.answer = slowly
    stage.staff.people = [Somebody(person(n)) for n in range(1, 301)]
    await settle_in(stage.database, stage.teams.base, 300 - PEOPLE, first=PEOPLE + 1)
    await stage.begin(announcement())
    async with asyncio.timeout(20):
        while not await under_way(stage):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
    await stage.sending.pause("een", key="pause")
    gate.set()
    await stage.working.settled()
    got = len(stage.teams.taken)
    assert 0 < got < 300
    sent = await stage.sent()
    assert (sent.announcement.state, sent.numbers.delivered, sent.numbers.waiting) == ("paused", got, 300 - got)
    await stage.sending.go_on("een", key="go on")
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, stage.teams.twice()) == (300, [])


async def under_way(stage: Stage) -> int:
    async with stage.database.read() as session:
        return await session.scalar(text("select count(*) from deliveries where state = 'sending'")) or 0


async def test_stopped_sends_nothing_more_and_may_not_go_on(stage: Stage) -> None:
    await stage.begin(announcement(at=now() + timedelta(hours=1)))
    assert (await stage.sent()).announcement.state == "scheduled"
    await stage.sending.stop("een", key="stop")
    with pytest.raises(WordedError):
        await stage.sending.go_on("een")
    assert ((await stage.sent()).announcement.state, stage.teams.taken) == ("stopped", [])


async def test_it_is_sent_at_its_moment_to_who_works_here_then(stage: Stage) -> None:
    await stage.begin(announcement(at=now() + timedelta(seconds=1.5)))
    await asyncio.sleep(0.3)
    assert stage.teams.taken == []
    stage.staff.people = stage.staff.people[:5]
    sent = await stage.until_state("done")
    assert (sent.numbers.total, len(stage.teams.taken)) == (5, 5)
    stage.staff.people.append(Somebody(person(6)))  # who comes later gets nothing from before
    await stage.working.settled()
    assert len(stage.teams.taken) == 5


async def test_quiet_people_get_it_when_their_quiet_ends_unless_it_is_important(stage: Stage) -> None:
    stage.quiet.ends = {person(1): now() + timedelta(seconds=2), person(2): now() + timedelta(hours=9)}
    await stage.begin(announcement("belangrijk", importance="high"))
    await stage.until_state("done", id="belangrijk")
    assert stage.teams.texts(chat(1)) == ["Dicht v1"]
    await stage.begin(announcement())
    async with asyncio.timeout(20):
        while (sent := await stage.sent()).numbers.waiting != 1:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
    assert sent.announcement.state == "sending"
    assert len(stage.teams.texts(chat(1))) == 2
    assert stage.teams.texts(chat(2)) == ["Dicht v1"]


async def test_a_group_that_is_gone_stops_it_before_anybody_gets_it(stage: Stage) -> None:
    from graph.problems import NotFound

    stage.staff.problem = NotFound(404, "itemNotFound", "")
    await stage.begin(announcement())
    await stage.until_state("stopped")
    assert stage.teams.taken == []


async def test_what_somebody_got_is_shown_again_as_long_as_it_is_valid(stage: Stage) -> None:
    stage.staff.people = stage.staff.people[:1]
    await stage.begin(announcement())
    await stage.until_state("done")
    assert [one.id for one in await stage.sending.valid_for(person(1))] == ["een"]
    assert await stage.sending.valid_for(person(2)) == ()


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2027, 3, 27, 9, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 27, 8, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 9, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=1), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
    ],
)
async def test_a_moment_is_the_same_before_and_after_the_clock_is_changed(
    stage: Stage, local: datetime, utc: datetime
) -> None:
    await stage.begin(announcement(at=local, valid_until=utc + timedelta(days=7)))
    async with stage.database.read() as session:
        promised = await session.scalar(put_off_in(stage, "delay_until_epoch_ms"))
    assert promised == pytest.approx(utc.timestamp() * 1000, abs=1000)  # it is promised as a delay from now
    assert (await stage.sent()).announcement.at == utc


async def test_an_outage_delays_everybody_and_loses_nobody(stage: Stage) -> None:
    stage.teams.answer = refuses(*range(1, PEOPLE + 1), answer=(429, {"Retry-After": "40"}, {}), times=1)
    await stage.begin(announcement())
    async with asyncio.timeout(20):
        while not await put_off(stage):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
    sent = await stage.sent()
    assert (sent.announcement.state, sent.numbers.waiting, sent.numbers.unknown) == ("sending", PEOPLE, 0)


async def put_off(stage: Stage) -> int:
    async with stage.database.read() as session:
        return await session.scalar(put_off_in(stage, "count(*)")) or 0


def put_off_in(stage: Stage, what: str) -> TextClause:
    schema = "" if stage.database.url.get_backend_name() == "sqlite" else "dbos."
    return text(f"select {what} from {schema}workflow_status where status = 'DELAYED'")


@pytest.mark.parametrize(
    ("state", "column", "taken"), [("sending", "state", "sending"), ("reminding", "reminder", THEIRS)]
)
async def test_who_is_cut_off_before_it_sends_leaves_the_ledger_to_who_took_over(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, column: str, taken: object
) -> None:
    await stage.begin(announcement(at=now() + timedelta(hours=1), acknowledge=True))
    await stage.database.brief(lambda connection: write_down(connection, state))
    under_way = asyncio.Event()

    async def wait(*_: object, **__: object) -> None:
        under_way.set()
        await asyncio.Event().wait()

    async with messenger(stage.teams.base, tmp_path, stage.database, Pacer(LIFTED)) as mine:
        monkeypatch.setattr(mine, "tell", wait)
        run = kinds(stage.means, mine, Faces(), stage.quiet, stage.following)[SLICE].run
        running = asyncio.ensure_future(run(Order("een", 0, 1).payload, Attempt("mine", 1, asyncio.Event())))
        await under_way.wait()
        claim = deliveries.claim if state == "sending" else alterations.claim_reminders
        claiming = Claiming("een", state, 1, THEIRS)
        await stage.database.brief(lambda connection: claim(connection, claiming, range(PEOPLE)))
        running.cancel()
        await asyncio.wait([running])
    async with stage.database.read() as session:
        assert (await session.execute(text(f"select distinct {column} from deliveries"))).all() == [(taken,)]


@pytest.mark.parametrize(
    ("state", "column", "taken"), [("sending", "state", "sending"), ("reminding", "reminder", THEIRS)]
)
async def test_who_is_cut_off_in_the_middle_of_a_claim_leaves_alone_what_another_has_claimed(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, column: str, taken: object
) -> None:
    await stage.begin(announcement(at=now() + timedelta(hours=1), acknowledge=True))
    await stage.database.brief(lambda connection: write_down(connection, state))
    claim = deliveries.claim if state == "sending" else alterations.claim_reminders

    async def cut_off(*_: object, leaving: Leaving, **__: object) -> None:
        claiming = Claiming("een", state, 1, THEIRS)
        await stage.database.brief(lambda connection: claim(connection, claiming, range(PEOPLE)))
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await leaving()

    async with messenger(stage.teams.base, tmp_path, stage.database, Pacer(LIFTED)) as mine:
        monkeypatch.setattr(mine, "tell", cut_off)
        run = kinds(stage.means, mine, Faces(), stage.quiet, stage.following)[SLICE].run
        await run(Order("een", 0, 1).payload, Attempt("mine", 1, asyncio.Event()))
    async with stage.database.read() as session:
        assert (await session.execute(text(f"select distinct {column} from deliveries"))).all() == [(taken,)]


async def test_nobody_is_claimed_of_what_was_paused_or_altered_a_moment_ago(database: Database) -> None:
    await database.brief(lambda connection: begun(connection, PEOPLE))

    def claimed(state: str, round: int) -> Callable[[Connection], set[int]]:
        return lambda connection: deliveries.claim(connection, Claiming("een", state, round, OURS), range(PEOPLE))

    await database.brief(lambda c: announcements.move(c, "een", ("sending",), {"state": "paused"}))
    assert await database.brief(claimed("sending", 1)) == set()
    await database.brief(lambda c: announcements.next_round(c, "een", ("paused",), {"state": "sending"}))
    assert await database.brief(claimed("sending", 1)) == set()
    assert await database.brief(claimed("sending", 2)) == set(range(PEOPLE))


@pytest.mark.parametrize(("late", "then"), [("waiting", "unknown"), ("delivered", "delivered")])
async def test_an_answer_that_comes_after_somebody_took_over_makes_nobody_wait_for_ever(
    database: Database, late: State, then: str
) -> None:
    await database.brief(lambda connection: begun(connection, PEOPLE))
    claiming = Claiming("een", "sending", 1, OURS)
    await database.brief(lambda c: deliveries.claim(c, claiming, [0]))
    await database.brief(lambda c: deliveries.interrupted(c, "een", 0, PEOPLE))
    await database.brief(lambda c: deliveries.settle(c, [Settled("een", 0, late, by=OURS)]))
    assert found(database, "select state from deliveries where number = 0") == [(then,)]


def write_down(connection: Connection, state: str) -> None:
    """Everybody is in the ledger of "een", which stands so."""
    deliveries.add(connection, "een", 0, [(person(n), "nl") for n in range(1, PEOPLE + 1)])
    announcements.move(connection, "een", ("scheduled",), {"state": state, "resolved": True})
    if state == "reminding":
        for number in deliveries.claim(connection, Claiming("een", state, 1, OURS), range(PEOPLE)):
            got = Settled("een", number, "delivered", conversation=chat(number + 1), message="m", version=1, by=OURS)
            deliveries.settle(connection, [got])


async def test_a_round_that_was_paused_while_it_found_out_who_gets_it_leaves_the_ledger_to_the_next(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Slow(list(stage.staff.people)), Slow(list(stage.staff.people))
    monkeypatch.setattr(stage.staff, "everyone", new.everyone)
    await stage.begin(announcement(at=now() + timedelta(hours=1)))
    means = replace(stage.means, targets=Targets(old))
    ending = Ending(stage.database, means.promises, means.speed)
    beginning = Beginning(stage.database, means.targets, means.promises, ending, stage.following)
    first = asyncio.create_task(beginning.begin({"announcement": "een", "round": 1}, Attempt("old")))
    await old.asked.wait()
    await stage.sending.pause("een", key="pause")
    await stage.sending.go_on("een", key="go on")
    await new.asked.wait()
    old.answers.set()
    assert await first is None
    begun = await stage.database.brief(lambda connection: announcements.look(connection, "een"))
    assert begun is not None
    assert not begun.resolved
    assert (await stage.sent()).numbers.total == 0
    await beginning.not_begun({"announcement": "een", "round": 1})  # what the old one gives up, the next goes on with
    assert (await stage.sent()).announcement.state == "sending"
    new.answers.set()
    sent = await stage.until_state("done")
    assert (sent.numbers.delivered, stage.teams.twice()) == (PEOPLE, [])


@dataclass
class Slow(Staff):
    """Entra, when it takes its time."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def everyone(self, *, left_out: LeftOut | None = None) -> AsyncGenerator[Somebody]:
        self.asked.set()
        await self.answers.wait()
        async for somebody in super().everyone(left_out=left_out):
            yield somebody


async def test_the_buttons_of_a_reminder_do_not_tell_who_had_acknowledged(stage: Stage) -> None:
    await stage.begin(announcement(acknowledge=True))
    await stage.until_state("done")
    for number in range(1, 7):
        await stage.sending.acknowledge("een", person(number))
    stage.teams.answer = refuses(8, answer=(429, {"Retry-After": "1"}, {}), times=1)
    await stage.sending.remind("een", key="remind")
    async with asyncio.timeout(20):
        while sum(said == "Herinnering" for _, _, said in stage.teams.taken) < PEOPLE - 7:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.05)
    counting = text(
        "select person, count(*) as buttons from tokens where verb = 'announcements.acknowledge' group by 1"
    )
    async with stage.database.read() as session:
        buttons = {row.person: row.buttons for row in await session.execute(counting)}
    assert len(buttons) == PEOPLE
    assert len(set(buttons.values())) == 1


async def test_a_recall_takes_back_what_was_under_way_when_it_began(stage: Stage) -> None:
    gate = asyncio.Event()

    async def slowly(method: str, _: str) -> Answer | None:
        if method == "POST":
            await gate.wait()
        return None

    stage.teams.answer = slowly
    await stage.begin(announcement())
    async with asyncio.timeout(20):
        while await under_way(stage) < PEOPLE:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
    await stage.sending.recall("een", key="recall")
    async with asyncio.timeout(20):
        while not await spread(stage, 2):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)
    assert (await stage.sent()).announcement.state == "recalling"
    gate.set()
    await stage.until_state("recalled")
    assert sum(method == "DELETE" for method, _, _ in stage.teams.taken) == PEOPLE


async def spread(stage: Stage, round: int) -> bool:
    """Whether the pieces of work of a round have been promised."""
    states = await stage.working.states()
    return any(f"{SPREAD}:een:{round}" in id and state == "SUCCESS" for id, state in states.items())


async def test_a_recall_ends_when_nothing_is_under_way_and_when_a_process_died_with_it(stage: Stage) -> None:
    await stage.begin(announcement())
    await stage.begin(announcement("later", at=now() + timedelta(hours=1)))
    await stage.until_state("done")
    await stage.sending.recall("een", key="recall")
    await stage.until_state("recalled")
    await stage.sending.stop("later", key="stop")
    await stage.database.brief(lambda c: deliveries.add(c, "later", 0, [(person(1), "nl"), (person(2), "nl")]))
    await stage.database.brief(lambda c: deliveries.claim(c, Claiming("later", "stopped", 1, THEIRS), [0]))
    await stage.sending.recall("later", key="recall later")
    sent = await stage.until_state("recalled", id="later")
    assert (sent.numbers.unknown, sent.numbers.waiting) == (1, 1)
