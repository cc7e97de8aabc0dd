"""Signing in, as a person does it in the chat: by itself, in the window, not at all, and out again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.routes import EVERYBODY, ROUTES, Route
from cards.actions import Action
from cards.card import CardBuilder
from dialogs import account
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.signing_in import SigningIn, Speaker
from graph.client import GraphClient
from graph.me import Me
from settings import Settings
from store.database import Database
from tenant.faults import Fault
from tests.chat import Chat, Shown, chatting

OAUTH = "application/vnd.microsoft.card.oauth"


@dataclass(frozen=True)
class ShowMine(Action):
    """What a capability would bring: something of the person's own, in the wording of `greeting`."""

    verb: ClassVar[str] = "test.mine"
    once: ClassVar[bool] = False
    greeting: str


async def mine(turn: Turn, services: Services) -> Reply:
    greeting = str(turn.payload["greeting"])

    async def do(client: GraphClient) -> Reply:
        return Reply(text=f"{greeting} {(await Me(client).profile()).name}")

    return await account.as_oneself(turn, services, "account-ask-general", ShowMine(greeting), do)


async def offer(turn: Turn, services: Services) -> Reply:
    """Stands in the place of the welcome, to bring the button into the chat."""
    return Reply(card=CardBuilder("Mijn").execute("Toon het mijne", ShowMine("Dag")).build())


WITH_MINE = (
    *(route for route in ROUTES if route.name != "welcome"),
    Route("welcome", "help", offer, needs=EVERYBODY),
    Route("test.mine", "account", mine, buttons=(ShowMine,), needs=EVERYBODY),
)


