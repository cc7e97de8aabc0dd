"""One slice of an announcement: the recipients of a range of numbers, sent to, gone over or reminded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.announcements.altering import Altering
from domain.announcements.crew import Crew, Go, Leaving, Watch
from domain.announcements.ending import Ending
from domain.announcements.installs import Installs
from domain.announcements.ledger import Withdrawn
from domain.announcements.model import Announcement, Quiet
from domain.announcements.outcomes import state_after
from domain.announcements.reminding import Reminding
from domain.announcements.stored import announcement_of
from domain.announcements.work import Order
from domain.messenger import Outcome
from store import announcements, deliveries
from store.announcements import Begun
from store.database import now
from store.deliveries import Recipient, Settled, State
from store.work import Attempt, GoOn, Payload

TRIES = 4  # to reach one person in one go
PATIENCE = 30.0  # seconds that one person is waited for in a slice; longer, and the slice waits


class Slices:
    """Does the pieces of work that are called SLICE. All that is known of a recipient is in the ledger."""

    def __init__(
        self, crew: Crew, quiet: Quiet, *, installs: Installs, altering: Altering, reminding: Reminding, ending: Ending
    ) -> None:
        self._crew = crew
        self._database = crew.database
        self._quiet = quiet
        self._following = crew.following
        self._installs = installs
        self._altering = altering
        self._reminding = reminding
        self._ending = ending

    async def run(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Works a slice off as the announcement stands now. Called again, it goes on where it was cut off."""
        order = Order.of(payload)
        first, last = order.numbers
        begun = await self._begun(order.announcement)
        if begun is None:
            return None
        await self._database.brief(lambda c: deliveries.interrupted(c, begun.id, first, last))
        if begun.round != order.round:  # paused or altered since: that round has promised what is left
            await self._ending.end(order)
            return None
        watch = Watch(self._database, begun, attempt.stopping)
        if begun.state in ("sending", "resending"):
            answer = await self._send(begun, order, watch)
        elif begun.state in ("correcting", "recalling"):
            answer = await self._altering.go_over(begun, order, watch)
        elif begun.state == "reminding":
            answer = await self._reminding.remind(begun, order, watch)
        else:
            answer = None
        if answer is None:
            await self._ending.end(order)
        await self._following.show(begun.id)
        return answer

    async def failed(self, payload: Payload) -> None:
        """For two days nobody of what is left there could be reached: it is written down as failed."""
        order = Order.of(payload)
        first, last = order.numbers
        begun = await self._begun(order.announcement)
        if begun is None or begun.round != order.round:
            return
        await self._database.brief(lambda c: deliveries.interrupted(c, begun.id, first, last))
        if begun.state in ("sending", "resending"):
            await self._database.brief(lambda c: deliveries.give_up(c, begun.id, first, last, "outage"))
        elif begun.state == "reminding":
            await self._reminding.give_up(begun, order)
        elif begun.state in ("correcting", "recalling"):
            await self._altering.give_up(begun, order)
        await self._ending.end(order)
        await self._following.show(begun.id)

    async def _begun(self, id: str) -> Begun | None:
        async with self._database.read() as session:
            return await announcements.find(session, id)

    async def _send(self, begun: Begun, order: Order, watch: Watch) -> GoOn | None:
        first, last = order.numbers
        announcement = announcement_of(begun)
        if begun.valid_until <= now():
            await self._database.brief(lambda c: deliveries.give_up(c, begun.id, first, last, "too-late"))
            return None
        async with self._database.read() as session:
            everybody = await deliveries.waiting(session, begun.id, first, last)
        quiet = await self._quiet_until(announcement, everybody)
        awake = [person for person in everybody if person.person not in quiet]
        here = [person for person in awake if person.conversation or order.install]
        go = self._crew.go(begun, watch)
        await go.copies.prepare(self._database, [(to, to.conversation) for to in here if to.conversation])
        await self._crew.work_off(here, lambda to: self._one(go, to), go)
        onward = go.going.onward()
        if onward is not None or watch.halted.is_set():
            return onward
        if len(awake) > len(here):
            return GoOn(payload=replace(order, install=True).payload)  # after all who have Koers already
        return GoOn(min(quiet.values())) if quiet else None

    async def _quiet_until(self, announcement: Announcement, people: Sequence[Recipient]) -> Mapping[str, datetime]:
        if announcement.importance == "high" or not people:
            return {}
        return await self._quiet.until(tuple(to.person for to in people), now())

    async def _one(self, go: Go, to: Recipient) -> None:
        going = go.going
        if not to.conversation:
            opened = await self._installed(go, to)
            if opened is None:
                return
            to = replace(to, conversation=opened)
            await go.copies.prepare(self._database, [(to, opened)])
        for attempt in range(TRIES):
            async with self._crew.few.place(go.begun, go.ledger):
                outcome = await self._tell(go, to)
                state = None if outcome is None else self._settle(go, to, outcome)
            if outcome is None or state != "waiting":
                return
            going.miss(outcome.wait)
            wait = max(outcome.wait or 0.0, 0.5 * 2**attempt)
            if wait > PATIENCE or attempt == TRIES - 1 or not await going.watch.pause(wait):
                going.leave(outcome.wait)
                return

    def _settle(self, go: Go, to: Recipient, outcome: Outcome) -> State:
        state, reason = state_after(outcome)
        settled = Settled(go.begun.id, to.number, state, reason, by=go.ledger.by)
        if state == "delivered":
            version = go.begun.version
            settled = replace(settled, conversation=to.conversation, message=outcome.id[:255], version=version)
        go.ledger.settle(settled)
        if state != "waiting":
            go.going.did()
        return state

    async def _tell(self, go: Go, to: Recipient) -> Outcome | None:
        """What became of one attempt; None when it was not made."""
        leaving = Leaving(go, to.number)
        try:
            message = go.copies.of(to)
            return await self._crew.messenger.tell(to.conversation, message, priority="broadcast", leaving=leaving)
        except Withdrawn:
            return None
        except BaseException:  # cut off, or the database refuses: what has left is unknown, the rest waits
            state, reason = ("unknown", "interrupted") if leaving.left else ("waiting", "")
            if leaving.asked:  # else somebody else may be sending to this one by now
                go.ledger.settle(Settled(go.begun.id, to.number, state, reason, by=go.ledger.by))
            raise

    async def _installed(self, go: Go, to: Recipient) -> str | None:
        """The conversation with somebody for whom Koers was installed just now; None when there is none (yet)."""
        found = await self._installs.open(to.person, go.going.watch)
        if found.conversation:
            return found.conversation
        if found.wait is not None:
            go.going.leave(found.wait)
            return None
        absent = Settled(go.begun.id, to.number, "absent", found.reason)
        go.ledger.note(lambda connection: deliveries.absent(connection, absent))
        go.going.did()
        return None
