"""Talking with Koers as a person does in Teams: the whole bot, over HTTP, with the local tenant on the other end.

async with chatting(tmp_path) as chat:
    answer = await chat.say("Wat zijn de zes principes?")
    assert answer.citations
    answer = await chat.as_("manager").inside("group").say("hoi")
    pressed = await answer.press("Speak English")
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import aiohttp

from bot.routes import ROUTES, SEARCHES, Route, Searching
from bot.server import Bot, create
from bot.streaming import Pace
from bot.turns import Patience
from commands import compose
from commands.compose import local_tenant, reading
from dialogs.services import Services
from dialogs.understanding import prepare
from domain.library import LibrarySync
from domain.organisation import load_organisation
from settings import ModelSettings, RateSettings, Settings
from tenant import connector
from tenant.connector.hub import Hub
from tenant.server import Tenant
from tests.durable import POLL, Working
from tests.remembering import remember_words

CARD = "application/vnd.microsoft.card.adaptive"
NOTICE = "application/vnd.microsoft.activity.message"
UNHURRIED = Patience(
    store=15.0,
    acknowledge=8.0,
    dialog=20.0,
    typing_ahead=20.0,
    typing=5.0,
    entra=6.0,
    give_up=30.0,
    grace=5.0,
)  # a slow machine is no failing test
PLENTY = RateSettings(1_000_000, 1_000_000, 1_000_000, 1_000_000)  # and neither is a quick one
remember_words()

Place = Literal["personal", "group", "channel"]


@dataclass(frozen=True)
class Button:
    """A button that a person sees on a card."""

    title: str
    action: dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a person sees: a message of the bot, and of a pressed button the line of text that it gave."""

    chat: Chat = field(repr=False)
    message: dict[str, Any] = field(default_factory=dict[str, Any])
    notice: str = ""

    @property
    def activity(self) -> dict[str, Any]:
        return self.message.get("activity", {})

    @property
    def id(self) -> str:
        return str(self.message.get("id", ""))

    @property
    def thread(self) -> str | None:
        """In a channel: the message that this one is under."""
        return self.message.get("replyTo")

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def card(self) -> dict[str, Any] | None:
        cards = [item["content"] for item in self.activity.get("attachments", []) if item["contentType"] == CARD]
        return cards[0] if cards else None

    @property
    def words(self) -> str:
        """All words: the text, and those on the card."""
        return "\n".join([self.text, *_texts(self.card)]).strip()

    @property
    def citations(self) -> list[dict[str, Any]]:
        """The sources, as Teams gets them: {"position", "appearance": {"name", "abstract", "url", "text"}}."""
        return [claim for entity in self.activity.get("entities", []) for claim in entity.get("citation", [])]

    @property
    def suggestions(self) -> list[str]:
        return [action["title"] for action in (self.activity.get("suggestedActions") or {}).get("actions", [])]

    @property
    def labelled_ai(self) -> bool:
        entities = self.activity.get("entities", [])
        return any("AIGeneratedContent" in entity.get("additionalType", []) for entity in entities)

    @property
    def feedback(self) -> bool:
        return bool((self.activity.get("channelData") or {}).get("feedbackLoop"))

    @property
    def buttons(self) -> list[Button]:
        return list(_buttons(self.card))

    def button(self, title: str) -> Button:
        for button in self.buttons:
            if button.title == title:
                return button
        raise AssertionError(f"no button {title!r}; there are {[button.title for button in self.buttons]}")

    async def press(self, title: str, /, **fields: Any) -> Shown:
        """Presses a button, with what was filled in on the card."""
        return await self.chat.press(title, on=self, **fields)

    async def open(self, title: str, /, **fields: Any) -> Dialog:
        """Presses a button that opens a dialog."""
        data = self.button(title).action["data"] | fields
        assert data["msteams"] == {"type": "task/fetch"}
        answer = await self.chat.invoke("task/fetch", {"data": data}, on=self)
        return Dialog.of(self.chat, "task/submit", {}, None, answer)