@pytest.fixture
async def own(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """A chat with a button for something that only the person may see."""
    async with chatting(tmp_path, routes=WITH_MINE) as chat:
        yield chat


def oauth(shown: Shown) -> dict[str, Any]:
    """Teams' card to sign in with."""
    found = [item["content"] for item in shown.activity["attachments"] if item["contentType"] == OAUTH]
    assert len(found) == 1, shown.activity
    return found[0]


async def invited(chat: Chat) -> Shown:
    """The card to sign in with, after asking for it."""
    return await (await chat.say("aanmelden")).press("Aanmelden")


async def silently(chat: Chat, on: Shown, *, of: str = "") -> dict[str, Any]:
    """What Teams does with the card by itself; the bot's answer. `of`: whose token it offers."""
    card = oauth(on)
    user = chat.tenant.directory.users[of or chat.person["id"]]
    token = chat.tenant.sign_ins.for_teams(user)
    value = {"id": card["tokenExchangeResource"]["id"], "connectionName": card["connectionName"], "token": token}
    return await chat.invoke("signin/tokenExchange", value, on=on)


async def in_window(chat: Chat, on: Shown, *, as_role: str = "employee", decision: str = "allow") -> str:
    """Signs in in the window behind the button; what the window gives back to the chat."""
    link = oauth(on)["buttons"][0]["value"]
    async with chat.http.get(link) as response:
        assert response.status == 200, await response.text()
        id = re.search(r'name="signin" value="(\w+)"', await response.text())
    assert id is not None
    form = {"signin": id[1], "person": chat.as_(as_role).person["id"], "decision": decision}
    async with chat.http.post(link.partition("?")[0], data=form) as response:
        state = re.search(r'data-state="(\w*)"', await response.text())
    assert state is not None
    return state[1]


async def verified(chat: Chat, on: Shown, state: str) -> int:
    return int((await chat.invoke("signin/verifyState", {"state": state}, on=on))["status"])


async def settled(chat: Chat) -> list[Shown]:
    """The messages of Koers when nothing is under way any more."""
    while len(chat.bot.background):
        await _moment()
    return await chat.open()


async def _moment() -> None:

    await asyncio.sleep(0.005)


async def signed_in(chat: Chat) -> Shown:
    """The card that says so, after signing in in the window."""
    on = await invited(chat)
    assert await verified(chat, on, await in_window(chat, on, as_role=chat.role)) == 200
    return (await settled(chat))[-1]


@pytest.mark.route("account.sign_in", "signed_in")
async def test_somebody_signs_in_in_the_window_and_hears_who_they_are(chat: Chat) -> None:
    ask = await chat.say("aanmelden")
    assert "Aanmelden bij Koers" in ask.words
    assert "altijd weer afmelden" in ask.words
    on = await ask.press("Aanmelden")
    assert on.notice == "Het aanmelden gaat verder onderaan in de chat."
    assert (await silently(chat, on))["status"] == 412  # nobody has given consent yet
    assert [shown.id for shown in await settled(chat)][-1] == on.id  # and that is no news for the chat
    assert await verified(chat, on, await in_window(chat, on)) == 200
    card = (await settled(chat))[-1]
    assert card.id == on.id  # the card to sign in with is gone
    assert f"Je bent aangemeld als {chat.person['name']}" in card.words
    assert [button.title for button in card.buttons] == ["Afmelden"]


async def test_who_gave_consent_before_is_signed_in_without_a_window(chat: Chat) -> None:
    chat.tenant.sign_ins.allow(chat.person["id"], "koers")
    on = await invited(chat)
    assert await silently(chat, on) == {"status": 200, "body": {}}
    assert "Je bent aangemeld als" in (await settled(chat))[-1].words


@pytest.mark.route("account.later")
async def test_somebody_does_not_sign_in_and_nothing_changes(chat: Chat) -> None:
    later = await (await chat.say("aanmelden")).press("Niet nu")
    assert "Je bent niet aangemeld" in later.words
    assert "Typ ‘aanmelden’" in later.words
    assert later.buttons == []


async def test_somebody_refuses_in_the_window(chat: Chat) -> None:
    on = await invited(chat)
    state = await in_window(chat, on, decision="refuse")
    assert await verified(chat, on, state) == 412
    assert "er is niets veranderd" in (await settled(chat))[-1].words
    assert not chat.tenant.sign_ins.has_consented(chat.person["id"], "koers")


@pytest.mark.parametrize("words", ["ben ik aangemeld?", "aanmelden", "log in"])
async def test_who_is_signed_in_hears_as_whom(chat: Chat, words: str) -> None:
    await signed_in(chat)
    assert f"Je bent aangemeld als {chat.person['name']}" in (await chat.say(words)).words


@pytest.mark.route("account.sign_out")
async def test_somebody_signs_out_with_the_button(chat: Chat) -> None:
    card = await signed_in(chat)
    out = await card.press("Afmelden")
    assert "Je bent afgemeld" in out.words
    assert "Aanmelden bij Koers" in (await chat.say("ben ik aangemeld?")).words


@pytest.mark.parametrize("words", ["afmelden", "uitloggen", "log me uit"])
async def test_somebody_signs_out_by_saying_so(chat: Chat, words: str) -> None:
    await signed_in(chat)
    assert "Je bent afgemeld" in (await chat.say(words)).words
    assert "Je was niet aangemeld" in (await chat.say(words)).words


async def test_it_is_all_there_in_english(chat: Chat) -> None:
    await chat.say("spreek engels")
    on = await (await chat.say("sign in")).press("Sign in")
    assert oauth(on)["text"].startswith("Sign in with your work account")
    assert await verified(chat, on, await in_window(chat, on)) == 200
    card = (await settled(chat))[-1]
    assert "You are signed in as" in card.words
    assert "You are signed out" in (await card.press("Sign out")).words
    assert "You were not signed in" in (await chat.say("sign out")).words


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_elsewhere_koers_says_where_it_can_be_done(chat: Chat, kind: Any) -> None:
    for words in ("aanmelden", "afmelden"):
        answer = await chat.inside(kind).say(words)
        assert "in je eigen chat met Koers" in answer.words
        assert answer.card is None


async def test_a_guest_cannot_sign_in(chat: Chat) -> None:
    guest = chat.as_("guest")
    assert "only for employees" in (await guest.say("sign in")).words


async def test_where_it_is_not_set_up_koers_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Settings.for_local_tenant

    def without(*given: Any, **named: Any) -> Settings:
        return replace(usual(*given, **named), oauth_connection="")

    monkeypatch.setattr(Settings, "for_local_tenant", without)
    async with chatting(tmp_path) as chat:
        for words in ("aanmelden", "afmelden", "ben ik aangemeld?"):
            assert "bij Oss nog niet ingesteld" in (await chat.say(words)).words


async def test_what_somebody_wanted_goes_on_where_it_stopped(own: Chat) -> None:
    ask = await own.press("Toon het mijne")
    assert "Aanmelden bij Koers" in ask.words
    on = await ask.press("Aanmelden")
    assert await verified(own, on, await in_window(own, on)) == 200
    said = await settled(own)
    assert "Je bent aangemeld als" in said[-2].words
    assert said[-1].text == f"Dag {own.person['name']}"
    again = await own.press("Toon het mijne")
    assert again.text == f"Dag {own.person['name']}"  # at once, from now on


async def test_a_sign_in_that_ended_is_asked_for_again(own: Chat) -> None:
    await signed_in(own)
    own.tenant.faults.add(Fault("graph", "expired", count=5, path="/v1.0/me"))
    ask = await own.press("Toon het mijne")
    assert "Aanmelden bij Koers" in ask.words
    own.tenant.faults.clear()
    assert own.tenant.sign_ins.token(_teams_id(own), "koers") is None  # the refused token is not offered again


async def test_the_account_of_somebody_else_is_not_used_and_is_let_go_of(chat: Chat) -> None:
    on = await invited(chat)
    assert await verified(chat, on, await in_window(chat, on, as_role="manager")) == 412
    assert "Je koos een ander account" in (await settled(chat))[-1].words
    assert chat.tenant.sign_ins.token(_teams_id(chat), "koers") is None
    assert "Aanmelden bij Koers" in (await chat.say("ben ik aangemeld?")).words


async def test_the_token_of_somebody_else_is_not_exchanged(chat: Chat) -> None:
    manager = chat.as_("manager").person["id"]
    chat.tenant.sign_ins.allow(manager, "koers")
    on = await invited(chat)
    assert (await silently(chat, on, of=manager))["status"] == 412
    assert "Je koos een ander account" in (await settled(chat))[-1].words
    assert chat.tenant.sign_ins.token(_teams_id(chat), "koers") is None


async def test_a_token_of_somebody_else_in_the_service_is_never_used(own: Chat) -> None:
    manager = own.tenant.directory.users[own.as_("manager").person["id"]]
    own.tenant.sign_ins.allow(manager.id, "koers")
    own.tenant.sign_ins.exchange(_teams_id(own), "koers", own.tenant.sign_ins.for_teams(manager))
    assert "Aanmelden bij Koers" in (await own.press("Toon het mijne")).words


async def test_two_processes_that_are_offered_the_same_finish_it_once(chat: Chat) -> None:
    chat.tenant.sign_ins.allow(chat.person["id"], "koers")
    on = await invited(chat)
    person = chat.tenant.directory.users[chat.person["id"]]
    who = Speaker(person.id, _teams_id(chat), chat.tenant.tenant_id, chat.conversation, "", "", "")
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    client = GraphClient(Settings.for_local_tenant("oss", chat.tenant.base_url, tenant_id="", data=chat.memory, port=0))
    another = SigningIn(database, client)
    another.tokens = chat.services.signing_in.tokens
    offered = oauth(on)["tokenExchangeResource"]["id"], chat.tenant.sign_ins.for_teams(person)
    both = [one.exchanged(who, *offered) for one in (chat.services.signing_in, another)]
    assert sorted(finished.outcome for finished in await asyncio.gather(*both)) == ["done", "repeated"]
    await client.close()
    await database.close()


async def test_who_removes_koers_is_signed_out(chat: Chat) -> None:
    await signed_in(chat)
    body = {"person": chat.person["id"], "installed": False}
    async with chat.http.post(f"{chat.tenant.base_url}/chat/install", json=body) as response:
        assert response.status == 200
    await chat.hub.settled()
    while len(chat.bot.background):  # noqa: ASYNC110 - what is under way has no event
        await asyncio.sleep(0.005)
    assert chat.tenant.sign_ins.token(_teams_id(chat), "koers") is None


async def test_no_token_and_no_code_is_in_the_memory_of_koers(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    on = await invited(chat)
    code = await in_window(chat, on)
    await verified(chat, on, code)
    await settled(chat)
    kept = chat.tenant.sign_ins.token(_teams_id(chat), "koers")
    assert kept is not None
    for path in chat.memory.glob("koers.db*"):
        assert kept.token.encode() not in path.read_bytes()
    assert kept.token not in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name.partition(".")[0] in ("bot", "domain")]
    assert not any(code in message for message in ours)


async def test_the_service_is_down_and_koers_says_so(chat: Chat) -> None:
    chat.tenant.faults.add(Fault("signin", "503", count=20))
    for words in ("aanmelden", "afmelden"):
        assert "omdat Microsoft niet goed antwoordt" in (await chat.say(words)).words
    chat.tenant.faults.clear()
    ask = await chat.say("aanmelden")
    chat.tenant.faults.add(Fault("signin", "drop", count=20))
    assert "omdat Microsoft niet goed antwoordt" in (await ask.press("Aanmelden")).notice


def _teams_id(chat: Chat) -> str:
    return str(chat.person["teamsId"])
