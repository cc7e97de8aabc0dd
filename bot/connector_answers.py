"""What the Bot Connector answers, read strictly: a success, or the error that says what is known of the outcome."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast

import aiohttp

LARGEST_ANSWER = 256 * 1024  # bytes; Teams' own are below two thousand
DETAIL = 300  # characters of what Teams says with a refusal


class ConnectorError(Exception):
    """Teams did not take it. What it says is a status, Teams' code for it, or our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


class NotReached(ConnectorError):
    """Nothing was delivered: no connection, no token, no room, or still throttled after all attempts.

    `seconds` is how long Teams, or the pacer, says to wait; None where nobody says.
    """

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class Crowded(NotReached):
    """So much was sent there this moment that there is no room: a little later there is."""


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


class Later(Exception):
    """Not now. `seconds` is how long Teams says to wait; `throttled`: it was too much, and nothing was done."""

    def __init__(self, why: str, seconds: float | None = None, *, throttled: bool = False) -> None:
        super().__init__(why)
        self.seconds = seconds
        self.throttled = throttled


async def read_answer(method: str, response: aiohttp.ClientResponse) -> Mapping[str, object]:
    """The body of a success. Raises a ConnectorError, or Later where another attempt may help and can do no harm."""
    status = response.status
    if 200 <= status < 300:
        return _object(await _body(response))
    if status in (412, 429):
        raise Later(f"status {status}", retry_after(response.headers), throttled=True)
    if status == 408 or status >= 500:
        if method == "POST":
            raise OutcomeUnknown(f"status {status}")
        raise Later(f"status {status}", retry_after(response.headers))
    code, detail = _error(await _body(response))
    if status == 413 or code in ("MessageSizeTooBig", "RequestEntityTooLarge"):
        raise TooLarge(code)
    raise Refused(status, code, detail)


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """The seconds of a Retry-After, which may be a number or a date; None where it does not say.

    A date is compared with the answer's own Date, so that a clock that is off does no harm; else with `now`, the
    seconds since 1970.
    """
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        until = _moment(value)
        if until is None:
            return None
        seconds = until - (_moment(headers.get("Date", "")) or (time.time() if now is None else now))
    return None if math.isnan(seconds) else max(0.0, seconds)


def _moment(date: str) -> float | None:
    try:
        moment: datetime = parsedate_to_datetime(date)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """What there is of it, up to the largest size; what is longer is nothing that Teams says."""
    declared = response.content_length
    if declared is not None and declared <= LARGEST_ANSWER:
        return await response.read()
    body = bytearray()
    async for part in response.content.iter_chunked(65_536):
        body += part
        if len(body) > LARGEST_ANSWER:
            return b""
    return bytes(body)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        parsed: object = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return cast("Mapping[str, object]", parsed) if isinstance(parsed, dict) else {}


def _error(body: bytes) -> tuple[str, str]:
    """The code and the words of an error."""
    found = _object(body).get("error")
    error: Mapping[str, object] = cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
    return str(error.get("code", ""))[:DETAIL], str(error.get("message", ""))[:DETAIL]
