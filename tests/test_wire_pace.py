"""Once, in order, and never silent: slow work is acknowledged, and stopping leaves nobody waiting."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from botbuilder.core import TurnContext

from bot.background import Background, Lanes, Stopping
from bot.inbox import Entry, Inbox
from bot.wire import Arrival
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from store import inbox
from tests.wire import AT_ONCE, QUICK, TENANT, Sent, wired


@dataclass
class Slow:
    """A handler that waits until it is let go."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    texts: list[str] = field(default_factory=list[str])

    async def __call__(self, turn: Turn, services: Services) -> Reply:
        self.texts.append(turn.text)
        self.begun.set()
        await self.go.wait()
        return Reply(text=f"Antwoord op {turn.text}")


def kinds(sent: list[Sent]) -> list[str]:
    return [item.activity.get("type", "") for item in sent]


async def test_a_slow_question_is_acknowledged_shows_typing_and_is_answered(tmp_path: Path) -> None:
    slow = Slow()
    async with wired(tmp_path, sentence=slow, patience=AT_ONCE) as line:
        status, _ = await line.post(line.said("langzaam"))
        assert status == 202
        await line.until(lambda: bool(line.sent))
        assert kinds(line.sent) == ["typing"]
        slow.go.set()
        assert (await line.next(0)).text == "Antwoord op langzaam"


async def test_typing_is_shown_again_while_it_lasts(tmp_path: Path) -> None:
    slow = Slow()
    async with wired(tmp_path, sentence=slow, patience=replace(AT_ONCE, typing=0.01)) as line:
        await line.post(line.said("langzaam"))
        await line.until(lambda: kinds(line.sent).count("typing") >= 3)
        slow.go.set()
        await line.next(0)


