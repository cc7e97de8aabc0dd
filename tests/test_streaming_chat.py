"""A model's answer grows in the chat, and is an ordinary message where nothing can grow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.streaming import Pace
from tests.chat import Chat, Shown, chatting
from tests.hostile_claims import sentences_of
from tests.model_server import Asked, ModelServer, Says, claim, failing, model_server

AT_A_RUN = Pace(first=0.0, between=0.0, before_final=0.0, updates=60.0, under_way=5.0)
QUESTION = "Wat zijn de zes principes?"


def quotes(asked: Asked) -> list[tuple[int, str]]:
    """A short and a long sentence of the passages, with the number of the passage they stand in."""
    found = [(passage.number, text) for passage in asked.passages for text in sentences_of(passage)]
    alone = [item for item in found if sum(item[1] in other.text for other in asked.passages) == 1]
    alone = sorted((item for item in alone if len(item[1]) < 400), key=lambda item: len(item[1]))
    return [alone[0], alone[-1]]


def growing(until: asyncio.Event | None) -> Callable[[Asked], Says]:
    """Says two true things, and waits before the end of the second."""
    return lambda asked: Says([claim(text, (number, text)) for number, text in quotes(asked)], until=until)


@asynccontextmanager
async def talking(folder: Path) -> AsyncGenerator[tuple[Chat, ModelServer], None]:
    async with model_server() as model, chatting(folder, model=model.settings(), pace=AT_A_RUN) as chat:
        yield chat, model


class Watching:
    """What a page sees of streams while a question is answered."""

    def __init__(self, chat: Chat) -> None:
        self._listener = chat.hub.events.listen(chat.person["id"])
        self._events = aiter(self._listener)
        self.steps: list[dict[str, Any]] = []

    async def until(self, kind: str) -> dict[str, Any]:
        """The first step of that kind."""
        async with asyncio.timeout(20):
            while True:
                event = await anext(self._events)
                if event["event"] == "stream":
                    self.steps.append(event)
                    if event["kind"] == kind:
                        return event


async def asked(chat: Chat, text: str = QUESTION) -> asyncio.Task[Shown]:
    await chat.open()
    return asyncio.create_task(chat.say(text))


async def test_a_models_answer_grows_and_ends_with_its_sources_and_the_label(tmp_path: Path) -> None:
    async with talking(tmp_path) as (chat, model):
        until = asyncio.Event()
        model.script = growing(until)
        await chat.open()
        watching = Watching(chat)
        saying = await asked(chat)
        assert (await watching.until("informative"))["text"] == "Ik zoek in de documenten…"
        part = (await watching.until("streaming"))["text"]
        until.set()
        answer = await saying
        assert part
        assert answer.text.startswith(part)
        assert len(answer.text) > len(part)
        assert answer.labelled_ai
        assert answer.citations
        assert answer.feedback
        assert sum(shown.text.startswith(part) for shown in await chat.open()) == 1


async def test_who_stops_an_answer_keeps_what_there_was_and_gets_no_other(tmp_path: Path) -> None:
    async with talking(tmp_path) as (chat, model):
        until = asyncio.Event()
        model.script = growing(until)
        before = len(await chat.open())
        watching = Watching(chat)
        saying = await asked(chat)
        event = await watching.until("streaming")
        assert chat.hub.streams.stop(chat.conversation, event["streamId"])
        saying.cancel()
        until.set()
        await asyncio.gather(saying, return_exceptions=True)
        await chat.hub.settled()
        while len(chat.bot.background):  # noqa: ASYNC110 - the turn that was stopped comes to its end
            await asyncio.sleep(0.001)
        assert len(await chat.open()) == before


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_in_a_group_and_a_channel_it_is_an_ordinary_message(tmp_path: Path, kind: Any) -> None:
    async with talking(tmp_path) as (chat, model):
        model.script = growing(None)
        place = chat.inside(kind)
        watching = Watching(place)
        answer = await place.say(QUESTION)
        assert answer.labelled_ai
        chat.hub.events.close()
        with pytest.raises(StopAsyncIteration):
            await watching.until("informative")
        assert watching.steps == []


async def test_a_model_that_fails_leaves_the_answer_of_the_documents(tmp_path: Path) -> None:
    async with talking(tmp_path) as (chat, model):
        model.script = lambda asked: failing(401)
        answer = await chat.say(QUESTION)
        assert answer.citations
        assert not answer.labelled_ai


async def test_a_model_that_breaks_off_leaves_what_was_proven(tmp_path: Path) -> None:
    async with talking(tmp_path) as (chat, model):
        model.script = lambda asked: Says(text=growing(None)(asked).content[:-40], done=False, finish=None)
        await chat.open()
        watching = Watching(chat)
        saying = await asked(chat)
        answer = await saying
        assert answer.citations
        chat.hub.events.close()
        with pytest.raises(StopAsyncIteration):
            await watching.until("never")
        for step in watching.steps:
            if step["kind"] == "streaming":
                assert answer.text.startswith(step["text"])
