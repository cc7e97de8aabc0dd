"""Where stopping, failing, pressing and going on meet: nothing is lost, nothing is done twice, nobody is told a lie."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from aiohttp import web

from bot.installs import Installs
from bot.routes import EVERYBODY, Route
from cards.actions import Action
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.conversations import Conversations
from domain.learning import Content
from domain.learning.answers import Answers
from domain.organisation import load_organisation
from domain.people import People
from domain.telling import Telling
from errors import Unavailable
from store import conversations, effects
from store.database import Database
from telemetry import about
from tests.test_wire_inbox import in_file, put_in
from tests.wire import AT_ONCE, TENANT, Line, Sent, nothing, wired

GROUP = {"id": "19:g@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
GUEST = {"id": "29:gast", "name": "Gast", "aadObjectId": "cccccccc-0000-4000-8000-000000000009"}


@dataclass(frozen=True)
class Book(Action):
    verb: ClassVar[str] = "test.book"


class Desk:
    """A button that books; `first` happens before it does, `hold` keeps it from ending."""

    def __init__(self) -> None:
        self.times = 0
        self.begun = asyncio.Event()
        self.hold: asyncio.Event | None = None
        self.first: Callable[[Turn], Awaitable[None]] | None = None

    async def card(self, turn: Turn, services: Services) -> Reply:
        return Reply(card=CardBuilder("Boeken?").execute("Boek", Book()).build())

    async def pressed(self, turn: Turn, services: Services) -> Reply:
        self.times += 1
        self.begun.set()
        if self.first is not None:
            await self.first(turn)
        if self.hold is not None:
            await self.hold.wait()
        return Reply(card=CardBuilder("Geboekt").build(), replaces_card=True)

    @property
    def routes(self) -> list[Route]:
        return [Route("book", "", self.pressed, buttons=(Book,))]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def token_of(sent: Sent) -> str:
    return str(sent.card["actions"][0]["data"]["token"])


async def test_the_outcome_of_a_press_does_not_wait_until_the_conversation_is_stored(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = asyncio.Event()

    async def slowly(*_: object) -> None:
        await stored.wait()

    async with wired(tmp_path, sentence=desk.card, routes=desk.routes) as line:
        card = await line.say("boek")
        monkeypatch.setattr(Installs, "met", slowly)
        _, answer = await line.post(line.press(token_of(card)))
        assert "Geboekt" in json.dumps(answer)
        stored.set()


async def test_a_press_in_a_group_that_ends_while_koers_stops_is_shown_to_all(tmp_path: Path, desk: Desk) -> None:
    desk.hold = asyncio.Event()
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes) as line:
        assert line.bot is not None
        card = await line.say("boek", conversation=GROUP)
        pressing = asyncio.create_task(line.post(line.press(token_of(card), conversation=GROUP)))
        await desk.begun.wait()
        stopping = asyncio.create_task(line.bot.background.stop())
        background = line.bot.background
        await line.until(lambda: background.stopping)
        desk.hold.set()
        _, answer = await pressing
        await stopping
        assert "Geboekt" in json.dumps(answer)
        assert [sent.method for sent in line.sent if "Geboekt" in json.dumps(sent.activity)] == ["PUT"]


async def test_what_was_done_before_a_failure_is_not_done_again_by_a_second_press(
    tmp_path: Path, desk: Desk, database: Database
) -> None:
    booked: list[str] = []

    async def book(turn: Turn) -> None:
        async with database.write() as session:
            if await effects.first(session, turn.key, "book"):
                booked.append(turn.key)
        raise Unavailable("roles-unavailable")  # such as telling a colleague of it

    desk.first = book
    async with wired(tmp_path, database=database, sentence=desk.card, routes=desk.routes) as line:
        card = await line.say("boek")
        await line.post(line.press(token_of(card)))
        _, answer = await line.post(line.press(token_of(card)))
    assert len(booked) == 1
    assert answer["statusCode"] == 200


async def test_a_button_that_broke_before_anything_was_done_can_be_pressed_again(tmp_path: Path, desk: Desk) -> None:
    async def breaks_once(_: Turn) -> None:
        if desk.times == 1:
            raise RuntimeError

    desk.first = breaks_once
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes) as line:
        card = await line.say("boek")
        _, broken = await line.post(line.press(token_of(card)))
        _, whole = await line.post(line.press(token_of(card)))
    assert broken["value"].startswith("Er ging iets mis.")
    assert "Geboekt" in json.dumps(whole)


async def test_a_press_by_who_may_not_does_not_take_the_button_from_who_may(tmp_path: Path, desk: Desk) -> None:
    let_in = asyncio.Event()

    class Slow(Line):
        """Takes its time to say who the guest is."""

        async def _member(self, request: web.Request) -> web.Response:
            if request.match_info["member"] == GUEST["id"]:
                await let_in.wait()
            return await super()._member(request)

    slow = Slow(roles={"29:gast": "guest"})
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes, line=slow) as line:
        token = token_of(await line.say("boek", conversation=GROUP))
        guest = asyncio.create_task(line.post(line.press(token, sender=GUEST, conversation=GROUP)))
        await line.until(lambda: bool(in_file(tmp_path, "select 1 from inbox where content like '%29:gast%'")))
        member = asyncio.create_task(line.post(line.press(token, conversation=GROUP)))
        await line.until(lambda: in_file(tmp_path, "select count(*) from inbox where state = 'taken'") == [(2,)])
        let_in.set()
        assert "alleen voor medewerkers" in (await guest)[1]["value"]
        assert "Geboekt" in json.dumps((await member)[1])
    assert desk.times == 1


async def test_a_thumb_down_that_was_cut_off_is_asked_why_after_the_start(tmp_path: Path) -> None:
    begun, hang = asyncio.Event(), asyncio.Event()

    async def never(turn: Turn, services: Services) -> Reply:
        begun.set()
        await hang.wait()
        return Reply()

    async def why(turn: Turn, services: Services) -> Reply:
        return Reply(card=CardBuilder("Waarom?").build())

    asked = Route("disliked", "", why, needs=EVERYBODY)
    value = {"actionName": "feedback", "actionValue": {"reaction": "dislike", "feedback": "{}"}}
    hurried = replace(AT_ONCE, grace=0.0)
    async with wired(tmp_path, routes=[replace(asked, handler=never)], patience=hurried) as line:
        await line.post(line.activity("invoke", name="message/submitAction", value=value, replyToId="m1"))
        await begun.wait()
        base = line.base
    async with wired(tmp_path, routes=[asked], base=base) as line:
        await line.until(lambda: bool(line.messages()))
        await line.until(lambda: in_file(tmp_path, "select count(*) from inbox where state = 'taken'") == [(0,)])
        assert len(line.messages()) == 1


async def test_koers_listens_while_it_still_tells_people_of_the_restart(tmp_path: Path, database: Database) -> None:
    async with wired(tmp_path, database=database) as line:
        base, left = line.base, line.said("hoi")
    put_in(database, left, state="answering")
    told = asyncio.Event()

    class Slow(Line):
        """Does not take the first message until it may."""

        async def _take(self, request: web.Request) -> web.Response:
            if "a:ria" in request.match_info["path"]:
                await told.wait()
            return await super()._take(request)

    async with wired(tmp_path, database=database, base=base, line=Slow()) as line:  # starting would hang here
        assert about.current() is None  # and nothing that comes later is about what was left over
        elsewhere = {"id": "a:piet", "conversationType": "personal"}
        assert (await line.say("dag", id="another", conversation=elsewhere)).text == "Hallo"
        told.set()
        await line.until(lambda: len(line.messages()) == 2)


async def test_a_greeting_that_failed_is_given_with_the_next_sign_of_the_installation(tmp_path: Path) -> None:
    times = 0

    async def welcome(turn: Turn, services: Services) -> Reply:
        nonlocal times
        times += 1
        if times == 1:
            raise RuntimeError
        return await nothing(turn, services)

    async with wired(tmp_path, welcome=welcome) as line:
        await line.post(line.activity("installationUpdate", action="add"))
        await line.until(lambda: len(line.messages()) == 1)
        await line.post(line.activity("conversationUpdate", membersAdded=[{"id": "28:koers"}]))
        await line.until(lambda: len(line.messages()) == 2)
        assert line.messages()[1].text == "Hallo"


async def test_a_question_that_is_gone_on_with_was_not_answered_just_now(database: Database) -> None:
    said = Conversations(database)
    await said.remember("chat", "Wat is de visie?", "De visie is …", key="a press")
    assert not await said.just_asked("chat", "Wat is de visie?", key="a press")
    assert await said.just_asked("chat", "Wat is de visie?", key="another press")


class Everybody:
    """A directory where everybody has every role, and a messenger that remembers."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def has(self, *_: object, **__: object) -> bool:
        return True

    async def groups(self, *_: object) -> frozenset[str]:
        return frozenset({"group"})

    async def members(self, _: str) -> tuple[str, ...]:
        return ("ria", "piet")

    async def say(self, conversation: str, text: str) -> None:
        self.told.append(conversation)


async def test_colleagues_are_told_of_a_proposal_once_also_when_it_is_handled_again(database: Database) -> None:
    async with database.write() as session:
        for person in ("ria", "piet"):
            chat = conversations.Conversation(f"a:{person}", "personal", TENANT, person, "https://x.example", "28:k")
            await conversations.save(session, chat)
    everybody = cast("Any", Everybody())
    telling = Telling(database, People(database), everybody, everybody)
    telling.messenger = everybody
    answers = Answers(database, load_organisation("oss"), everybody, telling, cast("Any", None))
    for _ in range(2):
        await answers.propose("author", "id", Content("Vraag?", (), "Antwoord.", "Bron", ""), (), key="a press")
    assert sorted(everybody.told) == ["a:piet", "a:ria"]
