"""A scripted token service and Graph beside the scripted connector, for tests of signing in on the wire."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, cast

from aiohttp import web

from bot.routes import Route
from bot.turns import Patience
from cards.actions import Action, SignIn, SignOut
from dialogs import account
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.people import People
from domain.signing_in import SigningIn, Speaker
from graph.client import GraphClient
from graph.me import Me
from settings import Settings
from store.database import Database
from tests.wire import PIET, QUICK, RIA, TENANT, Line, Sent, wired

OAUTH = "application/vnd.microsoft.card.oauth"
NAMES = {RIA: "Ria Jansen", PIET: "Piet Smits"}
Answer = tuple[int, Any]


@dataclass
class Service(Line):
    """Teams' end of the wire, with the token service and Graph. A token is "of:" and the id of whose it is."""

    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list[tuple[str, dict[str, str], Any]])
    instead: dict[str, Answer] = field(default_factory=dict[str, Answer])  # by operation: what is answered instead
    codes: dict[str, str] = field(default_factory=dict[str, str])  # code -> whose token it gives
    kept: dict[str, str] = field(default_factory=dict[str, str])  # Teams id -> whose token
    tenants: dict[str, str] = field(default_factory=dict[str, str])  # person -> tenant, where not ours
    done: list[str] = field(default_factory=list[str])  # under which keys something of the person's own was done
    dead: set[str] = field(default_factory=set[str])  # tokens that Graph takes no longer
    signing_in: SigningIn = field(init=False)
    renewed: str = ""  # "#" and which one, at the end of each token
    waits: asyncio.Event | None = None
    exchange_id: str = "exchange-1"
    link: str = ""

    def app(self) -> web.Application:
        app = super().app()
        app.router.add_get("/api/usertoken/GetToken", self._operation("GetToken", self._get_token))
        app.router.add_post("/api/usertoken/exchange", self._operation("exchange", self._exchange))
        app.router.add_delete("/api/usertoken/SignOut", self._operation("SignOut", self._sign_out))
        app.router.add_get("/api/botsignin/GetSignInResource", self._operation("GetSignInResource", self._resource))
        app.router.add_get("/v1.0/me", self._operation("me", self._me))
        app.router.add_get("/v1.0/organization", self._operation("organization", self._organization))
        return app

    @property
    def ria(self) -> Speaker:
        return Speaker(RIA, "29:ria", TENANT, "a:ria", "28:koers", self.service_url, "1")

    def got(self, operation: str) -> list[tuple[dict[str, str], Any]]:
        return [(query, body) for name, query, body in self.asked if name == operation]

    def _operation(
        self, name: str, answer: Callable[[Mapping[str, str], Any, web.Request], Answer]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def run(request: web.Request) -> web.StreamResponse:
            body = await request.json() if request.can_read_body else None
            self.asked.append((name, dict(request.query), body))
            if self.waits is not None:
                await self.waits.wait()
            status, content = self.instead.get(name) or answer(request.query, body, request)
            if isinstance(content, bytes):
                return web.Response(body=content, status=status, content_type="application/json")
            headers = {"Location": f"{self.base}/v1.0/me"} if 300 <= status < 400 else {}
            return web.json_response(content, status=status, headers=headers)

        return run

    def _get_token(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        if "code" in query:
            whose = self.codes.pop(query["code"], "")
            if whose:
                self.kept[query["userId"]] = whose
        else:
            whose = self.kept.get(query["userId"], "")
        return (200, self._token_of(whose)) if whose else (404, {"error": {"code": "NotFound"}})

    def _exchange(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        whose = str(body["token"]).removeprefix("sso:")
        self.kept[query["userId"]] = whose
        return 200, self._token_of(whose)

    def _sign_out(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        self.kept.pop(query["userId"], None)
        return 200, {}

    def _resource(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        exchange = {"id": self.exchange_id, "uri": f"api://botid-{self.app_id}", "providerId": "entra"}
        link = self.link or f"{self.base}/api/oauth/signin?signin=1"
        post = {"sasUrl": "https://elsewhere.example/post"}
        return 200, {"signInLink": link, "tokenExchangeResource": exchange, "tokenPostResource": post}

    def _me(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        if token in self.dead:
            return 401, {"error": {"code": "InvalidAuthenticationToken", "message": ""}}
        whose = _whose(token)
        return 200, {
            "id": whose,
            "displayName": NAMES.get(whose, ""),
            "userType": None,
        }

    def _organization(self, query: Mapping[str, str], body: Any, request: web.Request) -> Answer:
        whose = _whose(request.headers["Authorization"].removeprefix("Bearer "))
        return 200, {"value": [{"id": self.tenants.get(whose, TENANT)}]}

    def _token_of(self, whose: str) -> dict[str, str]:
        return {"connectionName": "koers", "token": f"of:{whose}{self.renewed}", "expiration": "2099-01-01T00:00:00Z"}

    async def begin(self, words: str = "aanmelden") -> dict[str, Any]:
        """Ria presses the button to sign in, which these words bring; Teams' card to sign in with."""
        asked = await self.say(words)
        token = asked.card["actions"][0]["data"]["token"]
        before = len(self.sent)
        status, _ = await self.post(self.press(token))
        assert status == 200
        attachment = (await self.next(before)).activity["attachments"][0]
        assert attachment["contentType"] == OAUTH
        return cast("dict[str, Any]", attachment["content"])

    def offer(self, token: str = f"sso:{RIA}", *, exchange: str = "exchange-1", **other: Any) -> dict[str, Any]:
        value = {"id": exchange, "connectionName": "koers", "token": token}
        return self.activity("invoke", name="signin/tokenExchange", value=value, **other)

    async def offers(self, token: str = f"sso:{RIA}", *, exchange: str = "exchange-1", **other: Any) -> Answer:
        return await self.post(self.offer(token, exchange=exchange, **other))

    def proof(self, state: Any, **other: Any) -> dict[str, Any]:
        return self.activity("invoke", name="signin/verifyState", value={"state": state}, **other)

    async def proves(self, state: Any, **other: Any) -> Answer:
        return await self.post(self.proof(state, **other))

    async def words_after(self, act: Awaitable[Any]) -> str:
        """Everything that the chat gets to read because of it."""
        before = len(self.sent)
        await act
        await self.quiet()
        return "\n".join(map(words_of, self.sent[before:]))

    async def quiet(self) -> None:
        assert self.bot is not None
        await self.until(lambda: not len(cast("Any", self.bot).background))


def _whose(token: str) -> str:
    return token.removeprefix("of:").partition("#")[0]


def words_of(sent: Sent) -> str:
    return json.dumps(sent.activity, ensure_ascii=False) if sent.activity.get("type") != "typing" else ""


def piet(**other: Any) -> dict[str, Any]:
    sender = {"id": "29:piet", "name": "Piet Smits", "aadObjectId": PIET}
    return {"from": sender, **other}


@dataclass(frozen=True)
class Mine(Action):
    """Something that only the person may do."""

    verb: ClassVar[str] = "test.mine"


@asynccontextmanager
async def signing(
    folder: Path,
    *,
    patience: Patience = QUICK,
    base: str = "",
    held: asyncio.Event | None = None,
    kept: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> AsyncGenerator[Service, None]:
    """`base` and `kept`: where Teams was, and whose tokens there were, before a restart.

    The sentence "wacht" is not answered before `held`; "mijn agenda" wants what is the person's own.
    """
    made: list[tuple[SigningIn, GraphClient]] = []
    line = Service(kept=dict(kept or {}))

    def services(settings: Settings, database: Database) -> Services:
        client = GraphClient(settings)
        made.append((SigningIn(database, client), client))
        nothing = cast("Any", None)
        return Services(nothing, People(database), nothing, nothing, made[0][0], nothing, nothing, nothing)

    async def mine(turn: Turn, services: Services) -> Reply:
        async def do(client: GraphClient) -> Reply:
            line.done.append(turn.key)
            return Reply(text=f"Agenda van {(await Me(client).profile()).name}")

        return await account.as_oneself(turn, services, account.GENERAL, Mine(), do)

    async def sentence(turn: Turn, services: Services) -> Reply:
        if turn.text == "wacht" and held is not None:
            await held.wait()
            return Reply(text="Gewacht")
        if turn.text == "mijn agenda":
            return await mine(turn, services)
        return await account.start(turn, services, "sign_out" if turn.text == "afmelden" else "sign_in")

    routes = (
        Route("account.sign_in", "account", account.sign_in, buttons=(SignIn,)),
        Route("account.sign_out", "account", account.sign_out, buttons=(SignOut,)),
        Route("signed_in", "account", account.signed_in),
        Route("test.mine", "account", mine, buttons=(Mine,)),
    )
    try:
        async with wired(
            folder,
            sentence=sentence,
            routes=routes,
            patience=patience,
            line=line,
            made=services,
            base=base,
            settings=settings,
        ):
            assert line.bot is not None
            line.signing_in = made[0][0]
            line.signing_in.tokens = line.bot.user_tokens
            yield line
    finally:
        for _, client in made:
            await client.close()
