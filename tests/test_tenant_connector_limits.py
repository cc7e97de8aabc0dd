"""The rates of Teams, and its rules for messages that are written while the person watches."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tenant.connector.limits import Limits
from tenant.connector.streams import Streams
from tenant.connector.wire import Refusal
from tests.scripted_bot import Teams, teams


class Clock:
    """Time that only moves when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def chat(tmp_path: Path, clock: Clock) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        running.hub.limits = Limits(clock)
        running.hub.streams = Streams(running.hub.conversations.new_id, clock)
        await running.open()
        yield running


def passed(limits: Limits, clock: Clock, seconds: float, step: float, conversation: str = "a") -> int:
    """How many requests get through in so many seconds, one tried every `step`."""
    count, end = 0, clock.now + seconds
    while clock.now < end:
        with suppress(Refusal):
            limits.take(conversation, "send")
            count += 1
        clock.now += step
    return count


@pytest.mark.parametrize(
    ("seconds", "step", "expected"), [(0.9, 0.01, 7), (1.9, 0.01, 8), (29.5, 0.125, 60), (3599, 0.5, 1800)]
)
def test_a_conversation_takes_no_more_than_teams_allows(clock: Clock, seconds: float, step: float, expected: int):
    assert passed(Limits(clock), clock, seconds, step) == expected


def test_after_the_given_seconds_the_next_message_passes(clock: Clock):
    limits = Limits(clock)
    for _ in range(7):
        limits.take("a", "send")
    with pytest.raises(Refusal) as refused:
        limits.take("a", "send")
    assert refused.value.retry_after == 1
    clock.now += 1
    limits.take("a", "send")
    with pytest.raises(Refusal) as refused:
        limits.take("a", "send")
    assert refused.value.retry_after == 1


def test_conversations_have_their_own_rates_within_that_of_the_tenant(clock: Clock):
    limits = Limits(clock)
    for number in range(50):
        limits.take(f"conversation {number}", "send")
    with pytest.raises(Refusal):
        limits.take("another", "send")
    clock.now += 1
    limits.take("another", "send")


def test_a_refused_request_counts_for_nothing(clock: Clock):
    limits = Limits(clock)
    limits.take("a", "send", "stream")
    for _ in range(20):
        with pytest.raises(Refusal):
            limits.take("a", "send", "stream")
    for _ in range(6):
        limits.take("a", "send")
    with pytest.raises(Refusal):
        limits.take("a", "send")


async def test_the_connector_says_429_with_the_time_to_wait(chat: Teams, clock: Clock):
    path = f"/conversations/{chat.personal()}/activities"
    message = {"type": "message", "text": "hoi"}
    statuses = [(await chat.bot_calls("POST", path, message))[0] for _ in range(7)]
    status, body, headers = await chat.bot_calls("POST", path, message)
    assert statuses == [201] * 7
    assert (status, body["error"]["code"], headers["Retry-After"]) == (429, "Throttled", "1")
    assert len(await chat.open()) == 7
    clock.now += 2
    assert (await chat.bot_calls("POST", path, message))[0] == 201


async def test_a_thread_shares_the_rate_of_its_channel(chat: Teams):
    channel = chat.shared_place("channel")
    _, first = await chat.bot_says({"type": "message", "text": "start"}, channel)
    for _ in range(6):
        await chat.bot_says({"type": "message", "text": "meer"}, f"{channel};messageid={first['id']}")
    assert (await chat.bot_says({"type": "message", "text": "te veel"}, channel))[0] == 429


def part(words: str, sequence: int | None, stream: str | None = None, kind: str = "streaming") -> dict[str, Any]:
    info = {"type": "streaminfo", "streamType": kind, "streamSequence": sequence, "streamId": stream}
    entity = {name: value for name, value in info.items() if value is not None}
    return {"type": "message" if kind == "final" else "typing", "text": words, "entities": [entity]}


