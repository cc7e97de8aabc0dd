"""The wire to a language model: by the deadline, with nothing believed, whatever the other end does."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from knowledge.model.endpoint import Endpoint, Message, Written
from knowledge.model.problems import ModelProblem, Reason
from tests.model_server import Floods, ModelServer, Reply, Says, Sends, failing, model_server

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
GOOD = '{"word": "koers"}'
PLENTY = 8.0  # seconds: never waited for


@pytest.fixture
async def model() -> AsyncGenerator[ModelServer, None]:
    async with model_server() as server:
        yield server


@pytest.fixture
async def endpoint(model: ModelServer) -> AsyncGenerator[Endpoint, None]:
    endpoint = Endpoint(model.settings(embedding_model="vectoren"))
    yield endpoint
    await endpoint.close()


def by(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


async def ask(endpoint: Endpoint, *, seconds: float = PLENTY, pieces: list[str] | None = None) -> Written:
    async def heard(piece: str) -> None:
        assert pieces is not None
        pieces.append(piece)

    return await endpoint.structured(
        [Message("system", "Antwoord."), Message("user", "Welk woord?")],
        SCHEMA,
        deadline=by(seconds),
        max_tokens=50,
        on_text=None if pieces is None else heard,
    )


async def reason_of(endpoint: Endpoint, *, seconds: float = PLENTY, streamed: bool = True) -> Reason:
    with pytest.raises(ModelProblem) as caught:
        await ask(endpoint, seconds=seconds, pieces=[] if streamed else None)
    return caught.value.reason


def in_turn(*replies: Reply) -> Any:
    """A script that gives each of the replies once, and the last for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize("streamed", [True, False])
async def test_what_the_model_writes_comes_back_as_the_shape_that_was_asked_for(
    model: ModelServer, endpoint: Endpoint, streamed: bool
) -> None:
    model.script = lambda _: Says(text=GOOD, piece=3, usage={"total_tokens": 41})
    pieces: list[str] = []
    written = await ask(endpoint, pieces=pieces if streamed else None)
    assert written == Written({"word": "koers"}, 41)
    assert "".join(pieces) == (GOOD if streamed else "")
    assert model.asked[0].body["response_format"]["json_schema"]["strict"] is True


async def test_nothing_about_us_goes_along(model: ModelServer, endpoint: Endpoint, monkeypatch: Any) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "gemeente-oss")
    model.script = lambda _: Says(text=GOOD)
    await ask(endpoint)
    request = model.requests[0].lower()
    assert "stainless" not in request
    assert "gemeente-oss" not in request
    assert "user-agent" not in request
    assert "user" not in model.asked[0].body


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Says(text="koers"), Reason.UNUSABLE),
        (Says(text=""), Reason.UNUSABLE),
        (Says(text='{"word": "koers"'), Reason.UNUSABLE),
        (Says(text=GOOD, finish="length"), Reason.UNUSABLE),
        (Says(text=GOOD, finish=None), Reason.UNUSABLE),
        (Says(text='{"word": "koers", "more": 1}'), Reason.UNUSABLE),
        (Says(text='{"word": 5}'), Reason.UNUSABLE),
        (Says(text='{"word": "a", "word": "b"}'), Reason.UNUSABLE),
        (Says(text="[" * 20_000), Reason.UNUSABLE),
        (Says(text='{"word": NaN}'), Reason.UNUSABLE),
        (Says(text='["word"]'), Reason.UNUSABLE),
        (Says(text='{"word": "' + "a" * 40_000 + '"}', piece=4000), Reason.UNUSABLE),
        (Says(text=GOOD, finish="content_filter"), Reason.REFUSED),
        (Says(refusal="I cannot help with that."), Reason.REFUSED),
        (failing(400, "filtered", code="content_filter"), Reason.REFUSED),
        (failing(401), Reason.BARRED),
        (failing(404), Reason.BARRED),
        (Sends(b"<html>", content_type="text/html"), Reason.UNUSABLE),
        (Sends(b""), Reason.UNUSABLE),
        (Sends(bytes(range(256)) * 50, content_type="application/octet-stream"), Reason.UNUSABLE),
        (Sends(b"data: {oops\n\n", content_type="text/event-stream"), Reason.UNUSABLE),
        (Sends(b"data: [1, 2]\n\ndata: [DONE]\n\n", content_type="text/event-stream"), Reason.UNUSABLE),
        (Sends(b'data: {"choices": 3}\n\ndata: [DONE]\n\n', content_type="text/event-stream"), Reason.UNUSABLE),
        (
            Sends(b'data: {"choices": [{"delta": {"content": 7}}]}\n\n', content_type="text/event-stream"),
            Reason.UNUSABLE,
        ),
        (Sends(b'data: {"choices": [5]}\n\n', content_type="text/event-stream"), Reason.UNUSABLE),
        (Sends(b"x", headers={"Content-Encoding": "gzip"}), Reason.UNUSABLE),
        (Sends(b"", 302, {"Location": "http://127.0.0.1:1/v1/chat/completions"}), Reason.REFUSED),
    ],
)
async def test_what_cannot_be_used_is_a_problem_with_its_reason(
    model: ModelServer, endpoint: Endpoint, said: Reply, reason: Reason
) -> None:
    model.script = lambda _: said
    assert await reason_of(endpoint, seconds=1.0 if reason is Reason.DOWN else PLENTY) is reason


