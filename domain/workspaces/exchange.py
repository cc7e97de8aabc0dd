"""Makes Exchange as a booking is, step by step: what is wanted there is made, asked and followed, the rest removed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Protocol, cast

from domain.people import People
from domain.workspaces.clock import slots_between, span_of_slots
from domain.workspaces.ledger import DESKS, Ledger
from domain.workspaces.model import Happened, Span
from domain.workspaces.organisers import Organisers, OutOfReach, of_place
from domain.workspaces.out_of_reach import LeftThere
from domain.workspaces.steps import Step, next_step
from domain.workspaces.telling import Telling
from graph.bookings import Invited, NewEvent
from graph.people import Person
from graph.problems import Forbidden, GraphProblem, NotFound
from locales import Language, Texts, texts_for
from store import booking_events as events
from store import bookings
from store.booking_events import Event
from store.bookings import Stored
from store.database import Connection, Database, now
from store.work import Attempt, GiveUp, GoOn, Payload, TryAgain
from telemetry.logs import Id

# Exchange answers for a place within seconds as a rule; each time it has not, it is asked after a longer while. What it
# says meanwhile comes by the changes of the calendar, too.
WAITS = (1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 300.0)
STEPS = 40  # of one booking in one go; more is a mistake of ours
TRIES = 2  # times that a place is asked anew that declines and is free
AT_ONCE = 4  # calls about one mailbox; Exchange refuses more
WRONG = (400, 413, 422)  # what Exchange says of a request that is no better the next time
AGAIN = 5.0  # seconds before that: Exchange may still be taking in that somebody else called it off

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as inviting somebody goes."""

    async def person(self, id: str) -> Person | None:
        """A person; None when there is none."""
        ...


