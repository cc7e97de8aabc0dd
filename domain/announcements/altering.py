"""Going over what was sent: putting a correction in its place, or taking it back."""

from __future__ import annotations

from domain.announcements.crew import Crew, Go, Watch
from domain.announcements.ending import below
from domain.announcements.work import Order
from store import alterations
from store.alterations import Altered, Delivered
from store.announcements import Begun
from store.deliveries import State
from store.work import GoOn


class Altering:
    """Edits or deletes the messages of a slice. Doing it twice does no harm, so what was cut off is done again."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew

    async def go_over(self, begun: Begun, order: Order, watch: Watch) -> GoOn | None:
        """Works a slice off; None when nothing is left."""
        first, last = order.numbers
        async with self._crew.database.read() as session:
            todo = await alterations.to_alter(session, begun.id, first, last, begun.altering, below(begun))
        go = self._crew.go(begun, watch)
        if begun.state == "correcting":
            await go.copies.prepare(self._crew.database, [(to, to.conversation) for to in todo])
        await self._crew.work_off(todo, lambda to: self._one(go, to), go)
        return go.going.onward()

    async def give_up(self, begun: Begun, order: Order) -> None:
        """What is left of a slice stays as it is, and is counted as such."""
        first, last = order.numbers
        await self._crew.database.brief(
            lambda c: alterations.give_up_altering(c, begun.id, first, last, begun.altering, below(begun))
        )

    async def _one(self, go: Go, to: Delivered) -> None:
        begun, messenger = go.begun, self._crew.messenger
        recalling = begun.state == "recalling"
        if not to.message:  # Teams gave no id with it
            go.ledger.alter(Altered(begun.id, to.number, "delivered", to.version, -begun.altering))
            return
        if recalling:
            outcome = await messenger.take_back(to.conversation, to.message, priority="broadcast")
        else:
            message = go.copies.of(to)
            outcome = await messenger.change(to.conversation, to.message, message, priority="broadcast")
        if outcome.fate in ("not reached", "unknown"):
            go.going.leave(outcome.wait)
            go.going.miss(outcome.wait)
            return
        done = outcome.fate == "delivered"
        state: State = "recalled" if done and recalling else "delivered"
        version = begun.version if done and not recalling else to.version
        go.ledger.alter(Altered(begun.id, to.number, state, version, begun.altering if done else -begun.altering))
        go.going.did()
