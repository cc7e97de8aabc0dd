"""Makes one item equal on both sides: takes over what SharePoint changed, and sends what changed here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from domain.mirror.merging import Merged, differing, merged, now_shown, with_sent
from domain.mirror.places import Places
from domain.mirror.shape import KOERS_ID, Column, Mirrored, columns_of
from graph.list_values import Unreadable, Written, value_of, written
from graph.lists import ListItem, ListPlace
from graph.problems import ChangedElsewhere, GraphProblem, NotFound
from store import mirror
from store.database import AsyncSession, Database, now
from store.mirror import Item
from store.work import Attempt, GiveUp, GoOn, Payload, TryAgain
from telemetry.logs import Id

ROUNDS = 40  # of one item in one go; more is somebody who changes it all the time
WRONG = (400, 413, 422)  # what SharePoint says of a request that is no better the next time
LATER = 300.0  # seconds, where Koers lacks a permission or a column is of another kind
LEFT = timedelta(hours=50)  # after which nobody works on an item any more: durable work has given up by then
AFTER_FAILURE = timedelta(hours=1)  # an item that could not be put is tried again

log = logging.getLogger(__name__)


class Lists(Protocol):
    """The lists in SharePoint, as far as one item goes; see graph.lists."""

    async def create(
        self, place: ListPlace, columns: Sequence[Column], unique: Column, fields: Mapping[str, Written]
    ) -> ListItem | None:
        """Adds an item; None where it is there."""
        ...

    async def find(self, place: ListPlace, columns: Sequence[Column], unique: Column, value: str) -> ListItem | None:
        """The item with this value."""
        ...

    async def item(self, place: ListPlace, columns: Sequence[Column], id: str) -> ListItem | None:
        """An item as it is now."""
        ...

    async def change(
        self, place: ListPlace, columns: Sequence[Column], item: ListItem, fields: Mapping[str, Written]
    ) -> ListItem:
        """Writes fields of an item that did not change."""
        ...

    async def remove(self, place: ListPlace, id: str) -> None:
        """Deletes an item."""
        ...


class Overtaken(Exception):
    """Somebody else worked on the same item meanwhile: nothing of this transaction counts."""


@dataclass(frozen=True)
class Ready:
    """What is to be sent, and what is known once the transaction is there that said so."""

    known: Item
    item: ListItem | None  # None: there is none yet
    fields: Mapping[str, Written]


class Putting:
    """The work behind every want. It does not matter which piece comes first, how often, or where one was killed: what
    is sent was written down before, and whoever finds it in SharePoint knows that it is Koers' own.
    """

    def __init__(
        self,
        database: Database,
        lists: Lists,
        places: Places,
        mirrored: Mapping[str, Mirrored],
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._lists = lists
        self._places = places
        self._mirrored = mirrored
        self._clock = clock

    async def put(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Makes the item equal; the handler of the work."""
        side, key = self._mirrored.get(str(payload["list"])), str(payload["key"])
        if side is None:
            return None  # the list is not kept any more
        try:
            for _ in range(ROUNDS):
                if attempt.stopping.is_set():
                    return GoOn()
                if await self._round(side, key):
                    return None
        except ValueError as error:
            log.error("the item %s of %s cannot be put: %s", Id(key), side.shape.key, error)
            raise GiveUp("value-unfit") from error
        except GraphProblem as problem:
            log.warning("the item %s of %s is not put: %s", Id(key), side.shape.key, problem.for_log)
            if problem.status in WRONG:
                self._places.forget(side.shape)  # perhaps somebody removed a column, which is made again then
                if attempt.number > 1:
                    raise GiveUp("refused") from problem
            raise TryAgain(LATER) from problem
        raise TryAgain(None)

    async def failed(self, payload: Payload) -> None:
        """The item could not be put; in an hour it is tried again, where SharePoint can be reached then."""
        at = self._clock() - LEFT + AFTER_FAILURE
        async with self._database.write() as session:
            await mirror.heard(session, str(payload["list"]), [str(payload["key"])], at)

    async def _round(self, side: Mirrored, key: str) -> bool:
        """Does what is next. True: there was nothing left to do."""
        async with self._database.read() as session:
            known = await mirror.look(session, side.shape.key, key)
            shown = known is not None and await side.fields_of(session, key) is not None
        if known is None or known.put == known.wanted:
            return True
        place = await self._places.of(side.shape)
        try:
            if shown:
                await self._equal(side, known, place)
            else:
                await self._remove(known, place, columns_of(side.shape))
        except Overtaken:
            pass
        except NotFound:  # the list itself, or the item just now
            self._places.forget(side.shape)
        return False

    async def _equal(self, side: Mirrored, known: Item, place: ListPlace) -> None:
        columns = columns_of(side.shape)
        there = await self._there(known, place, columns)
        if there is None and known.item:
            await self._gone(side, known)
            return
        if there is None and known.away:
            await self._save(replace(known, put=known.wanted))
            return
        ready = await self._prepare(side, known, there)
        if not ready.fields:
            return
        if ready.item is not None and _names_no_more(columns, ready.item, ready.fields):
            await self._anew(ready, ready.item, place, columns)
            return
        try:
            if ready.item is None:
                after = await self._lists.create(place, columns, KOERS_ID, ready.fields)
            else:
                after = await self._lists.change(place, columns, ready.item, ready.fields)
        except ChangedElsewhere:
            await self._save(replace(ready.known, doubted=True))
            return
        if after is not None:  # else it is there after all, and the next round finds it
            await self._save(_confirmed(ready, after))

    async def _anew(self, ready: Ready, item: ListItem, place: ListPlace, columns: Sequence[Column]) -> None:
        """Removes the item with its versions, so that the next round makes another; not before what somebody changed in
        it meanwhile is taken over.
        """
        now = await self._lists.item(place, columns, item.id)
        if now is not None and now.etag != item.etag:
            await self._save(replace(ready.known, doubted=True))
            return
        await self._lists.remove(place, item.id)
        await self._save(replace(ready.known, item="", etag="", doubted=False, base={}, shown={}, sent={}))

    async def _there(self, known: Item, place: ListPlace, columns: Sequence[Column]) -> ListItem | None:
        """The item as SharePoint has it. It is not asked where nobody can have touched it, as far as is known: the ETag
        tells when somebody did.
        """
        if not known.item:
            return await self._lists.find(place, columns, KOERS_ID, known.key)
        if known.doubted or known.sent or not known.etag:
            return await self._lists.item(place, columns, known.item)
        fields = {each.name: known.base.get(each.name, Unreadable("")) for each in columns}
        return ListItem(known.item, known.etag, fields)

    async def _prepare(self, side: Mirrored, known: Item, there: ListItem | None) -> Ready:
        """Takes over what SharePoint changed, and writes down what is going to be sent. Raises Overtaken."""
        async with self._database.write() as session:
            # First what is wanted, then what it looks like: what is wanted after that comes in another round.
            row = await mirror.look(session, known.list, known.key)
            if row is None or row.version != known.version:
                raise Overtaken
            ours = await _ours(session, side, known.key)
            if there is None:
                fields, after = ours, replace(row, base={}, shown={}, sent=with_sent(row.sent, ours))
            else:
                found = merged(columns_of(side.shape), row, ours, there.fields)
                if found.changes:
                    await self._take(session, side, known.key, found.changes, there)
                    ours = await _ours(session, side, known.key)
                fields = differing(ours, found.base)
                after = _seen(row, there, found, fields)
            # The capability's rows are written before this one, as in its use cases: nobody waits for each other.
            if not await mirror.save(session, after):
                raise Overtaken
        return Ready(replace(after, version=after.version + 1), there, fields)

    async def _take(
        self, session: AsyncSession, side: Mirrored, key: str, changes: Mapping[str, Written], there: ListItem
    ) -> None:
        columns = [column for column in side.shape.columns if column.name in changes]
        values = {column.name: value_of(column, changes[column.name]) for column in columns}
        kept = await side.take(session, key, values, there.who, there.at or self._clock())
        if kept:
            log.info("of %s of %s what was changed in %s is put back", Id(key), side.shape.key, ", ".join(sorted(kept)))

    async def _gone(self, side: Mirrored, known: Item) -> None:
        """Somebody deleted it in SharePoint."""
        async with self._database.write() as session:
            stays = await side.removed(session, known.key)
            after = replace(known, item="", etag="", doubted=False, sent={})
            if stays:
                after = replace(after, base={}, shown={}, away=True, put=known.wanted)
            if not await mirror.save(session, after):
                raise Overtaken

    async def _remove(self, known: Item, place: ListPlace, columns: Sequence[Column]) -> None:
        """It is not to be in SharePoint."""
        id = known.item
        if not id:
            there = await self._lists.find(place, columns, KOERS_ID, known.key)
            id = there.id if there is not None else ""
        if id:
            await self._lists.remove(place, id)
        fresh = Item(known.list, known.key, wanted=known.wanted, put=known.wanted, version=known.version)
        await self._save(fresh)

    async def _save(self, item: Item) -> None:
        """Where somebody wrote since, the next round sees what is there."""
        async with self._database.write() as session:
            await mirror.save(session, item)


