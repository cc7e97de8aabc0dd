"""One Koers at a time keeps its memory in a folder: two would tell each other's people what they did not ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from errors import KoersError


class MemoryInUse(KoersError):
    """Another process has the folder."""


@contextmanager
def claimed(data: Path) -> Generator[None]:
    """Keeps `data` for this process until it ends, however it ends: SQLite's lock goes with the process.

    Raises MemoryInUse when another process has it, and KoersError when nothing can be written there.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(data / "running.db", timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(data, error) from error
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise MemoryInUse(
                    f"Koers runs already with its memory in {data}: stop that one first, or give another --data"
                ) from error
            raise _unusable(data, error) from error
        yield


def _unusable(data: Path, error: OSError | sqlite3.Error) -> KoersError:
    reason = error.strerror if isinstance(error, OSError) else error
    return KoersError(f"{data} cannot be used to keep memory in: {reason}")
