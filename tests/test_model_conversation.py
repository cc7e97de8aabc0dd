"""A conversation with Koers where a language model is configured."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.chat import Chat, chatting
from tests.hostile_claims import honest
from tests.model_server import ModelServer, Says, model_server

QUESTION = "Wat is onze missie?"


@pytest.fixture
async def model() -> AsyncGenerator[ModelServer, None]:
    """A model that says what the passages say."""
    async with model_server() as server:
        server.script = lambda asked: honest(asked, random.Random(4))
        yield server


@pytest.fixture
async def chat(model: ModelServer, tmp_path: Path) -> AsyncGenerator[Chat, None]:
    async with chatting(tmp_path, model=model.settings()) as chat:
        yield chat


@pytest.mark.route("sentence")
@pytest.mark.parametrize("place", ["personal", "channel"])
async def test_the_answer_of_the_model_has_the_label_and_sources_that_open(chat: Chat, place: str) -> None:
    answer = await chat.inside("channel" if place == "channel" else "personal").say(QUESTION)
    assert answer.labelled_ai
    assert answer.feedback
    assert [source["position"] for source in answer.citations] == [1]
    assert "#:~:text=" in answer.citations[0]["appearance"]["url"]


async def test_who_asks_is_kept_from_the_model(chat: Chat, model: ModelServer) -> None:
    person = chat.person
    await chat.say(f"Ik ben {person['name']}. {QUESTION}")
    await chat.say("En waarom?")
    said = "\n".join(model.requests).lower()
    assert "missie" in said
    for secret in (person["id"], chat.conversation, *person["name"].split()):
        assert len(secret) < 4 or secret.lower() not in said


async def test_an_answer_comes_all_the_same_when_the_model_hangs(chat: Chat, model: ModelServer) -> None:
    model.script = lambda _: Says(text="{", stall="before")
    answer = await chat.say(QUESTION)  # the model never goes on
    assert model.requests
    assert not answer.labelled_ai
    assert "missie" in answer.text
    assert answer.citations
