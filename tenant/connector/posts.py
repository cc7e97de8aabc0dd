"""What the bot does through the connector: send, update, delete, start conversations, read members."""

from __future__ import annotations

from dataclasses import dataclass

from tenant.connector.activities import Conversation
from tenant.connector.conversations import BOT, Message
from tenant.connector.hub import Hub
from tenant.connector.people import Member, person_of_graph_chat, roster_entry
from tenant.connector.streams import Update, stream_info
from tenant.connector.wire import JsonObject, Refusal, as_list, as_object, as_text

_CARD = "application/vnd.microsoft.card."
_CONTENT_TYPES = {
    *(f"{_CARD}{kind}" for kind in ("adaptive", "hero", "thumbnail", "receipt", "signin", "oauth", "announcement")),
    *("application/vnd.microsoft.teams.card." + kind for kind in ("list", "o365connector", "file.consent")),
    "application/vnd.microsoft.teams.card.file.info",
    "application/vnd.microsoft.teams.file.download.info",
    "text/html",
}
_SEQUENCE_ERROR: JsonObject = {
    "error": {
        "code": "ContentStreamSequenceOrderPreConditionFailed",
        "message": "PreCondition failed exception when processing streaming activity.",
    }
}


@dataclass(frozen=True)
class Answer:
    """What the connector answers: an HTTP status and a body."""

    status: int
    body: JsonObject


class Posts:
    """The bot's side of the connector. Every method raises Refusal where Teams would refuse."""

    def __init__(self, hub: Hub):
        self._hub = hub
        self._store = hub.conversations

    def send(self, conversation: str, activity: JsonObject, reply_to: str | None = None) -> Answer:
        """A message or a sign of typing of the bot. `conversation` may carry ";messageid=" of a thread."""
        place, root = self._find(conversation)
        kind = _check_kind(activity)
        info = stream_info(activity)
        if info is not None:
            return self._stream(place, activity, info)
        self._hub.limits.take(place.id, "send")
        if kind == "typing":
            self._hub.tell(place, "typing", **{"from": self._bot()})
            return Answer(201, {"id": self._store.new_id()})
        _check_message(activity)
        root = root or self._root_of(place, reply_to or as_text(activity.get("replyToId")))
        message = self._store.add(place.id, BOT, activity, root=root)
        self._hub.tell_message(place, "message", message)
        return Answer(201, {"id": message.id})

    def update(self, conversation: str, message_id: str, activity: JsonObject) -> Answer:
        """Puts other content in a message of the bot."""
        place, _ = self._find(conversation)
        self._hub.limits.take(place.id, "send")
        if _check_kind(activity) != "message":
            raise Refusal(400, "BadArgument", "Only messages can be updated")
        _check_message(activity)
        message = self._store.replace(self._own(place, message_id), activity, edited=True)
        self._hub.tell_message(place, "update", message)
        return Answer(200, {"id": message.id})

    def delete(self, conversation: str, message_id: str) -> None:
        """Takes a message of the bot away."""
        place, _ = self._find(conversation)
        self._hub.limits.take(place.id, "send")
        message = self._store.delete(self._own(place, message_id))
        self._hub.tell_message(place, "delete", message)

    def create(self, wanted: JsonObject) -> Answer:
        """A personal conversation with one person, or a new thread in a channel."""
        data = as_object(wanted.get("channelData"))
        tenant = as_text(wanted.get("tenantId")) or as_text(as_object(data.get("tenant")).get("id"))
        if tenant != self._hub.tenant.tenant_id:
            raise Refusal(400, "BadSyntax", "Incorrect conversation creation parameters: tenant id is missing or wrong")
        channel = as_text(as_object(data.get("channel")).get("id"))
        if channel:
            return self._create_thread(channel, wanted)
        return self._create_personal(wanted)

    def members(self, conversation: str) -> list[JsonObject]:
        """Everybody in a conversation but the bot."""
        place, _ = self._find(conversation)
        self._hub.limits.take(place.id, "members")
        people = (self._hub.people.find(person) for person in place.members)
        return [roster_entry(person, self._hub.tenant.tenant_id) for person in people if person]

    def member(self, conversation: str, member: str) -> JsonObject:
        """One person in a conversation, by Teams id, Entra object id or user principal name."""
        for entry in self.members(conversation):
            if member in (entry["id"], entry["objectId"]) or member.lower() == str(entry["userPrincipalName"]).lower():
                return entry
        raise Refusal(404, "MemberNotFoundInConversation", "Member not found in conversation.")

    def activity_members(self, conversation: str, message_id: str) -> list[JsonObject]:
        """Who can see a message: everybody in its conversation."""
        place, _ = self._find(conversation)
        if self._store.message(place.id, message_id) is None:
            raise _no_activity()
        return self.members(conversation)

    def team(self, team: str) -> JsonObject:
        """The name and Entra group of a team that the bot is in."""
        channels = self._channels(team)
        return {"id": team, "name": channels[0].team_name, "aadGroupId": channels[0].team_group, "type": "standard"}

    def channels(self, team: str) -> JsonObject:
        """The channels of a team; the general channel has no name, as in Teams."""
        return {
            "conversations": [
                {"id": place.id, "type": "standard", **({} if place.id == team else {"name": place.name})}
                for place in self._channels(team)
            ]
        }

    def _stream(self, place: Conversation, activity: JsonObject, info: JsonObject) -> Answer:
        if place.kind != "personal":
            raise Refusal(403, "ContentStreamNotAllowed", "Content stream is not allowed")
        if as_text(info.get("streamType")) == "final":
            self._hub.limits.take(place.id, "send")
        else:
            self._hub.limits.take(place.id, "send", "stream")
        if activity.get("type") == "message":
            _check_message(activity)
        update = self._hub.streams.take(place.id, activity, info)
        if update.step == "dropped":
            return Answer(202, _SEQUENCE_ERROR)
        self._show_stream(place, update)
        if update.step == "final":
            message = self._store.add(place.id, BOT, activity, message_id=update.stream.id)
            self._hub.tell_message(place, "message", message)
            return Answer(202, {"id": message.id})
        return Answer(201, {"id": update.stream.id}) if update.step == "started" else Answer(202, {})

    def _show_stream(self, place: Conversation, update: Update) -> None:
        self._hub.tell(
            place,
            "stream",
            streamId=update.stream.id,
            text=update.text,
            sequence=update.sequence,
            kind=update.kind,
            final=update.step == "final",
        )

    def _create_thread(self, channel: str, wanted: JsonObject) -> Answer:
        activity = as_object(wanted.get("activity"))
        if not activity:
            raise Refusal(400, "BadSyntax", "A new thread in a channel needs an activity")
        place, _ = self._find(channel)
        if place.kind != "channel":
            raise _no_conversation()
        created = self.send(place.id, activity)
        message_id = str(created.body["id"])
        return Answer(201, {"id": f"{place.id};messageid={message_id}", "activityId": message_id})

    def _create_personal(self, wanted: JsonObject) -> Answer:
        members = [as_object(member) for member in as_list(wanted.get("members"))]
        if wanted.get("isGroup") or len(members) != 1:
            raise Refusal(400, "BadSyntax", "A bot can only start a conversation with exactly one person")
        person = self._person(members[0])
        place = self._hub.personal(person)
        self._hub.limits.take(place.id, "create")
        if not self._store.is_installed(place.id):
            raise Refusal(403, "ForbiddenOperationException", "Bot is not installed in user's personal scope")
        body: JsonObject = {"id": place.id}
        activity = as_object(wanted.get("activity"))
        if activity:
            body["activityId"] = self.send(place.id, activity).body["id"]
        return Answer(201, body)

    def _person(self, member: JsonObject) -> Member:
        known = as_text(member.get("id")) or as_text(member.get("aadObjectId"))
        person = self._hub.people.find(known)
        if person is None:
            raise Refusal(400, "BadArgument", "Unknown member: neither the Teams id nor the Entra object id is known")
        return person

    def _find(self, conversation: str) -> tuple[Conversation, str | None]:
        """The conversation that an id means, and the root of the thread where the id names one."""
        base, _, thread = conversation.partition(";messageid=")
        person = self._hub.people.find(person_of_graph_chat(base) or "")
        if person is not None:
            base = self._hub.personal(person).id
        place = self._store.find(base)
        if place is None:
            raise _no_conversation()
        if not self._store.is_installed(place.id):
            raise Refusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
        if not thread:
            return place, None
        message = self._store.message(place.id, thread) if place.kind == "channel" else None
        if message is None:
            raise _no_conversation()
        return place, message.root or message.id

    def _root_of(self, place: Conversation, reply_to: str) -> str | None:
        """The thread of the message that the bot replies to; elsewhere than in a channel there are no threads."""
        message = self._store.message(place.id, reply_to) if place.kind == "channel" and reply_to else None
        return (message.root or message.id) if message else None

    def _own(self, place: Conversation, message_id: str) -> Message:
        message = self._store.message(place.id, message_id)
        if message is None or message.deleted:
            raise _no_activity()
        if message.sender != BOT:
            raise Refusal(403, "NotEnoughPermissions", "A bot can only change its own messages.")
        return message

    def _channels(self, team: str) -> list[Conversation]:
        found = [place for place in self._store.shared() if place.team == team and self._store.is_installed(place.id)]
        if not found:
            raise Refusal(404, "TeamNotFound", "Team not found.")
        return found

    def _bot(self) -> JsonObject:
        return {"id": self._hub.bot_id, "name": self._hub.bot_name, "bot": True}


