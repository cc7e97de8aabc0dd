"""How a value of a SharePoint list is written, and what is read of one that anybody may have written there."""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Literal, Protocol, TypeAlias

Kind = Literal["text", "note", "number", "choice", "date", "moment", "boolean"]
Value: TypeAlias = str | float | bool | date | datetime | None
Written: TypeAlias = str | float | bool | None  # a value in the one way in which it is sent, kept and compared

LONGEST_LINE, LONGEST_NOTE = 255, 63_999  # characters that SharePoint takes
NOON = time(12, tzinfo=UTC)  # of a date: the same day in every time zone that a site may have
FIRST_YEAR = 1900  # SharePoint knows none before
DIGITS = 15  # of a number that survive in SharePoint
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # its XML has no room for these
LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
BLANKS = re.compile(r"[ \t\u00a0]+$", re.MULTILINE)


class Column(Protocol):
    """What has to be known of a column to read and write it."""

    @property
    def name(self) -> str:
        """The internal name."""
        ...

    @property
    def kind(self) -> Kind:
        """What it holds."""
        ...

    @property
    def title(self) -> str:
        """What people read above it."""
        ...

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen."""
        ...

    @property
    def indexed(self) -> bool:
        """Whether it can be filtered on."""
        ...

    @property
    def unique(self) -> bool:
        """Whether no two items have the same value."""
        ...


@dataclass(frozen=True)
class Unreadable:
    """A value that its column cannot have. `mark` is the same for the same value."""

    mark: str


Read: TypeAlias = Written | Unreadable


def written(column: Column, value: Value) -> Written:
    """A value of Koers as it is sent. What SharePoint would leave out or change by itself is left out here; a line
    above 255 characters is cut. Raises ValueError for a value that is not of the column's kind, or no choice of it.
    """
    match column.kind, value:
        case (("text" | "note"), str()):
            return shortened(column.kind, tidy(column.kind, value))
        case "choice", str() if value == "" or value in column.choices:
            return value
        case "boolean", bool():
            return value
        case (("number" | "date" | "moment"), None):
            return None
        case "number", (int() | float()) if not isinstance(value, bool) and math.isfinite(value):
            return _rounded(value)
        case "moment", datetime() if value.tzinfo is not None:
            return _moment(value)
        case "date", date() if not isinstance(value, datetime):
            return _moment(datetime.combine(value, NOON))
        case _:
            raise ValueError(f"{column.name}: a {type(value).__name__} is not what a {column.kind} column holds")


def read(column: Column, raw: object, zone: tzinfo) -> Read:
    """What an item has in a column, as `written` gives it; nothing filled in is "", None or False by its kind. `zone`:
    of the site, to know which day a date is.
    """
    found = _read(column, raw, zone)
    return Unreadable(mark_of(raw)) if isinstance(found, Unreadable) else found


def _read(column: Column, raw: object, zone: tzinfo) -> Read:
    no = Unreadable("")
    match column.kind, raw:
        case (("text" | "note" | "choice"), (None | str())):
            return _text(column, raw or "")
        case "boolean", (None | bool()):
            return raw or False
        case (("number" | "date" | "moment"), None):
            return None
        case "number", (int() | float()) if not isinstance(raw, bool):
            return _rounded(raw) if _finite(raw) else no
        case (("date" | "moment"), str()) if len(raw) <= 40:
            return _time(column.kind, raw, zone) or no
        case _:
            return no


def value_of(column: Column, value: Written) -> Value:
    """What was written, as Koers has it."""
    if column.kind in ("date", "moment") and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return moment.date() if column.kind == "date" else moment
    return value


def tidy(kind: Kind, text: str) -> str:
    """A text as SharePoint keeps it: no control characters, one kind of line end, no blanks at an end."""
    lines = BLANKS.sub("", LINE_ENDS.sub("\n", CONTROLS.sub("", text)))
    return (lines if kind == "note" else lines.replace("\n", " ").replace("\t", " ")).strip()


def shortened(kind: Kind, text: str) -> str:
    """What fits of a text."""
    most = LONGEST_NOTE if kind == "note" else LONGEST_LINE
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def mark_of(raw: object) -> str:
    """A short mark of whatever JSON holds."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]


def _text(column: Column, raw: str) -> Read:
    if len(raw) > 2 * LONGEST_NOTE:  # also what is tidied away has an end
        return Unreadable("")
    text = tidy(column.kind, raw)
    if len(text) > (LONGEST_NOTE if column.kind == "note" else LONGEST_LINE):
        return Unreadable("")
    return text if column.kind != "choice" or not text or text in column.choices else Unreadable("")


def _time(kind: Kind, raw: str, zone: tzinfo) -> str | None:
    try:
        moment = datetime.fromisoformat(raw)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if kind == "date":  # midnight where the site is, or noon as it was sent
            moment = datetime.combine(moment.astimezone(zone).date(), NOON)
        return _moment(moment) if moment.year >= FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number that no float holds
        return False


def _rounded(number: float) -> float:
    return float(f"{float(number):.{DIGITS}g}")


def same(one: Read, other: Read) -> bool:
    """Whether two values are the same: True is not 1.0 here."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)
