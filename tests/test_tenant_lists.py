"""The lists of the local tenant's SharePoint answer as Microsoft Graph's do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.graph_caller import APP, Answer, Caller, calling

UNINDEXED = "HonorNonIndexedQueriesWarningMayFailRandomly"
COLUMNS: list[dict[str, Any]] = [
    {"name": "KoersId", "text": {}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Toelichting", "text": {"allowMultipleLines": True, "textType": "plain"}},
    {"name": "Steun", "number": {"minimum": 0}, "indexed": True},
    {"name": "Status", "choice": {"choices": ["nieuw", "gestart"]}, "indexed": True},
    {"name": "Begin", "dateTime": {"format": "dateOnly"}},
    {"name": "Open", "boolean": {}},
]


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


async def site(graph: Caller) -> str:
    host = (await graph("GET", "/sites/root")).body["siteCollection"]["hostname"]
    return f"/sites/{(await graph('GET', f'/sites/{host}:/sites/koers')).body['id']}"


async def made(graph: Caller) -> str:
    """The address of a new list."""
    base = await site(graph)
    answer = await graph("POST", f"{base}/lists", {"displayName": "Initiatieven", "columns": COLUMNS})
    assert answer.status == 201
    return f"{base}/lists/{answer.body['id']}"


async def put(graph: Caller, shown: str, key: str, **fields: object) -> Answer:
    return await graph("POST", f"{shown}/items", {"fields": {"KoersId": key, "Title": f"Idee {key}", **fields}})


def keys(answer: Answer) -> list[str]:
    return [each["fields"]["KoersId"] for each in answer.body["value"]]


async def test_a_list_is_made_once_and_found_by_id_by_name_and_among_the_lists(graph: Caller):
    shown, base = await made(graph), await site(graph)
    assert (await graph("GET", f"{base}/lists")).names == ["Documenten", "Projecten", "Initiatieven"]
    by_name = await graph("GET", f"{base}/lists/Initiatieven")
    assert by_name.body["id"] == (await graph("GET", shown)).body["id"]
    assert by_name.body["list"]["template"] == "genericList"
    for title in ("initiatieven", "Projecten"):
        again = await graph("POST", f"{base}/lists", {"displayName": title})
        assert (again.status, again.error) == (409, "nameAlreadyExists")
    bad = await graph("POST", f"{base}/lists", {"displayName": "Half", "columns": [COLUMNS[0], {"name": "x"}]})
    assert (bad.status, (await graph("GET", f"{base}/lists/Half")).status) == (400, 404)
    renamed = await graph("PATCH", shown, {"displayName": "Ideeën"})
    assert (renamed.body["displayName"], renamed.body["name"]) == ("Ideeën", "Initiatieven")
    assert (await graph("DELETE", shown)).status == 204
    assert (await graph("GET", f"{shown}/items")).error == "itemNotFound"


async def test_columns_are_made_with_their_kind_and_keep_the_promises_of_their_definition(graph: Caller):
    shown = await made(graph)
    columns = {each["name"]: each for each in (await graph("GET", f"{shown}/columns")).body["value"]}
    assert list(columns)[:1] == ["Title"]
    assert (columns["KoersId"]["indexed"], columns["KoersId"]["enforceUniqueValues"]) == (True, True)
    assert columns["Status"]["choice"]["choices"] == ["nieuw", "gestart"]
    assert columns["Modified"]["readOnly"] is True
    for refused in (
        {"name": "A", "text": {}, "enforceUniqueValues": True},  # unique needs an index
        {"name": "A", "text": {"allowMultipleLines": True}, "indexed": True},
        {"name": "A", "text": {}, "number": {}},
        {"name": "A"},
        {"name": "met spatie", "text": {}},
        {"name": "A", "choice": {"choices": []}},
        {"name": "A", "boolean": {}, "indexed": "ja"},
    ):
        answer = await graph("POST", f"{shown}/columns", refused)
        assert (answer.status, answer.error) == (400, "invalidRequest"), refused
    assert (await graph("POST", f"{shown}/columns", {"name": "koersid", "text": {}})).error == "nameAlreadyExists"
    await put(graph, shown, "1", Toelichting="a")
    await put(graph, shown, "2")
    path = f"{shown}/columns/{columns['Title']['id']}"
    assert (await graph("PATCH", path, {"indexed": True, "displayName": "Naam"})).body["displayName"] == "Naam"
    assert (await graph("PATCH", path, {"number": {}})).status == 400
    await graph("PATCH", f"{shown}/items/2/fields", {"Title": "IDEE 1"})
    twice = await graph("PATCH", path, {"enforceUniqueValues": True})
    assert twice.status == 400
    found = await graph("GET", f"{shown}/items?$expand=fields&$filter=fields/Title eq 'idee 1'")
    assert keys(found) == ["1", "2"]
    assert (await graph("DELETE", f"{shown}/columns/{columns['Toelichting']['id']}")).status == 204
    assert "Toelichting" not in (await graph("GET", f"{shown}/items/1/fields")).body
    assert (await graph("POST", f"{shown}/columns", {"name": "Toelichting", "text": {}})).status == 201
    assert "Toelichting" not in (await graph("GET", f"{shown}/items/1/fields")).body  # another column, and empty


async def test_an_item_is_written_read_changed_under_its_etag_and_deleted(graph: Caller):
    shown = await made(graph)
    new = await put(graph, shown, "k1", Steun=3, Status="nieuw", Open=False, Begin="2027-01-02T00:00:00+01:00")
    assert (new.status, new.body["id"]) == (201, "1")
    guid, _, number = new.body["eTag"].strip('"').partition(",")
    assert (len(guid), number) == (36, "1")
    fields = new.body["fields"]
    assert (fields["Steun"], fields["Open"], fields["Begin"]) == (3, False, "2027-01-01T23:00:00Z")
    assert "fields" not in (await graph("GET", f"{shown}/items")).body["value"][0]
    assert set((await graph("GET", f"{shown}/items?$expand=fields($select=Title)")).body["value"][0]["fields"]) == {
        "@odata.etag",
        "Title",
    }
    path = f"{shown}/items/1"
    changed = await graph("PATCH", f"{path}/fields", {"Steun": 4, "Status": None}, If_Match=new.body["eTag"])
    assert (changed.body["Steun"], "Status" in changed.body) == (4, False)
    assert changed.body["@odata.etag"].endswith(',2"')
    for answer in (
        await graph("PATCH", f"{path}/fields", {"Steun": 5}, If_Match=new.body["eTag"]),
        await graph("PATCH", path, {"fields": {"Steun": 5}}, If_Match=new.body["eTag"]),
        await graph("DELETE", path, If_Match=new.body["eTag"]),
    ):
        assert (answer.status, answer.error) == (412, "resourceModified")
    assert (await graph("GET", path)).body["lastModifiedBy"]["application"]["id"] == APP
    assert (await graph("DELETE", path, If_Match=changed.body["@odata.etag"])).status == 204
    assert (await graph("GET", path)).error == "itemNotFound"
    assert (await put(graph, shown, "k2")).body["id"] == "2"


MISFITS: list[dict[str, object]] = [
    {"Kleur": "rood"},
    {"Created": "2027-01-01T00:00:00Z"},
    {"Steun": "drie"},
    {"Steun": True},
    {"Steun": -1},
    {"Steun": 10**400},
    {"Status": "klaar"},
    {"Open": "ja"},
    {"Begin": "morgen"},
    {"Title": 5},
    {"Title": "x" * 256},
    {"Title": "\x07"},
    {"Title": ["a"]},
    {"Toelichting": "x" * 64_000},
]


async def test_a_field_or_value_that_the_list_does_not_take_is_refused_whole(graph: Caller):
    shown = await made(graph)
    await put(graph, shown, "k1")
    for fields in MISFITS:
        for answer in (
            await put(graph, shown, "k2", **fields),
            await graph("PATCH", f"{shown}/items/1/fields", {"KoersId": "anders", **fields}),
        ):
            assert (answer.status, answer.error) == (400, "invalidRequest"), fields
    assert keys(await graph("GET", f"{shown}/items?$expand=fields")) == ["k1"]


async def test_a_unique_value_is_there_once_and_free_again_after_its_item_is_deleted(graph: Caller):
    shown = await made(graph)
    await put(graph, shown, "k1")
    await put(graph, shown, "k2")
    for answer in (await put(graph, shown, "K1"), await graph("PATCH", f"{shown}/items/2/fields", {"KoersId": "k1"})):
        assert (answer.status, answer.error) == (400, "invalidRequest")
        assert "unique constraints" in answer.body["error"]["message"]
    assert (await graph("PATCH", f"{shown}/items/1/fields", {"KoersId": "k1"})).status == 200
    await graph("DELETE", f"{shown}/items/1")
    assert (await put(graph, shown, "k1")).status == 201
    for _ in range(2):  # no value is no equal value
        assert (await graph("POST", f"{shown}/items", {"fields": {"Title": "zonder"}})).status == 201


async def test_items_are_filtered_and_ordered_by_indexed_columns_and_by_others_only_on_request(graph: Caller):
    shown = await made(graph)
    for number, status in ((1, "nieuw"), (5, "gestart"), (3, "nieuw")):
        await put(graph, shown, f"o'k{number}", Steun=number, Status=status, Open=number > 1)

    async def found(query: str, **headers: str) -> list[str]:
        answer = await graph("GET", f"{shown}/items?$expand=fields&{query}", **headers)
        assert answer.status == 200
        return [key[-1] for key in keys(answer)]

    assert await found("$filter=fields/KoersId eq 'O''K5'") == ["5"]
    assert await found("$filter=fields/Steun ge 3 and fields/Status eq 'nieuw'") == ["3"]
    assert await found("$orderby=fields/Steun desc&$filter=fields/Steun lt 5") == ["3", "1"]
    for query in ("$filter=fields/Open eq true", "$orderby=fields/Title"):
        refused = await graph("GET", f"{shown}/items?{query}")
        assert (refused.status, refused.error) == (400, "invalidRequest")
        assert "not indexed" in refused.body["error"]["message"]
    assert await found("$filter=fields/Open eq true", Prefer=UNINDEXED) == ["5", "3"]
    assert (await graph("GET", f"{shown}/items?$filter=fields/Kleur eq 'x'", Prefer=UNINDEXED)).status == 400


async def test_pages_follow_each_other_by_number_also_when_items_go_meanwhile(graph: Caller):
    shown = await made(graph)
    for number in range(1, 6):
        await put(graph, shown, str(number), Status="nieuw")
    for start in (
        f"{shown}/items?$top=2&$expand=fields",
        f"{shown}/items?$top=2&$expand=fields&$filter=fields/Status eq 'nieuw'",
    ):
        first = await graph("GET", start)
        assert keys(first) == ["1", "2"]
        second = await graph("GET", first.body["@odata.nextLink"])
        third = await graph("GET", second.body["@odata.nextLink"])
        assert (keys(second), keys(third), "@odata.nextLink" in third.body) == (["3", "4"], ["5"], False)
    await graph("DELETE", f"{shown}/items/1")
    assert keys(await graph("GET", first.body["@odata.nextLink"])) == ["3", "4"]
    assert (await graph("GET", f"{shown}/items?$skiptoken=nonsens")).status == 400


async def test_versions_are_kept_and_an_earlier_one_comes_back_as_the_newest(graph: Caller):
    shown = await made(graph)
    await put(graph, shown, "k1", Status="nieuw")
    await graph("PATCH", f"{shown}/items/1/fields", {"Status": "gestart", "Steun": 2})
    await put(graph, shown, "k2")
    versions = (await graph("GET", f"{shown}/items/1/versions?$expand=fields")).body["value"]
    assert [(each["id"], each["fields"]["Status"]) for each in versions] == [("2.0", "gestart"), ("1.0", "nieuw")]
    assert (await graph("POST", f"{shown}/items/1/versions/1.0/restoreVersion")).status == 204
    fields = (await graph("GET", f"{shown}/items/1/fields")).body
    assert (fields["Status"], "Steun" in fields, fields["@odata.etag"][-3:]) == ("nieuw", False, ',3"')
    assert (await graph("POST", f"{shown}/items/1/versions/9.0/restoreVersion")).error == "itemNotFound"


async def whole(graph: Caller, address: str) -> tuple[list[dict[str, Any]], str, int]:
    """All that a delta gives from an address on, the link for the next time, and how many pages were empty."""
    found: list[dict[str, Any]] = []
    empty = 0
    while True:
        page = (await graph("GET", address)).body
        found += page["value"]
        empty += not page["value"] and "@odata.nextLink" in page
        if "@odata.deltaLink" in page:
            return found, page["@odata.deltaLink"], empty
        address = page["@odata.nextLink"]


async def test_delta_gives_every_change_since_a_token_once_deletions_included(graph: Caller):
    shown, empty = await made(graph), 0
    for number in range(1, 6):
        await put(graph, shown, str(number))
    await graph("DELETE", f"{shown}/items/5")
    first, link, _ = await whole(graph, f"{shown}/items/delta?$expand=fields&$top=2")
    assert [each["fields"]["KoersId"] for each in first] == ["1", "2", "3", "4"]
    assert (await whole(graph, link))[0] == []
    for round_ in range(3):
        await graph("PATCH", f"{shown}/items/2/fields", {"Steun": round_})
        await graph("PATCH", f"{shown}/items/1/fields", {"Steun": round_})
        for steun in (9, round_ + 1):
            await graph("PATCH", f"{shown}/items/2/fields", {"Steun": steun})
        changed, link, more = await whole(graph, link)
        empty += more
        assert [(each["id"], each["fields"]["Steun"]) for each in changed] == [("1", round_), ("2", round_ + 1)]
    assert empty > 0
    await graph("DELETE", f"{shown}/items/3")
    gone = (await whole(graph, link))[0]
    assert [(each["id"], each["deleted"]["state"]) for each in gone] == [("3", "deleted")]
    host = (await graph("GET", "/sites/root")).body["siteCollection"]["hostname"]
    by_name = (await graph("GET", f"/sites/{host}:/sites/koers:/lists/Initiatieven/items/delta?token=latest")).body
    assert (await whole(graph, by_name["@odata.deltaLink"]))[0] == []
    latest = (await graph("GET", f"{shown}/items/delta?token=latest")).body
    assert (latest["value"], "@odata.deltaLink" in latest) == ([], True)


async def test_a_delta_token_that_is_not_known_starts_over(graph: Caller):
    shown, base = await made(graph), await site(graph)
    await graph("POST", f"{base}/lists", {"displayName": "Andere"})
    other = (await graph("GET", f"{base}/lists/Andere/items/delta")).body["@odata.deltaLink"].partition("token=")[2]
    for token in ("nonsens", other):
        answer = await graph("GET", f"{shown}/items/delta?token={quote(token)}")
        assert (answer.status, answer.error) == (410, "resyncRequired")
        assert (await graph("GET", answer.headers["Location"])).status == 200


async def test_trouble_from_the_switchboard_meets_lists_too(graph: Caller):
    shown = await made(graph)
    fault = {"target": "graph", "kind": "429", "seconds": 2, "path": "/v1.0/sites/"}
    async with graph.http.post(f"{graph.tenant.base_url}/admin/faults", json=fault) as response:
        assert response.status == 200
    busy = await put(graph, shown, "k1")
    assert (busy.status, busy.headers["Retry-After"]) == (429, "2")
    late = {"target": "graph", "kind": "503", "path": "/v1.0/sites/", "after": True}
    async with graph.http.post(f"{graph.tenant.base_url}/admin/faults", json=late) as response:
        assert response.status == 200
    assert (await put(graph, shown, "k1")).status == 503
    assert (await put(graph, shown, "k1")).error == "invalidRequest"  # the first one did arrive


async def test_what_is_in_a_list_is_there_after_a_restart(tmp_path: Path):
    async with calling(tmp_path) as graph:
        shown = await made(graph)
        await put(graph, shown, "k1", Steun=1)
        link = (await whole(graph, f"{shown}/items/delta"))[1].partition("token=")[2]
    async with calling(tmp_path) as graph:
        assert keys(await graph("GET", f"{shown}/items?$expand=fields&$filter=fields/KoersId eq 'k1'")) == ["k1"]
        assert (await whole(graph, f"{shown}/items/delta?token={link}"))[0] == []
        assert (await put(graph, shown, "k1")).status == 400
