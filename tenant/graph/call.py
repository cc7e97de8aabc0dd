"""One request to Graph, taken apart: its path in any of the spellings that Graph accepts, its options, its answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote
from uuid import uuid4

from aiohttp import web

if TYPE_CHECKING:
    from tenant.server import Tenant

JSON_TYPE = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
FUNCTION = re.compile(r"^(?:microsoft\.graph\.)?(\w+)\((.*)\)$", re.DOTALL)
ARGUMENT = re.compile(r"(\w+)='((?:[^']|'')*)'")
CAST = re.compile(r"^(?:microsoft\.)?graph\.(\w+)$")
FUNCTIONS_WITHOUT_BRACKETS = ("delta", "descendants")


class GraphError(Exception):
    """An error as Graph answers it."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, dict(headers or {})


@dataclass(frozen=True)
class Address:
    """A path in one spelling: its segments, the path inside a drive or host if there is one, function arguments."""

    segments: tuple[str, ...]
    inner_path: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass
class Call:
    """A request on its way to the function that answers it."""

    tenant: Tenant
    request: web.Request
    address: Address
    app_id: str  # who asks
    values: dict[str, str] = field(default_factory=dict[str, str])  # what stands where the route has {name}
    person: str = ""  # the id of who asks with their own token

    @property
    def query(self) -> Mapping[str, str]:
        """The query options; a name without its $ is taken too, as Graph does."""
        given: dict[str, str] = {}
        for name, value in self.request.query.items():
            odata = name in ("select", "filter", "top", "expand", "orderby", "count", "skiptoken", "skip")
            given.setdefault(f"${name}" if odata else name, value)
        return given

    async def body(self) -> dict[str, Any]:
        """The JSON object in the body. Raises GraphError 400 when there is none."""
        try:
            data = json.loads(await self.request.read())
            json.dumps(data, ensure_ascii=False).encode()  # half a character is no text
        except (ValueError, RecursionError) as error:
            raise GraphError(400, "BadRequest", "Unable to read JSON request payload.") from error
        if not isinstance(data, dict):
            raise GraphError(400, "BadRequest", "Empty Payload. JSON content expected.")
        return cast("dict[str, Any]", data)


def inner_object(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object inside a body; empty when it is not there. Raises GraphError 400 when it is something else."""
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise GraphError(400, "invalidRequest", f"{name} must be an object")
    return cast("dict[str, Any]", value or {})


def inner_list(body: Mapping[str, Any], name: str) -> list[Any]:
    """A list inside a body; empty when it is not there. Raises GraphError 400 when it is something else."""
    value = body.get(name)
    if value is not None and not isinstance(value, list):
        raise GraphError(400, "invalidRequest", f"{name} must be a collection")
    return cast("list[Any]", value or [])


def parse(raw_path: str) -> Address:
    """Take a path apart that is still percent-encoded and starts below /v1.0."""
    segments = [unquote(segment) for segment in raw_path.split("/") if segment]
    inner = None
    if segments[:1] == ["drives"] and len(segments) > 2:
        if segments[2].partition(":")[0] == "root":
            segments.insert(2, "items")
        if segments[2] == "items" and len(segments) > 3 and ":" in segments[3]:
            segments, inner = _inner_path(segments, 3)
    elif segments[:1] == ["sites"] and len(segments) > 1 and ":" in segments[1]:
        segments, inner = _inner_path(segments, 1)
    arguments: dict[str, str] = {}
    for index, segment in enumerate(segments):
        function, cast_to = FUNCTION.match(segment), CAST.match(segment)
        if function is not None:
            segments[index] = f"{function[1]}()"
            arguments |= {name: value.replace("''", "'") for name, value in ARGUMENT.findall(function[2])}
        elif segment in FUNCTIONS_WITHOUT_BRACKETS and index > 1:
            segments[index] = f"{segment}()"
        elif cast_to is not None:
            segments[index] = f"graph.{cast_to[1]}"
    return Address(tuple(segments), inner, arguments)


def _inner_path(segments: list[str], at: int) -> tuple[list[str], str]:
    """Take `root:/a/b:` out of the segments from `at` on; the colon that ends it may be several segments further."""
    base, _, rest = segments[at].partition(":")
    path, closed, after = rest.partition(":")
    parts, index = [path], at + 1
    while not closed and index < len(segments):
        path, closed, after = segments[index].partition(":")
        parts.append(path)
        index += 1
    remainder = [part for part in after.split("/") if part] + segments[index:]
    return [*segments[:at], base, *remainder], "/".join(parts).strip("/")


def reply(data: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer with the headers that Graph gives."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": JSON_TYPE, **_ids(), **(headers or {})})


def done(status: int = 204) -> web.Response:
    """An answer without a body."""
    return web.Response(status=status, headers=_ids())


def _ids() -> dict[str, str]:
    request_id = str(uuid4())
    return {"request-id": request_id, "client-request-id": request_id}
