"""When an announcement is done: nothing is left in its ledger for the state that it is in."""

from __future__ import annotations

from dataclasses import replace

from domain.announcements.crew import Speed
from domain.announcements.model import RUNNING
from domain.announcements.work import Order, Promises
from store import alterations, announcements, deliveries
from store.announcements import Begun
from store.database import Connection, Database

EVERY_VERSION = 2**31 - 1  # below this is every version


def below(begun: Begun) -> int:
    """Messages of a lower version are gone over: with a recall all of them, with a correction the older ones."""
    return EVERY_VERSION if begun.state == "recalling" else begun.version


class Ending:
    """Looks after each slice whether that was the last one."""

    def __init__(self, database: Database, promises: Promises, speed: Speed) -> None:
        self._database = database
        self._promises = promises
        self._speed = speed

    async def end(self, order: Order) -> None:
        """A slice was worked off. Where another round began meanwhile, that goes over this slice too: what was under
        way then may have come too late to be seen by it.
        """
        if await self._database.brief(lambda connection: self._end(connection, order)):
            self._speed.forget(order.announcement)

    async def finish(self, id: str) -> None:
        """There was no slice with anything to do."""
        await self._database.brief(lambda connection: _finish(connection, id))

    def _end(self, connection: Connection, order: Order) -> bool:
        begun = announcements.look(connection, order.announcement)
        if begun is None:
            return True
        if begun.round != order.round and begun.state in RUNNING and begun.resolved:
            self._promises.slice(connection, replace(order, round=begun.round, install=False))
            return False
        return _finish(connection, order.announcement)


def _finish(connection: Connection, id: str) -> bool:
    """Whether it is done, and written down as such."""
    begun = announcements.look(connection, id)
    if begun is None or begun.state not in RUNNING:
        return begun is None
    if begun.state in ("sending", "resending"):
        left, after = not begun.resolved or deliveries.any_left(connection, id), "done"
    elif begun.state == "reminding":
        left, after = deliveries.any_under_way(connection, id) or alterations.any_to_remind(connection, id), begun.back
    else:
        to_alter = alterations.any_to_alter(connection, id, begun.altering, below(begun))
        left, after = deliveries.any_under_way(connection, id) or to_alter, begun.back
    return not left and announcements.move(connection, id, (begun.state,), {"state": after, "back": ""})