@dataclass(frozen=True)
class Dialog:
    """A window over the chat. Once it is `closed` there is only what it said: `notice`."""

    chat: Chat = field(repr=False)
    name: str  # of what its buttons send
    about: dict[str, Any]  # the command that opened it, if any
    on: str | None
    title: str = ""
    card: dict[str, Any] = field(default_factory=dict[str, Any])
    closed: bool = False
    notice: str = ""

    @classmethod
    def of(cls, chat: Chat, name: str, about: dict[str, Any], on: str | None, answer: dict[str, Any]) -> Dialog:
        """What the bot's answer shows."""
        assert answer["status"] == 200, answer
        task = answer["body"]["task"]
        if task["type"] == "message":
            return cls(chat, name, about, on, closed=True, notice=task["value"])
        assert task["type"] == "continue", task
        shown = task["value"]
        assert shown["card"]["contentType"] == CARD
        return cls(chat, name, about, on, shown["title"], shown["card"]["content"])

    @property
    def words(self) -> str:
        """All words in it."""
        return "\n".join([*_texts(self.card), self.notice]).strip()

    @property
    def buttons(self) -> list[Button]:
        return list(_buttons(self.card))

    async def submit(self, title: str, /, **fields: Any) -> Dialog:
        """Presses a button in it; gives how it goes on."""
        found = [button for button in self.buttons if button.title == title]
        assert found, f"no button {title!r}; there are {[button.title for button in self.buttons]}"
        assert found[0].action["type"] == "Action.Submit"  # a dialog of Teams knows no Execute
        value = self.about | {"data": found[0].action["data"] | fields}
        answer = await self.chat.ask_bot(self.name, value, self.on)
        return Dialog.of(self.chat, self.name, self.about, self.on, answer)


@dataclass(frozen=True)
class Result:
    """What the message extension found, as the list shows it, and the card that goes into the chat."""

    chat: Chat = field(repr=False)
    title: str
    text: str
    card: dict[str, Any]

    async def insert(self) -> Shown:
        """Sends the card in the chat, as the person."""
        body = {"person": self.chat.person["id"], "card": self.card}
        return Shown(self.chat, await self.chat.page("POST", "/cards", json=body))


