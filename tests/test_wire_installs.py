"""Coming in and leaving: greeted exactly once, stored, forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from dialogs.services import Services
from dialogs.turn import Reply, Turn
from errors import Unavailable
from store import conversations, people
from store.conversations import Conversation
from store.database import Database
from tests.wire import RIA, TENANT, Line, wired


async def greet(turn: Turn, services: Services) -> Reply:
    return Reply(text=f"Welkom {turn.person.name}".strip())


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path, welcome=greet) as line:
        yield line


async def stored(folder: Path) -> Conversation | None:
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    async with database.read() as session:
        found = await conversations.find(session, "a:ria")
    await database.close()
    return found


def install(line: Line, action: str = "add") -> dict[str, Any]:
    return line.activity("installationUpdate", action=action, **{"from": {"id": "29:ria", "aadObjectId": RIA}})


def members(line: Line, field: str, member: str = "28:koers") -> dict[str, Any]:
    sender = {"id": "29:ria", "aadObjectId": RIA}
    return line.activity("conversationUpdate", **{field: [{"id": member}], "from": sender})


async def test_the_two_activities_of_one_install_give_one_greeting(line: Line, tmp_path: Path) -> None:
    await asyncio.gather(line.post(install(line)), line.post(members(line, "membersAdded")))
    assert [sent.text for sent in line.messages()] == ["Welkom Ria Jansen"]
    assert line.messages()[0].path == "v3/conversations/a:ria/activities"
    found = await stored(tmp_path)
    assert found == Conversation("a:ria", "personal", TENANT, RIA, line.service_url, "28:koers", True)


async def test_who_comes_in_while_the_roster_does_not_answer_is_greeted_without_a_name(line: Line) -> None:
    line.members["29:ria"] = (403, {"error": {"code": "Forbidden", "message": ""}})
    await line.post(install(line))
    assert [sent.text for sent in line.messages()] == ["Welkom"]


async def test_an_upgrade_of_the_app_does_not_greet_again(line: Line) -> None:
    await line.post(install(line))
    await line.post(install(line, "add-upgrade"))
    assert len(line.messages()) == 1


async def test_other_people_who_come_and_go_are_not_greeted(line: Line, tmp_path: Path) -> None:
    await line.post(members(line, "membersAdded", "29:piet"))
    await line.post(members(line, "membersRemoved", "29:piet"))
    assert line.sent == []
    assert await stored(tmp_path) is None


async def test_who_removes_koers_and_adds_it_again_is_greeted_again(line: Line, tmp_path: Path) -> None:
    await line.post(install(line))
    await line.post(install(line, "remove"))
    await line.post(members(line, "membersRemoved"))
    assert await stored(tmp_path) is None
    await line.post(install(line))
    assert len(line.messages()) == 2


async def test_who_removes_koers_leaves_no_choice_of_a_language_behind(line: Line, tmp_path: Path) -> None:
    await line.post(install(line))
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    async with database.write() as session:
        await people.choose_language(session, RIA, "en")
    await line.post(install(line, "remove"))
    async with database.read() as session:
        assert await people.language_of(session, RIA) is None
    await database.close()


async def test_who_speaks_before_being_greeted_is_remembered_too(line: Line, tmp_path: Path) -> None:
    await line.say("hoi")
    found = await stored(tmp_path)
    assert found is not None
    assert not found.welcomed


async def test_koers_can_speak_first_where_it_is_known(line: Line) -> None:
    await line.post(install(line))
    assert line.bot is not None
    await line.bot.messenger.say("a:ria", "Goedemorgen")
    sent = line.messages()[-1]
    assert (sent.path, sent.text) == ("v3/conversations/a:ria/activities", "Goedemorgen")
    assert "replyToId" not in sent.activity


async def test_speaking_first_where_koers_is_not_known_or_not_heard_says_so(line: Line) -> None:
    assert line.bot is not None
    with pytest.raises(Unavailable):
        await line.bot.messenger.say("a:nobody", "Goedemorgen")
    await line.post(install(line))
    line.answers.append((403, {}, {"error": {"code": "BotNotInConversationRoster", "message": ""}}))
    with pytest.raises(Unavailable):
        await line.bot.messenger.say("a:ria", "Goedemorgen")
