"""Sending to Teams: the Bot Connector's REST operations on one shared session, with its rules for trying again."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlsplit

import aiohttp
from botbuilder.schema import Activity, ResourceResponse
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random
from yarl import URL

import telemetry
from bot import wire
from bot.credentials import OutgoingToken
from bot.seeing import operation_of
from settings import Settings

log = logging.getLogger(__name__)

LARGEST = 80 * 1024  # bytes of a message that Teams takes
ATTEMPTS = 4
LONGEST_WAIT = 30.0  # seconds; who is told to wait longer gives up
DEFAULT_WAIT = 2.0  # seconds, where Teams does not say how long
DETAIL = 300  # characters of what Teams says with a refusal
TIMEOUT = aiohttp.ClientTimeout(total=10, connect=4)
LOCAL_HOSTS = ("127.0.0.1", "localhost")


class ConnectorError(Exception):
    """Teams did not take it. What it says is a status, Teams' code for it, or our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


class NotReached(ConnectorError):
    """Nothing was delivered: no connection, no token, or still throttled after all attempts."""


class Refused(ConnectorError):
    """Teams refuses: the conversation is gone, the bot was removed, or the request is wrong.

    `detail` is what Teams says about it: only this tells one refusal of a stream from another.
    """

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail


class TooLarge(ConnectorError):
    """The message is larger than Teams takes."""


class OutcomeUnknown(ConnectorError):
    """The answer was lost: it may have been delivered, so it is never sent a second time."""


class _Later(Exception):
    """Teams says: not now. `seconds` is how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True)
class ServiceHosts:
    """The hosts that the bot may send to. Plain http is for the local tenant on loopback only."""

    hosts: frozenset[str]
    local: bool

    @classmethod
    def of(cls, settings: Settings) -> ServiceHosts:
        """The hosts of these settings."""
        return cls(frozenset(host.lower() for host in settings.service_hosts), settings.local)

    def allow(self, url: str) -> bool:
        """Whether replies may go to this service url."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return False
        if parts.username or parts.password or parts.query or parts.fragment or host not in self.hosts:
            return False
        if self.local:
            return parts.scheme in ("http", "https") and host in LOCAL_HOSTS
        return parts.scheme == "https" and port in (None, 443)


