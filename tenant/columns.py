"""The columns of a SharePoint list: what they are called, what they hold, and which values they refuse."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, cast

from tenant.items import FileError, Value

KINDS = ("text", "number", "choice", "dateTime", "boolean")  # as Graph calls the facet that says the kind
SYSTEM = ("ContentType", "Created", "Modified")  # columns of every list, which SharePoint fills in itself
NEVER_WRITTEN = frozenset((*SYSTEM, "id", "ID", "Author", "Editor", "AuthorLookupId", "EditorLookupId", "FileLeafRef"))
LONGEST_LINE, LONGEST_NOTE = 255, 63_999  # characters
LONGEST_NAME = 255
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML, in which SharePoint keeps it
NAME = re.compile(r"[A-Za-z_]\w{0,254}", re.ASCII)
OPTIONS: dict[str, tuple[str, type]] = {  # what a definition says besides its kind -> the field here, its type
    "displayName": ("display_name", str),
    "description": ("description", str),
    "indexed": ("indexed", bool),
    "enforceUniqueValues": ("unique", bool),
    "required": ("required", bool),
    "hidden": ("hidden", bool),
}
FACETS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "text": {
        "allowMultipleLines": bool, "appendChangesToExistingText": bool, "linesForEditing": int, "maxLength": int,
        "textType": str,
    },
    "number": {"decimalPlaces": str, "displayAs": str, "maximum": (int, float), "minimum": (int, float)},
    "choice": {"allowTextEntry": bool, "choices": list, "displayAs": str},
    "dateTime": {"displayAs": str, "format": str},
    "boolean": {},
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a list."""

    id: str
    name: str  # in addresses and `fields`
    display_name: str  # above the column
    kind: str  # one of KINDS
    facet: Mapping[str, Any]  # what its kind says more, as Graph has it: choices, maxLength, format ...
    description: str = ""
    indexed: bool = False
    unique: bool = False  # two items never have the same value
    required: bool = False
    hidden: bool = False
    read_only: bool = False
    own: bool = True  # made by somebody: can be deleted

    @property
    def note(self) -> bool:
        """Whether it holds text of several lines, which SharePoint neither indexes nor keeps unique."""
        return self.kind == "text" and self.facet.get("allowMultipleLines") is True


class FieldError(FileError):
    """A field that a list does not take. `reason` says why, `field` which."""

    def __init__(self, reason: Literal["unknown", "read-only", "value", "unique"], field: str, message: str) -> None:
        super().__init__(400, "invalidRequest", message)
        self.reason, self.field = reason, field


def wrong(message: str) -> FileError:
    """What SharePoint answers to a definition or value that it does not take."""
    return FileError(400, "invalidRequest", message)


def new_column(identity: str, given: Mapping[str, Any]) -> Column:
    """The column that a definition of Graph describes. Raises FileError 400 for what SharePoint does not take."""
    kinds = [kind for kind in KINDS if given.get(kind) is not None]
    if len(kinds) != 1:
        raise wrong("A column needs exactly one of the types text, number, choice, dateTime and boolean")
    name = given.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise wrong("The name of a column has letters, digits and underscores, and starts with no digit")
    if name in NEVER_WRITTEN:
        raise FileError(409, "nameAlreadyExists", "A column with this name already exists")
    return checked_column(replace(Column(identity, name, name, kinds[0], _facet(kinds[0], given)), **_options(given)))


def changed_column(column: Column, given: Mapping[str, Any]) -> Column:
    """The column with what a definition changes. Raises FileError 400: its kind and its name stay as they are."""
    if column.read_only:
        raise wrong("This column cannot be changed")
    if any(given.get(kind) is not None for kind in KINDS if kind != column.kind):
        raise wrong("The type of a column cannot be changed")
    if given.get("name", column.name) != column.name:
        raise wrong("The name of a column cannot be changed; its displayName can")
    facet = {**column.facet, **_facet(column.kind, given)} if given.get(column.kind) is not None else column.facet
    if Column("", "", "", column.kind, facet).note != column.note:
        raise wrong("A column of one line does not become one of several lines, nor the other way round")
    return checked_column(replace(column, facet=facet, **_options(given)))


