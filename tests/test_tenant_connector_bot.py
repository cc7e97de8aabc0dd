"""What the bot sends through the local Bot Connector arrives as it does in Teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scripted_bot import APP_ID, Teams, teams, text


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        yield running


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
    assert len(everybody) == len(chat.session["people"])
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
