"""JSON as it enters the connector: typed readers that never trust a shape, and the two kinds of refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from aiohttp import web

JsonObject = dict[str, object]
DEEPEST = 100  # levels of nesting in a body


class Refusal(Exception):
    """A request of the bot that Teams would refuse; becomes {"error": {"code", "message"}}.

    `retry_after` is in whole seconds and goes into the header of that name.
    """

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None):
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after


class ChatRefusal(Exception):
    """A request of the chat page that cannot be done; becomes {"error": words, "code": code}.

    `code` is one of tenant.connector.words.
    """

    def __init__(self, status: int, code: str):
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


def as_object(value: object) -> JsonObject:
    """The value as a JSON object; an empty one where it is something else."""
    return dict(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else {}


def as_list(value: object) -> list[object]:
    """The value as a JSON array; an empty one where it is something else."""
    return list(cast("list[object]", value)) if isinstance(value, list) else []


def as_text(value: object) -> str:
    """The value as text; empty where it is something else."""
    return value if isinstance(value, str) else ""


class TooLarge(Exception):
    """A body is larger than allowed."""


async def read_json(request: web.Request, largest: int) -> JsonObject:
    """The body as a JSON object. Raises TooLarge above `largest` bytes, ValueError where it is no such object."""
    if request.content_length is not None and request.content_length > largest:
        raise TooLarge
    body = b""
    while chunk := await request.content.read(largest + 1 - len(body)):
        body += chunk
        if len(body) > largest:
            raise TooLarge
    try:
        value: object = json.loads(body.decode(), parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair cannot be stored or sent on
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if _is_deeper(value, DEEPEST):
        raise ValueError("it is nested too deeply")
    if not isinstance(value, dict):
        raise ValueError("it is no object")
    return as_object(cast("JsonObject", value))


def _is_deeper(value: object, levels: int) -> bool:
    """Whether JSON is nested more than `levels` deep."""
    layer = [value]
    for _ in range(levels):
        layer = [inner for outer in layer for inner in (*as_object(outer).values(), *as_list(outer))]
        if not layer:
            return False
    return True


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")
