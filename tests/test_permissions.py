"""Who may do what, in the chat of a whole Koers: whatever card is pressed, the role at that moment counts."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.routes import EMPLOYEES, ROUTES, Route
from cards.actions import DismissQuestions, ShowProposals, ShowUnanswered
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from locales.texts import FOLDER
from tenant.faults import Fault
from tests.chat import UNHURRIED, Chat, chatting

QUESTION = "Wat kost een parkeervergunning voor medewerkers?"
CONTACT = "strategie@oss.example"
MENU = "Vragen"
PROPOSALS = "Voorstellen"


async def menu(turn: Turn, services: Services) -> Reply:
    """A card of the owner of the vision, in whatever conversation it is asked for."""
    card = CardBuilder("Voor de eigenaar").execute(MENU, ShowUnanswered(30)).execute(PROPOSALS, ShowProposals())
    return Reply(card=card.execute("Niet nodig", DismissQuestions((), 30, 0)).build())


@pytest.fixture
async def menus(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers, which answers every sentence with that card."""
    routes = [replace(route, handler=menu) if route.name == "sentence" else route for route in ROUTES]
    async with chatting(tmp_path, routes=routes) as chat:
        yield chat


def changed(chat: Chat, sql: str, *values: str) -> None:
    """Changes who is in which group, as an administrator of Microsoft 365 does."""
    with chat.tenant.state.transaction() as connection:
        connection.execute(sql, values)
    for remembered in ("groups", "_members", "_memberships"):
        chat.tenant.directory.__dict__.pop(remembered, None)


def group_id(chat: Chat, name: str) -> str:
    group = chat.tenant.directory.group_named(name)
    assert group is not None
    return group.id


def taken_away(chat: Chat, face: str, group: str) -> None:
    sql = "DELETE FROM members WHERE group_id = ? AND member = ?"
    changed(chat, sql, group_id(chat, group), chat.as_(face).person["id"])


@contextmanager
def entra_away(chat: Chat, kind: Any = "503") -> Iterator[None]:
    """Microsoft Graph does not say who is in which group."""
    chat.tenant.faults.add(Fault("graph", kind, count=1000, seconds=0 if kind == "503" else 60, path="/v1.0/users"))
    try:
        yield
    finally:
        chat.tenant.faults.clear()


@pytest.mark.parametrize("face", ["employee", "manager", "communication"])
async def test_a_card_of_an_owner_in_a_group_shows_a_colleague_nothing_but_whom_to_ask(menus: Chat, face: str) -> None:
    group = menus.inside("group")
    card = await group.as_("owner").say("hoi")
    for title, role in ((MENU, "eigenaar van de visie"), (PROPOSALS, "goedkeuren")):
        refused = await group.as_(face).press(title, on=card)
        assert role in refused.notice
        assert "Daarom heb ik niets gedaan" in refused.notice
        assert CONTACT in refused.notice
        assert refused.card is None
    shown = await group.as_("owner").press(MENU, on=card)
    assert "Er zijn geen vragen zonder antwoord" in shown.words


async def test_who_is_refused_hears_it_in_his_own_language(menus: Chat) -> None:
    card = await menus.inside("group").as_("owner").say("hoi")
    await menus.services.people.choose_language(menus.person["id"], "en")
    refused = await menus.inside("group").press(MENU, on=card)
    assert "This is for the owner of the vision" in refused.notice
    assert "the Governance and Strategy team" in refused.notice


async def test_an_owner_who_loses_the_role_between_card_and_press_changes_nothing(chat: Chat) -> None:
    await chat.say(QUESTION)
    overview = await chat.as_("owner").say("vragen zonder antwoord")
    taken_away(chat, "owner", "Eigenaar van de visie")
    refused = await overview.press("Niet nodig")
    assert "Die rol heb je nu niet" in refused.notice
    still = await chat.as_("co_owner").say("vragen zonder antwoord")
    assert QUESTION in still.words


async def test_who_gets_a_role_can_press_the_button_that_was_refused_before(menus: Chat) -> None:
    card = await menus.inside("group").say("hoi")
    employee = menus.inside("group").as_("employee")
    assert "Die rol heb je nu niet" in (await employee.press("Niet nodig", on=card)).notice
    owners = group_id(menus, "Eigenaar van de visie")
    changed(menus, "INSERT INTO members VALUES (?, ?, 'user')", owners, employee.person["id"])
    assert "Er zijn geen vragen" in (await employee.press("Niet nodig", on=card)).words


async def test_a_role_comes_through_a_group_in_the_group_too(menus: Chat) -> None:
    card = await menus.inside("group").say("hoi")
    inside, owners = group_id(menus, "Team Publiekszaken"), group_id(menus, "Eigenaar van de visie")
    changed(menus, "INSERT INTO members VALUES (?, ?, 'group')", owners, inside)
    assert "Er zijn geen vragen" in (await menus.inside("group").press("Niet nodig", on=card)).words


