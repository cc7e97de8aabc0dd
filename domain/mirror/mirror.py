"""What capabilities ask of the mirror: that an item of theirs is as it is here."""

from __future__ import annotations

from collections.abc import Mapping

from domain.mirror.shape import Mirrored
from store import mirror
from store.database import AsyncSession, Connection
from store.work import Kind, enqueue, enqueue_in

PUT = "mirror.put"


class Mirror:
    """The lists that are kept, and the way to say that an item changed. Not `on`, as where no site is configured, it
    keeps none, and `wanted` does nothing.
    """

    def __init__(self, *, on: bool = True) -> None:
        self.on = on
        self.lists: dict[str, Mirrored] = {}
        self.work: Mapping[str, Kind] = {}  # what was promised, by name; the composition root fills it in

    def keep(self, *lists: Mirrored) -> None:
        """Keeps these lists, too; before anything is wanted."""
        if self.on:
            self.lists.update({each.shape.key: each for each in lists})

    async def wanted(self, session: AsyncSession, list_key: str, key: str) -> None:
        """The item has to become in SharePoint as it is here; in the transaction that changes it (Database.write()).

        Many wants of one item become one change of the newest state. Call it also for what is gone or hidden. `key` is
        at most 64 characters. Raises Unavailable in the first moment of a first start (see enqueue).
        """
        if list_key in self.lists:
            await promise(session, list_key, key, await mirror.want(session, list_key, key))

    def wanted_in(self, connection: Connection, list_key: str, key: str) -> None:
        """The same in a brief transaction (Database.brief())."""
        if list_key in self.lists and (work := mirror.want_in(connection, list_key, key)):
            enqueue_in(connection, PUT, work, {"list": list_key, "key": key})


async def promise(session: AsyncSession, list_key: str, key: str, work: str) -> None:
    """Promises to put an item. `work`: see store.mirror.want_in; "": that is promised already."""
    if work:
        await enqueue(session, PUT, work, {"list": list_key, "key": key})
