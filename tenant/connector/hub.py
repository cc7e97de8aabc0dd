"""What the two sides of the chat, people and bot, share: the store, the open pages, the way to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from tenant.connector import activities
from tenant.connector.activities import Conversation, Sender
from tenant.connector.conversations import BOT, Conversations, Message
from tenant.connector.deliver import Delivery, Outcome, service_url
from tenant.connector.events import Events
from tenant.connector.limits import Limits
from tenant.connector.people import Member, People, personal_conversation
from tenant.connector.streams import Streams
from tenant.connector.wire import JsonObject
from tenant.directory import User

if TYPE_CHECKING:
    from tenant.server import Tenant

GROUP_CHAT = "Teamchat Omgeving"
CHANNEL = "Algemeen"
BOT_NAME = "Koers"
Command = Mapping[str, Mapping[str, str]]  # language -> title and description


@dataclass(frozen=True)
class ExtensionCommand:
    """A command of the app's message extension; `type` is "query" or "action", the words are by language."""

    id: str
    type: str
    words: Command


@dataclass
class Hub:
    """The connector of one tenant. Tests may put other `limits` or `streams` in, or another `delivery.deadline`."""

    tenant: Tenant
    conversations: Conversations
    people: People
    delivery: Delivery
    limits: Limits
    streams: Streams
    events: Events
    commands: list[Command] = field(default_factory=list[Command])
    extension: list[ExtensionCommand] = field(default_factory=list[ExtensionCommand])
    _tasks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _announcing: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, tenant: Tenant) -> Hub:
        """The connector on the tenant's state, with the shared conversations in place."""
        conversations = Conversations(tenant.state)
        streams = Streams(conversations.new_id)
        hub = cls(tenant, conversations, People(tenant.directory), Delivery(tenant), Limits(), streams, Events())
        for place in _shared_places(tenant, hub.people):
            conversations.ensure(place, installed=True)
        hub._install_beforehand()
        return hub

    def _install_beforehand(self) -> None:
        """Most people have the bot already, and a part has not; whom the page lets you be begins anew."""
        users = self.tenant.directory.users
        if self.tenant.state.setting("apps installed for") == str(len(users)):
            return
        having = (user for user in users.values() if not user.role and _has_app(user))
        places = (Conversation(personal_conversation(u.id), "personal", BOT_NAME, (u.id,), u.id) for u in having)
        self.conversations.install_beforehand(places)
        self.tenant.state.keep("apps installed for", str(len(users)))

    @property
    def bot_id(self) -> str:
        """The bot's id in Teams; empty where no bot is registered."""
        return f"28:{self.tenant.bot.app_id}" if self.tenant.bot else ""

    @property
    def bot_name(self) -> str:
        """The name that people mention the bot by."""
        return self.tenant.bot.name if self.tenant.bot else BOT_NAME

    def sender(self) -> Sender:
        """What every activity to the bot carries, now."""
        now = datetime.now(UTC)
        return Sender(service_url(self.tenant), self.tenant.tenant_id, self.bot_id, self.bot_name, now)

    def personal(self, person: Member) -> Conversation:
        """The chat between a person and the bot, whether or not it has been used."""
        return Conversation(personal_conversation(person.id), "personal", self.bot_name, (person.id,), person.id)

    def view(self, message: Message) -> JsonObject:
        """A message as the page gets it."""
        person = None if message.sender == BOT else self.people.find(message.sender)
        name = self.bot_name if message.sender == BOT else (person.name if person else "?")
        writer = self.bot_id if message.sender == BOT else message.sender
        return {
            "id": message.id,
            "from": {"id": writer, "name": name, "bot": message.sender == BOT},
            "replyTo": message.root,
            "at": message.at,
            "edited": message.edited,
            "deleted": message.deleted,
            "activity": message.activity or {"type": "message"},
        }

    def tell(self, place: Conversation, event: str, **data: object) -> None:
        """Shows an event to everybody in a conversation."""
        self.events.publish({"event": event, "conversation": place.id, **data}, place.members)

    def tell_message(self, place: Conversation, event: str, message: Message) -> None:
        """Shows a new, changed or deleted message to everybody in its conversation."""
        self.tell(place, event, message=self.view(message))

    def send(self, place: Conversation, person: Member, activity: JsonObject, message: Message | None = None) -> None:
        """Brings an activity to the bot in the background, in order; the person is told where the bot does not answer.

        `message`: what the person wrote, if it is about that.
        """
        self._background(self._deliver(place, person, activity, message))

    def announce(self, place: Conversation, person: Member) -> None:
        """Tells the bot, once, that a person added it to a conversation or took it out."""
        if self.tenant.bot is None or self.conversations.is_announced(place.id) or place.id in self._announcing:
            return
        self._announcing.add(place.id)
        self._background(self._announce(place, person))

    def undelivered(
        self, place: Conversation, person: Member, outcome: Outcome, message: Message | None = None
    ) -> None:
        """Tells a person that the bot does not answer."""
        self.events.publish(
            {
                "event": "undelivered",
                "conversation": place.id,
                "reason": "refused" if outcome.kind == "answered" else outcome.kind,
                "status": outcome.status,
                "message": self.view(message) if message else None,
            },
            (person.id,),
        )

    async def settled(self) -> None:
        """Waits until everything under way has been delivered."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Ends what is under way."""
        self.events.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.delivery.close()

    async def _deliver(
        self, place: Conversation, person: Member, activity: JsonObject, message: Message | None
    ) -> None:
        outcome = await self.delivery.in_order(activity)
        if not outcome.accepted:
            self.undelivered(place, person, outcome, message)

    async def _announce(self, place: Conversation, person: Member) -> None:
        try:
            added = self.conversations.is_installed(place.id)
            sender = self.sender()
            outcome = await self.delivery.in_order(activities.installation(sender, place, person, add=added))
            if not outcome.accepted and outcome.kind != "silent":  # silent: it may have come through
                self.undelivered(place, person, outcome)
                return
            if self.conversations.is_installed(place.id) == added:
                self.conversations.set_announced(place.id)
            await self.delivery.in_order(activities.members_changed(sender, place, person, added=added))
        finally:
            self._announcing.discard(place.id)
        if self.conversations.is_installed(place.id) != added:  # changed back in the meantime
            self.announce(place, person)

    def _background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _has_app(user: User) -> bool:
    return not user.guest and bool(user.properties["accountEnabled"]) and int(user.id[-2:], 16) % 4 != 0


