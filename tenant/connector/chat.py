"""What a person does in the chat: look, write, press, change, take away, add the bot and remove it."""

from __future__ import annotations

from dataclasses import dataclass

from tenant.connector import activities, extension
from tenant.connector.activities import Conversation
from tenant.connector.conversations import BOT, Message
from tenant.connector.deliver import Outcome
from tenant.connector.hub import Hub
from tenant.connector.people import Member
from tenant.connector.wire import ChatRefusal, JsonObject, as_list, as_object, as_text

CARD = "application/vnd.microsoft.card.adaptive"
LONGEST_TEXT = 28 * 1024  # bytes of UTF-8


@dataclass(frozen=True)
class Pressed:
    """The bot's answer to an invoke: its HTTP status (504: no answer, 502: not reachable) and body."""

    status: int
    body: object


class Chat:
    """The chat page's side of the connector. Every method raises ChatRefusal where something cannot be done."""

    def __init__(self, hub: Hub):
        self._hub = hub
        self._store = hub.conversations

    def person(self, person: object) -> Member:
        """The person with this id."""
        found = self._hub.people.find(as_text(person))
        if found is None:
            raise ChatRefusal(404, "unknown-person")
        return found

    def place(self, person: Member, conversation: str) -> Conversation:
        """A conversation that this person takes part in."""
        own = self._hub.personal(person)
        if conversation == own.id:
            return own
        place = self._store.find(conversation)
        if place is None:
            raise ChatRefusal(404, "unknown-conversation")
        if person.id not in place.members:
            raise ChatRefusal(403, "not-a-member")
        return place

    def open(self, person: Member, conversation: str) -> list[Message]:
        """The messages for whoever looks; the first look at one's own chat adds the bot, as installing it does."""
        place = self.place(person, conversation)
        self._store.ensure(place, installed=True)
        self._hub.announce(place, person)
        return self._store.messages(place.id)

    def say(self, person: Member, conversation: str, text: str, reply_to: str | None, mention: bool) -> Message:
        """The person writes. In a group or channel the bot only gets it where it is mentioned."""
        place = self.place(person, conversation)
        _check_text(text)
        root = self._root_of_reply(place, reply_to)
        to_bot = place.kind == "personal" or mention
        if to_bot:
            self._check_installed(place)
        content: JsonObject = {"type": "message", "text": text, "textFormat": "plain"}
        if mention and place.kind != "personal":
            content["mention"] = True
        message = self._store.add(place.id, person.id, content, root=root, to_bot=to_bot)
        self._hub.tell_message(place, "message", message)
        if to_bot:
            thread = root or message.id if place.kind == "channel" else None
            activity = activities.message(
                self._hub.sender(), place, person, message.id, text, root=thread, mention="mention" in content
            )
            self._hub.send(place, person, activity, message)
        return message

    def edit(self, person: Member, conversation: str, message_id: str, text: str) -> Message:
        """The person changes an own message."""
        place = self.place(person, conversation)
        message = self._own(place, person, message_id)
        _check_text(text)
        message = self._store.replace(message, {**message.activity, "text": text}, edited=True)
        self._hub.tell_message(place, "update", message)
        if message.to_bot and self._store.is_installed(place.id):
            mention = "mention" in message.activity
            root = _thread(place, message)
            activity = activities.edited(
                self._hub.sender(), place, person, message.id, text, root=root, mention=mention
            )
            self._hub.send(place, person, activity, message)
        return message

    def delete(self, person: Member, conversation: str, message_id: str) -> Message:
        """The person takes an own message away."""
        place = self.place(person, conversation)
        message = self._store.delete(self._own(place, person, message_id))
        self._hub.tell_message(place, "delete", message)
        if message.to_bot and self._store.is_installed(place.id):
            activity = activities.deleted(self._hub.sender(), place, person, message.id, _thread(place, message))
            self._hub.send(place, person, activity, message)
        return message

    def submit(self, person: Member, conversation: str, message_id: str, value: object) -> None:
        """The person presses an Action.Submit on a message of the bot."""
        place = self.place(person, conversation)
        self._check_installed(place)
        message = self._of_bot(place, message_id)
        activity = activities.submit(
            self._hub.sender(), place, person, self._store.new_id(), value, message.id, _thread(place, message)
        )
        self._hub.send(place, person, activity)

    async def invoke(
        self, person: Member, conversation: str, message_id: str | None, name: str, value: object
    ) -> Pressed:
        """The person presses something that waits for the bot's answer. A card that comes back replaces the old one."""
        place = self.place(person, conversation)
        if name.startswith(extension.EXTENSION):
            self._check_has_app(place, person)
        elif not self._is_found_card(place, message_id):
            self._check_installed(place)
        message = self._about(place, message_id, name) if message_id else None
        if name == "adaptiveCard/action":
            value = _card_action(value)
        elif extension.is_beside(name):
            value = extension.value_of(self._hub, name, value, place, message)
        root = _thread(place, message) if message else None
        activity = activities.invoke(self._hub.sender(), place, person, name, value, message_id, root)
        outcome = await self._hub.delivery.invoke(activity, briefly=extension.is_beside(name))
        if outcome.kind != "answered":
            self._hub.undelivered(place, person, outcome, message)
            return Pressed(504 if outcome.kind == "silent" else 502, None)
        if message and name == "adaptiveCard/action":
            self._show_new_card(place, message.id, outcome)
        return Pressed(outcome.status, outcome.body)

    def insert(self, person: Member, conversation: str, card: object, reply_to: str | None) -> Message:
        """The person sends a card that was found with the message extension. The bot need not be in the conversation.

        In the chat with the bot the bot gets it, as everything there.
        """
        place = self.place(person, conversation)
        if as_object(card).get("type") != "AdaptiveCard":
            raise ChatRefusal(400, "no-action")
        self._check_has_app(place, person)
        root = self._root_of_reply(place, reply_to)
        to_bot = place.kind == "personal" and self._store.is_installed(place.id)
        attachment: JsonObject = {"contentType": CARD, "content": card}
        content: JsonObject = {"type": "message", "attachments": [attachment], extension.PREVIEWED: True}
        message = self._store.add(place.id, person.id, content, root=root, to_bot=to_bot)
        self._hub.tell_message(place, "message", message)
        if to_bot:
            activity = activities.message(self._hub.sender(), place, person, message.id, "")
            self._hub.send(place, person, {**activity, "attachments": [attachment]}, message)
        return message

    def pick(self, person: Member, conversation: str, text: str, dataset: str) -> list[Member]:
        """Whom the people picker of a card shows, which Teams fills without the bot."""
        place = self.place(person, conversation)
        return extension.picked(self._hub, place, text, in_conversation=dataset.endswith("scope=currentContext"))

    def stop(self, person: Member, conversation: str, stream_id: str) -> None:
        """The person stops the bot in the middle of writing."""
        place = self.place(person, conversation)
        if not self._hub.streams.stop(place.id, stream_id):
            raise ChatRefusal(404, "unknown-stream")

    def install(self, person: Member, installed: bool, conversation: str | None = None) -> Conversation:
        """Adds the bot to a conversation (the person's own chat where none is named), or takes it out."""
        place = self.place(person, conversation) if conversation else self._hub.personal(person)
        self._store.ensure(place)
        if self._store.is_installed(place.id) != installed:
            self._store.set_installed(place.id, installed)
            self._hub.tell(place, "members", installed=installed)
            self._hub.announce(place, person)
        return place

    def _show_new_card(self, place: Conversation, message_id: str, outcome: Outcome) -> None:
        answer = as_object(outcome.body)
        card = answer.get("value")
        if not outcome.accepted or answer.get("type") != CARD or not isinstance(card, dict):
            return
        message = self._store.message(place.id, message_id)
        if message is None or message.deleted:
            return
        attachments = [as_object(attachment) for attachment in as_list(message.activity.get("attachments"))]
        old = next((attachment for attachment in attachments if attachment.get("contentType") == CARD), None)
        if old is None:
            return
        old["content"] = card
        message = self._store.replace(message, {**message.activity, "attachments": attachments}, edited=False)
        self._hub.tell_message(place, "update", message)

    def _root_of_reply(self, place: Conversation, reply_to: str | None) -> str | None:
        """The first message of the thread that a reply in a channel belongs to."""
        if not reply_to or place.kind != "channel":
            return None
        message = self._store.message(place.id, reply_to)
        if message is None:
            raise ChatRefusal(404, "unknown-message")
        return message.root or message.id

    def _own(self, place: Conversation, person: Member, message_id: str) -> Message:
        message = self._store.message(place.id, message_id)
        if message is None or message.deleted:
            raise ChatRefusal(404, "unknown-message")
        if message.sender != person.id:
            raise ChatRefusal(403, "not-your-message")
        return message

    def _of_bot(self, place: Conversation, message_id: str) -> Message:
        message = self._store.message(place.id, message_id)
        if message is None or message.deleted or message.sender != BOT:
            raise ChatRefusal(404, "unknown-message")
        return message

    def _about(self, place: Conversation, message_id: str, name: str) -> Message:
        """The message that an invoke is about: of the bot, or with a card of it; an action is chosen on any."""
        message = self._store.message(place.id, message_id)
        if message is None or message.deleted:
            raise ChatRefusal(404, "unknown-message")
        if message.sender != BOT and not name.startswith(extension.EXTENSION) and not _is_found(message):
            raise ChatRefusal(404, "unknown-message")
        return message

    def _is_found_card(self, place: Conversation, message_id: str | None) -> bool:
        message = self._store.message(place.id, message_id) if message_id else None
        return message is not None and _is_found(message)

    def _check_has_app(self, place: Conversation, person: Member) -> None:
        """A message extension is there for whoever has the app, and for everybody where the app is."""
        own = self._hub.personal(person)
        if not self._store.is_installed(place.id) and not self._store.is_installed(own.id):
            raise ChatRefusal(409, "not-installed")

    def _check_installed(self, place: Conversation) -> None:
        if not self._store.is_installed(place.id):
            raise ChatRefusal(409, "not-installed")


def _thread(place: Conversation, message: Message) -> str | None:
    """The thread that the activity about a message is in; only channels have them."""
    return (message.root or message.id) if place.kind == "channel" else None


def _is_found(message: Message) -> bool:
    return message.activity.get(extension.PREVIEWED) is True


def _check_text(text: str) -> None:
    if not text.strip():
        raise ChatRefusal(400, "empty")
    if len(text.encode()) > LONGEST_TEXT:
        raise ChatRefusal(413, "too-long")


def _card_action(value: object) -> JsonObject:
    """The value of an adaptiveCard/action invoke with exactly the fields that Teams sends."""
    given = as_object(value)
    action = as_object(given.get("action"))
    if action.get("type") != "Action.Execute":
        raise ChatRefusal(400, "no-action")
    kept = {name: action[name] for name in ("type", "title", "id", "verb", "data") if action.get(name) is not None}
    trigger = "automatic" if given.get("trigger") == "automatic" else "manual"
    return {"action": kept, "trigger": trigger}
