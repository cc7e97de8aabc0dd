"""Sending an announcement: everybody once, whatever Teams and Entra do, and a report that says what is known."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import TextClause, text, update

from domain.announcements.model import Audience, Words
from domain.announcements.report import cell
from errors import WordedError
from store import people
from store.announcements import AnnouncementRow
from store.database import Database, now
from tests.announcing import (
    Answer,
    Somebody,
    Staff,
    Stage,
    announcement,
    chat,
    group,
    person,
    settle_in,
    staged,
    teams,
)

PEOPLE = 20
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncGenerator[Stage]:
    """Twenty colleagues who have Koers."""
    async with teams() as far:
        await settle_in(database, far.base, PEOPLE)
        staff = Staff([Somebody(person(n)) for n in range(1, PEOPLE + 1)])
        async with staged(database, tmp_path, far.base, staff, far) as stage:
            yield stage


def refuses(*which: int, answer: Answer, times: int = 1_000):
    """Answers so in the chats of these, so many times each."""
    left = {chat(n): times for n in which}

    async def decide(_: str, where: str) -> Answer | None:
        if left.get(where, 0) <= 0:
            return None
        left[where] -= 1
        return answer

    return decide


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
    assert (sent.numbers.total, sent.numbers.delivered, sent.numbers.skipped) == (4, 3, 1)


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
        while len(stage.teams.texts(chat(1))) < 2:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
    sent = await stage.sent()
    assert (sent.announcement.state, sent.numbers.waiting) == ("sending", 1)
    assert stage.teams.texts(chat(2)) == ["Dicht v1"]


async def test_a_group_that_is_gone_stops_it_before_anybody_gets_it(stage: Stage) -> None:
    from graph.problems import NotFound

    stage.staff.problem = NotFound(404, "itemNotFound", "")
    await stage.begin(announcement())
    await stage.until_state("stopped")
    assert stage.teams.taken == []


async def test_a_correction_is_put_in_every_message_and_says_where_it_could_not(stage: Stage) -> None:
    await stage.begin(announcement())
    await stage.until_state("done")
    stage.teams.answer = refuses(3, answer=(403, {}, {"error": {"code": "ConversationBlockedByUser"}}))
    async with stage.database.write() as session:
        await stage.sending.correct(session, announcement(version=2, nl=Words("Open", "")))
    sent = await stage.until_state("done")
    assert (sent.announcement.version, sent.numbers.altered, sent.numbers.not_altered) == (2, PEOPLE - 1, 1)
    assert sorted(
        where for method, where, said in stage.teams.taken if method == "PUT" and said == "Open v2"
    ) == sorted(chat(n) for n in range(1, PEOPLE + 1) if n != 3)
    with pytest.raises(WordedError):
        async with stage.database.write() as session:
            await stage.sending.correct(session, announcement(version=2))


async def test_a_recall_deletes_every_message_and_says_what_could_not_be(stage: Stage) -> None:
    stage.teams.after = refuses(2, answer=(502, {}, {}), times=1)  # it has it, but nobody knows under which id
    await stage.begin(announcement())
    await stage.until_state("done")
    stage.teams.answer = refuses(3, answer=(403, {}, {"error": {"code": "ConversationBlockedByUser"}}))
    await stage.sending.recall("een", key="recall")
    sent = await stage.until_state("recalled")
    assert (sent.numbers.altered, sent.numbers.not_altered, sent.numbers.unknown) == (PEOPLE - 2, 1, 1)
    assert sum(method == "DELETE" for method, _, _ in stage.teams.taken) == PEOPLE - 2
    assert await stage.sending.valid_for(person(1)) == ()


async def test_an_acknowledgement_counts_once_and_names_nobody(stage: Stage) -> None:
    await stage.begin(announcement(acknowledge=True))
    await stage.until_state("done")
    assert len({card["token"] for card in stage.teams.cards.values()}) == PEOPLE
    assert await stage.sending.acknowledge("een", person(1))
    assert await stage.sending.acknowledge("een", person(1))
    assert await stage.sending.acknowledge("een", person(2))
    assert not await stage.sending.acknowledge("een", person(404))
    assert (await stage.sent()).numbers.acknowledged == 2
    async with stage.database.read() as session:
        for table in ("acknowledgements", "announcements"):
            kept = (await session.execute(text(f"select * from {table}"))).all()
            assert person(1) not in str(kept)
        assert (await session.execute(text("select count(distinct reminder) from deliveries"))).scalar_one() == 1


async def test_the_reminder_goes_once_to_who_did_not_acknowledge_and_leaves_no_trace_of_them(stage: Stage) -> None:
    await stage.begin(announcement(acknowledge=True))
    await stage.until_state("done")
    for n in range(1, 6):
        await stage.sending.acknowledge("een", person(n))
    stage.teams.answer = refuses(6, answer=(500, {}, {}))
    await stage.sending.remind("een", key="remind")
    sent = await stage.until_state("done")
    reminded = [where for _, where, said in stage.teams.taken if said == "Herinnering"]
    assert sorted(reminded) == sorted(chat(n) for n in range(7, PEOPLE + 1))
    assert (sent.reminded, sent.numbers.altered, sent.numbers.not_altered) == (True, PEOPLE - 6, 1)
    async with stage.database.read() as session:
        rows = await session.execute(text("select distinct reminder, state, reason, altering, version from deliveries"))
        assert len(rows.all()) == 1
    with pytest.raises(WordedError):
        await stage.sending.remind("een")


async def test_what_is_no_longer_valid_is_forgotten_marks_first(stage: Stage) -> None:
    await stage.begin(announcement(acknowledge=True))
    await stage.until_state("done")
    await stage.sending.acknowledge("een", person(1))
    await age(stage, timedelta(days=8))
    await stage.sending.remove_expired()
    sent = await stage.sent()
    assert sent.numbers.acknowledged == 1
    async with stage.database.read() as session:
        assert (await session.scalar(text("select count(*) from acknowledgements"))) == 0
        assert (await session.scalar(text("select secret from announcements"))) == ""
    assert not await stage.sending.acknowledge("een", person(2))
    await age(stage, timedelta(days=40))
    await stage.sending.remove_expired()
    assert await stage.sending.find("een") is None
    async with stage.database.read() as session:
        assert (await session.scalar(text("select count(*) from deliveries"))) == 0


async def age(stage: Stage, by: timedelta) -> None:
    async with stage.database.write() as session:
        await session.execute(update(AnnouncementRow).values(valid_until=now() - by + timedelta(days=7)))


async def test_what_somebody_got_is_shown_again_as_long_as_it_is_valid(stage: Stage) -> None:
    stage.staff.people = stage.staff.people[:1]
    await stage.begin(announcement())
    await stage.until_state("done")
    assert [one.id for one in await stage.sending.valid_for(person(1))] == ["een"]
    assert await stage.sending.valid_for(person(2)) == ()


async def test_the_report_names_only_whom_it_did_not_reach_and_holds_no_formula(stage: Stage) -> None:
    stage.staff.people += [Somebody(person(101)), Somebody("cccccccc-0000-4000-8000-000000000999")]
    stage.staff.refuses = {person(101), "cccccccc-0000-4000-8000-000000000999"}
    stage.teams.answer = refuses(1, answer=(403, {}, {"error": {"code": "ConversationBlockedByUser"}}))
    stage.teams.after = refuses(2, answer=(502, {}, {}))
    await stage.begin(announcement(acknowledge=True, nl=Words("=SOM(A1:A9)", "")))
    await stage.until_state("done")
    await stage.sending.acknowledge("een", person(3))
    book = load_workbook(io.BytesIO(await stage.sending.report("een", "nl")))
    summary, reached = ([[cell.value for cell in row] for row in sheet] for sheet in book.worksheets)
    assert ["Titel", "'=SOM(A1:A9)", None] in [[*row, None][:3] for row in summary]
    assert {row[0]: row[1] for row in summary}["Bevestigd"] == 1
    assert reached[1:] == [
        ["'=Collega 001", "Niet gelukt", "Koers is geblokkeerd"],
        ["'=Collega 002", "Onbekend of het is aangekomen", "Teams heeft niet geantwoord"],
        ["'=Collega 101", "Koers niet geïnstalleerd", "Teams nam het niet aan"],
        ["(niet meer bekend)", "Koers niet geïnstalleerd", "Teams nam het niet aan"],
    ]
    assert "f" not in {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\r", "\n", "\x00=", "\u2028=", "＝", "\x7f"])
def test_no_cell_begins_with_what_a_spreadsheet_runs(start: str) -> None:
    safe = cell(f"{start}1+1\x07\ud800")
    assert isinstance(safe, str)
    assert safe.startswith("'")
    assert safe.isprintable()


def test_ordinary_text_and_numbers_stay_as_they_are() -> None:
    assert (cell("De balie is dicht"), cell("1-2-3"), cell(-3)) == ("De balie is dicht", "1-2-3", -3)


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
