"""What goes wrong with the database: no room on its disk, and somebody else who holds it; on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import time
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, cast

import psycopg

from tests.databases import found

SMALL = 96  # megabytes of the disk that is filled
FILLER = "filler"
LOG = 2_000_000  # bytes; SQLite takes its log over into the file when it is twice as large
# What a server says whose disk is full, from the tables that everything is written to.
FULL_TABLES = ("inbox", "effects", "deliveries", "announcements", "dbos.workflow_status", "dbos.operation_outputs")
HELD_TABLES = ("inbox", "effects", "deliveries", "dbos.workflow_status")


class Disk(Protocol):
    """A disk that can be full. `how`: in what way, for the report."""

    @property
    def how(self) -> str: ...

    def fill(self, pids: Sequence[int]) -> None:
        """No room is left for these processes."""
        ...

    def free(self, pids: Sequence[int]) -> None:
        """There is room again."""
        ...


class Filled:
    """A small file system of its own, filled up with a file."""

    how = "a file system of its own, filled to the last byte (ENOSPC)"

    def __init__(self, folder: Path, database: Path | None = None) -> None:
        """`database`: a file of SQLite in it, whose log is emptied first: or it writes for long over what it has."""
        self._filler = folder / FILLER
        self._database = database

    def fill(self, pids: Sequence[int]) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error), closing(sqlite3.connect(self._database, timeout=1)) as other:
                other.execute("pragma wal_checkpoint(truncate)")
        with suppress(OSError), self._filler.open("ab", buffering=0) as filler:
            while filler.write(b"\0" * 4096):
                pass

    def free(self, pids: Sequence[int]) -> None:
        self._filler.unlink(missing_ok=True)


class Limited:
    """Where no file system can be mounted: the processes may make no file larger than the log of SQLite is now."""

    how = "a limit on the size of files (EFBIG)"

    def __init__(self, database: Path) -> None:
        self._database = database

    def fill(self, pids: Sequence[int]) -> None:
        log = self._database.with_name(f"{self._database.name}-wal")
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._database, timeout=1)) as other:
            other.execute("pragma wal_checkpoint(truncate)")
            other.execute("create table if not exists chaos_filler (bytes blob)")
            other.execute("insert into chaos_filler values (zeroblob(?))", (LOG,))  # what else is written is smaller
            other.commit()
            self._limit(pids, log.stat().st_size)

    def free(self, pids: Sequence[int]) -> None:
        self._limit(pids, resource.RLIM_INFINITY)

    def _limit(self, pids: Sequence[int], size: int) -> None:
        for pid in pids:
            with suppress(ProcessLookupError, PermissionError):
                hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


class Refusing:
    """A PostgreSQL that somebody else runs: every write is refused with what it says when its disk is full (53100)."""

    how = "a server that answers every write with 53100"

    def __init__(self, url: str) -> None:
        self._url = url
        found(url, "create table chaos_full (yes boolean)")
        found(
            url,
            "create function chaos_full() returns trigger language plpgsql as $$ begin"
            " if exists (select 1 from chaos_full) then raise exception 'no room' using errcode = '53100'; end if;"
            " return null; end $$",
        )
        for table in FULL_TABLES:
            found(
                url,
                f"create trigger chaos_full before insert or update on {table}"
                " for each statement execute function chaos_full()",
            )

    def fill(self, pids: Sequence[int]) -> None:
        found(self._url, "insert into chaos_full values (true)")

    def free(self, pids: Sequence[int]) -> None:
        found(self._url, "delete from chaos_full")


@contextmanager
def small_disk(folder: Path, owner: int = -1) -> Generator[bool]:
    """A small file system at `folder`, as long as the block lasts. False: this machine lets nobody mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m,mode=700", "none", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    if mounted and owner >= 0:
        os.chown(folder, owner, owner)
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


def hold(url: str, seconds: float) -> None:
    """Another program writes for so long that nobody else can. Blocks."""
    if url.startswith("sqlite"):
        file = url.removeprefix("sqlite:///")
        with (
            suppress(sqlite3.Error),  # it is full as well
            closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as other,
        ):
            other.execute("begin immediate")
            time.sleep(seconds)
            other.execute("rollback")
        return
    with suppress(psycopg.Error), psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("set lock_timeout = '5s'")
        other.execute(cast("Any", f"lock table {', '.join(HELD_TABLES)} in exclusive mode"))
        time.sleep(seconds)
        other.rollback()
