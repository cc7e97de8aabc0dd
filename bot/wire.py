"""The JSON of an activity on its way in and out: checked by hand and turned into botbuilder's types without msrest.

msrest takes half a millisecond an activity and drops every field it does not know, so labels and citations vanish.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, cast

import orjson
from botbuilder.core import TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

DEPTH = 20  # levels of nesting in what comes in
IDENTIFIER = 255  # characters; Teams stays far below
MENTIONS = 50  # that are looked at, each of at most MENTION characters
MENTION = 600
# What else the schema of an activity knows, and Koers has no use for: the kind of each is checked all the same, because
# an activity of which a part is wrong comes from somewhere else than Teams.
TEXTS = (
    *("textFormat", "attachmentLayout", "topicName", "speak", "inputHint", "summary", "label", "valueType", "code"),
    *("localTimestamp", "rawTimestamp", "localTimezone", "callerId", "expiration", "importance", "deliveryMode"),
)
OBJECTS = ("suggestedActions", "relatesTo", "semanticAction")
LISTS = ("attachments", "reactionsAdded", "reactionsRemoved", "textHighlights")


class Malformed(Exception):
    """What came in is no activity; the message names the field and holds nothing of its content."""


@dataclass(frozen=True)
class Mention:
    """An @mention inside a text: who, and the characters that stand for it."""

    id: str
    text: str


@dataclass(frozen=True)
class Arrival:
    """An activity as it came in, typed. What Teams left out is empty."""

    type: str
    id: str
    channel: str
    service_url: str
    conversation: str  # with ";messageid=" in a channel
    conversation_type: str
    tenant: str
    sender: str
    sender_name: str
    person: str  # the Entra object id, in lower case
    bot: str
    locale: str
    name: str
    text: str
    value: Mapping[str, object]
    reply_to: str
    timestamp: str
    action: str
    event: str
    mentions: tuple[Mention, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


class ArrivedActivity(Activity):
    """Botbuilder's Activity with the JSON that it came as, and the typed reading of it, beside it."""

    arrival: Arrival
    body: Mapping[str, object]


def arrival_of(context: TurnContext) -> Arrival:
    """The typed reading of the activity of a turn."""
    return cast("ArrivedActivity", context.activity).arrival


def body_of(context: TurnContext) -> Mapping[str, object]:
    """The activity of a turn as JSON, as it came in."""
    return cast("ArrivedActivity", context.activity).body


def check_depth(value: object, *, limit: int = DEPTH) -> None:
    """Raises Malformed where JSON is nested deeper than `limit` or holds text that is no Unicode."""
    level: list[object] = [value]
    for _ in range(limit + 1):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                mapping = cast("dict[str, object]", item)
                below.extend(mapping)
                below.extend(mapping.values())
            elif isinstance(item, list):
                below.extend(cast("list[object]", item))
            elif isinstance(item, str) and not item.isascii():
                _check_unicode(item)
        if not below:
            return
        level = below
    raise Malformed("nested too deeply")