@pytest.mark.parametrize("kind", ["503", "403", "drop"])
async def test_while_entra_is_away_a_button_of_a_role_waits_and_a_question_is_answered(chat: Chat, kind: str) -> None:
    await chat.say(QUESTION)
    overview = await chat.as_("owner").say("vragen zonder antwoord")
    with entra_away(chat, kind):
        refused = await overview.press("Niet nodig")
        assert "Ik kan nu niet nagaan of jij dit mag. Daarom heb ik niets gedaan." in refused.notice
        assert (await chat.as_("communication").say("Wat zijn de zes principes?")).citations
        assert "Dit kan ik voor je doen" in (await chat.as_("communication").say("help")).words
    assert QUESTION not in (await overview.press("Niet nodig")).words


async def test_an_entra_that_hangs_holds_no_button_and_no_question(tmp_path: Path) -> None:
    async with chatting(tmp_path, patience=replace(UNHURRIED, entra=0.1)) as chat:
        await chat.as_("owner").open()
        with entra_away(chat, "slow"):
            assert (await chat.as_("communication").say("Wat zijn de zes principes?")).citations
            refused = await chat.as_("owner").say("vragen zonder antwoord")
            assert "Ik kan nu niet nagaan of jij dit mag" in refused.text


async def test_of_two_groups_of_one_name_neither_makes_an_owner(menus: Chat) -> None:
    name = "Eigenaar van de visie"
    changed(menus, "INSERT INTO groups VALUES ('0-of-a-colleague', ?, 'unified', '', '2026-01-01T00:00:00Z')", name)
    changed(menus, "INSERT INTO members VALUES ('0-of-a-colleague', ?, 'user')", menus.person["id"])
    card = await menus.inside("group").say("hoi")
    for face in ("employee", "owner"):
        refused = await menus.inside("group").as_(face).press(MENU, on=card)
        assert "niet goed is ingesteld" in refused.notice
        assert "servicedesk@oss.example" in refused.notice


async def test_a_second_group_of_all_employees_locks_nobody_out(chat: Chat) -> None:
    changed(chat, "INSERT INTO groups VALUES ('0-joke', 'Alle medewerkers', 'unified', '', '2026-01-01T00:00:00Z')")
    assert (await chat.say("Wat zijn de zes principes?")).citations


async def test_who_is_no_employee_hears_so_and_whom_to_ask(chat: Chat) -> None:
    taken_away(chat, "employee", "Alle medewerkers")
    refused = await chat.say("Wat zijn de zes principes?")
    assert "niet in de groep van medewerkers" in refused.text
    assert "peno@oss.example" in refused.text
    assert not refused.citations


@pytest.mark.parametrize("title", ["facility", "payroll", "manager"])
async def test_a_button_of_another_role_says_which(tmp_path: Path, title: Any) -> None:
    async def done(turn: Turn, services: Services) -> Reply:
        return Reply(notice="Het is gebeurd.")

    routes = [replace(route, handler=menu) if route.name == "sentence" else route for route in ROUTES]
    routes = [r if ShowUnanswered not in r.buttons else replace(r, handler=done, needs=(title,)) for r in routes]
    async with chatting(tmp_path, routes=routes) as chat:
        card = await chat.inside("group").say("hoi")
        refused = await chat.inside("group").press(MENU, on=card)
        words = {"facility": "werkplekken", "payroll": "salarisadministratie", "manager": "leidinggevenden"}
        assert words[title] in refused.notice
        if title == "manager":
            manager = chat.inside("group").as_("manager")
            taken_away(chat, "manager", "Teammanagers")  # his team still reports to him
            assert (await manager.press(MENU, on=card)).notice == "Het is gebeurd."


CLOSED = [(route, intent) for route in ROUTES for intent in route.intents if route.needs != EMPLOYEES]


HOLDS = {"announcements": "approver", "vision": "owner", "workdays": "payroll"}  # who has the role


def said(route: Route, intent: str) -> str:
    """An example of a sentence that is understood as this."""
    examples = tomllib.loads((FOLDER / "understanding" / f"{route.capability}.toml").read_text(encoding="utf-8"))
    name = intent.removeprefix("announcement_").removeprefix(f"{route.capability}_")
    return str(examples["nl"][name]).strip().splitlines()[0]


@pytest.mark.parametrize(("route", "intent"), CLOSED)
async def test_a_sentence_that_opens_what_needs_a_role_opens_it_for_nobody_else(
    chat: Chat, route: Route, intent: str
) -> None:
    refused = await chat.say(said(route, intent))
    assert "Daarom heb ik niets gedaan" in refused.text
    assert "@oss.example" in refused.text
    assert (await chat.as_(HOLDS[route.capability]).say(said(route, intent))).card is not None
