"""Going over what was sent: putting a correction in its place, or taking it back."""

from __future__ import annotations

import asyncio

from domain.announcements.copies import Copies
from domain.announcements.crew import Going, Speed, Watch, work_off
from domain.announcements.ending import below
from domain.announcements.ledger import Ledger
from domain.announcements.model import Faces, Following
from domain.announcements.stored import announcement_of
from domain.announcements.work import Order
from domain.messenger import Messenger
from locales import Language
from store import alterations
from store.alterations import Altered, Delivered
from store.announcements import Begun
from store.database import Database
from store.deliveries import State
from store.work import GoOn


class Altering:
    """Edits or deletes the messages of a slice. Doing it twice does no harm, so what was cut off is done again."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        faces: Faces,
        following: Following,
        speed: Speed,
        home: Language = "nl",
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._faces = faces
        self._following = following
        self._speed = speed
        self._home: Language = home

    async def go_over(self, begun: Begun, order: Order, watch: Watch) -> GoOn | None:
        """Works a slice off; None when nothing is left."""
        first, last = order.numbers
        async with self._database.read() as session:
            todo = await alterations.to_alter(session, begun.id, first, last, begun.altering, below(begun))
        copies = Copies(self._faces, announcement_of(begun), "announcement", self._home)
        if begun.state == "correcting":
            await copies.prepare(self._database, [(to, to.conversation) for to in todo])
        ledger, going = Ledger(self._database, begun.id), Going(watch)
        try:
            async with watch.looking(self._following):
                await work_off(todo, lambda to: self._one(begun, to, copies, ledger, going), watch)
        finally:
            await asyncio.shield(ledger.close())
        return going.onward()

    async def give_up(self, begun: Begun, order: Order) -> None:
        """What is left of a slice stays as it is, and is counted as such."""
        first, last = order.numbers
        await self._database.brief(
            lambda c: alterations.give_up_altering(c, begun.id, first, last, begun.altering, below(begun))
        )

    async def _one(self, begun: Begun, to: Delivered, copies: Copies, ledger: Ledger, going: Going) -> None:
        recalling = begun.state == "recalling"
        if not to.message:  # Teams gave no id with it
            ledger.alter(Altered(begun.id, to.number, "delivered", to.version, -begun.altering))
            return
        if recalling:
            outcome = await self._messenger.take_back(to.conversation, to.message, priority="broadcast")
        else:
            message = copies.of(to)
            outcome = await self._messenger.change(to.conversation, to.message, message, priority="broadcast")
        if outcome.fate in ("not reached", "unknown"):
            going.leave(outcome.wait)
            going.miss(outcome.wait)
            return
        done = outcome.fate == "delivered"
        state: State = "recalled" if done and recalling else "delivered"
        version = begun.version if done and not recalling else to.version
        ledger.alter(Altered(begun.id, to.number, state, version, begun.altering if done else -begun.altering))
        going.did()
        self._speed.add(begun.id)
