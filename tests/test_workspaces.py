"""Booking a place as people do it in the chat: the card, what is free, booking, changing and cancelling."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date

from dialogs.turn import Person, Place, Turn
from dialogs.understanding import Fields, Understanding
from dialogs.workspaces.filling import Said, said
from domain.organisation import Organisation, load_organisation
from domain.workspaces.configured import WorkspaceRules
from domain.workspaces.model import Booking
from tests import chat as chats
from tests.chat import Chat, Shown, chatting

HUB = load_organisation("sittard-geleen")
OSS = load_organisation("oss")
NOTHING_FREE = ("Dit kan niet", "This is not possible")


def workdays(organisation: Organisation, count: int, first: int = 2) -> list[date]:
    """Days on which every place is open, some days from now: none that has begun, none that is a holiday."""
    day = datetime.now(organisation.time_zone).date() + timedelta(days=first)
    found: list[date] = []
    while len(found) < count:
        if day.weekday() < 5 and organisation.holidays.on(day) is None:
            found.append(day)
        day += timedelta(days=1)
    return found


DAY = workdays(HUB, 1)[0]


@pytest.fixture
async def hub_chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers of Sittard-Geleen: a Werk Hub with areas, desks and rooms, and a house without desks."""
    async with chatting(tmp_path, "sittard-geleen") as chat:
        yield chat


def field(shown: Shown, name: str) -> Any:
    """What a field of the card holds."""
    found = [item for item in nodes(shown.card) if item.get("id") == name]
    assert found, f"no field {name!r}"
    return found[0].get("value")


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes(item))]
    return [node for item in value for node in nodes(item)] if isinstance(value, list) else []


def facts(shown: Shown) -> list[dict[str, str]]:
    """What the card lists."""
    return [fact for node in nodes(shown.card) for fact in node.get("facts", [])]


def booking_buttons(shown: Shown) -> list[str]:
    """The buttons that book something."""
    return [button.title for button in shown.buttons if button.title.startswith(("Boek ", "Book ", "Neem ", "Take "))]


async def desk(chat: Chat, day: date = DAY, **fields: str) -> Shown:
    """The card on which a desk is chosen, for that day."""
    card = await chat.say("boek een werkplek")
    return await card.press("Bekijk wat vrij is", day=day.isoformat(), **fields)


async def booked(chat: Chat, day: date = DAY, **fields: str) -> Shown:
    """The card of a booked desk."""
    card = await desk(chat, day, **fields)
    return await card.press(booking_buttons(card)[0], day=day.isoformat(), **fields)


async def bookings(chat: Chat) -> list[Booking]:
    """What this person has."""
    return list(await chat.services.workspaces.my_bookings(chat.person["id"]))


async def now_on(shown: Shown) -> Shown:
    """The same message as it is now, when nothing is left to do."""
    await shown.chat.working.settled()
    return next(message for message in await shown.chat.open() if message.id == shown.id)


def the_day(day: date) -> str:
    """A day as the sentence for it."""
    return format_date(day, "d MMMM y", locale="nl")


