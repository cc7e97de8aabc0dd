"""What a list in SharePoint looks like, and what a capability does to be the other side of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# What columns hold, by kind. text, note, choice: str, "" where nothing is filled in. number: float; date: date; moment:
# an aware datetime, to the second; each None where nothing is filled in. boolean: bool.
from graph.list_values import Kind, Value
from store.database import AsyncSession


@dataclass(frozen=True)
class Column:
    """One column. `name` is the internal one and never changes (ASCII letters and digits, such as "Status"; "Title" is
    the one that every list has); `title` is the Dutch one that people read, given when the column is made.

    "text" is one line of at most 255 characters; "note" several lines without markup; "choice" one of `choices`.
    `indexed`: it can be filtered on. `unique`: no two items have the same value; such a column is indexed too.
    `name_of`: it names somebody who may want to be named no more. SharePoint keeps what an item was in its versions, so
    that the item is made anew when this becomes empty.
    """

    name: str
    kind: Kind
    title: str
    choices: tuple[str, ...] = ()
    indexed: bool = False
    unique: bool = False
    name_of: bool = False


@dataclass(frozen=True)
class ListShape:
    """One list. `key` is the word for it in Koers ("initiatives"), `name` the one in SharePoint ("Initiatieven").

    The column KoersId, unique and indexed, is added to it and belongs to the mirror alone; it is not among `columns`.
    """

    key: str
    name: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column with this internal name."""
        return next((column for column in self.columns if column.name == name), None)


class Mirrored(Protocol):
    """What a capability does for each list that it keeps. Every method runs in a transaction of the mirror: it uses
    `session` alone, waits for nothing else, and calls no `wanted` for the key that it was given.

    Values that come in were held to their column: of its kind, a choice that exists, no control characters, line ends
    as "\\n", no blanks at the end, not too long. Whether they are allowed is for the capability to say.
    """

    @property
    def shape(self) -> ListShape:
        """What the list looks like; it may have got more columns since the last time, never fewer."""
        ...

    async def fields_of(self, session: AsyncSession, key: str) -> Mapping[str, Value] | None:
        """What the item is to hold, a value for every column of the shape. None: it is gone, or never to be shown, and
        then it is not in SharePoint either. What no single line takes (text above 255 characters) is shown shortened.
        A choice is one of the column's choices or "": what older items still have stays among them.
        """
        ...

    async def take(
        self, session: AsyncSession, key: str, changes: Mapping[str, Value], who: str, at: datetime
    ) -> Mapping[str, Value]:
        """Takes over what somebody changed in SharePoint, by column. `who` is the name that SharePoint gives ("" for
        none, and of an application its name), `at` when the item was last changed there.

        SharePoint's value stays, also where Koers changed the same field meanwhile: the capability writes what it had
        itself until now in its history. Answers what it does not take, with the value that it keeps instead; that is
        put back in SharePoint. What was taken, `fields_of` gives from now on.
        """
        ...

    async def added(self, session: AsyncSession, fields: Mapping[str, Value], who: str) -> str | None:
        """Somebody made an item in SharePoint: takes it in and answers its new key, at most 64 characters. None: it is
        left alone, and asked for again when it is changed. `fields` has every column of the shape.
        """
        ...

    async def removed(self, session: AsyncSession, key: str) -> bool:
        """Somebody deleted the item in SharePoint. True: that is how it is, and it stays away until it is wanted again.
        False: it is put back.
        """
        ...


KOERS_ID = Column("KoersId", "text", "KoersId", indexed=True, unique=True)  # the key of an item, in every list


def columns_of(shape: ListShape) -> tuple[Column, ...]:
    """All columns that the mirror keeps of a list: those of the shape and its own."""
    return (*shape.columns, KOERS_ID)
