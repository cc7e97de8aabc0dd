"""SharePoint lists through Graph: the contract of every request, and what its refusals mean."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.mirror.shape import KOERS_ID, Column
from errors import Unavailable
from graph.client import GraphClient
from graph.list_making import ListMaking
from graph.lists import ListItem, ListPlace, SharePointLists
from graph.problems import ChangedElsewhere, GraphProblem, NotFound, Passing
from tests.graph_wire import Reply, Wire, graph_wire

PLACE = ListPlace("s", "l")
ITEMS = "/sites/s/lists/l/items"
COLUMNS = (Column("Title", "text", "Titel"), Column("Uren", "number", "Uren"), KOERS_ID)
FIELDS: dict[str, Any] = {"@odata.etag": '"g,2"', "Title": "Dak", "Uren": 3, "KoersId": "a", "Anders": "x"}
ITEM: dict[str, Any] = {
    "id": "7",
    "eTag": '"g,2"',
    "lastModifiedDateTime": "2026-11-30T10:00:00Z",
    "lastModifiedBy": {"user": {"displayName": "Saskia\x00 de Wit"}},
    "createdBy": {"application": {"displayName": "Koers"}},
    "fields": FIELDS,
}
REFUSED = {"error": {"code": "invalidRequest", "message": "One or more fields with unique constraints ..."}}


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def client(wire: Wire, tmp_path: Path) -> AsyncIterator[GraphClient]:
    made = GraphClient(wire.settings(tmp_path))
    yield made
    await made.close()


@pytest.fixture
def lists(client: GraphClient) -> SharePointLists:
    return SharePointLists(client, ZoneInfo("Europe/Amsterdam"))


async def test_an_item_is_found_by_its_key_with_quotes_and_all(wire: Wire, lists: SharePointLists) -> None:
    wire.on(ITEMS, {"value": [ITEM]})
    item = await lists.find(PLACE, COLUMNS, KOERS_ID, "a'b")
    assert item is not None
    assert (item.id, item.etag, item.who, item.maker) == ("7", '"g,2"', "Saskia de Wit", "Koers")
    assert item.fields == {"Title": "Dak", "Uren": 3.0, "KoersId": "a"}
    assert "$filter=fields%2FKoersId%20eq%20%27a%27%27b%27" in wire.requests[0].path
    assert "$expand=fields" in wire.requests[0].path


async def test_a_change_says_what_it_was_based_on_and_hears_what_came_of_it(wire: Wire, lists: SharePointLists) -> None:
    wire.on(f"{ITEMS}/7/fields", {**FIELDS, "@odata.etag": '"g,3"', "Title": "Gevel", "Uren": None})
    before = ListItem("7", '"g,2"', {"Title": "Dak", "Uren": 3.0, "KoersId": "a"})
    item = await lists.change(PLACE, COLUMNS, before, {"Title": "Gevel", "Uren": None})
    (request,) = wire.requests
    assert (request.method, request.headers["If-Match"]) == ("PATCH", '"g,2"')
    assert request.body == {"Title": "Gevel", "Uren": None}
    assert (item.etag, item.fields) == ('"g,3"', {"Title": "Gevel", "Uren": None, "KoersId": "a"})
    wire.on(f"{ITEMS}/7/fields", Reply({"error": {"code": "resourceModified"}}, 412))
    with pytest.raises(ChangedElsewhere):
        await lists.change(PLACE, COLUMNS, before, {"Title": "Gevel"})


async def test_a_key_that_is_taken_is_no_failure_and_another_refusal_is(wire: Wire, lists: SharePointLists) -> None:
    fields = {"Title": "Dak", "Uren": None, "KoersId": "a"}
    wire.on(ITEMS, Reply(REFUSED, 400), Reply({"value": [ITEM]}))
    assert await lists.create(PLACE, COLUMNS, KOERS_ID, fields) is None
    assert wire.requests[0].body == {"fields": fields}
    wire.on(ITEMS, Reply(REFUSED, 400), Reply({"value": []}))
    with pytest.raises(GraphProblem, match="invalidRequest"):
        await lists.create(PLACE, COLUMNS, KOERS_ID, fields)
    wire.on(ITEMS, Reply({"id": "8", "eTag": '"h,1"'}, 201))
    made = await lists.create(PLACE, COLUMNS, KOERS_ID, fields)
    assert made is not None
    assert (made.id, made.etag, made.fields) == ("8", '"h,1"', fields)


async def test_what_is_too_busy_says_how_long_to_wait_and_is_not_tried_again_here(
    wire: Wire, lists: SharePointLists
) -> None:
    wire.on(f"{ITEMS}/7", Reply({"error": {"code": "tooManyRequests"}}, 429, {"Retry-After": "17"}))
    with pytest.raises(Unavailable) as caught:
        await lists.item(PLACE, COLUMNS, "7")
    assert isinstance(caught.value.__cause__, Passing)
    assert caught.value.__cause__.retry_after == 17
    assert len(wire.requests) == 1


async def test_an_item_that_is_gone_is_none_and_a_list_that_is_gone_is_told_apart(
    wire: Wire, lists: SharePointLists
) -> None:
    wire.on("/sites/s/lists/l", {"id": "l"})
    assert await lists.item(PLACE, COLUMNS, "7") is None
    await lists.remove(PLACE, "7")
    wire.on("/sites/s/lists/l", Reply({"error": {"code": "itemNotFound"}}, 404))
    with pytest.raises(NotFound):
        await lists.item(PLACE, COLUMNS, "7")


async def test_delta_is_read_over_empty_pages_and_begins_anew_where_sharepoint_has_forgotten(
    wire: Wire, lists: SharePointLists
) -> None:
    delta = f"{ITEMS}/delta()"
    more, end = f"{wire.url}/v1.0{delta}?token=1", f"{wire.url}/v1.0{delta}?token=2"
    silent = {"id": "9", "eTag": '"k,1"'}
    wire.on(
        delta,
        {"value": [ITEM, {"id": "8", "fields": {}}], "@odata.nextLink": more},
        {"value": [], "@odata.nextLink": f"{more}1"},
        {"value": [{"id": "8", "deleted": {"state": "deleted"}}, silent], "@odata.deltaLink": end},
        Reply({"error": {"code": "resyncRequired"}}, 410),
        {"value": [ITEM], "@odata.deltaLink": end},
    )
    found = await lists.changes(PLACE, COLUMNS, "")
    assert ([item.id for item in found.items], found.deleted, found.cursor) == (["7", "9"], ("8",), end)
    assert found.items[1].fields == {}  # SharePoint did not tell: that is not the same as nothing filled in
    again = await lists.changes(PLACE, COLUMNS, found.cursor)
    assert (again.complete, len(again.items)) == (True, 1)


async def test_a_list_gets_the_columns_indexes_and_choices_that_lack_and_nothing_more(
    wire: Wire, client: GraphClient
) -> None:
    columns = (*COLUMNS, Column("Status", "choice", "Status", ("nieuw", "klaar"), indexed=True))
    there = [
        {"id": "c1", "name": "Title", "text": {"maxLength": 255}},
        {"id": "c2", "name": "KoersId", "text": {}, "indexed": False},
        {"id": "c3", "name": "Status", "choice": {"choices": ["nieuw", "eigen"], "displayAs": "radioButtons"},
         "indexed": True},
    ]  # fmt: skip
    wire.on("/sites/root", {"siteCollection": {"hostname": "oss.example"}})
    wire.on("/sites/oss.example:/sites/koers", {"id": "s"})
    wire.on("/sites/s/lists", {"value": [{"id": "l", "displayName": "ideeën"}]})
    wire.on("/sites/s/lists/l/columns", {"value": there}, Reply({"id": "c4"}, 201))
    for id in ("c1", "c2", "c3"):
        wire.on(f"/sites/s/lists/l/columns/{id}", {})
    assert await ListMaking(client).ready("/sites/koers", "Ideeën", columns) == PLACE
    assert [(each.method, each.path.rpartition("/")[2], each.body) for each in wire.requests[4:]] == [
        ("POST", "columns", {"name": "Uren", "displayName": "Uren", "indexed": False, "enforceUniqueValues": False,
                             "number": {"decimalPlaces": "automatic"}}),
        ("PATCH", "c2", {"indexed": True, "enforceUniqueValues": True}),
        ("PATCH", "c3", {"choice": {"choices": ["nieuw", "eigen", "klaar"], "displayAs": "radioButtons"}}),
    ]  # fmt: skip
    wire.on("/sites/s/lists/l/columns", {"value": [{"id": "c1", "name": "Title", "number": {}}]})
    with pytest.raises(GraphProblem, match=r"otherKind\.Title"):
        await ListMaking(client).ready("/sites/koers", "Ideeën", columns)
