"""What is looked at from outside while it runs: what a killed process had, and when somebody goes on with it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg

from benchmarks.chaos.near import Role
from store.address import address, shared
from tests.databases import found

EVERY = 0.25  # seconds between two looks
LAST = 0.1  # seconds in which a server still does what it was asked before its client was killed

Row = tuple[str, str]  # the table and the key


@dataclass
class Kill:
    """One kill: of what, when, and to whom a message was being sent at that moment (announcement and number)."""

    role: Role
    at: float
    sending: frozenset[tuple[str, int]]
    held: frozenset[Row]
    first: float | None = None  # seconds until the first of what it had was gone on with


@dataclass
class _Left:
    """Something that a killed process had."""

    mark: str  # changes when somebody takes it up
    since: float
    kill: Kill


@dataclass
class Watching:
    """Follows everything that killed processes left. Recovery counts from the last kill of one that could do it."""

    url: str
    kills: list[Kill] = field(default_factory=list[Kill])
    recovered: list[float] = field(default_factory=list[float])  # seconds, of each thing
    left: dict[Row, _Left] = field(default_factory=dict[Row, "_Left"])

    def __post_init__(self) -> None:
        self._shared = shared(address(self.url))
        self.schema = "dbos." if self._shared else ""

    async def killed(self, role: Role, id: str) -> None:
        """A process is gone, and nobody has taken its place yet."""
        at = time.monotonic()
        for left in self.left.values():
            if left.kill.role == role:
                left.since = at
        if self._shared:
            await asyncio.sleep(LAST)
        had = await asyncio.to_thread(self._had, role, id)
        sending = await asyncio.to_thread(self._sending) if role != "bot" else frozenset[tuple[str, int]]()
        kill = Kill(role, at, sending, frozenset(had))
        self.kills.append(kill)
        for row, mark in had.items():
            self.left[row] = _Left(mark, at, kill)

    async def run(self) -> None:
        """Looks until it is called off."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Takes in what has been gone on with since the last look."""
        if not self.left:
            return
        marks = await asyncio.to_thread(self._marks, "")
        at = time.monotonic()
        for row, left in list(self.left.items()):
            if marks.get(row) != left.mark:
                del self.left[row]
                self.recovered.append(at - left.since)
                if left.kill.first is None:
                    left.kill.first = at - left.since

    def _had(self, role: Role, id: str) -> dict[Row, str]:
        mine = f" and executor_id = '{id}'" if self._shared else ""
        own = f" and owner in ('{id}', '{id}*')" if self._shared else ""
        rows = self._marks(mine) if role == "worker" else {}
        if role != "worker":
            rows = {row: mark for row, mark in self._marks(mine, own).items() if role == "both" or row[0] == "inbox"}
        return rows

    def _marks(self, mine: str, own: str = "") -> dict[Row, str]:
        """What is under way, and a mark of each that changes when somebody takes it up."""
        work = looked_up(
            self.url,
            f"select workflow_uuid, executor_id, started_at_epoch_ms from {self.schema}workflow_status"
            f" where status = 'PENDING'{mine}",
        )
        inbox = looked_up(
            self.url,
            f"select key, state, tries, owner from inbox where state in ('taken', 'answering'){own}",
        )
        marks = {("work", str(id)): f"{executor} {started}" for id, executor, started in work}
        return marks | {("inbox", str(key)): f"{state} {tries} {owner}" for key, state, tries, owner in inbox}

    def _sending(self) -> frozenset[tuple[str, int]]:
        rows = looked_up(self.url, "select announcement, number from deliveries where state = 'sending'")
        return frozenset((str(id), int(number)) for id, number in rows)


def looked_up(url: str, query: str) -> list[Any]:
    """The rows that a query finds, as soon as anybody is let in: on a full disk PostgreSQL may not. Blocks."""
    while True:
        try:
            return found(url, query)
        except (psycopg.Error, sqlite3.Error):
            time.sleep(LAST)


def watched(url: str) -> None:
    """Lets the database itself write down who becomes unknown, and who is sent to again on purpose."""
    found(
        url,
        "create table chaos_changes (announcement varchar(32), number integer, before varchar(16), after varchar(16),"
        " reason varchar(32))",
    )
    changed = "(new.state = 'unknown' or old.state = 'unknown') and new.state <> old.state"
    insert = "insert into chaos_changes values (new.announcement, new.number, old.state, new.state, new.reason);"
    if not shared(address(url)):
        found(url, f"create trigger chaos_changes after update on deliveries when {changed} begin {insert} end")
        return
    found(
        url,
        f"create function chaos_changes() returns trigger language plpgsql as $$ begin {insert} return null; end $$",
    )
    found(
        url,
        f"create trigger chaos_changes after update on deliveries for each row when ({changed})"
        " execute function chaos_changes()",
    )
