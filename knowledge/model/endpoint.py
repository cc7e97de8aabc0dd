"""A language model behind OpenAI's protocol: structured writing and embeddings, by a deadline, trusting nothing."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from knowledge.model.problems import ModelProblem, Reason
from knowledge.model.shape import Schema, shaped

if TYPE_CHECKING:
    from knowledge.model.client import Client
    from settings import ModelSettings

log = logging.getLogger(__name__)

LONGEST = 32_768  # characters of what a model writes in one go; an honest answer is a tenth of that
PER_TOKEN = 2  # characters at least that a token takes in Dutch, to estimate with: a token too many harms nobody

TokenProvider = Callable[[], Awaitable[str]]
OnText = Callable[[str], Awaitable[None]]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Message:
    """One message to the model."""

    role: Literal["system", "user"]
    text: str


@dataclass(frozen=True)
class Written:
    """What the model wrote, of the shape that was asked for, and what it cost."""

    data: Mapping[str, object]
    tokens: int


@dataclass(frozen=True)
class Embedded:
    """A vector for each text, in the same order and all of the same length, and what they cost."""

    rows: tuple[tuple[float, ...], ...]
    tokens: int


class Endpoint:
    """One endpoint with one model. Nothing is loaded or connected before the first call, or `warm`."""

    def __init__(self, settings: ModelSettings, identity: TokenProvider | None = None) -> None:
        """`identity` gives a bearer token at every call, where the settings name no key."""
        self._settings = settings
        self._identity = identity
        self._client: Client | None = None
        self._loading = asyncio.Lock()
        self._waited_for = 0  # calls under way that somebody waits for
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def embeds(self) -> bool:
        """Whether there is a model for embeddings."""
        return bool(self._settings.embedding_model)

    async def warm(self) -> None:
        """Loads what the first call needs (a second or two of work, off the loop)."""
        await self._loaded()

    async def structured(
        self,
        messages: Sequence[Message],
        schema: Schema,
        *,
        deadline: float,
        max_tokens: int,
        on_text: OnText | None = None,
        background: bool = False,
    ) -> Written:
        """Has the model write an object of the shape.

        `deadline` is on the clock of the running loop (`loop.time()`), in seconds. `on_text` makes it stream, and gets
        each piece of the JSON as it comes; what it raises ends the call. `background`: nobody waits for it, so it only
        begins while nobody waits for another. Raises ModelProblem.
        """
        client = await self._in_time(self._loaded(), deadline)
        async with self._in_turn(background, deadline):
            written = await self._in_time(client.write(messages, schema, deadline, max_tokens, on_text), deadline)
        try:
            return Written(shaped(written.text, schema), written.tokens)
        except ModelProblem as problem:
            problem.tokens = written.tokens
            raise

    async def embed(self, texts: Sequence[str], *, deadline: float, background: bool = False) -> Embedded:
        """A vector for each text. `deadline` and `background` as in `structured`. Raises ModelProblem."""
        if not texts:
            return Embedded((), 0)
        client = await self._in_time(self._loaded(), deadline)
        async with self._in_turn(background, deadline):
            return await self._in_time(client.embed(texts, deadline), deadline)

    async def close(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            await self._client.close()

    async def _loaded(self) -> Client:
        async with self._loading:
            if self._client is None:
                # Half a thousand modules: in a thread, and only where a model is configured.
                module = await asyncio.to_thread(importlib.import_module, "knowledge.model.client")
                self._client = module.Client(self._settings, self._identity)
            return cast("Client", self._client)

    @asynccontextmanager
    async def _in_turn(self, background: bool, deadline: float) -> AsyncGenerator[None, None]:
        """People come first: what nobody waits for begins only when nobody waits for the model."""
        if background:
            await self._in_time(self._quiet.wait(), deadline)
            yield
            return
        self._waited_for += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._waited_for -= 1
            if not self._waited_for:
                self._quiet.set()

    @staticmethod
    async def _in_time(work: Awaitable[Result], deadline: float) -> Result:
        try:
            async with asyncio.timeout_at(deadline):
                return await work
        except TimeoutError as error:
            raise ModelProblem(Reason.SLOW, "the deadline passed") from error


def estimated(messages: Sequence[Message], max_tokens: int) -> int:
    """The tokens that a call costs at most, as well as can be told beforehand."""
    return tokens_of(*(message.text for message in messages)) + max_tokens


def tokens_of(*texts: str) -> int:
    """About how many tokens these texts are; rather too many than too few."""
    return sum(len(text) // PER_TOKEN + 1 for text in texts)