async def test_more_who_wait_than_teams_takes_in_a_second_all_see_typing_soon(tmp_path: Path) -> None:
    slow, many = Slow(), 70
    async with wired(tmp_path, sentence=slow, patience=replace(AT_ONCE, typing=60.0)) as line:
        chats = [{"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT} for number in range(many)]
        await asyncio.gather(*(line.post(line.said("langzaam", conversation=chat)) for chat in chats))
        await line.until(lambda: len({sent.path for sent in line.sent}) == many)
        assert set(kinds(line.sent)) == {"typing"}
        slow.go.set()
        await line.until(lambda: kinds(line.sent).count("message") == many)


async def test_a_quick_question_shows_no_typing(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        await line.say("hoi")
        assert kinds(line.sent) == ["message"]


async def test_questions_in_one_conversation_are_answered_in_order(tmp_path: Path) -> None:
    slow = Slow()
    async with wired(tmp_path, sentence=slow, patience=AT_ONCE) as line:
        for number in range(5):
            await line.post(line.said(f"vraag {number}"))
        slow.go.set()
        await line.until(lambda: len(line.messages()) == 5)
        assert [item.text for item in line.messages()] == [f"Antwoord op vraag {number}" for number in range(5)]


async def test_one_slow_conversation_does_not_hold_up_another(tmp_path: Path) -> None:
    slow = Slow()

    async def sentence(turn: Turn, services: Services) -> Reply:
        return await slow(turn, services) if turn.text == "langzaam" else Reply(text="Snel")

    async with wired(tmp_path, sentence=sentence, patience=AT_ONCE) as line:
        await line.post(line.said("langzaam"))
        await slow.begun.wait()
        elsewhere = {"id": "a:piet", "conversationType": "personal"}
        assert (await line.say("hoi", conversation=elsewhere)).text == "Snel"
        slow.go.set()
        await line.next(len(line.sent))


async def test_an_activity_that_is_delivered_twice_is_answered_once(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        activity = line.said("hoi")
        answers = await asyncio.gather(*(line.post(activity) for _ in range(5)))
        assert {status for status, _ in answers} == {202}
        assert len(line.messages()) == 1


async def test_an_activity_that_comes_back_after_a_restart_is_not_answered_again(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        activity = line.said("hoi")
        await line.post(activity)
        assert len(line.messages()) == 1
    async with wired(tmp_path) as line:
        again = activity | {"serviceUrl": line.service_url}
        assert (await line.post(again))[0] == 202
        assert line.messages() == []


async def test_an_edited_question_gets_its_answer_replaced(tmp_path: Path) -> None:
    slow = Slow()
    slow.go.set()
    async with wired(tmp_path, sentence=slow) as line:
        question = line.said("eerst")
        await line.post(question)
        edited = {"type": "messageUpdate", "text": "daarna", "timestamp": "2026-03-02T10:00:00Z"}
        edited["channelData"] = question["channelData"] | {"eventType": "editMessage"}
        await line.post(question | edited)
        first, second = line.messages()
        assert (second.method, second.path) == ("PUT", "v3/conversations/a:ria/activities/m1")
        assert (first.text, second.text) == ("Antwoord op eerst", "Antwoord op daarna")


async def test_an_edited_question_whose_answer_does_not_fit_in_place_is_answered_below(tmp_path: Path) -> None:
    async def sentence(turn: Turn, services: Services) -> Reply:
        return Reply(text="woord " * (10_000 if turn.text == "lang" else 1))

    async with wired(tmp_path, sentence=sentence) as line:
        asked = line.said("kort")
        await line.post(asked)
        seen = len(line.sent)
        edited = {"text": "lang", "timestamp": "2026-03-02T09:05:00.000Z"}
        change = {"type": "messageUpdate", "channelData": {**asked["channelData"], "eventType": "editMessage"}}
        await line.post(asked | edited | change)
        assert [item.method for item in line.sent[seen:]] == ["POST", "POST"]


async def test_deletes_reactions_and_undeletes_are_left_alone(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        for kind in ("messageDelete", "messageReaction", "typing", "event", "endOfConversation"):
            assert (await line.post(line.activity(kind, text="x")))[0] == 202
        restored = line.activity("messageUpdate", text="x")
        restored["channelData"]["eventType"] = "undeleteMessage"
        assert (await line.post(restored))[0] == 202
        assert line.sent == []


async def test_what_the_bot_says_itself_is_not_answered(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        assert (await line.post(line.said("hoi", **{"from": {"id": "28:koers", "name": "Koers"}})))[0] == 202
        assert line.sent == []


async def test_a_turn_that_takes_too_long_ends_in_words(tmp_path: Path) -> None:
    async with wired(tmp_path, sentence=Slow(), patience=replace(QUICK, give_up=0.05)) as line:
        sent = await line.say("langzaam")
        assert sent.text == "Dit duurde te lang, dus ik ben gestopt. Probeer het later opnieuw."


async def test_stopping_lets_running_turns_finish(tmp_path: Path) -> None:
    slow = Slow()
    async with wired(tmp_path, sentence=slow, patience=AT_ONCE) as line:
        await line.post(line.said("langzaam"))
        await slow.begun.wait()
        assert line.bot is not None
        background = line.bot.background
        stopping = asyncio.create_task(line.bot.stop())
        await line.until(lambda: background.stopping)
        assert (await line.post(line.said("te laat")))[0] == 503
        slow.go.set()
        await stopping
        assert [item.text for item in line.messages()] == ["Antwoord op langzaam"]


async def test_who_is_cut_off_by_stopping_is_answered_after_the_start(tmp_path: Path) -> None:
    slow = Slow()
    async with wired(tmp_path, sentence=slow, patience=replace(AT_ONCE, grace=0.01)) as line:
        await line.post(line.said("een"))
        await slow.begun.wait()
        await line.post(line.said("twee"))
        assert line.bot is not None
        await line.bot.stop()
        assert line.messages() == []
        base = line.base
    slow.go.set()
    async with wired(tmp_path, sentence=slow, base=base) as line:
        await line.until(lambda: len(line.messages()) == 2)
        assert [item.text for item in line.messages()] == ["Antwoord op een", "Antwoord op twee"]


async def test_after_stopping_nobody_listens(tmp_path: Path) -> None:
    async with wired(tmp_path) as line:
        assert line.bot is not None
        await line.bot.stop()
        with pytest.raises(aiohttp.ClientConnectorError):
            await line.post(line.said("hoi"))


async def test_a_lane_is_forgotten_with_its_last_user() -> None:
    lanes = Lanes()
    async with lanes.turn("a"):
        waiting = asyncio.create_task(_through(lanes, "a"))
        await asyncio.sleep(0)
        assert len(lanes) == 1
    await waiting
    assert len(lanes) == 0


async def test_who_gives_up_waiting_does_not_let_others_through() -> None:
    lanes, order = Lanes(), list[str]()
    async with lanes.turn("a"):
        impatient = asyncio.create_task(_through(lanes, "a", order, "impatient"))
        patient = asyncio.create_task(_through(lanes, "a", order, "patient"))
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.gather(impatient, return_exceptions=True)
        assert order == []
    await patient
    assert order == ["patient"]
    assert len(lanes) == 0


async def _through(lanes: Lanes, conversation: str, order: list[str] | None = None, name: str = "") -> None:
    async with lanes.turn(conversation):
        if order is not None:
            order.append(name)


async def test_when_stopping_no_new_work_begins() -> None:
    background = Background(grace=0.0)
    await background.stop()
    with pytest.raises(Stopping):
        background.start(asyncio.sleep(0), name="late")


async def test_what_comes_in_at_the_moment_of_stopping_is_answered_when_it_is_delivered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = Inbox.take
    async with wired(tmp_path) as line:
        assert line.bot is not None
        background = line.bot.background

        async def take_and_stop(box: Inbox, context: TurnContext, arrival: Arrival) -> Entry | None:
            background.stopping = True
            return await take(box, context, arrival)

        monkeypatch.setattr(Inbox, "take", take_and_stop)
        message = line.said("hoi")
        assert (await line.post(message))[0] == 503
        monkeypatch.undo()
        background.stopping = False
        assert (await line.post(message))[0] == 202
        assert [item.text for item in line.messages()] == ["Hallo"]


async def test_what_is_past_its_date_goes_when_koers_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with wired(tmp_path) as line:
        await line.say("hoi")
    eight_days_later = inbox.now() + timedelta(days=8)
    monkeypatch.setattr(inbox, "now", lambda: eight_days_later)
    async with wired(tmp_path) as line:
        await line.until(lambda: entries(tmp_path) == 0)


def entries(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "koers.db")) as database:
        return int(database.execute("select count(*) from inbox").fetchone()[0])


async def test_work_that_breaks_is_logged_and_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise RuntimeError("broken")

    background = Background(grace=1.0)
    task = background.start(broken(), name="a test")
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.sleep(0)
    assert len(background) == 0
    assert "a test failed" in caplog.text


async def test_stopping_waits_no_longer_for_all_who_are_told_than_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.background.TELL", 0.05)
    background, told, ended = Background(grace=0.0), list[str](), list[str]()

    async def at_once() -> None:
        told.append("at once")

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("never")

    for cut_off in (never, at_once, never):
        background.start(asyncio.Event().wait(), name="work", cut_off=cut_off)
    async with asyncio.timeout(10):
        await background.stop()
    assert (told, ended) == (["at once"], ["never", "never"])
