"""Booking for a colleague as people do it in the chat: allowing it, asking for it, booking, and ending it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dialogs.understanding import understand
from dialogs.understanding.permission import permission
from domain.workspaces.model import Booking
from tenant import connector
from tests.chat import Chat, Shown, chatting
from tests.test_workspaces import DAY, HUB, booking_buttons, the_day


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers of Sittard-Geleen, where the employee and the manager both spoke to it before."""
    async with chatting(tmp_path, "sittard-geleen") as chat:
        for role in ("employee", "manager", "communication"):
            await chat.as_(role).open()
        yield chat


def name(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["name"])


async def last(chat: Chat, role: str) -> Shown:
    """The last thing that somebody heard, when nothing is left to do."""
    await chat.working.settled()
    return (await chat.as_(role).open())[-1]


async def bookings(chat: Chat, role: str) -> list[Booking]:
    return list(await chat.services.workspaces.my_bookings(chat.as_(role).person["id"]))


async def allowed(chat: Chat, delegate: str = "employee", person: str = "manager") -> Shown:
    """The second lets the first book for them; what the first hears."""
    card = await chat.as_(person).say(f"{name(chat, delegate)} mag voor mij boeken")
    await card.press("Ja, dat mag", until=(DAY + timedelta(days=30)).isoformat())
    return await last(chat, delegate)


async def booked(chat: Chat, role: str = "employee", person: str = "manager") -> Shown:
    """The card of a place that the first booked for the second."""
    card = await chat.as_(role).say(f"boek {the_day(DAY)} een plek in de Werk Hub voor {name(chat, person)}")
    made = await card.press(booking_buttons(card)[0])
    await chat.working.settled()
    return made


async def test_a_colleague_without_a_capital_is_who_is_meant_and_what_is_no_colleague_is_said(hub: Chat) -> None:
    asked = await hub.as_("employee").say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager').lower()}")
    assert name(hub, "manager") in asked.words
    assert "Ja, vraag het" in [button.title for button in asked.buttons]
    own = await hub.as_("employee").say(f"boek {the_day(DAY)} een plek voor knutselen")
    assert "Ik ken geen collega die ‘knutselen’ heet" in own.words
    assert booking_buttons(own)


@pytest.mark.route("delegating.give")
async def test_who_lets_a_colleague_book_sees_first_what_that_means_and_both_see_it_afterwards(hub: Chat) -> None:
    card = await hub.as_("manager").say(f"{name(hub, 'employee')} mag voor mij boeken")
    assert f"Mag {name(hub, 'employee')} voor jou boeken?" in card.words
    assert "Er is nog niets veranderd" in card.words
    assert not await hub.services.delegating.may(hub.person["id"], hub.as_("manager").person["id"])
    given = await card.press("Ja, dat mag", until=(DAY + timedelta(days=30)).isoformat())
    assert given.id == card.id
    assert f"{name(hub, 'employee')} mag voor je boeken" in given.words
    told = await last(hub, "employee")
    assert f"Je mag boeken voor {name(hub, 'manager')}" in told.words
    for role in ("employee", "manager"):
        listed = await hub.as_(role).say("wie mag voor mij boeken?")
        assert name(hub, "manager" if role == "employee" else "employee") in listed.words


async def test_a_place_that_is_booked_for_a_colleague_is_his_and_he_hears_it_at_once(hub: Chat) -> None:
    await allowed(hub)
    card = await hub.say(f"boek {the_day(DAY)} een plek in de Werk Hub voor {name(hub, 'manager')}")
    assert f"Dit boek je voor {name(hub, 'manager')}" in card.words
    made = await card.press(booking_buttons(card)[0])
    assert f"Voor {name(hub, 'manager')}" in made.words
    told = await last(hub, "manager")
    assert f"{name(hub, 'employee')} heeft deze plek voor je geboekt" in told.words or "Bevestigd" in told.words
    assert "Ja, annuleer" in [button.title for button in told.buttons]
    [theirs] = await bookings(hub, "manager")
    assert (theirs.person, theirs.by) == (hub.as_("manager").person["id"], hub.person["id"])
    assert len(hub.tenant.calendars.all(mail(hub, "manager"))) == 1
    assert hub.tenant.calendars.all(mail(hub, "employee")) == []


