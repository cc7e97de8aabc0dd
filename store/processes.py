"""Which processes work on a database that they share, and which of them does what only one of them may do."""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Database, Moment

BEAT = 5.0  # seconds between two signs of life
DEAD = 15.0  # seconds without one, and a process is taken to be gone
FORGOTTEN = 3600.0  # seconds until nothing is known of it any more

log = logging.getLogger(__name__)


class ProcessRow(Base):
    """One process. `seen`: its last sign of life, by the clock of the database."""

    __tablename__ = "processes"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    seen: Mapped[datetime] = mapped_column(Moment)


class LeaseRow(Base):
    """Who does something that one process does at a time, and until when nobody else may."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(Moment)


# The clock is the database's own throughout: those of several machines are not the same. Only PostgreSQL runs these.
_SEEN = text(
    "insert into processes (id, kind, seen) values (:id, :kind, clock_timestamp())"
    " on conflict (id) do update set seen = clock_timestamp()"
)
_FORGET = text("delete from processes where seen < clock_timestamp() - make_interval(secs => :seconds)")
_LIVING = text(
    "select kind, count(*) from processes where seen >= clock_timestamp() - make_interval(secs => :seconds)"
    " group by kind"
)
_LEAVE = text("delete from processes where id = :id")
_LEAD = text(
    "insert into leases (name, owner, until)"
    " values (:name, :id, clock_timestamp() + make_interval(secs => :seconds))"
    " on conflict (name) do update set owner = excluded.owner, until = excluded.until"
    " where leases.owner = excluded.owner or leases.until < clock_timestamp()"
)
_RENEW = text(
    "update leases set until = clock_timestamp() + make_interval(secs => :seconds)"
    " where owner = :id and until >= clock_timestamp() returning name"
)
_LET_GO = text("delete from leases where owner = :id")


@dataclass(frozen=True)
class _Beat:
    """What a sign of life brought back."""

    living: Mapping[str, int]
    leads: tuple[str, ...]


class Presence:
    """This process among those that share the database. On SQLite it is alone, and nothing of this is stored."""

    def __init__(self, database: Database, kind: str) -> None:
        """`kind` is what it does: those of a kind share what is counted per kind."""
        self._database = database
        self._kind = kind
        self.id = secrets.token_hex(16)
        self._living: Mapping[str, int] = {}
        self._leads: dict[str, float] = {}  # what it leads -> until when nobody else does, by this machine's clock
        self._known_until = -math.inf  # until then nobody takes it to be gone
        self._steady_since = math.inf
        self._gaps = 0
        self._left_already = False
        self._task: asyncio.Task[None] | None = None

    @property
    def shared(self) -> bool:
        """Whether there may be others."""
        return self._database.shared

    @property
    def steady(self) -> bool:
        """Whether it has seen the database for so long that whoever lives has been seen there too."""
        return time.monotonic() - self._steady_since >= DEAD

    @property
    def gaps(self) -> int:
        """How often it may have been taken to be gone: it was frozen, or did not reach the database for too long.

        It counts as soon as it happens. What was taken in before may be another's since.
        """
        return self._gaps + (self.shared and self._known_until < time.monotonic())

    def living(self, kind: str) -> int:
        """How many processes of a kind live, this one counted; at least one."""
        return max(1, self._living.get(kind, 0))

    async def start(self) -> None:
        """Tells the others, and goes on doing so until stop(). Nothing where there are none. Raises Unavailable."""
        if self.shared and self._task is None:
            await self._beat()
            self._task = asyncio.create_task(self._run(), name="presence")

    async def stop(self) -> None:
        """Leaves: what it led is free at once, and what it left undone is for the others."""
        task, self._task = self._task, None
        if task is None:
            return
        self._left_already = True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        self._leads.clear()
        try:
            await self._database.brief(self._left)
        except Exception as error:  # then the others notice in a while
            log.info("the others were not told that this process stops: %s", error)

    async def leads(self, name: str) -> bool:
        """Whether this process, and no other, does `name` now; it is kept for as long as this process lives.

        False too where the database does not say so.
        """
        if not self.shared or self._leads.get(name, -math.inf) > time.monotonic():
            return True
        if self._left_already:
            return False
        asked = time.monotonic()
        try:
            leads = await self._database.brief(lambda connection: self._lead(connection, name))
        except Exception as error:
            log.warning("nobody knows who leads: %s", error)
            return False
        if leads:
            self._leads[name] = asked + DEAD
        return leads

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat()
            except Exception as error:  # whatever the store raises: the next one may arrive
                self._steady_since = math.inf
                log.warning("the others cannot be told that this process lives: %s", error)

    async def _beat(self) -> None:
        began = time.monotonic()
        found = await self._database.brief(self._tell)
        if self._known_until < began:  # the first of all, or after a gap
            self._gaps += self._known_until > -math.inf
            self._steady_since = began
        self._steady_since = min(self._steady_since, began)
        self._known_until = began + DEAD
        self._living = found.living
        self._leads = dict.fromkeys(found.leads, began + DEAD)

    def _tell(self, connection: Connection) -> _Beat:
        connection.execute(_SEEN, {"id": self.id, "kind": self._kind})
        connection.execute(_FORGET, {"seconds": FORGOTTEN})
        leads = connection.execute(_RENEW, {"id": self.id, "seconds": DEAD}).scalars().all()
        living = connection.execute(_LIVING, {"seconds": DEAD}).all()
        return _Beat({str(kind): int(count) for kind, count in living}, tuple(str(name) for name in leads))

    def _lead(self, connection: Connection, name: str) -> bool:
        return connection.execute(_LEAD, {"name": name, "id": self.id, "seconds": DEAD}).rowcount == 1

    def _left(self, connection: Connection) -> None:
        connection.execute(_LEAVE, {"id": self.id})
        connection.execute(_LET_GO, {"id": self.id})
