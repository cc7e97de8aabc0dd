"""What Teams sends to a bot beside the chat: searches, actions on a message, dialogs, and choices while typing."""

from __future__ import annotations

import html
from urllib.parse import quote

from tenant.connector.activities import Conversation
from tenant.connector.conversations import BOT, Message
from tenant.connector.hub import Hub
from tenant.connector.people import Member
from tenant.connector.wire import ChatRefusal, JsonObject, as_list, as_object, as_text

SEARCH = "application/search"
EXTENSION = "composeExtension/"
DIALOG = "task/"
PAGE = 25  # results that Teams asks for at a time
CHOICES = 15  # choices, likewise
MOST_PEOPLE = 15  # whom the people picker shows
PREVIEWED = "previewedCard"  # marks a message with a card that a person found with the extension


def is_beside(name: str) -> bool:
    """Whether an invoke is one of these, for which Teams waits five seconds and does not ask again."""
    return name == SEARCH or name.startswith((EXTENSION, DIALOG))


def value_of(hub: Hub, name: str, given: object, place: Conversation, message: Message | None) -> object:
    """The value of such an invoke, with the fields that Teams sends. Raises ChatRefusal for what no page can do."""
    asked = as_object(given)
    context: JsonObject = {"theme": "default"}
    if name == SEARCH:
        options = as_object(asked.get("queryOptions"))
        skip = options.get("skip")
        page: JsonObject = {"skip": skip if isinstance(skip, int) else 0, "top": CHOICES}
        return {"queryText": as_text(asked.get("queryText")), "queryOptions": page, "dataset": asked.get("dataset")}
    if name.startswith(DIALOG):
        return {"data": asked.get("data"), "context": context}
    command = as_text(asked.get("commandId"))
    if name == "composeExtension/query":
        return {"commandId": command, **_query(asked), "context": context}
    if not command:
        raise ChatRefusal(400, "no-action")
    value: JsonObject = {"commandId": command, "commandContext": "message" if message else "compose"}
    if message is not None:
        value["messagePayload"] = payload(hub, place, message)
    if name == "composeExtension/submitAction":
        value["data"] = asked.get("data")
    return {**value, "context": context}


def _query(asked: JsonObject) -> JsonObject:
    """What was typed; the first look, with nothing typed, says so."""
    text, skip = as_text(asked.get("text")), asked.get("skip")
    typed: JsonObject = {"name": "words", "value": text} if text else {"name": "initialRun", "value": "true"}
    return {"parameters": [typed], "queryOptions": {"skip": skip if isinstance(skip, int) else 0, "count": PAGE}}


def payload(hub: Hub, place: Conversation, message: Message) -> JsonObject:
    """A message as the bot gets it when somebody chooses an action on it. What is on a card is not told."""
    sent = hub.view(message)
    person = None if message.sender == BOT else hub.people.find(message.sender)
    bot: JsonObject = {
        "applicationIdentityType": "bot",
        "id": hub.bot_id.removeprefix("28:"),
        "displayName": hub.bot_name,
    }
    user: JsonObject | None = None
    if person is not None:
        user = {"userIdentityType": "aadUser", "id": person.id, "displayName": person.name}
    link = f"https://teams.microsoft.com/l/message/{quote(place.id, safe='')}/{message.id}"
    return {
        "id": message.id,
        "replyToId": message.root,
        "createdDateTime": message.at,
        "lastModifiedDateTime": message.at if message.edited else None,
        "deleted": message.deleted,
        "subject": None,
        "summary": None,
        "importance": "normal",
        "locale": "nl-nl",
        "linkToMessage": link,
        "from": {"device": None, "conversation": None, "user": user, "application": None if user else bot},
        "body": {"contentType": "html", "content": _as_html(as_object(sent["activity"]))},
        "attachments": [],
        "mentions": [],
        "reactions": [],
    }


def _as_html(activity: JsonObject) -> str:
    lines = html.escape(as_text(activity.get("text")), quote=False).split("\n")
    cards = "".join(
        f'<attachment id="{number}"></attachment>' for number, _ in enumerate(as_list(activity.get("attachments")))
    )
    return f"<p>{'<br>'.join(lines)}</p>{cards}" if any(lines) else cards


def picked(hub: Hub, place: Conversation, text: str, *, in_conversation: bool) -> list[Member]:
    """Whom Teams' people picker shows for what was typed: the members of the organisation, or of the conversation."""
    words = text.casefold().split()
    if not words:
        return []
    directory = hub.tenant.directory
    ids = place.members if in_conversation else tuple(directory.users)
    people = (hub.people.find(id) for id in ids)
    found = [
        each
        for each in people
        if each is not None
        and not each.is_guest
        and bool(directory.users[each.id].properties["accountEnabled"])
        and all(any(part.startswith(word) for part in each.name.casefold().split()) for word in words)
    ]
    return sorted(found, key=lambda each: each.name)[:MOST_PEOPLE]