@dataclass(frozen=True)
class Chat:
    """One person in one place. `as_` and `inside` give the same chat seen from elsewhere."""

    tenant: Tenant = field(repr=False)
    hub: Hub = field(repr=False)
    bot: Bot = field(repr=False)
    http: aiohttp.ClientSession = field(repr=False)
    session: dict[str, Any] = field(repr=False)
    library: LibrarySync = field(repr=False)
    working: Working = field(repr=False)
    services: Services = field(repr=False)
    memory: Path = field(repr=False)  # the folder with the bot's database
    role: str = "employee"
    kind: Place = "personal"

    def as_(self, role: str) -> Chat:
        """As employee, manager, communication, approver, owner, co_owner, payroll or guest."""
        return replace(self, role=role)

    def inside(self, kind: Place) -> Chat:
        """In the personal chat, the group chat or the channel."""
        return replace(self, kind=kind)

    @property
    def person(self) -> dict[str, Any]:
        return next(person for person in self.session["people"] if person["role"] == self.role)

    @property
    def conversation(self) -> str:
        for place in self.session["conversations"]:
            if place["kind"] == self.kind and (self.kind != "personal" or place["members"] == [self.person["id"]]):
                return str(place["id"])
        raise AssertionError(f"no {self.kind} conversation")

    async def open(self) -> list[Shown]:
        """Looks at the conversation; the first look at one's own chat installs Koers. What the bot said so far."""
        messages = (await self.page("GET", "/messages", params={"person": self.person["id"]}))["messages"]
        await self.hub.settled()
        if not messages:
            messages = (await self.page("GET", "/messages", params={"person": self.person["id"]}))["messages"]
        return [Shown(self, message) for message in messages if message["from"]["bot"]]

    async def say(self, text: str, *, thread: str | None = None, mention: bool = True) -> Shown:
        """Says something and gives the bot's answer; in a group or channel the bot is mentioned."""
        seen = {shown.id for shown in await self.open()}
        body: dict[str, Any] = {"text": text}
        if self.kind != "personal":
            body["mention"] = mention
        if thread:
            body["replyTo"] = thread
        await self.page("POST", "/messages", json={"person": self.person["id"], **body})
        return await self.next(seen)

    async def press(self, title: str, /, *, on: Shown | None = None, **fields: Any) -> Shown:
        """Presses a button on a message, by default the last one that has it."""
        shown = on or next(shown for shown in reversed(await self.open()) if title in [b.title for b in shown.buttons])
        action = shown.button(title).action
        data = action.get("data", {}) | fields
        seen = {item.id for item in await self.open()}
        value = {"action": {**{key: action[key] for key in ("type", "title", "verb")}, "data": data}}
        answer = await self.invoke("adaptiveCard/action", value, on=shown)
        assert answer["status"] == 200, answer
        return await self._outcome(answer["body"], shown, seen)

    async def submit(self, title: str, *, on: Shown, **fields: Any) -> Shown:
        """Presses a button in a client that knows only Action.Submit."""
        data = on.button(title).action["fallback"]["data"] | fields
        seen = {item.id for item in await self.open()}
        await self.page("POST", "/submit", json={"person": self.person["id"], "messageId": on.id, "value": data})
        return await self.next(seen)

    async def invoke(self, name: str, value: dict[str, Any], *, on: Shown) -> dict[str, Any]:
        """Sends an invoke about a message; {"status", "body"} of the bot's answer."""
        body = {"person": self.person["id"], "messageId": on.id, "name": name, "value": value}
        return await self.page("POST", "/invoke", json=body)

    async def ask_bot(self, name: str, value: dict[str, Any], on: str | None = None) -> dict[str, Any]:
        """Sends an invoke that need not be about a message."""
        body = {"person": self.person["id"], "messageId": on, "name": name, "value": value}
        return await self.page("POST", "/invoke", json=body)

    async def find(self, command: str, text: str = "", *, skip: int = 0) -> list[Result]:
        """Searches with the message extension; nothing typed gives what comes first."""
        value = {"commandId": command, "text": text, "skip": skip}
        answer = await self.ask_bot("composeExtension/query", value)
        assert answer["status"] == 200, answer
        found = answer["body"]["composeExtension"]
        if found["type"] == "message":
            return []
        return [
            Result(self, each["preview"]["content"]["title"], each["preview"]["content"]["text"], each["content"])
            for each in found["attachments"]
        ]

    async def act_on(self, message: Shown | str, command: str) -> Dialog:
        """Chooses an action on a message, the bot's or (by its id) anybody's: gives the dialog that opens."""
        on = message if isinstance(message, str) else message.id
        answer = await self.ask_bot("composeExtension/fetchTask", {"commandId": command}, on)
        return Dialog.of(self, "composeExtension/submitAction", {"commandId": command}, on, answer)

    async def write(self, text: str) -> str:
        """Says something to the others in a group or channel, not to the bot; gives the id of the message."""
        assert self.kind != "personal"
        message = await self.page("POST", "/messages", json={"person": self.person["id"], "text": text})
        return str(message["id"])

    async def type_ahead(self, dataset: str, text: str, *, on: Shown | None = None) -> list[tuple[str, str]]:
        """Types in a field of a card that looks up choices: (title, value) of each."""
        value = {"dataset": dataset, "queryText": text}
        answer = await self.ask_bot("application/search", value, on.id if on is not None else None)
        assert answer["status"] == 200, answer
        return [(each["title"], each["value"]) for each in answer["body"]["value"]["results"]]

    async def pick(self, text: str, *, dataset: str = "graph.microsoft.com/users") -> list[tuple[str, str]]:
        """Types in the people picker of a card, which Teams fills itself: (name, Entra object id) of each."""
        found = await self.page(
            "GET", "/people", params={"person": self.person["id"], "text": text, "dataset": dataset}
        )
        return [(each["title"], each["value"]) for each in found["results"]]

    async def thumbs(self, *, up: bool, on: Shown, comment: str = "") -> None:
        """Gives feedback on an answer."""
        value = {"reaction": "like" if up else "dislike", "feedback": f'{{"feedbackText":"{comment}"}}'}
        answer = await self.invoke("message/submitAction", {"actionName": "feedback", "actionValue": value}, on=on)
        assert answer["status"] == 200, answer

    async def next(self, seen: set[str]) -> Shown:
        """The first message of the bot that is not among `seen`; waits for it."""
        listener = self.hub.events.listen(self.person["id"])
        try:
            async with asyncio.timeout(20):
                events = aiter(listener)
                while not (new := [shown for shown in await self.open() if shown.id not in seen]):
                    await anext(events)
        finally:
            self.hub.events.leave(listener)
        return new[0]

    async def _outcome(self, body: dict[str, Any], pressed: Shown, seen: set[str]) -> Shown:
        if body["type"] == CARD:
            return next(shown for shown in await self.open() if shown.id == pressed.id)
        assert body["type"] == NOTICE, body
        new = [shown for shown in await self.open() if shown.id not in seen]
        return replace(new[0], notice=body["value"]) if new else Shown(self, notice=body["value"])

    async def page(self, method: str, path: str, **options: Any) -> Any:
        """Asks something of the chat page's server about this conversation."""
        url = f"{self.tenant.base_url}/chat/conversations/{self.conversation}{path}"
        async with self.http.request(method, url, **options) as response:
            answer = await response.json()
            assert response.status < 300, answer
            return answer


