"""Sending to Teams: the Bot Connector's REST operations on one shared session, with its rules for trying again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import aiohttp
from botbuilder.schema import Activity, ResourceResponse
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random
from yarl import URL

import telemetry
from bot import wire
from bot.connector_answers import (
    ConnectorError as ConnectorError,
)
from bot.connector_answers import (
    Crowded as Crowded,
)
from bot.connector_answers import (
    Later,
    OutcomeUnknown,
    Refused,
    TooLarge,
    read_answer,
)
from bot.connector_answers import (
    NotReached as NotReached,
)
from bot.limits import Destination, Kind, NoRoom
from bot.outgoing_session import NotAllowed
from bot.pacer import PATIENCE, Pacer, Turn
from bot.seeing import operation_of
from bot.service_hosts import ServiceHosts
from domain.messenger import Leaving, Priority
from identity import Token

LARGEST = 80 * 1024  # bytes as UTF-16: what Microsoft advises, the rest of its 100 KB being for what Teams adds
ATTEMPTS = 4
DEFAULT_WAIT = 2.0  # seconds, doubled with each attempt, where Teams does not say how long
ANSWER = 10.0  # seconds
TIMEOUT = aiohttp.ClientTimeout(total=ANSWER, connect=4)
GONE = (404, 410)
# Seconds that sending one message may take: each attempt waits for room, for the answer, and for as long as Teams says.
LONGEST_SENDING = ATTEMPTS * (PATIENCE + ANSWER + PATIENCE)


@dataclass(frozen=True, slots=True)
class _Request:
    operation: str
    method: str
    url: URL
    body: bytes | None
    destination: Destination


class Connector:
    """The operations that Koers uses. Every one waits for its turn and raises a ConnectorError when it fails.

    `tenant` is whose limits count where an operation names none. `sleep` waits between two attempts; tests pass their
    own.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: Token,
        hosts: ServiceHosts,
        pacer: Pacer | None = None,
        *,
        tenant: str = "",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._token = token
        self._hosts = hosts
        self._pacer = pacer or Pacer()
        self._tenant = tenant.lower()
        self._sleep = sleep

    async def send(
        self,
        service_url: str,
        conversation: str,
        activity: Activity,
        *,
        reply_to: str = "",
        tenant: str = "",
        priority: Priority = "person",
        leaving: Leaving | None = None,
    ) -> str:
        """Sends to a conversation and returns the id of the new message. A lost answer raises OutcomeUnknown.

        A sign of typing, or an update of a stream, is worth nothing later: it neither waits nor is sent again.
        `leaving` is awaited when the turn to send has come, before anything leaves; what it raises keeps the message
        here. Who gives one decides about a second attempt as well.
        """
        path = _activity_path(conversation, reply_to)
        request = self._request("POST", service_url, path, activity, self._to(conversation, tenant))
        answer = await (
            self._at_once(request) if activity.type == "typing" else self._in_turn(request, priority, leaving)
        )
        return str(answer.get("id") or "")

    async def update(
        self,
        service_url: str,
        conversation: str,
        activity_id: str,
        activity: Activity,
        *,
        tenant: str = "",
        priority: Priority = "person",
    ) -> None:
        """Puts other content in a message of the bot."""
        path = _activity_path(conversation, activity_id)
        request = self._request("PUT", service_url, path, activity, self._to(conversation, tenant))
        await self._in_turn(request, priority)

    async def delete(
        self,
        service_url: str,
        conversation: str,
        activity_id: str,
        *,
        tenant: str = "",
        priority: Priority = "person",
    ) -> None:
        """Takes back a message of the bot; one that is gone already is as good."""
        path = _activity_path(conversation, activity_id)
        request = self._request("DELETE", service_url, path, None, self._to(conversation, tenant))
        try:
            await self._in_turn(request, priority)
        except Refused as refused:
            if refused.status not in GONE:
                raise

    async def create_personal(
        self, service_url: str, *, bot: str, person: str, tenant: str, priority: Priority = "person"
    ) -> str:
        """Opens the personal chat with a person (a Teams id or Entra object id) and returns its conversation id.

        The same person gives the same id each time: the caller keeps it.
        """
        parameters = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": person}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        to = self._to(person, tenant, "open")
        answer = await self._in_turn(self._request("POST", service_url, "v3/conversations", parameters, to), priority)
        return str(answer.get("id") or "")

    async def member(self, service_url: str, conversation: str, member: str) -> Mapping[str, object]:
        """One member of a conversation as the roster has it."""
        path = f"v3/conversations/{quote(conversation, safe='')}/members/{quote(member, safe='')}"
        request = self._request("GET", service_url, path, None, self._to(conversation, "", "read"))
        return await self._in_turn(request, "person")

    def _to(self, conversation: str, tenant: str, kind: Kind = "send") -> Destination:
        """Teams counts per conversation, whatever the thread."""
        return Destination(conversation.partition(";")[0], kind, tenant.lower() or self._tenant)

    def _request(self, method: str, service_url: str, path: str, content: object, to: Destination) -> _Request:
        if not self._hosts.allow(service_url):
            raise Refused(0, "the service url is not one of the connector's")
        url = URL(f"{service_url.rstrip('/')}/{path}", encoded=True)
        return _Request(operation_of(method, path), method, url, None if content is None else _body(content), to)

    async def _at_once(self, request: _Request) -> Mapping[str, object]:
        with telemetry.sending(request.operation):
            if not await self._pacer.take(request.destination):
                raise Crowded("no room")
            try:
                return await self._attempt(request, None)
            except Later as later:
                raise NotReached(str(later)) from later

    async def _in_turn(
        self, request: _Request, priority: Priority, leaving: Leaving | None = None
    ) -> Mapping[str, object]:
        with telemetry.sending(request.operation):
            try:
                async with self._pacer.turn(request.destination, priority) as turn:
                    if leaving is not None:
                        await leaving()
                        await turn.still()
                    try:
                        return await self._attempt(request, turn)  # nearly always enough, and tenacity is not free
                    except Later as later:
                        if leaving is not None:
                            raise NotReached(str(later), later.seconds) from later
                        return await self._again(request, turn, later)
            except NoRoom as error:
                raise NotReached(str(error), error.seconds) from error

    async def _again(self, request: _Request, turn: Turn, later: Later) -> Mapping[str, object]:
        first: list[Later] = [later]

        async def attempt() -> Mapping[str, object]:
            if first:
                raise first.pop()
            await turn.again()
            return await self._attempt(request, turn)

        retrying = AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception_type(Later),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            reraise=True,
        )
        try:
            return await retrying(attempt)
        except Later as error:
            raise NotReached(f"after {ATTEMPTS} attempts: {error}", error.seconds) from error

    async def _attempt(self, request: _Request, turn: Turn | None) -> Mapping[str, object]:
        """One request; a second one where only the token was wrong. Tells the pacer when it was too much."""
        token = await self._bearer()
        try:
            answer = await self._exchange(request, token)
            if answer is None and (turn is not None or await self._pacer.take(request.destination)):
                if turn is not None:
                    await turn.again()
                answer = await self._exchange(request, await self._bearer(), last=True)
        except Later as later:
            if later.throttled:
                wait = DEFAULT_WAIT if later.seconds is None else later.seconds
                everything = request.destination.kind == "open"  # a chat that is not there cannot be full
                self._pacer.throttled(request.destination, wait, everything=everything)
            if later.seconds is not None and later.seconds > PATIENCE:
                raise NotReached(f"throttled for {later.seconds:.0f} s", later.seconds) from later
            raise
        if answer is None:
            raise NotReached("no token that Teams accepts")
        return answer

    async def _exchange(self, request: _Request, token: str, *, last: bool = False) -> Mapping[str, object] | None:
        """Sends it and reads the answer; None where Teams does not know the token, except for the `last` time."""
        method, headers = request.method, {"Authorization": f"Bearer {token}"}
        if request.body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        try:
            sending = self._session.request(
                method, request.url, data=request.body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            )
            async with sending as response:
                if response.status == 401 and not last:
                    self._token.forget(token)
                    return None
                return await read_answer(method, response)
        except NotAllowed as error:
            raise Refused(error.status, str(error)) from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise NotReached("no connection") from error  # nothing left this machine
        except (aiohttp.ClientError, TimeoutError) as error:
            if method == "POST":
                raise OutcomeUnknown(type(error).__name__) from error
            raise Later(type(error).__name__) from error

    async def _bearer(self) -> str:
        try:
            return await self._token.current()
        except Exception as error:  # whatever the sign-in library raises: nothing was sent
            raise NotReached("no token") from error


