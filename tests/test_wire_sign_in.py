"""Signing in on the wire: what Teams, the token service and people with other plans may send, and what comes of it."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot.turns import Patience
from bot.user_tokens import UserTokens, trusted
from domain.signing_in import NotSignedIn
from errors import SettingsError
from graph.me import Me
from settings import Settings
from tests.sign_in_wire import OAUTH, Answer, Service, piet, signing, words_of
from tests.wire import AT_ONCE, PIET, RIA, TENANT

RIA_TEAMS = "29:ria"
IMPATIENT = Patience(store=15.0, acknowledge=0.05, typing=5.0, give_up=20.0, grace=5.0)


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Service, None]:
    async with signing(tmp_path) as line:
        yield line


async def test_the_card_is_what_teams_takes_and_bound_to_the_person(line: Service) -> None:
    card = await line.begin()
    assert card["tokenExchangeResource"] == {
        "id": "exchange-1",
        "uri": f"api://botid-{line.app_id}",
        "providerId": "entra",
    }
    (button,) = card["buttons"]
    assert (button["type"], button["value"]) == ("signin", f"{line.base}/api/oauth/signin?signin=1")
    assert "tokenPostResource" not in card  # it led somewhere else than to the token service
    ((query, _),) = line.got("GetSignInResource")
    state = json.loads(base64.b64decode(query["state"]))
    assert state["msAppId"] == line.app_id
    assert state["conversation"]["user"] == {"id": RIA_TEAMS, "aadObjectId": RIA}
    assert state["conversation"]["conversation"]["id"] == "a:ria"


async def test_two_clients_offer_the_same_and_it_is_done_once(line: Service) -> None:
    await line.begin()
    line.waits = asyncio.Event()
    both = asyncio.gather(line.offers(), line.offers())
    await line.until(lambda: len(line.got("exchange")) > 0)
    line.waits.set()
    assert "Je bent aangemeld als Ria Jansen" in await line.words_after(both)
    assert [answer[0] for answer in both.result()] == [200, 200]
    assert len(line.got("exchange")) == 1
    assert len(line.messages()) == 3  # the question, the card, and one word that it worked


async def test_a_third_client_that_comes_later_changes_nothing(line: Service) -> None:
    await line.begin()
    await line.words_after(line.offers())
    assert await line.words_after(line.offers()) == ""
    assert len(line.got("exchange")) == 1
    assert (await line.offers())[0] == 200


@pytest.mark.parametrize("status", [400, 404, 412])
async def test_where_consent_is_needed_teams_is_told_to_show_the_button(line: Service, status: int) -> None:
    await line.begin()
    line.instead["exchange"] = (status, {"error": {"code": "BadRequest", "message": "consent"}})
    answer = line.offers()
    result: list[Answer] = []

    async def act() -> None:
        result.append(await answer)

    assert await line.words_after(act()) == ""
    assert result[0][0] == 412
    assert set(result[0][1]) == {"id", "connectionName", "failureDetail"}
    assert result[0][1]["id"] == "exchange-1"


async def test_an_exchange_that_nobody_began_proves_nothing(line: Service) -> None:
    assert (await line.offers())[0] == 412
    await line.begin()
    assert (await line.offers(exchange="another"))[0] == 412
    assert (await line.offers(exchange=""))[0] == 412
    assert line.got("exchange") == []


async def test_an_exchange_by_somebody_else_proves_nothing(line: Service) -> None:
    await line.begin()
    assert (await line.offers(**piet()))[0] == 412
    assert line.got("exchange") == []
    await line.quiet()
    assert (await line.offers())[0] == 200  # Ria is not kept from it


async def test_the_token_of_another_person_is_not_taken(line: Service) -> None:
    await line.begin()
    result: list[Answer] = []

    async def act() -> None:
        result.append(await line.offers(f"sso:{PIET}"))

    words = await line.words_after(act())
    assert result[0][0] == 412
    assert "Je koos een ander account" in words
    assert "Piet" not in words
    assert line.kept == {}
    assert len(line.got("SignOut")) == 1


async def test_the_same_person_in_another_tenant_is_a_stranger(line: Service) -> None:
    line.tenants[RIA] = "another-tenant"
    await line.begin()
    assert "Je koos een ander account" in await line.words_after(line.offers())
    assert line.kept == {}


async def test_a_code_works_once_and_for_who_began(line: Service) -> None:
    line.codes["123456"] = RIA
    await line.begin()
    assert (await line.proves("123456", **piet()))[0] == 412
    await line.quiet()
    assert line.codes  # not even tried
    assert (await line.proves("123456"))[0] == 200
    await line.quiet()
    line.codes["123456"] = RIA
    assert (await line.proves("123456"))[0] == 200  # again: nothing happens
    assert await line.words_after(line.proves("123456")) == ""
    assert line.codes


async def test_a_code_that_is_typed_into_the_chat_counts(line: Service) -> None:
    line.codes["123456"] = RIA
    await line.begin()
    assert "De code klopt niet" in await line.words_after(line.post(line.said(" 000000 ")))
    assert "Je bent aangemeld als Ria Jansen" in await line.words_after(line.post(line.said("123456")))
    assert line.kept


async def test_six_digits_of_who_signs_in_nowhere_are_a_sentence(line: Service) -> None:
    line.codes["123456"] = RIA
    assert "Aanmelden" in await line.words_after(line.post(line.said("123456")))  # what this line answers to anything
    await line.begin()
    group = {"id": "a:ria", "conversationType": "groupChat", "tenantId": TENANT}
    assert await line.words_after(line.post(line.said("123456", conversation=group))) != ""
    assert await line.words_after(line.post(line.said("123456", **piet()))) != ""
    assert line.codes
    assert not line.kept


async def test_a_code_of_another_person_is_not_taken(line: Service) -> None:
    line.codes["123456"] = PIET
    await line.begin()
    assert "Je koos een ander account" in await line.words_after(line.proves("123456"))
    assert line.kept == {}


@pytest.mark.parametrize(
    "state", ["000000", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "", None, 123456, {"a": 1}, "1" * 5000]
)
async def test_a_code_that_is_wrong_is_said_kindly(line: Service, state: Any) -> None:
    await line.begin()
    assert "De code klopt niet, of is te oud" in await line.words_after(line.proves(state))
    asked = [query for query, _ in line.got("GetToken") if "code" in query]
    assert [query["code"] for query in asked] == (["000000"] if state == "000000" else [])


async def test_a_code_in_another_conversation_proves_nothing(line: Service) -> None:
    line.codes["123456"] = RIA
    await line.begin()
    elsewhere = {"id": "a:other", "conversationType": "personal", "tenantId": TENANT}
    assert "te oud, of hoort bij een andere chat" in await line.words_after(
        line.proves("123456", conversation=elsewhere)
    )
    group = {"id": "a:ria", "conversationType": "groupChat", "tenantId": TENANT}
    assert "alleen in je eigen chat" in await line.words_after(line.proves("123456", conversation=group))
    assert line.codes


async def test_who_closes_the_window_hears_that_nothing_changed(line: Service) -> None:
    await line.begin()
    assert "er is niets veranderd" in await line.words_after(line.proves("CancelledByUser"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("installappfailed", "Voeg Koers zelf toe"),
        ("authrequestfailed", "niet verwerken"),
        ("installedappnotfound", "staat niet bij je apps"),
        ("invokeerror", "tussen Teams en Koers"),
        ("resourcematchfailed", "niet goed ingesteld"),
        ("oauthcardnotvalid", "niet lezen"),
        ("tokenmissing", "niet vanzelf aanmelden"),
        ("something-new", "Teams kon je niet aanmelden"),
        (None, "Teams kon je niet aanmelden"),
        ("done", "Teams kon je niet aanmelden"),
        ("refused", "Teams kon je niet aanmelden"),
    ],
)
async def test_every_failure_of_teams_has_words_with_a_way_on(
    line: Service, code: Any, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    value = {"code": code, "message": "Ria Jansen: geheim"}
    said = await line.words_after(line.post(line.activity("invoke", name="signin/failure", value=value)))
    assert words in said
    assert "Opnieuw aanmelden" in said
    assert "geheim" not in caplog.text + said


@pytest.mark.parametrize("code", ["userconsentrequired", "interactionrequired"])
async def test_where_teams_shows_the_button_nothing_is_said(line: Service, code: str) -> None:
    value = {"code": code, "message": ""}
    assert await line.words_after(line.post(line.activity("invoke", name="signin/failure", value=value))) == ""


@pytest.mark.parametrize("name", ["signin/tokenExchange", "signin/verifyState", "signin/failure"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"id": [], "token": {}, "state": [], "code": 1},
        {"id": "exchange-1"},
        {"id": "exchange-1", "token": "x" * 20_000},
    ],
)
async def test_what_is_no_sign_in_is_answered_and_harms_nothing(line: Service, name: str, value: Any) -> None:
    await line.begin()
    status, _ = await line.post(line.activity("invoke", name=name, value=value))
    assert status in (200, 412)
    await line.quiet()
    assert line.got("exchange") == []
    assert line.kept == {}


HOSTILE: list[Answer] = [
    (200, {}),
    (200, {"token": ""}),
    (200, {"token": 7}),
    (200, {"token": "a b"}),
    (200, {"token": "a\r\nX-Evil: 1"}),
    (200, {"token": "é"}),
    (200, []),
    (200, b"<html>"),
    (200, b"[" * 50_000),
    (200, b'{"token": "' + b"x" * 200_000 + b'"}'),
    (302, {}),
    (401, {}),
    (403, {}),
    (429, {}),
    (500, {}),
    (503, b""),
]


@pytest.mark.parametrize("answer", HOSTILE)
async def test_an_answer_of_the_service_that_is_none_is_said_inwords_of(line: Service, answer: Answer) -> None:
    await line.begin()
    line.instead["exchange"] = answer
    result: list[Answer] = []

    async def act() -> None:
        result.append(await line.offers())

    assert "omdat Microsoft niet goed antwoordt" in await line.words_after(act())
    assert result[0][0] == 412
    assert line.got("me") == []  # nothing of it went on to Graph


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/signin",
        "http://127.0.0.1:1/signin",
        "javascript:alert(1)",
        "//evil.example",
        "http://user:x@127.0.0.1/",
        "http://[",
        "x" * 5000,
    ],
)
async def test_nobody_is_sent_to_a_stranger_to_sign_in(line: Service, link: str) -> None:
    line.link = link
    asked = await line.say("aanmelden")
    status, body = await line.post(line.press(asked.card["actions"][0]["data"]["token"]))
    assert status == 200
    assert "omdat Microsoft niet goed antwoordt" in body["value"]
    await line.quiet()
    assert OAUTH not in json.dumps([sent.activity for sent in line.sent])


async def test_graph_that_fails_leaves_nobody_signed_in_as_nobody(line: Service) -> None:
    await line.begin()
    line.instead["me"] = (403, {"error": {"code": "Authorization_RequestDenied", "message": ""}})
    assert "omdat Microsoft niet goed antwoordt" in await line.words_after(line.offers())
    assert line.kept == {}


async def test_a_token_that_is_renewed_in_the_middle_is_proven_too(line: Service) -> None:
    line.kept[RIA_TEAMS] = RIA
    with pytest.raises(NotSignedIn):
        async with line.signing_in.own(line.ria) as client:
            assert (await Me(client).profile()).id == RIA
            line.kept[RIA_TEAMS] = PIET  # he signed in in her window
            line.dead.add(f"of:{RIA}")
            await Me(client).profile()
    assert line.kept == {}


async def test_a_renewed_token_of_the_same_person_goes_on_unseen(line: Service) -> None:
    line.kept[RIA_TEAMS] = RIA
    async with line.signing_in.own(line.ria) as client:
        line.renewed, line.dead = "#2", {f"of:{RIA}"}
        assert (await Me(client).profile()).id == RIA
    assert line.kept == {RIA_TEAMS: RIA}


async def test_a_service_that_hangs_shows_typing_and_then_says_it(tmp_path: Path) -> None:
    async with signing(tmp_path, patience=IMPATIENT) as line:
        await line.begin()
        line.waits = asyncio.Event()
        offering = asyncio.create_task(line.offers())
        before = len(line.sent)
        await line.until(lambda: any(sent.activity.get("type") == "typing" for sent in line.sent[before:]))
        assert not offering.done()  # Teams waits for the outcome, the person sees that something happens
        line.instead["exchange"] = (503, {})
        line.waits.set()
        assert (await offering)[0] == 412
        await line.quiet()
        assert "omdat Microsoft niet goed antwoordt" in words_of(line.messages()[-1])


async def test_a_sentence_while_the_service_hangs_is_acknowledged_and_answered_later(tmp_path: Path) -> None:
    async with signing(tmp_path, patience=AT_ONCE) as line:
        line.waits = asyncio.Event()
        status, _ = await line.post(line.said("aanmelden"))
        assert status == 202
        await line.until(lambda: any(sent.activity.get("type") == "typing" for sent in line.sent))
        line.waits.set()
        assert "Aanmelden bij Koers" in words_of(await line.next(0))


async def test_signing_out_that_fails_is_not_called_done(line: Service) -> None:
    line.kept[RIA_TEAMS] = RIA
    line.instead["SignOut"] = (500, {})
    assert "omdat Microsoft niet goed antwoordt" in words_of(await line.say("afmelden"))
    del line.instead["SignOut"]
    assert "Je bent afgemeld" in words_of(await line.say("afmelden"))
    assert line.kept == {}


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://token.botframework.com", True),
        ("https://europe.token.botframework.com", True),
        ("https://europe.token.botframework.com:443", True),
        ("http://token.botframework.com", False),
        ("https://token.botframework.com.evil.example", False),
        ("https://evil.example", False),
        ("https://token.botframework.com:8443", False),
        ("https://token.botframework.com@evil.example", False),
        ("http://127.0.0.1:1", False),
        ("", False),
    ],
)
async def test_the_token_goes_to_the_token_service_only(line: Service, tmp_path: Path, url: str, good: bool) -> None:
    assert trusted(url, local=False) == good
    settings = replace(line.settings(tmp_path), local=False, token_url=url)
    nothing = cast("Any", None)
    if good:
        assert UserTokens(nothing, nothing, settings).offered
    else:
        with pytest.raises(SettingsError):
            UserTokens(nothing, nothing, settings)


def test_the_settings_name_the_connection_and_the_service() -> None:
    needed = {"KOERS_APP_ID": "a", "KOERS_APP_SECRET": "b", "KOERS_TENANT_ID": "c"}
    usual = Settings.from_environment(needed)
    assert (usual.oauth_connection, usual.token_url) == ("", "https://token.botframework.com")
    there = {"KOERS_OAUTH_CONNECTION": "graph", "KOERS_TOKEN_URL": "https://europe.token.botframework.com/"}
    set_up = Settings.from_environment(needed | there)
    assert (set_up.oauth_connection, set_up.token_url) == ("graph", "https://europe.token.botframework.com")
