"""Builds the activities that Teams sends to a bot, field by field as Teams writes them."""

from __future__ import annotations

import html
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast
from zoneinfo import ZoneInfo

from tenant.connector.people import Member
from tenant.connector.wire import JsonObject

Kind = Literal["personal", "group", "channel"]
TIME_ZONE = "Europe/Amsterdam"
_CONVERSATION_TYPE: dict[Kind, str] = {"personal": "personal", "group": "groupChat", "channel": "channel"}


@dataclass(frozen=True)
class Conversation:
    """A place to talk. `person` is whose personal chat it is; the team's fields are filled for a channel only."""

    id: str
    kind: Kind
    name: str
    members: tuple[str, ...]  # Entra object ids
    person: str | None = None
    team: str | None = None  # the team's Teams id, "19:...@thread.tacv2"
    team_name: str | None = None
    team_group: str | None = None  # the Entra group behind the team


@dataclass(frozen=True)
class Sender:
    """What every activity carries besides its own matter."""

    service_url: str
    tenant_id: str
    bot_id: str  # "28:<app id>"
    bot_name: str
    now: datetime  # aware


def message(
    sender: Sender,
    place: Conversation,
    person: Member,
    message_id: str,
    text: str,
    *,
    root: str | None = None,
    mention: bool = False,
) -> JsonObject:
    """A message that a person wrote; with `mention` the bot is mentioned as Teams writes that."""
    activity = _envelope(sender, place, person, "message", message_id, root)
    activity["textFormat"] = "plain"
    activity["text"] = text
    if mention:
        _mention(sender, activity, text)
    return activity


def submit(
    sender: Sender, place: Conversation, person: Member, message_id: str, value: object, reply_to: str, root: str | None
) -> JsonObject:
    """A pressed Action.Submit: a message without text, with the data of the card as its value."""
    activity = _envelope(sender, place, person, "message", message_id, root)
    activity["value"] = value
    activity["replyToId"] = reply_to
    data = _channel_data(activity)
    data["source"] = {"name": "message"}
    data["legacy"] = {"replyToId": f"1:{reply_to}"}
    return activity


def invoke(
    sender: Sender,
    place: Conversation,
    person: Member,
    name: str,
    value: object,
    reply_to: str | None,
    root: str | None,
) -> JsonObject:
    """Something that waits for the bot's answer, such as a pressed Action.Execute or feedback."""
    activity = _envelope(sender, place, person, "invoke", f"f:{uuid.uuid4()}", root)
    activity["name"] = name
    activity["value"] = value
    activity["localTimezone"] = TIME_ZONE
    if reply_to:
        activity["replyToId"] = reply_to
        data = _channel_data(activity)
        data["source"] = {"name": "message"}
        data["legacy"] = {"replyToId": f"1:{reply_to}"}
    return activity


def again(activity: JsonObject) -> JsonObject:
    """The same invoke as Teams repeats it after 15 s without an answer: everything the same but its id."""
    return {**activity, "id": f"f:{uuid.uuid4()}"}


def edited(
    sender: Sender, place: Conversation, person: Member, message_id: str, text: str, *, root: str | None, mention: bool
) -> JsonObject:
    """A message that its writer changed."""
    activity = message(sender, place, person, message_id, text, root=root, mention=mention)
    activity["type"] = "messageUpdate"
    _channel_data(activity)["eventType"] = "editMessage"
    return activity


def deleted(sender: Sender, place: Conversation, person: Member, message_id: str, root: str | None) -> JsonObject:
    """A message that its writer took away."""
    activity = _envelope(sender, place, person, "messageDelete", message_id, root)
    _channel_data(activity)["eventType"] = "softDeleteMessage"
    return activity


def installation(sender: Sender, place: Conversation, person: Member, *, add: bool) -> JsonObject:
    """The app was added to, or removed from, a chat or team by a person."""
    activity = _envelope(sender, place, person, "installationUpdate", f"f:{uuid.uuid4()}", None)
    activity["action"] = "add" if add else "remove"
    _without_name(activity)
    data = _channel_data(activity)
    data["source"] = {"name": "message"}
    if place.kind == "channel":
        data["settings"] = {"selectedChannel": {"id": place.id}}
    return activity


