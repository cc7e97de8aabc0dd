"""What Koers says around the questions: help, what is still to come, which of two, and nonsense."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.routes import ROUTES
from cards.choice import which
from dialogs import free_text
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding.model import Choice, Fields, Understanding
from domain.capabilities import CAPABILITIES
from tests.chat import Chat, chatting

COMING = {
    "check_ins": ("start check-in", "start a check-in"),
}


async def in_between(turn: Turn, services: Services) -> Reply:
    """Which sentences are in between changes with every example that a capability brings, so here all of them are."""
    return Reply(card=which(turn.texts, (("vision", turn.text), ("workspaces", turn.text))))


@pytest.fixture
async def undecided_chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers when every sentence could mean two things."""
    routes = [replace(route, handler=in_between) if route.name == "sentence" else route for route in ROUTES]
    async with chatting(tmp_path, routes=routes) as chat:
        yield chat


def test_every_capability_that_is_still_to_come_is_asked_for_below() -> None:
    assert COMING.keys() == {capability.name for capability in CAPABILITIES if not capability.ready}


@pytest.mark.parametrize("text", ["help", "Hulp", "wat kun je?", "what can you do?"])
async def test_help_says_what_works_and_what_is_still_to_come(chat: Chat, text: str) -> None:
    answer = await chat.say(text)
    assert "visie" in answer.words or "vision" in answer.words
    assert len(answer.buttons) <= 6
    pressed = await answer.press(answer.buttons[0].title)
    assert pressed.citations


async def test_what_is_still_to_come_is_said_honestly_with_a_way_on(chat: Chat) -> None:
    answer = await chat.say("help")
    for dutch, english in COMING.values():
        answer = await chat.say(dutch)
        assert "nog niet" in answer.words, dutch
        assert "oss.example" in answer.words
        assert "yet" in (await chat.say(english)).words or "nog niet" in answer.words, english
    pressed = await answer.press(answer.buttons[0].title)
    assert pressed.text


@pytest.mark.parametrize("text", ["asdfgh", "???", "😀", "…"])
async def test_nonsense_gets_a_friendly_way_on(chat: Chat, text: str) -> None:
    answer = await chat.say(text)
    assert "help" in answer.words
    assert answer.suggestions


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("help", "help"), ("help", "feedback")),
        (("workspaces", "book_desk"), ("workspaces", "book_room")),
        (("workspaces", "check_in"), ("smalltalk", "greeting")),
    ],
)
async def test_of_two_meanings_that_are_no_choice_the_likeliest_is_opened(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, first: Choice, second: Choice
) -> None:
    close = Understanding(first[0], first[1], Fields(), None, "nl", alternatives=(second,))
    monkeypatch.setattr(free_text, "understand", lambda *_: close)
    answer = await chat.say("een werkplek")
    assert not answer.words.startswith(("Wat bedoel je", "Er ging iets mis"))
    assert answer.buttons


@pytest.mark.route("open")
async def test_of_two_meanings_the_person_chooses(undecided_chat: Chat) -> None:
    shown = await undecided_chat.say("boek een plek")
    assert [button.title for button in shown.buttons] == ["Een vraag over de visie", "Een werkplek of ruimte boeken"]
    assert "Een werkplek boeken" in (await shown.press("Een werkplek of ruimte boeken")).words
    assert (await shown.press("Een vraag over de visie")).words
