"""The whole product on the wire as `app.py run` puts it together, and all outside but Teams to be taken down."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

from aiohttp import web

from bot import buttons
from bot.routes import ROUTES
from bot.streaming import Pace
from bot.turns import Patience
from cards.actions import Action
from cards.card import CardBuilder
from commands import compose
from commands.compose import Reading, local_tenant, reading
from dialogs.services import Services
from dialogs.turn import Place
from dialogs.understanding import prepare
from settings import Settings
from store import proposals, tokens
from store.proposals import Proposal
from store.work import prepare as prepare_work
from tests.graph_wire import Wire
from tests.model_server import ModelServer, model_server
from tests.test_wire_permissions import Person, fill_in, municipality
from tests.wire import TENANT, Line, Sent, wired

Kind = Literal["refuses", "is silent", "answers 503"]
KINDS: tuple[Kind, ...] = get_args(Kind)
EMBEDDING = "nabij"


@dataclass
class Outside(Wire):
    """Microsoft Graph, the language model and the service that keeps people's tokens, until they go down."""

    down: Kind | None = None
    over: asyncio.Event = field(default_factory=asyncio.Event)
    site: web.TCPSite | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        match self.down:
            case "is silent":
                await self.over.wait()
                return web.Response(status=503)
            case "answers 503":
                return web.json_response({"error": {"code": "serviceUnavailable", "message": ""}}, status=503)
            case "refuses":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case None:
                return await super().handle(request)

    async def goes_down(self, kind: Kind) -> None:
        self.down = kind
        if kind == "refuses":
            assert self.site is not None
            await self.site.stop()


@asynccontextmanager
async def outside() -> AsyncGenerator[Outside, None]:
    server = Outside()
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", server.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    server.site = web.TCPSite(runner, "127.0.0.1", 0)
    await server.site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.over.set()
        await runner.cleanup()


@dataclass
class Teams(Line):
    """Teams' end of the wire, which works. `heard`: what the bot sent, with the time at which it came in."""

    outside: Outside = field(default_factory=Outside)
    heard: list[tuple[float, Sent]] = field(default_factory=list[tuple[float, Sent]])

    async def _token(self, request: web.Request) -> web.StreamResponse:  # type: ignore[override]
        """Entra: for the Bot Connector it gives tokens, for Graph as far as that is up."""
        if "graph" in str((await request.post()).get("scope")):
            return await self.outside.handle(request)
        return await super()._token(request)

    async def _take(self, request: web.Request) -> web.Response:
        at, before = asyncio.get_running_loop().time(), len(self.sent)
        response = await super()._take(request)
        if len(self.sent) > before:
            self.heard.append((at, self.sent[-1]))
        return response


@dataclass
class Stand:
    """A running Koers, and the world around it."""

    line: Teams
    outside: Outside
    services: Services
    read: Reading
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    watching: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    async def loses(self, kind: Kind) -> None:
        """Everything outside goes down, while Koers follows the library and prepares documents as it always does."""
        await self.outside.goes_down(kind)
        assert self.read.model is not None
        for work in (self.read.sync.run(self.stop), self.read.model.expanding.run(self.stop)):
            self.watching.append(asyncio.create_task(work))

    async def knows(self, person: Person) -> None:
        """Somebody talks with Koers while everything works: who that is, and in which groups, is known then."""
        status, _ = await self.line.post(self.line.press("no button", **person.sends(person.own_chat)))
        assert status == 200
        assert await self.services.roles.has(person.id, "employee")

    def sent_to(self, person: Person, since: int) -> list[tuple[float, Sent]]:
        place = f"/{person.own_chat['id']}/"
        return [(at, sent) for at, sent in self.line.heard[since:] if place in sent.path]

    async def token(self, person: Person, action: Action) -> str:
        """A button that Koers gave this person."""
        card = CardBuilder("Alles")
        card.execute(action.verb, action)
        wanted = buttons.tokens_for(card.build(), Place("personal", person.own_chat["id"]), person.id)
        return (await self.read.database.brief(lambda connection: tokens.mint(connection, wanted)))[0]


def read_before(folder: Path) -> None:
    """Fills a folder with what Koers has read while everything worked, embeddings included."""

    async def read() -> None:
        oss = municipality()
        async with local_tenant(oss, folder) as tenant, model_server() as model:
            local = Settings.for_local_tenant(oss.id, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0)
            settings = replace(local, model=model.settings(embedding_model=EMBEDDING))
            async with reading(settings, oss) as found:
                await found.sync.sync()
                assert found.model is not None
                await found.model.expanding.finish()
                assert len(found.base)

    asyncio.run(read())
    prepare(folder)


@asynccontextmanager
async def standing(folder: Path, before: Path, people: Sequence[Person]) -> AsyncGenerator[Stand, None]:
    """Koers as `app.py run` puts it together, in a folder with what it has read before; everything works."""
    shutil.copy(before / "koers.db", folder / "koers.db")
    prepare(before)
    oss = municipality()
    async with outside() as world:
        fill_in(world, people)
        world.on("//api/botsignin/GetSignInResource", _resource(world.url))
        world.on("//api/usertoken/exchange", {"token": "of-a-stranger"})
        world.on("/me", {"id": "stranger", "displayName": "Iemand", "userType": None})
        world.on("/organization", {"value": [{"id": TENANT}]})
        base = f"http://127.0.0.1:{_free_port()}"
        line = Teams(base=base, outside=world)
        changed = {
            "graph_url": f"{world.url}/v1.0",
            "token_url": world.url,
            "model": ModelServer(f"{world.url}/v1").settings(embedding_model=EMBEDDING),
        }
        settings = replace(line.settings(folder), **cast("Any", changed))
        async with reading(settings, oss) as read:
            services = compose.services(read, oss)
            await _remember(read)
            stand = Stand(line, world, services, read)
            async with wired(
                folder,
                routes=ROUTES,
                patience=Patience(),
                pace=Pace(),
                base=base,
                services=services,
                line=line,
                settings=changed,
                database=read.database,
            ):
                assert line.bot is not None
                compose.join(line.bot, services, read.announcing)
                assert read.model is not None
                await read.model.expanding.round(making=False)
                try:
                    yield stand
                finally:
                    stand.stop.set()
                    world.over.set()
                    for task in stand.watching:
                        task.cancel()
                    await asyncio.gather(*stand.watching, return_exceptions=True)


async def _remember(read: Reading) -> None:
    """An answer of somebody that is approved and not in the library yet."""
    waiting = Proposal("x", "oss", "Vraag?", (), "Antwoord.", "Bron", "", (), "author", state="approved")
    await prepare_work(read.database)
    async with read.database.write() as session:
        await proposals.save(session, waiting, over=0)


def _resource(url: str) -> dict[str, Any]:
    exchange = {"id": "exchange-1", "uri": "api://koers", "providerId": "entra"}
    return {"signInLink": f"{url}/sign-in", "tokenExchangeResource": exchange}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
