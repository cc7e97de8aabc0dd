"""The local tenant's library answers as SharePoint does through Microsoft Graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tenant.graph.uploads import PIECE
from tests.graph_caller import DOCUMENTS, Answer, Caller, calling, drive, item


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


async def test_the_site_is_found_by_its_path_by_search_and_by_id(graph: Caller):
    host = (await graph("GET", "/sites/root")).body["siteCollection"]["hostname"]
    by_path = (await graph("GET", f"/sites/{host}:/sites/visie")).body
    assert (await graph("GET", f"/sites/{by_path['id']}")).body["id"] == by_path["id"]
    assert by_path["id"] in [site["id"] for site in (await graph("GET", "/sites?search=visie")).body["value"]]
    elsewhere = await graph("GET", f"/sites/{host}:/sites/elders")
    assert (elsewhere.status, elsewhere.error) == (404, "itemNotFound")
    stranger = await graph("GET", "/sites/contoso.sharepoint.com:/sites/visie")
    assert (stranger.status, stranger.error) == (400, "invalidRequest")


async def test_the_site_has_one_library_and_it_is_both_drive_and_list(graph: Caller):
    site = graph.tenant.shapes.site_id
    assert (await graph("GET", f"/sites/{site}/drives?$select=id,name")).names == ["Visie"]
    assert (await graph("GET", f"/sites/{site}/drive")).body["id"] == graph.tenant.files.drive_id
    assert (await graph("GET", f"{drive(graph)}")).body["driveType"] == "documentLibrary"
    assert (await graph("GET", f"/sites/{site}/lists")).names == ["Visie"]
    columns = await graph("GET", f"/sites/{site}/lists/Visie/columns")
    assert {"KoersId", "KoersOrganisation", "Title"} <= set(columns.names)
    assert (await graph("GET", "/sites/root/drives")).names == []


async def test_documents_are_in_a_folder_per_organisation_with_their_columns(graph: Caller):
    folders = await graph("GET", f"{drive(graph)}/root/children")
    assert folders.names == ["oss", "sittard-geleen"]
    oss = await graph("GET", f"{drive(graph)}/root:/oss:/children?$orderby=name&$expand=listItem($expand=fields)")
    assert oss.names == ["missie.txt", "visie.md"]
    fields = oss.body["value"][1]["listItem"]["fields"]
    assert (fields["KoersId"], fields["KoersOrganisation"]) == ("000", "oss")
    assert fields["Title"] == "Titel van visie.md"


async def test_an_item_is_the_same_by_path_by_encoded_path_and_by_id(graph: Caller):
    by_path = await item(graph, "oss/visie.md")
    encoded = await graph("GET", f"{drive(graph)}/items/root%3A%2Foss%2Fvisie.md%3A")
    by_id = await graph("GET", f"{drive(graph)}/items/{by_path['id']}")
    below = await graph("GET", f"{drive(graph)}/items/{(await item(graph, 'oss'))['id']}:/visie.md")
    for other in (encoded.body, by_id.body, below.body):
        assert (other["id"], other["eTag"]) == (by_path["id"], by_path["eTag"])


async def test_content_comes_from_an_address_that_needs_no_token_and_cannot_be_forged(graph: Caller):
    answer = await graph("GET", f"{drive(graph)}/root:/oss/missie.txt:/content")
    assert answer.status == 302
    address = answer.headers["Location"]
    assert (await graph("GET", address)).body == DOCUMENTS["oss/missie.txt"].encode()
    assert (await graph("GET", address[:-1] + ("0" if address[-1] != "0" else "1"))).status == 401
    assert (await graph("GET", f"{drive(graph)}/root/content")).status == 400


async def test_the_list_item_of_a_file_has_the_columns_and_takes_new_ones(graph: Caller):
    found = await item(graph, "oss/missie.txt")
    path = f"{drive(graph)}/items/{found['id']}/listItem"
    assert "fields" not in (await graph("GET", path)).body
    number = (await graph("GET", f"{path}?$expand=fields")).body["id"]
    items = f"/sites/{graph.tenant.shapes.site_id}/lists/{graph.tenant.shapes.list_id}/items"
    changed = await graph("PATCH", f"{items}/{number}/fields", {"Title": "Onze missie"})
    assert (changed.status, changed.body["Title"], changed.body["KoersOrganisation"]) == (200, "Onze missie", "oss")
    assert (await graph("GET", f"{items}/{number}/fields")).body["Title"] == "Onze missie"
    assert (await graph("GET", f"{items}/{number}")).body["fields"]["Title"] == "Onze missie"
    filtered = await graph("GET", f"{items}?$expand=fields($select=Title)&$filter=fields/KoersOrganisation eq 'oss'")
    assert sorted(each["fields"]["Title"] for each in filtered.body["value"]) == ["Onze missie", "Titel van visie.md"]
    unknown = await graph("PATCH", f"{items}/{number}/fields", {"Colour": "red"})
    assert (unknown.status, unknown.error) == (400, "invalidRequest")


async def test_a_put_makes_a_file_and_its_folders_and_the_next_one_a_version(graph: Caller):
    path = f"{drive(graph)}/root:/nieuw/stukken/plan.md:/content"
    made = await graph("PUT", path, b"een")
    again = await graph("PUT", path, b"twee")
    assert (made.status, again.status) == (201, 200)
    assert made.body["id"] == again.body["id"]
    assert made.body["cTag"] != again.body["cTag"]
    versions = await graph("GET", f"{drive(graph)}/items/{made.body['id']}/versions")
    assert [version["id"] for version in versions.body["value"]] == ["2.0", "1.0"]
    old = await graph("GET", f"{drive(graph)}/items/{made.body['id']}/versions/1.0/content")
    assert (await graph("GET", old.headers["Location"])).body == b"een"
    restored = await graph("POST", f"{drive(graph)}/items/{made.body['id']}/versions/1.0/restoreVersion")
    assert restored.status == 204
    now = await graph("GET", f"{drive(graph)}/items/{made.body['id']}/content")
    assert (await graph("GET", now.headers["Location"])).body == b"een"


@pytest.mark.parametrize(("how", "status", "name"), [("rename", 201, "visie 1.md"), ("replace", 200, "visie.md")])
async def test_a_put_over_a_taken_name_does_what_was_asked(graph: Caller, how: str, status: int, name: str):
    path = f"{drive(graph)}/root:/oss/visie.md:/content?@microsoft.graph.conflictBehavior={how}"
    answer = await graph("PUT", path, b"nieuw")
    assert (answer.status, answer.body["name"]) == (status, name)


async def test_a_put_over_a_taken_name_fails_when_asked(graph: Caller):
    path = f"{drive(graph)}/root:/oss/VISIE.md:/content?@microsoft.graph.conflictBehavior=fail"
    answer = await graph("PUT", path, b"nieuw")
    assert (answer.status, answer.error) == (409, "nameAlreadyExists")


@pytest.mark.parametrize("name", ["a?.md", "con", "~$a.docx", " spatie.md", "x" * 256, "a|b", 'a"b', "punt."])
async def test_a_name_that_sharepoint_refuses_is_refused(graph: Caller, name: str):
    answer = await graph("POST", f"{drive(graph)}/root/children", {"name": name, "folder": {}})
    assert (answer.status, answer.error) == (400, "invalidRequest")


async def test_dots_in_a_path_lead_nowhere(graph: Caller):
    for path in ("../../state.db", "oss/../../etc", ".."):
        answer = await graph("PUT", f"{drive(graph)}/items/root%3A%2F{quote(path, safe='')}%3A/content", b"x")
        assert (answer.status, answer.error) == (400, "invalidRequest")


async def test_folders_are_made_once(graph: Caller):
    body: dict[str, object] = {"name": "Stukken", "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
    made = await graph("POST", f"{drive(graph)}/root/children", body)
    assert (made.status, made.body["folder"]) == (201, {"childCount": 0})
    again = await graph("POST", f"{drive(graph)}/root/children", body)
    assert (again.status, again.error) == (409, "nameAlreadyExists")
    renamed = await graph(
        "POST", f"{drive(graph)}/root/children", {**body, "@microsoft.graph.conflictBehavior": "rename"}
    )
    assert renamed.body["name"] == "Stukken 1"


async def test_a_file_is_renamed_and_moved_and_keeps_its_id(graph: Caller):
    found = await item(graph, "oss/visie.md")
    path = f"{drive(graph)}/items/{found['id']}"
    renamed = await graph("PATCH", path, {"name": "koers.md"})
    assert (renamed.body["id"], renamed.body["name"]) == (found["id"], "koers.md")
    assert renamed.body["cTag"] == found["cTag"]
    target = await item(graph, "sittard-geleen")
    moved = await graph("PATCH", path, {"parentReference": {"id": target["id"]}})
    assert moved.body["parentReference"]["name"] == "sittard-geleen"
    assert moved.body["webUrl"].endswith("/files/Visie/sittard-geleen/koers.md")
    taken = await graph("PATCH", path, {"name": "werken.md"})
    assert (taken.status, taken.error) == (409, "nameAlreadyExists")


async def test_a_folder_does_not_move_into_itself(graph: Caller):
    folder = await item(graph, "oss")
    inner = await graph("POST", f"{drive(graph)}/items/{folder['id']}/children", {"name": "diep", "folder": {}})
    answer = await graph("PATCH", f"{drive(graph)}/items/{folder['id']}", {"parentReference": {"id": inner.body["id"]}})
    assert (answer.status, answer.error) == (400, "invalidRequest")


async def test_a_change_with_an_old_etag_is_refused(graph: Caller):
    found = await item(graph, "oss/visie.md")
    path, old = f"{drive(graph)}/items/{found['id']}", str(found["eTag"])
    assert (await graph("PATCH", path, {"name": "a.md"}, If_Match=old)).status == 200
    for answer in (
        await graph("PATCH", path, {"name": "b.md"}, If_Match=old),
        await graph("PUT", f"{path}/content", b"x", If_Match=old),
        await graph("DELETE", path, If_Match=old),
    ):
        assert (answer.status, answer.error) == (412, "resourceModified")
    assert (await item(graph, "oss/a.md"))["id"] == found["id"]


async def test_what_did_not_change_is_not_sent_again(graph: Caller):
    graph.judged = False  # 304 is described for content only
    found = await item(graph, "oss/visie.md")
    answer = await graph("GET", f"{drive(graph)}/items/{found['id']}", If_None_Match=str(found["eTag"]))
    assert (answer.status, answer.body) == (304, b"")


async def test_a_folder_is_deleted_with_all_that_is_in_it(graph: Caller):
    folder, inside = await item(graph, "oss"), await item(graph, "oss/visie.md")
    assert (await graph("DELETE", f"{drive(graph)}/items/{folder['id']}")).status == 204
    gone = await graph("GET", f"{drive(graph)}/items/{inside['id']}")
    assert (gone.status, gone.error) == (404, "itemNotFound")
    root = await graph("DELETE", f"{drive(graph)}/items/{graph.tenant.files.root_id}")
    assert root.status == 400


async def test_search_finds_words_in_the_text_below_a_folder(graph: Caller):
    everywhere = await graph("GET", f"{drive(graph)}/root/search(q='iedereen')")
    assert everywhere.names == ["werken.md"]
    elsewhere = await graph("GET", f"{drive(graph)}/root:/oss:/search(q='iedereen')")
    assert elsewhere.names == []


async def upload(graph: Caller, url: str, content: bytes, start: int, end: int) -> Answer:
    piece = content[start:end]
    return await graph("PUT", url, piece, Content_Range=f"bytes {start}-{start + len(piece) - 1}/{len(content)}")


async def test_a_large_file_arrives_in_pieces(graph: Caller):
    content = bytes(range(256)) * 4 * 700  # two whole pieces and a bit
    session = await graph("POST", f"{drive(graph)}/root:/groot/boek.pdf:/createUploadSession", {"item": {}})
    url = session.body["uploadUrl"]
    first = await upload(graph, url, content, 0, PIECE)
    assert (first.status, first.body["nextExpectedRanges"]) == (202, [f"{PIECE}-"])
    assert (await graph("GET", url)).body["nextExpectedRanges"] == [f"{PIECE}-"]
    assert (await upload(graph, url, content, PIECE, 2 * PIECE)).status == 202
    last = await upload(graph, url, content, 2 * PIECE, len(content))
    assert (last.status, last.body["size"]) == (201, len(content))
    stored = await graph("GET", f"{drive(graph)}/items/{last.body['id']}/content")
    assert (await graph("GET", stored.headers["Location"])).body == content
    assert (await graph("GET", url)).status == 404


async def test_pieces_that_do_not_fit_are_refused(graph: Caller):
    content = b"x" * (2 * PIECE + 1)
    session = await graph("POST", f"{drive(graph)}/root:/boek.pdf:/createUploadSession", {"item": {}})
    url = session.body["uploadUrl"]
    assert (await upload(graph, url, content, 0, PIECE - 1)).status == 400
    assert (await graph("PUT", url, content[:PIECE], Content_Range=f"bytes 0-{PIECE}/{len(content)}")).status == 400
    assert (await graph("PUT", url, content[:PIECE])).status == 400
    assert (await upload(graph, url, content, PIECE, 2 * PIECE)).status == 416
    assert (await upload(graph, url, content, 0, PIECE)).status == 202
    assert (await upload(graph, url, content, 0, PIECE)).status == 416
    assert (await graph("PUT", url, content[:PIECE], Content_Range=f"bytes 0-{PIECE - 1}/{10**12}")).status == 413
    assert (await graph("DELETE", url)).status == 204
    assert (await upload(graph, url, content, PIECE, 2 * PIECE)).status == 404


async def test_pieces_of_an_upload_that_nobody_went_on_with_are_let_go_of(graph: Caller):
    path, content = f"{drive(graph)}/root:/boek.pdf:/createUploadSession", b"x" * (2 * PIECE)
    first = (await graph("POST", path, {"item": {}})).body["uploadUrl"]
    assert (await upload(graph, first, content, 0, PIECE)).status == 202
    with graph.tenant.state.transaction() as connection:
        connection.execute("UPDATE uploads SET expires = '2026-01-01T00:00:00.000Z'")
    second = (await graph("POST", path, {"item": {}})).body["uploadUrl"]
    assert graph.tenant.state.rows("SELECT * FROM chunks") == []
    assert [row["id"] for row in graph.tenant.state.rows("SELECT id FROM uploads")] == [second.rpartition("/")[2]]


async def test_an_upload_session_for_a_taken_name_can_fail_at_once(graph: Caller):
    body = {"item": {"@microsoft.graph.conflictBehavior": "fail", "name": "visie.md"}}
    answer = await graph("POST", f"{drive(graph)}/root:/oss/visie.md:/createUploadSession", body)
    assert (answer.status, answer.error) == (409, "nameAlreadyExists")


async def test_nobody_here_has_a_drive_of_their_own(graph: Caller):
    person = graph.tenant.directory.with_role("employee")
    answer = await graph("GET", f"/users/{person.id}/drive")
    assert (answer.status, answer.error) == (404, "ResourceNotFound")
    other = await graph("GET", "/drives/b!unknown")
    assert (other.status, other.error) == (404, "itemNotFound")
