"""SharePoint lists: made as they should be, and their items read, added, changed with their ETag, and followed."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Any, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.list_item import ListItem as NewListItem
from msgraph.generated.sites.item.lists.item.items.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.generated.sites.item.lists.item.items.item.list_item_item_request_builder import (
    ListItemItemRequestBuilder,
)
from msgraph.generated.sites.item.lists.item.items.items_request_builder import ItemsRequestBuilder

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.list_values import Column, Read, Written, read, tidy
from graph.problems import AddressRefused, CursorExpired, GraphProblem, NotFound

ONCE = Patience(attempts=1, longest_wait=0.0, seconds=30.0)  # what repeats is the durable work around it
LONGEST_NAME = 255  # characters of who changed something
REFUSED = (400, 409)  # what SharePoint says where a value has to be unique, depending on the day


@dataclass(frozen=True)
class ListPlace:
    """Where a list is."""

    site: str  # id
    list: str  # id


@dataclass(frozen=True)
class ListItem:
    """An item as it is in SharePoint. `fields` has every column that was asked for (see graph.list_values.read), and
    none at all where SharePoint did not tell them.
    """

    id: str
    etag: str  # "": SharePoint did not say
    fields: Mapping[str, Read]
    who: str = ""  # changed it last: the name of a person or an application
    maker: str = ""
    at: datetime | None = None  # it was changed last


@dataclass(frozen=True)
class ListChanges:
    """What one delta says. `complete`: `items` is the whole list, and what is not in it is gone."""

    items: tuple[ListItem, ...]
    deleted: tuple[str, ...]  # ids
    cursor: str  # go on from here next time
    complete: bool


class SharePointLists:
    """The items of one tenant's lists. Needs the permission Sites.Selected with the role `write` on the site.

    Every method raises Unavailable when Graph does not answer (its cause says how long Graph asks to wait), Forbidden
    where the permission is missing, NotFound where the list or item is not there, and GraphProblem for any other
    refusal. `zone`: of the site.
    """

    def __init__(self, client: GraphClient, zone: tzinfo, patience: Patience = ONCE) -> None:
        self._client = client
        self._sites = client.builders.sites
        self._zone = zone
        self._patience = patience

    async def create(
        self, place: ListPlace, columns: Sequence[Column], unique: Column, fields: Mapping[str, Written]
    ) -> ListItem | None:
        """Adds an item; None where there is one with the same value in `unique`, and then nothing is added. Look it up
        first: that is cheaper than being refused.
        """
        request = self._items(place).to_post_request_information(NewListItem())
        try:
            answer = await self._send(request, {"fields": _filled(fields)})
        except GraphProblem as problem:
            # "must be unique" has no code of its own; whether it was that, the list itself says.
            value = str(fields[unique.name])
            if problem.status in REFUSED and await self.find(place, columns, unique, value) is not None:
                return None
            raise
        made = self._item(answer, columns)
        return replace(made, fields={**fields, **_told(_object(answer, "fields"), made)})

    async def find(self, place: ListPlace, columns: Sequence[Column], unique: Column, value: str) -> ListItem | None:
        """The item with this value in an indexed column."""
        said = value.replace("'", "''")
        wanted = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters(
            expand=["fields"], filter=f"fields/{unique.name} eq '{said}'"
        )
        builder = self._items(place)
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=wanted))
        async for item in self._client.items(builder, request, self._patience):
            return self._item(item, columns)
        return None

    async def item(self, place: ListPlace, columns: Sequence[Column], id: str) -> ListItem | None:
        """An item as it is now; None where it is gone. Raises NotFound where the whole list is."""
        wanted = ListItemItemRequestBuilder.ListItemItemRequestBuilderGetQueryParameters(expand=["fields"])
        builder = self._items(place).by_list_item_id(id)
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=wanted))
        try:
            return self._item(await self._client.json(request, self._patience), columns)
        except NotFound:
            await self.exists(place)
            return None

    async def exists(self, place: ListPlace) -> None:
        """Raises NotFound where the list is not there any more."""
        request = self._sites.by_site_id(place.site).lists.by_list_id(place.list).to_get_request_information()
        await self._client.json(request, self._patience)

    async def change(
        self, place: ListPlace, columns: Sequence[Column], item: ListItem, fields: Mapping[str, Written]
    ) -> ListItem:
        """Writes fields of an item that is as `item` says; answers the item as it is after that. Raises
        ChangedElsewhere where it was changed meanwhile, and then nothing is written.
        """
        if not item.etag:
            raise GraphProblem(200, "unreadable", "an item without an ETag")
        request = self._items(place).by_list_item_id(item.id).fields.to_patch_request_information(FieldValueSet())
        request.headers.try_add("If-Match", item.etag)
        answer = await self._send(request, _filled(fields))
        raw = {**answer, "id": item.id, "fields": answer, "eTag": answer.get("@odata.etag")}
        after = self._item(raw, columns)
        return replace(after, fields={**item.fields, **fields, **_told(answer, after)})

    async def remove(self, place: ListPlace, id: str) -> None:
        """Deletes an item. Nothing happens where it is gone."""
        request = self._items(place).by_list_item_id(id).to_delete_request_information()
        try:
            await self._client.json(request, self._patience, repeatable=True)
        except NotFound:
            return

    async def changes(self, place: ListPlace, columns: Sequence[Column], cursor: str) -> ListChanges:
        """What changed since `cursor`; the whole list for "", or when Graph no longer knows it."""
        if cursor:
            try:
                return await self._round(self._client.follow(self._items(place).delta, cursor), place, columns, False)
            except (CursorExpired, AddressRefused):
                pass  # forgotten, or of Graph at another address: the local tenant may change its port
        wanted = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(expand=["fields"])
        builder = self._items(place).delta
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=wanted))
        return await self._round(request, place, columns, True)

    async def _round(
        self, request: RequestInformation, place: ListPlace, columns: Sequence[Column], complete: bool
    ) -> ListChanges:
        """Reads every page; an item may come more than once, and its last mention counts."""
        items: dict[str, ListItem] = {}
        deleted: dict[str, None] = {}
        link = ""
        async for page in self._pages(request, place):
            for raw in _objects(page.get("value")):
                id = str(raw.get("id", ""))
                items.pop(id, None)
                deleted.pop(id, None)
                if "deleted" in raw or "@removed" in raw:
                    deleted[id] = None
                elif id:
                    items[id] = self._item(raw, columns)
            link = str(page.get("@odata.deltaLink") or "")
        if not link:
            raise GraphProblem(200, "unreadable", "the delta ended without a deltaLink")
        return ListChanges(tuple(items.values()), tuple(deleted), link, complete)

    def _pages(self, request: RequestInformation, place: ListPlace) -> AsyncIterator[Json]:
        return self._client.pages(self._items(place).delta, request, IN_BACKGROUND)

    def _items(self, place: ListPlace) -> ItemsRequestBuilder:
        return self._sites.by_site_id(place.site).lists.by_list_id(place.list).items

    async def _send(self, request: RequestInformation, body: Json) -> Json:
        # The SDK leaves out what is None, and None is how a field is emptied.
        request.content = json.dumps(body, allow_nan=False).encode()
        return await self._client.json(request, self._patience)

    def _item(self, raw: Json, columns: Sequence[Column]) -> ListItem:
        fields = _object(raw, "fields")
        return ListItem(
            id=str(raw.get("id", "")),
            etag=_line(raw.get("eTag") or raw.get("@odata.etag") or fields.get("@odata.etag")),
            fields={each.name: read(each, fields.get(each.name), self._zone) for each in columns} if fields else {},
            who=_name(_object(raw, "lastModifiedBy")),
            maker=_name(_object(raw, "createdBy")),
            at=_moment(raw.get("lastModifiedDateTime")),
        )


def _filled(fields: Mapping[str, Written]) -> Json:
    """Fields as they are sent: an empty text is none, or a choice would be refused."""
    return {name: None if value == "" else value for name, value in fields.items()}


def _told(answer: Json, after: ListItem) -> Mapping[str, Read]:
    """Of the fields that an answer has: it need not have all."""
    return {name: value for name, value in after.fields.items() if name in answer}


def _name(identities: Json) -> str:
    for kind in ("user", "application"):
        if name := _line(_object(identities, kind).get("displayName")):
            return name
    return ""


def _line(value: object) -> str:
    return tidy("text", value[: 2 * LONGEST_NAME])[:LONGEST_NAME] if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _object(item: Mapping[str, Any], key: str) -> Json:
    value = item.get(key)
    return cast(Json, value) if isinstance(value, dict) else {}


def _objects(values: object) -> list[Json]:
    found = cast("list[object]", values) if isinstance(values, list) else []
    return [cast(Json, each) for each in found if isinstance(each, dict)]