def mail(chat: Chat, role: str) -> str:
    return str(chat.tenant.directory.users[chat.as_(role).person["id"]].properties["mail"])


async def test_both_see_and_cancel_it_and_the_other_hears_that(hub: Chat) -> None:
    await allowed(hub)
    await booked(hub)
    mine = await hub.say("mijn reserveringen")
    assert f"Voor {name(hub, 'manager')}" in mine.words
    theirs = await hub.as_("manager").say("mijn reserveringen")
    assert f"Geboekt door {name(hub, 'employee')}" in theirs.words
    gone = await theirs.press("Ja, annuleer")
    assert "Geannuleerd:" in gone.words
    told = await last(hub, "employee")
    assert f"{name(hub, 'manager')} heeft deze reservering geannuleerd" in told.words
    assert f"Voor {name(hub, 'manager')}" in told.words
    assert await bookings(hub, "employee") == await bookings(hub, "manager") == []


async def test_who_booked_it_can_change_and_cancel_it_and_the_colleague_hears_that(hub: Chat) -> None:
    await allowed(hub)
    made = await booked(hub)
    form = await made.press("Veranderen")
    assert f"Dit boek je voor {name(hub, 'manager')}" in form.words
    looked = await form.press("Bekijk wat vrij is", when="morning")
    await looked.press(booking_buttons(looked)[0], when="morning")
    told = await last(hub, "manager")
    assert "veranderd" in told.words
    assert f"Geboekt door {name(hub, 'employee')}" in told.words
    [theirs] = await bookings(hub, "manager")
    assert theirs.end.hour == 12
    listed = await hub.say("mijn reserveringen")
    await listed.press("Ja, annuleer")
    told = await last(hub, "manager")
    assert f"{name(hub, 'employee')} heeft deze reservering geannuleerd" in told.words
    assert await bookings(hub, "manager") == []


async def test_the_colleague_has_one_desk_at_a_time_whoever_books_it(hub: Chat) -> None:
    await allowed(hub)
    await booked(hub)
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    assert f"{name(hub, 'manager')} heeft op dat moment al een werkplek" in card.words
    own = await hub.say(f"boek {the_day(DAY)} een plek in de Werk Hub")
    await own.press(booking_buttons(own)[0])
    assert sorted(each.person == hub.person["id"] for each in await bookings(hub, "employee")) == [False, True]


