"""What people do in the local chat reaches page and bot as it does in Teams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tenant import connector
from tests.scripted_bot import APP_ID, Teams, card, teams, text


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        yield running


async def test_the_session_names_the_people_one_can_be_and_the_places_to_talk(chat: Teams):
    roles = [person["role"] for person in chat.session["people"]]
    kinds = [place["kind"] for place in chat.session["conversations"]]
    assert roles == ["employee", "manager", "communication", "approver", "owner", "co_owner", "payroll", "guest"]
    assert kinds == ["personal"] * len(roles) + ["group", "channel"]
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
    chat.bot.impatient = True
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


async def test_a_page_that_leaves_is_forgotten(chat: Teams):
    async with chat.watching() as page:
        await chat.bot_says(text("Dag"), chat.shared_place("group"))
        await page.next("message")
        assert len(chat.hub.events) == 1
    async with asyncio.timeout(10):
        while len(chat.hub.events):  # noqa: ASYNC110 - the server has no signal for it
            await asyncio.sleep(0)
