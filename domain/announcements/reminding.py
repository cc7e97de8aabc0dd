"""The one reminder, of those who have an announcement and did not acknowledge it."""

from __future__ import annotations

from domain.announcements.crew import Crew, Go, Leaving, Watch
from domain.announcements.ledger import Withdrawn
from domain.announcements.marks import Marks
from domain.announcements.outcomes import state_after
from domain.announcements.work import Order
from domain.messenger import Outcome
from store import alterations, announcements
from store.alterations import NOT, OVER, Delivered
from store.announcements import Begun
from store.database import Connection, now
from store.work import GoOn


class Reminding:
    """Reminds the people of a slice.

    In the ledger the reminder is over for who got it and for who had acknowledged alike, and how many got it is a
    number of the whole announcement: afterwards nobody can see from it who had not acknowledged.
    """

    def __init__(self, crew: Crew, marks: Marks) -> None:
        self._crew = crew
        self._marks = marks

    async def remind(self, begun: Begun, order: Order, watch: Watch) -> GoOn | None:
        """Works a slice off; None when nothing is left."""
        first, last = order.numbers
        await self._crew.database.brief(lambda connection: _cut_off(connection, begun.id, first, last))
        if begun.valid_until <= now() or not begun.secret:
            await self.give_up(begun, order)
            return None
        todo = await self._not_acknowledged(begun, order)
        go = self._crew.go(begun, watch, "reminder", alterations.claim_reminders)
        async with self._crew.database.read() as session:
            everybody = await alterations.delivered(session, begun.id, first, last)
        # Also for who acknowledged, and each time: the tokens name their person, and would tell who did not.
        await go.copies.prepare(self._crew.database, [(to, to.conversation) for to in everybody])
        await self._crew.work_off(todo, lambda to: self._one(go, to), go)
        return go.going.onward()

    async def give_up(self, begun: Begun, order: Order) -> None:
        """Nobody else of a slice is reminded."""
        todo = await self._not_acknowledged(begun, order)

        def work(connection: Connection) -> None:
            alterations.remind(connection, begun.id, [to.number for to in todo], OVER)
            announcements.count_reminders(connection, begun.id, 0, len(todo))

        await self._crew.database.brief(work)

    async def _not_acknowledged(self, begun: Begun, order: Order) -> list[Delivered]:
        """Who is still to be reminded; for the others it is over."""
        first, last = order.numbers
        async with self._crew.database.read() as session:
            everybody = await alterations.to_remind(session, begun.id, first, last)
            marks = {to.number: self._marks.of(begun.secret, to.person) for to in everybody}
            known = await announcements.marked(session, begun.id, list(marks.values())) if begun.secret else set[str]()
        over = [number for number, mark in marks.items() if mark in known]
        await self._crew.database.brief(lambda connection: alterations.remind(connection, begun.id, over, OVER))
        return [to for to in everybody if marks[to.number] not in known]

    async def _one(self, go: Go, to: Delivered) -> None:
        async with self._crew.few.place(go.begun, go.ledger):
            await self._remind(go, to)

    async def _remind(self, go: Go, to: Delivered) -> None:
        begun, ledger, going = go.begun, go.ledger, go.going
        outcome = await self._tell(go, to)
        if outcome is None:
            return
        state, _ = state_after(outcome)
        if state == "waiting":
            ledger.note(lambda connection: _not(connection, begun.id, to.number, ledger.by))
            going.leave(outcome.wait)
            going.miss(outcome.wait)
            return
        ledger.note(lambda connection: _over(connection, begun.id, to.number, ledger.by, reached=state == "delivered"))
        going.did()

    async def _tell(self, go: Go, to: Delivered) -> Outcome | None:
        """What became of one attempt; None when it was not made."""
        begun, ledger, leaving = go.begun, go.ledger, Leaving(go, to.number)
        try:
            message = go.copies.of(to)
            return await self._crew.messenger.tell(to.conversation, message, priority="broadcast", leaving=leaving)
        except Withdrawn:
            return None
        except BaseException:  # cut off, or the database refuses: what has left is not sent again
            if leaving.left:
                ledger.note(lambda connection: _over(connection, begun.id, to.number, ledger.by, reached=False))
            elif leaving.asked:
                ledger.note(lambda connection: _not(connection, begun.id, to.number, ledger.by))
            raise


def _over(connection: Connection, id: str, number: int, by: int, *, reached: bool) -> None:
    if alterations.settle_reminder(connection, id, number, by, OVER):  # else it was counted by who took over
        announcements.count_reminders(connection, id, int(reached), int(not reached))


def _not(connection: Connection, id: str, number: int, by: int) -> None:
    alterations.settle_reminder(connection, id, number, by, NOT)


def _cut_off(connection: Connection, id: str, first: int, last: int) -> None:
    cut_off = alterations.reminders_cut_off(connection, id, first, last)
    if cut_off:
        announcements.count_reminders(connection, id, 0, cut_off)