async def _ours(session: AsyncSession, side: Mirrored, key: str) -> dict[str, Written]:
    """The item as Koers has it. Raises Overtaken where it is hidden since, and ValueError where it does not fit."""
    fields = await side.fields_of(session, key)
    if fields is None:
        raise Overtaken
    if lacking := [column.name for column in side.shape.columns if column.name not in fields]:
        raise ValueError(f"no value for {', '.join(lacking)}")
    return {column.name: written(column, fields[column.name]) for column in side.shape.columns} | {KOERS_ID.name: key}


def _seen(row: Item, there: ListItem, found: Merged, fields: Mapping[str, Written]) -> Item:
    """What is known once SharePoint was looked at and these fields are going to be sent."""
    # What was sent with an ETag that is no longer the item's cannot arrive any more.
    sent: Mapping[str, Sequence[Written]] = row.sent if there.etag == row.etag else {}
    return replace(
        row,
        item=there.id,
        etag=there.etag,
        doubted=False,
        base=found.base,
        shown=found.shown,
        sent=with_sent(sent, fields) if fields else sent,
        put=row.put if fields else row.wanted,
        away=False,
    )


def _names_no_more(columns: Sequence[Column], item: ListItem, fields: Mapping[str, Written]) -> bool:
    """Whether somebody is named in the item who is to be so no more."""
    names = [each.name for each in columns if each.name_of and each.name in fields]
    return any(isinstance(item.fields.get(name), str) and item.fields[name] and not fields[name] for name in names)


def _confirmed(ready: Ready, after: ListItem) -> Item:
    """What is known once SharePoint has answered."""
    return replace(
        ready.known,
        item=after.id,
        etag=after.etag,
        doubted=False,
        base={**ready.known.base, **ready.fields},
        shown=now_shown(ready.known.shown, ready.fields, after.fields),
        sent={},
        put=ready.known.wanted,
        away=False,
    )