def checked_column(column: Column) -> Column:
    """The column when its parts go together. Raises FileError 400 otherwise."""
    if column.unique and not column.indexed:
        raise wrong("A column that enforces unique values must be indexed")
    if column.note and column.indexed:
        raise wrong("A column of several lines of text cannot be indexed")
    if column.unique and column.kind == "boolean":
        raise wrong("A yes/no column cannot enforce unique values")
    return column


def checked(column: Column, value: object) -> Value | None:
    """The value as the column holds it; empty text is no value. Raises FileError 400 for one of another kind."""
    if value is None or value == "":
        return None
    if column.kind == "boolean":
        if isinstance(value, bool):
            return value
        raise _misfit(column)
    if column.kind == "number":
        return _number(column, value)
    if not isinstance(value, str) or CONTROL.search(value):
        raise _misfit(column)
    if column.kind == "dateTime":
        return _moment(column, value)
    if column.kind == "choice":
        if value not in column.facet.get("choices", ()) and not column.facet.get("allowTextEntry"):
            raise _misfit(column)
        return _short(column, value, LONGEST_LINE)
    if column.note:
        return _short(column, value.replace("\r\n", "\n"), LONGEST_NOTE)
    return _short(column, value, int(column.facet.get("maxLength") or LONGEST_LINE))


def folded(value: Value) -> str:
    """A value as the index has it: SharePoint makes no difference between upper and lower case."""
    if isinstance(value, str):
        return value.lower()
    return str(value).lower() if isinstance(value, bool) else repr(float(value))


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (option, kind) in OPTIONS.items():
        value = given.get(name)
        if value is None:
            continue
        if not isinstance(value, kind) or (isinstance(value, str) and len(value) > LONGEST_NAME):
            raise wrong(f"{name} is not valid")
        found[option] = value
    return found


def _facet(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    facet: object = given.get(kind)
    if not isinstance(facet, dict):
        raise wrong(f"{kind} must be an object")
    found: dict[str, Any] = {}
    for name, value in cast("dict[str, object]", facet).items():
        if name.startswith("@") or "@" in name or value is None:
            continue
        wanted = FACETS[kind].get(name)
        if wanted is None or not isinstance(value, wanted) or (wanted not in (bool,) and isinstance(value, bool)):
            raise wrong(f"{kind}.{name} is not valid")
        if isinstance(value, int | float) and not _finite(value):
            raise wrong(f"{kind}.{name} is not valid")
        found[name] = value
    if kind == "choice":
        _check_choices(found.setdefault("choices", []))
    if kind == "text" and not 1 <= int(found.get("maxLength", LONGEST_LINE)) <= LONGEST_LINE:
        raise wrong("text.maxLength is 1 to 255")
    return found


def _check_choices(choices: list[object]) -> None:
    texts = [each for each in choices if isinstance(each, str) and 0 < len(each) <= LONGEST_LINE]
    if len(texts) != len(choices) or not choices or len({each.lower() for each in texts}) != len(texts):
        raise wrong("choice.choices must be different texts")


def _number(column: Column, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        raise _misfit(column)
    lowest, highest = column.facet.get("minimum"), column.facet.get("maximum")
    if (lowest is not None and value < lowest) or (highest is not None and value > highest):
        raise _misfit(column)
    return value


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that is larger than any that SharePoint knows
        return False


def _moment(column: Column, value: str) -> str:
    """In UTC, to the second, as SharePoint gives it back; a moment without a zone is one in UTC."""
    try:
        given = datetime.fromisoformat(value)
        moment = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _misfit(column) from error
    if moment.year < 1900:
        raise _misfit(column)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _short(column: Column, value: str, most: int) -> str:
    if len(value) > most:
        raise _misfit(column)
    return value


def _misfit(column: Column) -> FieldError:
    return FieldError("value", column.name, f"The value of field '{column.name}' does not match its type")
