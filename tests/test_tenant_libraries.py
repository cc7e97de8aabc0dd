"""The libraries of the local tenant's second site: files, versions, locks, columns and PDFs, as Graph has them."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import docx
import pypdf
import pytest

from tenant import server
from tenant.conversion import Conversion
from tenant.graph.uploads import PIECE
from tests.graph_caller import OSS, Caller, calling, drive, item, write_documents


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


async def projects(graph: Caller) -> str:
    """The address of the library Projecten, found as the bot finds it."""
    host = (await graph("GET", "/sites/root")).body["siteCollection"]["hostname"]
    site = (await graph("GET", f"/sites/{host}:/sites/koers")).body["id"]
    drives = (await graph("GET", f"/sites/{site}/drives")).body["value"]
    return f"/drives/{quote(next(each['id'] for each in drives if each['name'] == 'Projecten'), safe='')}"


def document(words: str) -> bytes:
    made, content = docx.Document(), io.BytesIO()
    made.add_heading(words, 1)
    made.save(content)
    return content.getvalue()


async def test_every_library_has_its_own_files_changes_and_permissions(graph: Caller):
    shelf = await projects(graph)
    made = await graph("PUT", f"{shelf}/root:/Station/plan.docx:/content", b"een")
    assert made.status == 201
    assert made.body["parentReference"]["path"].endswith("/root:/Station")
    assert (await graph("GET", f"{drive(graph)}/items/{made.body['id']}")).error == "itemNotFound"
    assert (await graph("GET", f"{shelf}/items/{(await item(graph, 'oss/visie.md'))['id']}")).error == "itemNotFound"
    ours = (await graph("GET", f"{shelf}/root/delta")).body["value"]
    theirs = (await graph("GET", f"{drive(graph)}/root/delta")).body["value"]
    assert [each["name"] for each in ours] == ["root", "Station", "plan.docx"]
    assert {each["parentReference"]["driveId"] for each in theirs}.isdisjoint(
        {each["parentReference"]["driveId"] for each in ours}
    )
    async with graph.http.get(made.body["webUrl"]) as response:
        assert response.status == 200
    granted = await graph("GET", f"{shelf}/items/{made.body['id']}/permissions")
    assert granted.body["value"][0]["inheritedFrom"]["driveId"] == ours[0]["parentReference"]["driveId"]


async def test_without_a_site_in_the_configuration_there_is_no_second_one(tmp_path: Path):
    folder = tmp_path / "oss"
    shutil.copytree(OSS, folder)
    path = folder / "organisation.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("[sharepoint]")
    path.write_text(text[:start] + text[text.index("\n[", start) :], encoding="utf-8")
    documents = write_documents(tmp_path / "documents", {"oss/visie.md": "# Visie"})
    tenant = server.create(tmp_path / "state.db", folder, 60, documents)
    try:
        assert [site.path for site in tenant.sharepoint.sites] == ["/sites/visie"]
    finally:
        await tenant.stop()


async def test_a_new_version_is_taken_only_over_the_one_that_was_read(graph: Caller):
    shelf = await projects(graph)
    path = f"{shelf}/root:/plan.docx:"
    first = (await graph("PUT", f"{path}/content", b"een")).body
    second = (await graph("PUT", f"{path}/content", b"twee", If_Match=first["cTag"])).body
    assert second["id"] == first["id"]
    for tag in (first["cTag"], first["eTag"]):
        assert (await graph("PUT", f"{path}/content", b"drie", If_Match=tag)).error == "resourceModified"
        session = await graph("POST", f"{path}/createUploadSession", {"item": {}}, If_Match=tag)
        assert (session.status, session.error) == (412, "resourceModified")
    session = await graph("POST", f"{path}/createUploadSession", {"item": {}}, If_Match=second["eTag"])
    content = bytes(PIECE + 1)
    url = session.body["uploadUrl"]
    assert (await graph("PUT", url, content[:PIECE], Content_Range=f"bytes 0-{PIECE - 1}/{len(content)}")).status == 202
    last = await graph("PUT", url, content[PIECE:], Content_Range=f"bytes {PIECE}-{PIECE}/{len(content)}")
    assert (last.status, last.body["id"], last.body["parentReference"]["driveId"]) == (
        *(200, first["id"]),
        first["parentReference"]["driveId"],
    )
    versions = await graph("GET", f"{shelf}/items/{first['id']}/versions")
    assert [each["id"] for each in versions.body["value"]] == ["3.0", "2.0", "1.0"]


async def test_a_file_that_somebody_has_open_is_locked_for_everybody_else(graph: Caller):
    shelf, person = await projects(graph), graph.tenant.directory.with_role("employee").id
    made = (await graph("PUT", f"{shelf}/root:/Station/plan.docx:/content", b"een")).body
    files, path = graph.tenant.sharepoint.library("Projecten"), f"{shelf}/items/{made['id']}"
    assert files is not None
    files.check_out(files.item(made["id"]), person)
    for answer in (
        await graph("PUT", f"{path}/content", b"twee"),
        await graph("PATCH", path, {"name": "anders.docx"}),
        await graph("DELETE", path),
        await graph("DELETE", f"{shelf}/root:/Station:"),
        await graph("POST", f"{path}/checkout"),
        await graph("POST", f"{path}/checkin", {"comment": ""}),
    ):
        assert (answer.status, answer.error) == (423, "resourceLocked")
    assert (await graph("GET", f"{path}/content")).status == 302
    url = (await graph("POST", f"{path}/createUploadSession", {"item": {}})).body["uploadUrl"]
    last = await graph("PUT", url, b"x", Content_Range="bytes 0-0/1")
    assert (last.status, last.error) == (423, "resourceLocked")
    files.check_in(files.item(made["id"]), person)
    assert (await graph("PUT", url, b"x", Content_Range="bytes 0-0/1")).status == 200
    assert (await graph("PUT", f"{path}/content", b"twee")).status == 200
    assert (await graph("POST", f"{path}/checkout")).status == 204
    with pytest.raises(Exception, match="locked"):
        files.rewrite(files.item(made["id"]), b"drie", person)
    assert (await graph("POST", f"{path}/checkin")).status == 204
    assert (await graph("DELETE", path)).status == 204


async def test_a_library_gets_columns_and_its_files_are_filled_in_and_found_by_them(graph: Caller):
    shelf = await projects(graph)
    site = graph.tenant.shapes.id_of(graph.tenant.sharepoint.sites[1])
    library = f"/sites/{site}/lists/Projecten"
    kept: dict[str, object] = {"name": "Selectielijst", "text": {}, "indexed": True}
    assert (await graph("POST", f"{library}/columns", kept)).status == 201
    unique: dict[str, object] = {"name": "KoersId", "text": {}, "indexed": True, "enforceUniqueValues": True}
    assert (await graph("POST", f"{library}/columns", unique)).status == 201
    assert (await graph("POST", f"{library}/columns", {"name": "Vernietigen", "dateTime": {}})).status == 201
    numbers: list[str] = []
    for name in ("een.docx", "twee.docx"):
        made = (await graph("PUT", f"{shelf}/root:/{name}:/content", b"x")).body
        shown = (await graph("GET", f"{shelf}/items/{made['id']}/listItem?$expand=fields")).body
        assert shown["fields"]["FileLeafRef"] == name
        numbers.append(shown["id"])
    filled = {"Selectielijst": "11.1", "Vernietigen": "2034-01-01T00:00:00Z", "KoersId": "p1"}
    changed = await graph("PATCH", f"{library}/items/{numbers[0]}/fields", filled)
    assert filled.items() <= changed.body.items()
    assert (await graph("PATCH", f"{library}/items/{numbers[1]}/fields", {"KoersId": "P1"})).status == 400
    assert (await graph("PATCH", f"{library}/items/{numbers[1]}/fields", {"Vernietigen": 5})).status == 400
    found = await graph("GET", f"{library}/items?$expand=fields&$filter=fields/Selectielijst eq '11.1'")
    assert [each["id"] for each in found.body["value"]] == numbers[:1]
    assert (await graph("POST", f"{library}/items", {"fields": {}})).status == 400
    changes = (await graph("GET", f"{library}/items/delta?token=latest")).body["@odata.deltaLink"]
    await graph("DELETE", f"{library}/items/{numbers[0]}")
    gone = (await graph("GET", changes)).body
    gone = gone if gone["value"] else (await graph("GET", gone["@odata.nextLink"])).body
    assert [(each["id"], each["deleted"]["state"]) for each in gone["value"]] == [(numbers[0], "deleted")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed on this machine")
async def test_a_document_is_given_as_a_pdf_that_is_made_once_per_content(graph: Caller):
    shelf = await projects(graph)
    made = (await graph("PUT", f"{shelf}/root:/plan.docx:/content", document("Het station"))).body
    path = f"{shelf}/items/{made['id']}"
    answer = await graph("GET", f"{path}/content?format=pdf")
    assert answer.status == 302
    content = (await graph("GET", answer.headers["Location"])).body
    assert "Het station" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    graph.tenant.conversion.program = None  # what is there needs none
    assert (await graph("GET", f"{path}/content?format=pdf")).status == 302
    await graph("PUT", f"{path}/content", document("Het nieuwe station"))
    gone = await graph("GET", f"{path}/content?format=pdf")
    assert (gone.status, gone.error) == (501, "notSupported")


async def test_what_cannot_be_a_pdf_is_said_to_be_so(graph: Caller, tmp_path: Path):
    shelf = await projects(graph)
    await graph("PUT", f"{shelf}/root:/beeld.png:/content", b"x")
    picture = await graph("GET", f"{shelf}/root:/beeld.png:/content?format=pdf")
    assert (picture.status, picture.error) == (406, "InputFormatNotSupported")
    await graph("PUT", f"{shelf}/root:/plan.docx:/content", b"dit is geen document")
    other = await graph("GET", f"{shelf}/root:/plan.docx:/content?format=html")
    assert (other.status, other.error) == (406, "OutputFormatNotSupported")
    program = tmp_path / "office"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    graph.tenant.__dict__["conversion"] = Conversion(graph.tenant.state, str(program))
    damaged = await graph("GET", f"{shelf}/root:/plan.docx:/content?format=pdf")
    assert (damaged.status, damaged.error) == (406, "InputFormatNotSupported")
    graph.tenant.conversion.patience = 0.2
    program.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow = await graph("GET", f"{shelf}/root:/plan.docx:/content?format=pdf")
    assert (slow.status, slow.error) == (504, "timeout")