@pytest.mark.route("workspaces.book")
async def test_a_sentence_fills_the_card_in_and_only_a_press_books(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek {the_day(DAY)} een stille plek in de Werk Hub")
    assert "Een werkplek boeken" in card.words
    assert (field(card, "day"), field(card, "when"), field(card, "where")) == (DAY.isoformat(), "day", "werk-hub/stil")
    assert await bookings(hub_chat) == []
    made = await card.press(booking_buttons(card)[0])
    assert "Gereserveerd, wordt bevestigd" in made.words
    assert made.id == card.id
    [booking] = await bookings(hub_chat)
    assert (booking.day, booking.place.location, booking.place.zone) == (DAY, "werk-hub", "stil")
    assert "Bevestigd" in (await now_on(made)).words


def order(shown: Shown) -> list[str]:
    """The fields and buttons of a card, from top to bottom."""
    return [str(item.get("id") or item.get("title")) for item in nodes(shown.card) if item.get("id") or "title" in item]


async def test_what_is_free_stands_above_the_fields_where_enough_was_said(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek {the_day(DAY)} een stille plek in de Werk Hub")
    assert order(card).index(booking_buttons(card)[0]) < order(card).index("day")
    assert "Iets anders?" in card.words
    typed = await card.press("Bekijk wat vrij is", when="morning", where="werk-hub")
    assert (field(typed, "when"), field(typed, "where")) == ("morning", "werk-hub")
    assert order(typed).index(booking_buttons(typed)[0]) < order(typed).index("day")


async def test_where_nothing_was_said_the_fields_come_first(hub_chat: Chat) -> None:
    card = await (await hub_chat.say("help")).press("Een werkplek boeken")
    assert "Iets anders?" not in card.words
    assert order(card)[0] == "day"


@pytest.mark.route("workspaces.note_day")
async def test_a_desk_that_is_confirmed_proposes_the_day_at_the_office(hub_chat: Chat) -> None:
    confirmed = await now_on(await booked(hub_chat))
    noted = await confirmed.press("Zet in mijn dagen: Op kantoor")
    assert "Staat in je dagen" in noted.words
    [day] = await hub_chat.services.workdays.registering.days(hub_chat.person["id"], DAY, DAY)
    assert day.category == "office"
    assert "Zet in mijn dagen: Op kantoor" not in [button.title for button in noted.buttons]
    assert (
        "Staat in je dagen" in (await confirmed.press("Zet in mijn dagen: Op kantoor")).words
    )  # once more, as an old card


async def test_where_no_place_has_all_that_was_asked_those_with_most_of_it_come_first(chat: Chat) -> None:
    card = await chat.say(f"ik wil op {workdays(OSS, 1)[0].isoformat()} een plek bij het raam met twee schermen")
    assert "Zo'n plek is er niet" in card.words
    near = [
        place for place in await chat.services.workspaces.places.all() if f"Boek {place.name}" in booking_buttons(card)
    ]
    assert near
    assert all(place.features & {"two_screens", "window"} for place in near)


async def test_a_call_booth_is_booked_without_a_number_of_people(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek een belcel op {DAY.isoformat()} van 10 tot 11 uur")
    assert field(card, "kind") == "booth"
    assert [item for item in nodes(card.card) if item.get("id") == "people"] == []
    booked = await card.press(booking_buttons(card)[0], kind="booth", when="hours", start="10:00", end="11:00")
    assert "Belcel" in booked.words


async def test_a_room_is_found_for_the_hours_the_people_and_the_features_that_were_said(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"meeting room for 8 on {DAY.isoformat()} 10:00-11:30 with video")
    filled = [field(card, name) for name in ("kind", "start", "end", "people", "features")]
    assert filled == ["room", "10:00", "11:30", 8, "video"]
    made = await card.press(booking_buttons(card)[0])
    [booking] = await bookings(hub_chat)
    assert (booking.start.hour, booking.end.hour, booking.end.minute, booking.people) == (10, 11, 30, 8)
    assert booking.place.capacity >= 8
    assert "video" in booking.place.features
    assert booking.place.name in made.words


@pytest.mark.route("workspaces.open")
@pytest.mark.route("workspaces.look")
async def test_the_card_shows_in_place_what_is_free_of_what_is_chosen(hub_chat: Chat) -> None:
    await hub_chat.say("help")
    card = await hub_chat.press("Een werkplek boeken")
    lively = await card.press("Bekijk wat vrij is", day=DAY.isoformat(), where="werk-hub/levendig", when="morning")
    assert lively.id == card.id
    assert "ochtend" in lively.words
    later = await lively.press("Dag later")
    assert later.id == card.id
    assert field(later, "day") > DAY.isoformat()
    assert field(later, "where") == "werk-hub/levendig"
    assert field((await later.press("Dag eerder")), "day") == DAY.isoformat()
    assert await bookings(hub_chat) == []


async def test_what_was_changed_after_the_last_look_is_not_booked_unseen(hub_chat: Chat) -> None:
    card = await desk(hub_chat)
    other = await card.press(booking_buttons(card)[0], when="afternoon")
    assert "Er is nog niets geboekt" in other.words
    assert field(other, "when") == "afternoon"
    assert await bookings(hub_chat) == []
    await other.press(booking_buttons(other)[0])
    assert [booking.start.hour for booking in await bookings(hub_chat)] == [12]


async def test_other_hours_are_asked_for_before_something_is_looked_up(hub_chat: Chat) -> None:
    card = await desk(hub_chat, when="hours")
    assert "van hoe laat tot hoe laat" in card.words
    assert booking_buttons(card) == []
    found = await card.press("Bekijk wat vrij is", start="09:00", end="11:15")
    await found.press(booking_buttons(found)[0])
    [booking] = await bookings(hub_chat)
    assert (booking.start.hour, booking.end.minute) == (9, 15)


async def test_a_place_that_is_not_here_is_said_with_those_that_are(chat: Chat) -> None:
    card = await chat.say(f"boek {workdays(OSS, 1)[0].isoformat()} een plek in de Werk Hub")
    assert "‘Werk Hub’ ken ik hier niet. Boeken kan in: gemeentehuis Oss." in card.words
    assert field(card, "where") == "anywhere"
    assert booking_buttons(card)


async def test_a_house_without_desks_is_said_with_where_there_are_some(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"boek {the_day(DAY)} een werkplek in het Huis aan de Markt")
    assert "Huis aan de Markt" in card.words
    assert any("Werk Hub" in words for words in card.words.splitlines())
    assert booking_buttons(card)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": "2020-01-06"}, "voorbij"),
        ({"day": "2999-01-04"}, "te ver vooruit"),
        ({"day": "morgen"}, "Kies een dag"),
        ({"when": "hours", "start": "11:00", "end": "09:00"}, "eindtijd"),
        ({"when": "hours", "start": "09:07", "end": "10:00"}, "kwartier"),
        ({"when": "hours", "start": "04:00", "end": "05:00"}, "openingstijden"),
        ({"where": "maan"}, "ken ik niet meer"),
        ({"where": "werk-hub/geheim"}, "ken ik niet meer"),
    ],
)
async def test_what_cannot_be_is_said_with_the_reason(hub_chat: Chat, fields: dict[str, str], words: str) -> None:
    card = await desk(hub_chat)
    answer = await card.press("Bekijk wat vrij is", **({"day": DAY.isoformat()} | fields))
    assert words in answer.words
    assert "Bekijk wat vrij is" in [button.title for button in answer.buttons]


async def test_a_strangers_input_is_taken_for_text_and_nothing_else(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"vergaderruimte {the_day(DAY)} van 10 tot 11 uur")
    for fields in (
        {"people": "-1"},
        {"people": 1e300},
        {"people": "9" * 5000},
        {"people": "²"},
        {"kind": "desk' or 1=1"},
        {"features": "video,__class__,\0"},
        {"day": ["2026-01-01"], "when": {"a": 1}, "start": True, "accessible": None},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
    ):
        answer = await card.press("Bekijk wat vrij is", **fields)
        assert "Er ging iets mis" not in answer.words + answer.notice, fields
        assert answer.buttons
        moved = [button.title for button in answer.buttons if button.title in ("Dag later", "Dag eerder")]
        for title in moved:
            assert (await answer.press(title)).buttons
        card = answer
    assert await bookings(hub_chat) == []


async def test_pressing_twice_books_once(hub_chat: Chat) -> None:
    card = await desk(hub_chat)
    title = booking_buttons(card)[0]
    value = {"action": {key: card.button(title).action[key] for key in ("type", "title", "verb", "data")}}
    first, second = await asyncio.gather(*(hub_chat.invoke("adaptiveCard/action", value, on=card) for _ in range(2)))
    assert first["status"] == second["status"] == 200
    await hub_chat.working.settled()
    again = await hub_chat.invoke("adaptiveCard/action", value, on=card)
    assert again["status"] == 200
    assert len(await bookings(hub_chat)) == 1


async def test_of_two_who_want_the_last_place_the_second_hears_it_and_what_else_there_is(hub_chat: Chat) -> None:
    other = hub_chat.as_("manager")
    mine, theirs = await desk(hub_chat, accessible="true"), await desk(other, accessible="true")
    title = next(title for title in booking_buttons(mine) if title in booking_buttons(theirs))
    places = await hub_chat.services.workspaces.places.all()
    assert next(place for place in places if place.name == title.removeprefix("Boek ")).capacity == 1
    assert "Gereserveerd" in (await mine.press(title)).words
    late = await theirs.press(title)
    assert "net weg" in late.words
    assert booking_buttons(late)
    assert await bookings(other) == []
    await late.press(booking_buttons(late)[0])
    assert len(await bookings(other)) == 1


async def test_one_desk_at_a_time_and_it_says_where_the_other_is(hub_chat: Chat) -> None:
    await booked(hub_chat)
    again = await desk(hub_chat)
    assert "al een werkplek" in again.words
    assert (
        len([title for title in (await again.press("Mijn reserveringen")).words.splitlines() if "hele dag" in title])
        == 1
    )


async def test_somebody_elses_card_books_nothing(hub_chat: Chat) -> None:
    card = await desk(hub_chat)
    other = hub_chat.as_("manager")
    await other.open()
    value = {
        "action": {key: card.button(booking_buttons(card)[0]).action[key] for key in ("type", "title", "verb", "data")}
    }
    somewhere = next(shown for shown in await other.open())
    answer = await other.invoke("adaptiveCard/action", value, on=somewhere)
    assert answer["body"]["type"] == chats.NOTICE
    assert await bookings(other) == []
    assert await bookings(hub_chat) == []


@pytest.mark.route("workspaces.cancel")
@pytest.mark.route("workspaces.show")
async def test_a_booking_is_cancelled_on_its_card_and_the_place_is_free_again(hub_chat: Chat) -> None:
    made = await now_on(await booked(hub_chat))
    assert "Bevestigd" in made.words
    gone = await made.press("Ja, annuleer")
    assert gone.id == made.id
    assert "Geannuleerd" in gone.words
    assert await bookings(hub_chat) == []
    await hub_chat.working.settled()
    assert "Gereserveerd" in (await booked(hub_chat)).words


async def test_two_bookings_on_a_day_have_buttons_of_different_names(hub_chat: Chat) -> None:
    await booked(hub_chat)
    booth = await hub_chat.say(f"boek een belcel op {DAY.isoformat()} van 10 tot 11 uur")
    await booth.press(booking_buttons(booth)[0])
    listed = await hub_chat.say("mijn reserveringen")
    titles = [button.title for button in listed.buttons if button.title.startswith("Verander ")]
    assert [title[-5:] for title in titles] == ["08:00", "10:00"]
    assert "heb je 2 reserveringen" in (await hub_chat.say(f"annuleer alles op {DAY.isoformat()}")).words


@pytest.mark.route("workspaces.mine")
async def test_my_bookings_can_be_changed_and_cancelled_one_by_one(hub_chat: Chat) -> None:
    days = workdays(HUB, 2)
    for day in days:
        await booked(hub_chat, day)
    listed = await hub_chat.say("mijn reserveringen")
    titles = [button.title for button in listed.buttons]
    assert len([title for title in titles if title.startswith("Verander ")]) == 2
    none = await hub_chat.say("wat heb ik volgend jaar op 4 juni geboekt")
    assert "heb je niets geboekt" in none.words
    left = await listed.press("Ja, annuleer")
    assert left.id == listed.id
    assert "Geannuleerd" in left.words
    assert [booking.day for booking in await bookings(hub_chat)] == days[1:]
    await hub_chat.say("help")
    assert len((await hub_chat.press("Mijn reserveringen")).buttons) > 2


@pytest.mark.route("workspaces.look_days")
@pytest.mark.route("workspaces.cancel_days")
async def test_a_range_of_days_is_shown_before_it_is_cancelled(hub_chat: Chat) -> None:
    days = workdays(HUB, 3)
    for day in days:
        await booked(hub_chat, day)
    listed = await hub_chat.say("mijn reserveringen")
    assert "eerste en een laatste dag" in (await listed.press("Bekijk wat weggaat", first="", last="x")).words
    listed = await hub_chat.say("mijn reserveringen")
    shown = await listed.press("Bekijk wat weggaat", first=days[0].isoformat(), last=days[1].isoformat())
    assert len(await bookings(hub_chat)) == 3
    after = await shown.press("Ja, annuleer alle 2")
    assert "2 reserveringen zijn geannuleerd" in after.words
    assert [booking.day for booking in await bookings(hub_chat)] == days[2:]


@pytest.mark.route("workspaces.change")
async def test_a_booking_moves_to_another_day_and_stays_one_booking(hub_chat: Chat) -> None:
    made = await now_on(await booked(hub_chat))
    [before] = await bookings(hub_chat)
    form = await made.press("Veranderen")
    assert "Nu staat er" in form.words
    later = await form.press("Dag later")
    moved = await now_on(await later.press(booking_buttons(later)[0]))
    [after] = await bookings(hub_chat)
    assert after.id == before.id
    assert after.day > before.day
    assert "Bevestigd" in moved.words
    assert "Je reservering is veranderd" in moved.words


async def test_for_more_people_than_fit_anywhere_the_largest_room_is_named_and_can_be_booked(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"vergaderruimte voor 200 mensen op {the_day(DAY)} van 10:00 tot 11:00")
    rooms = [place for place in await hub_chat.services.workspaces.places.all() if place.kind == "room"]
    largest = max(rooms, key=lambda place: place.capacity)
    assert f"De grootste is {largest.name}, voor {largest.capacity} mensen" in card.words
    await card.press(booking_buttons(card)[0])
    [made] = await bookings(hub_chat)
    assert (made.place, made.people) == (largest, largest.capacity)


async def test_what_one_has_already_is_not_offered_to_change_it_into(hub_chat: Chat) -> None:
    made = await now_on(await booked(hub_chat))
    [before] = await bookings(hub_chat)
    form = await made.press("Veranderen")
    assert booking_buttons(form)
    assert not any(before.place.name in title for title in booking_buttons(form))
    shorter = await form.press("Bekijk wat vrij is", when="morning", where=f"werk-hub/{before.place.zone}")
    assert any(before.place.name in title for title in booking_buttons(shorter))


async def test_where_only_what_one_has_is_free_that_is_said(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"vergaderruimte voor 4 op {the_day(DAY)} van 10:00 tot 11:00")
    made = await now_on(await card.press(booking_buttons(card)[0]))
    [mine] = await bookings(hub_chat)
    for place in await hub_chat.services.workspaces.places.all():
        if place.kind == "room" and place != mine.place:
            await hub_chat.services.workspaces.hold(place.id[-30:], place.id, mine.span)
    form = await made.press("Veranderen")
    assert "Wat je nu hebt is het enige dat dan vrij is" in form.words
    assert "Laat zoals het was" in [button.title for button in form.buttons]


async def test_only_the_number_of_people_changes_and_the_card_says_so(hub_chat: Chat) -> None:
    card = await hub_chat.say(f"vergaderruimte voor 3 op {the_day(DAY)} van 10:00 tot 11:00")
    made = await now_on(await card.press(booking_buttons(card)[0]))
    [before] = await bookings(hub_chat)
    form = await made.press("Veranderen")
    more = await form.press("Bekijk wat vrij is", people="2")
    title = next(title for title in booking_buttons(more) if before.place.name in title)
    shown = await more.press(title, people="2")
    [after] = await bookings(hub_chat)
    assert (after.id, after.place, after.people, after.state) == (before.id, before.place, 2, "confirmed")
    assert {"title": "Aantal mensen", "value": "2"} in facts(shown)


async def test_a_change_that_is_not_wanted_after_all_leaves_it_as_it_was(hub_chat: Chat) -> None:
    made = await now_on(await booked(hub_chat))
    form = await made.press("Veranderen")
    assert "Bevestigd" in (await form.press("Laat zoals het was")).words


async def test_a_sentence_opens_the_booking_that_it_means(hub_chat: Chat) -> None:
    first, second = workdays(HUB, 2)
    for day in (first, second):
        await now_on(await booked(hub_chat, day))
    form = await hub_chat.say(f"verander mijn reservering van {the_day(first)}: alleen de ochtend")
    assert "Je reservering veranderen" in form.words
    card = await hub_chat.say(f"annuleer mijn werkplek van {the_day(second)}")
    assert "Ja, annuleer" in [button.title for button in card.buttons]
    assert len(await bookings(hub_chat)) == 2
    await card.press("Ja, annuleer")
    assert [booking.day for booking in await bookings(hub_chat)] == [first]


def test_public_holidays_among_several_days_are_left_out_and_said() -> None:
    eve, christmas, monday = date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28)
    moment = datetime(2026, 12, 1, 10, tzinfo=HUB.time_zone)
    turn = Turn("1", Person("ria", "Ria"), Place("personal", "chat"), "nl", HUB, moment)

    def filled(fields: Fields) -> Said:
        return said(turn, Understanding("workspaces", "book_desk", fields, None, "nl"))

    several = filled(Fields(dates=(eve, christmas, monday)))
    assert several.filled.days == (eve.isoformat(), monday.isoformat())
    assert [turn.texts(key, **values) for key, values in several.notes] == ["Feestdagen sla ik over: vr 25 dec."]
    alone = filled(Fields(date=christmas))
    assert (alone.filled.day, alone.notes) == (christmas.isoformat(), ())


