"""What goes into a template: a tree of texts, whole numbers and lists, made harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"
Values: TypeAlias = Mapping[str, Value]

LONGEST = 20_000  # characters of one text: five pages; the forms allow less
MOST = 500  # entries of one list
DEEPEST = 6  # lists and groups in each other
CUT = " [...]"
# What XML 1.0 has no place for, half characters among them, and what turns the direction of the text around it.
FORBIDDEN = re.compile(r"[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
LAST_OF_PLANE = re.compile(
    "[" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)) + "]"
)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class About:
    """The properties of a document, as Word shows them; `language` is a tag such as nl-NL."""

    title: str
    author: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "nl-NL"


def harmless(text: str) -> str:
    """A text as a document can hold it: one kind of line break, no control or half characters, nothing that turns the
    direction of what stands beside it, and no longer than LONGEST.
    """
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    text = BREAKS.sub("\n", text).replace("\t", " ")
    text = TURNING.sub("", text)
    return LAST_OF_PLANE.sub("\ufffd", FORBIDDEN.sub("\ufffd", text)).strip()


def plain(value: object, depth: int = 0) -> Value:
    """The same tree with harmless texts. Raises TypeError for anything that is no text, number, list or group: an
    object with methods has no business in a template.
    """
    if depth > DEEPEST:
        raise TypeError("the values lie too deep in each other")
    match value:
        case str():
            return harmless(value)
        case bool() | int():
            return int(value)
        case Mapping():
            return {str(name): plain(inner, depth + 1) for name, inner in value.items()}  # type: ignore[reportUnknownArgumentType]
        case list() | tuple():
            return [plain(inner, depth + 1) for inner in value[:MOST]]  # type: ignore[reportUnknownArgumentType]
        case _:
            raise TypeError(f"{type(value).__name__} is no value for a template")
