"""DurableSending in tests: the durable work and the connector are real, the audience is a list, the card is a text."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy import insert

from bot.connector import Connector, ServiceHosts
from bot.credentials import outgoing_token
from bot.limits import Rate, SendingRates
from bot.messenger import ConnectorMessenger
from bot.pacer import Pacer
from domain.announcements.marks import Marks
from domain.announcements.model import Announcement, Audience, Part, Sent, Words
from domain.announcements.sending import DurableSending
from domain.announcements.targets import LeftOut, Targets
from domain.announcements.together import Means, kinds, use_cases
from domain.announcements.work import Promises
from domain.messenger import Message
from graph.problems import NotFound
from locales import Language
from settings import Settings
from store import announcements, deliveries
from store.conversations import ConversationRow
from store.database import Connection, Database, now
from tests.durable import Working, at_work
from tests.wire import TENANT

Answer = tuple[int, dict[str, str], Any]
LIFTED = SendingRates(
    sending=(Rate(1_000_000, 1),), tenant=Rate(1_000_000, 1), broadcasts=1_000_000, broadcasts_at_once=50
)
EVERYONE = Audience(everyone=True)
PEOPLE = 20  # on the stage


def person(number: int) -> str:
    return f"bbbbbbbb-0000-4000-8000-{number:012d}"


def chat(number: int) -> str:
    return f"a:{number}"


@dataclass(frozen=True)
class Somebody:
    """A colleague as Entra has it; `works` False: left, or the account is closed."""

    id: str
    language: str = "nl-NL"
    works: bool = True


@dataclass
class Staff:
    """Entra: everybody, and who is in which part. It answers page by page, as Graph does."""

    people: list[Somebody] = field(default_factory=list[Somebody])
    parts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    problem: Exception | None = None
    installed: list[str] = field(default_factory=list[str])
    refuses: set[str] = field(default_factory=set[str])  # for whom Koers cannot be installed

    async def everyone(self, *, left_out: LeftOut | None = None) -> AsyncGenerator[Somebody]:
        for somebody in list(self.people):
            if self.problem is not None:
                raise self.problem
            if somebody.works:
                yield somebody
            elif left_out is not None:
                left_out(somebody.id)

    async def in_group(self, group: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Somebody]:
        async for somebody in self.everyone(left_out=self._within(group, left_out)):
            if somebody.id in self.parts[group]:
                yield somebody

    def in_department(self, department: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Somebody]:
        return self.in_group(department, left_out=left_out)

    def at_office(self, office: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Somebody]:
        return self.in_group(office, left_out=left_out)

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        return {id: f"=Collega {id[-3:]}" for id in ids if not id.endswith("999")}

    async def install(self, person: str) -> bool:
        self.installed.append(person)
        if person in self.refuses:
            raise NotFound(404, "NotFound", "")
        return True

    def _within(self, group: str, left_out: LeftOut | None) -> LeftOut | None:
        def told(id: str) -> None:
            if left_out is not None and id in self.parts[group]:
                left_out(id)

        return told


class Faces:
    """Says the version, the title and the token."""

    def for_colleague(self, announcement: Announcement, language: Language, token: str) -> Message:
        text = f"{announcement.words(language).title} v{announcement.version}"
        return Message(text, {"type": "AdaptiveCard", "token": token, "fallbackText": text} if token else None)

    def reminder(self, announcement: Announcement, language: Language, token: str) -> Message:
        return Message("Herinnering", {"type": "AdaptiveCard", "token": token, "fallbackText": "Herinnering"})


class Following:
    """Keeps which announcement was shown anew."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def show(self, id: str) -> None:
        self.shown.append(id)


class Quiet:
    """Who is quiet, until when."""

    def __init__(self) -> None:
        self.ends: dict[str, datetime] = {}

    async def until(self, people: tuple[str, ...], now: datetime) -> Mapping[str, datetime]:
        return {person: end for person, end in self.ends.items() if person in people and end > now}


Took = Callable[[str, str], Awaitable[Answer | None]]  # the method and the conversation; None: it is well


class Teams:
    """The connector. `answer` decides about each request before it is taken, `after` when it has been."""

    def __init__(self) -> None:
        self.base = ""
        self.answer: Took | None = None
        self.after: Took | None = None
        self.taken: list[tuple[str, str, str]] = []  # method, conversation, text
        self.cards: dict[str, Any] = {}  # the last card of a conversation
        self._ids = itertools.count(1)

    def texts(self, conversation: str) -> list[str]:
        return [text for method, where, text in self.taken if where == conversation and method == "POST"]

    def twice(self) -> list[str]:
        got = Counter(where for method, where, _ in self.taken if method == "POST")
        return [where for where, times in got.items() if times > 1]

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_post("/connector/v3/conversations", self._open)
        app.router.add_route("*", "/connector/v3/conversations/{id}/activities", self._take)
        app.router.add_route("*", "/connector/v3/conversations/{id}/activities/{activity}", self._take)
        return app

    async def _token(self, _: web.Request) -> web.Response:
        return web.json_response({"access_token": "t", "expires_in": 3599})

    async def _open(self, request: web.Request) -> web.Response:
        body = await request.json()
        return web.json_response({"id": f"a:{int(body['members'][0]['id'][-12:])}"}, status=201)

    async def _take(self, request: web.Request) -> web.Response:
        where = request.match_info["id"]
        body: dict[str, Any] = await request.json() if request.can_read_body else {}
        if self.answer is not None and (refusal := await self.answer(request.method, where)) is not None:
            return _response(refusal)
        self.taken.append((request.method, where, str(body.get("text", ""))))
        if body.get("attachments"):
            self.cards[where] = body["attachments"][0]["content"]
        if self.after is not None and (lost := await self.after(request.method, where)) is not None:
            return _response(lost)
        return web.json_response({"id": f"m{next(self._ids)}"}, status=201)