@pytest.mark.route("delegating.ask")
@pytest.mark.route("delegating.answer")
@pytest.mark.route("delegating.book")
async def test_without_permission_it_is_said_and_asked_and_with_a_yes_it_can_be_booked(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    assert f"Je mag nog niet boeken voor {name(hub, 'manager')}" in card.words
    assert booking_buttons(card) == ["Boek een plek voor mezelf"]
    asked = await card.press("Ja, vraag het")
    assert "Ik heb het gevraagd" in asked.words
    question = await last(hub, "manager")
    assert f"{name(hub, 'employee')} wil plekken voor jou kunnen boeken" in question.words
    answered = await question.press("Ja, dat mag")
    assert answered.id == question.id
    told = await last(hub, "employee")
    assert f"Je mag boeken voor {name(hub, 'manager')}" in told.words
    form = await told.press("Boek een plek")
    assert f"Dit boek je voor {name(hub, 'manager')}" in form.words


async def test_who_says_no_gives_no_reason_and_is_not_asked_again_for_a_while(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    await card.press("Ja, vraag het")
    question = await last(hub, "manager")
    assert "Je boekt zelf" in (await question.press("Nee, liever niet")).words
    assert f"{name(hub, 'manager')} boekt liever zelf" in (await last(hub, "employee")).words
    again = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    refused = await again.press("Ja, vraag het")
    assert "Dat kan ik nu niet vragen" in refused.words
    assert "wil plekken voor jou" not in (await last(hub, "manager")).words
    assert await bookings(hub, "manager") == []


async def test_a_question_is_asked_once_however_often_the_button_is_pressed(hub: Chat) -> None:
    said = f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}"
    await (await hub.say(said)).press("Ja, vraag het")
    asked = await (await hub.say(said)).press("Ja, vraag het")
    assert "Ik heb het al gevraagd" in asked.words
    await hub.working.settled()
    heard = [shown for shown in await hub.as_("manager").open() if "wil plekken voor jou" in shown.words]
    assert len(heard) == 1


async def test_a_question_that_was_taken_back_can_not_be_answered_any_more(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    asked = await card.press("Ja, vraag het")
    question = await last(hub, "manager")
    listed = await asked.press("Wie mag voor wie boeken")
    back = await listed.press("Trek de vraag in")
    assert f"De vraag aan {name(hub, 'manager')} is weg" in back.words
    late = await question.press("Ja, dat mag")
    assert "Deze vraag is er niet meer" in late.words + late.notice
    assert not await hub.services.delegating.may(hub.person["id"], hub.as_("manager").person["id"])


@pytest.mark.route("delegating.end")
@pytest.mark.route("delegating.show")
async def test_a_permission_that_is_withdrawn_ends_at_once_also_on_a_card_that_is_open(hub: Chat) -> None:
    await allowed(hub)
    made = await booked(hub)
    open_form = await hub.say(f"boek {the_day(DAY + timedelta(days=7))} een plek voor {name(hub, 'manager')}")
    listed = await hub.as_("manager").say(f"trek de toestemming van {name(hub, 'employee')} in")
    ended = await listed.press("Ja, trek in")
    assert f"De toestemming met {name(hub, 'employee')} is weg" in ended.words
    assert f"De toestemming met {name(hub, 'manager')} is gestopt" in (await last(hub, "employee")).words
    late = await open_form.press(booking_buttons(open_form)[0])
    assert f"Je mag niet (meer) boeken voor {name(hub, 'manager')}" in late.words
    assert len(await bookings(hub, "manager")) == 1  # what was booked stays, and is of who has it alone
    assert await bookings(hub, "employee") == []
    refused = await made.press("Ja, annuleer")
    assert "niet van jou" in refused.words + refused.notice
    assert len(await bookings(hub, "manager")) == 1


async def test_who_may_book_can_stop_that_too(hub: Chat) -> None:
    told = await allowed(hub)
    await told.press("Ja, stop")
    assert f"De toestemming met {name(hub, 'employee')} is gestopt" in (await last(hub, "manager")).words
    assert "Niemand boekt voor jou" in (await hub.say("mijn toestemmingen")).words


async def test_a_permission_ends_after_its_last_day(hub: Chat) -> None:
    await allowed(hub)
    delegating, manager = hub.services.delegating, hub.as_("manager").person["id"]
    usual = delegating.clock
    delegating.clock = lambda: usual() + timedelta(days=60)
    assert not await delegating.may(hub.person["id"], manager)
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    assert "Je mag nog niet boeken" in card.words


@pytest.mark.parametrize("until", ["2020-01-01", "2999-01-01", "morgen", "2026-02-30"])
async def test_a_last_day_that_can_not_be_is_asked_again(hub: Chat, until: str) -> None:
    card = await hub.as_("manager").say(f"{name(hub, 'employee')} mag voor mij boeken")
    again = await card.press("Ja, dat mag", until=until)
    assert "Kies een dag tussen vandaag en een jaar verder" in again.words
    assert not await hub.services.delegating.may(hub.person["id"], hub.as_("manager").person["id"])


@pytest.mark.route("delegating.choose")
async def test_of_several_with_that_name_a_button_for_each_asks_which(hub: Chat) -> None:
    users = [user for user in hub.tenant.directory.users.values() if user.properties["accountEnabled"]]
    mine = hub.person["id"]
    namesakes = users[2:4]
    for user in namesakes:
        user.properties["displayName"] = f"Sjefke {user.properties['surname']}"
    assert mine not in [user.id for user in namesakes]
    card = await hub.say(f"boek {the_day(DAY)} een plek voor Sjefke")
    assert "Welke collega bedoel je met ‘Sjefke’?" in card.words
    titles = [button.title for button in card.buttons]
    assert sorted(titles) == sorted(str(user.properties["displayName"]) for user in namesakes)
    chosen = await card.press(titles[0])
    assert f"Je mag nog niet boeken voor {titles[0]}" in chosen.words
    await hub.services.delegating.give(namesakes[1].id, mine, DAY + timedelta(days=9))
    form = await hub.say(f"boek {the_day(DAY)} een plek voor Sjefke")
    assert f"Dit boek je voor {namesakes[1].properties['displayName']}" in form.words


async def test_nobody_of_that_name_is_said(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor Xantippe")
    assert "Ik ken geen collega die ‘Xantippe’ heet" in card.words
    assert booking_buttons(card) == ["Boek een plek voor mezelf"]


async def test_who_left_can_not_be_booked_for_nor_asked(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {name(hub, 'manager')}")
    hub.tenant.directory.users[hub.as_("manager").person["id"]].properties["accountEnabled"] = False
    gone = await card.press("Ja, vraag het")
    assert "werkt hier niet meer" in gone.words + gone.notice
    assert "Ik ken geen collega" in (await hub.say(f"boek morgen een plek voor {name(hub, 'manager')}")).words


async def test_where_koers_is_not_installed_who_asks_hears_that(hub: Chat) -> None:
    user = next(
        user
        for user in hub.tenant.directory.users.values()
        if user.id not in connector.installed_people(hub.tenant)
        and user.properties["accountEnabled"]
        and not user.guest
        and user.properties["jobTitle"]
    )
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {user.properties['displayName']}")
    await card.press("Ja, vraag het")
    assert f"Ik kan {user.properties['displayName']} niet bereiken" in (await last(hub, "employee")).words
    assert (await hub.services.delegating.between(hub.person["id"])).asked_by_me == ()


async def test_a_name_with_marks_is_shown_as_it_stands(hub: Chat) -> None:
    hub.tenant.directory.users[hub.as_("manager").person["id"]].properties["displayName"] = "Ria [hier](https://x) *B*"
    card = await hub.say(f"boek {the_day(DAY)} een plek voor Ria")
    assert "](" not in card.words
    assert "*" not in card.words


async def test_permission_for_oneself_is_none(hub: Chat) -> None:
    card = await hub.say(f"boek {the_day(DAY)} een plek voor {hub.person['name']}")
    assert "Je mag nog niet" not in card.words
    form = await hub.say(f"{hub.person['name']} mag voor mij boeken")
    assert "Ja, dat mag" not in [button.title for button in form.buttons]


@pytest.mark.parametrize(
    ("sentence", "intent", "colleague", "until"),
    [
        ("Anna mag voor mij boeken", "delegate", "Anna", None),
        ("anna de vries mag plekken voor mij boeken tot 1 maart", "delegate", "anna de vries", date(2027, 3, 1)),
        ("Geef Anna toestemming om voor mij te boeken, aub", "delegate", "Anna", None),
        ("machtig mijn collega Anna om voor mij te reserveren", "delegate", "Anna", None),
        ("Anna may book for me until 1 March", "delegate", "Anna", date(2027, 3, 1)),
        ("please let Anna book desks for me", "delegate", "Anna", None),
        ("Anna mag niet meer voor mij boeken", "delegations", "Anna", None),
        ("trek de toestemming van Anna in", "delegations", "Anna", None),
        ("revoke Anna's permission", "delegations", "Anna", None),
        ("wie mag er voor mij boeken?", "delegations", None, None),
        ("voor wie mag ik boeken", "delegations", None, None),
        ("who may book for me?", "delegations", None, None),
        ("mag ik voor Anna boeken?", "delegations", "Anna", None),
        ("mijn toestemmingen", "delegations", None, None),
        ("boek morgen een plek voor Anna", "book_desk", None, None),
        ("kun je morgen een werkplek voor mij boeken", "book_desk", None, None),
        ("teamdag donderdag in de Werk Hub", "team_day", None, None),
    ],
)
def test_what_is_said_of_booking_for_one_another_is_understood(
    sentence: str, intent: str, colleague: str | None, until: date | None
) -> None:
    now = datetime(2026, 11, 30, 8, tzinfo=HUB.time_zone)
    understood = understand(sentence, HUB, now)
    assert (understood.capability, understood.intent) == ("workspaces", intent)
    assert understood.fields.person == colleague
    assert understood.fields.until_date == until


@pytest.mark.parametrize(
    "sentence", ["kan iemand voor mij boeken", "mag ik voor mij boeken", "x " * 90, ". " * 99, "mag " * 49]
)
def test_what_names_nobody_is_no_permission(sentence: str) -> None:
    assert permission(sentence) is None
