"""Buttons, forms and feedback in the local chat work as they do in Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_bot import CARD_TYPE, Teams, card, teams, text


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        yield running


async def test_a_pressed_button_brings_the_answer_back_and_the_new_card_in_place_of_the_old(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(card("Oud"))
    new = card("Nieuw")["attachments"][0]["content"]
    chat.bot.answers = [(200, {"statusCode": 200, "type": CARD_TYPE, "value": new})]
    async with chat.watching() as page:
        status, answer = await chat.press(sent["id"], {"token": "abc"})
        event = await page.next("update")
    invoke = chat.bot.of_type("invoke")[0]
    assert status == 200
    assert answer["status"] == 200
    assert answer["body"]["value"] == new
    assert event["message"]["id"] == sent["id"]
    assert event["message"]["activity"]["attachments"][0]["content"] == new
    assert event["message"]["edited"] is False
    assert invoke["name"] == "adaptiveCard/action"
    assert invoke["replyToId"] == sent["id"]
    assert invoke["value"] == {
        "action": {"type": "Action.Execute", "title": "Ja", "verb": "go", "data": {"token": "abc"}},
        "trigger": "manual",
    }


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Gedaan"}),
        (200, {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": {"message": "Nee"}}),
        (500, {"type": CARD_TYPE, "value": {"type": "AdaptiveCard"}}),
        (200, {"type": CARD_TYPE, "value": "geen kaart"}),
        (200, ["iets", "anders"]),
    ],
)
async def test_an_answer_without_a_good_card_leaves_the_card_as_it_was(chat: Teams, answer: tuple[int, Any]):
    await chat.open()
    _, sent = await chat.bot_says(card("Oud"))
    chat.bot.answers = [answer]
    _, pressed = await chat.press(sent["id"], {})
    assert pressed == {"status": answer[0], "body": answer[1]}
    assert (await chat.open())[0]["activity"] == card("Oud")


async def test_an_invoke_without_an_answer_comes_once_more_with_a_new_id(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(card("Kies"))
    chat.bot.impatient = True
    chat.bot.silent = 1
    _, pressed = await chat.press(sent["id"], {"token": "abc"})
    first, second = chat.bot.of_type("invoke")
    assert pressed["status"] == 200
    assert first["id"] != second["id"]
    assert {**first, "id": ""} == {**second, "id": ""}


async def test_an_invoke_that_is_never_answered_ends_after_the_second_time(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(card("Kies"))
    chat.bot.impatient = True
    chat.bot.silent = 5
    async with chat.watching() as page:
        _, pressed = await chat.press(sent["id"], {})
        event = await page.next("undelivered")
    assert pressed == {"status": 504, "body": None}
    assert len(chat.bot.of_type("invoke")) == 2
    assert event["reason"] == "silent"


async def test_feedback_is_an_invoke_on_the_message(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(text("Antwoord", channelData={"feedbackLoopEnabled": True}))
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": '{"feedbackText":"top"}'}}
    body = {"person": chat.person(), "messageId": sent["id"], "name": "message/submitAction", "value": value}
    status, answer = await chat.page("POST", f"/conversations/{chat.personal()}/invoke", json=body)
    invoke = chat.bot.of_type("invoke")[0]
    assert (status, answer) == (200, {"status": 200, "body": None})
    assert invoke["value"] == value
    assert invoke["replyToId"] == sent["id"]


async def test_a_submit_is_a_message_with_a_value_and_no_text(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(card("Vul in"))
    body = {"person": chat.person(), "messageId": sent["id"], "value": {"naam": "Ans"}}
    status, _ = await chat.page("POST", f"/conversations/{chat.personal()}/submit", json=body)
    await chat.hub.settled()
    heard = chat.bot.of_type("message")[0]
    assert status == 202
    assert heard["value"] == {"naam": "Ans"}
    assert "text" not in heard
    assert heard["replyToId"] == sent["id"]
    assert len(await chat.open()) == 1