class Exchange:
    """The work behind bookings. Every piece of it does what is next until nothing is, so that it does not matter which
    piece comes first, how often, or where the one before was killed.
    """

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        organisers: Organisers,
        directory: Directory,
        people: People,
        telling: Telling,
        clock: Callable[[], datetime] = now,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._waits = waits
        self._database = database
        self._ledger = ledger
        self._organisers = organisers
        self._left = LeftThere(database, ledger, organisers, clock)
        self._directory = directory
        self._people = people
        self._telling = telling
        self._clock = clock
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def settle(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Makes Exchange as the booking is; the handler of all three kinds of work."""
        id, asked, tries = str(payload["booking"]), _number(payload, "asked"), _number(payload, "tries")
        await self._ledger.places.all()
        for _ in range(STEPS):
            if attempt.stopping.is_set():
                return GoOn(payload=payload)
            seen = await self._database.brief(lambda connection: _look(connection, id))
            if seen is None:
                return None
            stored, step = seen[0], next_step(*seen)
            if step.name == "nothing":
                return None
            outcome = await self._carefully(stored, step)
            if outcome == "waiting":
                if self._clock() < span_of_slots(stored.first_slot, stored.end_slot).end:
                    wait = timedelta(seconds=self._waits[min(asked, len(self._waits) - 1)])
                    return GoOn(self._clock() + wait, {**payload, "asked": asked + 1})
                await self._write(stored.id, lambda connection, there: self._ledger.declined(connection, there))
            if outcome == "declined":
                again = tries < TRIES and await self._is_free(stored, step)
                if again:
                    await self._anew(step)
                    return GoOn(self._clock() + timedelta(seconds=AGAIN), {**payload, "asked": 0, "tries": tries + 1})
                await self._write(stored.id, lambda connection, there: self._ledger.declined(connection, there))
        log.error("booking %s does not come to rest", Id(id))
        raise TryAgain(300.0)

    async def failed(self, payload: Payload) -> None:
        """Exchange could not be reached for two days: what is not confirmed there ends, and its person is told."""
        id = str(payload["booking"])

        def end(connection: Connection, there: Stored) -> None:
            if there.state in ("reserved", "changing"):
                self._ledger.declined(connection, there, "failed")

        await self._ledger.places.all()
        await self._write(id, end)
        seen = await self._database.brief(lambda connection: _look(connection, id))
        if seen is not None and seen[0].news:
            await self._tell(seen[0])

    async def _carefully(self, stored: Stored, step: Step) -> str:
        event = step.event
        if event is None:
            return await self._do(stored, step)
        try:
            async with nullcontext() if event.account else self._gate:
                return await self._do(stored, step)
        except OutOfReach:
            return await self._left.settle(stored, step.name, event)
        except Forbidden as problem:
            log.error("the booking mailbox is closed to Koers: %s", problem.for_log)
            raise TryAgain(60.0) from problem
        except GraphProblem as problem:
            if problem.status not in WRONG:
                raise
            log.error("Exchange does not take a booking: %s", problem.for_log)
            raise GiveUp("refused") from problem

    async def _do(self, stored: Stored, step: Step) -> str:
        event = step.event
        match step.name:
            case "tell":
                await self._tell(stored)
            case "finish":
                await self._write(stored.id, lambda connection, there: self._ledger.finish(connection, there))
            case "accept":
                await self._write(stored.id, lambda connection, there: self._accept(connection, there, event))
            case _ if event is None:
                raise LookupError(f"nothing to {step.name}")
            case "remove":
                await self._remove(stored, event)
            case "create":
                await self._create(stored, event)
            case "move":
                await self._move(stored, event, step.span or span_of_slots(event.first_slot, event.end_slot))
            case "ask":
                return await self._ask(stored, event)
            case "nothing":
                pass
        return ""

    def _accept(self, connection: Connection, there: Stored, event: Event | None) -> None:
        """Only where what was accepted is still what is asked for."""
        step = next_step(there, events.of_booking(connection, there.id))
        if step.name == "accept" and step.event == event:
            self._ledger.accepted(connection, there)

    async def _tell(self, stored: Stored) -> None:
        await self._telling.tell(self._ledger.booking(stored), cast(Happened, stored.news))
        await self._database.brief(lambda connection: bookings.told(connection, stored.id, stored.version))

    async def _create(self, stored: Stored, event: Event) -> None:
        # Written down before it is asked: who calls the booking off meanwhile knows that there may be an event.
        asked = await self._database.brief(lambda connection: events.put_if(connection, event, asked=True))
        if asked:
            new = await self._new(stored, event)
            id = await self._organisers.of(stored.person, event.account).create(new)
            await self._database.brief(lambda connection: events.put(connection, event.id, event=id))

    async def _new(self, stored: Stored, event: Event) -> NewEvent:
        place = self._ledger.places.known.get(event.place)
        if place is None or not place.address:
            raise GiveUp("place-gone")
        texts, span = await self._texts(stored.person), span_of_slots(event.first_slot, event.end_slot)
        subject = texts(f"booking-subject-{'desk' if place.kind in DESKS else 'room'}", place=place.name)
        return NewEvent(
            event.id,
            subject,
            span.start,
            span.end,
            Invited(place.address, place.name),
            None if event.account else await self._guest(stored.person),
            texts("booking-words-own" if event.account else "booking-words"),
        )

    async def _guest(self, person: str) -> Invited:
        """Who has it, where the meeting is not theirs."""
        found = await self._directory.person(person)
        if found is None or not found.mail:
            raise GiveUp("person-without-mailbox")
        return Invited(found.mail, found.name)

    async def _move(self, stored: Stored, event: Event, span: Span) -> None:
        try:
            await self._organisers.of(stored.person, event.account).change(event.event, span.start, span.end)
        except NotFound:
            await self._vanished(stored.id, event)
            return
        hours = {"first_slot": span.first, "end_slot": span.after, "accepted": False}
        await self._database.brief(lambda connection: events.put(connection, event.id, **hours))

    async def _ask(self, stored: Stored, event: Event) -> str:
        state = await self._organisers.of(stored.person, event.account).response(event.event)
        place = self._ledger.places.known.get(event.place)
        if event.account and state is not None:
            state = of_place(state, place)
        if state is None or state.cancelled:
            await self._vanished(stored.id, event)
            return ""
        there = slots_between(state.start, state.end)
        if (there.start, there.stop) != (event.first_slot, event.end_slot):
            # Somebody moved it before it was confirmed: Koers puts it back, and the place answers anew.
            hours = {"first_slot": there.start, "end_slot": there.stop}
            await self._database.brief(lambda connection: events.put(connection, event.id, **hours))
            return ""
        said = state.response_of(place.address if place is not None else "")
        if said == "accepted":
            await self._database.brief(lambda connection: _accepted(connection, event))
            return ""
        return "declined" if said == "declined" else "waiting"

    async def _is_free(self, stored: Stored, step: Step) -> bool:
        """Whether a place that declined has nothing in its calendar then: it had not taken in yet that it was free."""
        event = step.event
        place = self._ledger.places.known.get(event.place) if event is not None else None
        if event is None or place is None:
            return False
        if stored.state == "changing" and event.role == "standing":
            return False  # it moved, and did not come about by itself
        span = span_of_slots(event.first_slot, event.end_slot)
        try:
            busy = await self._organisers.mailbox.busy([place.address], span.start, span.end)
        except GraphProblem as problem:
            log.info("whether a place is free is not known: %s", problem.for_log)
            return False
        found = busy.get(place.address.lower())
        return found is not None and len(found) < place.seats

    async def _anew(self, step: Step) -> None:
        event = step.event
        if event is not None:
            await self._database.brief(lambda connection: self._ledger.invite_again(connection, event))

    async def _remove(self, stored: Stored, event: Event) -> None:
        id, calendar = event.event, self._organisers.of(stored.person, event.account)
        if not id and event.asked:  # whoever asked was killed: the same key finds what came of it
            try:
                id = await calendar.create(await self._new(stored, event))
            except GiveUp as nobody:
                log.warning("what came of an invitation is not looked up: %s", nobody.reason)
            await self._database.brief(lambda connection: events.put(connection, event.id, event=id))
        if id:
            await calendar.cancel(id, (await self._texts(stored.person))("booking-words-off"))
        await self._database.brief(lambda connection: events.remove(connection, event.id))

    async def _vanished(self, id: str, event: Event) -> None:
        await self._write(id, lambda connection, there: self._ledger.vanished(connection, there, event))

    async def _write(self, id: str, work: Callable[[Connection, Stored], object]) -> None:
        def change(connection: Connection) -> None:
            there = self._ledger.there(connection, id)
            if there is not None:
                work(connection, there)

        await self._database.brief(change)

    async def _texts(self, person: str) -> Texts:
        language: Language = await self._people.language_of(person) or "nl"
        return texts_for(language)


def _look(connection: Connection, id: str) -> tuple[Stored, tuple[Event, ...]] | None:
    stored = bookings.look(connection, id)
    return None if stored is None else (stored, events.of_booking(connection, id))


def _accepted(connection: Connection, event: Event) -> None:
    """Only with the hours that were asked about: they may be others since."""
    now_there = next((each for each in events.of_booking(connection, event.booking) if each.id == event.id), None)
    if now_there == event:
        events.put(connection, event.id, accepted=True)


def _number(payload: Payload, name: str) -> int:
    value = payload.get(name, 0)
    return value if isinstance(value, int) else 0
