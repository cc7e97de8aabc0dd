"""The beginning: who gets an announcement is found out at the moment of sending, and written down."""

from __future__ import annotations

from contextlib import aclosing

from domain.announcements.ending import Ending
from domain.announcements.model import Following
from domain.announcements.stored import announcement_of
from domain.announcements.targets import Target, Targets
from domain.announcements.work import SIZE, Order, Promises
from graph.problems import NotFound
from store import announcements, deliveries
from store.announcements import Begun
from store.database import Connection, Database, now
from store.deliveries import LEFT, State
from store.work import Attempt, GiveUp, GoOn, Payload

AT_ONCE = 500  # people written down in one transaction
PROMISED_AT_ONCE = 50  # pieces of work promised in one transaction


class Beginning:
    """Does the pieces of work that are called BEGIN and SPREAD."""

    def __init__(
        self, database: Database, targets: Targets, promises: Promises, ending: Ending, following: Following
    ) -> None:
        self._database = database
        self._targets = targets
        self._promises = promises
        self._ending = ending
        self._following = following

    async def begin(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Finds out who gets it. More people than it was approved for: it is held, and nobody gets anything.

        Called again, it begins anew: as long as it is not done, nothing was sent.
        """
        begun = await self._wanted(payload)
        if begun is None:
            return None
        await self._following.show(begun.id)
        skipped = await self._fill(begun, attempt)
        if skipped is None:
            return GoOn() if attempt.stopping.is_set() else None
        await self._database.brief(lambda connection: self._resolved(connection, begun, skipped))
        await self._following.show(begun.id)
        return None

    async def not_begun(self, payload: Payload) -> None:
        """For two days Entra did not say who is in the audience, or a part of it is gone: it is not sent."""
        id = str(payload["announcement"])

        def stop(connection: Connection) -> None:
            begun = announcements.look(connection, id)
            if begun is not None and begun.round == payload["round"]:  # else a later round finds it out
                announcements.move(connection, id, ("scheduled", "sending"), {"state": "stopped"})

        await self._database.brief(stop)
        await self._following.show(id)

    async def spread(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Promises a piece of work for each slice in which there is something to do."""
        id, round = str(payload["announcement"]), payload["round"]
        async with self._database.read() as session:
            begun = await announcements.find(session, id)
            if begun is None or begun.round != round:
                return None
            # What is under way still from an earlier round comes with it: its slice waits until that has ended.
            states: tuple[State, ...] = LEFT if begun.state in ("sending", "resending") else ("delivered", "sending")
            slices = await deliveries.slices(session, id, SIZE, states)
        orders = [Order(id, slice, begun.round) for slice in slices]
        for first in range(0, len(orders), PROMISED_AT_ONCE):
            await self._promise(orders[first : first + PROMISED_AT_ONCE])
        if not orders:
            await self._ending.finish(id)
        await self._following.show(id)
        return None

    async def _promise(self, orders: list[Order]) -> None:
        def work(connection: Connection) -> None:
            for order in orders:
                self._promises.slice(connection, order)

        await self._database.brief(work)

    async def _wanted(self, payload: Payload) -> Begun | None:
        """The announcement, from now on "sending"; None where nobody wants it sent any more."""
        id = str(payload["announcement"])

        def work(connection: Connection) -> Begun | None:
            begun = announcements.look(connection, id)
            if begun is None or begun.round != payload["round"] or begun.resolved:
                return None
            late = begun.valid_until <= now()
            moved = announcements.move(
                connection, id, ("scheduled", "sending"), {"state": "stopped" if late else "sending"}
            )
            return begun if moved and not late else None

        begun = await self._database.brief(work)
        if begun is None:
            await self._following.show(id)
        return begun

    async def _fill(self, begun: Begun, attempt: Attempt) -> int | None:
        """Writes everybody down; how many were skipped. None: it was broken off."""
        while removed := await self._database.brief(lambda connection: _clear(connection, begun)):
            pass
        if removed is None:
            return None
        skipped, people, first = set[str](), list[Target](), 0
        try:
            async with aclosing(self._targets.resolve(announcement_of(begun).audience, skipped.add)) as found:
                async for target in found:
                    people.append(target)
                    if len(people) == AT_ONCE:
                        if not await self._write(begun, first, people) or attempt.stopping.is_set():
                            return None
                        first += len(people)
                        people.clear()
        except NotFound as problem:
            raise GiveUp("a group of the audience is gone") from problem
        return len(skipped) if await self._write(begun, first, people) else None

    async def _write(self, begun: Begun, first: int, people: list[Target]) -> bool:
        rows = [(target.person, target.language) for target in people]

        def work(connection: Connection) -> bool:
            if not announcements.is_resolving(connection, begun.id, begun.round):
                return False
            deliveries.add(connection, begun.id, first, rows)
            return True

        return await self._database.brief(work)

    def _resolved(self, connection: Connection, begun: Begun, skipped: int) -> None:
        if not announcements.is_resolving(connection, begun.id, begun.round):
            return
        held = deliveries.people(connection, begun.id) > begun.at_most
        values = {"resolved": not held, "skipped": skipped, "state": "held" if held else "sending"}
        if announcements.move(connection, begun.id, ("sending",), values) and not held:
            self._promises.spread(connection, begun.id, begun.round)


def _clear(connection: Connection, begun: Begun) -> int | None:
    """Removes a part of what an earlier attempt wrote; how many rows. None: another round does this now."""
    if not announcements.is_resolving(connection, begun.id, begun.round):
        return None
    return deliveries.clear(connection, begun.id)