@pytest.mark.route("workspaces.book_days")
async def test_several_days_are_one_booking_each_and_what_did_not_work_is_said(hub_chat: Chat) -> None:
    first, far = workdays(HUB, 1)[0], workdays(HUB, 1, first=60)[0]
    card = await hub_chat.say(f"boek een stille plek in de Werk Hub op {the_day(first)} en op {the_day(far)}")
    assert await bookings(hub_chat) == []
    assert "te ver vooruit" in card.words
    done = await card.press("Boek deze dag")
    assert "lukten niet" in done.words
    assert [booking.day for booking in await bookings(hub_chat)] == [first]
    assert "Mijn reserveringen" in [button.title for button in done.buttons]


async def test_in_a_group_nothing_is_booked(hub_chat: Chat) -> None:
    answer = await hub_chat.inside("group").say("boek morgen een werkplek")
    assert "eigen gesprek" in answer.words
    assert answer.card is None


async def test_where_it_is_off_it_says_so_and_whom_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    off = replace(HUB, workspaces=WorkspaceRules())
    monkeypatch.setattr(chats, "load_organisation", lambda _: off)
    async with chatting(tmp_path, "sittard-geleen") as chat:
        answer = await chat.say("boek morgen een werkplek")
        assert "nog niet aan" in answer.words
        assert "facilitair@sittard-geleen.example" in answer.words
        helped = await chat.say("help")
        assert "Een werkplek boeken" not in [button.title for button in helped.buttons]


async def test_english_all_the_way(hub_chat: Chat) -> None:
    await hub_chat.say("Speak English")
    card = await hub_chat.say(f"book a quiet desk on {DAY.isoformat()} in the Werk Hub")
    assert "Book a desk" in card.words
    made = await now_on(await card.press(booking_buttons(card)[0]))
    assert "Confirmed" in made.words
    assert "Cancel" in [button.get("title") for button in nodes(made.card)]
