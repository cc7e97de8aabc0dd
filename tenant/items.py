"""What is in the tenant's library: files, folders, versions, grants, and the rules for their names."""

from __future__ import annotations

import json
import mimetypes
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Behaviour = Literal["fail", "replace", "rename"]
Value = str | int | float | bool  # what a column holds
SYSTEM = "system"  # the editor of what the tenant itself put in the library
FORBIDDEN = re.compile(r'["*:<>?/\\|\x00-\x1f\x7f\ud800-\udfff]')
RESERVED = re.compile(r"^(\.lock|con|prn|aux|nul|com\d|lpt\d|desktop\.ini|_vti_.*|~\$.*)$", re.IGNORECASE)
MIME = {".md": "text/markdown", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


class FileError(Exception):
    """What was asked of the library cannot be done. `status` and `code` are the ones that Graph would give."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True)
class Item:
    """A file or folder."""

    id: str
    number: int  # its id as an item of the SharePoint list behind the library
    drive: str
    parent: str | None  # None: the root
    name: str
    folder: bool
    size: int  # bytes
    mime: str
    hash: str  # SHA-256 of the content, hexadecimal
    etag: int
    ctag: int
    created: str
    modified: str
    author: str  # user id, app id or SYSTEM
    editor: str
    fields: Mapping[str, Value]  # the library's own columns
    unique_access: bool  # the item does not inherit permissions
    deleted: bool
    change: int
    sharing_change: int
    own_sharing_change: int


@dataclass(frozen=True)
class Grant:
    """Somebody may do something with an item."""

    id: str
    item: str  # where it was given; other than the item asked about: inherited
    kind: Literal["group", "user", "link"]
    target: str  # id of the group or person; for a link its scope (organization, anonymous)
    roles: tuple[str, ...]  # read, write, owner


@dataclass(frozen=True)
class Version:
    """An earlier or the present content of a file."""

    number: int
    size: int
    modified: str
    editor: str

    @property
    def name(self) -> str:
        """As SharePoint numbers it: 1.0, 2.0, ..."""
        return f"{self.number}.0"


def check_name(name: str) -> str:
    """The name, when SharePoint would take it. Raises FileError 400 otherwise."""
    bad = FORBIDDEN.search(name) or RESERVED.match(name) or name != name.strip() or name.endswith(".")
    if bad or not name or len(name) > 255:
        raise FileError(400, "invalidRequest", "The provided name cannot contain special characters or be reserved.")
    return name


def mime_of(name: str, folder: bool) -> str:
    """The kind of content that a name promises; empty for a folder."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return "" if folder else MIME.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def other_name(name: str, taken: Callable[[str], bool]) -> str:
    """The name with a number behind it that is not taken: plan 1.docx."""
    stem, dot, extension = name.rpartition(".")
    stem, ending = (stem, dot + extension) if stem else (name, "")
    count = 1
    while taken(f"{stem} {count}{ending}"):
        count += 1
    return f"{stem} {count}{ending}"


def item_of(row: sqlite3.Row) -> Item:
    """An item as its row has it."""
    values = dict(row)
    for name in ("folder", "unique_access", "deleted"):
        values[name] = bool(values[name])
    return Item(**{**values, "fields": json.loads(values["fields"])})


def grant_of(row: sqlite3.Row) -> Grant:
    """A grant as its row has it."""
    return Grant(row["id"], row["item"], row["kind"], row["target"], tuple(json.loads(row["roles"])))
