"""The calls of the openai package, with what comes back checked: the one module that imports it."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import openai
from openai import AsyncAzureOpenAI, AsyncOpenAI
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

import telemetry
from knowledge.model.endpoint import LONGEST, Embedded, Message, OnText, TokenProvider, tokens_of
from knowledge.model.manners import Manners
from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.retrying import asked_to_wait, may_pass, problem_of
from knowledge.model.shape import Schema
from knowledge.model.wire import http_client
from settings import ModelSettings

CONNECT_SECONDS = 3.0
LEAST = 0.25  # seconds that a further try must have left
LONGEST_VECTOR = 8192
EXAGGERATED = 4  # times what we estimate: an endpoint that reports more tokens than this is not believed
UNDERSTATED = 8  # and neither is one that reports such a part of it
ONLY_JSON = "Answer with one JSON object of this JSON Schema and nothing else: "
KEYLESS = "none"  # some key is required by the package; a model on this machine asks for none

Result = TypeVar("Result")


@dataclass(frozen=True)
class Text:
    """What the model wrote, and what it cost."""

    text: str
    tokens: int


class Client:
    """Speaks with one endpoint."""

    def __init__(self, settings: ModelSettings, identity: TokenProvider | None) -> None:
        logging.getLogger("openai").setLevel(logging.WARNING)  # at DEBUG it logs what people ask
        self._settings = settings
        self._manners = Manners()
        self._openai = _made(settings, identity)

    async def write(
        self, messages: Sequence[Message], schema: Schema, deadline: float, max_tokens: int, on_text: OnText | None
    ) -> Text:
        """The text that the model writes. Raises ModelProblem."""
        begun = False

        async def heard(piece: str) -> None:
            nonlocal begun
            begun = True
            if on_text is not None:
                await on_text(piece)

        async def once() -> Text:
            return await self._written(messages, schema, deadline, max_tokens, heard if on_text else None)

        with telemetry.asking_model("chat", self._settings.model):
            # What has begun to be shown cannot be told again from the start.
            text = await self._tried(once, deadline, lambda: not begun)
            telemetry.spent("chat", self._settings.model, text.tokens)
            return text

    async def embed(self, texts: Sequence[str], deadline: float) -> Embedded:
        """A vector for each text. Raises ModelProblem."""

        async def once() -> Embedded:
            answer: Any = await self._openai.embeddings.create(
                input=list(texts),
                model=self._settings.embedding_model,
                encoding_format="float",
                timeout=_timeout(deadline),
            )
            spent = _spent(answer, tokens_of(*texts))
            return Embedded(_rows(answer, len(texts)), spent)

        with telemetry.asking_model("embeddings", self._settings.embedding_model):
            embedded = await self._tried(once, deadline, lambda: True)
            telemetry.spent("embeddings", self._settings.embedding_model, embedded.tokens)
            return embedded

    async def close(self) -> None:
        """Closes the connections."""
        await self._openai.close()

    async def _written(
        self, messages: Sequence[Message], schema: Schema, deadline: float, max_tokens: int, on_text: OnText | None
    ) -> Text:
        given = [{"role": message.role, "content": message.text} for message in messages]
        if not self._manners.strict:
            given.append({"role": "system", "content": ONLY_JSON + json.dumps(schema)})
        create = cast("Callable[..., Awaitable[Any]]", self._openai.chat.completions.create)
        answer = await create(
            model=self._settings.model,
            messages=given,
            timeout=_timeout(deadline),
            **self._manners.parameters(schema, max_tokens, streamed=on_text is not None),
        )
        prompt = tokens_of(*(message.text for message in messages))
        if on_text is None:
            return _whole(answer, prompt)
        return await _streamed(answer, prompt, on_text)

    async def _tried(
        self, once: Callable[[], Awaitable[Result]], deadline: float, may_repeat: Callable[[], bool]
    ) -> Result:
        loop = asyncio.get_running_loop()

        def gives_up(state: RetryCallState) -> bool:
            return loop.time() + state.upcoming_sleep + LEAST >= deadline

        def worth_it(error: BaseException) -> bool:
            return may_repeat() and (may_pass(error) or self._manners.learn(error))

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return asked_to_wait(error, state.attempt_number)

        tries = AsyncRetrying(
            retry=retry_if_exception(worth_it), wait=wait, stop=gives_up, sleep=asyncio.sleep, reraise=True
        )
        try:
            return await tries(once)
        except ModelProblem:
            raise
        except Exception as error:
            # Whatever an endpoint sends, the package trips over it in its own ways: all of it means no answer.
            raise problem_of(error) from error


def _made(settings: ModelSettings, identity: TokenProvider | None) -> AsyncOpenAI:
    http = http_client(direct=settings.on_loopback)
    if not settings.api_version:
        key = identity or settings.key or KEYLESS
        return AsyncOpenAI(api_key=key, base_url=settings.url, max_retries=0, http_client=http)
    if identity is not None:
        return AsyncAzureOpenAI(
            azure_endpoint=settings.url,
            api_version=settings.api_version,
            azure_ad_token_provider=identity,
            max_retries=0,
            http_client=http,
        )
    return AsyncAzureOpenAI(
        azure_endpoint=settings.url,
        api_version=settings.api_version,
        api_key=settings.key or KEYLESS,
        max_retries=0,
        http_client=http,
    )


def _timeout(deadline: float) -> openai.Timeout:
    left = max(0.01, deadline - asyncio.get_running_loop().time())
    return openai.Timeout(left, connect=min(left, CONNECT_SECONDS))


async def _streamed(answer: AsyncIterator[Any], prompt: int, on_text: OnText) -> Text:
    """Reads the stream to its end. Raises ModelProblem when the end is not a good one."""
    text, finish, last = "", "", None
    try:
        async for chunk in answer:
            last = chunk if getattr(chunk, "usage", None) is not None else last
            choice = _first(chunk)
            if choice is None:
                continue
            finish = _finish(choice, finish)
            piece = _text_in(getattr(choice, "delta", None))
            if piece:
                text += piece
                if len(text) > LONGEST:
                    raise ModelProblem(Reason.UNUSABLE, "too long", tokens=prompt + tokens_of(text))
                await on_text(piece)
    finally:
        await cast("Any", answer).close()
    spent = _spent(last, prompt + tokens_of(text))
    return _ended(text, finish, spent)


def _whole(answer: Any, prompt: int) -> Text:
    choice = _first(answer)
    if choice is None:
        raise ModelProblem(Reason.UNUSABLE, "no choice", tokens=prompt)
    text = _text_in(getattr(choice, "message", None))
    if len(text) > LONGEST:
        raise ModelProblem(Reason.UNUSABLE, "too long", tokens=prompt + tokens_of(text))
    return _ended(text, _finish(choice, ""), _spent(answer, prompt + tokens_of(text)))


def _ended(text: str, finish: str, spent: int) -> Text:
    if finish == "content_filter":
        raise ModelProblem(Reason.REFUSED, "content filter", tokens=spent)
    if finish != "stop" or not text:
        raise ModelProblem(Reason.UNUSABLE, "not finished" if text else "empty", tokens=spent)
    return Text(text, spent)


def _first(answer: object) -> object | None:
    choices = getattr(answer, "choices", None)
    return cast("list[object]", choices)[0] if isinstance(choices, list) and choices else None


def _finish(choice: object, before: str) -> str:
    finish = getattr(choice, "finish_reason", None)
    return finish if isinstance(finish, str) else before


def _text_in(part: object) -> str:
    """The text of a message or of a piece of one; the package does not check types, so this does."""
    if getattr(part, "refusal", None):
        raise ModelProblem(Reason.REFUSED, "the model refuses")
    text = getattr(part, "content", None)
    if text is not None and not isinstance(text, str):
        raise ModelProblem(Reason.UNUSABLE, "content is no text")
    return text or ""


def _spent(answer: object, estimate: int) -> int:
    """The tokens that the endpoint reports, where that can be."""
    total: object = getattr(getattr(answer, "usage", None), "total_tokens", None)
    if not isinstance(total, int) or isinstance(total, bool):
        return estimate
    return total if estimate <= UNDERSTATED * total and total <= EXAGGERATED * estimate else estimate


def _rows(answer: object, wanted: int) -> tuple[tuple[float, ...], ...]:
    items = getattr(answer, "data", None)
    if not isinstance(items, list) or len(cast("list[object]", items)) != wanted:
        raise ModelProblem(Reason.UNUSABLE, "not a vector for each text")
    rows: dict[int, tuple[float, ...]] = {}
    for item in cast("list[object]", items):
        index, row = getattr(item, "index", None), getattr(item, "embedding", None)
        if not isinstance(index, int) or not isinstance(row, list):
            raise ModelProblem(Reason.UNUSABLE, "no vector")
        rows[index] = tuple(_number(value) for value in cast("list[object]", row))
    sizes = {len(row) for row in rows.values()}
    if rows.keys() != set(range(wanted)) or len(sizes) != 1 or not 0 < max(sizes) <= LONGEST_VECTOR:
        raise ModelProblem(Reason.UNUSABLE, "vectors that do not fit together")
    return tuple(rows[at] for at in range(wanted))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ModelProblem(Reason.UNUSABLE, "a vector with something else than numbers")
    return float(value)
