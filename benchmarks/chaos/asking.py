"""Those who ask something of Koers: people who say sentences, and authors who follow an announcement to its end."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from benchmarks.chaos.far import Far
from benchmarks.chaos.plan import Plan, Said, Step, Told
from benchmarks.chaos.processes import Processes
from errors import Unavailable
from store import announcements
from store.announcements import Begun
from store.database import Database

ANYBODY = 10**9  # people: the number of whoever speaks is the person's own
AUTHORS = 8  # announcements at a time
TALKERS = 8  # sentences at a time
HEARD = 15.0  # seconds until an author who sees nothing happen says it again
LOOK = 0.2  # seconds
AHEAD = 0.04  # of the plan: so far asking and killing go before each other
RESTING = ("done", "stopped", "recalled", "held")
VERBS: dict[Step, str] = {"correct": "verbeter", "remind": "herinner", "recall": "terug", "resend": "opnieuw"}


@dataclass(frozen=True)
class Asked:
    """What was said, and as which activity: the same one, however often it comes."""

    text: str
    person: int
    activity: str


@dataclass
class Asking:
    """Works a plan off. `share` tells how far the killing is, from 0 to 1: neither goes far before the other."""

    far: Far
    database: Database
    processes: Processes
    plan: Plan
    chance: random.Random
    share: Callable[[], float]
    asked: list[Asked] = field(default_factory=list[Asked])
    deliveries: int = 0
    unacknowledged: int = 0
    _said: int = 0
    _told: int = 0

    @property
    def done(self) -> float:
        """The share of the plan that has been asked for, the slower half of it."""
        said = self._said / max(1, len(self.plan.said))
        return min(said, self._told / max(1, len(self.plan.told)))

    async def run(self, http: aiohttp.ClientSession) -> None:
        """All of it; what was asked for may still be under way afterwards."""
        self._http = http
        said, told = iter(self.plan.said), iter(self.plan.told)
        async with asyncio.TaskGroup() as group:
            for _ in range(TALKERS):
                group.create_task(self._talk(said))
            for _ in range(AUTHORS):
                group.create_task(self._write(told))

    async def _talk(self, said: Iterator[Said]) -> None:
        for one in said:
            await self._not_ahead(lambda: self._said / len(self.plan.said))
            await self.say(one.text, one.person)
            self._said += 1

    async def _write(self, told: Iterator[Told]) -> None:
        for one in told:
            await self._not_ahead(lambda: self._told / len(self.plan.told))
            await self._author(one)
            self._told += 1

    async def _not_ahead(self, own: Callable[[], float]) -> None:
        while own() > self.share() + AHEAD:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(LOOK)

    async def say(self, words: str, person: int) -> Asked:
        """One activity, one to five times; each was acknowledged when this returns."""
        body = self.far.message(words, person, ANYBODY)
        asked = Asked(words, person, str(body["id"]))
        self.asked.append(asked)
        content = json.dumps(body).encode()
        for _ in range(self.chance.randint(1, 5)):
            await self._deliver(content)
            await asyncio.sleep(self.chance.choice((0.0, 0.0, 0.3)))
        return asked

    async def _deliver(self, content: bytes) -> None:
        """To any process that hears, and again until one acknowledges it."""
        headers = self.far.headers()
        while True:
            hearing = self.processes.hearing()
            if not hearing:
                await asyncio.sleep(0.05)
                continue
            port = self.chance.choice(hearing).port
            self.deliveries += 1
            try:
                async with self._http.post(
                    f"http://127.0.0.1:{port}/api/messages", data=content, headers=headers
                ) as answer:
                    if answer.status in (200, 202):
                        return
                    if answer.status < 500:
                        raise SystemExit(f"answered with {answer.status}: {await answer.text()}")
            except (aiohttp.ClientError, TimeoutError):
                pass  # it was killed
            self.unacknowledged += 1
            await asyncio.sleep(0.1)

    async def _author(self, told: Told) -> None:
        """Begins one and follows it; what is not seen to happen is said again, as an author does."""
        await self._until_so(f"bericht {told.id} {told.group}", told, lambda begun: True)
        if told.pause:
            await asyncio.sleep(self.chance.uniform(0.1, 1.5))
            await self._until_so(f"pauzeer {told.id}", told, lambda begun: begun.state in ("paused", *RESTING))
            await asyncio.sleep(self.chance.uniform(0.1, 1.0))
            await self._until_so(f"verder {told.id}", told, lambda begun: begun.state != "paused")
        if told.stop:
            await self._until_so(f"stop {told.id}", told, lambda begun: begun.state in RESTING)
        await self._rests(told)
        for number in told.acknowledged:
            await self.say(f"gezien {told.id}", number)
        version = 1
        for step in told.steps:
            before = await self._rests(told)
            if step == "correct":
                version += 1
                await self._until_so(f"verbeter {told.id} {version}", told, partial(_has, version))
            elif step == "recall":
                await self._until_so(f"terug {told.id}", told, lambda begun: begun.state in ("recalling", "recalled"))
            elif step == "remind":
                await self._until_so(f"herinner {told.id}", told, lambda begun: begun.reminded)
            elif before.state == "done":  # there may be nobody to send it to again, and that is said
                await self.say(f"opnieuw {told.id}", self.chance.choice(told.people))
        await self._rests(told)

    async def _rests(self, told: Told) -> Begun:
        """Waits until nothing of it is under way."""
        while (begun := await self._look(told.id)) is None or begun.state not in RESTING:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        return begun

    async def _until_so(self, words: str, told: Told, so: Callable[[Begun], bool]) -> None:
        while True:
            await self.say(words, told.people[0])
            until = time.monotonic() + HEARD
            while time.monotonic() < until:
                begun = await self._look(told.id)
                if begun is not None and so(begun):
                    return
                await asyncio.sleep(LOOK)

    async def _look(self, id: str) -> Begun | None:
        try:
            async with self.database.read() as session:
                return await announcements.find(session, id)
        except (SQLAlchemyError, Unavailable):  # full or held: nothing is known for the moment
            return None


def _has(version: int, begun: Begun) -> bool:
    return begun.version == version
