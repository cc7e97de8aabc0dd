"""One request to Microsoft Graph: the SDK's builders and middleware, our own patience, and a plain answer."""
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast
from uuid import uuid4

import httpx
from kiota_abstractions.authentication.base_bearer_token_authentication_provider import (
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.request_information import RequestInformation
from kiota_http.middleware import ParametersNameDecodingHandler, UrlReplaceHandler
from kiota_http.middleware.options import UrlReplaceHandlerOption
from msgraph._version import VERSION
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import APIVersion, GraphClientFactory
from msgraph_core.middleware import GraphTelemetryHandler
from msgraph_core.middleware.options import GraphTelemetryHandlerOption
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

import telemetry
from graph.hosts import Hosts
from graph.problems import GraphProblem, Passing, TooLarge, from_answer, unavailable
from graph.tokens import Bearer, Tokens, graph_token
from settings import Settings
from telemetry import names

T = TypeVar("T")
Json = dict[str, Any]  # an answer as it came; the functions in this folder turn it into dataclasses

LARGEST_ANSWER = 32 * 1024 * 1024  # bytes of JSON
AGENT = {"User-Agent": "NONISV|Koers|Koers/0.1"}  # SharePoint throttles traffic without such a name first
TELEMETRY = GraphTelemetryHandlerOption(api_version=APIVersion.v1, sdk_version=VERSION)
ME = UrlReplaceHandlerOption(replacement_pairs={"/users/me-token-to-replace": "/me"})  # how the SDK writes /me
PLAIN = {"Accept-Encoding": "identity"}  # a compressed file could unfold into more than fits
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Patience:
    """How long a request may go on: `attempts` in all, a wait of at most `longest_wait` seconds between two of them,
    and at most `seconds` for one attempt from its start to its last byte.
    """

    attempts: int
    longest_wait: float
    seconds: float


IN_A_TURN = Patience(attempts=2, longest_wait=2.0, seconds=8.0)  # a person waits for it
IN_BACKGROUND = Patience(attempts=4, longest_wait=60.0, seconds=120.0)


class Builder(Protocol):
    """A request builder of the SDK on which an absolute address can be put."""

    def with_url(self, raw_url: str) -> Any:
        """The same builder for that address."""
        ...


class GraphClient:
    """Sends what the SDK's builders describe. Every method raises GraphProblem, or Unavailable after its patience.

    `sleep` waits between two attempts; tests pass their own.
    """

    def __init__(self, settings: Settings, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.url = settings.graph_url
        self.hosts = Hosts(httpx.URL(settings.graph_url), settings.local)
        self._sleep = sleep
        timeout = httpx.Timeout(15.0, connect=5.0)
        away = not settings.local  # loopback needs no proxy and speaks HTTP/1.1
        # Following redirects and trying again is ours: the SDK would do both unasked, and POSTs too.
        self._http = GraphClientFactory.create_with_custom_middleware(
            [UrlReplaceHandler(ME), ParametersNameDecodingHandler(), GraphTelemetryHandler(TELEMETRY)],
            client=httpx.AsyncClient(http2=away, timeout=timeout, trust_env=away, headers=AGENT),
        )
        self._downloads = httpx.AsyncClient(timeout=timeout, trust_env=away, headers=AGENT)
        self._sign_with(graph_token(settings))

    def personal(self, token: Bearer) -> GraphClient:
        """The same client with a person's own token in the place of the application's. It shares every connection, so
        it is only let go of, never closed.
        """
        own = copy(self)
        own._sign_with(token)
        return own

    def _sign_with(self, token: Bearer) -> None:
        self._tokens = Tokens(token, self.hosts.graph.host)
        self._adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(self._tokens), self._http)
        self._adapter.base_url = self.url
        # The SDK traces by itself, with whole addresses; should somebody listen to that, then without them.
        self._adapter.observability_options.include_euii_attributes = False
        self.builders = GraphServiceClient(request_adapter=self._adapter)

    async def close(self) -> None:
        """Closes every connection."""
        await self._http.aclose()
        await self._downloads.aclose()
        await self._tokens.close()

    async def json(
        self, request: RequestInformation, patience: Patience = IN_A_TURN, *, repeatable: bool | None = None
    ) -> Json:
        """The answer as JSON; empty for an answer without a body. `repeatable`: None takes it from the method (GET)."""

        async def attempt() -> Json:
            async with self._answer(request) as answer:
                if answer.status_code >= 300:
                    raise GraphProblem(answer.status_code, "notAnAnswer", "a redirect where JSON belongs")
                return _json(await _read(answer, LARGEST_ANSWER))

        again = request.http_method is not None and request.http_method.value == "GET"
        return await self._patiently(request, attempt, patience, again if repeatable is None else repeatable)

    async def pages(self, builder: Builder, first: RequestInformation, patience: Patience) -> AsyncIterator[Json]:
        """Every page of a collection, empty ones too; the last may hold an `@odata.deltaLink`."""
        request, headers = first, first.request_headers or {}
        seen: set[str] = set()
        while True:
            page = await self.json(request, patience)
            yield page
            link = page.get("@odata.nextLink")
            if not isinstance(link, str):
                return
            if link in seen:
                raise GraphProblem(0, "endlessPages", "Graph gave the same nextLink twice")
            seen.add(link)
            request = self.follow(builder, link, headers)

    async def items(self, builder: Builder, first: RequestInformation, patience: Patience) -> AsyncIterator[Json]:
        """Every entry of a collection, over all its pages."""
        async for page in self.pages(builder, first, patience):
            for item in cast("list[Json]", page.get("value", [])):
                yield item

    def follow(self, builder: Builder, link: str, headers: Mapping[str, str] | None = None) -> RequestInformation:
        """The request for a nextLink or deltaLink. Raises AddressRefused when it does not lead to Graph."""
        request = cast(RequestInformation, builder.with_url(self.hosts.check_graph(link)).to_get_request_information())
        for name, value in (headers or {}).items():
            if name.lower() != "authorization":
                request.headers.try_add(name, value)
        return request

    async def content(self, request: RequestInformation, limit: int, patience: Patience = IN_BACKGROUND) -> bytes:
        """The bytes behind a content request, wherever Graph keeps them. Raises TooLarge beyond `limit` bytes."""

        for name, value in PLAIN.items():
            request.headers.add(name, value)

        async def attempt() -> bytes:
            async with self._answer(request) as answer:
                if answer.status_code not in REDIRECTS:
                    return await _read(answer, limit)
                address = answer.url.join(answer.headers.get("Location", ""))
            return await self._download(self.hosts.check_download(str(address)), limit)

        return await self._patiently(request, attempt, patience, repeatable=True)

    async def apart(
        self, method: str, url: str, content: bytes = b"", headers: Mapping[str, str] | None = None, *, seconds: float
    ) -> Json:
        """A request to a pre-authenticated address: no Authorization goes with it. Raises Passing for what may pass."""
        address = self.hosts.check_download(url)
        try:
            async with (
                asyncio.timeout(seconds),
                self._downloads.stream(
                    method, address, content=content, headers={**PLAIN, **(headers or {})}
                ) as answer,
            ):
                await _raise_for(answer)
                if answer.status_code >= 300:
                    raise GraphProblem(answer.status_code, "notAnAnswer", "a redirect where JSON belongs")
                return _json(await _read(answer, LARGEST_ANSWER))
        except httpx.HTTPError as error:
            raise Passing(0, type(error).__name__, str(error)) from error
        except TimeoutError as error:
            raise Passing(0, "timeout", f"no full answer in {seconds:g} seconds") from error

    async def _download(self, url: str, limit: int, hops: int = 3) -> bytes:
        """Fetches a pre-authenticated address: no Authorization goes with it, the address itself is the key."""
        try:
            async with self._downloads.stream("GET", url, headers=PLAIN) as answer:
                if answer.status_code in REDIRECTS:
                    if not hops:
                        raise GraphProblem(answer.status_code, "tooManyRedirects", "the file is nowhere")
                    onwards = str(answer.url.join(answer.headers.get("Location", "")))
                else:
                    await _raise_for(answer)
                    return await _read(answer, limit)
        except httpx.HTTPError as error:
            raise Passing(0, type(error).__name__, str(error)) from error
        return await self._download(self.hosts.check_download(onwards), limit, hops - 1)

    @asynccontextmanager
    async def _answer(self, request: RequestInformation) -> AsyncGenerator[httpx.Response]:
        """The answer to one attempt, still to be read; an expired token is renewed once."""
        answer = await self._send(request)
        try:
            if answer.status_code == 401:
                refused = answer.request.headers.get("Authorization", "").removeprefix("Bearer ")
                claims = _claims(answer.headers.get("WWW-Authenticate", ""))
                await answer.aclose()
                self._tokens.replace(refused, claims)
                answer = await self._send(request)
            await _raise_for(answer)
            yield answer
        except httpx.HTTPError as error:
            raise Passing(0, type(error).__name__, str(error)) from error
        finally:
            await answer.aclose()

    async def _send(self, request: RequestInformation) -> httpx.Response:
        for name in ("Authorization", "client-request-id"):  # each attempt has its own
            request.headers.remove(name)
        request.headers.add("client-request-id", str(uuid4()))
        request.path_parameters = dict(request.path_parameters)  # they are the builder's own, for its next request too
        self._adapter.set_base_url_for_request_information(request)
        request.url = request.url  # works the template out once, not at each of its uses
        native = await self._adapter.convert_to_native_async(request)
        try:
            answer = await self._http.send(native, stream=True, follow_redirects=False)
        except httpx.HTTPError as error:
            raise Passing(0, type(error).__name__, str(error)) from error
        telemetry.note(names.STATUS, answer.status_code)
        return answer

    async def _patiently(
        self, request: RequestInformation, attempt: Callable[[], Awaitable[T]], patience: Patience, repeatable: bool
    ) -> T:
        async def timed() -> T:
            with self._seen(request, retrying):
                try:
                    async with asyncio.timeout(patience.seconds):
                        return await attempt()
                except TimeoutError as error:
                    raise Passing(0, "timeout", f"no full answer in {patience.seconds:g} seconds") from error

        def enough(state: RetryCallState) -> bool:
            asked = _asked_wait(state)
            too_long = asked is not None and asked > patience.longest_wait
            return too_long or not repeatable or state.attempt_number >= patience.attempts

        retrying = AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception_type(Passing),
            stop=enough,
            wait=_Wait(patience),
            reraise=True,
        )
        try:
            return await retrying(timed)
        except Passing as problem:
            raise unavailable(problem) from problem

    def _seen(self, request: RequestInformation, retrying: AsyncRetrying) -> telemetry.Span | telemetry.Off:
        """The span of one attempt: the template of its path, never the path."""
        done = retrying.statistics
        return telemetry.graph_call(
            request.http_method.value if request.http_method else "_OTHER",
            request.url_template or "",
            server=self.hosts.graph.host,
            attempt=int(done.get("attempt_number", 1)),
            waited=float(done.get("idle_for", 0.0)),
        )


