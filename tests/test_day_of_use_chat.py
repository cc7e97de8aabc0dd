"""The day of use and the week spread as people meet them: reminders, offers and charts in the chat."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from openpyxl import load_workbook

from domain.workspaces.checking_in import RELEASE, REMIND
from domain.workspaces.model import Booking, Place
from store.work import enqueue
from tests.chat import Chat, Shown, chatting
from tests.day_of_use import ZONE, a_day

DAY = a_day()
IN_WORDS = format_date(DAY, "d MMMM y", locale="nl")


def at(chat: Chat, hour: int, minute: int = 0, day: date = DAY) -> None:
    """Puts the clock of the day of use at this time."""
    moment = datetime.combine(day, time(hour, minute), ZONE)
    chat.services.day_of_use.at(lambda: moment)


def colleague(chat: Chat, number: int) -> str:
    """Somebody else who works there, by a number."""
    faces = {one["id"] for one in chat.session["people"]}
    users = [id for id, user in chat.tenant.directory.users.items() if id not in faces and not user.guest]
    return users[number]


async def places(chat: Chat, kind: str = "desk", zone: str | None = None) -> list[Place]:
    """The places of a kind, in a zone."""
    found = await chat.services.workspaces.places.all()
    return [place for place in found if place.kind == kind and zone in (None, place.zone)]


async def booked(chat: Chat, who: str | None = None, place: Place | None = None) -> Booking:
    """Somebody has a desk all day, and Exchange has confirmed it."""
    place = place or (await places(chat))[0]
    made = await chat.services.workspaces.book(who or chat.person["id"], place.id, DAY, time(8), time(18))
    await chat.working.settled()
    return made


async def reminded(chat: Chat) -> tuple[Booking, Shown]:
    """A booking, and the reminder of it."""
    await chat.open()
    booking = await booked(chat)
    at(chat, 7, 30)
    seen = {shown.id for shown in await chat.open()}
    await due(chat, REMIND, booking)
    return booking, await chat.next(seen)


async def due(chat: Chat, name: str, booking: Booking) -> None:
    """The moment has come for which this was promised: the engine does it now, and not when the real clock says so."""
    async with chat.working.database.write() as session:
        await enqueue(session, name, f"{booking.id}:now", {"booking": booking.id, "version": booking.version})


async def now_on(shown: Shown) -> Shown:
    """A message as it is now."""
    return next(one for one in await shown.chat.open() if one.id == shown.id)


async def state(chat: Chat, booking: Booking) -> str:
    found = await chat.services.workspaces.one(booking.id)
    assert found is not None
    return found.state


@pytest.mark.route("day_of_use.check_in")
async def test_the_reminder_has_the_button_by_which_one_checks_in(chat: Chat) -> None:
    booking, reminder = await reminded(chat)
    assert "vóór 08:30 uur" in reminder.words
    pressed = await reminder.press("Ik ben er")
    assert pressed.id == reminder.id
    assert "Je bent aangemeld" in pressed.words
    at(chat, 8, 30)
    await due(chat, RELEASE, booking)
    await chat.working.settled()
    assert await state(chat, booking) == "confirmed"


async def test_who_says_so_is_checked_in_and_the_button_goes(chat: Chat) -> None:
    _, reminder = await reminded(chat)
    answer = await chat.say("ik ben er, check me in")
    assert "Je bent aangemeld" in answer.words
    assert "Ik ben er" not in [button.title for button in (await now_on(reminder)).buttons]


async def test_who_has_nothing_today_hears_so_and_can_book(chat: Chat) -> None:
    answer = await chat.say("inchecken")
    assert "Je hoeft je nu niet aan te melden" in answer.words
    assert "Een werkplek boeken" in [button.title for button in answer.buttons]


async def test_who_is_too_early_hears_from_when(chat: Chat) -> None:
    await booked(chat)
    at(chat, 6)
    answer = await chat.say("inchecken")
    assert "Aanmelden kan vanaf 07:30 uur" in answer.words


@pytest.mark.route("day_of_use.give_up")
async def test_who_does_not_come_gives_the_place_up_in_exchange_too(chat: Chat) -> None:
    booking, reminder = await reminded(chat)
    pressed = await reminder.press("Ja, geef de plek vrij")
    assert "Je plek is vrij voor een ander" in pressed.words
    await chat.working.settled()
    assert await state(chat, booking) == "cancelled"
    assert await state(chat, await booked(chat, colleague(chat, 1), booking.place)) == "confirmed"


async def test_what_was_not_checked_in_to_is_released_in_exchange_too_and_told(chat: Chat) -> None:
    booking, reminder = await reminded(chat)
    at(chat, 8, 30)
    seen = {shown.id for shown in await chat.open()}
    await due(chat, RELEASE, booking)
    notice = await chat.next(seen)
    assert "Je had je niet op tijd aangemeld" in notice.words
    assert "Ik ben er" not in [button.title for button in (await now_on(reminder)).buttons]
    await chat.working.settled()
    assert await state(chat, booking) == "released"
    taken = await booked(chat, colleague(chat, 1), booking.place)
    assert await state(chat, taken) == "confirmed"


# the waiting list


async def waiting(chat: Chat) -> tuple[Booking, Shown]:
    """Every quiet desk is taken, and this person is put on the list; one of the bookings, and the card."""
    at(chat, 12, day=DAY - timedelta(days=1))
    made = [
        await chat.services.workspaces.book(colleague(chat, number), place.id, DAY, time(8), time(18))
        for number, place in enumerate(await places(chat, zone="stilte"))
    ]
    await chat.working.settled()
    asked = await chat.say(f"zet me op de wachtlijst voor een stille plek in het gemeentehuis op {IN_WORDS}")
    assert "Wil je op de wachtlijst?" in asked.words
    return made[0], await asked.press("Zet me op de wachtlijst")


async def offered(chat: Chat) -> tuple[Booking, Shown]:
    """A place came free, and is offered."""
    booking, _ = await waiting(chat)
    seen = {shown.id for shown in await chat.open()}
    await chat.services.workspaces.cancel(booking.person, booking.id)
    shown = await chat.next(seen)
    await chat.working.settled()
    return booking, shown


@pytest.mark.route("waiting.join", "waiting.mine", "waiting.leave")
async def test_somebody_goes_on_the_list_and_off_it(chat: Chat) -> None:
    _, joined = await waiting(chat)
    assert "Je staat op de wachtlijst" in joined.words
    listed = await chat.say("wachtlijst")
    assert "Een werkplek, gemeentehuis Oss, Stilte" in listed.words
    gone = await listed.press("Haal me van de lijst")
    assert "Je wacht nergens op" in gone.words
    shown = await chat.say("haal me van de wachtlijst")
    assert "Je wacht nergens op" in shown.words


@pytest.mark.route("waiting.take")
async def test_who_takes_the_offered_place_has_a_booking_like_any_other(chat: Chat) -> None:
    booking, offer = await offered(chat)
    assert "Ik houd de plek voor je vast tot 12:10 uur" in offer.words
    taken = await offer.press("Ja, die wil ik")
    assert booking.place.name in taken.words
    await chat.working.settled()
    assert "Bevestigd" in (await now_on(offer)).words
    [mine] = await chat.services.workspaces.my_bookings(chat.person["id"])
    assert (mine.place.id, mine.state) == (booking.place.id, "confirmed")


@pytest.mark.route("waiting.decline")
async def test_who_does_not_want_the_place_is_no_longer_asked(chat: Chat) -> None:
    booking, offer = await offered(chat)
    declined = await offer.press("Nee, dank je")
    assert "de volgende mag" in declined.words
    await chat.working.settled()
    assert await chat.services.workspaces.my_bookings(chat.person["id"]) == ()
    assert await state(chat, await booked(chat, colleague(chat, 39), booking.place)) == "confirmed"


async def test_an_offer_that_is_over_says_so_and_its_button_no_longer_works(chat: Chat) -> None:
    _, offer = await offered(chat)
    mine = chat.services.day_of_use.waiting
    [waits] = await mine.mine(chat.person["id"])
    await mine.decline(chat.person["id"], waits.id, waits.hold)
    pressed = await offer.press("Ja, die wil ik")
    assert "niet meer voor je vastgehouden" in (pressed.notice or pressed.words)


async def test_where_something_is_free_nobody_has_to_wait(chat: Chat) -> None:
    answer = await chat.say(f"zet me op de wachtlijst voor een werkplek op {IN_WORDS}")
    assert "Je hoeft niet te wachten" in answer.words


# how busy it is


async def busy(chat: Chat, zone: str, people: int, first: int = 0) -> None:
    """So many people have a desk in a zone."""
    desks = await places(chat, zone=zone)
    for number, place in enumerate(desks[:people]):
        await chat.services.workspaces.book(colleague(chat, first + number), place.id, DAY, time(8), time(18))


@pytest.mark.route("occupancy.day", "occupancy.week")
async def test_how_busy_it_is_on_a_day_is_told_by_zone_as_numbers_of_groups(chat: Chat) -> None:
    await busy(chat, "samenwerken", 6)
    await busy(chat, "stilte", 3, first=10)
    answer = await chat.say(f"hoe druk is het op {IN_WORDS} in het gemeentehuis")
    facts = {fact["title"]: fact["value"] for item in (answer.card or {})["body"] for fact in item.get("facts", [])}
    assert facts["Samenwerken"].startswith("6 van de")
    assert facts["Stilte"] == facts["Ontmoeten"] == "minder dan 5"
    assert "Minstens 6 van de" in answer.words
    week = await answer.press("De hele week")
    chart = next(item for item in (week.card or {})["body"] if item["type"] == "Chart.HorizontalBar")
    assert len(chart["data"]) == 2
    assert chart["fallback"]["items"][1]["facts"][0]["value"].startswith("Minstens 6 van de")
    again = await week.press("Week erna")
    assert "Chart.HorizontalBar" not in [item["type"] for item in (again.card or {})["body"]]


async def test_how_busy_it_is_may_be_asked_in_a_group(chat: Chat) -> None:
    group = chat.inside("group")
    answer = await group.say("bezetting van het gemeentehuis")
    assert "gemeentehuis Oss, week" in answer.words
    day = await group.say(f"hoe druk is het op {IN_WORDS} in het gemeentehuis")
    assert [button.title for button in day.buttons] == ["De hele week"]


async def test_where_nobody_counts_the_places_koers_says_where_it_does(tmp_path: Path) -> None:
    async with chatting(tmp_path, "sittard-geleen") as chat:
        answer = await chat.say("hoe druk is het morgen in Huis aan de Markt")
        assert "Hier tel ik geen werkplekken" in answer.words
        assert "Werk Hub" in [button.title for button in answer.buttons]


@pytest.mark.route("occupancy.weeks", "occupancy.file")
async def test_a_manager_lays_weeks_beside_each_other_and_gets_the_file(chat: Chat) -> None:
    await busy(chat, "samenwerken", 6)
    manager = chat.as_("manager")
    week = await manager.say("bezetting van het gemeentehuis")
    weeks = await week.press("Weken naast elkaar")
    assert "Flexratio 0,7" in weeks.words
    given = await weeks.press("Als Excel-bestand")
    async with chat.http.get(given.button("Bestand openen").action["url"]) as response:
        book = load_workbook(io.BytesIO(await response.read()))
    rows = [[cell.value for cell in row] for row in book["Per zone"].iter_rows(min_row=2)]
    mine = [row for row in rows if row[0] == DAY.isoformat() and row[4] == "Samenwerken"]
    assert [row[5] for row in mine] == [6, 6]
    assert {str(row[5]) for row in rows} == {"6", "minder dan 5"}


async def test_an_employee_sees_neither_the_weeks_nor_the_file(chat: Chat) -> None:
    week = await chat.say("bezetting van het gemeentehuis")
    titles = [button.title for button in week.buttons]
    assert "Week ervoor" in titles
    assert not {"Weken naast elkaar", "Als Excel-bestand"} & set(titles)
