"""What people and channels hear of initiatives: once, whatever fails or restarts, and nobody who is hidden."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from cards.initiatives import notices
from domain.announcements.quiet import QuietTimes
from domain.initiatives.digest import next_moment
from domain.initiatives.model import Known
from errors import WordedError
from locales import texts_for
from store import conversations
from store.conversations import Conversation
from store.database import Database
from store.quiet_hours import QuietHours
from store.work import Attempt, Json, TryAgain
from tests.durable import states
from tests.initiatives import JAN, KEES, MARIJKE, OSS, PIET, RIA, ZONE, Stage, on_stage

CHANNEL = "19:initiatieven@thread.tacv2"


@pytest.fixture
async def stage(database: Database) -> Stage:
    return await on_stage(database)


async def test_who_takes_part_hears_a_new_status_once_with_its_reason_and_others_do_not(stage: Stage) -> None:
    made, one = stage.made, await stage.begun(colleagues=(PIET,))
    await made.join(JAN, one.id)
    await made.support(KEES, one.id)
    await made.change_status(MARIJKE, one.id, "gestart", "Het hout is er", key="k")
    await made.change_status(MARIJKE, one.id, "gestart", "Het hout is er", key="k")
    stage.heard.away = 3  # Teams does not take the first ones
    await stage.settle()
    await stage.again().settle()
    for person in (RIA, JAN, KEES, PIET):
        told = [each for each in stage.heard.of(person) if each.happened == "status"]
        assert [(each.reason, each.by) for each in told] == [("Het hout is er", Known(MARIJKE, "Marijke Smit"))]
    assert stage.heard.of(MARIJKE) == []
    assert [each.happened for each in stage.heard.of(PIET)].count("asked") == 1
    assert [each.by for each in stage.heard.of(RIA) if each.happened == "joined"] == [Known(JAN, "Jan de Vries")]


async def test_who_came_later_or_left_hears_nothing_of_before(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    await made.join(JAN, one.id)
    await made.change_status(RIA, one.id, "gestart", "Daarom", key="k")
    stage.later(timedelta(seconds=5))
    await made.leave(JAN, one.id)
    await made.support(KEES, one.id)
    await stage.settle()
    assert stage.heard.news == []


async def test_an_author_whose_name_is_hidden_is_not_in_what_others_hear(stage: Stage) -> None:
    made, one = stage.made, await stage.begun(hidden=True)
    await made.join(JAN, one.id, hidden=True)
    await made.comment(JAN, one.id, "Goed idee", key="c")
    await made.change_status(RIA, one.id, "gestart", "Daarom", key="k")
    await made.become_project(JAN, one.id, "p1")
    await stage.settle()
    assert "Ria" not in repr(stage.heard.of(JAN))
    assert RIA not in repr(stage.heard.of(JAN))
    assert {each.by for each in stage.heard.of(RIA)} == {None}  # Jan is hidden, too
    assert [each.text for each in stage.heard.of(RIA) if each.happened == "comment"] == ["Goed idee"]


async def test_who_wants_quiet_hours_hears_it_afterwards(stage: Stage) -> None:
    night = QuietHours(start=0, end=7 * 60, weekend=False)
    await QuietTimes(stage.database, ZONE).choose(JAN, night)
    one = await stage.begun()
    await stage.made.support(JAN, one.id)
    stage.moment = stage.moment.replace(hour=2)
    seven = stage.moment.replace(hour=7)
    tell = stage.made.kinds()["initiatives.tell"].run
    payload: dict[str, Json] = {"to": JAN, "initiative": one.id, "happened": "project", "what": "1", "by": RIA}
    gone_on = await tell({**payload, "number": 1}, Attempt("key"))
    assert gone_on is not None
    assert gone_on.at == seven
    assert stage.heard.news == []
    stage.moment = seven
    assert await tell({**payload, "number": 1}, Attempt("key")) is None
    assert [person for person, _ in stage.heard.news] == [JAN]


async def chosen(stage: Stage) -> None:
    async with stage.database.write() as session:
        await conversations.save(session, Conversation(CHANNEL, "channel", "t", None, "https://x.example", "28:b"))
        await conversations.save(session, Conversation("a:1", "personal", "t", RIA, "https://x.example", "28:b"))
    await stage.made.digest_here(MARIJKE, CHANNEL)


async def test_the_digest_goes_to_the_chosen_channel_once_a_week_whatever_restarts(stage: Stage) -> None:
    made = stage.made
    await chosen(stage)
    with pytest.raises(WordedError, match="initiatives-digest-channel"):
        await made.digest_here(MARIJKE, "a:1")
    with pytest.raises(WordedError, match="initiatives-digest-channel"):
        await made.digest_here(MARIJKE, "19:onbekend")
    old = await stage.begun(JAN, title="Van vorige week")
    monday = next_moment(OSS.initiatives, stage.moment.astimezone(ZONE))
    stage.moment = monday - timedelta(days=1)
    await made.change_status(JAN, old.id, "gestart", "Daarom", key="k")
    hidden = await stage.begun(hidden=True)
    stage.moment = monday + timedelta(minutes=1)
    payload = {"at": monday.isoformat()}
    attempt = Attempt(f"oss:{monday.isoformat()}")
    stage.heard.away = 1
    with pytest.raises(TryAgain):
        await made.send(payload, attempt)
    await made.send(payload, attempt)
    await stage.again().made.send(payload, attempt)
    [(conversation, digest)] = stage.heard.digests
    assert (conversation, digest.total) == (CHANNEL, 2)
    assert hidden.id in [each.id for each in digest.new]
    assert "Ria" not in repr(digest)
    promised = [id for id in await states(stage.database) if "initiatives.digest" in id]
    assert len(promised) == 2  # the one that was promised when the channel was chosen, and that of the week after


async def test_a_digest_that_is_promised_is_sent_when_its_time_has_come_and_no_earlier(stage: Stage) -> None:
    await chosen(stage)
    await stage.begun()
    await stage.settle()
    assert stage.heard.digests == []
    await stage.made.no_digest(MARIJKE)
    monday = next_moment(OSS.initiatives, stage.moment.astimezone(ZONE))
    stage.moment = monday
    await stage.made.send({"at": monday.isoformat()}, Attempt("oss:x"))
    assert stage.heard.digests == []  # nobody wants it any more


async def test_a_week_without_news_gives_no_message_and_a_digest_of_long_ago_is_not_sent(stage: Stage) -> None:
    await chosen(stage)
    monday = next_moment(OSS.initiatives, stage.moment.astimezone(ZONE))
    stage.moment = monday
    await stage.made.send({"at": monday.isoformat()}, Attempt("oss:a"))
    await stage.begun()
    stage.moment = monday + timedelta(days=6)
    await stage.made.send({"at": monday.isoformat()}, Attempt("oss:b"))
    assert stage.heard.digests == []


async def test_a_digest_counts_all_that_was_new_since_the_one_before_also_when_the_clock_changed(stage: Stage) -> None:
    stage.moment = datetime(2026, 10, 19, 9, 30, tzinfo=ZONE)  # half an hour after the digest of that week
    for number in range(17):
        await stage.begun(title=f"Bankje {number}")
    digest = await stage.made.of_week(datetime(2026, 10, 26, 9, tzinfo=ZONE))  # the clock went back the day before
    assert (len(digest.new), digest.more_new, digest.moved, digest.more_moved) == (15, 2, (), 0)
    before = await stage.made.of_week(datetime(2026, 10, 19, 9, tzinfo=ZONE))
    assert before.new == ()
    assert "Nieuw: 17" in json.dumps(notices.digest(texts_for("nl"), OSS.initiatives, digest).content)


def test_the_next_digest_is_at_the_hour_on_the_wall_when_the_clock_changes() -> None:
    before = datetime(2026, 10, 23, 12, tzinfo=ZONE)  # the Friday before the clock goes back
    assert next_moment(OSS.initiatives, before).isoformat() == "2026-10-26T09:00:00+01:00"
    at = datetime(2026, 11, 30, 9, tzinfo=ZONE)
    assert next_moment(OSS.initiatives, at).isoformat() == "2026-12-07T09:00:00+01:00"
    assert next_moment(OSS.initiatives, at - timedelta(seconds=1)) == at