def _check_unicode(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:  # half a surrogate pair: no database or socket takes it
        raise Malformed("text is not Unicode") from error


def read(body: object) -> ArrivedActivity:
    """The activity in a body that bot.front parsed. Raises Malformed."""
    if not isinstance(body, dict):
        raise Malformed("not an object")
    data = cast("dict[str, object]", body)
    _check_the_rest(data)
    arrival = _arrival(data)
    activity = ArrivedActivity(
        type=arrival.type,
        id=arrival.id or None,
        channel_id=arrival.channel,
        service_url=arrival.service_url,
        from_property=ChannelAccount(
            id=arrival.sender, name=arrival.sender_name or None, aad_object_id=arrival.person or None
        ),
        recipient=ChannelAccount(id=arrival.bot),
        conversation=ConversationAccount(id=arrival.conversation),
        locale=arrival.locale or None,
        text=arrival.text,
        name=arrival.name or None,
        value=arrival.value,
        action=arrival.action or None,
        reply_to_id=arrival.reply_to or None,
        members_added=[ChannelAccount(id=member) for member in arrival.added] or None,
        members_removed=[ChannelAccount(id=member) for member in arrival.removed] or None,
    )
    activity.arrival = arrival
    activity.body = data
    return activity


def _arrival(data: Mapping[str, object]) -> Arrival:
    sender, conversation = _object(data, "from"), _object(data, "conversation")
    channel_data = _object(data, "channelData")
    kind = _identifier(data, "type", required=True)
    return Arrival(
        type=kind,
        id=_identifier(data, "id", required=kind in ("message", "invoke")),
        channel=_identifier(data, "channelId", required=True),
        service_url=_identifier(data, "serviceUrl", required=True),
        conversation=_identifier(conversation, "id", required=True),
        conversation_type=_identifier(conversation, "conversationType"),
        tenant=_tenant(conversation, channel_data),
        sender=_identifier(sender, "id", required=True),
        sender_name=_text(sender, "name")[:IDENTIFIER],
        person=_identifier(sender, "aadObjectId").lower(),  # Teams may write it otherwise than Graph does
        bot=_identifier(_object(data, "recipient"), "id", required=True),
        locale=_identifier(data, "locale"),
        name=_identifier(data, "name"),
        text=_text(data, "text"),
        value=_object(data, "value"),
        reply_to=_identifier(data, "replyToId"),
        timestamp=_identifier(data, "timestamp"),
        action=_identifier(data, "action"),
        event=_identifier(channel_data, "eventType"),
        mentions=_mentions(data),
        added=_members(data, "membersAdded"),
        removed=_members(data, "membersRemoved"),
    )


def _check_the_rest(data: Mapping[str, object]) -> None:
    for key in TEXTS:
        _text(data, key)
    for key in OBJECTS:
        _object(data, key)
    for key in LISTS:
        _objects(data, key)
    for account in (_object(data, key) for key in ("from", "recipient", "conversation")):
        for key in ("name", "role", "aadObjectId"):
            _text(account, key)
    if not isinstance(_object(data, "conversation").get("isGroup", False), bool | None):
        raise Malformed("isGroup is neither true nor false")


def _tenant(conversation: Mapping[str, object], channel_data: Mapping[str, object]) -> str:
    """Teams writes the tenant in two places; where they differ somebody is playing a trick."""
    here = _identifier(_object(channel_data, "tenant"), "id")
    there = _identifier(conversation, "tenantId")
    if here and there and here.lower() != there.lower():
        raise Malformed("two tenants")
    return here or there


def _object(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(f"{key} is not an object")
    return cast("dict[str, object]", value)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{key} is not text")
    return value.replace("\x00", "")


def _identifier(data: Mapping[str, object], key: str, *, required: bool = False) -> str:
    value = data.get(key)
    if value is None or value == "":
        if required:
            raise Malformed(f"{key} is missing")
        return ""
    if not isinstance(value, str) or len(value) > IDENTIFIER or not value.isprintable():
        raise Malformed(f"{key} is not an identifier")
    return value


def _objects(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in cast("list[object]", value)):
        raise Malformed(f"{key} is not a list of objects")
    return cast("list[Mapping[str, object]]", value)


def _members(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    return tuple(_identifier(member, "id", required=True) for member in _objects(data, key))


def _mentions(data: Mapping[str, object]) -> tuple[Mention, ...]:
    mentions = (
        Mention(_identifier(_object(entity, "mentioned"), "id"), _text(entity, "text"))
        for entity in _objects(data, "entities")
        if entity.get("type") == "mention"
    )
    return tuple(islice((mention for mention in mentions if 0 < len(mention.text) <= MENTION), MENTIONS))


def written(value: object) -> str:
    """What botbuilder's types hold, as the text of a request."""
    return orjson.dumps(as_json(value)).decode()


def as_json(value: object) -> object:
    """What botbuilder's types hold as JSON: every field, those that msrest does not know included."""
    keys = _keys(type(value))
    if keys is not None:
        return _model_as_json(value, keys)
    if isinstance(value, list):
        return [as_json(item) for item in cast("list[object]", value)]
    if isinstance(value, datetime):
        return value.isoformat()
    return value  # plain JSON already: content of a card, channel data


def _model_as_json(model: object, keys: Mapping[str, str]) -> dict[str, object]:
    result: dict[str, object] = {}
    for attribute, value in vars(model).items():
        if value is not None and attribute in keys:
            result[keys[attribute]] = as_json(value)
    result.update(getattr(model, "additional_properties", None) or {})
    return result


@cache
def _keys(kind: type) -> Mapping[str, str] | None:
    """The JSON name of each attribute of an msrest model; None for everything else."""
    fields = cast("dict[str, dict[str, Any]] | None", getattr(kind, "_attribute_map", None))
    if fields is None:
        return None
    return {attribute: str(field["key"]).replace("\\.", ".") for attribute, field in fields.items() if field["key"]}
