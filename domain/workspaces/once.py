"""Telling somebody something once: what did not reach Teams is told again, what may have been is not."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

from domain.messenger import Leaving
from domain.workspaces.notices import Notice
from store import effects
from store.database import Connection, Database
from store.work import TryAgain


class _Told(Exception):
    """They were told already, or are not to be told any more."""


async def once(
    database: Database,
    key: str,
    tell: Callable[[Leaving], Awaitable[Notice]],
    still: Callable[[Connection], bool] | None = None,
) -> Notice | None:
    """Tells it, and gives what became of that. None: it was told under this key before, or is not `still` so.

    That it leaves is written down in the moment in which it does: killed just then it may be lost, and it is never
    there twice. Raises TryAgain where Teams was not reached.
    """
    key = hashlib.sha256(key.encode()).hexdigest()
    async with database.read() as session:
        if await effects.already(session, key, "told"):
            return None

    def leaves(connection: Connection) -> bool:
        return (still is None or still(connection)) and effects.first_in(connection, key, "told")

    async def leaving() -> None:
        if not await database.brief(leaves):
            raise _Told

    try:
        notice = await tell(leaving)
    except _Told:
        return None
    if notice.outcome.fate == "not reached":
        await database.brief(lambda connection: effects.undo(connection, key, "told"))
        raise TryAgain(notice.outcome.wait)
    return notice