class Connector:
    """The operations that Koers uses. Every one raises a ConnectorError when it fails."""

    def __init__(self, session: aiohttp.ClientSession, token: OutgoingToken, hosts: ServiceHosts) -> None:
        self._session = session
        self._token = token
        self._hosts = hosts

    async def send(self, service_url: str, conversation: str, activity: Activity, *, reply_to: str = "") -> str:
        """Sends to a conversation and returns the id of the new message. A lost answer raises OutcomeUnknown.

        A sign of typing, or an update of a stream, is worth nothing later: it is not sent again when throttled.
        """
        path = f"v3/conversations/{quote(conversation, safe='')}/activities"
        if reply_to:
            path += "/" + quote(reply_to, safe="")
        patient = activity.type != "typing"
        answer = await self._call("POST", service_url, path, wire.as_json(activity), patient=patient)
        return str(answer.get("id") or "")

    async def update(self, service_url: str, conversation: str, activity_id: str, activity: Activity) -> None:
        """Puts other content in a message of the bot."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(activity_id, safe='')}"
        await self._call("PUT", service_url, path, wire.as_json(activity))

    async def delete(self, service_url: str, conversation: str, activity_id: str) -> None:
        """Takes back a message of the bot."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities/{quote(activity_id, safe='')}"
        await self._call("DELETE", service_url, path, None)

    async def create_personal(self, service_url: str, *, bot: str, person: str, tenant: str) -> str:
        """Opens the personal chat with a person (a Teams id or Entra object id) and returns its conversation id."""
        parameters = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": person}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self._call("POST", service_url, "v3/conversations", parameters)
        return str(answer.get("id") or "")

    async def member(self, service_url: str, conversation: str, member: str) -> Mapping[str, object]:
        """One member of a conversation as the roster has it."""
        path = f"v3/conversations/{quote(conversation, safe='')}/members/{quote(member, safe='')}"
        return await self._call("GET", service_url, path, None)

    async def _call(
        self, method: str, service_url: str, path: str, content: object, *, patient: bool = True
    ) -> Mapping[str, object]:
        if not self._hosts.allow(service_url):
            raise Refused(0, "the service url is not one of the connector's")
        body = None if content is None else json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        if body is not None and len(body) > LARGEST:
            raise TooLarge(f"{len(body)} bytes")
        url = URL(f"{service_url.rstrip('/')}/{path}", encoded=True)
        with telemetry.sending(operation_of(method, path)):
            try:
                return await self._attempt(method, url, body)  # nearly always enough, and tenacity is not free
            except _Later as later:
                if not patient:
                    raise NotReached("throttled") from later
                return await self._again(method, url, body, later)

    async def _again(self, method: str, url: URL, body: bytes | None, later: _Later) -> Mapping[str, object]:
        first: list[_Later] = [later]

        async def attempt() -> Mapping[str, object]:
            if first:
                raise first.pop()
            return await self._attempt(method, url, body)

        retrying = AsyncRetrying(
            retry=retry_if_exception_type(_Later), stop=stop_after_attempt(ATTEMPTS), wait=_wait, reraise=True
        )
        try:
            return await retrying(attempt)
        except _Later as error:
            raise NotReached("still throttled") from error

    async def _attempt(self, method: str, url: URL, body: bytes | None) -> Mapping[str, object]:
        for second_token in (False, True):
            token = await self._bearer()
            headers = {"Authorization": f"Bearer {token}"}
            if body is not None:
                headers["Content-Type"] = "application/json; charset=utf-8"
            try:
                request = self._session.request(
                    method, url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
                )
                async with request as response:
                    if response.status == 401 and not second_token:
                        self._token.forget(token)
                        continue
                    return await _outcome(method, response)
            except aiohttp.ClientConnectorError as error:
                raise NotReached("no connection") from error  # nothing left this machine
            except (aiohttp.ClientError, TimeoutError) as error:
                if method == "POST":
                    raise OutcomeUnknown(type(error).__name__) from error
                raise _Later(DEFAULT_WAIT) from error
        raise NotReached("no token that Teams accepts")

    async def _bearer(self) -> str:
        try:
            return await self._token.current()
        except Exception as error:  # whatever the sign-in library raises: nothing was sent
            raise NotReached("no token") from error


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome is not None else None
    seconds = error.seconds if isinstance(error, _Later) else DEFAULT_WAIT
    return seconds + wait_random(0, min(1.0, seconds / 4))(state)


async def _outcome(method: str, response: aiohttp.ClientResponse) -> Mapping[str, object]:
    """The body of a success; every other status as the error that says what is known."""
    status = response.status
    if 200 <= status < 300:
        return _object(await response.read())
    if status in (412, 429):
        seconds = _retry_after(response.headers.get("Retry-After", ""))
        if seconds > LONGEST_WAIT:
            raise NotReached(f"throttled for {seconds:.0f} s")
        raise _Later(seconds)
    if status == 408 or status >= 500:
        if method == "POST":
            raise OutcomeUnknown(f"status {status}")
        raise _Later(DEFAULT_WAIT)
    code, detail = _error(await response.read())
    if status == 413 or code in ("MessageSizeTooBig", "RequestEntityTooLarge"):
        raise TooLarge(code)
    raise Refused(status, code, detail)


def _retry_after(header: str) -> float:
    try:
        return max(0.0, float(header))
    except ValueError:
        return DEFAULT_WAIT


def _object(body: bytes) -> Mapping[str, object]:
    try:
        parsed: object = json.loads(body) if body else {}
    except ValueError:
        return {}
    return cast("Mapping[str, object]", parsed) if isinstance(parsed, dict) else {}


def _error(body: bytes) -> tuple[str, str]:
    """The code and the words of an error."""
    found = _object(body).get("error")
    error: Mapping[str, object] = cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
    return str(error.get("code", "")), str(error.get("message", ""))[:DETAIL]


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
