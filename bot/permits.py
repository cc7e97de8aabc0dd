"""What this process may send of what all processes together may: granted in the shared database, few at a time."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable

from bot.limits import SendingRates
from domain.messenger import Priority
from store import pace
from store.database import Database
from store.pace import Granted
from store.processes import Presence

FRESH = 0.1  # seconds for which a permit holds: what is kept for longer goes together with what is granted then
ASKING = 2.0  # seconds for an answer of the database
ALONE = 0.2  # seconds between two that go without one: who can store nothing still hears so
SPARED = 1 / 3  # of what may go at once: it is for people, and broadcasts leave it

log = logging.getLogger(__name__)


class Permits:
    """Asks for every tenant. What it may grant itself while the database is away is far below the limit."""

    def __init__(self, database: Database, presence: Presence) -> None:
        self._database = database
        self._presence = presence
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, tenant: str, rates: SendingRates, granted: Callable[[], None]) -> TenantPermits:
        """Those of one tenant. `granted` is called when there are new ones, or when it is worth asking again."""
        return TenantPermits(self, tenant, rates, granted)

    async def close(self) -> None:
        """Asks for no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def own(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        """Holds on to a task until it is done."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def ask(self, tenant: str, wanted: int, *, rate: float, most: float, spared: float) -> Granted:
        """What is granted; one after a while, where the database does not answer."""
        try:
            async with asyncio.timeout(ASKING), self._database.write() as session:
                return await pace.grant(session, tenant, wanted, rate=rate, most=most, spared=spared)
        except Exception as error:  # whatever the store raises: somebody may be waiting to hear just that
            log.warning("what may be sent is not known: %s", error)
            await asyncio.sleep(max(ALONE, 2 * self._presence.living("bot") / rate))
            return Granted(1)

    async def hold(self, tenant: str, seconds: float) -> None:
        """Lets no process send to a tenant for so many seconds."""
        try:
            async with asyncio.timeout(ASKING), self._database.write() as session:
                await pace.hold(session, tenant, seconds)
        except Exception as error:  # the others hear it from Teams
            log.warning("the other processes do not know that a tenant takes nothing: %s", error)


class TenantPermits:
    """The permits for one tenant. Those for people come first: a broadcast leaves room for them in every process."""

    def __init__(self, permits: Permits, tenant: str, rates: SendingRates, granted: Callable[[], None]) -> None:
        self._permits = permits
        self._tenant = tenant
        self._most = max(1, rates.tenant.count // 8)
        self._rate = max(1, rates.tenant.count - self._most) / (rates.tenant.seconds + rates.margin)
        self._granted = granted
        self._left: dict[Priority, int] = {}
        self._until: dict[Priority, float] = {}
        self._asking: dict[Priority, asyncio.Task[None]] = {}

    def has(self, priority: Priority) -> bool:
        """Whether one may go now. A person may use what was granted for a broadcast."""
        return self._fresh(priority) or (priority == "person" and self._fresh("broadcast"))

    def use(self, priority: Priority) -> None:
        """One goes."""
        if not self._fresh(priority):
            priority = "broadcast"
        self._left[priority] = max(0, self._left.get(priority, 0) - 1)

    def want(self, priority: Priority, count: int) -> asyncio.Task[None]:
        """Asks for permits, unless that is under way."""
        asking = self._asking.get(priority)
        if asking is None or asking.done():
            asking = asyncio.create_task(self._ask(priority, count), name="permits")
            self._asking[priority] = self._permits.own(asking)
        return asking

    def hold(self, seconds: float) -> None:
        """Teams takes nothing of this tenant for so many seconds."""
        self._permits.own(asyncio.create_task(self._permits.hold(self._tenant, seconds), name="hold"))

    async def _ask(self, priority: Priority, count: int) -> None:
        spared = self._most * SPARED if priority == "broadcast" else 0.0
        wanted = max(1, min(count, self._most))
        found = await self._permits.ask(self._tenant, wanted, rate=self._rate, most=self._most, spared=spared)
        if found.count:
            self._left[priority] = found.count
            self._until[priority] = _now() + FRESH
        else:
            await asyncio.sleep(min(max(found.seconds, 0.005), 1.0))
        self._asking.pop(priority, None)
        self._granted()

    def _fresh(self, priority: Priority) -> bool:
        return self._left.get(priority, 0) > 0 and _now() < self._until.get(priority, -math.inf)


def _now() -> float:
    return asyncio.get_running_loop().time()