def _check_kind(activity: JsonObject) -> str:
    kind = activity.get("type")
    if kind not in ("message", "typing"):
        raise Refusal(400, "BadSyntax", "Unknown activity type")
    return str(kind)


def _check_message(activity: JsonObject) -> None:
    attachments = as_list(activity.get("attachments"))
    if not attachments and activity.get("attachments"):
        raise Refusal(400, "BadSyntax", "attachments must be an array")
    text = activity.get("text")
    if text is not None and not isinstance(text, str):
        raise Refusal(400, "BadSyntax", "text must be a string")
    if not (text or "").strip() and not attachments:
        raise Refusal(400, "BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment")
    for attachment in attachments:
        _check_attachment(as_object(attachment))


def _check_attachment(attachment: JsonObject) -> None:
    kind = as_text(attachment.get("contentType"))
    if not kind:
        raise Refusal(400, "BadSyntax", "An attachment has no contentType")
    if kind.startswith("image/"):
        if not as_text(attachment.get("contentUrl")):
            raise Refusal(400, "BadArgument", "An image has no contentUrl")
    elif kind not in _CONTENT_TYPES:
        raise Refusal(400, "BadArgument", f"Unknown attachment type '{kind[:100]}'")
    elif kind == f"{_CARD}adaptive" and as_object(attachment.get("content")).get("type") != "AdaptiveCard":
        raise Refusal(400, "BadArgument", "Failed to parse the content of an Adaptive Card")


def _no_conversation() -> Refusal:
    return Refusal(404, "ConversationNotFound", "Conversation not found.")


def _no_activity() -> Refusal:
    return Refusal(404, "ActivityNotFoundInConversation", "The message was not found in the conversation.")
