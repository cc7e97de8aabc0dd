"""Reads what a model wrote as JSON of exactly the shape that was asked for; anything else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn, cast

from knowledge.model.problems import ModelProblem, Reason

Schema = Mapping[str, object]  # the part of JSON Schema that endpoints take in strict mode
_KINDS: Mapping[object, type] = {"string": str, "array": list, "object": dict, "boolean": bool, "integer": int}


def shaped(text: str, schema: Schema) -> dict[str, object]:
    """The JSON object in `text`, which is of the shape. Raises ModelProblem(UNUSABLE) saying where it is not."""
    try:
        data: object = json.loads(_bare(text), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ModelProblem(Reason.UNUSABLE, "no JSON") from error
    check(data, schema)
    if not isinstance(data, dict):
        raise ModelProblem(Reason.UNUSABLE, "no object")
    return cast("dict[str, object]", data)


def check(data: object, schema: Schema, where: str = "it") -> None:
    """Raises ModelProblem(UNUSABLE) when `data` is not of the shape."""
    kind = _KINDS[schema["type"]]
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise ModelProblem(Reason.UNUSABLE, f"{where} is no {schema['type']}")
    if "enum" in schema and data not in cast("list[object]", schema["enum"]):
        raise ModelProblem(Reason.UNUSABLE, f"{where} is none of the values")
    if isinstance(data, dict):
        parts = cast("Mapping[str, Schema]", schema["properties"])
        object_ = cast("Mapping[str, object]", data)
        if object_.keys() != parts.keys():
            raise ModelProblem(Reason.UNUSABLE, f"{where} has other fields")
        for name, part in parts.items():
            check(object_[name], part, name)
    elif isinstance(data, list):
        for item in cast("list[object]", data):
            check(item, cast("Schema", schema["items"]), where)


def _bare(text: str) -> str:
    """Without the fence of a block of code, which some models put around JSON whatever they are told."""
    text = text.strip()
    if not (text.startswith("```") and text.endswith("```")):
        return text
    return text[3:-3].removeprefix("json")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands there twice")
    return found


def _no_constant(_text: str) -> NoReturn:
    raise ValueError("not a number")
