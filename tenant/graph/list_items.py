"""Graph: the items of a list, also of the one behind a library: read, filter, add, change, delete, versions."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from aiohttp import web

from tenant.entries import Entries, Entry, EntryVersion
from tenant.graph.call import Call, GraphError, done, inner_object, reply
from tenant.graph.lists import editor, named_list
from tenant.graph.match import need_etag
from tenant.graph.query import NUMBER, Entity, Filter, link, page, top
from tenant.graph.sites import context, library
from tenant.items import Item
from tenant.lists import SharedList

PAGE, LARGEST_PAGE = 200, 5000
THRESHOLD = 5000  # items: a larger list does not answer a query on a column that is not indexed
FIELDS = re.compile(r"fields(\(\s*\$?select=([\w,\s]+)\))?", re.IGNORECASE)
ONE_VALUE = re.compile(r"\s*fields/(\w+)\s+eq\s+'((?:[^']|'')*)'\s*", re.IGNORECASE)
ORDER = re.compile(r"fields/(\w+)(?:\s+(asc|desc))?", re.IGNORECASE)
UNINDEXED = "honornonindexedquerieswarningmayfailrandomly"
ALWAYS = {"id"}  # fields that SharePoint itself finds items by


async def items(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items, with $filter and $orderby on fields, in pages by item number."""
    shown = named_list(call)
    entries = call.tenant.sharepoint.entries(shown)
    if "$orderby" in call.query:
        found = _ordered(call, shown, entries, _filtered(call, shown, entries))
        return reply(page(call, [entry_entity(call, shown, each) for each in found], usual=PAGE, most=LARGEST_PAGE))
    size, start = top(call, PAGE, LARGEST_PAGE), _start(call.query.get("$skiptoken"))
    if "$filter" in call.query:
        found = [each for each in _filtered(call, shown, entries) if each.number > start][: size + 1]
    else:
        found = list(entries.after(start, size + 1))
    answer: dict[str, Any] = {"@odata.context": context(call, "Collection(listItem)")}
    if len(found) > size:
        answer["@odata.nextLink"] = link(call, {"$skiptoken": _token(found[size - 1].number)})
    return reply({**answer, "value": [entry_entity(call, shown, each) for each in found[:size]]})


async def add(call: Call) -> web.Response:
    """POST /sites/{site}/lists/{list}/items."""
    body = await call.body()
    shown = named_list(call)
    made = call.tenant.sharepoint.entries(shown).add(inner_object(body, "fields"), editor(call))
    call.tenant.emit("list", {"list": shown.id, "item": made.number})
    entity = entry_entity(call, shown, made, fields=True)
    return reply({"@odata.context": context(call, "listItems/$entity"), **entity}, 201, {"ETag": entity["eTag"]})