def _activity_path(conversation: str, activity_id: str) -> str:
    path = f"v3/conversations/{_quoted(conversation)}/activities"
    if not activity_id:
        return path
    return f"{path}/{activity_id if activity_id.isascii() and activity_id.isdigit() else quote(activity_id, safe='')}"


@lru_cache(maxsize=4096)  # a conversation is written to more than once
def _quoted(conversation: str) -> str:
    return quote(conversation, safe="")


def _body(content: object) -> bytes:
    """The JSON of a request. Raises TooLarge by the size that Teams counts: that of UTF-16."""
    text = wire.written(content)
    size = 2 * len(text) if text.isascii() else len(text.encode("utf-16-le"))
    if size > LARGEST:
        raise TooLarge(f"{size} bytes")
    return text.encode()


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome is not None else None
    seconds = error.seconds if isinstance(error, Later) else None
    if seconds is None:
        seconds = DEFAULT_WAIT * 2 ** (state.attempt_number - 1)
    return seconds + wait_random(0, min(1.0, seconds / 4))(state)


class ServiceConnector:
    """A connector bound to one service url; answers what botbuilder's adapter calls on its own client."""

    def __init__(self, connector: Connector, service_url: str) -> None:
        self._connector = connector
        self._service_url = service_url

    @property
    def conversations(self) -> ServiceConnector:
        """botbuilder asks for a client's group of operations; here that is the client itself."""
        return self

    async def send_to_conversation(self, conversation_id: str, activity: Activity) -> ResourceResponse:
        """Sends a message; its id is in the answer."""
        return ResourceResponse(id=await self._connector.send(self._service_url, conversation_id, activity))

    async def reply_to_activity(self, conversation_id: str, activity_id: str, activity: Activity) -> ResourceResponse:
        """Sends a message as a reply to another."""
        sent = await self._connector.send(self._service_url, conversation_id, activity, reply_to=activity_id)
        return ResourceResponse(id=sent)

    async def update_activity(self, conversation_id: str, activity_id: str, activity: Activity) -> ResourceResponse:
        """Puts other content in a message."""
        await self._connector.update(self._service_url, conversation_id, activity_id, activity)
        return ResourceResponse(id=activity_id)

    async def delete_activity(self, conversation_id: str, activity_id: str) -> None:
        """Takes a message back."""
        await self._connector.delete(self._service_url, conversation_id, activity_id)

    async def member(self, conversation_id: str, member: str) -> Mapping[str, Any]:
        """One member of a conversation."""
        return await self._connector.member(self._service_url, conversation_id, member)
