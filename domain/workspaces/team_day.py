"""A team day: places near each other that are kept for a team, and each colleague takes the own one or does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, TypeVar
from uuid import NAMESPACE_URL, uuid4, uuid5

from domain.organisation import Organisation
from domain.workspaces.asking_team import answer_until
from domain.workspaces.clock import span_of_slots
from domain.workspaces.coming import TeamDay, as_it_is
from domain.workspaces.ledger import Asked, Ledger
from domain.workspaces.looking import Looking
from domain.workspaces.model import STANDING, Booking, Others, Place, Reason, Refusal, Refused, Wish
from domain.workspaces.places import Places
from domain.workspaces.planning_team import Planning
from errors import WordedError
from store import bookings, team_days
from store.booking_slots import alone
from store.bookings import Stored
from store.database import Connection, Database
from store.team_days import Answer, StoredDay, StoredMember
from store.work import enqueue_in

INVITE, CLOSE = "workspaces.team_invite", "workspaces.team_close"
OFF, SHOW = "workspaces.team_off", "workspaces.team_show"
MOST_OPEN = 2  # team days of one organiser for which places are kept at the same moment
NO_LIMIT = 1_000_000  # bookings: what is kept is of nobody yet
How = Literal["comes", "swap", "own", "not"]
T = TypeVar("T")


class _Taken(Exception):
    """Others took one of the places at this very moment; nothing is kept."""


class TeamDays:
    """The use cases. Who asks is an Entra object id. Raises Unavailable where Entra or the store is away.

    Every step is one transaction with what is promised of it: a place is kept for somebody who is asked, or free.
    """

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        places: Places,
        looking: Looking,
        ledger: Ledger,
        planning: Planning,
    ) -> None:
        self.planning = planning
        self.clock: Callable[[], datetime] = looking.clock
        self.organisation = organisation
        self.others: Others | None = None  # who hears that a booking of two people was called off
        self._database = database
        self._places = places
        self._looking = looking
        self._ledger = ledger

    async def ask(self, person: str, wish: Wish, colleagues: Sequence[str], *, own: bool, key: str = "") -> TeamDay:
        """Keeps a place for each of these colleagues of the team and promises to ask them; `own`: the organiser gets
        one at once. Raises Refused where it cannot be (any more), and WordedError.
        """
        id = uuid5(NAMESPACE_URL, f"team day:{person}:{key}").hex if key else uuid4().hex
        there = await self.find(id)
        if there is not None:
            return there
        team = {each.id for each in await self.planning.team(person)}
        asked = [each for each in dict.fromkeys(colleagues) if each in team]
        if not asked:
            raise WordedError("team-day-nobody")
        plan = await self.planning.at(person, wish, len(asked) + own)
        if plan.near is None or plan.span is None:
            raise Refused(plan.refusal or Refusal("taken"))
        now = self.clock()
        zone, holidays = self.organisation.time_zone, self.organisation.holidays
        until = answer_until(now, wish.days[0], plan.span.start, holidays, zone)
        day = team_days.fresh(
            id, person, plan.near.location, wish.days[0], range(plan.span.first, plan.span.after), until
        )
        who = [*([person] if own else []), *asked]
        seats = list(zip(who, plan.near.places, strict=True))
        try:
            await self._decide(lambda connection: self._keep(connection, day, seats))
        except _Taken:
            raise Refused(Refusal("taken")) from None
        made = await self.find(id)
        if made is None:
            raise LookupError("a team day that was just stored is not there")
        return made

    def _keep(self, connection: Connection, day: StoredDay, seats: Sequence[tuple[str, Place]]) -> None:
        alone(connection)
        if team_days.look(connection, day.id) is not None:
            return
        mine = team_days.open_of(connection, day.organiser, self._looking.rules.today(self.clock()))
        if mine >= MOST_OPEN:
            raise WordedError("team-day-too-many", limit=MOST_OPEN)
        members: list[StoredMember] = []
        for number, (person, place) in enumerate(seats):
            held = self._held(connection, day, place, number)
            answer: Answer = "asked"
            if person == day.organiser:
                answer = self._own(connection, held, person)
            hold = "" if answer == "own" else held.id
            members.append(StoredMember(day.id, person, hold, answer, "", ""))
        team_days.add(connection, day, members)
        for each in members:
            if each.answer == "asked":
                payload = {"team_day": day.id, "person": each.person}
                enqueue_in(connection, INVITE, f"{day.id}:{each.person}", payload)
        enqueue_in(connection, CLOSE, day.id, {"team_day": day.id}, run_at=day.until)

    def _held(self, connection: Connection, day: StoredDay, place: Place, number: int) -> Stored:
        id = uuid5(NAMESPACE_URL, f"{day.id}:{number}").hex
        span = span_of_slots(day.first_slot, day.end_slot)
        nobody = f"team-day:{day.id}:{number}"  # so that it stands in nobody's way
        asked = Asked(id, nobody, day.organiser, place, day.day, span, 1, NO_LIMIT)
        outcome = self._ledger.reserve(connection, asked, "offered")
        if not isinstance(outcome, Stored):
            raise _Taken
        return outcome

    def _own(self, connection: Connection, held: Stored, person: str) -> Answer:
        """The organiser's own place; who has a desk then comes with that one. Raises Refused for one booking more than
        he may have: then nobody is asked, so that he can choose.
        """
        taken = self._ledger.take_up_as(connection, held, person, self._most)
        if isinstance(taken, Stored):
            return "comes"
        if taken != "own-overlap":
            raise Refused(self._refusal(taken))
        self._free(connection, held)
        return "own"

    async def answer(self, person: str, id: str, how: How) -> TeamDay:
        """Takes the place that is kept ("comes"), in exchange for the desk that one has then ("swap"), comes with that
        one ("own"), or does not. The same twice is once. Raises Refused, and WordedError where it is too late.
        """
        await self._places.all()
        now = self.clock()

        def work(connection: Connection) -> Literal["late", "gone", ""]:
            alone(connection)
            day = team_days.look(connection, id, locked=True)
            mine = team_days.member(connection, id, person) if day is not None else None
            if day is None or mine is None:
                return "gone"
            if mine.answer == ("comes" if how == "swap" else how):
                return ""
            held = self._ledger.there(connection, mine.hold) if mine.hold else None
            kept = held is not None and held.state == "offered"
            if day.state != "open" or mine.answer != "asked" or held is None or not kept or now >= day.until:
                return "late"
            self._answered(connection, day, person, held, how)
            return ""

        outcome = await self._decide(work)
        if outcome:
            raise WordedError(f"team-day-{outcome}")
        found = await self.find(id)
        if found is None:
            raise WordedError("team-day-gone")
        return found

    def _answered(self, connection: Connection, day: StoredDay, person: str, held: Stored, how: How) -> None:
        """What is refused is raised, so that the desk that was to be given in exchange stays."""
        answer: Answer = "comes" if how == "swap" else how
        if how == "swap":
            for other in bookings.at(connection, person, range(held.first_slot, held.end_slot), STANDING):
                ended = self._ledger.call_off(connection, other, why="by-person", news="cancelled")
                if self.others is not None:
                    self.others.booking(connection, "cancelled", self._ledger.booking(ended), by=person)
        if answer == "comes":
            taken = self._ledger.take_up_as(connection, held, person, self._most)
            if not isinstance(taken, Stored):
                raise Refused(self._refusal(taken))
            team_days.put_member(connection, day.id, person, answer=answer)
        else:
            self._free(connection, held)
            team_days.put_member(connection, day.id, person, answer=answer, hold="")
        self.show(connection, day.id)

    async def unreachable(self, id: str, person: str) -> None:
        """Who cannot be asked: the place that was kept is free."""
        await self._places.all()
        await self._decide(lambda connection: self._let_go(connection, id, "unreachable", person))

    async def close(self, id: str) -> TeamDay | None:
        """Whoever did not answer loses the place that was kept; the team day as it is then."""
        await self._places.all()
        await self._decide(lambda connection: self._let_go(connection, id, "late", state="closed"))
        return await self.find(id)

    async def call_off(self, person: str, id: str) -> TeamDay:
        """It does not go on: what is kept is free, and what was taken stays of who took it."""
        found = await self.find(id)
        if found is None or found.organiser != person:
            raise WordedError("team-day-gone")
        await self._places.all()
        await self._decide(lambda connection: self._let_go(connection, id, "late", state="off"))
        return await self.find(id) or found

    def _let_go(
        self, connection: Connection, id: str, answer: Answer, person: str = "", *, state: team_days.State = "open"
    ) -> None:
        alone(connection)
        day = team_days.look(connection, id, locked=True)
        if day is None or day.state == "off" or (day.state == "closed" and state != "off"):
            return
        for member in team_days.members(connection, id):
            if member.answer == "asked" and person in ("", member.person):
                held = self._ledger.there(connection, member.hold)
                if held is not None and held.state == "offered":
                    self._free(connection, held)
                team_days.put_member(connection, id, member.person, answer=answer, hold="")
        team_days.changed(connection, id, state=state)
        self.show(connection, id)
        if state == "off":
            self._tell_off(connection, day)

    def _tell_off(self, connection: Connection, day: StoredDay) -> None:
        enqueue_in(connection, OFF, day.id, {"team_day": day.id})  # of who did not answer the buttons go
        for member in team_days.members(connection, day.id):
            if member.answer in ("comes", "own") and member.person != day.organiser:
                payload = {"team_day": day.id, "person": member.person}
                enqueue_in(connection, OFF, f"{day.id}:{member.person}:off", payload)

    def freed(self, connection: Connection, booking: Booking) -> None:
        """A booking ended: where it was of a team day, its organiser is shown who comes."""
        id = team_days.of_hold(connection, booking.id)
        if id is not None:
            self.show(connection, id)

    def show(self, connection: Connection, id: str) -> None:
        """The organiser's card is to be as it is now."""
        version = team_days.changed(connection, id)
        enqueue_in(connection, SHOW, f"{id}:{version}", {"team_day": id})

    async def find(self, id: str) -> TeamDay | None:
        """A team day as it is now. Who took a place and gave it up later does not come."""
        await self._places.all()
        async with self._database.read() as session:
            found = await team_days.find(session, id)
            if found is None:
                return None
            day, members = found
            holds = {each.hold: await bookings.find(session, each.hold) for each in members if each.hold}
        held = {hold: self._ledger.booking(stored) for hold, stored in holds.items() if stored is not None}
        return as_it_is(day, members, held, self.organisation.time_zone)

    async def upcoming(self, person: str) -> tuple[TeamDay, ...]:
        """The team days that somebody asked for and that are still to come."""
        today = self._looking.rules.today(self.clock())
        async with self._database.read() as session:
            ids = await team_days.of_organiser(session, person, today)
        found = [await self.find(id) for id in ids]
        return tuple(each for each in found if each is not None)

    async def keep_card(self, id: str, conversation: str, message: str) -> None:
        """The card by which the organiser follows it is here from now on."""
        await self._database.brief(lambda connection: team_days.keep_card(connection, id, conversation, message))

    @property
    def _most(self) -> int:
        return self.organisation.workspaces.desks.open_bookings

    def _refusal(self, reason: Reason) -> Refusal:
        return Refusal(reason, {"limit": self._most} if reason == "too-many-open" else {})

    def _free(self, connection: Connection, held: Stored) -> None:
        booking = self._ledger.booking(held)
        self._ledger.let_go(connection, held)
        self._ledger.day_of_use.freed(connection, booking, booking.span)

    async def _decide(self, work: Callable[[Connection], T]) -> T:
        """One brief transaction; on PostgreSQL one by itself, as bookings are made there."""
        if not self._database.shared:
            return await self._database.brief(work)
        async with self._database.write() as session:
            return await session.run_sync(lambda sync: work(sync.connection()))
