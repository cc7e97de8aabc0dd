"""Buttons: a token is good for one person, one place, one action and, where it matters, one time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.routes import EVERYBODY, Route, Table
from cards.actions import Action, Ask, Open
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from errors import WordedError
from store import tokens
from tests.wire import AT_ONCE, PIET, Line, Sent, nothing, wired


@dataclass(frozen=True)
class Book(Action):
    verb: ClassVar[str] = "test.book"
    desk: str


@dataclass(frozen=True)
class Look(Action):
    verb: ClassVar[str] = "test.look"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class Mine(Action):
    verb: ClassVar[str] = "test.mine"
    personal: ClassVar[bool] = True


@dataclass
class Desk:
    """The handlers, and what they were asked."""

    turns: list[Turn] = field(default_factory=list[Turn])
    hold: asyncio.Event | None = None
    error: Exception | None = None
    reply: Reply | None = None

    async def card(self, turn: Turn, services: Services) -> Reply:
        card = CardBuilder("Boeken?").execute("Boek", Book("A1")).execute("Kijk", Look()).execute("Mijn", Mine())
        return Reply(card=card.build())

    async def pressed(self, turn: Turn, services: Services) -> Reply:
        self.turns.append(turn)
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        if self.reply is not None:
            return self.reply
        return Reply(card=CardBuilder("Geboekt").execute("Kijk", Look()).build(), replaces_card=True)

    def routes(self) -> tuple[Route, ...]:
        return tuple(Route(action.verb, "", self.pressed, buttons=(action,)) for action in (Book, Look, Mine))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def line(tmp_path: Path, desk: Desk) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes()) as line:
        yield line


def token_of(sent: Sent, title: str) -> str:
    return next(action["data"]["token"] for action in sent.card["actions"] if action["title"] == title)


def notice(answer: tuple[int, Any]) -> str:
    status, body = answer
    assert status == 200
    assert body["type"] == "application/vnd.microsoft.activity.message"
    return body["value"]


async def test_a_press_runs_what_the_server_remembers_with_what_the_person_typed(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    status, body = await line.post(line.press(token_of(sent, "Boek"), fields={"when": "morgen", "desk": "Z9"}))
    assert status == 200
    assert body["type"] == "application/vnd.microsoft.card.adaptive"
    assert body["value"]["body"][0]["text"] == "Geboekt"
    assert desk.turns[0].payload == {"desk": "A1"}
    assert desk.turns[0].fields == {"when": "morgen", "desk": "Z9"}
    assert desk.turns[0].message == "77"


async def test_nothing_of_what_a_button_means_is_on_the_card(line: Line) -> None:
    sent = await line.say("boek")
    assert '"A1"' not in json.dumps(sent.activity)
    for action in sent.card["actions"]:
        assert set(action["data"]) == {"token"}
        assert action["data"] == action["fallback"]["data"]


async def test_a_second_press_does_nothing_and_gives_the_same_answer(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    first = await line.post(line.press(token_of(sent, "Boek")))
    assert await line.post(line.press(token_of(sent, "Boek"))) == first
    assert len(desk.turns) == 1


async def test_a_used_button_with_other_fields_says_so_kindly(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    await line.post(line.press(token_of(sent, "Boek")))
    again = await line.post(line.press(token_of(sent, "Boek"), fields={"when": "later"}))
    assert notice(again) == "Deze knop is al gebruikt. Je hoeft niets meer te doen."
    assert len(desk.turns) == 1


async def test_a_button_that_may_be_pressed_twice_works_twice(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    for _ in range(2):
        await line.post(line.press(token_of(sent, "Kijk")))
    assert len(desk.turns) == 2


async def test_a_press_repeated_while_the_first_runs_joins_it(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    desk.hold = asyncio.Event()
    presses = [asyncio.create_task(line.post(line.press(token_of(sent, "Kijk")))) for _ in range(5)]
    await line.until(lambda: bool(desk.turns))
    await asyncio.sleep(1)  # the other four are on their way, and there is nothing to see of them yet
    desk.hold.set()
    answers = await asyncio.gather(*presses)
    assert all(answer == answers[0] for answer in answers)
    assert len(desk.turns) == 1


async def test_somebody_elses_button_in_a_personal_chat_does_nothing(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    piet = {"id": "29:piet", "name": "Piet", "aadObjectId": PIET}
    answer = await line.post(line.press(token_of(sent, "Boek"), sender=piet))
    assert notice(answer).startswith("Deze knop is voor iemand anders.")
    assert desk.turns == []


async def test_a_button_from_another_conversation_does_nothing(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    elsewhere = {"id": "a:elsewhere", "conversationType": "personal"}
    answer = await line.post(line.press(token_of(sent, "Boek"), conversation=elsewhere))
    assert notice(answer).startswith("Deze knop is voor iemand anders.")
    assert desk.turns == []


async def test_in_a_group_everybody_may_press_except_where_the_button_is_personal(line: Line, desk: Desk) -> None:
    group = {"id": "19:g@thread.v2", "conversationType": "groupChat"}
    sent = await line.say("boek", conversation=group)
    piet = {"id": "29:piet", "name": "Piet", "aadObjectId": PIET}
    await line.post(line.press(token_of(sent, "Boek"), conversation=group, sender=piet))
    assert [turn.person.id for turn in desk.turns] == [PIET]
    answer = await line.post(line.press(token_of(sent, "Mijn"), conversation=group, sender=piet))
    assert notice(answer).startswith("Deze knop is voor iemand anders.")


async def test_in_a_group_the_others_see_the_new_card_too(line: Line) -> None:
    group = {"id": "19:g@thread.v2", "conversationType": "groupChat"}
    sent = await line.say("boek", conversation=group)
    seen = len(line.sent)
    _, body = await line.post(line.press(token_of(sent, "Boek"), conversation=group))
    update = await line.next(seen)
    assert (update.method, update.path) == ("PUT", "v3/conversations/19:g@thread.v2/activities/77")
    assert update.card == body["value"]


@pytest.mark.parametrize("forged", ["", "x", "é", "../..", "x" * 5000, 5, None, ["a"], {"a": 1}])
async def test_a_forged_token_does_nothing(line: Line, desk: Desk, forged: Any) -> None:
    answer = await line.post(line.press(forged))
    assert notice(answer) == "Deze knop werkt niet meer. Vraag het opnieuw, dan krijg je een nieuwe."
    assert desk.turns == []


async def test_an_old_button_says_that_it_is_too_old(line: Line, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = await line.say("boek")
    later = tokens.now() + timedelta(days=Book.days, minutes=1)
    monkeypatch.setattr(tokens, "now", lambda: later)
    answer = await line.post(line.press(token_of(sent, "Boek")))
    assert notice(answer) == "Deze knop is te oud. Vraag het opnieuw, dan krijg je een nieuwe."
    assert desk.turns == []


async def test_a_button_that_holds_what_was_said_lasts_a_day(
    line: Line, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Open.days == 1
    monkeypatch.setattr(Look, "days", 1, raising=False)
    sent = await line.say("boek")
    later = tokens.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(tokens, "now", lambda: later)
    assert notice(await line.post(line.press(token_of(sent, "Kijk")))).startswith("Deze knop is te oud.")
    await line.post(line.press(token_of(sent, "Boek")))
    assert [turn.payload for turn in desk.turns] == [{"desk": "A1"}]


async def test_when_it_could_not_be_done_the_button_may_be_pressed_again(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    desk.error = WordedError("wire-took-too-long")
    answer = await line.post(line.press(token_of(sent, "Boek")))
    assert notice(answer) == "Dit duurde te lang, dus ik ben gestopt. Probeer het later opnieuw."
    desk.error = None
    _, body = await line.post(line.press(token_of(sent, "Boek")))
    assert body["value"]["body"][0]["text"] == "Geboekt"


async def test_a_button_that_breaks_gives_words_and_no_error_page(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    desk.error = RuntimeError("secret detail")
    words = notice(await line.post(line.press(token_of(sent, "Boek"))))
    assert words.startswith("Er ging iets mis.")
    assert "secret" not in words


async def test_an_answer_with_text_comes_as_a_message(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    desk.reply = Reply(text="Hier is het antwoord.")
    seen = len(line.sent)
    assert notice(await line.post(line.press(token_of(sent, "Kijk")))) == "Het antwoord staat onderaan in de chat."
    assert (await line.next(seen)).text == "Hier is het antwoord."


async def test_a_client_with_only_submit_gets_its_card_updated(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    seen = len(line.sent)
    value = {"token": token_of(sent, "Boek"), "when": "morgen"}
    await line.post(line.activity(value=value, replyToId="77"))
    update = await line.next(seen)
    assert (update.method, update.path) == ("PUT", "v3/conversations/a:ria/activities/77")
    assert update.card["body"][0]["text"] == "Geboekt"
    assert desk.turns[0].fields == {"when": "morgen"}


async def test_a_sentence_that_comes_with_data_of_somebody_else_is_a_sentence(line: Line, desk: Desk) -> None:
    assert (await line.say("boek", value={"action": "messageBack"})).card["body"][0]["text"] == "Boeken?"
    assert desk.turns == []


async def test_a_used_submit_button_says_so_in_a_message(line: Line, desk: Desk) -> None:
    sent = await line.say("boek")
    await line.post(line.activity(value={"token": token_of(sent, "Boek")}, replyToId="77"))
    seen = len(line.sent)
    await line.post(line.activity(value={"token": token_of(sent, "Boek"), "x": "y"}, replyToId="77"))
    assert (await line.next(seen)).text == "Deze knop is al gebruikt. Je hoeft niets meer te doen."
    assert len(desk.turns) == 1


async def test_a_slow_button_is_acknowledged_and_updates_its_card(tmp_path: Path, desk: Desk) -> None:
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes(), patience=AT_ONCE) as line:
        sent = await line.say("boek")
        desk.hold = asyncio.Event()
        busy = await line.post(line.press(token_of(sent, "Boek")))
        assert notice(busy) == "Een moment, ik ben ermee bezig. Het antwoord komt hier in de chat."
        seen = len(line.sent)
        desk.hold.set()
        update = await line.next(seen)
        assert (update.method, update.path) == ("PUT", "v3/conversations/a:ria/activities/77")
        assert update.card["body"][0]["text"] == "Geboekt"


async def test_a_slow_button_whose_card_is_gone_answers_in_a_message(tmp_path: Path, desk: Desk) -> None:
    async with wired(tmp_path, sentence=desk.card, routes=desk.routes(), patience=AT_ONCE) as line:
        sent = await line.say("boek")
        desk.hold = asyncio.Event()
        await line.post(line.press(token_of(sent, "Boek")))
        line.answers.append((404, {}, {"error": {"code": "ActivityNotFoundInConversation", "message": ""}}))
        seen = len(line.sent)
        desk.hold.set()
        assert (await line.next(seen)).method == "POST"


def test_two_routes_for_one_button_are_found_at_once() -> None:
    names = ("sentence", "welcome", "a", "b")
    buttons = {"a": (Ask,), "b": (Ask,)}
    with pytest.raises(ValueError, match=r"vision\.ask"):
        Table([Route(name, "", nothing, buttons.get(name, ()), EVERYBODY) for name in names])
