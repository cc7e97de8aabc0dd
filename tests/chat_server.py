"""A scripted /chat server for the tests of the chat page: what it answers is set by the test, what it got is kept."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import WSMsgType, web

from tenant import page

BOT = {"id": "28:bot", "name": "Koers", "bot": True}
ANNA = {
    "id": "anna",
    "teamsId": "29:anna",
    "name": "Anna de Wit",
    "title": "Beleidsmedewerker",
    "role": "employee",
    "language": "nl",
    "photo": None,
}
TOM = {"id": "tom", "name": "Tom Peters", "title": "Teamleider", "role": "manager", "language": "en", "photo": None}
GUEST = {"id": "guest", "name": "Gast Extern", "title": "", "role": "guest", "language": "nl", "photo": None}
PERSONAL, TOMS, GROUP, CHANNEL = "a:anna", "a:tom", "19:group", "19:channel"
COMMANDS = {
    "nl": [
        {"title": "Stel een vraag", "description": "Over de visie van de gemeente"},
        {"title": "Hulp", "description": "Wat kan Koers voor je doen?"},
    ],
    "en": [
        {"title": "Ask a question", "description": "About the municipality's vision"},
        {"title": "Help", "description": "What can Koers do for you?"},
    ],
}
START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ChatServer:
    """Runs in a thread of its own, because Playwright's synchronous API keeps the test's thread."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Json]] = {PERSONAL: [], TOMS: [], GROUP: [], CHANNEL: []}
        self.requests: list[tuple[str, str, Json]] = []  # method, path, body
        self.invoke_answer: Callable[[Json], Json] = lambda _: {"status": 200, "body": {}}
        self.refuse_sending: str | None = None
        self.late: Json | None = None
        self.packages_problem: str | None = None
        self.installed = True
        self.extension: list[Json] = []
        self.colleagues: list[Json] = [{"title": TOM["name"], "value": "tom"}, {"title": "Tom Smit", "value": "smit"}]
        self.files: list[Json] = [
            {
                "id": "f1",
                "path": "Visie/visie-2030.md",
                "name": "visie-2030.md",
                "folder": False,
                "title": "Visie 2030",
                "readers": ["Alle medewerkers"],
                "url": "/files/Visie/visie-2030.md",
                "modified": "2026-02-01T10:00:00Z",
                "version": "2.0",
                "everyone": True,
            }
        ]
        self.faults: list[Json] = []
        self.base = ""
        self._sockets: dict[str, list[web.WebSocketResponse]] = {}
        self._number = 0
        self._loop = asyncio.new_event_loop()
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._listening = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    # what a test does

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def message(self, activity: Json, *, sender: Json = BOT, minutes: int = 0, reply_to: str | None = None) -> Json:
        """A message that nobody has seen yet."""
        self._number += 1
        return {
            "id": f"m{self._number}",
            "from": {"id": sender["id"], "name": sender["name"], "bot": sender is BOT},
            "replyTo": reply_to,
            "at": (START + timedelta(minutes=minutes, seconds=self._number)).isoformat(),
            "edited": False,
            "deleted": False,
            "activity": {"type": "message", **activity},
        }

    def put(self, activity: Json, conversation: str = PERSONAL, **options: Any) -> Json:
        """A message that was there before the page opened."""
        message = self.message(activity, **options)
        self.messages[conversation].append(message)
        return message

    def say(self, activity: Json, conversation: str = PERSONAL, **options: Any) -> Json:
        """The bot (or `sender`) says something now."""
        message = self.put(activity, conversation, **options)
        self.emit({"event": "message", "conversation": conversation, "message": message})
        return message

    def emit(self, event: Json) -> None:
        """Send an event to every open page."""
        asyncio.run_coroutine_threadsafe(self._broadcast(event), self._loop).result(10)

    def drop_connections(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close_sockets(), self._loop).result(10)

    def got(self, method: str, ending: str) -> list[Json]:
        """The bodies of the requests whose path ends so."""
        return [body for verb, path, body in self.requests if verb == method and path.endswith(ending)]

    def awaited(self, method: str, ending: str, count: int = 1) -> list[Json]:
        """The same, once there are `count` of them: what the page shows may be ahead of what it sent."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.got(method, ending)) >= count, 10), f"{method} {ending}"
        return self.got(method, ending)

    # the server

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._ready.set()
        self._loop.run_forever()
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application(middlewares=[self._without_packages])
        page.add_routes(app, None)
        app.router.add_get("/chat/session", self._session)
        app.router.add_get("/chat/events", self._events)
        app.router.add_get("/chat/conversations/{id}/messages", self._list)
        app.router.add_post("/chat/conversations/{id}/messages", self._send)
        app.router.add_route("PATCH", "/chat/conversations/{id}/messages/{message}", self._change)
        app.router.add_delete("/chat/conversations/{id}/messages/{message}", self._change)
        app.router.add_post("/chat/conversations/{id}/invoke", self._invoke)
        app.router.add_post("/chat/conversations/{id}/submit", self._plain)
        app.router.add_post("/chat/conversations/{id}/cards", self._insert)
        app.router.add_get("/chat/conversations/{id}/people", self._pick)
        app.router.add_post("/chat/conversations/{id}/streams/{stream}/stop", self._plain)
        app.router.add_post("/chat/install", self._install)
        app.router.add_get("/chat/tenant/library", self._library)
        app.router.add_post("/chat/tenant/library/upload", self._upload)
        app.router.add_route("PATCH", "/chat/tenant/library/{item}", self._rename)
        app.router.add_delete("/chat/tenant/library/{item}", self._remove_file)
        app.router.add_post("/chat/tenant/permissions", self._permit)
        app.router.add_get("/chat/tenant/{list}", self._tenant)
        app.router.add_route("*", "/admin/faults", self._admin)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    @web.middleware
    async def _without_packages(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.packages_problem and request.path.startswith("/page/packages/"):
            return web.json_response({"error": self.packages_problem}, status=503)
        return await handler(request)

    async def _body(self, request: web.Request) -> Json:
        body: Json = await request.json() if request.can_read_body else {}
        self._note(request.method, request.path, body)
        return body

    def _note(self, method: str, path: str, body: Json) -> None:
        with self._news:
            self.requests.append((method, path, body))
            self._news.notify_all()

    async def _session(self, request: web.Request) -> web.Response:
        members = [person["id"] for person in (ANNA, TOM, GUEST)]
        return web.json_response(
            {
                "organisation": "Oss",
                "bot": {"id": BOT["id"], "name": BOT["name"], "installed": True},
                "people": [ANNA, TOM, GUEST],
                "conversations": [
                    {
                        "id": PERSONAL,
                        "kind": "personal",
                        "name": "Koers",
                        "members": ["anna"],
                        "installed": self.installed,
                    },
                    {"id": TOMS, "kind": "personal", "name": "Koers", "members": ["tom"]},
                    {"id": GROUP, "kind": "group", "name": "Teamchat Omgeving", "members": members},
                    {"id": CHANNEL, "kind": "channel", "name": "Algemeen", "members": ["anna", "tom"]},
                ],
                "commands": COMMANDS[request.query.get("language", "nl")],
                "extension": self.extension,
                "themes": ["light", "dark", "contrast"],
            }
        )

    async def _events(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        person = request.query["person"]
        self._sockets.setdefault(person, []).append(socket)
        self._listening.set()
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                break
        self._sockets[person].remove(socket)
        return socket

    async def _broadcast(self, event: Json) -> None:
        for sockets in self._sockets.values():
            for socket in list(sockets):
                await socket.send_str(json.dumps(event))

    async def _close_sockets(self) -> None:
        for sockets in self._sockets.values():
            for socket in list(sockets):
                await socket.close()

    async def _list(self, request: web.Request) -> web.Response:
        answer = web.json_response({"messages": self.messages[request.match_info["id"]]})
        late, self.late = self.late, None
        if late:  # comes in between the server's answer and its arrival
            message = self.put(late)
            await self._listening.wait()
            await self._broadcast({"event": "message", "conversation": PERSONAL, "message": message})
            await asyncio.sleep(0.3)
        return answer

    async def _send(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        if self.refuse_sending:
            return web.json_response({"error": self.refuse_sending}, status=409)
        sender = next(person for person in (ANNA, TOM, GUEST) if person["id"] == body["person"])
        activity = {"text": body["text"], "textFormat": "plain", **({"mention": True} if body.get("mention") else {})}
        conversation = request.match_info["id"]
        message = self.put(activity, conversation, sender=sender, minutes=600, reply_to=body.get("replyTo"))
        await self._broadcast({"event": "message", "conversation": conversation, "message": message})
        return web.json_response(message)

    async def _insert(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": body["card"]}
        message = self.put({"attachments": [attachment]}, request.match_info["id"], sender=ANNA, minutes=600)
        return web.json_response(message)

    async def _pick(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        self._note("GET", request.path, asked)
        return web.json_response({"results": [one for one in self.colleagues if asked["text"] in str(one["title"])]})

    async def _change(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        conversation = request.match_info["id"]
        message = next(one for one in self.messages[conversation] if one["id"] == request.match_info["message"])
        if request.method == "DELETE":
            message["deleted"] = True
        else:
            message["edited"], message["activity"]["text"] = True, body["text"]
        event = "delete" if request.method == "DELETE" else "update"
        await self._broadcast({"event": event, "conversation": conversation, "message": message})
        return web.json_response(message)

    async def _invoke(self, request: web.Request) -> web.Response:
        answer = self.invoke_answer(await self._body(request))
        return web.json_response(answer)

    async def _plain(self, request: web.Request) -> web.Response:
        await self._body(request)
        return web.json_response({})

    async def _install(self, request: web.Request) -> web.Response:
        self.installed = bool((await self._body(request))["installed"])
        return web.json_response({})

    async def _library(self, _: web.Request) -> web.Response:
        return web.json_response({"files": self.files})

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        self._note("POST", request.path, {"name": file.filename, "text": file.file.read().decode()})
        named = {"path": file.filename, "name": file.filename}
        self.files.append({"id": "f2", **named, "everyone": True, "url": "/files/x"})
        return web.json_response({})

    async def _rename(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        file = next(file for file in self.files if file["id"] == request.match_info["item"])
        file.update(name=body["name"], path=body["name"])
        return web.json_response({})

    async def _remove_file(self, request: web.Request) -> web.Response:
        await self._body(request)
        self.files = [file for file in self.files if file["id"] != request.match_info["item"]]
        return web.json_response({})

    async def _permit(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        next(file for file in self.files if file["id"] == body["item"])["everyone"] = body["everyone"]
        return web.json_response({})

    async def _tenant(self, request: web.Request) -> web.Response:
        lists: dict[str, Json] = {
            "people": {"people": [ANNA, TOM, GUEST]},
            "groups": {"groups": [{"id": "g", "name": "Alle medewerkers", "members": [{"id": "anna"}]}]},
            "sent": {
                "messages": [
                    {
                        "id": message["id"],
                        "conversation": PERSONAL,
                        "name": "Koers",
                        "at": message["at"],
                        "text": message["activity"].get("text", ""),
                        "deleted": False,
                    }
                    for message in self.messages[PERSONAL]
                    if message["from"]["bot"]
                ],
                "counts": {"total": 12},
            },
            "requests": {
                "requests": [
                    {"at": START.isoformat(), "method": "GET", "path": "/v1.0/users/anna", "status": 200, "ms": 3.2},
                    {"at": START.isoformat(), "method": "GET", "path": "/v1.0/groups", "status": 429, "ms": 1},
                ]
            },
        }
        return web.json_response(lists[request.match_info["list"]])

    async def _admin(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.faults.append(await self._body(request))
        if request.method == "DELETE":
            self.faults.clear()
        return web.json_response({"faults": self.faults})
