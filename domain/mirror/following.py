"""What people and other programs do in the lists: it comes back within half a minute, and is left to durable work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from domain.leading import Leads, alone, following
from domain.mirror.merging import changed_there
from domain.mirror.mirror import promise
from domain.mirror.places import Places, text_of
from domain.mirror.putting import LEFT
from domain.mirror.shape import KOERS_ID, Column, Mirrored, columns_of
from errors import Unavailable
from graph.list_values import Unreadable, Written, value_of
from graph.lists import ListChanges, ListItem, ListPlace
from graph.problems import GraphProblem, NotFound
from store import mirror
from store.database import Database, now
from store.mirror import Item

EVERY = 30.0  # seconds between two looks
AGAIN = 60.0  # seconds, where SharePoint cannot be reached
SLICE = 100  # items that are judged at once
LONGEST_KEY = 64  # characters; what is longer is no key of ours, nor an id of SharePoint

log = logging.getLogger(__name__)


class Followed(Protocol):
    """The lists in SharePoint, as far as following them goes; see graph.lists."""

    async def changes(self, place: ListPlace, columns: Sequence[Column], cursor: str) -> ListChanges:
        """What changed since then; "" for all that there is."""
        ...

    async def item(self, place: ListPlace, columns: Sequence[Column], id: str) -> ListItem | None:
        """An item as it is now."""
        ...


class Following:
    """Follows every list; of several processes one does."""

    def __init__(
        self,
        database: Database,
        lists: Followed,
        places: Places,
        mirrored: Mapping[str, Mirrored],
        leads: Leads = alone,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._lists = lists
        self._places = places
        self._mirrored = mirrored
        self._leads = leads
        self._clock = clock

    async def run(self, stop: asyncio.Event, every: float = EVERY) -> None:
        """Looks every half minute until `stop`. What fails is logged and tried again."""
        await following(stop, self.look, "the lists in SharePoint", self._leads, every=every, again=AGAIN)

    async def look(self) -> None:
        """Takes in what changed in every list. How far that is, is stored after it: a kill in between repeats, and
        loses nothing. A list that fails does not keep the others; the last failure is raised.
        """
        failed: GraphProblem | Unavailable | None = None
        for side in list(self._mirrored.values()):
            try:
                await self._look(side)
            except (GraphProblem, Unavailable) as problem:
                failed = problem
        if failed is not None:
            raise failed

    async def _look(self, side: Mirrored) -> None:
        place = await self._places.of(side.shape)
        async with self._database.read() as session:
            cursor = await mirror.cursor(session, side.shape.key, text_of(place))
            before = await mirror.in_sharepoint(session, side.shape.key)
        try:
            changes = await self._lists.changes(place, columns_of(side.shape), cursor)
        except NotFound:
            self._places.forget(side.shape)
            raise
        for first in range(0, len(changes.items), SLICE):
            await self._take_in(side, place, changes.items[first : first + SLICE])
        await self._gone(side, changes.deleted)
        if changes.complete:
            there = {item.id for item in changes.items}
            await self._gone(side, [id for id in before if id not in there])
        async with self._database.write() as session:
            await mirror.move_cursor(session, side.shape.key, text_of(place), changes.cursor)
        await self._promise_what_is_left(side)

    async def _take_in(self, side: Mirrored, place: ListPlace, items: Sequence[ListItem]) -> None:
        """Has looked after what is not known here, and takes in what somebody made."""
        items = [item for item in items if len(item.id) <= LONGEST_KEY]
        named = [key for item in items if (key := _key(item))]
        async with self._database.read() as session:
            by_item = await mirror.of_items(session, side.shape.key, [item.id for item in items])
            by_key = await mirror.of_keys(session, side.shape.key, named)
        changed: list[str] = []
        for item in items:
            known = by_item.get(item.id) or by_key.get(_key(item))
            if known is not None:
                if known.item in ("", item.id) and _differs(columns_of(side.shape), known, item):
                    changed.append(known.key)
            else:
                await self._carefully(side, place, item)
        await self._look_again(side, changed)

    async def _carefully(self, side: Mirrored, place: ListPlace, item: ListItem) -> None:
        """One item that cannot be taken in does not keep the others of its list."""
        try:
            await self._unknown(side, place, item)
        except (GraphProblem, Unavailable):
            raise
        except Exception:
            log.exception("an item that somebody made in %s is left alone", side.shape.key)

    async def _unknown(self, side: Mirrored, place: ListPlace, item: ListItem) -> None:
        """Somebody made it, or this database knows less than it did."""
        there = item if item.fields else await self._lists.item(place, columns_of(side.shape), item.id)
        if there is None:
            return
        if there.fields.get(KOERS_ID.name) == "":
            await self._added(side, there)
        elif key := _key(there):
            async with self._database.write() as session:
                if await side.fields_of(session, key) is not None:
                    await promise(session, side.shape.key, key, await mirror.want(session, side.shape.key, key))

    async def _added(self, side: Mirrored, item: ListItem) -> None:
        columns = side.shape.columns
        fields = {column.name: _readable(column, item) for column in columns}
        async with self._database.write() as session:
            if await mirror.of_items(session, side.shape.key, [item.id]):
                return
            values = {column.name: value_of(column, fields[column.name]) for column in columns}
            key = await side.added(session, values, item.maker)
            if key is None:
                return
            work = await mirror.want(session, side.shape.key, key)
            known = await mirror.look(session, side.shape.key, key)
            if known is None or known.item:
                log.error("an item that somebody made in %s got a key that another one has", side.shape.key)
                return
            base = {name: value for name, value in fields.items() if not isinstance(item.fields[name], Unreadable)}
            await mirror.save(session, replace(known, item=item.id, etag=item.etag, base=base))
            await promise(session, side.shape.key, key, work)

    async def _gone(self, side: Mirrored, ids: Sequence[str]) -> None:
        """Of these it is said that they are gone; the work behind it asks for each."""
        for first in range(0, len(ids), SLICE):
            async with self._database.read() as session:
                known = await mirror.of_items(session, side.shape.key, ids[first : first + SLICE])
            await self._look_again(side, [item.key for item in known.values()])

    async def _look_again(self, side: Mirrored, keys: Sequence[str]) -> None:
        if keys:
            async with self._database.write() as session:
                for key in sorted(keys):  # on PostgreSQL everybody who writes several does so in this order
                    work = await mirror.look_again(session, side.shape.key, key)
                    await promise(session, side.shape.key, key, work)

    async def _promise_what_is_left(self, side: Mirrored) -> None:
        """What durable work has given up, or never had, is promised anew, now that SharePoint can be reached."""
        at = self._clock()
        while True:
            async with self._database.write() as session:
                keys = await mirror.left(session, side.shape.key, at - LEFT, SLICE)
                await mirror.heard(session, side.shape.key, keys, at)
                for key in keys:
                    await promise(session, side.shape.key, key, mirror.new_work())
            if len(keys) < SLICE:
                return


def _key(item: ListItem) -> str:
    """Which item of Koers it says that it is; "": none, or none that can be."""
    said = item.fields.get(KOERS_ID.name)
    return said if isinstance(said, str) and len(said) <= LONGEST_KEY else ""


def _differs(columns: Sequence[Column], known: Item, item: ListItem) -> bool:
    """Whether SharePoint may have what Koers does not know: its own changes come back too."""
    if known.item == item.id and known.etag and known.etag == item.etag:
        return False
    if not known.item:  # where it is still to be put, the work behind that finds it
        return known.put == known.wanted
    return not item.fields or changed_there(columns, known, item.fields)


def _readable(column: Column, item: ListItem) -> Written:
    """What is in a column; nothing where that cannot be read."""
    said = item.fields[column.name]
    if not isinstance(said, Unreadable):
        return said
    return {"boolean": False, "number": None, "date": None, "moment": None}.get(column.kind, "")