def _response(answer: Answer) -> web.Response:
    status, headers, body = answer
    return web.json_response(body, status=status, headers=headers)


@dataclass
class Stage:
    """Everything that an announcement meets."""

    database: Database
    teams: Teams
    staff: Staff
    following: Following
    quiet: Quiet
    sending: DurableSending
    working: Working
    means: Means

    async def begin(self, announcement: Announcement) -> None:
        async with self.database.write() as session:
            await self.sending.begin(session, announcement)

    async def sent(self, id: str = "een") -> Sent:
        found = await self.sending.find(id)
        assert found is not None
        return found

    async def until_state(self, *states: str, id: str = "een") -> Sent:
        """Waits until it stands so; fails where it does not come."""
        async with asyncio.timeout(30):
            while (found := await self.sent(id)).announcement.state not in states:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.02)
        return found


def announcement(id: str = "een", **other: Any) -> Announcement:
    """To everyone, valid for a week, for as many as there are."""
    usual: dict[str, Any] = {
        "organisation": "oss",
        "author": person(0),
        "nl": Words("Dicht", "Morgen is de balie dicht."),
        "audience": EVERYONE,
        "valid_until": now() + timedelta(days=7),
        "at_most": 1_000_000,
    }
    return Announcement(id, **(usual | other))


def begun(connection: Connection, people: int) -> None:
    """So many are in the ledger of "een", which is being sent."""
    announcements.begin(
        connection,
        "een",
        organisation="oss",
        author=person(0),
        content={},
        version=1,
        at_most=people,
        valid_until=now() + timedelta(days=7),
        state="sending",
    )
    deliveries.add(connection, "een", 0, [(person(n), "nl") for n in range(1, people + 1)])


def group(id: str) -> Part:
    return Part("group", id, id)


async def settle_in(database: Database, base: str, count: int, *, first: int = 1) -> None:
    """So many colleagues have Koers."""

    usual = {"kind": "personal", "tenant": TENANT, "service_url": f"{base}/connector/", "bot": "28:koers"}
    rows = [
        {"id": chat(n), "person": person(n), "seen": now(), "welcomed": True, **usual}
        for n in range(first, first + count)
    ]

    def work(connection: Connection) -> None:
        connection.execute(insert(ConversationRow), rows)

    await database.brief(work)


@asynccontextmanager
async def teams() -> AsyncGenerator[Teams]:
    """The connector, on loopback."""
    teams = Teams()
    runner = web.AppRunner(teams.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    teams.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield teams
    finally:
        await runner.cleanup()


@asynccontextmanager
async def messenger(base: str, folder: Path, database: Database, pacer: Pacer) -> AsyncGenerator[ConnectorMessenger]:
    """The real messenger, to the connector at `base`."""
    settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=folder, port=0)
    token = outgoing_token(settings)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as http:
        yield ConnectorMessenger(database, Connector(http, token, ServiceHosts.of(settings), pacer))
    await token.close()


@asynccontextmanager
async def staged(
    database: Database,
    folder: Path,
    base: str,
    staff: Staff,
    teams: Teams | None = None,
    *,
    lanes: int = 1,
    pacer: Pacer | None = None,
) -> AsyncGenerator[Stage]:
    """Koers at work on announcements, as long as the block lasts."""
    following, quiet = Following(), Quiet()
    means = Means(database, Targets(staff), staff, Promises(TENANT, lanes), Marks("pepper"))
    async with messenger(base, folder, database, pacer or Pacer(LIFTED)) as real:
        table = kinds(means, real, Faces(), quiet, following, installing=staff)
        async with at_work(database, table) as working:
            sending = use_cases(means, following)
            yield Stage(database, teams or Teams(), staff, following, quiet, sending, working, means)


@asynccontextmanager
async def on_stage(database: Database, folder: Path) -> AsyncGenerator[Stage]:
    """Twenty colleagues who have Koers."""
    async with teams() as far:
        await settle_in(database, far.base, PEOPLE)
        staff = Staff([Somebody(person(n)) for n in range(1, PEOPLE + 1)])
        async with staged(database, folder, far.base, staff, far) as stage:
            yield stage


def refuses(*which: int, answer: Answer, times: int = 1_000):
    """Answers so in the chats of these, so many times each."""
    left = {chat(n): times for n in which}

    async def decide(_: str, where: str) -> Answer | None:
        if left.get(where, 0) <= 0:
            return None
        left[where] -= 1
        return answer

    return decide