def _texts(value: object) -> list[str]:
    """The words of a card, in reading order."""
    found: list[str] = []
    if isinstance(value, dict):
        found += [value["text"]] if isinstance(value.get("text"), str) else []
        for key, item in value.items():
            found += _texts(item) if key not in ("fallback", "text") else []
    elif isinstance(value, list):
        for item in value:
            found += _texts(item)
    return found


def _buttons(value: object) -> list[Button]:
    found: list[Button] = []
    if isinstance(value, dict):
        if re.fullmatch(r"Action\.(Execute|Submit|OpenUrl)", str(value.get("type"))) and "title" in value:
            found.append(Button(value["title"], value))
        for key, item in value.items():
            found += _buttons(item) if key != "fallback" else []
    elif isinstance(value, list):
        for item in value:
            found += _buttons(item)
    return found


@asynccontextmanager
async def chatting(
    folder: Path,
    organisation: str = "oss",
    *,
    documents: Path | None = None,
    routes: Sequence[Route] = ROUTES,
    searches: Sequence[Searching] = SEARCHES,
    patience: Patience = UNHURRIED,
    pace: Pace | None = None,
    model: ModelSettings | None = None,
) -> AsyncGenerator[Chat, None]:
    """The product as `app.py run` puts it together, with its memory in `folder`. Teams' rates are off.

    Without `model` there is none, whatever the environment says.
    """
    await asyncio.to_thread(prepare)  # once in a process, and before anybody waits for an answer
    municipality = load_organisation(organisation)
    async with local_tenant(municipality, folder, documents=documents) as tenant:
        hub = connector.hub_of(tenant)
        hub.limits = type(hub.limits)(enforced=False)
        hub.delivery.brief_deadline = hub.delivery.deadline  # a slow machine is no failing test
        local = Settings.for_local_tenant(
            organisation, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0
        )
        settings = replace(local, rates=PLENTY)
        tenant.calendars.delay = 0.2
        tenant.conversion.program = None  # a PDF takes LibreOffice seconds; what files documents has tests of its own
        async with reading(replace(settings, model=model), municipality, waits=(0.1, 0.2, 0.5)) as read:
            await read.sync.sync()
            await read.booking.places.sync()
            services = compose.services(read, municipality)
            bot = create(
                settings,
                services,
                read.database,
                municipality,
                routes=routes,
                searches=searches,
                patience=patience,
                pace=pace,
            )
            compose.join(bot, services, read.announcing)
            try:
                await bot.start(0)
                tenant.register_bot(settings.app_id, f"http://127.0.0.1:{bot.port}/api/messages")
                async with aiohttp.ClientSession() as http:
                    async with http.get(f"{tenant.base_url}/chat/session") as response:
                        session = await response.json()
                    async with compose.at_work(bot, services, read.database, poll=POLL) as engine:
                        await engine.started()
                        working = Working(engine, read.database)
                        yield Chat(tenant, hub, bot, http, session, read.sync, working, services, folder)
            finally:
                await hub.settled()
                await bot.stop()