def _shared_places(tenant: Tenant, people: People) -> list[Conversation]:
    """The group chat of the people whom the page lets you be, and the channel of the team leader's team."""
    faces = people.faces()
    space = uuid5(NAMESPACE_URL, f"chat:{tenant.tenant_id}")
    group_id = f"19:{uuid5(space, 'group').hex}@thread.v2"
    places = [Conversation(group_id, "group", GROUP_CHAT, tuple(face.id for face in faces))]
    leader = next((face for face in faces if face.role == "manager"), None)
    team = _team_of(tenant, leader) if leader else None
    if team:
        group, name, members = team
        channel_id = f"19:{uuid5(space, 'channel').hex}@thread.tacv2"
        everyone = dict.fromkeys([*members, *(face.id for face in faces if not face.is_guest)])
        places.append(Conversation(channel_id, "channel", CHANNEL, tuple(everyone), None, channel_id, name, group))
    return places


def _team_of(tenant: Tenant, person: Member) -> tuple[str, str, list[str]] | None:
    """The Microsoft 365 group of a person's team: its id, name and members."""
    directory = tenant.directory
    team = next((group for group in directory.memberships(person.id) if group.kind == "unified"), None)
    if team is None:
        return None
    return team.id, team.name, [member.id for member in directory.members(team.id) if isinstance(member, User)]
