"""After an announcement was sent: corrected, taken back, acknowledged, reminded of, and forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from domain.announcements.model import Words
from errors import WordedError
from store.announcements import AnnouncementRow
from store.database import now
from tests.announcing import (
    PEOPLE,
    Stage,
    announcement,
    chat,
    person,
    refuses,
)


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
