"""Whoever sends too much is told so once, in words, and loses nothing by it but the moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import rates, wire
from bot.rates import Over, Rates
from locales import texts_for
from settings import RateSettings
from tests.wire import PIET, RIA, Line, wired

FEW = RateSettings(person_minute=60, person_burst=4, tenant_second=1, tenant_burst=1000)
NARROW = RateSettings(person_minute=6000, person_burst=1000, tenant_second=1, tenant_burst=4)
CALM = "Even rustig aan: je stuurt mij veel achter elkaar. Over 2 seconden kun je weer verder."


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def said(person: str = RIA, **other: Any) -> wire.Arrival:
    activity = Line(base="http://127.0.0.1").said("hoi", **other)
    activity["from"] = {"id": f"29:{person}", "aadObjectId": person}
    return wire.read(activity).arrival


def taken(counted: Rates, times: int, arrival: wire.Arrival) -> int:
    return [counted.over(arrival) for _ in range(times)].count(None)


def test_a_person_at_a_keyboard_never_meets_the_default_rates() -> None:
    clock = Clock()
    counted = Rates(RateSettings(), clock=clock)
    for _ in range(600):  # ten minutes of a message a second, after a burst
        assert counted.over(said()) is None
        clock.now += 1.0
    assert taken(counted, 100, said()) == 20


def test_after_a_burst_there_is_a_pause_of_which_one_is_told_once() -> None:
    clock = Clock()
    counted = Rates(FEW, clock=clock)
    assert taken(counted, 4, said()) == 4
    assert [counted.over(said()) for _ in range(3)] == [
        Over("wire-calm", 2, tell=True),
        Over("wire-calm", 2, tell=False),
        Over("wire-calm", 2, tell=False),
    ]
    clock.now += 1.5
    assert counted.over(said()) == Over("wire-calm", 1, tell=False)
    clock.now += 0.5  # sending on has not made it any longer
    assert taken(counted, 2, said()) == 2
    assert counted.over(said()) == Over("wire-calm", 2, tell=True)


def test_one_persons_haste_is_nobody_elses() -> None:
    counted = Rates(FEW, clock=Clock())
    assert taken(counted, 50, said()) == 4
    assert taken(counted, 4, said(PIET)) == 4
    assert taken(counted, 50, said(RIA.upper())) == 0


def test_all_together_may_send_no_more_than_the_tenant_may() -> None:
    clock = Clock()
    counted = Rates(NARROW, clock=clock)
    assert taken(counted, 4, said()) == 4
    assert [counted.over(said(PIET)) for _ in range(2)] == [
        Over("wire-crowded", 2, tell=True),
        Over("wire-crowded", 2, tell=False),
    ]
    clock.now += 2
    assert counted.over(said(PIET)) is None


def test_what_teams_itself_sends_is_never_held() -> None:
    counted = Rates(FEW, clock=Clock())
    assert taken(counted, 10, said()) == 4
    for kind in ("installationUpdate", "conversationUpdate", "messageReaction", "typing"):
        assert taken(counted, 10, said(type=kind)) == 10


def test_no_more_people_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST", 100)
    counted = Rates(FEW, clock=Clock())
    for number in range(1000):
        assert counted.over(said(f"person-{number}")) is None
    assert len(counted._people._of) == 100  # pyright: ignore[reportPrivateUsage]


def test_the_words_are_in_the_right_number() -> None:
    assert "Over 1 seconde kun" in Over("wire-calm", 1, tell=True).words(texts_for("nl"))
    assert "in 1 second." in Over("wire-crowded", 1, tell=True).words(texts_for("en"))


async def test_too_many_messages_get_one_line_and_no_error(tmp_path: Path) -> None:
    async with wired(tmp_path, settings={"rates": FEW}) as line:
        for _ in range(4):
            await line.say("hoi")
        before = len(line.sent)
        for _ in range(10):
            assert (await line.post(line.said("hoi")))[0] == 202
        assert (await line.next(before)).text.startswith(CALM)
        assert (await line.post(line.said("hoi", **{"from": {"id": "29:piet", "aadObjectId": PIET}})))[0] == 202
        await line.until(lambda: len(line.sent) >= before + 2)
        assert [sent.text for sent in line.sent[before:]].count("Hallo") == 1  # Piet's
        assert len(line.messages()) == 6


async def test_what_is_looked_up_while_typing_counts_apart_and_keeps_nobody_from_speaking(tmp_path: Path) -> None:
    async with wired(tmp_path, settings={"rates": replace(FEW, person_burst=1, person_minute=1)}) as line:

        async def search() -> str:
            status, body = await line.post(line.activity("invoke", name="composeExtension/query", value={}))
            assert status == 200
            return str(body["composeExtension"]["text"])

        answers = [await search() for _ in range(5)]
        assert [answer.startswith("Even rustig aan: ") for answer in answers] == [False] * 4 + [True]
        choices = line.activity("invoke", name="application/search", value={})
        assert (await line.post(choices))[1]["value"]["results"] == []
        assert (await line.say("hoi")).text == "Hallo"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("adaptiveCard/action", lambda body: body["value"]),
        ("message/submitAction", lambda body: body["value"]),
        ("task/fetch", lambda body: body["task"]["value"]),
        ("composeExtension/fetchTask", lambda body: body["task"]["value"]),
        ("something/else", lambda body: body["value"]),
    ],
)
async def test_a_button_too_many_gets_the_words_as_its_answer(tmp_path: Path, name: str, shown: Any) -> None:
    async with wired(tmp_path, settings={"rates": replace(FEW, person_burst=1, person_minute=15)}) as line:
        await line.say("hoi")
        sent = len(line.sent)
        for _ in range(2):
            status, body = await line.post(line.activity("invoke", name=name, value={}))
            assert status == 200
            assert shown(body).startswith("Even rustig aan: ")
        assert len(line.sent) == sent


async def test_what_was_held_is_not_stored_and_is_new_when_it_comes_again(tmp_path: Path) -> None:
    async with wired(tmp_path, settings={"rates": FEW}) as line:
        assert line.bot is not None
        clock = Clock()
        line.bot.handler._calming._rates = Rates(FEW, clock=clock)  # pyright: ignore[reportPrivateUsage]
        for _ in range(4):
            await line.say("hoi")
        before, held = len(line.sent), line.said("hoi")
        assert (await line.post(held))[0] == 202
        assert (await line.next(before)).text.startswith(CALM)
        clock.now += 2
        before = len(line.sent)
        assert (await line.post(held))[0] == 202
        assert (await line.next(before)).text == "Hallo"


@pytest.mark.parametrize("name", ["signin/tokenExchange", "signin/verifyState"])
async def test_a_sign_in_too_many_is_not_called_done_and_the_person_hears_why(tmp_path: Path, name: str) -> None:
    async with wired(tmp_path, settings={"rates": replace(FEW, person_burst=1, person_minute=15)}) as line:
        await line.say("hoi")
        sent = len(line.sent)
        for _ in range(2):
            assert (await line.post(line.activity("invoke", name=name, value={})))[0] == 412
        assert (await line.next(sent)).text.startswith("Even rustig aan: ")
        assert len(line.sent) == sent + 1
