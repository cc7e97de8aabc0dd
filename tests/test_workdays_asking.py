"""The morning question: once, to who wants it, on the mornings on which there is something to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.messenger import Message, Outcome
from domain.workdays.mornings import ASK
from errors import WordedError
from store.database import Database
from store.work import Attempt, GoOn, enqueue
from tests.databases import found
from tests.durable import at_work
from tests.working import RULES, Working, at, someone, working

TUESDAY = date(2026, 12, 1)
SATURDAY, CHRISTMAS = date(2026, 12, 5), date(2026, 12, 25)
RIA, JAN, ELS = someone(0), someone(1), someone(2)
EIGHT = time(8)


@pytest.fixture
async def made(database: Database) -> Working:
    """Three people who want to be asked at eight, on the evening before."""
    made = working(database, at(TUESDAY - timedelta(days=1), 20))
    await made.chat_with(RIA, JAN, ELS)
    async with at_work(database, {}):  # the tables of the work
        for person in (RIA, JAN, ELS):
            await made.made.choices.ask_at(person, EIGHT)
    return made


async def asks(made: Working, day: date, minutes: int = 8 * 60) -> GoOn | None:
    made.clock.at = at(day) if made.clock.at < at(day, 0) else made.clock.at
    return await made.made.asking.ask({"day": day.isoformat(), "minutes": minutes}, Attempt("one"))


async def test_everybody_who_wants_it_and_ticked_nothing_is_asked_once_however_often_it_is_begun(made: Working) -> None:
    await made.made.registering.tick(JAN, {TUESDAY: "home"})
    made.clock.to(TUESDAY, 8)
    assert await asks(made, TUESDAY) is None
    assert await asks(made, TUESDAY) is None
    made.ruled(RULES)  # Koers starts anew
    assert await asks(made, TUESDAY) is None
    assert sorted(chat for chat, _ in made.teams.sent) == [f"a:{RIA}", f"a:{ELS}"]
    assert {message.text for _, message in made.teams.sent} == {"Waar werk je op 2026-12-01?"}


@pytest.mark.parametrize("day", [SATURDAY, CHRISTMAS])
async def test_nobody_is_asked_in_weekends_and_on_holidays(made: Working, day: date) -> None:
    made.clock.to(day, 8)
    assert await asks(made, day) is None
    assert made.teams.sent == []


async def test_who_does_not_work_that_day_or_no_longer_wants_it_is_not_asked(made: Working) -> None:
    await made.made.choices.work_on(RIA, (0, 2))
    await made.made.choices.ask_at(JAN, None)
    made.clock.to(TUESDAY, 8)
    await asks(made, TUESDAY)
    assert [chat for chat, _ in made.teams.sent] == [f"a:{ELS}"]


async def test_a_question_that_teams_did_not_take_is_asked_again_and_one_that_it_may_have_is_not(made: Working) -> None:
    made.teams.fates = [Outcome("not reached"), Outcome("unknown"), Outcome("refused")]
    made.clock.to(TUESDAY, 8)
    assert isinstance(await asks(made, TUESDAY), GoOn)
    assert len(made.teams.sent) == 1
    assert await asks(made, TUESDAY) is None
    assert len(made.teams.sent) == 2
    assert len({chat for chat, _ in made.teams.sent}) == 2


async def test_a_question_that_comes_hours_late_is_not_asked(made: Working) -> None:
    made.clock.to(TUESDAY, 11, 1)
    assert await asks(made, TUESDAY) is None
    assert made.teams.sent == []


async def test_the_question_is_promised_for_eight_by_the_clock_on_the_wall_and_once(database: Database) -> None:
    made = working(database, at(date(2028, 3, 24), 20))  # the clock goes on in the night to Sunday the 26th
    async with at_work(database, {}) as engine:
        await made.made.choices.ask_at(RIA, EIGHT)
        await made.made.choices.ask_at(JAN, EIGHT)
        await made.pass_days(date(2028, 3, 27))
        promised = await engine.states()
    assert sorted(key.split("#")[0] for key in promised) == [f"{ASK}:2028-03-27:480", f"{ASK}:2028-03-28:480"]
    table = "dbos.workflow_status" if database.shared else "workflow_status"
    moments = found(database, f"select delay_until_epoch_ms from {table} order by 1")
    assert [datetime.fromtimestamp(moment / 1000, UTC) for (moment,) in moments] == [
        datetime(2028, 3, 27, 6, tzinfo=UTC),
        datetime(2028, 3, 28, 6, tzinfo=UTC),
    ]


async def test_who_chooses_an_hour_that_has_passed_is_not_asked_before_tomorrow(made: Working) -> None:
    made.clock.to(TUESDAY, 8, 30)
    async with at_work(made.database, {}):
        await made.made.choices.ask_at(someone(3), EIGHT)
    await made.chat_with(someone(3))
    await asks(made, TUESDAY)
    assert f"a:{someone(3)}" not in {chat for chat, _ in made.teams.sent}


async def test_the_promised_question_is_asked_by_the_work_itself(made: Working) -> None:
    made.clock.at = at(TUESDAY, 8)
    async with at_work(made.database, made.made.work) as engine:
        async with made.database.write() as session:
            await enqueue(session, ASK, "now", {"day": TUESDAY.isoformat(), "minutes": 480})
        await engine.settled()
    assert len(made.teams.sent) == 3


async def test_only_the_hours_that_are_offered_can_be_chosen(made: Working) -> None:
    assert made.made.choices.hours[0] == time(6)
    for hour in (time(5, 45), time(8, 10), time(12, 15)):
        with pytest.raises(WordedError, match="workdays-wrong-hour"):
            await made.made.choices.ask_at(RIA, hour)
    assert (await made.made.choices.of(RIA)).asked_at == EIGHT
    assert (await made.made.choices.of(someone(4))).asked_at is None


async def test_where_workdays_were_switched_off_nobody_is_asked(made: Working) -> None:
    made.ruled(replace(RULES, consent=None))
    made.clock.to(TUESDAY, 8)
    assert await asks(made, TUESDAY) is None
    assert made.teams.sent == []


async def test_who_ticks_the_day_while_the_questions_go_out_is_not_asked(made: Working) -> None:
    faces = made.made.asking.faces
    assert faces is not None

    class Slow:
        """Somebody says where he works while his question is being written."""

        async def question(self, person: str, day: date, conversation: str) -> Message:
            await made.made.registering.tick(person, {day: "home"})
            return await faces.question(person, day, conversation)

    made.made.asking.faces = Slow()
    made.clock.to(TUESDAY, 8)
    assert await asks(made, TUESDAY) is None
    assert made.teams.sent == []
