"""The local Teams sends searches, actions on a message, dialogs and choices as Teams does, within its limits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_bot import Answer, Teams, card, teams


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        yield running


async def invoke(chat: Teams, name: str, value: Any, message: str | None = None, place: str | None = None) -> Answer:
    body = {"person": chat.person(), "messageId": message, "name": name, "value": value}
    return await chat.page("POST", f"/conversations/{place or chat.personal()}/invoke", json=body)


async def test_each_invoke_holds_what_teams_sends_and_nothing_that_the_page_makes_up(chat: Teams) -> None:
    await chat.open()
    group = chat.shared_place("group")
    _, written = await chat.say("Meer <b>fietsen</b>\nin de stad", group)
    _, sent = await chat.bot_says(card("Kies"))
    made_up = {"messagePayload": {"body": {"content": "anders"}}, "commandContext": "x", "queryOptions": {"count": 999}}
    await invoke(chat, "composeExtension/query", {"commandId": "find", "text": "fiets", "skip": 25} | made_up)
    await invoke(chat, "composeExtension/query", {"commandId": "find", "skip": "x"})
    await invoke(chat, "composeExtension/fetchTask", {"commandId": "make"} | made_up, written["id"], group)
    await invoke(chat, "task/fetch", {"data": {"token": "t"}} | made_up, sent["id"])
    await invoke(chat, "application/search", {"dataset": "ideas", "queryText": "fi", "queryOptions": {"top": 500}})
    theme = {"theme": "default"}
    found, first, chosen, fetched, typed = (each["value"] for each in chat.bot.of_type("invoke"))
    options = {"skip": 25, "count": 25}
    parameters = [{"name": "words", "value": "fiets"}]
    assert found == {"commandId": "find", "parameters": parameters, "queryOptions": options, "context": theme}
    assert first["parameters"] == [{"name": "initialRun", "value": "true"}]
    assert (chosen["commandId"], chosen["commandContext"]) == ("make", "message")
    assert chosen["messagePayload"]["body"] == {
        "contentType": "html",
        "content": "<p>Meer &lt;b&gt;fietsen&lt;/b&gt;<br>in de stad</p>",
    }
    assert chosen["messagePayload"]["from"]["user"]["id"] == chat.person()
    assert fetched == {"data": {"token": "t"}, "context": theme}
    assert typed == {"queryText": "fi", "queryOptions": {"skip": 0, "top": 15}, "dataset": "ideas"}


async def test_what_is_not_answered_in_time_is_not_sent_again(chat: Teams) -> None:
    await chat.open()
    chat.hub.delivery.brief_deadline = chat.bot.deadline
    chat.bot.impatient, chat.bot.silent = True, 1
    _, answer = await invoke(chat, "composeExtension/query", {"commandId": "find"})
    assert answer == {"status": 504, "body": None}
    assert len(chat.bot.of_type("invoke")) == 1


async def test_the_extension_is_for_who_has_the_app_and_its_card_goes_where_the_bot_is_not(chat: Teams) -> None:
    await chat.open()
    group = chat.shared_place("group")
    out = {"person": chat.person(), "installed": False}
    await chat.page("POST", "/install", json=out | {"conversation": group})
    content = card("Fietsen")["attachments"][0]["content"]
    path = f"/conversations/{group}/cards"
    status, put = await chat.page("POST", path, json={"person": chat.person(), "card": content})
    assert (status, put["from"]["id"]) == (201, chat.person())
    status, _ = await invoke(chat, "adaptiveCard/action", {"action": {"type": "Action.Execute"}}, put["id"], group)
    assert status == 200
    for wrong in ("geen kaart", None, {"type": "x"}):
        status, _ = await chat.page("POST", path, json={"person": chat.person(), "card": wrong})
        assert status == 400
    await chat.page("POST", "/install", json=out)
    assert (await invoke(chat, "composeExtension/query", {"commandId": "find"}, None, group))[0] == 409
    assert (await chat.page("POST", path, json={"person": chat.person(), "card": content}))[0] == 409


async def test_the_people_picker_finds_members_by_the_beginnings_of_their_names_and_no_guests(chat: Teams) -> None:
    await chat.open()
    place = f"/conversations/{chat.shared_place('group')}/people"

    async def pick(text: str, dataset: str = "graph.microsoft.com/users") -> list[str]:
        _, body = await chat.page("GET", place, params={"person": chat.person(), "text": text, "dataset": dataset})
        return [each["value"] for each in body["results"]]

    manager, guest = chat.faces["manager"], chat.faces["guest"]
    assert manager["id"] in await pick(manager["name"].upper())
    assert await pick(guest["name"]) == []
    assert await pick("  ") == []
    assert 1 < len(await pick("a")) <= 15
    here = "graph.microsoft.com/users?scope=currentContext"
    assert await pick(manager["name"], here) == [manager["id"]]
    assert set(await pick("a", here)) <= {face["id"] for face in chat.faces.values()}
