"""What is booked every week: the days within reach at once, those after them by themselves, and what did not work."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.messenger import Fate, Leaving, Outcome
from domain.roles import Role
from domain.workspaces.model import Outcome as Became
from domain.workspaces.notices import Notice
from domain.workspaces.weekly import GO_ON, MOST, Weekly, WeeklyBookings
from errors import WordedError
from store.database import Database
from store.work import Attempt, GoOn, TryAgain
from tests.chat import Chat, chatting
from tests.day_of_use import DESK, OSS, ZONE, Stage, on_the_day, person, wish
from tests.test_workspaces import DAY, HUB, bookings, field, now_on, the_day, workdays

MONDAY = date(2027, 2, 1)  # eight weeks without a public holiday begin here
ANN = person(1)


class Employees:
    """Who works here: everybody but who left."""

    def __init__(self) -> None:
        self.left: set[str] = set()

    async def has(self, person: str, *roles: Role) -> bool:
        return person not in self.left


class Told:
    """Writes down who heard of which days."""

    def __init__(self) -> None:
        self.days: list[date] = []
        self.fate: Fate = "delivered"

    async def missed(self, person: str, which: Weekly, missed: tuple[Became, ...], leaving: Leaving) -> Notice:
        await leaving()
        if self.fate == "delivered":
            self.days += [one.day for one in missed]
        return Notice(Outcome(self.fate, "m1"), "a:1")


class Made:
    """The use cases on a town hall with one desk in the quiet zone."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.employees, self.told = stage, Employees(), Told()
        self.weekly = WeeklyBookings(
            stage.database, OSS.workspaces, stage.workspaces, self.employees, stage.quiet, ZONE
        )
        self.weekly.notices = self.told
        self.on(MONDAY)

    def on(self, day: date, hour: int = 7) -> datetime:
        moment = self.stage.at(hour, day=day)
        self.weekly.clock = lambda: moment
        return moment

    async def works(self) -> GoOn | None:
        """What was promised for the morning is done now."""
        (id,) = {key.partition("#")[0] for key in await self.stage.promised(GO_ON)}
        return await self.weekly.go_on({"weekly": id}, Attempt(id))

    async def days(self, who: str = ANN) -> list[date]:
        return [booking.day for booking in await self.stage.workspaces.my_bookings(who)]


@pytest.fixture
async def made(database: Database) -> AsyncGenerator[Made]:
    """On SQLite, and once more on PostgreSQL."""
    async with on_the_day(database) as stage:
        yield Made(stage)


def quiet(*weekdays: int, every: int = 1, start: date = MONDAY, until: date | None = None) -> Weekly:
    """The desk in the quiet zone, all day."""
    return Weekly("", replace(wish(MONDAY), zone="stilte", days=()), weekdays, every, start, until)


def weeks(first: date, count: int, step: int = 1) -> list[date]:
    return [first + timedelta(weeks=step * number) for number in range(count)]


async def test_the_days_within_reach_are_booked_at_once_and_the_rest_as_it_comes_within_reach(made: Made) -> None:
    booked = await made.weekly.keep(ANN, quiet(1), key="press")
    first = MONDAY + timedelta(days=1)
    assert [one.day for one in booked.outcomes if one.booking] == weeks(first, 4) == await made.days()
    again = await made.weekly.keep(ANN, quiet(1), key="press")
    assert again == booked
    made.on(MONDAY + timedelta(days=1))
    assert isinstance(await made.works(), GoOn)
    assert await made.days() == weeks(first, 5)
    assert made.told.days == []


async def test_every_second_week_and_no_further_than_the_last_day(made: Made) -> None:
    await made.weekly.keep(ANN, quiet(0, 3, every=2, until=MONDAY + timedelta(days=16)))
    assert await made.days() == [MONDAY, *(MONDAY + timedelta(days=step) for step in (3, 14))]
    made.on(MONDAY + timedelta(days=17))
    assert await made.works() is None
    assert await made.weekly.of_person(ANN) == ()


async def test_what_somebody_cancelled_is_not_booked_again(made: Made) -> None:
    await made.weekly.keep(ANN, quiet(1))
    [_, second, *_] = await made.stage.workspaces.my_bookings(ANN)
    await made.stage.workspaces.cancel(ANN, second.id)
    made.on(MONDAY + timedelta(days=1))
    await made.works()
    assert second.day not in await made.days()


