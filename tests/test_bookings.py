"""Booking: the rules of a municipality, what is offered instead, and who has what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from benchmarks.bookings.stage import Stage, staged
from domain.organisation import load_organisation
from domain.remembered import Remembered
from domain.workspaces.configured import Reserved, workspace_rules
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Booking, Did, Refusal, Refused, Wish
from errors import Unavailable, WordedError
from store.booking_slots import FORGET_PEOPLE, FORGET_SEATS, forget_slots
from store.database import Connection
from store.places import StoredPlace
from tests.bookings import Permits
from tests.databases import found

HOME = load_organisation("sittard-geleen")
MONDAY = date(2027, 3, 22)
NOW = datetime(2027, 3, 22, 7, 50, tzinfo=HOME.time_zone)
ANN, BEN = "ann", "ben"


def place(id: str, kind: str = "desk", **other: Any) -> StoredPlace:
    usual: dict[str, Any] = {"name": id, "location": "werk-hub", "zone": "stil", "floor": "1", "capacity": 1}
    usual |= {"address": f"{id}@example.org", "features": (), "accessible": False}
    return StoredPlace(id=id, organisation=HOME.id, kind=kind, **(usual | other))


PLACES = (
    place("s1"),
    place("s2", accessible=True),
    place("l1", zone="levendig"),
    place("area", "area", zone="samenwerken", capacity=3),
    place("small", "room", zone="", capacity=4),
    place("large", "room", zone="", capacity=12, features=("video", "screen")),
    place("hall", "room", location="huis-aan-de-markt", zone="", capacity=40),
    place("booth", "booth", zone=""),
)


@asynccontextmanager
async def booking(
    folder: Path, *, places: tuple[StoredPlace, ...] = PLACES, now: datetime = NOW, url: str = "", **rules: Any
) -> AsyncGenerator[Stage]:
    fixed = replace(HOME.workspaces, reserved=())
    organisation = replace(HOME, workspaces=replace(fixed, **rules))
    async with staged(url or f"sqlite:///{folder / 'koers.db'}", places, organisation, lambda: now) as stage:
        yield stage


async def book(
    stage: Stage, person: str, place: str, hours: str = "09:00-10:00", day: date = MONDAY, **other: Any
) -> Booking:
    start, end = map(time.fromisoformat, hours.split("-"))
    return await stage.workspaces.book(person, place, day, start, end, **other)


async def refused(
    stage: Stage, person: str, place: str, hours: str = "09:00-10:00", day: date = MONDAY, **other: Any
) -> Refusal:
    with pytest.raises(Refused) as raised:
        await book(stage, person, place, hours, day, **other)
    return raised.value.refusal


async def why(stage: Stage, wish: Wish, person: str = ANN) -> Refusal:
    found = await stage.workspaces.free(person, wish)
    assert found.refusal is not None
    assert found.offers == ()
    return found.refusal


def desk(*days: date, **other: Any) -> Wish:
    return Wish("desk", days or (MONDAY,), **other)


def room(*days: date, **other: Any) -> Wish:
    hours: dict[str, Any] = {"start": time(10), "end": time(11, 30)}
    return Wish("room", days or (MONDAY,), **(hours | other))


async def test_a_desk_for_a_part_of_the_day_is_offered_in_the_zone_that_was_asked_for(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        found = await stage.workspaces.free(ANN, desk(location="werk-hub", zone="stil", part="afternoon"))
    assert [offer.place.id for offer in found.offers] == ["s1", "s2"]  # what a wheelchair may need comes last
    assert {(offer.start, offer.end) for offer in found.offers} == {(time(12, 30), time(18))}


async def test_of_a_day_that_has_begun_what_is_left_is_offered(tmp_path: Path) -> None:
    async with booking(tmp_path, now=NOW.replace(hour=10, minute=40)) as stage:
        found = await stage.workspaces.free(ANN, desk(zone="stil"))
        morning = await why(stage, desk(part="morning", start=time(9), end=time(10)))
    assert {(offer.start, offer.end) for offer in found.offers} == {(time(10, 30), time(18))}
    assert morning.reason == "past"


async def test_the_smallest_room_that_fits_comes_first_and_one_with_video_only_where_it_is_asked_for(
    tmp_path: Path,
) -> None:
    async with booking(tmp_path) as stage:
        four = await stage.workspaces.free(ANN, room(people=4, location="werk-hub"))
        eight = await stage.workspaces.free(ANN, room(people=8, features=frozenset({"video"})))
    assert [offer.place.id for offer in four.offers] == ["small", "large"]
    assert [offer.place.id for offer in eight.offers] == ["large"]


async def test_where_no_room_is_large_enough_the_largest_is_named_and_the_largest_that_are_free_are_offered(
    tmp_path: Path,
) -> None:
    async with booking(tmp_path) as stage:
        await book(stage, BEN, "hall", "10:00-11:00")
        none = await why(stage, room(people=200, location="werk-hub"))
        elsewhere = await why(stage, room(people=20, location="werk-hub", start=time(12), end=time(13)))
        taken = await why(stage, room(people=20, place="large"))
    assert (none.reason, none.values) == ("too-many-people", {"place": "hall", "count": 40})
    assert [(offer.place.id, offer.differs) for offer in none.alternatives] == [("large", "place"), ("small", "place")]
    assert (elsewhere.reason, elsewhere.alternatives[0].place.id) == ("nothing-like-it", "hall")
    assert taken.reason == "nothing-like-it"  # there is one that is large enough


async def test_there_are_no_desks_in_huis_aan_de_markt_and_other_locations_are_offered(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        found = await why(stage, desk(location="huis-aan-de-markt"))
    assert (found.reason, found.names["nl"]) == ("no-desks", "Huis aan de Markt")
    assert [(offer.place.location, offer.differs) for offer in found.alternatives] == [("werk-hub", "location")]


async def test_what_is_taken_has_three_alternatives_of_different_kinds(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        await book(stage, BEN, "l1")
        found = await why(stage, desk(location="werk-hub", zone="levendig", start=time(9), end=time(10)))
    assert found.reason == "taken"
    assert [offer.differs for offer in found.alternatives] == ["zone", "time", "day"]
    zone, other_time, day = found.alternatives
    assert zone.place.zone != "levendig"
    assert (other_time.place.id, other_time.start) in (("l1", time(8)), ("l1", time(10)))
    assert (day.place.id, day.day, day.start) == ("l1", MONDAY + timedelta(days=1), time(9))


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (desk(date(2027, 3, 19)), "past"),
        (desk(date(2027, 3, 27)), "closed-day"),
        (desk(date(2027, 3, 29)), "holiday"),  # Easter Monday
        (desk(date(2027, 5, 3)), "too-far"),
        (desk(start=time(6), end=time(8)), "closed-hours"),
        (desk(start=time(10), end=time(9)), "backwards"),
        (desk(start=time(9), end=time(9, 50)), "quarters"),
        (room(start=time(7), end=time(18)), "too-long"),
        (room(location="thuis"), "no-rooms"),
    ],
)
async def test_a_rule_that_forbids_it_is_named_and_what_it_lets_be_is_offered(
    tmp_path: Path, wish: Wish, reason: str
) -> None:
    async with booking(tmp_path) as stage:
        found = await why(stage, wish)
        assert found.reason == reason
        for offer in found.alternatives:
            booked = await book(stage, ANN, offer.place.id, f"{offer.start}-{offer.end}", offer.day)
            assert booked.state == "reserved"
            await stage.workspaces.cancel(ANN, booked.id)


async def test_what_cannot_be_further_ahead_says_until_when_and_offers_the_last_days(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        found = await why(stage, desk(MONDAY + timedelta(days=60), zone="stil"))
    assert (found.day, found.values["days"]) == (MONDAY + timedelta(days=28), 28)
    assert found.alternatives[0].day == date(2027, 4, 19)


async def test_an_hour_that_the_clock_skips_cannot_be_booked(tmp_path: Path) -> None:
    nights = workspace_rules({"opening": "00:00-23:45", "open_days": ["sunday"]}, {}).opening
    organisation = replace(HOME, locations=tuple(replace(each, opening=nights) for each in HOME.locations))
    organisation = replace(organisation, workspaces=replace(HOME.workspaces, reserved=(), opening=nights))
    summer, winter = date(2027, 3, 28), date(2027, 10, 31)
    for day, hours, slots in ((winter, "01:00-04:00", 16), (summer, "01:00-04:00", 8)):
        url, now = f"sqlite:///{tmp_path / f'{day}.db'}", datetime.combine(day, time(), HOME.time_zone)
        async with staged(url, PLACES, replace(organisation, holidays=HOME.holidays), lambda now=now: now) as stage:
            if day == winter:
                booked = await book(stage, ANN, "s1", hours, day)
                assert booked.span.after - booked.span.first == slots
                assert (booked.start, booked.end) == (time(1), time(4))
    assert (await _skipped(tmp_path, organisation, summer)).reason in ("hour-skipped", "holiday")


async def _skipped(tmp_path: Path, organisation: Any, day: date) -> Refusal:
    from domain.holidays import NAMES, Holidays

    now = datetime.combine(day, time(), HOME.time_zone)
    working = replace(organisation, holidays=Holidays(without=NAMES))
    async with staged(f"sqlite:///{tmp_path / 'skipped.db'}", PLACES, working, lambda: now) as stage:
        whole = await book(stage, BEN, "s2", "01:00-04:00", day)
        assert whole.span.after - whole.span.first == 8  # two hours, though the clock says three
        return await refused(stage, ANN, "s1", "02:30-03:30", day)


async def test_a_zone_that_is_kept_for_a_department_is_for_those_alone(tmp_path: Path) -> None:
    kept = Reserved("werk-hub", "stil", "Werk en Inkomen", weekdays=frozenset({0}))
    async with booking(tmp_path, reserved=(kept,)) as stage:  # everybody on this stage is of Publiekszaken
        found = await why(stage, desk(location="werk-hub", zone="stil"))
        assert (await refused(stage, ANN, "s1")).reason == "zone-reserved"
        elsewhere = await stage.workspaces.free(ANN, desk(location="werk-hub"))
        tuesday = await stage.workspaces.free(ANN, desk(MONDAY + timedelta(days=1), zone="stil"))
    assert (found.reason, found.values["team"], found.names["nl"]) == ("zone-reserved", "Werk en Inkomen", "stil")
    assert {offer.place.zone for offer in elsewhere.offers} == {"levendig", "samenwerken"}
    assert tuesday.offers
    own = replace(kept, department="publiekszaken")
    async with booking(tmp_path, reserved=(own,)) as stage:
        assert (await book(stage, ANN, "s1")).state == "reserved"


async def test_one_person_has_one_desk_at_a_time_and_may_have_a_room_beside_it(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        await book(stage, ANN, "s1", "09:00-12:00")
        again = await refused(stage, ANN, "area", "11:45-13:00")
        await book(stage, ANN, "small", "09:00-10:00")
        await book(stage, ANN, "area", "12:00-13:00")
    assert again.reason == "own-overlap"
    assert all(offer.start >= time(12) or offer.day != MONDAY or offer.end <= time(9) for offer in again.alternatives)


async def test_another_number_of_people_is_noted_at_once_and_has_to_fit(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        booked = await book(stage, ANN, "small", people=2)
        more, again = [await changed(stage, booked, "small", people=4) for _ in range(2)]
        with pytest.raises(Refused) as refused:
            await changed(stage, booked, "small", people=5)
        there = await stage.workspaces.one(booked.id)
    assert (more.people, more.state, more.span, more.wanted) == (4, "reserved", booked.span, None)
    assert more == again == there
    assert refused.value.refusal.reason == "nothing-like-it"
    assert [offer.place.id for offer in refused.value.refusal.alternatives][:1] == ["large"]


async def test_the_number_of_people_may_change_while_another_room_is_asked_for(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        ledger = Ledger(stage.organisation.id, HOME.time_zone, stage.places, clock=lambda: NOW)
        booked = await book(stage, ANN, "small", people=2)
        for people in (6, 9):
            asked = await changed(stage, booked, "large", people=people)
            assert (asked.state, asked.people) == ("changing", 2)

        def accept(connection: Connection) -> None:
            there = ledger.there(connection, booked.id)
            assert there is not None
            ledger.accepted(connection, there)

        await stage.database.brief(accept)
        there = await stage.workspaces.one(booked.id)
    assert there is not None
    assert (there.place.id, there.people, there.state) == ("large", 9, "confirmed")


async def changed(stage: Stage, booked: Booking, place: str, *, people: int) -> Booking:
    hours = booked.start, booked.end
    return await stage.workspaces.change(booked.person, booked.id, place, booked.day, *hours, people=people)


async def test_an_area_takes_as_many_as_it_has_desks_at_each_moment(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        for number, hours in enumerate(("09:00-11:00", "10:00-12:00", "11:00-13:00", "09:00-13:00")):
            await book(stage, f"person-{number}", "area", hours)  # never more than three, though four in all
        full = await refused(stage, ANN, "area", "09:00-13:00")
        left = await stage.workspaces.free(ANN, desk(zone="samenwerken", start=time(9), end=time(10)))
        assert (full.reason, [offer.free for offer in left.offers]) == ("taken", [1])
        assert (await book(stage, ANN, "area", "09:00-10:00")).state == "reserved"


async def test_who_has_as_many_as_may_be_open_is_told_how_many_that_are(tmp_path: Path) -> None:
    few = replace(HOME.workspaces.desks, open_bookings=2)
    async with booking(tmp_path, desks=few) as stage:
        await book(stage, ANN, "s1", "09:00-10:00")
        await book(stage, ANN, "s1", "10:00-11:00")
        more = await refused(stage, ANN, "s1", "11:00-12:00")
        assert (more.reason, more.values) == ("too-many-open", {"limit": 2})
        assert (await book(stage, BEN, "s1", "11:00-12:00")).state == "reserved"  # nothing of it was kept


async def test_where_only_parts_of_the_day_may_be_booked_those_are_offered(tmp_path: Path) -> None:
    parts = replace(HOME.workspaces.desks, whole_parts=True)
    async with booking(tmp_path, desks=parts) as stage:
        found = await why(stage, desk(zone="stil", start=time(9), end=time(10)))
    assert found.reason == "parts-only"
    assert (found.alternatives[0].start, found.alternatives[0].end) == (time(8), time(12, 30))


async def test_the_same_press_again_books_nothing_more(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        first, again = [await book(stage, ANN, "s1", key="press") for _ in range(2)]
        days = tuple(MONDAY + timedelta(days=step) for step in (1, 2))
        several = [await stage.workspaces.book_days(ANN, desk(*days, zone="stil"), key="more") for _ in range(2)]
        mine = await stage.workspaces.my_bookings(ANN)
    assert first == again
    assert several[0] == several[1]
    assert len(mine) == 3


def _allowing(*pairs: tuple[str, str]) -> Permits:
    permits = Permits()
    permits.given.update(pairs)
    return permits


class Heard:
    """Implements Others: what two who share a booking are to hear."""

    def __init__(self) -> None:
        self.what: list[tuple[Did, int]] = []

    def booking(self, connection: Connection, what: Did, booking: Booking, *, by: str) -> None:
        self.what.append((what, booking.version))


async def test_a_press_that_is_gone_on_with_later_tells_nobody_again_that_a_place_is_booked_for_them(
    tmp_path: Path,
) -> None:
    async with booking(tmp_path) as stage:
        stage.workspaces.permits, stage.workspaces.others = _allowing((BEN, ANN)), (heard := Heard())
        booked = await book(stage, BEN, "s1", person_for=ANN, key="press")
        await stage.workspaces.cancel(ANN, booked.id)
        again = await book(stage, BEN, "s1", person_for=ANN, key="press")
    assert again.id == booked.id
    assert [what for what, _ in heard.what] == ["booked", "cancelled"]


async def test_what_is_over_cannot_be_moved_to_another_day(tmp_path: Path) -> None:
    moments = [NOW]
    async with booking(tmp_path) as stage:
        booked = await book(stage, ANN, "s1")
        stage.looking.clock = lambda: moments[-1]
        moments.append(NOW + timedelta(days=1))
        with pytest.raises(Refused) as late:
            await stage.workspaces.change(ANN, booked.id, "s1", MONDAY + timedelta(days=2), time(9), time(10))
        there = await stage.workspaces.one(booked.id)
    assert late.value.refusal.reason == "over"
    assert there == booked


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_a_day_at_the_end_of_time_is_refused_in_words(tmp_path: Path, day: date) -> None:
    async with booking(tmp_path) as stage:
        assert (await why(stage, desk(day))).reason in ("past", "too-far")
        assert (await refused(stage, ANN, "s1", day=day)).reason in ("past", "too-far")


async def test_of_several_days_each_says_what_became_of_it(tmp_path: Path) -> None:
    days = tuple(MONDAY + timedelta(days=14 + step) for step in range(8))
    async with booking(tmp_path, places=(PLACES[0],)) as stage:
        await book(stage, BEN, "s1", day=days[1])
        outcomes = await stage.workspaces.book_days(ANN, desk(*days), key="week")
    said = [
        outcome.booking.state if outcome.booking else outcome.refusal and outcome.refusal.reason for outcome in outcomes
    ]
    assert said == ["reserved", "taken", "reserved", "reserved", "reserved", "closed-day", "closed-day", "reserved"]


async def test_somebody_books_for_another_only_where_that_one_allowed_it(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        assert (await refused(stage, BEN, "s1", person_for=ANN)).reason == "not-for-other"
        assert (await why(stage, desk(person=ANN), BEN)).reason == "not-for-other"
        stage.workspaces.permits = permits = Permits()
        permits.given.add((BEN, ANN))
        booked = await book(stage, BEN, "s1", person_for=ANN)
        assert await stage.workspaces.my_bookings(BEN) == (booked,)
        permits.given.clear()
        assert (await refused(stage, BEN, "l1", "11:00-12:00", person_for=ANN)).reason == "not-for-other"
        assert [await stage.workspaces.my_bookings(each) for each in (ANN, BEN)] == [(booked,), ()]
        assert await stage.workspaces.find("somebody", booked.id) is None
        with pytest.raises(Refused):
            await stage.workspaces.cancel("somebody", booked.id)
    assert (booked.person, booked.by) == (ANN, BEN)


async def test_at_a_partner_somebody_is_registered_and_nothing_is_asked_of_exchange(tmp_path: Path) -> None:
    async with booking(tmp_path) as stage:
        found = await stage.workspaces.free(ANN, desk(location="wijk"))
        anywhere = await stage.workspaces.free(ANN, desk())
        booked = await book(stage, ANN, found.offers[0].place.id, "08:00-18:00")
        assert (await refused(stage, ANN, "s1")).reason == "own-overlap"
        moved = await stage.workspaces.change(ANN, booked.id, booked.place.id, MONDAY, time(8), time(12))
        assert (moved.state, moved.end) == ("confirmed", time(12))
        assert (await stage.workspaces.cancel(ANN, booked.id)).state == "cancelled"
    assert booked.state == "confirmed"
    assert "wijk" not in {offer.place.location for offer in anywhere.offers}


async def test_two_hundred_who_want_the_last_desk_at_the_same_moment_are_decided_at_once(
    database_url: str, tmp_path: Path
) -> None:
    async with booking(tmp_path, url=database_url, places=(place("only"),)) as stage:
        outcomes = await asyncio.gather(
            *(book(stage, f"person-{n}", "only") for n in range(200)), return_exceptions=True
        )
    assert sum(isinstance(outcome, Booking) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 199


async def test_two_processes_that_take_and_give_the_same_places_do_not_wait_for_each_other_for_ever(
    postgresql_url: str, tmp_path: Path
) -> None:
    places = (place("one"), place("two"), place("three", "area", capacity=2))

    async def busy(stage: Stage, who: str) -> int:
        taken = 0
        for turn in range(6):
            for name in ("one", "two", "three") if len(who) % 2 else ("three", "two", "one"):
                try:
                    booked = await book(stage, f"{who}-{turn}", name)
                except Refused:
                    continue
                taken += 1
                other = "two" if name == "one" else "one"
                with suppress(Refused):
                    await stage.workspaces.change(booked.person, booked.id, other, MONDAY, time(9), time(10))
                await stage.workspaces.cancel(booked.person, booked.id)
        return taken

    async with (
        booking(tmp_path, url=postgresql_url, places=places) as one,
        booking(tmp_path, url=postgresql_url, places=places) as two,
    ):
        async with asyncio.timeout(60):
            taken = await asyncio.gather(*(busy(stage, "x" * n) for stage in (one, two) for n in range(1, 7)))
        rows = found(one.database, "select count(*) from place_slots")[0][0]
    assert sum(taken) > 0
    assert rows == 0


async def test_slots_that_are_over_are_removed_and_those_to_come_stay(database_url: str, tmp_path: Path) -> None:
    async with booking(tmp_path, url=database_url) as stage:
        for person, name in ((ANN, "s1"), (BEN, "area")):
            await book(stage, person, name)
        tables = ("place_slots", "person_slots")
        for table in tables:  # the first half of the hour was years ago
            old = f"update {table} set slot = slot - 200000 where slot < (select max(slot) - 1 from {table})"
            await stage.database.brief(lambda connection, old=old: connection.exec_driver_sql(old))
        async with stage.database.write() as session:
            await forget_slots(session)
        left = [
            found(stage.database, f"select count(*) from {table}")[0][0] for table in ("place_slots", "person_slots")
        ]
    assert left == [4, 4]


@pytest.mark.parametrize("forgetting", [FORGET_SEATS, FORGET_PEOPLE])
async def test_to_remove_what_is_over_not_every_slot_is_read(tmp_path: Path, forgetting: str) -> None:
    async with booking(tmp_path) as stage:
        plan = f"explain query plan {forgetting.replace(':over', '1')}"
        steps = await stage.database.brief(lambda connection: [str(row) for row in connection.exec_driver_sql(plan)])
    assert [step for step in steps if "_slots" in step]
    assert not [step for step in steps if "SCAN" in step and "_slots" in step]


async def test_without_consent_and_dpia_nobody_can_book(tmp_path: Path) -> None:
    async with booking(tmp_path, consent=None) as stage:
        assert not stage.workspaces.on
        with pytest.raises(WordedError, match="workspaces-off"):
            await book(stage, ANN, "s1")
        with pytest.raises(WordedError, match="workspaces-off"):
            await stage.workspaces.free(ANN, desk())


@pytest.mark.parametrize("later", ["consent", "dpia"])
async def test_booking_is_on_from_the_later_of_its_two_dates_where_it_is_that_day(tmp_path: Path, later: str) -> None:
    day = date(2027, 7, 1)
    rules: dict[str, Any] = {later: day}
    async with booking(tmp_path, **rules) as stage:
        stage.looking.clock = lambda: datetime(2027, 6, 30, 21, 59, tzinfo=UTC)  # a minute before midnight there
        assert not stage.workspaces.on
        with pytest.raises(WordedError, match="workspaces-off"):
            await book(stage, ANN, "s1", day=day)
        stage.looking.clock = lambda: datetime(2027, 6, 30, 22, 1, tzinfo=UTC)
        assert stage.workspaces.on
        assert (await book(stage, ANN, "s1", day=day)).person == ANN


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"opening": "19:00-07:00"}, "earlier to a later"),
        ({"opening": "seven"}, "no hours"),
        ({"open_days": ["maandag"]}, "no weekday"),
        ({"consent": "soon"}, "has to be a date"),
        ({"dpia": datetime(2026, 1, 1, tzinfo=UTC)}, "has to be a date"),
        ({"consent": date(2026, 1, 1), "dpia": date(2026, 1, 1)}, "mailbox"),
        ({"desks": {"days_ahead": -1}}, "whole number"),
        ({"rooms": {"longest_hours": 30}}, "longest_hours"),
        ({"parts": {"morning": "08:00-13:00"}}, "afternoon begins before"),
        ({"reserved": [{"location": "hub", "zone": "x", "department": "d"}]}, "no zone"),
        ({"reserved": [{"location": "hub", "department": "d"}]}, "give weekdays"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(table: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        workspace_rules(table, {"hub": frozenset({"stil"})})


@pytest.mark.parametrize("name", ["oss", "sittard-geleen"])
def test_both_municipalities_have_booking_on(name: str) -> None:
    assert load_organisation(name).workspaces.since is not None


async def test_what_is_taken_is_said_also_when_the_database_is_too_busy_to_tell_what_else_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_: object) -> None:
        raise TimeoutError

    async with booking(tmp_path) as stage:
        await book(stage, BEN, "s1")
        monkeypatch.setattr(stage.looking, "_days", Remembered(slow, most=9, kept=1.0, clock=monotonic))
        taken = await refused(stage, ANN, "s1")
        with pytest.raises(Unavailable, match="wire-store-unavailable"):
            await stage.workspaces.free(ANN, desk(MONDAY))
    assert (taken.reason, taken.alternatives) == ("taken", ())