class _Wait:
    """Waits as long as Graph asks; when it does not say, a random while that grows, so that callers spread out."""

    def __init__(self, patience: Patience) -> None:
        self._unasked = wait_random_exponential(multiplier=0.25, max=patience.longest_wait)

    def __call__(self, state: RetryCallState) -> float:
        asked = _asked_wait(state)
        return self._unasked(state) if asked is None else asked


def _asked_wait(state: RetryCallState) -> float | None:
    problem = state.outcome.exception() if state.outcome else None
    return problem.retry_after if isinstance(problem, Passing) else None


async def _raise_for(answer: httpx.Response) -> None:
    if answer.status_code >= 400:
        raise from_answer(answer.status_code, answer.headers, await _read(answer, LARGEST_ANSWER))


async def _read(answer: httpx.Response, limit: int) -> bytes:
    """The body, never more than `limit` bytes of it in memory, whatever the headers promise."""
    declared = answer.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > limit:
        raise TooLarge(answer.status_code, "tooLarge", f"{declared} bytes, at most {limit} are read")
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > limit:
            raise TooLarge(answer.status_code, "tooLarge", f"more than {limit} bytes")
        parts.append(part)
    return b"".join(parts)


def _json(body: bytes) -> Json:
    if not body:
        return {}
    try:
        data: Any = json.loads(body)
    except ValueError as error:
        raise Passing(200, "unreadable", "the answer is not JSON") from error
    if not isinstance(data, dict):
        raise GraphProblem(200, "unreadable", "the answer is not a JSON object")
    return cast(Json, data)


def _claims(challenge: str) -> str | None:
    """What Graph wants to see in the next token, out of a WWW-Authenticate header."""
    found = re.search(r'claims="([^"]+)"', challenge)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
