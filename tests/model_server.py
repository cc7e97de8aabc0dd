"""A language model on loopback that speaks OpenAI's protocol and does exactly what a test tells it, well or badly.

async with model_server() as model:
    model.script = lambda asked: Says(claims=[claim("...", (1, "..."))])
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from settings import ModelSettings

PIECE = 40  # characters of a piece of a stream


@dataclass(frozen=True)
class Passage:
    """A passage as the model gets it."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A request, as a model reads it."""

    body: dict[str, Any]

    @property
    def streamed(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def instructions(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def content(self) -> dict[str, Any]:
        return json.loads(self.body["messages"][1]["content"])

    @property
    def question(self) -> str:
        return str(self.content["question"])

    @property
    def passages(self) -> list[Passage]:
        return [Passage(item["number"], item["heading"], item["text"]) for item in self.content["passages"]]


Stall = Literal["", "before", "middle", "end"]


@dataclass(frozen=True)
class Says:
    """The model writes `text`, or the claims as JSON. `stall`: where it stops for good, with the line open.

    `until`: at three quarters of a stream it waits for this one.
    """

    claims: Sequence[Mapping[str, object]] = ()
    outcome: str = "answered"
    text: str | None = None
    finish: str | None = "stop"
    refusal: str = ""
    stall: Stall = ""
    piece: int = PIECE
    usage: object = None
    done: bool = True  # says that it is done
    until: asyncio.Event | None = None

    @property
    def content(self) -> str:
        if self.text is not None:
            return self.text
        return json.dumps({"outcome": self.outcome, "claims": list(self.claims)}, ensure_ascii=False)


@dataclass(frozen=True)
class Sends:
    """The endpoint answers with these bytes, as they are."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content_type: str = "application/json"


@dataclass(frozen=True)
class Floods:
    """The endpoint sends the same bytes over and over."""

    piece: bytes
    content_type: str = "text/event-stream"


Reply = Says | Sends | Floods
Script = Callable[[Asked], Reply]


def claim(text: str, *quotes: tuple[int, str]) -> dict[str, object]:
    """A claim as a model writes it: its text, and quotes as (number of the passage, words)."""
    return {"text": text, "quotes": [{"source": number, "quote": quote} for number, quote in quotes]}


def failing(status: int, message: str = "no", *, headers: Mapping[str, str] | None = None, **error: object) -> Sends:
    """An error as OpenAI words it."""
    body = json.dumps({"error": {"message": message, "type": "error", **error}}).encode()
    return Sends(body, status, headers or {})


@dataclass
class ModelServer:
    """The running server."""

    url: str = ""
    script: Script = lambda _: Says(outcome="not_in_documents")
    vector: Callable[[str], list[float]] = lambda text: [float(len(text)), 1.0]
    embedded: Callable[[dict[str, Any]], Reply] | None = None  # in the place of `vector`
    requests: list[str] = field(default_factory=list[str])  # head and body of each, as it came over the wire
    asked: list[Asked] = field(default_factory=list[Asked])
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def settings(self, **others: Any) -> ModelSettings:
        """What an administrator would have configured."""
        given: dict[str, Any] = {
            "url": self.url,
            "model": "proef",
            "key": "sleutel",
            "identity": "",
            "api_version": "",
            "embedding_model": "",
            "tokens_person": 1_000_000_000,
            "tokens_day": 1_000_000_000,
            "tokens_ingest": 1_000_000_000,
        }
        return ModelSettings(**given | others)

    async def chat(self, request: web.Request) -> web.StreamResponse:
        """POST /chat/completions."""
        asked = Asked(await self._recorded(request))
        self.asked.append(asked)
        self.arrived.set()
        reply = self.script(asked)
        if isinstance(reply, Says) and asked.streamed:
            return await self._stream(request, reply)
        return await self._sent(request, reply)

    async def embeddings(self, request: web.Request) -> web.StreamResponse:
        """POST /embeddings."""
        body = await self._recorded(request)
        if self.embedded is not None:
            return await self._sent(request, self.embedded(body))
        rows = [
            {"object": "embedding", "index": at, "embedding": self.vector(text)}
            for at, text in enumerate(body["input"])
        ]
        return web.json_response({"object": "list", "data": rows, "usage": {"total_tokens": 7, "prompt_tokens": 7}})

    async def _recorded(self, request: web.Request) -> dict[str, Any]:
        text = await request.text()
        head = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        # Twice: as it came, and with every escape of JSON undone, so that nothing hides in one.
        self.requests.append(f"{request.path_qs}\n{head}\n{text}\n{json.dumps(json.loads(text), ensure_ascii=False)}")
        return json.loads(text)

    async def _sent(self, request: web.Request, reply: Reply) -> web.StreamResponse:
        if isinstance(reply, Sends):
            kind = {"Content-Type": reply.content_type}
            return web.Response(body=reply.body, status=reply.status, headers={**kind, **reply.headers})
        if isinstance(reply, Floods):
            return await self._flood(request, reply)
        if reply.stall:
            await self.closing.wait()
        message: dict[str, object] = {"role": "assistant", "content": reply.content}
        if reply.refusal:
            message |= {"content": None, "refusal": reply.refusal}
        choice = {"index": 0, "message": message, "finish_reason": reply.finish}
        return web.json_response({"id": "x", "object": "chat.completion", "choices": [choice], "usage": reply.usage})

    async def _stream(self, request: web.Request, reply: Says) -> web.StreamResponse:
        if reply.stall == "before":
            await self.closing.wait()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        text = reply.content
        pieces = [text[at : at + reply.piece] for at in range(0, len(text), reply.piece)]
        deltas: list[dict[str, object]] = [{"content": piece} for piece in pieces]
        if reply.refusal:
            deltas = [{"refusal": reply.refusal}]
        with suppress(ConnectionError):
            await response.prepare(request)
            for number, delta in enumerate(deltas):
                if reply.stall == "middle" and number >= len(deltas) // 2:
                    await self.closing.wait()
                if reply.until is not None and number == len(deltas) * 3 // 4:
                    await reply.until.wait()
                await response.write(_event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}))
            if reply.stall == "end":
                await self.closing.wait()
            await response.write(_event({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]}))
            if reply.usage is not None:
                await response.write(_event({"choices": [], "usage": reply.usage}))
            if reply.done:
                await response.write(b"data: [DONE]\n\n")
        return response

    async def _flood(self, request: web.Request, reply: Floods) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": reply.content_type})
        await response.prepare(request)
        with suppress(ConnectionError):
            while not self.closing.is_set():
                await response.write(reply.piece)
        return response


def _event(data: Mapping[str, object]) -> bytes:
    return b"data: " + json.dumps({"id": "x", "object": "chat.completion.chunk", **data}).encode() + b"\n\n"


@asynccontextmanager
async def model_server() -> AsyncGenerator[ModelServer, None]:
    """A model that listens on a free port of this machine."""
    server = ModelServer()
    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_post("/v1/chat/completions", server.chat)
    app.router.add_post("/v1/embeddings", server.embeddings)
    app.router.add_post("/openai/deployments/{model}/chat/completions", server.chat)
    app.router.add_post("/openai/deployments/{model}/embeddings", server.embeddings)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()