def members_changed(sender: Sender, place: Conversation, person: Member, *, added: bool) -> JsonObject:
    """The bot joined or left the conversation."""
    activity = _envelope(sender, place, person, "conversationUpdate", f"f:{uuid.uuid4()}", None)
    activity["membersAdded" if added else "membersRemoved"] = [{"id": sender.bot_id}]
    _without_name(activity)
    if place.kind == "channel":
        data = _channel_data(activity)
        data["eventType"] = "teamMemberAdded" if added else "teamMemberRemoved"
        data["settings"] = {"selectedChannel": {"id": place.id}}
    return activity


def _envelope(
    sender: Sender, place: Conversation, person: Member, kind: str, activity_id: str, root: str | None
) -> JsonObject:
    local = sender.now.astimezone(ZoneInfo(TIME_ZONE))
    return {
        "type": kind,
        "id": activity_id,
        "timestamp": _iso(sender.now.astimezone(UTC)),
        "localTimestamp": local.isoformat(timespec="milliseconds"),
        "channelId": "msteams",
        "serviceUrl": sender.service_url,
        "from": {"id": person.teams_id, "name": person.name, "aadObjectId": person.id},
        "conversation": _conversation(sender, place, root),
        "recipient": {"id": sender.bot_id, "name": sender.bot_name},
        "entities": [_client_info(person)],
        "channelData": _where(sender, place),
        "locale": person.locale,
        "localTimezone": TIME_ZONE,
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _client_info(person: Member) -> JsonObject:
    country = person.locale.partition("-")[2]
    return {
        "type": "clientInfo",
        "locale": person.locale,
        "country": country,
        "platform": "Web",
        "timezone": TIME_ZONE,
    }


def _conversation(sender: Sender, place: Conversation, root: str | None) -> JsonObject:
    conversation: JsonObject = {
        "conversationType": _CONVERSATION_TYPE[place.kind],
        "tenantId": sender.tenant_id,
        "id": f"{place.id};messageid={root}" if place.kind == "channel" and root else place.id,
    }
    if place.kind != "personal":
        conversation["isGroup"] = True
    if place.kind == "group":
        conversation["name"] = place.name
    return conversation


def _where(sender: Sender, place: Conversation) -> JsonObject:
    data: JsonObject = {"tenant": {"id": sender.tenant_id}}
    if place.kind == "channel":
        data["teamsChannelId"] = place.id
        data["teamsTeamId"] = place.team
        data["channel"] = {"id": place.id}
        data["team"] = {"id": place.team, "name": place.team_name, "aadGroupId": place.team_group}
    return data


def _channel_data(activity: JsonObject) -> JsonObject:
    return cast("JsonObject", activity["channelData"])


def _without_name(activity: JsonObject) -> None:
    """Teams leaves the person's name out of membership events."""
    del cast("JsonObject", activity["from"])["name"]


def _mention(sender: Sender, activity: JsonObject, text: str) -> None:
    """Puts the @mention where the person typed it, else at the start, with its entity and the HTML beside it."""
    tag = f"<at>{sender.bot_name}</at>"
    typed = re.compile(rf"(?<!\w)@{re.escape(sender.bot_name)}(?!\w)", re.IGNORECASE)
    found = typed.search(text)
    before, after = (text[: found.start()], text[found.end() :]) if found else ("", f" {text}")
    activity["text"] = f"{before}{tag}{after}"
    mentioned = {"id": sender.bot_id, "name": sender.bot_name}
    entities = cast("list[object]", activity["entities"])
    entities.insert(0, {"type": "mention", "mentioned": mentioned, "text": tag})
    name = html.escape(sender.bot_name)
    span = f'<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">{name}</span>'
    content = f"<p>{html.escape(before)}{span}{html.escape(after)}</p>"
    activity["attachments"] = [{"contentType": "text/html", "content": content}]
