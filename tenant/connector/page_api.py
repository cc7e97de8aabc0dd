"""The /chat routes: JSON and a WebSocket for the chat page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import WSMsgType, web

from tenant.connector.activities import Conversation
from tenant.connector.chat import Chat
from tenant.connector.conversations import Message
from tenant.connector.events import Listener
from tenant.connector.hub import Hub
from tenant.connector.people import Member
from tenant.connector.wire import ChatRefusal, JsonObject, TooLarge, as_list, as_object, as_text, read_json
from tenant.connector.words import words

LARGEST_BODY = 256 * 1024  # bytes
HEARTBEAT = 30.0  # seconds
THEMES = ("light", "dark", "contrast")
LANGUAGE = web.RequestKey("language", str)  # of the person who asks

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, hub: Hub) -> None:
    """Everything below /chat that is about talking."""
    api = _PageApi(hub)
    conversation = "/chat/conversations/{conversation}"
    message = conversation + "/messages/{message}"
    for method, path, handler in (
        ("GET", "/chat/session", api.session),
        ("GET", conversation + "/messages", api.messages),
        ("POST", conversation + "/messages", api.say),
        ("PATCH", message, api.edit),
        ("DELETE", message, api.delete),
        ("POST", conversation + "/invoke", api.invoke),
        ("POST", conversation + "/submit", api.submit),
        ("POST", conversation + "/cards", api.insert),
        ("GET", conversation + "/people", api.pick),
        ("POST", conversation + "/streams/{stream}/stop", api.stop),
        ("POST", "/chat/install", api.install),
        ("GET", "/chat/tenant/sent", api.sent),
    ):
        app.router.add_route(method, path, api.worded(handler))
    app.router.add_get("/chat/events", api.worded(api.events))


class _PageApi:
    def __init__(self, hub: Hub):
        self._hub = hub
        self._chat = Chat(hub)

    def worded(self, handler: Handler) -> Handler:
        """The handler, with refusals in words that the person understands."""

        async def run(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except ChatRefusal as refusal:
                error = words(refusal.code, request.get(LANGUAGE, "nl"), self._hub.bot_name)
                return web.json_response({"error": error, "code": refusal.code}, status=refusal.status)

        return run

    async def session(self, request: web.Request) -> web.Response:
        """Who one can be, where one can talk, and what one can ask, in the `language` of the query (else Dutch)."""
        hub = self._hub
        language = request.query.get("language", "nl")
        people = hub.people.faces()
        places = [*(hub.personal(person) for person in people), *hub.conversations.shared()]
        return web.json_response(
            {
                "organisation": hub.tenant.municipality.name,
                "bot": {"id": hub.bot_id, "name": hub.bot_name, "installed": hub.tenant.bot is not None},
                "people": [_person(person) for person in people],
                "conversations": [self._place(place) for place in places],
                "commands": [dict(command[language]) for command in hub.commands if language in command],
                "extension": [
                    {"id": command.id, "type": command.type, **command.words[language]}
                    for command in hub.extension
                    if language in command.words
                ],
                "themes": list(THEMES),
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        person = self._who(request, request.query.get("person"))
        messages = self._chat.open(person, request.match_info["conversation"])
        return web.json_response({"messages": [self._hub.view(message) for message in messages]})

    async def say(self, request: web.Request) -> web.Response:
        person, body = await self._asked(request)
        reply_to = as_text(body.get("replyTo")) or None
        mention = body.get("mention") is True
        message = self._chat.say(
            person, request.match_info["conversation"], as_text(body.get("text")), reply_to, mention
        )
        return self._shown(message, status=201)

    async def edit(self, request: web.Request) -> web.Response:
        person, body = await self._asked(request)
        where = request.match_info
        return self._shown(self._chat.edit(person, where["conversation"], where["message"], as_text(body.get("text"))))

    async def delete(self, request: web.Request) -> web.Response:
        if request.query.get("person"):
            person = self._who(request, request.query["person"])
        else:
            person, _ = await self._asked(request)
        return self._shown(self._chat.delete(person, request.match_info["conversation"], request.match_info["message"]))

    async def invoke(self, request: web.Request) -> web.Response:
        person, body = await self._asked(request)
        name = as_text(body.get("name"))
        if not name:
            raise ChatRefusal(400, "no-name")
        message = as_text(body.get("messageId")) or None
        pressed = await self._chat.invoke(person, request.match_info["conversation"], message, name, body.get("value"))
        return web.json_response({"status": pressed.status, "body": pressed.body})

    async def submit(self, request: web.Request) -> web.Response:
        person, body = await self._asked(request)
        self._chat.submit(person, request.match_info["conversation"], as_text(body.get("messageId")), body.get("value"))
        return web.json_response({}, status=202)

    async def insert(self, request: web.Request) -> web.Response:
        """The person sends a card that the message extension found."""
        person, body = await self._asked(request)
        reply_to = as_text(body.get("replyTo")) or None
        message = self._chat.insert(person, request.match_info["conversation"], body.get("card"), reply_to)
        return self._shown(message, status=201)

    async def pick(self, request: web.Request) -> web.Response:
        """The people picker of a card: who fits what was typed, as choices."""
        person, asked = self._who(request, request.query.get("person")), request.query
        found = self._chat.pick(
            person, request.match_info["conversation"], asked.get("text", "")[:100], asked.get("dataset", "")
        )
        return web.json_response({"results": [{"value": each.id, "title": each.name} for each in found]})

    async def stop(self, request: web.Request) -> web.Response:
        person, _ = await self._asked(request)
        self._chat.stop(person, request.match_info["conversation"], request.match_info["stream"])
        return web.json_response({})

    async def install(self, request: web.Request) -> web.Response:
        person, body = await self._asked(request)
        installed = body.get("installed")
        if not isinstance(installed, bool):
            raise ChatRefusal(400, "no-choice")
        place = self._chat.install(person, installed, as_text(body.get("conversation")) or None)
        return web.json_response(self._place(place))

    async def sent(self, request: web.Request) -> web.Response:
        """What the bot sent: counts per conversation, and the messages that the asking person can see."""
        hub = self._hub
        asked = request.query.get("person")
        person = self._who(request, asked) if asked else None
        messages = [self._sent(message, person) for message in hub.conversations.sent_by_bot()]
        return web.json_response(
            {
                "messages": [message for message in messages if message],
                "counts": {"total": hub.conversations.sent_in_all(), "conversations": hub.conversations.counts()},
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket of one open page."""
        person = self._who(request, request.query.get("person"))
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=4096)
        if not socket.can_prepare(request):
            raise ChatRefusal(426, "no-websocket")
        listener = self._hub.events.listen(person.id)
        try:
            await socket.prepare(request)
            await _pump(socket, listener)
        finally:
            self._hub.events.leave(listener)
        return socket

    async def _asked(self, request: web.Request) -> tuple[Member, JsonObject]:
        """Who asks, and the body."""
        if request.content_type != "application/json":
            raise ChatRefusal(415, "no-json")
        try:
            body = await read_json(request, LARGEST_BODY)
        except TooLarge as error:
            raise ChatRefusal(413, "too-large") from error
        except ValueError as error:
            raise ChatRefusal(400, "no-json") from error
        return self._who(request, body.get("person")), body

    def _who(self, request: web.Request, person: object) -> Member:
        """The person who asks; from here on the request is answered in that person's language."""
        found = self._chat.person(person)
        request[LANGUAGE] = found.language
        return found

    def _shown(self, message: Message, status: int = 200) -> web.Response:
        return web.json_response(self._hub.view(message), status=status)

    def _place(self, place: Conversation) -> JsonObject:
        return {
            "id": place.id,
            "kind": place.kind,
            "name": place.name,
            "team": place.team_name,
            "members": list(place.members),
            "installed": self._hub.conversations.is_installed(place.id),
        }

    def _sent(self, message: Message, person: Member | None) -> JsonObject | None:
        """A message of the bot with enough to recognise it; of somebody else's chat nothing."""
        place = self._hub.conversations.find(message.conversation)
        if place is None or (person.id not in place.members if person else place.kind == "personal"):
            return None
        text = as_text(message.activity.get("text")) or as_text(message.activity.get("summary")) or _title(message)
        return {
            "id": message.id,
            "conversation": place.id,
            "name": place.name,
            "kind": place.kind,
            "at": message.at,
            "text": text[:200],
            "edited": message.edited,
            "deleted": message.deleted,
        }


async def _pump(socket: web.WebSocketResponse, listener: Listener) -> None:
    """Sends events until the page goes away or the line is closed; what the page sends is ignored."""

    async def write() -> None:
        async for event in listener:
            await socket.send_str(json.dumps(event, ensure_ascii=False))
        await socket.close()

    writer = asyncio.create_task(write())
    try:
        async for received in socket:
            if received.type is WSMsgType.ERROR:
                break
    finally:
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)


def _person(person: Member) -> JsonObject:
    return {
        "id": person.id,
        "teamsId": person.teams_id,
        "name": person.name,
        "title": person.title,
        "role": person.role,
        "language": person.language,
        "photo": f"/chat/tenant/people/{person.id}/photo" if person.has_photo else None,
    }


def _title(message: Message) -> str:
    """The first text of the message's card."""
    for attachment in map(as_object, as_list(message.activity.get("attachments"))):
        for element in map(as_object, as_list(as_object(attachment.get("content")).get("body"))):
            if as_text(element.get("text")):
                return as_text(element.get("text"))
    return ""