async def test_a_day_that_does_not_work_is_told_once(made: Made) -> None:
    taken = MONDAY + timedelta(days=29)
    made.on(taken - timedelta(days=7))
    await made.stage.booked(2, DESK, day=taken)
    made.on(MONDAY)
    await made.weekly.keep(ANN, quiet(1))
    made.on(MONDAY + timedelta(days=1))
    for _ in range(2):
        assert isinstance(await made.works(), GoOn)
    assert made.told.days == [taken]


async def test_a_holiday_or_a_desk_of_ones_own_is_no_news(made: Made) -> None:
    easter_monday = date(2027, 3, 29)
    made.on(easter_monday - timedelta(days=28))
    own = easter_monday - timedelta(days=7)
    await made.stage.booked(1, day=own, place="area-1")
    booked = await made.weekly.keep(ANN, quiet(0, start=own - timedelta(days=6)))
    assert [one.refusal.reason for one in booked.outcomes if one.refusal] == ["own-overlap", "holiday"]
    made.on(easter_monday - timedelta(days=27))
    await made.works()
    assert made.told.days == []


async def test_in_quiet_hours_it_is_told_afterwards_and_not_when_it_works_by_then(made: Made) -> None:
    taken = MONDAY + timedelta(days=29)
    made.on(taken - timedelta(days=7))
    in_the_way = await made.stage.booked(2, DESK, day=taken)
    made.on(MONDAY)
    await made.weekly.keep(ANN, quiet(1))
    moment = made.on(MONDAY + timedelta(days=1))
    made.stage.quiet.ends[ANN] = moment + timedelta(hours=2)
    assert await made.works() == GoOn(moment + timedelta(hours=2))
    assert made.told.days == []
    await made.stage.workspaces.cancel(person(2), in_the_way.id)
    made.on(MONDAY + timedelta(days=1), hour=10)
    await made.works()
    assert made.told.days == []
    assert taken in await made.days()


async def test_what_was_not_told_is_told_the_next_time(made: Made) -> None:
    taken = MONDAY + timedelta(days=29)
    made.on(taken - timedelta(days=7))
    await made.stage.booked(2, DESK, day=taken)
    made.on(MONDAY)
    await made.weekly.keep(ANN, quiet(1))
    made.on(MONDAY + timedelta(days=1))
    made.told.fate = "not reached"
    with pytest.raises(TryAgain):
        await made.works()
    made.told.fate = "delivered"
    await made.works()
    assert made.told.days == [taken]


async def test_who_has_as_many_bookings_as_one_may_have_gets_the_rest_later(made: Made) -> None:
    booked = await made.weekly.keep(ANN, quiet(0, 1, 2, 3, 4))
    limit = OSS.workspaces.desks.open_bookings
    days = await made.days()
    assert len(days) == limit
    assert booked.later is not None
    assert booked.later > days[-1]
    made.on(MONDAY + timedelta(days=1))
    await made.works()
    assert booked.later in await made.days()
    assert made.told.days == []


async def test_it_ends_with_what_is_booked_kept_or_cancelled(made: Made) -> None:
    await made.weekly.keep(ANN, quiet(1))
    await made.weekly.keep(ANN, quiet(3))
    tuesdays, thursdays = sorted(await made.weekly.of_person(ANN), key=lambda one: one.weekdays)
    assert await made.weekly.end(person(2), tuesdays.id, cancelling=True) == 0
    assert await made.weekly.end(ANN, tuesdays.id, cancelling=False) == 0
    assert await made.weekly.end(ANN, thursdays.id, cancelling=True) == 4
    assert {day.weekday() for day in await made.days()} == {1}
    assert await made.weekly.of_person(ANN) == ()
    assert await made.weekly.go_on({"weekly": tuesdays.id}, Attempt("k")) is None


async def test_of_who_left_nothing_is_booked_any_more(made: Made) -> None:
    await made.weekly.keep(ANN, quiet(1))
    made.employees.left.add(ANN)
    assert await made.works() is None
    assert await made.weekly.of_person(ANN) == ()