async def test_a_streamed_answer_is_seen_growing_and_ends_as_one_message(chat: Teams, clock: Clock):
    async with chat.watching() as page:
        status, started = await chat.bot_says(part("Ik zoek...", 1, kind="informative"))
        stream = started["id"]
        assert status == 201
        seen = [await page.next("stream")]
        for sequence, words in ((2, "De zes"), (3, "De zes principes zijn")):
            clock.now += 1.5
            assert await chat.bot_says(part(words, sequence, stream)) == (202, {})
            seen.append(await page.next("stream"))
        status, _ = await chat.bot_says(part("De zes principes zijn: ...", None, stream, "final"))
        seen.append(await page.next("stream"))
        message = (await page.next("message"))["message"]
    assert status == 202
    assert [event["text"] for event in seen][:3] == ["Ik zoek...", "De zes", "De zes principes zijn"]
    assert [event["final"] for event in seen] == [False, False, False, True]
    assert {event["streamId"] for event in seen} == {stream}
    assert message["id"] == stream
    assert [shown["id"] for shown in await chat.open()] == [stream]


async def begun(chat: Teams, clock: Clock) -> str:
    _, started = await chat.bot_says(part("De zes", 1))
    clock.now += 1.5
    return started["id"]


async def test_a_part_that_comes_too_late_is_dropped(chat: Teams, clock: Clock):
    stream = await begun(chat, clock)
    await chat.bot_says(part("De zes principes zijn", 3, stream))
    clock.now += 1.5
    status, body = await chat.bot_says(part("De zes principes", 2, stream))
    assert (status, body["error"]["code"]) == (202, "ContentStreamSequenceOrderPreConditionFailed")


async def test_parts_come_no_faster_than_one_a_second(chat: Teams):
    _, started = await chat.bot_says(part("De zes", 1))
    assert (await chat.bot_says(part("De zes principes", 2, started["id"])))[0] == 429


@pytest.mark.parametrize(
    ("activity", "status", "code"),
    [
        (part("Iets anders", 2, "own"), 403, "ContentStreamNotAllowed"),
        (part("", 2, "own"), 400, "BadRequest"),
        (part("De zes", None, "own"), 400, "BadRequest"),
        (part("De zes", 2), 400, "BadRequest"),
        (part("De zes", 2, "1234"), 400, "BadRequest"),
        (part("De zes", 2, "own", "final"), 400, "BadRequest"),
        (part("De zes", None, None, "final"), 400, "BadRequest"),
        ({**part("De zes", 2, "own"), "type": "message"}, 400, "BadRequest"),
    ],
)
async def test_what_breaks_the_rules_of_streaming_is_refused(
    chat: Teams, clock: Clock, activity: dict[str, Any], status: int, code: str
):
    stream = await begun(chat, clock)
    for entity in activity["entities"]:
        if entity.get("streamId") == "own":
            activity = {**activity, "entities": [{**entity, "streamId": stream}]}
    answer = await chat.bot_says(activity)
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)


async def test_a_stream_ends_after_two_minutes(chat: Teams, clock: Clock):
    stream = await begun(chat, clock)
    clock.now += 120
    status, body = await chat.bot_says(part("De zes", None, stream, "final"))
    assert status == 403
    assert body["error"]["message"] == "Content stream finished due to exceeded streaming time."


async def test_nothing_can_be_added_to_a_finished_stream(chat: Teams, clock: Clock):
    stream = await begun(chat, clock)
    await chat.bot_says(part("De zes.", None, stream, "final"))
    assert (await chat.bot_says(part("De zes. En", 4, stream)))[0] == 403
    assert (await chat.bot_says(part("De zes.", None, stream, "final")))[0] == 403
    assert len(await chat.open()) == 1


async def test_a_stream_stays_in_its_conversation(chat: Teams, clock: Clock):
    stream = await begun(chat, clock)
    await chat.open(role="manager")
    other = chat.personal("manager")
    assert (await chat.bot_says(part("De zes principes", 2, stream), other))[0] == 400
    path, body = f"/conversations/{other}/streams/{stream}/stop", {"person": chat.person("manager")}
    assert (await chat.page("POST", path, json=body))[0] == 404


async def test_a_person_can_stop_a_stream(chat: Teams, clock: Clock):
    stream = await begun(chat, clock)
    path = f"/conversations/{chat.personal()}/streams/{stream}/stop"
    assert (await chat.page("POST", path, json={"person": chat.person()}))[0] == 200
    status, body = await chat.bot_says(part("De zes principes", 2, stream))
    assert (status, body["error"]["message"]) == (403, "Content stream was cancelled by user.")
    assert (await chat.page("POST", path, json={"person": chat.person()}))[0] == 404


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_streaming_is_for_personal_chats_only(chat: Teams, kind: str):
    status, body = await chat.bot_says(part("De zes", 1), chat.shared_place(kind))
    assert (status, body["error"]["code"]) == (403, "ContentStreamNotAllowed")
