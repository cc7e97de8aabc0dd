"""What can go wrong with Microsoft Graph: its answers and the faults of the wire, translated at this edge."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from errors import Unavailable

UNAVAILABLE = "graph-unavailable"  # the text for a person
CODE = re.compile(r"[A-Za-z_.]{1,60}")  # as Graph words its errors for programs
REQUEST_ID = re.compile(r"[0-9a-zA-Z-]{1,64}")
PASSING = frozenset({408, 423, 429, 500, 502, 503, 504, 509})  # statuses that trying again may cure


class GraphProblem(Exception):
    """Graph refused a request. `status` is the HTTP status (0: there was no answer), `code` Graph's own word for it."""

    def __init__(self, status: int, code: str, message: str, request_id: str = "") -> None:
        super().__init__(f"{status} {code}: {message} (request-id {request_id or 'unknown'})")
        self.status = status
        self.code = code
        self.message = message
        self.request_id = request_id

    @property
    def for_log(self) -> str:
        """Without the message: Graph repeats in it what was asked for, names and addresses included."""
        code = self.code if CODE.fullmatch(self.code) else "?"
        request = self.request_id if REQUEST_ID.fullmatch(self.request_id) else "unknown"
        return f"{self.status} {code} (request-id {request})"


class NotFound(GraphProblem):
    """What was asked for is not there (404)."""


class Forbidden(GraphProblem):
    """Koers has no permission for this, or cannot sign in (401, 403)."""


class CursorExpired(GraphProblem):
    """A delta link is too old; everything has to be read again (410)."""


class ChangedElsewhere(GraphProblem):
    """What was to be changed is not any more as it was read (412); nothing is written."""


class AddressRefused(GraphProblem):
    """Graph pointed to a host that Koers does not trust."""


class TooLarge(GraphProblem):
    """An answer or a file is larger than Koers takes in."""


class Passing(GraphProblem):
    """A problem that may be over soon. `retry_after`: how many seconds Graph asks to wait, None when it is silent."""

    def __init__(
        self, status: int, code: str, message: str, request_id: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(status, code, message, request_id)
        self.retry_after = retry_after


def unavailable(cause: GraphProblem) -> Unavailable:
    """The error for a person, when trying again did not help."""
    error = Unavailable(UNAVAILABLE)
    error.__cause__ = cause
    return error


def from_answer(status: int, headers: Mapping[str, str], body: bytes) -> GraphProblem:
    """The problem that an answer with an error status means. The body may be anything, HTML included."""
    code, message = _words(body)
    request_id = headers.get("request-id", "")
    if status in PASSING:
        return Passing(status, code, message, request_id, seconds_to_wait(headers.get("Retry-After")))
    kinds: dict[int, type[GraphProblem]] = {
        401: Forbidden,
        403: Forbidden,
        404: NotFound,
        410: CursorExpired,
        412: ChangedElsewhere,
    }
    return kinds.get(status, GraphProblem)(status, code, message, request_id)


def seconds_to_wait(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header asks for: a number or a date; None when absent or unreadable."""
    if not retry_after:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _words(body: bytes) -> tuple[str, str]:
    try:
        data: Any = json.loads(body)
    except ValueError:
        return "unreadable", body[:200].decode("utf-8", "replace")
    error: Any = cast("dict[str, Any]", data).get("error") if isinstance(data, dict) else None
    if isinstance(error, dict):
        words = cast("dict[str, Any]", error)
        return str(words.get("code", "")), str(words.get("message", ""))
    if isinstance(error, str):  # the shape of the sign-in service
        return error, str(cast("dict[str, Any]", data).get("error_description", ""))
    return "unreadable", body[:200].decode("utf-8", "replace")
