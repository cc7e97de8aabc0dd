"""Home and office days as people meet them: saying, choosing, correcting, sharing and exporting, in the chat."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from openpyxl import load_workbook

from dialogs.understanding.model import Fields, Understanding
from dialogs.workdays.said import said_of
from domain.holidays import Holiday
from domain.organisation import load_organisation
from domain.workdays.model import Category, Day, Month, Pattern
from domain.workdays.rules import WorkdayRules
from locales import texts_for
from tenant.faults import Fault
from tests.chat import Chat, Shown, chatting
from tests.test_sign_in import in_window, settled, signed_in, verified

ZONE = load_organisation("oss").time_zone
TODAY = datetime.now(ZONE).date()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())  # of next week: always ahead, and within the two weeks of the team
CLOSED = Month.of(TODAY).plus(-2)  # is locked and kept, whatever day it is


def said(day: date) -> str:
    """A day as people type it."""
    return format_date(day, "d MMMM y", locale="nl")


def holiday(day: date) -> bool:
    return load_organisation("oss").holidays.on(day) is not None


def named(month: Month) -> str:
    """A month as people type it, and as a card shows it."""
    return format_date(month.first, "LLLL y", locale="nl")


def inputs(shown: Shown) -> dict[str, str]:
    """What is filled in on a card, by the id of the input: what Teams sends along with a press."""
    return {item["id"]: item.get("value", "") for item in _inputs(shown)}


def labels(shown: Shown) -> dict[str, str]:
    """What each input is called."""
    return {item["id"]: item.get("label") or item.get("title", "") for item in _inputs(shown)}


def _inputs(shown: Shown) -> list[dict[str, Any]]:
    return [item for item in (shown.card or {})["body"] if item["type"].startswith("Input.")]


def facts(shown: Shown) -> dict[str, str]:
    """The facts on a card."""
    sets = [item["facts"] for item in (shown.card or {})["body"] if item["type"] == "FactSet"]
    return {fact["title"]: fact["value"] for each in sets for fact in each}


def names(shown: Shown) -> list[str]:
    """The lines of names on the card about the team."""
    blocks = [item["inlines"] for item in (shown.card or {})["body"] if item["type"] == "RichTextBlock"]
    return ["".join(run["text"] for run in runs) for runs in blocks]


async def save(form: Shown, **changed: str) -> Shown:
    """Presses Save with what is on the card, but for what is chosen anew."""
    return await form.press("Opslaan", **(inputs(form) | changed))


async def ticked(chat: Chat, first: date, last: date) -> dict[date, Category]:
    """What is stored of the person of this chat."""
    days = await chat.services.workdays.registering.days(chat.person["id"], first, last)
    return {day.date: day.category for day in days if day.category is not None}


async def week_of(chat: Chat, day: date = MONDAY) -> Shown:
    """The form of a week, by a sentence that says nothing of the days."""
    return await chat.say(f"wat heb ik ingevuld voor {said(day)}")


def choose(day: date, category: str) -> dict[str, str]:
    return {day.isoformat(): category}


# the week


@pytest.mark.route("workdays.store")
async def test_what_was_said_is_filled_in_and_stored_only_when_it_is_pressed(chat: Chat) -> None:
    form = await chat.say(f"ik werk {said(MONDAY)} thuis")
    assert inputs(form)[MONDAY.isoformat()] == "home"
    assert "net gezegd, nog niet bewaard" in labels(form)[MONDAY.isoformat()]
    assert await ticked(chat, MONDAY, MONDAY) == {}
    tuesday = MONDAY + timedelta(days=1)
    done = await save(form, **choose(tuesday, "office"))
    assert done.words.startswith("Opgeslagen")
    assert [value.split(",")[0] for value in facts(done).values()][:3] == ["Thuis", "Op kantoor", "Nog niet ingevuld"]
    assert await ticked(chat, MONDAY, MONDAY + timedelta(days=6)) == {MONDAY: "home", tuesday: "office"}


async def test_pressing_twice_stores_once_and_says_the_same(chat: Chat) -> None:
    form = await chat.say(f"ik werk {said(MONDAY)} thuis")
    button = form.button("Opslaan").action
    action = {**{key: button[key] for key in ("type", "title", "verb")}, "data": button["data"] | inputs(form)}
    first = await chat.invoke("adaptiveCard/action", {"action": action}, on=form)
    second = await chat.invoke("adaptiveCard/action", {"action": action}, on=form)
    assert first["body"]["value"]["body"] == second["body"]["value"]["body"]
    assert await ticked(chat, MONDAY, MONDAY) == {MONDAY: "home"}


async def test_an_old_card_does_not_write_over_what_was_changed_since(chat: Chat) -> None:
    old, new = await week_of(chat), await week_of(chat)
    await save(new, **choose(MONDAY, "office"))
    asked = await save(old, **choose(MONDAY, "home"))
    assert "Eén dag is intussen ergens anders veranderd" in asked.words
    assert "nu staat er: Op kantoor" in labels(asked)[MONDAY.isoformat()]
    assert await ticked(chat, MONDAY, MONDAY) == {MONDAY: "office"}
    assert "Opgeslagen" in (await save(asked)).words  # now it was seen
    assert await ticked(chat, MONDAY, MONDAY) == {MONDAY: "home"}


async def test_an_old_card_leaves_alone_what_was_not_chosen_on_it(chat: Chat) -> None:
    old, new = await week_of(chat), await week_of(chat)
    await save(new, **choose(MONDAY, "office"))
    await save(old, **choose(MONDAY + timedelta(days=1), "home"))
    assert set(await ticked(chat, MONDAY, MONDAY + timedelta(days=4))) == {MONDAY, MONDAY + timedelta(days=1)}


async def test_the_same_card_pressed_with_another_choice_asks_again(chat: Chat) -> None:
    form = await week_of(chat)
    await save(form, **choose(MONDAY, "home"))
    assert "intussen" in (await save(form, **choose(MONDAY, "office"))).words
    assert await ticked(chat, MONDAY, MONDAY) == {MONDAY: "home"}


async def test_what_is_no_choice_is_taken_for_none(chat: Chat) -> None:
    form = await week_of(chat)
    hostile: dict[str, Any] = {
        MONDAY.isoformat(): "sick",
        (MONDAY + timedelta(days=1)).isoformat(): ["home"],
        (MONDAY + timedelta(days=2)).isoformat(): {"category": "home"},
        (MONDAY + timedelta(days=60)).isoformat(): "home",  # not on the card
        "shown": {},
        "person": "another",
    }
    assert "Opgeslagen" in (await form.press("Opslaan", **hostile)).words
    assert await ticked(chat, MONDAY, MONDAY + timedelta(days=60)) == {}


@pytest.mark.route("workdays.week")
async def test_one_walks_from_week_to_week(chat: Chat) -> None:
    form = await week_of(chat)
    after = await form.press("Volgende week")
    assert min(inputs(after)) == (MONDAY + timedelta(days=7)).isoformat()
    before = await (await after.press("Vorige week")).press("Vorige week")
    assert min(inputs(before)) == (MONDAY - timedelta(days=7)).isoformat()


async def test_a_day_is_cleared_and_nothing_is_kept_of_it(chat: Chat) -> None:
    await save(await week_of(chat), **choose(MONDAY, "home"))
    form = await chat.say(f"verwijder mijn thuiswerkdag van {said(MONDAY)}")
    assert inputs(form)[MONDAY.isoformat()] == "empty"
    await save(form)
    assert await ticked(chat, MONDAY, MONDAY) == {}


def test_a_period_leaves_out_the_holidays_in_it_unless_one_is_named_alone() -> None:
    eve, christmas = date(2026, 12, 24), date(2026, 12, 25)
    found = {eve: Day(eve, "open"), christmas: Day(christmas, "open", holiday=Holiday("Eerste kerstdag", "Christmas"))}
    home = Understanding("workdays", "set_day", Fields(category="home"), None, "nl")
    assert said_of(texts_for("nl"), home, (eve, christmas), found) == (
        {eve: "home"},
        "Feestdagen vul ik niet in: vr 25 december.",
    )
    assert said_of(texts_for("nl"), home, (christmas,), found) == ({christmas: "home"}, "")


async def test_days_that_are_each_spent_elsewhere_are_filled_in_each_by_itself(chat: Chat) -> None:
    tuesday = MONDAY + timedelta(days=1)
    form = await chat.say(f"{said(MONDAY)} thuis en {said(tuesday)} op kantoor")
    assert (inputs(form)[MONDAY.isoformat()], inputs(form)[tuesday.isoformat()]) == ("home", "office")
    assert await ticked(chat, MONDAY, tuesday) == {}


async def test_two_days_change_places(chat: Chat) -> None:
    friday = MONDAY + timedelta(days=4)
    await save(await week_of(chat), **choose(MONDAY, "home"), **choose(friday, "office"))
    form = await chat.say(f"verzet mijn thuiswerkdag van {said(MONDAY)} naar {said(friday)}")
    assert (inputs(form)[MONDAY.isoformat()], inputs(form)[friday.isoformat()]) == ("office", "home")
    later = MONDAY + timedelta(days=8)
    other = await chat.say(f"verzet mijn thuiswerkdag van {said(MONDAY)} naar {said(later)}")
    assert inputs(other) == {MONDAY.isoformat(): "empty", later.isoformat(): "home"}


async def test_a_period_over_more_weeks_is_one_card(chat: Chat) -> None:
    last = MONDAY + timedelta(days=9)
    form = await chat.say(f"ik werk van {said(MONDAY)} tot en met {said(last)} thuis")
    assert set(inputs(form).values()) == {"home"}
    assert "Opgeslagen" in (await save(form)).words
    assert {day.isoformat() for day in await ticked(chat, MONDAY, last)} == set(inputs(form))


async def test_too_far_ahead_says_so_and_gives_a_way_on(chat: Chat) -> None:
    far = TODAY + timedelta(days=200)
    form = await chat.say(f"ik werk {said(far)} thuis")
    assert "zo ver vooruit" in form.words
    assert "Opslaan" not in [button.title for button in form.buttons]
    assert (await form.press("Vaste week")).words.startswith("Je vaste week")


async def test_what_is_left_open_is_asked_and_not_guessed(chat: Chat) -> None:
    asked = await chat.say("thuiswerken")
    assert "Voor welke dag?" in asked.words
    assert set(inputs(asked).values()) == {"empty"}


async def test_half_a_day_is_one_choice(chat: Chat) -> None:
    form = await chat.say("morgenmiddag thuis")
    assert "één keuze per dag" in form.words


async def test_days_are_talked_about_in_ones_own_chat_only(chat: Chat) -> None:
    assert "ons eigen gesprek" in (await chat.inside("group").say("ik werk morgen thuis")).words
    assert "ons eigen gesprek" in (await chat.inside("channel").say("mijn dagen")).words


async def test_everything_is_there_in_english(chat: Chat) -> None:
    await chat.say("speak English")
    form = await chat.say("I work from home tomorrow")
    assert form.words.startswith("Where do you work?")
    done = await form.press("Save", **inputs(form))
    assert done.words.startswith("Saved")


# the fixed week


@pytest.mark.route("workdays.store_pattern", "workdays.pattern", "workdays.end_pattern")
async def test_a_fixed_week_fills_in_the_weeks_ahead_and_ends(chat: Chat) -> None:
    form = await chat.say("ik werk elke maandag en vrijdag thuis")
    assert [value for name, value in inputs(form).items() if name.startswith("week-1")] == [
        "home", "empty", "empty", "empty", "home",
    ]  # fmt: skip
    kept = await save(form, **{"week-1-1": "office"})
    assert "Elke week: maandag thuis, dinsdag op kantoor, vrijdag thuis" in kept.words
    assert "dagen vooruit ingevuld" in kept.words
    again = await kept.press("Aanpassen")
    assert inputs(again)["week-1-1"] == "office"
    assert len(await ticked(chat, TODAY, TODAY + timedelta(days=28))) > 8
    ended = await again.press("Ja, stop")
    assert ended.words.startswith("Je hebt geen vaste week meer")
    assert await ticked(chat, TODAY, TODAY + timedelta(days=28)) == {}
    assert "nu geen vaste week" in (await chat.say("stop mijn weekpatroon")).words


async def test_a_fixed_week_with_days_in_different_places_is_filled_in_from_one_sentence(chat: Chat) -> None:
    form = await chat.say("elke maandag thuis en woensdag op kantoor")
    assert [value for name, value in inputs(form).items() if name.startswith("week-1")] == [
        "home", "empty", "office", "empty", "empty",
    ]  # fmt: skip
    assert "Elke week: maandag thuis, woensdag op kantoor" in (await save(form)).words


async def test_what_somebody_chose_himself_stays_when_a_fixed_week_comes(chat: Chat) -> None:
    day = next(one for number in range(5) if not holiday(one := MONDAY + timedelta(days=number)))
    await save(await week_of(chat), **choose(day, "office"))
    kept = await save(await chat.say(f"elke {format_date(day, 'EEEE', locale='nl')} thuis"))
    assert "had je zelf al gekozen" in kept.words
    assert await ticked(chat, day, day) == {day: "office"}


async def test_every_other_week_is_two_weeks_in_turn(chat: Chat) -> None:
    form = await chat.say("om de week op woensdag thuis")
    assert (inputs(form)["week-1-2"], inputs(form)["week-2-2"]) == ("home", "empty")
    assert date.fromisoformat(inputs(form)["start"]).weekday() == 2
    kept = await save(form)
    assert "Week 1: woensdag thuis" in kept.words
    assert "Week 2: niets vast" in kept.words
    days = sorted(await ticked(chat, TODAY, TODAY + timedelta(days=28)))
    assert {(day - days[0]).days % 14 for day in days} == {0}


async def test_one_week_becomes_two_with_what_was_filled_in(chat: Chat) -> None:
    form = await chat.say("elke maandag thuis")
    two = await form.press("Om de week anders", **(inputs(form) | {"week-1-3": "office"}))
    assert (inputs(two)["week-1-3"], inputs(two)["week-2-3"]) == ("office", "office")
    one = await two.press("Elke week hetzelfde", **(inputs(two) | {"week-1-0": "none"}))
    assert (inputs(one)["week-1-0"], "week-2-0" in inputs(one)) == ("none", False)


async def test_a_fixed_week_that_cannot_be_is_not_stored(chat: Chat) -> None:
    form = await chat.say("elke maandag thuis")
    wrong = [
        ({"week-1-0": "empty"}, "ten minste één dag"),
        ({"start": ""}, "vanaf welke dag"),
        ({"start": "gisteren"}, "vanaf welke dag"),
        ({"start": "9999-12-31"}, "vanaf welke dag"),
        ({"until": "2020-01-01"}, "laatste dag"),
        ({"until": "nooit"}, "laatste dag"),
    ]
    for changed, problem in wrong:
        assert problem in (await save(form, **changed)).notice
    assert await chat.services.workdays.patterns.of(chat.person["id"]) is None


async def test_the_fixed_week_is_seen_on_the_weeks_after(chat: Chat) -> None:
    week: tuple[Category | None, ...] = ("home", None, None, None, None, None, None)
    await chat.services.workdays.patterns.keep(chat.person["id"], Pattern(TODAY, (week,)))
    later = MONDAY + timedelta(days=35)
    form = await week_of(chat, later)
    assert inputs(form)[later.isoformat()] == "home"
    assert "uit je vaste week" in labels(form)[later.isoformat()]


# the month


@pytest.mark.route("workdays.month")
async def test_a_month_shows_days_amounts_and_until_when_it_is_open(chat: Chat) -> None:
    await chat.services.workdays.registering.tick(chat.person["id"], {TODAY: "home"})
    month = await chat.say("mijn dagen")
    assert "Deze maand is open" in month.words
    assert facts(month)["Thuis"] == "1 dag"
    assert "Totaal" in facts(month)
    before = await month.press(f"Naar {named(Month.of(TODAY).plus(-1))}")
    assert "Er staat nog niets in deze maand" in before.words
    assert (await before.press("Dagen invullen")).words.startswith("Waar werk je?")


async def test_a_closed_month_is_corrected_and_the_difference_goes_along(chat: Chat) -> None:
    day = next(
        day for number in range(9) if (day := CLOSED.first + timedelta(days=number)).weekday() < 5 and not holiday(day)
    )
    month = await chat.say(f"mijn dagen van {named(CLOSED)}")
    assert "Deze maand is gesloten" in month.words
    form = await week_of(chat, day)
    assert "maand is gesloten" in labels(form)[day.isoformat()]
    done = await save(form, **choose(day, "home"))
    assert "gaat het verschil mee" in done.words
    opened = next(
        one for one in (CLOSED.plus(1), CLOSED.plus(2)) if not chat.services.workdays.registering.lock(one).locked
    )
    along = await chat.say(f"mijn vergoeding van {named(opened)}")
    assert "Correcties van eerdere maanden" in along.words
    assert "Was: Nog niet ingevuld. Nu: Thuis." in "".join(facts(along).values())


async def test_of_a_month_that_is_removed_nothing_is_known(chat: Chat) -> None:
    long_ago = Month.of(TODAY).plus(-8)
    gone = await chat.say(f"mijn dagen van {named(long_ago)}")
    assert "bewaar ik niets meer" in gone.words


# the question of the morning, and what else one chooses


async def asked(chat: Chat) -> Shown:
    """The question of this morning, as it is sent."""
    seen = {shown.id for shown in await chat.open()}
    faces = chat.services.workdays.asking.faces
    assert faces is not None
    message = await faces.question(chat.person["id"], TODAY, chat.conversation)
    await chat.bot.messenger.tell(chat.conversation, message)
    return await chat.next(seen)


@pytest.mark.route("workdays.answer")
async def test_the_question_of_the_morning_takes_one_press(chat: Chat) -> None:
    question = await asked(chat)
    assert [button.title for button in question.buttons][:2] == ["Thuis", "Op kantoor"]
    done = await question.press("Thuis")
    assert "Thuis. Dank je." in done.words
    assert await ticked(chat, TODAY, TODAY) == {TODAY: "home"}
    assert inputs(await done.press("Aanpassen"))[TODAY.isoformat()] == "home"


@pytest.mark.route("workdays.stop_asking", "workdays.settings", "workdays.store_settings")
async def test_one_chooses_when_to_be_asked_and_stops_it_with_one_press(chat: Chat) -> None:
    form = await chat.say("vraag me elke ochtend om 8 uur waar ik werk")
    assert inputs(form)["hour"] == "08:00"
    assert (await chat.services.workdays.choices.of(chat.person["id"])).asked_at is None
    await save(form)
    assert (await chat.services.workdays.choices.of(chat.person["id"])).asked_at == time(8)
    stopped = await (await asked(chat)).press("Niet meer vragen")
    assert "geen vraag meer" in stopped.words
    assert (await chat.services.workdays.choices.of(chat.person["id"])).asked_at is None
    week = await stopped.press("Mijn week")
    assert inputs(await week.press("Instellingen"))["hour"] == "never"


async def test_a_time_that_cannot_be_is_not_taken(chat: Chat) -> None:
    assert "tijd uit de lijst" in (await chat.say("vraag me elke dag om 3 uur 's nachts waar ik werk")).words
    form = await chat.say("zet de ochtendvraag aan")
    assert "tijd uit de lijst" in (await save(form, hour="03:01")).notice
    assert "tijd uit de lijst" in (await save(form, hour="nooit")).notice
    assert "ten minste één dag" in (await save(form, working_days="")).notice
    assert "ten minste één dag" in (await save(form, working_days="7,x")).notice


async def test_the_settings_are_found_by_their_name_and_change_nothing(chat: Chat) -> None:
    for words in ("instellingen", "mijn instellingen", "my settings"):
        form = await chat.say(words)
        assert (inputs(form)["hour"], inputs(form)["visible"]) == ("never", "false")


async def test_sharing_with_the_team_is_filled_in_by_words_and_stored_by_a_press(chat: Chat) -> None:
    form = await chat.say("laat mijn team zien waar ik werk")
    assert (inputs(form)["hour"], inputs(form)["visible"]) == ("never", "true")
    assert not (await chat.services.workdays.choices.of(chat.person["id"])).visible
    await save(form)
    assert (await chat.services.workdays.choices.of(chat.person["id"])).visible
    assert inputs(await chat.say("deel niet met mijn team waar ik werk"))["visible"] == "false"


async def test_the_question_is_switched_off_in_words(chat: Chat) -> None:
    await chat.services.workdays.choices.ask_at(chat.person["id"], time(8))
    form = await chat.say("zet de ochtendvraag uit")
    assert inputs(form)["hour"] == "never"
    await save(form)
    assert (await chat.services.workdays.choices.of(chat.person["id"])).asked_at is None


@pytest.mark.route("workdays.location")
async def test_the_work_location_follows_once_one_has_signed_in(chat: Chat) -> None:
    form = await chat.say("zet mijn werklocatie ook in outlook")
    assert inputs(form)["location"] == "true"
    ask = await save(form, hour="08:00")
    assert "geen toegang tot ieders agenda" in ask.words
    choices = await chat.services.workdays.choices.of(chat.person["id"])
    assert (choices.location, choices.asked_at) == (False, time(8))
    on = await ask.press("Aanmelden")
    assert await verified(chat, on, await in_window(chat, on)) == 200
    assert "werklocatie in Microsoft 365" in (await settled(chat))[-1].words
    assert (await chat.services.workdays.choices.of(chat.person["id"])).location
    off = await chat.say("zet mijn werklocatie niet meer in outlook")
    assert inputs(off)["location"] == "false"
    await save(off)
    assert not (await chat.services.workdays.choices.of(chat.person["id"])).location


async def test_when_graph_does_not_answer_the_rest_is_stored_and_that_is_said(chat: Chat) -> None:
    await signed_in(chat)
    chat.services.signing_in._proven.clear()  # as after an hour
    form = await chat.say("zet mijn werklocatie ook in outlook")
    chat.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0, path="/v1.0/me"))
    assert "antwoordt nu niet" in (await save(form, visible="true")).notice
    choices = await chat.services.workdays.choices.of(chat.person["id"])
    assert (choices.visible, choices.location) == (True, False)
    chat.tenant.faults.clear()
    again = await chat.say("zet mijn werklocatie ook in outlook")
    assert "werklocatie in Microsoft 365" in (await save(again)).words


# who is in


@pytest.mark.route("workdays.who")
async def test_who_is_in_names_only_who_shares_it(chat: Chat) -> None:
    colleague = chat.as_("manager")
    await chat.services.workdays.registering.tick(colleague.person["id"], {MONDAY: "office"})
    hidden = await chat.say(f"wie is er {said(MONDAY)}")
    assert names(hidden) == []
    assert "deelt niemand" in hidden.words
    assert "Jij deelt nu niet" in hidden.words
    await save(await colleague.say("zet de ochtendvraag aan"), hour="never", visible="true")
    shown = await chat.say(f"wie is er {said(MONDAY)}")
    assert names(shown) == [f"Op kantoor: {colleague.person['name']}"]
    assert (
        f"{colleague.person['name']}: Op kantoor"
        in (await chat.say(f"is {first_name(colleague)} er volgende week maandag")).words
    )
    asked_when = await chat.say(f"wanneer is {first_name(colleague)} op kantoor")
    assert len([line for line in names(asked_when) if line.startswith(f"{colleague.person['name']} op ")]) == 5
    tuesday = format_date(MONDAY + timedelta(days=1), "EEEE d MMMM", locale="nl")
    assert names(await shown.press(tuesday)) == [f"Niet ingevuld: {colleague.person['name']}"]


async def test_whose_account_is_closed_is_no_longer_in(chat: Chat) -> None:
    colleague = chat.as_("manager")
    await save(await colleague.say("zet de ochtendvraag aan"), hour="never", visible="true")
    assert names(await chat.say(f"wie is er {said(MONDAY)}")) == [f"Niet ingevuld: {colleague.person['name']}"]
    chat.tenant.directory.change(colleague.person["id"], accountEnabled=False)
    assert names(await chat.say(f"wie is er {said(MONDAY)}")) == []


def first_name(chat: Chat) -> str:
    return str(chat.person["name"]).split()[0]


async def test_who_is_not_of_the_team_and_who_does_not_share_sound_the_same(chat: Chat) -> None:
    for first in (first_name(chat.as_("manager")), first_name(chat.as_("communication"))):
        assert (
            f"{first} deelt dit niet met je, of is niet van je team." in (await chat.say(f"is {first} er morgen")).words
        )


async def test_no_day_that_is_over_and_none_far_ahead(chat: Chat) -> None:
    assert "die voorbij zijn" in (await chat.say(f"wie is er op {said(TODAY - timedelta(days=2))}")).words
    assert "twee weken vooruit" in (await chat.say(f"wie is er op {said(TODAY + timedelta(days=60))}")).words


async def test_who_is_in_says_so_when_entra_does_not_answer(chat: Chat) -> None:
    await chat.say("mijn dagen")  # that somebody is an employee is known
    chat.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0, path="/v1.0/users"))
    assert "Microsoft niet antwoordt" in (await chat.say("wie is er morgen")).words


# payroll


@pytest.mark.route("workdays.choose_export", "workdays.export")
async def test_payroll_gets_a_closed_month_as_files_and_nobody_else_does(chat: Chat) -> None:
    payroll = chat.as_("payroll")
    month = named(CLOSED)
    choice = await payroll.say(f"exporteer {month}")
    assert inputs(choice)["month"] == str(CLOSED)
    files = await choice.press("Bestanden maken", month=str(CLOSED))
    assert files.words.startswith(f"De bestanden van {month}")
    async with chat.http.get(files.button("Excel-bestand").action["url"]) as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"] == f"attachment; filename=koers-dagen-{CLOSED}.xlsx"
        assert len(load_workbook(io.BytesIO(await response.read())).worksheets) == 3
    async with chat.http.get(files.button("Csv-bestand").action["url"]) as response:
        assert (response.status, response.content_type) == (200, "text/csv")
    assert (await files.press("Andere maand")).words.startswith("Dagen voor de salarisadministratie")
    refused = await chat.say(f"exporteer {month}")
    assert "Dit is voor de salarisadministratie" in refused.words
    assert "peno@oss.example" in refused.words


async def test_who_lost_the_role_gets_no_file_by_an_old_link(chat: Chat) -> None:
    payroll = chat.as_("payroll")
    choice = await payroll.say("exporteer de dagen voor de salarisadministratie")
    files = await choice.press("Bestanden maken", month=str(CLOSED))
    with chat.tenant.state.transaction() as connection:
        connection.execute("DELETE FROM members WHERE member = ?", (payroll.person["id"],))
    for remembered in ("_members", "_memberships"):
        chat.tenant.directory.__dict__.pop(remembered, None)
    async with chat.http.get(files.button("Csv-bestand").action["url"]) as response:
        assert response.status == 403
        assert "Die rol heb je nu niet" in await response.text()
    assert "Dit is voor de salarisadministratie" in (await files.press("Andere maand")).notice


async def test_a_month_that_is_none_gives_the_choice_again(chat: Chat) -> None:
    choice = await chat.as_("payroll").say("export voor de salarisadministratie")
    for month in ("9999-12", "0000-00", "x", "2020-01", ""):
        choice = await choice.press("Bestanden maken", month=month)
        assert choice.words.startswith("Dagen voor de salarisadministratie")
    assert "nog niet gesloten" in (await choice.press("Bestanden maken", month=str(Month.of(TODAY)))).words


# the switch


async def test_without_the_consent_of_the_works_council_it_says_so_and_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = replace(load_organisation("oss"), workdays=WorkdayRules())
    monkeypatch.setattr("tests.chat.load_organisation", lambda name: off)
    async with chatting(tmp_path) as chat:
        sentences = ("ik werk morgen thuis", "elke maandag thuis", "mijn dagen", "wie is er", "zet de ochtendvraag aan")
        for sentence in sentences:
            assert "ondernemingsraad" in (await chat.say(sentence)).words
        assert "ondernemingsraad" in (await chat.as_("payroll").say("exporteer oktober")).words
        helped = (await chat.say("help")).words
        assert helped.index("Dit komt nog") < helped.index("Doorgeven waar je werkt")


async def test_the_welcome_and_the_help_tell_of_it(chat: Chat) -> None:
    assert "‘ik werk morgen thuis’" in (await chat.open())[0].words
    helped = (await chat.say("help")).words
    assert helped.index("Doorgeven waar je werkt") < helped.index("Dit komt nog")
