"""Checking in, automatic release and the waiting list, on the real slots of both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.messenger import Leaving
from domain.workspaces.checking_in import RELEASE, REMIND, asked_of
from domain.workspaces.freed import Freed
from domain.workspaces.ledger import Ledger
from domain.workspaces.looking import Taken
from domain.workspaces.model import Availability, Booking, Happened, Kind, Offer, Span, Wish, slot_of
from domain.workspaces.notices import Notice
from domain.workspaces.waiting import OFFER
from errors import WordedError
from store import arrivals, booking_events, housekeeping, waiting_list
from store.bookings import Stored
from store.database import Connection, Database
from store.work import Attempt, GoOn, Payload, TryAgain
from tests.bookings import Permits
from tests.day_of_use import AREA, DESK, OSS, ROOM, ZONE, Stage, on_the_day, person, wish


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage]:
    """On SQLite, which is quickest; what two processes may do at once is tried on both."""
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with on_the_day(database) as stage:
        yield stage
    await database.close()


@pytest.fixture
async def both(database: Database) -> AsyncGenerator[Stage]:
    """On SQLite, and once more on PostgreSQL."""
    async with on_the_day(database) as stage:
        yield stage


class Shown:
    """Keeps how bookings were shown on their cards."""

    def __init__(self) -> None:
        self.states: list[str] = []

    async def show(self, booking: Booking, happened: Happened) -> None:
        self.states.append(booking.state)

    async def tell(
        self, booking: Booking, happened: Happened, to: str, alternatives: tuple[Offer, ...], leaving: Leaving
    ) -> Notice:
        raise AssertionError("nobody is told of a booking that nothing happened to")


def told(booking: Booking) -> Payload:
    return {"booking": booking.id, "version": booking.version}


async def remind(stage: Stage, booking: Booking) -> GoOn | None:
    return await stage.checking_in.remind(told(booking), Attempt("k"))


async def release(stage: Stage, booking: Booking) -> GoOn | None:
    return await stage.checking_in.release(told(booking), Attempt("k"))


async def state(stage: Stage, booking: Booking) -> str:
    found = await stage.workspaces.one(booking.id)
    assert found is not None
    return found.state


# checking in


async def test_a_booking_promises_a_reminder_and_the_release_half_an_hour_around_its_start(stage: Stage) -> None:
    booking = await stage.booked(1)
    key = f"{booking.id}:{booking.version}"
    assert (await stage.promised(REMIND), await stage.promised(RELEASE)) == ([key], [key])
    async with stage.database.read() as session:
        asked = await arrivals.find(session, booking.id)
    assert asked is not None
    assert (asked.opens, asked.closes) == (
        booking.span.start - timedelta(minutes=30),
        booking.span.start + timedelta(minutes=30),
    )


async def test_who_is_reminded_and_checks_in_keeps_the_place(both: Stage) -> None:
    booking = await both.booked(1)
    both.at(7, 30)
    assert await remind(both, booking) is None
    assert both.notices.of(1) == ["remind"]
    await both.checking_in.check_in(person(1), booking.id)
    both.at(8, 30)
    assert await release(both, booking) is None
    assert await state(both, booking) == "reserved"
    assert both.notices.of(1) == ["remind"]


async def test_nobody_is_reminded_twice(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(7, 30)
    for _ in range(2):
        await remind(stage, booking)
    assert stage.notices.of(1) == ["remind"]


async def test_a_reminder_that_did_not_reach_teams_is_tried_again(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(7, 30)
    stage.notices.fate = "not reached"
    with pytest.raises(TryAgain):
        await remind(stage, booking)
    stage.notices.fate = "delivered"
    await remind(stage, booking)
    assert stage.notices.of(1) == ["remind"]


async def test_the_reminder_waits_for_the_end_of_quiet_hours_and_no_longer_than_the_start(stage: Stage) -> None:
    booking = await stage.booked(1)
    moment = stage.at(7, 30)
    stage.quiet.ends[person(1)] = moment + timedelta(minutes=10)
    assert await remind(stage, booking) == GoOn(moment + timedelta(minutes=10))
    stage.quiet.ends[person(1)] = moment + timedelta(hours=3)
    assert await remind(stage, booking) == GoOn(booking.span.start)
    stage.at(8)
    assert await remind(stage, booking) is None
    assert stage.notices.of(1) == ["remind"]


async def test_who_does_not_check_in_loses_the_place_and_is_told_once(both: Stage) -> None:
    booking = await both.booked(1)
    both.at(8, 30)
    for _ in range(2):
        await release(both, booking)
    assert await state(both, booking) == "released"
    assert both.notices.of(1) == ["released"]
    assert (await both.workspaces.book(person(2), DESK, both.day, time(9), time(12))).state == "reserved"


async def test_what_was_released_is_told_also_when_koers_was_killed_in_between(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(8, 30)
    await stage.database.brief(lambda connection: arrivals.close(connection, booking.id, booking.version))
    await stage.workspaces.release(booking.id)
    await release(stage, booking)
    assert stage.notices.of(1) == ["released"]


async def test_that_a_place_was_released_is_told_when_teams_is_back_and_while_it_is_of_use(stage: Stage) -> None:
    booking, late = await stage.booked(1), await stage.booked(2, AREA)
    stage.at(8, 30)
    stage.notices.fate = "not reached"
    for one in (booking, late):
        with pytest.raises(TryAgain):
            await release(stage, one)
    assert await state(stage, booking) == "released"
    stage.notices.fate = "delivered"
    for _ in range(2):
        await release(stage, booking)
    stage.at(18)
    await release(stage, late)
    assert (stage.notices.of(1), stage.notices.of(2)) == (["released"], [])


async def test_the_card_of_a_booking_that_was_released_says_so(stage: Stage) -> None:
    faces = Shown()
    stage.workspaces.faces = faces
    booking = await stage.booked(1)
    stage.at(8, 30)
    await release(stage, booking)
    assert faces.states == ["released"]


async def test_who_says_so_is_not_taken_to_be_the_colleague_for_whom_they_booked(stage: Stage) -> None:
    stage.workspaces.permits = permits = Permits()
    permits.given.add((person(1), person(2)))
    await stage.workspaces.book(person(1), DESK, stage.day, time(8), time(18), person_for=person(2))
    stage.at(7, 45)
    assert await stage.checking_in.today(person(1)) == ()
    assert len(await stage.checking_in.today(person(2))) == 1


async def test_the_release_waits_until_the_time_is_over(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(8, 29)
    assert await release(stage, booking) == GoOn(booking.span.start + timedelta(minutes=30))
    assert await state(stage, booking) == "reserved"


async def test_somebody_who_checks_in_at_the_last_moment_either_has_the_place_or_hears_that_it_is_gone(
    both: Stage,
) -> None:
    bookings = [await both.booked(number, AREA) for number in range(1, 7)]
    both.at(8, 30)

    async def check_in(booking: Booking) -> bool:
        try:
            await both.checking_in.check_in(booking.person, booking.id)
        except WordedError:
            return False
        return True

    outcomes = await asyncio.gather(*(one for b in bookings for one in (check_in(b), release(both, b))))
    for booking, has in zip(bookings, outcomes[::2], strict=True):
        assert await state(both, booking) == ("reserved" if has else "released")


async def test_a_place_cannot_be_checked_in_to_before_its_time_or_by_another(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(7, 29)
    with pytest.raises(WordedError, match="day-of-use-too-early"):
        await stage.checking_in.check_in(person(1), booking.id)
    stage.at(7, 30)
    with pytest.raises(WordedError, match="day-of-use-gone"):
        await stage.checking_in.check_in(person(2), booking.id)


async def test_a_place_that_was_released_cannot_be_checked_in_to(stage: Stage) -> None:
    booking = await stage.booked(1)
    stage.at(8, 30)
    await release(stage, booking)
    with pytest.raises(WordedError, match="day-of-use-released"):
        await stage.checking_in.check_in(person(1), booking.id)


async def test_a_cancelled_booking_is_neither_reminded_of_nor_released(stage: Stage) -> None:
    booking = await stage.booked(1)
    await stage.workspaces.cancel(person(1), booking.id)
    stage.at(8, 30)
    await remind(stage, booking)
    await release(stage, booking)
    assert stage.notices.told == []


async def test_what_was_promised_for_hours_that_were_left_does_nothing(stage: Stage) -> None:
    booking = await stage.booked(1)
    connection_of = stage.made.booked
    moved = replace(
        booking,
        version=booking.version + 1,
        span=Span(booking.span.start + timedelta(hours=4), booking.span.end),
    )
    await stage.database.brief(lambda connection: connection_of(connection, moved))
    stage.at(8, 30)
    await remind(stage, booking)
    await release(stage, booking)
    assert stage.notices.told == []
    assert await state(stage, booking) == "reserved"
    stage.at(12, 30)
    await release(stage, moved)
    assert await state(stage, booking) == "released"


async def test_who_is_there_already_need_not_say_so_again_when_the_end_moves(stage: Stage) -> None:
    booking = await stage.booked(1, start=time(8), end=time(12))
    stage.at(8, 10)
    await stage.checking_in.check_in(person(1), booking.id)
    longer = replace(booking, version=2, span=Span(booking.span.start, booking.span.end + timedelta(hours=1)))
    await stage.database.brief(lambda connection: stage.made.booked(connection, longer))
    stage.at(8, 45)
    await release(stage, longer)
    assert await state(stage, booking) == "reserved"


async def test_who_books_when_it_has_begun_has_as_long_as_anybody_else(stage: Stage) -> None:
    booking = await stage.booked(1)
    asked = asked_of(booking, OSS.workspaces, booking.span.start + timedelta(hours=2))
    assert asked is not None
    assert asked.closes == booking.span.start + timedelta(hours=2, minutes=30)


@pytest.mark.parametrize(
    ("minutes", "rules"),
    [(30, OSS.workspaces), (600, replace(OSS.workspaces, check_in=False))],
)
async def test_nothing_is_asked_of_what_is_over_by_then_or_where_the_municipality_does_not_want_it(
    stage: Stage, minutes: int, rules: object
) -> None:
    booking = await stage.booked(1)
    short = replace(booking, span=Span(booking.span.start, booking.span.start + timedelta(minutes=minutes)))
    assert asked_of(short, rules, booking.created) is None  # type: ignore[arg-type]


async def test_the_bookings_of_today_are_those_that_are_still_to_be_checked_in_to(stage: Stage) -> None:
    desk, room = await stage.booked(1), await stage.booked(1, ROOM, time(13), time(15))
    stage.at(7, 45)
    assert [one.booking.id for one in await stage.checking_in.today(person(1))] == [desk.id, room.id]
    assert [one.open(stage.checking_in.clock()) for one in await stage.checking_in.today(person(1))] == [True, False]
    await stage.checking_in.check_in(person(1), desk.id)
    assert [one.booking.id for one in await stage.checking_in.today(person(1))] == [room.id]
    assert await stage.checking_in.today(person(2)) == ()


# the waiting list


async def full(stage: Stage) -> Booking:
    """The one quiet desk is taken, and number 2 and then number 3 wait for it."""
    booking = await stage.booked(1)
    for number in (2, 3):
        stage.at(12, number, day=stage.day - timedelta(days=1))
        assert await stage.waiting.join(person(number), wish(stage.day, zone="stilte")) == ()
    return booking


async def freed(stage: Stage, booking: Booking) -> Payload:
    """Its place comes free; what the waiting list is told."""
    await stage.workspaces.cancel(booking.person, booking.id)
    return Freed(booking.place.id, booking.span.start, booking.span.end).payload


async def test_a_place_that_comes_free_is_promised_to_be_offered(stage: Stage) -> None:
    booking = await full(stage)
    await freed(stage, booking)
    [key] = await stage.promised(OFFER)
    assert key.startswith(booking.id)


async def test_nothing_is_promised_where_nobody_waits(stage: Stage) -> None:
    await freed(stage, await stage.booked(1))
    assert await stage.promised(OFFER) == []


def fails(ledger: Ledger, connection: Connection, there: Stored) -> None:
    ledger.declined(connection, there, "failed")


def vanishes(ledger: Ledger, connection: Connection, there: Stored) -> None:
    [wanted] = [event for event in booking_events.of_booking(connection, there.id) if event.role == "wanted"]
    ledger.vanished(connection, there, wanted)


def called_off(ledger: Ledger, connection: Connection, there: Stored) -> None:
    ledger.call_off(connection, there, why="by-person", news="cancelled")


def refuses(ledger: Ledger, connection: Connection, there: Stored) -> None:
    ledger.declined(connection, there)


async def happens(stage: Stage, booking: Booking, what: Callable[[Ledger, Connection, Stored], None]) -> None:
    """Something happens to a booking in Exchange."""
    await stage.database.brief(lambda connection: happens_in(connection, stage, booking, what))


def happens_in(
    connection: Connection, stage: Stage, booking: Booking, what: Callable[[Ledger, Connection, Stored], None]
) -> None:
    there = stage.ledger.there(connection, booking.id)
    assert there is not None
    what(stage.ledger, connection, there)


@pytest.mark.parametrize(("what", "freed"), [(fails, 1), (vanishes, 1), (called_off, 2)])
async def test_who_waits_for_what_a_change_had_asked_for_hears_that_it_is_free(
    both: Stage, what: Callable[[Ledger, Connection, Stored], None], freed: int
) -> None:
    booking = await both.booked(5, AREA)
    await both.workspaces.change(person(5), booking.id, DESK, both.day, time(8), time(18))
    assert await both.waiting.join(person(2), wish(both.day, zone="stilte")) == ()
    await happens(both, booking, what)
    assert len(await both.promised(OFFER)) == freed
    await both.offering(Freed(DESK, booking.span.start, booking.span.end).payload)
    assert both.notices.told == [("offer", person(2))]


async def test_who_waits_for_more_of_the_same_place_hears_when_somebody_wants_it_no_longer(stage: Stage) -> None:
    booking = await stage.booked(1, start=time(8), end=time(10))
    await stage.workspaces.change(person(1), booking.id, DESK, stage.day, time(8), time(18))
    assert await stage.waiting.join(person(2), wish(stage.day, zone="stilte", start=time(13), end=time(18))) == ()
    await happens(stage, booking, fails)
    [key] = await stage.promised(OFFER)
    assert f":{slot_of(booking.span.end)}:" in key


async def test_a_place_that_could_not_be_asked_is_offered_to_who_waits(stage: Stage) -> None:
    await happens(stage, await full(stage), fails)
    assert len(await stage.promised(OFFER)) == 1


async def test_a_place_that_declined_is_offered_to_nobody(stage: Stage) -> None:
    await happens(stage, await full(stage), refuses)
    booking = await stage.booked(5, AREA)
    await stage.workspaces.change(person(5), booking.id, DESK, stage.day, time(8), time(18))
    await happens(stage, booking, refuses)
    assert await stage.promised(OFFER) == []


async def test_a_freed_place_is_kept_ten_minutes_for_the_one_who_waited_longest(both: Stage) -> None:
    payload = await freed(both, await full(both))
    moment = both.at(12, 10, day=both.day - timedelta(days=1))
    going = await both.offering(payload)
    assert going is not None
    assert going.at == both.notices.kept_until == moment + timedelta(minutes=10)
    assert both.notices.told == [("offer", person(2))]
    with pytest.raises(WordedError, match="taken"):
        await both.booked(9)


async def test_who_accepts_in_time_has_the_place(both: Stage) -> None:
    payload = await freed(both, await full(both))
    going = await both.offering(payload)
    held = both.notices.held
    assert held is not None
    assert going is not None
    assert going.payload is not None
    await both.waiting.accept(person(2), both.notices.waiting_for, held.id)
    taken = await both.waiting.accept(person(2), both.notices.waiting_for, held.id)  # pressed twice
    assert (taken.id, taken.state, taken.person) == (held.id, "reserved", person(2))
    both.at(12, 30, day=both.day - timedelta(days=1))
    assert await both.offering(going.payload) is None
    assert both.notices.told == [("offer", person(2))]
    assert await both.waiting.mine(person(2)) == ()


async def test_who_took_it_when_koers_was_killed_is_not_told_that_it_is_over(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    going = await stage.offering(payload)
    held = stage.notices.held
    assert held is not None
    assert going is not None
    assert going.payload is not None
    await stage.workspaces.take_up(held.id)
    stage.at(12, 30, day=stage.day - timedelta(days=1))
    assert await stage.offering(going.payload) is None
    assert stage.notices.told == [("offer", person(2))]
    assert await stage.waiting.mine(person(2)) == ()


async def test_who_does_not_answer_is_passed_over_and_waits_on(both: Stage) -> None:
    payload = await freed(both, await full(both))
    first = await both.offering(payload)
    assert first is not None
    assert first.payload is not None
    held, id = both.notices.held, both.notices.waiting_for
    assert held is not None
    both.at(12, 30, day=both.day - timedelta(days=1))
    second = await both.offering(first.payload)
    assert second is not None
    assert second.payload is not None
    assert both.notices.told == [("offer", person(2)), ("over", person(2)), ("offer", person(3))]
    with pytest.raises(WordedError, match="waiting-offer-over"):
        await both.waiting.accept(person(2), id, held.id)
    assert len(await both.waiting.mine(person(2))) == 1
    both.at(12, 50, day=both.day - timedelta(days=1))
    assert await both.offering(second.payload) is None
    assert (await both.booked(9)).state == "reserved"


async def test_who_declines_makes_room_for_the_next_at_once(both: Stage) -> None:
    payload = await freed(both, await full(both))
    first = await both.offering(payload)
    held = both.notices.held
    assert held is not None
    assert first is not None
    assert first.payload is not None
    await both.waiting.decline(person(2), both.notices.waiting_for, held.id)
    assert f"{held.id}:declined" in await both.promised(OFFER)
    assert await both.waiting.mine(person(2)) == ()
    following = Freed(DESK, held.span.start, held.span.end).payload
    assert await both.offering(following, "next") is not None
    both.at(12, 30, day=both.day - timedelta(days=1))
    assert await both.offering(first.payload) is None  # that of the one who declined ends
    assert both.notices.told == [("offer", person(2)), ("offer", person(3))]


async def test_an_offer_that_was_cut_off_by_a_kill_goes_on_with_the_same_person(both: Stage) -> None:
    payload = await freed(both, await full(both))
    await both.offering(payload)
    again = await both.offering(payload)
    assert again is not None
    assert again.at == both.notices.kept_until
    assert both.notices.told == [("offer", person(2))]


async def test_what_was_kept_just_before_a_kill_goes_to_the_one_it_was_kept_for(both: Stage) -> None:
    payload = await freed(both, await full(both))
    [first] = await both.waiting.mine(person(2))
    span = Span(first.begins, first.ends)
    kept = await both.workspaces.hold(person(2), DESK, span, key=f"work:{first.id}")
    assert kept is not None
    assert await both.offering(payload) is not None
    assert both.notices.told == [("offer", person(2))]
    assert both.notices.held == kept


async def test_an_offer_whose_end_was_cut_off_by_a_kill_goes_on_to_the_next(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    first = await stage.offering(payload)
    held, id = stage.notices.held, stage.notices.waiting_for
    assert held is not None
    assert first is not None
    assert first.payload is not None
    stage.at(12, 30, day=stage.day - timedelta(days=1))
    await stage.workspaces.let_go(held.id)
    await stage.database.brief(lambda connection: waiting_list.let_go(connection, id, held.id))
    assert await stage.offering(first.payload) is not None
    assert stage.notices.told == [("offer", person(2)), ("offer", person(3))]


async def test_what_is_kept_for_nobody_when_the_offering_fails_for_good_is_free_again(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    await stage.offering(payload)
    stage.at(14, day=stage.day - timedelta(days=1))
    await stage.made.offering.failed(payload)
    assert (await stage.booked(9)).state == "reserved"
    assert [one.hold for one in await stage.waiting.mine(person(2))] == [""]


async def test_who_cannot_be_told_is_passed_over(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    stage.notices.fate = "refused"
    assert await stage.offering(payload) is None
    assert (await stage.booked(9)).state == "reserved"


async def test_where_teams_is_away_the_place_is_free_meanwhile_and_offered_when_it_is_back(both: Stage) -> None:
    payload = await freed(both, await full(both))
    both.notices.fate = "not reached"
    for _ in range(2):
        with pytest.raises(TryAgain):
            await both.offering(payload)
    theirs = await both.booked(9)
    await both.workspaces.cancel(person(9), theirs.id)
    both.notices.fate = "delivered"
    assert await both.offering(payload) is not None
    assert both.notices.told == [("offer", person(2))]
    with pytest.raises(WordedError, match="taken"):
        await both.booked(9)


async def test_who_has_another_desk_by_then_or_left_the_list_is_not_asked(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    await stage.booked(2, AREA)
    [waiting] = await stage.waiting.mine(person(3))
    await stage.waiting.leave(person(3), waiting.id)
    assert await stage.offering(payload) is None
    assert stage.notices.told == []


async def test_what_somebody_let_lapse_is_offered_to_the_next_for_what_is_left_of_the_day(stage: Stage) -> None:
    booking = await full(stage)
    stage.at(8, 31)
    await release(stage, booking)
    going = await stage.offering(Freed(DESK, booking.span.start, booking.span.end).payload)
    assert going is not None
    held = stage.notices.held
    assert held is not None
    assert (held.start, held.end) == (time(8, 45), time(18))


async def test_for_however_many_who_wait_what_is_taken_is_looked_up_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload = await freed(stage, await full(stage))
    for number in range(4, 9):
        wanted = stage.waiting.wanted(person(number), wish(stage.day, zone="stilte"))
        await stage.database.brief(lambda connection, wanted=wanted: waiting_list.add(connection, wanted))
    for number in range(2, 8):
        await stage.booked(number, AREA)  # they are busy then
    looks, usual = list[str](), stage.looking.taken

    async def taken(day: date, kind: Kind) -> Taken:
        looks.append(kind)
        return await usual(day, kind)

    monkeypatch.setattr(stage.looking, "taken", taken)
    assert await stage.offering(payload) is not None
    assert stage.notices.told == [("offer", person(8))]
    assert looks == ["desk"]


async def test_nobody_is_asked_at_night(stage: Stage) -> None:
    payload = await freed(stage, await full(stage))
    stage.at(22, day=stage.day - timedelta(days=1))
    going = await stage.offering(payload)
    assert going is not None
    assert going.at == datetime.combine(stage.day, OSS.workspaces.opening.hours[0], ZONE)
    assert stage.notices.told == []


async def test_who_asks_for_what_is_free_need_not_wait(stage: Stage) -> None:
    assert await stage.waiting.join(person(2), wish(stage.day)) != ()
    assert await stage.waiting.mine(person(2)) == ()


async def test_what_comes_free_between_the_look_and_the_list_is_given_at_once(
    both: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking = await both.booked(1)
    usual = both.workspaces.free

    async def free(who: str, wanted: Wish, *, but: str = "") -> Availability:
        found = await usual(who, wanted, but=but)
        await both.workspaces.cancel(person(1), booking.id)
        return found

    monkeypatch.setattr(both.workspaces, "free", free)
    offers = await both.waiting.join(person(2), wish(both.day, zone="stilte"))
    assert [offer.place.id for offer in offers] == [DESK]
    assert await both.waiting.mine(person(2)) == ()
    assert await both.promised(OFFER) == []


@pytest.fixture
async def shared(postgresql_url: str) -> AsyncGenerator[Stage]:
    """On PostgreSQL, where others write at the same moment."""
    database = Database(postgresql_url)
    async with on_the_day(database) as stage:
        yield stage
    await database.close()


async def test_who_goes_on_the_list_while_a_place_is_being_freed_hears_of_it(shared: Stage) -> None:
    booking = await shared.booked(1)
    async with shared.database.write() as session:
        await session.run_sync(lambda sync: happens_in(sync.connection(), shared, booking, called_off))
        joining = asyncio.create_task(shared.waiting.join(person(2), wish(shared.day, zone="stilte")))
        await asyncio.wait({joining}, timeout=0.5)  # what is not on disk yet is seen by nobody
    assert [offer.place.id for offer in await joining] == [DESK]


async def test_the_same_wish_twice_is_one_place_on_the_list(stage: Stage) -> None:
    await stage.booked(1)
    for _ in range(2):
        await stage.waiting.join(person(2), wish(stage.day, zone="stilte"), key="")
    assert len(await stage.waiting.mine(person(2))) == 1


async def test_nobody_waits_for_what_cannot_be_booked(stage: Stage) -> None:
    sunday = stage.day + timedelta(days=6 - stage.day.weekday())
    with pytest.raises(WordedError, match="waiting-cannot"):
        await stage.waiting.join(person(2), wish(sunday))


async def test_a_place_that_does_not_fit_is_not_offered(stage: Stage) -> None:
    booking = await full(stage)
    room = await stage.booked(5, ROOM, time(10), time(12))
    await stage.workspaces.cancel(person(5), room.id)
    assert await stage.offering(Freed(ROOM, room.span.start, room.span.end).payload) is None
    assert stage.notices.told == []
    assert await state(stage, booking) == "reserved"


async def test_what_is_over_is_removed_from_the_store(both: Stage) -> None:
    await full(both)
    async with both.database.write() as session:
        await session.run_sync(
            lambda sync: sync.connection().exec_driver_sql("update waiting_list set ends = '2020-01-01 00:00:00+00:00'")
        )
        await session.run_sync(
            lambda sync: sync.connection().exec_driver_sql("update arrivals set closes = '2020-01-01 00:00:00+00:00'")
        )
    await housekeeping.sweep(both.database)
    async with both.database.read() as session:
        for table in ("waiting_list", "arrivals"):
            count = await session.run_sync(
                lambda sync, table=table: sync.connection().exec_driver_sql(f"select count(*) from {table}").scalar()
            )
            assert count == 0
