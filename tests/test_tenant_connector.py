"""The local Bot Connector and the chat page's API behave as Teams does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tenant import connector
from tests.scripted_bot import APP_ID, Teams, teams

CARD_TYPE = "application/vnd.microsoft.card.adaptive"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        yield running


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "text": words, **more}


def card(words: str) -> dict[str, Any]:
    content = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": words}]}
    return {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": content}]}


async def test_the_session_names_the_people_one_can_be_and_the_places_to_talk(chat: Teams):
    roles = [person["role"] for person in chat.session["people"]]
    kinds = [place["kind"] for place in chat.session["conversations"]]
    assert roles == ["employee", "manager", "communication", "owner", "guest"]
    assert kinds == ["personal"] * 5 + ["group", "channel"]
    assert chat.session["bot"] == {"id": f"28:{APP_ID}", "name": "Koers", "installed": True}
    assert chat.session["organisation"] == "Oss"


async def test_the_commands_of_the_manifest_are_offered_in_both_languages(chat: Teams):
    dutch, english = ({"title": title, "description": "."} for title in ("hulp", "help"))
    connector.set_commands(chat.tenant, [{"nl": dutch, "en": english}])
    assert (await chat.page("GET", "/session"))[1]["commands"] == [dutch]
    assert (await chat.page("GET", "/session?language=en"))[1]["commands"] == [english]


async def test_the_first_look_at_ones_own_chat_installs_the_bot_once(chat: Teams):
    assert await chat.open() == []
    await chat.open()
    kinds = [(activity["type"], activity.get("action")) for activity in chat.bot.received]
    assert kinds == [("installationUpdate", "add"), ("conversationUpdate", None)]
    assert chat.bot.received[1]["membersAdded"] == [{"id": f"28:{APP_ID}"}]
    assert chat.bot.received[0]["from"]["aadObjectId"] == chat.person()


async def test_installing_for_a_person_from_outside_the_chat_tells_the_bot_once(chat: Teams):
    for _ in range(2):
        assert connector.install_for(chat.tenant, chat.person("owner")) == chat.personal("owner")
    await chat.open(role="owner")
    assert [activity["type"] for activity in chat.bot.received] == ["installationUpdate", "conversationUpdate"]
    assert connector.install_for(chat.tenant, "niemand") is None
    assert (await chat.bot_says(text("Welkom"), chat.personal("owner")))[0] == 201


async def test_an_installation_that_the_bot_could_not_take_is_told_again_at_the_next_look(chat: Teams):
    chat.bot.answers = [(500, None)]
    await chat.open()
    assert [activity["type"] for activity in chat.bot.received] == ["installationUpdate"]
    await chat.open()
    assert [activity["type"] for activity in chat.bot.received[1:]] == ["installationUpdate", "conversationUpdate"]


async def test_an_installation_that_may_have_come_through_is_not_told_twice(chat: Teams):
    chat.hub.delivery.patience = 0.05
    chat.bot.silent = 1
    await chat.open()
    await chat.open()
    assert len(chat.bot.of_type("installationUpdate")) == 1


async def test_a_message_reaches_the_bot_with_everything_that_teams_sends(chat: Teams):
    await chat.open()
    status, message = await chat.say("Hoi Koers")
    activity = chat.bot.of_type("message")[0]
    assert status == 201
    assert message["activity"] == {"type": "message", "text": "Hoi Koers", "textFormat": "plain"}
    assert activity["id"] == message["id"]
    assert activity["text"] == "Hoi Koers"
    assert activity["channelId"] == "msteams"
    assert activity["serviceUrl"] == f"{chat.tenant.base_url}/connector/"
    assert activity["from"]["id"].startswith("29:")
    assert activity["from"]["aadObjectId"] == chat.person()
    assert activity["recipient"] == {"id": f"28:{APP_ID}", "name": "Koers"}
    assert activity["conversation"] == {
        "conversationType": "personal",
        "tenantId": chat.tenant.tenant_id,
        "id": chat.personal(),
    }
    assert activity["channelData"]["tenant"]["id"] == chat.tenant.tenant_id
    assert activity["locale"] == "nl-NL"
    assert activity["entities"] == [
        {"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Web", "timezone": "Europe/Amsterdam"}
    ]
    assert activity["localTimestamp"][-6:] in ("+01:00", "+02:00")


async def test_the_bot_can_check_who_sent_the_activity(chat: Teams):
    await chat.open()
    claims = chat.claims(chat.bot.tokens[0])
    assert claims["iss"] == f"{chat.tenant.base_url}/botframework"
    assert claims["serviceurl"] == f"{chat.tenant.base_url}/connector/"
    assert claims["aud"] == APP_ID
    assert claims["exp"] > claims["iat"]


async def test_what_the_bot_says_appears_as_it_was_sent(chat: Teams):
    await chat.open()
    label = {"type": "https://schema.org/Message", "@type": "Message", "additionalType": ["AIGeneratedContent"]}
    sent = text("Antwoord [1]", entities=[label], suggestedActions={"actions": [{"type": "imBack", "value": "x"}]})
    async with chat.watching() as page:
        status, body = await chat.bot_says(sent)
        event = await page.next("message")
    assert status == 201
    assert event["conversation"] == chat.personal()
    assert event["message"]["activity"] == sent
    assert event["message"]["from"] == {"id": f"28:{APP_ID}", "name": "Koers", "bot": True}
    assert (await chat.open())[-1]["id"] == body["id"]


async def test_typing_is_shown_and_not_kept(chat: Teams):
    await chat.open()
    async with chat.watching() as page:
        status, body = await chat.bot_says({"type": "typing"})
        event = await page.next("typing")
    assert status == 201
    assert body["id"]
    assert event["from"]["bot"] is True
    assert await chat.open() == []


async def test_in_a_group_the_bot_hears_only_what_mentions_it(chat: Teams):
    group = chat.shared_place("group")
    await chat.say("Zin in lunch?", group)
    await chat.say("wat is onze missie?", group, mention=True)
    heard = chat.bot.of_type("message")
    assert [activity["text"] for activity in heard] == ["<at>Koers</at> wat is onze missie?"]
    assert heard[0]["entities"][0] == {
        "type": "mention",
        "mentioned": {"id": f"28:{APP_ID}", "name": "Koers"},
        "text": "<at>Koers</at>",
    }
    assert heard[0]["conversation"]["conversationType"] == "groupChat"
    assert heard[0]["conversation"]["isGroup"] is True


async def test_a_mention_stands_where_it_was_typed(chat: Teams):
    await chat.say("Hé @koers, <b>help</b>", chat.shared_place("group"), mention=True)
    heard = chat.bot.of_type("message")[0]
    assert heard["text"] == "Hé <at>Koers</at>, <b>help</b>"
    assert "&lt;b&gt;help" in heard["attachments"][0]["content"]


async def test_a_channel_keeps_replies_under_the_first_message(chat: Teams):
    channel = chat.shared_place("channel")
    _, first = await chat.say("wie helpt?", channel, mention=True)
    _, second = await chat.say("en dit?", channel, mention=True, replyTo=first["id"])
    heard = chat.bot.of_type("message")
    thread = f"{channel};messageid={first['id']}"
    assert [activity["conversation"]["id"] for activity in heard] == [thread, thread]
    assert heard[0]["channelData"]["channel"] == {"id": channel}
    assert heard[0]["channelData"]["team"]["name"].startswith("Team ")
    assert second["replyTo"] == first["id"]
    await chat.bot_says(text("Ik!"), thread)
    _, started = await chat.bot_says(text("Nieuw onderwerp"), channel)
    await chat.bot_calls("POST", f"/conversations/{channel}/activities/{second['id']}", text("Dit ook"))
    await chat.bot_says(text("En dit", replyToId=started["id"]), channel)
    shown = await chat.open(channel)
    roots = [message["replyTo"] for message in shown]
    assert roots == [None, first["id"], first["id"], None, first["id"], started["id"]]


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
    chat.hub.delivery.patience = 0.05
    chat.bot.silent = 1
    _, pressed = await chat.press(sent["id"], {"token": "abc"})
    first, second = chat.bot.of_type("invoke")
    assert pressed["status"] == 200
    assert first["id"] != second["id"]
    assert {**first, "id": ""} == {**second, "id": ""}


async def test_an_invoke_that_is_never_answered_ends_after_the_second_time(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(card("Kies"))
    chat.hub.delivery.patience = 0.05
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


async def test_an_edited_and_a_deleted_message_reach_page_and_bot(chat: Teams):
    await chat.open()
    _, said = await chat.say("Hoi")
    path = f"/conversations/{chat.personal()}/messages/{said['id']}"
    async with chat.watching() as page:
        _, changed = await chat.page("PATCH", path, json={"person": chat.person(), "text": "Hallo"})
        assert (await page.next("update"))["message"]["activity"]["text"] == "Hallo"
        status, gone = await chat.page("DELETE", path, json={"person": chat.person()})
        assert (await page.next("delete"))["message"]["deleted"] is True
    await chat.hub.settled()
    update, delete = chat.bot.received[-2:]
    assert status == 200
    assert changed["edited"] is True
    assert (update["type"], update["id"], update["text"]) == ("messageUpdate", said["id"], "Hallo")
    assert update["channelData"]["eventType"] == "editMessage"
    assert (delete["type"], delete["id"]) == ("messageDelete", said["id"])
    assert delete["channelData"]["eventType"] == "softDeleteMessage"
    assert gone["activity"] == {"type": "message"}
    assert (await chat.open())[0]["deleted"] is True


async def test_the_bot_updates_and_deletes_its_own_messages(chat: Teams):
    await chat.open()
    _, sent = await chat.bot_says(text("Bezig..."))
    path = f"/conversations/{chat.personal()}/activities/{sent['id']}"
    status, body, _ = await chat.bot_calls("PUT", path, text("Klaar"))
    shown = (await chat.open())[0]
    assert (status, body) == (200, {"id": sent["id"]})
    assert shown["activity"] == text("Klaar")
    assert shown["edited"] is True
    assert (await chat.bot_calls("DELETE", path))[0] == 200
    assert (await chat.open())[0]["deleted"] is True
    assert (await chat.bot_calls("PUT", path, text("Toch")))[0] == 404


async def test_the_bot_starts_a_conversation_with_a_person(chat: Teams):
    await chat.open(role="manager")
    tenant = chat.tenant.tenant_id
    for member in ({"id": chat.person("manager")}, {"aadObjectId": chat.person("manager")}):
        body = {"members": [member], "tenantId": tenant, "activity": text("Dag")}
        status, made, _ = await chat.bot_calls("POST", "/conversations", body)
        assert status == 201
        assert made["id"] == chat.personal("manager")
        assert made["activityId"] == (await chat.open(role="manager"))[-1]["id"]


async def test_the_bot_starts_a_thread_in_a_channel(chat: Teams):
    channel = chat.shared_place("channel")
    data = {"channel": {"id": channel}, "tenant": {"id": chat.tenant.tenant_id}}
    body = {"isGroup": True, "channelData": data, "activity": text("Mededeling")}
    status, made, _ = await chat.bot_calls("POST", "/conversations", body)
    assert status == 201
    assert made["id"] == f"{channel};messageid={made['activityId']}"
    assert (await chat.bot_says(text("Aanvulling"), made["id"]))[0] == 201
    assert (await chat.open(channel))[-1]["replyTo"] == made["activityId"]


async def test_members_are_given_whole_one_by_one_and_in_pages(chat: Teams):
    group = f"/conversations/{chat.shared_place('group')}"
    _, everybody, _ = await chat.bot_calls("GET", f"{group}/members")
    _, page, _ = await chat.bot_calls("GET", f"{group}/pagedmembers?pageSize=3")
    _, rest, _ = await chat.bot_calls("GET", f"{group}/pagedmembers?continuationToken={page['continuationToken']}")
    assert len(everybody) == 5
    assert page["members"] + rest["members"] == everybody
    guest = next(member for member in everybody if member["objectId"] == chat.person("guest"))
    assert guest["userRole"] == "guest"
    _, one, _ = await chat.bot_calls("GET", f"{group}/members/{guest['id']}")
    assert one == guest
    status, error, _ = await chat.bot_calls("GET", f"{group}/members/29:niemand")
    assert (status, error["error"]["code"]) == (404, "MemberNotFoundInConversation")


async def test_a_team_has_its_channels_and_its_entra_group(chat: Teams):
    channel = chat.shared_place("channel")
    _, team, _ = await chat.bot_calls("GET", f"/teams/{channel}")
    _, channels, _ = await chat.bot_calls("GET", f"/teams/{channel}/conversations")
    group = chat.tenant.state.row("SELECT name FROM groups WHERE id = ?", team["aadGroupId"])
    assert group is not None
    assert group["name"] == team["name"]
    assert channels == {"conversations": [{"id": channel, "type": "standard"}]}


async def test_taking_the_bot_out_and_putting_it_back_is_told_to_the_bot(chat: Teams):
    await chat.open()
    chat.bot.received.clear()
    for installed in (False, True):
        body = {"person": chat.person(), "installed": installed}
        status, place = await chat.page("POST", "/install", json=body)
        await chat.hub.settled()
        assert (status, place["installed"]) == (200, installed)
        if not installed:
            assert (await chat.say("Hoi"))[0] == 409
            assert (await chat.bot_says(text("Hoi")))[1]["error"]["code"] == "BotNotInConversationRoster"
    told = [(a["type"], a.get("action"), bool(a.get("membersAdded"))) for a in chat.bot.received]
    assert told == [
        ("installationUpdate", "remove", False),
        ("conversationUpdate", None, False),
        ("installationUpdate", "add", False),
        ("conversationUpdate", None, True),
    ]


async def test_taking_the_bot_out_while_it_is_being_told_of_its_coming_is_told_after_that(chat: Teams):
    chat.bot.silent = 1
    await chat.page("GET", f"/conversations/{chat.personal()}/messages", params={"person": chat.person()})
    await chat.page("POST", "/install", json={"person": chat.person(), "installed": False})
    chat.bot.release.set()
    await chat.hub.settled()
    assert [activity["action"] for activity in chat.bot.of_type("installationUpdate")] == ["add", "remove"]


async def test_a_person_sees_that_the_bot_does_not_answer(tmp_path: Path):
    async with teams(tmp_path, bot_runs=False) as chat, chat.watching() as page:
        await chat.open()
        assert (await page.next("undelivered"))["reason"] == "unreachable"
        _, said = await chat.say("Ben je er?")
        assert (await page.next("undelivered"))["message"]["id"] == said["id"]


async def test_messages_reach_the_bot_in_the_order_in_which_they_were_written(chat: Teams):
    await chat.open()
    chat.bot.silent = 1
    path = f"/conversations/{chat.personal()}/messages"
    for number in range(5):
        await chat.page("POST", path, json={"person": chat.person(), "text": str(number)})
    assert len(chat.bot.of_type("message")) == 1  # the rest waits until the first has been answered
    chat.bot.release.set()
    await chat.hub.settled()
    assert [activity["text"] for activity in chat.bot.of_type("message")] == list("01234")


async def test_everything_is_still_there_after_a_restart(tmp_path: Path):
    async with teams(tmp_path) as chat:
        await chat.open()
        _, said = await chat.say("Onthoud dit")
        _, sent = await chat.bot_says(card("Kaart"))
        await chat.page(
            "PATCH",
            f"/conversations/{chat.personal()}/messages/{said['id']}",
            json={"person": chat.person(), "text": "Onthoud dat"},
        )
    async with teams(tmp_path) as chat:
        shown = await chat.open()
        assert [message["id"] for message in shown] == [said["id"], sent["id"]]
        assert shown[0]["activity"]["text"] == "Onthoud dat"
        assert shown[0]["edited"] is True
        assert chat.bot.received == []
        _, later = await chat.say("En verder")
        assert int(later["id"]) > int(sent["id"])


async def test_what_the_bot_sent_is_counted_and_shown_to_whom_it_concerns(chat: Teams):
    await chat.open()
    await chat.bot_says(text("Geheim"))
    await chat.bot_says(text("Voor allen"), chat.shared_place("group"))
    _, mine = await chat.page("GET", "/tenant/sent", params={"person": chat.person()})
    _, others = await chat.page("GET", "/tenant/sent", params={"person": chat.person("manager")})
    _, nobodys = await chat.page("GET", "/tenant/sent")
    assert [message["text"] for message in mine["messages"]] == ["Voor allen", "Geheim"]
    assert [message["text"] for message in others["messages"]] == ["Voor allen"]
    assert [message["text"] for message in nobodys["messages"]] == ["Voor allen"]
    assert others["counts"]["total"] == 2


async def test_a_page_that_leaves_is_forgotten(chat: Teams):
    async with chat.watching() as page:
        await chat.bot_says(text("Dag"), chat.shared_place("group"))
        await page.next("message")
        assert len(chat.hub.events) == 1
    async with asyncio.timeout(10):
        while len(chat.hub.events):  # noqa: ASYNC110 - the server has no signal for it
            await asyncio.sleep(0)