async def one(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/{number}."""
    shown, _, entry = _entry(call)
    entity = entry_entity(call, shown, entry, fields="fields" in call.query.get("$expand", "fields"))
    return reply({"@odata.context": context(call, "listItems/$entity"), **entity}, headers={"ETag": etag(entry)})


async def change(call: Call) -> web.Response:
    """PATCH /sites/{site}/lists/{list}/items/{number}: its fields."""
    body = await call.body()
    shown, entries, entry = _entry(call)
    need_etag(call, etag(entry))
    changed = entries.change(entry, inner_object(body, "fields"), editor(call))
    _changed(call, shown, changed)
    return reply(
        {"@odata.context": context(call, "listItems/$entity"), **entry_entity(call, shown, changed, fields=True)}
    )


async def delete(call: Call) -> web.Response:
    """DELETE /sites/{site}/lists/{list}/items/{number}."""
    shown, entries, entry = _entry(call)
    need_etag(call, etag(entry))
    entries.delete(entry, editor(call))
    _changed(call, shown, entry)
    return done()


async def fields(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/{number}/fields."""
    shown, _, entry = _entry(call)
    return reply({"@odata.context": context(call, "fields"), **fields_entity(call, shown, entry)})


async def change_fields(call: Call) -> web.Response:
    """PATCH /sites/{site}/lists/{list}/items/{number}/fields: the whole change, or none of it."""
    body = await call.body()
    shown, entries, entry = _entry(call)
    need_etag(call, etag(entry))
    changed = entries.change(entry, body, editor(call))
    _changed(call, shown, changed)
    return reply({"@odata.context": context(call, "fields"), **fields_entity(call, shown, changed)})


async def versions(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/{number}/versions, the newest first, with their fields when asked for."""
    _, entries, entry = _entry(call)
    return reply(page(call, [_version(call, each) for each in entries.versions(entry)], usual=200))


async def restore(call: Call) -> web.Response:
    """POST .../versions/{version}/restoreVersion: an earlier version becomes the newest one."""
    shown, entries, entry = _entry(call)
    for version in entries.versions(entry):
        if version.name == call.values["version"]:
            _changed(call, shown, entries.restore(entry, version, editor(call)))
            return done()
    raise GraphError(404, "itemNotFound", "The requested version was not found")


def etag(entry: Entry) -> str:
    """Changes with every change of the item."""
    return f'"{entry.guid},{entry.etag}"'


def list_item_of(call: Call, item: Item, *, fields: bool) -> Entity:
    """The listItem of a file or folder."""
    files = library(call)
    site = call.tenant.sharepoint.site_of(files)
    shown = call.tenant.sharepoint.list_named(site, files.list_id)
    assert shown is not None  # there is a list behind every library
    return entry_entity(call, shown, call.tenant.sharepoint.entries_of(files).entry(item), fields=fields)


def entry_entity(call: Call, shown: SharedList, entry: Entry, *, fields: bool | None = None) -> Entity:
    """A listItem, with its fields when they are asked for (`fields` None: as $expand has it)."""
    shapes = call.tenant.shapes
    site = call.tenant.sharepoint.site(shown.site)
    place = {"siteId": "" if site is None else shapes.id_of(site), "id": shown.id}
    entity: Entity = {"id": str(entry.number), "parentReference": place}
    if entry.deleted:
        return {**entity, "eTag": etag(entry), "deleted": {"state": "deleted"}}
    entity |= {
        "eTag": etag(entry),
        "createdDateTime": entry.created,
        "lastModifiedDateTime": entry.modified,
        "createdBy": shapes.identity(entry.author),
        "lastModifiedBy": shapes.identity(entry.editor),
        "webUrl": f"{call.tenant.base_url}/{quote(entry.address)}",
        "contentType": dict(zip(("id", "name"), entry.content_type, strict=True)),
    }
    wanted = _expanded(call)
    if fields is None:
        fields = wanted is not None
    asked = {name.strip() for name in call.query.get("$select", "").split(",") if name.strip()}
    entity = {name: value for name, value in entity.items() if not asked or name in asked or name == "id"}
    if not fields:
        return entity
    filled = fields_entity(call, shown, entry)
    chosen = {name: value for name, value in filled.items() if not wanted or name in wanted or name.startswith("@")}
    return {**entity, "fields": chosen}


def fields_entity(call: Call, shown: SharedList, entry: Entry) -> Entity:
    """The fields of an item: a column that holds nothing is left out, as SharePoint does."""
    known = call.tenant.sharepoint.lists.columns(shown.id)
    return {
        "@odata.etag": etag(entry),
        "id": str(entry.number),
        **({"FileLeafRef": entry.leaf} if entry.leaf else {}),
        "ContentType": entry.content_type[1],
        "Created": entry.created[:19] + "Z",
        "Modified": entry.modified[:19] + "Z",
        **{each.name: entry.fields[each.name] for each in known if entry.fields.get(each.name) not in (None, "")},
    }


def _entry(call: Call) -> tuple[SharedList, Entries, Entry]:
    shown, number = named_list(call), call.values["number"]
    if not NUMBER.fullmatch(number):
        raise GraphError(400, "invalidRequest", "The list item id is not valid")
    entries = call.tenant.sharepoint.entries(shown)
    return shown, entries, entries.one(int(number))


def _changed(call: Call, shown: SharedList, entry: Entry) -> None:
    call.tenant.emit("library" if shown.library else "list", {"list": shown.id, "item": entry.number})


def _expanded(call: Call) -> set[str] | None:
    """The fields that $expand asks for; empty: all of them; None: it does not ask for fields."""
    for part in re.split(r",(?![^(]*\))", call.query.get("$expand", "")):
        match = FIELDS.fullmatch(part.strip())
        if match is not None:
            return {name.strip() for name in (match[2] or "").split(",") if name.strip()}
    return None


def _filtered(call: Call, shown: SharedList, entries: Entries) -> list[Entry]:
    """The items that $filter leaves. Raises GraphError 400 for a column that there is not or that is not indexed."""
    if "$filter" not in call.query:
        return list(entries.after(0, 1 << 60))
    text = call.query["$filter"]
    chosen = Filter(text, ("fields", "id"), ordered=True)
    names = {name.partition("/")[2] for name in chosen.used if name != "id"}
    _need_index(call, shown, entries, names)
    single = ONE_VALUE.fullmatch(text)
    if single is not None and single[1] not in ALWAYS:
        return list(entries.having(single[1], single[2].replace("''", "'")))
    found = entries.after(0, 1 << 60)
    return [each for each in found if chosen.test({"id": str(each.number), "fields": fields_entity(call, shown, each)})]


def _ordered(call: Call, shown: SharedList, entries: Entries, found: list[Entry]) -> list[Entry]:
    for part in reversed(call.query["$orderby"].split(",")):
        match = ORDER.fullmatch(part.strip())
        if match is None:
            raise GraphError(400, "invalidRequest", "Items can be ordered by fields only")
        name = match[1]
        _need_index(call, shown, entries, {name})
        backwards = (match[2] or "").lower() == "desc"
        filled = [each for each in found if _value(call, shown, each, name) is not None]
        empty = [each for each in found if _value(call, shown, each, name) is None]
        filled.sort(key=lambda each: _order(_value(call, shown, each, name)), reverse=backwards)
        found = filled + empty if backwards else empty + filled
    return found


def _need_index(call: Call, shown: SharedList, entries: Entries, names: set[str]) -> None:
    columns = {column.name: column for column in call.tenant.sharepoint.lists.columns(shown.id)}
    willing = UNINDEXED in call.request.headers.get("Prefer", "").lower()
    for name in sorted(names - ALWAYS):
        column = columns.get(name)
        if column is None:
            raise GraphError(400, "invalidRequest", f"Field '{name}' is not recognized")
        if column.indexed:
            continue
        if not willing:
            raise GraphError(
                400,
                "invalidRequest",
                f"Field '{name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: "
                "HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries "
                "may fail on large lists.",
            )
        if entries.count() > THRESHOLD:
            message = "The attempted operation is prohibited because it exceeds the list view threshold."
            raise GraphError(400, "notSupported", message)


def _value(call: Call, shown: SharedList, entry: Entry, name: str) -> Any:
    return fields_entity(call, shown, entry).get(name)


def _order(value: Any) -> tuple[bool, Any]:
    return (isinstance(value, str), value.lower() if isinstance(value, str) else value)


def _version(call: Call, version: EntryVersion) -> Entity:
    entity: Entity = {
        "id": version.name,
        "lastModifiedDateTime": version.modified,
        "lastModifiedBy": call.tenant.shapes.identity(version.editor),
    }
    return entity if _expanded(call) is None else {**entity, "fields": dict(version.fields)}


def _token(number: int) -> str:
    return base64.urlsafe_b64encode(f"Paged=TRUE&p_ID={number}".encode()).decode().rstrip("=")


def _start(token: str | None) -> int:
    """The number after which a page starts. Raises GraphError 400 for a token that was not given here."""
    if token is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except ValueError:
        text = ""
    match = re.fullmatch(r"Paged=TRUE&p_ID=(\d{1,9})", text, re.ASCII)
    if match is None:
        raise GraphError(400, "invalidRequest", "The skip token is not valid")
    return int(match[1])


def items_shown(call: Call, shown: SharedList, found: Sequence[Entry]) -> list[Entity]:
    """Items as listItems, with their fields when $expand asks for them."""
    return [entry_entity(call, shown, each) for each in found]