async def test_after_two_days_of_trouble_it_goes_on_the_next_morning(made: Made) -> None:
    await made.weekly.keep(ANN, quiet(1))
    [one] = await made.weekly.of_person(ANN)
    await made.weekly.failed({"weekly": one.id})
    assert len(await made.stage.promised(GO_ON)) == 2


async def test_what_cannot_be_kept_is_said(made: Made) -> None:
    for wrong in (quiet(), quiet(7), quiet(1, every=3), quiet(1, until=MONDAY - timedelta(days=1))):
        with pytest.raises(WordedError, match="weekly-wrong"):
            await made.weekly.keep(ANN, wrong)
    for _ in range(MOST):
        await made.weekly.keep(ANN, quiet(1))
    with pytest.raises(WordedError, match="weekly-too-many"):
        await made.weekly.keep(ANN, quiet(1))


@pytest.fixture
async def hub_chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers of Sittard-Geleen."""
    async with chatting(tmp_path, "sittard-geleen") as chat:
        yield chat


@pytest.mark.route("weekly.book")
@pytest.mark.route("weekly.end")
async def test_a_sentence_books_every_week_and_it_is_stopped_in_my_bookings(hub_chat: Chat) -> None:
    card = await hub_chat.say("boek elke dinsdag een stille plek in de Werk Hub")
    assert (field(card, "weekdays"), field(card, "every"), field(card, "until")) == ("tuesday", "1", None)
    assert await bookings(hub_chat) == []
    kept = await card.press("Boek elke week vanzelf")
    assert kept.id == card.id
    assert "Elke dinsdag, hele dag: een werkplek, Werk Hub, zone stil" in kept.words
    mine = await bookings(hub_chat)
    assert len(mine) >= 3
    assert {booking.day.weekday() for booking in mine} == {1}
    listed = await hub_chat.say("mijn reserveringen")
    assert "Elke dinsdag, hele dag" in listed.words
    ended = await listed.press("Stop, en annuleer wat geboekt is")
    assert f"{len(mine)} reserveringen zijn geannuleerd" in ended.words
    assert "Elke dinsdag" not in ended.words
    assert await bookings(hub_chat) == []


async def test_the_weekdays_can_be_chosen_on_the_card_and_only_these_days_can_be_booked(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek elke week op maandag en woensdag een werkplek, vanaf {the_day(DAY)}")
    card = await card.press("Bekijk wat vrij is", weekdays="thursday", every="2")
    shown = [button.title for button in card.buttons if button.title.startswith("Alleen deze")]
    await card.press(shown[0], weekdays="thursday", every="2")
    mine = await bookings(hub_chat)
    assert mine
    assert {booking.day.weekday() for booking in mine} == {3}
    assert await hub_chat.services.weekly.of_person(hub_chat.person["id"]) == ()


async def test_what_was_changed_after_the_last_look_is_not_kept_unseen(hub_chat: Chat) -> None:
    card = await hub_chat.say("boek elke dinsdag een stille plek in de Werk Hub")
    changed = await card.press("Boek elke week vanzelf", weekdays="friday")
    assert "Er is nog niets geboekt" in changed.words
    assert await bookings(hub_chat) == []
    wrong = await changed.press("Boek elke week vanzelf", weekdays="friday", until="gisteren")
    assert "Er is nog niets geboekt" in wrong.words


@pytest.mark.route("weekly.repeat")
async def test_a_booking_is_repeated_from_its_card(hub_chat: Chat) -> None:
    [day] = workdays(HUB, 1)
    form = await hub_chat.say(f"boek {the_day(day)} een stille plek in de Werk Hub")
    made = await now_on(await form.press(next(b.title for b in form.buttons if b.title.startswith("Boek "))))
    again = await made.press("Elke week")
    assert field(again, "weekdays") == day.strftime("%A").lower()
    kept = await again.press("Boek elke week vanzelf")
    assert "Dit boek ik elke week voor je" in kept.words
    days = [booking.day for booking in await bookings(hub_chat)]
    assert days[0] == day
    assert len(days) > 2


async def test_one_that_begins_far_ahead_is_kept_and_says_so(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek elke dinsdag een werkplek vanaf {the_day(DAY + timedelta(days=60))}")
    kept = await card.press("Boek elke week vanzelf")
    assert "De eerste dag is nog te ver weg" in kept.words