@pytest.mark.parametrize("streamed", [True, False])
async def test_an_answer_without_end_is_broken_off(model: ModelServer, endpoint: Endpoint, streamed: bool) -> None:
    model.script = lambda _: Floods(b"data: " + b"x" * 60_000)
    assert await reason_of(endpoint, seconds=30.0, streamed=streamed) is Reason.UNUSABLE
    assert len(model.asked) == 1  # once is enough


@pytest.mark.parametrize("stall", ["before", "middle", "end"])
@pytest.mark.parametrize("streamed", [True, False])
async def test_a_model_that_hangs_is_slow_and_waited_for_no_longer_than_the_deadline(
    model: ModelServer, endpoint: Endpoint, stall: Any, streamed: bool
) -> None:
    await endpoint.warm()
    model.script = lambda _: Says(text=GOOD, piece=3, stall=stall)
    assert await reason_of(endpoint, seconds=0.3, streamed=streamed) is Reason.SLOW


async def test_what_may_pass_is_tried_again(model: ModelServer, endpoint: Endpoint) -> None:
    model.script = in_turn(failing(429, headers={"Retry-After": "0"}), failing(503), Says(text=GOOD))
    assert (await ask(endpoint)).data == {"word": "koers"}
    assert len(model.asked) == 3


async def test_nobody_waits_when_the_endpoint_asks_for_longer_than_there_is(
    model: ModelServer, endpoint: Endpoint
) -> None:
    model.script = lambda _: failing(429, headers={"Retry-After": "30"})
    assert await reason_of(endpoint) is Reason.DOWN
    assert len(model.asked) == 1


async def test_what_has_begun_is_not_told_again_from_the_start(model: ModelServer, endpoint: Endpoint) -> None:
    body = b'data: {"choices": [{"index": 0, "delta": {"content": "{"}}]}\n\n'
    error = b'data: {"error": {"message": "overloaded"}}\n\n'
    model.script = lambda _: Sends(body + error, content_type="text/event-stream")
    pieces: list[str] = []
    with pytest.raises(ModelProblem):
        await ask(endpoint, pieces=pieces)
    assert pieces == ["{"]
    assert len(model.asked) == 1


async def test_an_endpoint_that_knows_less_is_asked_with_less(model: ModelServer, endpoint: Endpoint) -> None:
    def older(asked: Any) -> Reply:
        for name in ("stream_options", "temperature", "max_completion_tokens"):
            if name in asked.body:
                return failing(400, f"Unknown parameter: '{name}'", param=name)
        kind = asked.body.get("response_format", {}).get("type")
        return failing(400, f"response_format {kind} is not supported") if kind == "json_schema" else Says(text=GOOD)

    model.script = older
    assert (await ask(endpoint, pieces=[])).data == {"word": "koers"}
    tries = len(model.asked)
    assert (await ask(endpoint, pieces=[])).data == {"word": "koers"}
    assert len(model.asked) == tries + 1  # it was learned
    last = model.asked[-1].body
    assert last["response_format"] == {"type": "json_object"}
    assert last["max_tokens"] == 50
    assert json.dumps(SCHEMA) in last["messages"][-1]["content"]


