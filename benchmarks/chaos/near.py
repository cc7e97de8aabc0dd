"""The processes that are killed: a bot, a worker, or both in one, of the real parts, with routes of their own.

They are forked off a process that has loaded the libraries (multiprocessing's forkserver): a thousand cold starts would
be a thousand times a second and a half of loading, of which nothing is asked here.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Literal, cast

import aiohttp
from sqlalchemy import text

from benchmarks.chaos.plan import EVERYBODY, staff
from benchmarks.far_side import PLENTY
from bot.routes import EVERYBODY as ANYBODY
from bot.routes import Route
from bot.server import Bot, create
from bot.turns import Patience
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.announcements.marks import Marks
from domain.announcements.model import Announcement, Audience, Words
from domain.announcements.sending import DurableSending
from domain.announcements.targets import Targets
from domain.announcements.together import Means, kinds, use_cases
from domain.announcements.work import Promises
from domain.messenger import Message
from domain.organisation import AnnouncementRules, load_organisation
from errors import KoersError, WordedError
from locales import Language
from settings import Settings
from store import effects, work
from store.database import Database
from store.processes import Presence
from store.work import Attempt, Engine, GoOn, Kind, Payload, TryAgain, enqueue
from store.work.promises import load
from tests.announcing import EVERYONE, LIFTED, Following, Quiet, announcement, group
from tests.wire import TENANT

load()  # before the fork: DBOS takes half a second

PUT = "chaos.put"
POLL = 0.2  # seconds between two looks at a queue; half a second in real life
ANSWER = aiohttp.ClientTimeout(total=10)
PEPPER = "pepper"
SLOW = 12.0  # seconds of a start
Role = Literal["both", "bot", "worker"]


@dataclass(frozen=True)
class Side:
    """What a process is told. `lifted`: Teams has no limits."""

    role: Role
    base: str
    folder: str
    url: str
    seed: int
    lifted: bool = False


class Faces:
    """Says the title and the version."""

    def for_colleague(self, announcement: Announcement, language: Language, token: str) -> Message:
        return Message(f"{announcement.words(language).title} v{announcement.version}")

    def reminder(self, announcement: Announcement, language: Language, token: str) -> Message:
        return Message(f"herinnering {announcement.words(language).title}")


def live(side: Side, pipe: Pipe, log: str) -> None:
    """The whole life of a process, until it is killed. A start that takes long says in the log where it stands."""
    logging.basicConfig(filename=log, level=logging.WARNING, format="%(asctime)s %(process)d %(name)s %(message)s")
    with Path(log).open("a") as file:
        faulthandler.dump_traceback_later(SLOW, file=file)
        try:
            asyncio.run(_live(side, pipe))
        except (KoersError, WordedError) as error:  # such as a server that lets nobody in: it is started again
            logging.getLogger(__name__).warning("ended: %s", error)


async def _live(side: Side, pipe: Pipe) -> None:
    database = Database(side.url)
    await database.migrate()
    presence = Presence(database, "worker" if side.role == "worker" else "bot")
    if side.role == "bot":
        await work.prepare(database)
    settings = Settings.for_local_tenant("oss", side.base, tenant_id=TENANT, data=Path(side.folder), port=0)
    people = staff(side.seed)
    means = Means(database, Targets(people), people, Promises(TENANT), Marks(PEPPER))
    following = Following()
    handlers = Handlers(database, use_cases(means, following))
    bot = create(
        replace(settings, rates=PLENTY),
        cast("Services", None),
        database,
        load_organisation("oss"),
        routes=(Route("sentence", "", handlers.sentence, needs=ANYBODY), Route("welcome", "", _hello, needs=ANYBODY)),
        rates=LIFTED if side.lifted else None,
        patience=Patience(),
        presence=presence,
        hears=side.role != "worker",
    )
    bot.housekeeping.also(handlers.sending.remove_expired)
    await bot.start(0)
    if side.role != "worker":
        await bot.keys.refresh()
    async with aiohttp.ClientSession(timeout=ANSWER) as http:
        if side.role != "bot":
            table = kinds(means, bot.messenger, Faces(), Quiet(), following) | _put(http, side.base)
            await _work(bot, database, table)
        faulthandler.cancel_dump_traceback_later()
        pipe.send((bot.port, presence.id))
        await asyncio.Event().wait()


async def _work(bot: Bot, database: Database, table: dict[str, Kind]) -> None:
    engine = Engine(database, table, bot.presence, poll=POLL)
    engine.start()
    await engine.started()


async def _hello(turn: Turn, services: Services) -> Reply:
    return Reply(text="hallo")


def _put(http: aiohttp.ClientSession, base: str) -> dict[str, Kind]:
    """Promised work whose effect is idempotent by its key, as a Graph write with a transaction id is."""

    async def put(payload: Payload, attempt: Attempt) -> GoOn | None:
        try:
            async with http.put(f"{base}/work/{payload['n']}") as answer:
                if answer.status != 200:
                    after = answer.headers.get("Retry-After")
                    raise TryAgain(float(after) if after else None)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryAgain from error
        return None

    async def given_up(payload: Payload) -> None:
        async with http.post(f"{base}/given-up/{payload['n']}") as answer:
            answer.raise_for_status()

    return {PUT: Kind(put, given_up)}


class Handlers:
    """What people and authors say. Each has its effect once for an activity, as the real dialogs have."""

    def __init__(self, database: Database, sending: DurableSending) -> None:
        self._database = database
        self.sending = sending
        self._verbs: dict[str, Callable[[Turn, list[str]], Awaitable[None]]] = {
            "tel": self._count,
            "beloof": self._promise,
            "bericht": self._begin,
            "verbeter": self._correct,
            "gezien": self._acknowledge,
            "pauzeer": lambda turn, words: sending.pause(words[0], key=turn.key),
            "verder": lambda turn, words: sending.go_on(words[0], key=turn.key),
            "stop": lambda turn, words: sending.stop(words[0], key=turn.key),
            "terug": lambda turn, words: sending.recall(words[0], key=turn.key),
            "herinner": lambda turn, words: sending.remind(words[0], key=turn.key),
            "opnieuw": lambda turn, words: sending.resend_unknown(words[0], key=turn.key),
        }

    async def sentence(self, turn: Turn, services: Services) -> Reply:
        """Any of them."""
        verb, *words = turn.text.split()
        await self._verbs[verb](turn, words)
        return Reply(text=f"gedaan {turn.text}")

    async def _count(self, turn: Turn, words: list[str]) -> None:
        async with self._database.write() as session:
            if await effects.first(session, turn.key, "count"):
                await session.execute(text("insert into counted (n) values (:n)"), {"n": int(words[0])})

    async def _promise(self, turn: Turn, words: list[str]) -> None:
        async with self._database.write() as session:
            if await effects.first(session, turn.key, "promise"):
                await enqueue(session, PUT, f"n{words[0]}", {"n": int(words[0])})

    async def _begin(self, turn: Turn, words: list[str]) -> None:
        id, part = words
        audience = EVERYONE if part == EVERYBODY else Audience(parts=(group(part),))
        async with self._database.write() as session:
            if await effects.first(session, turn.key, "begin"):
                await self.sending.begin(session, _announcement(id, audience=audience))

    async def _correct(self, turn: Turn, words: list[str]) -> None:
        async with self._database.write() as session:
            if await effects.first(session, turn.key, "correct"):
                await self.sending.correct(session, _announcement(words[0], version=int(words[1])))

    async def _acknowledge(self, turn: Turn, words: list[str]) -> None:
        if not await self.sending.acknowledge(words[0], turn.person.id):
            raise WordedError("announcement-gone")


def _announcement(id: str, **other: object) -> Announcement:
    words = Words(id, "Morgen is de balie dicht.")
    return announcement(id, nl=words, acknowledge=True, at_most=AnnouncementRules.few_up_to, **other)