async def test_an_endpoint_that_refuses_everything_is_not_asked_for_ever(
    model: ModelServer, endpoint: Endpoint
) -> None:
    words = "response_format max_tokens max_completion_tokens stream_options temperature"
    model.script = lambda _: failing(400, words)
    assert await reason_of(endpoint) is Reason.REFUSED
    assert len(model.asked) <= 7


async def test_an_azure_deployment_is_asked_by_its_own_address_with_its_own_header(model: ModelServer) -> None:
    endpoint = Endpoint(model.settings(url=model.url.removesuffix("/v1"), api_version="2025-01-01"))
    model.script = lambda _: Says(text=GOOD)
    await ask(endpoint)
    await endpoint.close()
    assert model.requests[0].startswith("/openai/deployments/proef/chat/completions?api-version=2025-01-01")
    assert "api-key: sleutel" in model.requests[0]


@pytest.mark.parametrize("version", ["", "2025-01-01"])
async def test_the_identity_of_the_machine_signs_in_where_there_is_no_key(model: ModelServer, version: str) -> None:
    given = iter(["eerste", "tweede"])

    async def token() -> str:
        return next(given)

    url = model.url if not version else model.url.removesuffix("/v1")
    endpoint = Endpoint(model.settings(url=url, key="", api_version=version), token)
    model.script = lambda _: Says(text=GOOD)
    await ask(endpoint)
    await ask(endpoint)
    await endpoint.close()
    assert "Authorization: Bearer eerste" in model.requests[0]
    assert "Authorization: Bearer tweede" in model.requests[1]


async def test_without_a_token_the_model_is_not_asked(model: ModelServer) -> None:
    async def token() -> str:
        raise ModelProblem(Reason.DOWN, "no token")

    endpoint = Endpoint(model.settings(key=""), token)
    assert await reason_of(endpoint) is Reason.DOWN
    await endpoint.close()
    assert not model.requests


@pytest.mark.parametrize("reported", [-5, 1, 10**12, "9", None, True, 0])
async def test_a_price_that_cannot_be_is_not_believed(model: ModelServer, endpoint: Endpoint, reported: object) -> None:
    model.script = lambda _: Says(text=GOOD, usage={"total_tokens": reported})
    assert 5 < (await ask(endpoint, pieces=[])).tokens < 100


async def test_a_vector_for_each_text(model: ModelServer, endpoint: Endpoint) -> None:
    embedded = await endpoint.embed(["een", "vier"], deadline=by(PLENTY))
    assert embedded.rows == ((3.0, 1.0), (4.0, 1.0))
    assert embedded.tokens == 7


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}],
        [{"index": 0, "embedding": []}, {"index": 1, "embedding": []}],
        [{"index": 0, "embedding": ["a"]}, {"index": 1, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1e999]}, {"index": 1, "embedding": [1.0]}],
        [{"index": 0, "embedding": 5}, {"index": 1, "embedding": [1.0]}],
    ],
)
async def test_vectors_that_do_not_fit_the_texts_are_unusable(
    model: ModelServer, endpoint: Endpoint, rows: list[Any]
) -> None:
    model.embedded = lambda _: Sends(json.dumps({"object": "list", "data": rows}).encode())
    with pytest.raises(ModelProblem) as caught:
        await endpoint.embed(["een", "vier"], deadline=by(PLENTY))
    assert caught.value.reason is Reason.UNUSABLE


async def test_nothing_listens(model: ModelServer) -> None:
    endpoint = Endpoint(model.settings(url="http://127.0.0.1:9/v1"))
    await endpoint.warm()
    assert await reason_of(endpoint, seconds=0.6) is Reason.DOWN
    await endpoint.close()


async def test_no_log_tells_what_was_asked(
    model: ModelServer, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model.script = in_turn(failing(503, "Welk woord?"), Says(text="Welk woord?"))
    await reason_of(endpoint)
    assert "Welk woord" not in caplog.text
