"""Files in a library through Graph: large ones in pieces, nothing over somebody's work, no token where none belongs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.client import GraphClient, Patience
from graph.file_names import LONGEST, safe_name
from graph.folders import SMALL, FileChanged, Folders, Locked, NameTaken, NoPdf
from graph.problems import AddressRefused, Forbidden, GraphProblem
from graph.uploads import MOST_FAILURES, PIECE
from settings import LOCAL_APP_ID, Settings
from tenant.faults import Fault
from tenant.files import Files
from tenant.items import check_name
from tests.graph_caller import Caller, calling
from tests.graph_wire import Reply, Wire, graph_wire

QUICK = Patience(attempts=1, longest_wait=0.0, seconds=20.0)
LARGE = bytes(range(256)) * ((2 * PIECE + 1000) // 256)
ITEM: dict[str, Any] = {"id": "i", "name": "a.docx", "eTag": '"e2"', "cTag": '"c2"', "parentReference": {"id": "f"}}


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


@pytest.fixture
async def folders(graph: Caller, tmp_path: Path) -> AsyncIterator[Folders]:
    tenant = graph.tenant
    settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    client = GraphClient(settings, sleep=no_wait)
    yield Folders(client, settings.app_id, QUICK, sleep=no_wait)
    await client.close()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def scripted(wire: Wire, tmp_path: Path) -> AsyncIterator[Folders]:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield Folders(client, LOCAL_APP_ID, QUICK, sleep=no_wait)
    await client.close()


def projects(graph: Caller) -> Files:
    found = graph.tenant.sharepoint.library("Projecten")
    assert found is not None
    return found


def problem(status: int, code: str) -> Reply:
    return Reply({"error": {"code": code, "message": "no"}}, status)


async def test_a_large_file_arrives_whole_though_it_is_broken_off_at_every_piece(
    graph: Caller, folders: Folders
) -> None:
    drive = await folders.drive("/sites/koers", "Projecten")
    folder = await folders.make_folder(drive, "Daken")
    faults = graph.tenant.faults
    faults.add(Fault("graph", "drop", path="/upload/"))
    faults.add(Fault("graph", "503", path="/upload/", seconds=0))
    faults.add(Fault("graph", "drop", path="/upload/", after=True))
    made = await folders.add(drive, folder.id, "groot.docx", LARGE)
    files = projects(graph)
    assert files.content(files.item(made.id)) == LARGE
    assert faults.waiting == []
    assert (made.made_by_us, made.ours, made.parent) == (True, True, folder.id)
    with pytest.raises(NameTaken):
        await folders.add(drive, folder.id, "groot.docx", LARGE)
    again = await folders.replace(drive, made.id, LARGE + b"more", made.etag)
    assert again.ctag != made.ctag
    assert len(await folders.versions(drive, made.id)) == 2
    with pytest.raises(FileChanged):
        await folders.replace(drive, made.id, LARGE, made.etag)
    assert len(await folders.versions(drive, made.id)) == 2


async def test_permissions_of_a_file_stay_as_they_are(graph: Caller, folders: Folders) -> None:
    drive = await folders.drive("/sites/koers", "Projecten")
    folder = await folders.make_folder(drive, "Daken")
    made = await folders.add(drive, folder.id, "a.docx", b"one")
    files, sharing = projects(graph), graph.tenant.sharing
    before = sharing.grants(files.item(made.id))
    await folders.replace(drive, made.id, b"two", made.etag)
    assert sharing.grants(files.item(made.id)) == before


async def test_the_address_of_an_upload_gets_no_token_and_goes_on_where_sharepoint_says(
    wire: Wire, scripted: Folders
) -> None:
    wire.on("/drives/d/items/f:/a.docx:/createUploadSession", {"uploadUrl": f"{wire.url}/up/1"})
    size = len(LARGE)
    wire.on("//up/1", {"nextExpectedRanges": [f"{PIECE}-"]}, problem(416, "invalidRange"),
            {"nextExpectedRanges": [f"{2 * PIECE}-{size - 1}"]}, {**ITEM})  # fmt: skip
    made = await scripted.add("d", "f", "a.docx", LARGE)
    assert made.id == "i"
    sent = wire.asked("/up/1")
    assert [one.headers.get("Content-Range") for one in sent] == [
        f"bytes 0-{PIECE - 1}/{size}",
        f"bytes {PIECE}-{2 * PIECE - 1}/{size}",
        None,
        f"bytes {2 * PIECE}-{size - 1}/{size}",
    ]
    assert not any("Authorization" in one.headers for one in sent)
    assert sent[0].method == "PUT"
    assert PIECE % (320 * 1024) == 0


async def test_an_upload_that_gets_nowhere_ends_and_is_called_off(wire: Wire, scripted: Folders) -> None:
    wire.on("/drives/d/items/i/createUploadSession", {"uploadUrl": f"{wire.url}/up/1"})
    wire.on("//up/1", problem(503, "serviceNotAvailable"))
    with pytest.raises(Unavailable):
        await scripted.replace("d", "i", LARGE, '"e1"')
    assert [one.method for one in wire.asked("/up/1")][-1] == "DELETE"
    assert len([one for one in wire.asked("/up/1") if one.method == "PUT"]) == MOST_FAILURES + 1
    assert wire.asked("createUploadSession")[0].headers["If-Match"] == '"e1"'


async def test_an_upload_that_sharepoint_keeps_sending_back_ends_too(wire: Wire, scripted: Folders) -> None:
    wire.on("/drives/d/items/i/createUploadSession", {"uploadUrl": f"{wire.url}/up/1"})
    back = [{"nextExpectedRanges": [f"{PIECE}-"]}, {"nextExpectedRanges": ["0-"]}]
    wire.on("//up/1", *(back * 20))
    with pytest.raises(GraphProblem):
        await scripted.replace("d", "i", LARGE, '"e1"')
    assert wire.asked("/up/1")[-1].method == "DELETE"


async def test_an_upload_that_gets_on_by_a_byte_at_a_time_ends_too(wire: Wire, scripted: Folders) -> None:
    wire.on("/drives/d/items/i/createUploadSession", {"uploadUrl": f"{wire.url}/up/1"})
    wire.on("//up/1", *({"nextExpectedRanges": [f"{byte}-"]} for byte in range(1, 40)), ITEM)
    with pytest.raises(GraphProblem):
        await scripted.replace("d", "i", LARGE, '"e1"')
    assert len([one for one in wire.asked("/up/1") if one.method == "PUT"]) == MOST_FAILURES + 1
    assert wire.asked("/up/1")[-1].method == "DELETE"


@pytest.mark.parametrize("url", ["https://evil.example/up", "http://oss.sharepoint.com/up", "", "nowhere"])
async def test_nothing_is_sent_to_an_address_that_is_not_sharepoints(wire: Wire, scripted: Folders, url: str) -> None:
    wire.on("/drives/d/items/f:/a.docx:/createUploadSession", {"uploadUrl": url})
    with pytest.raises(AddressRefused):
        await scripted.add("d", "f", "a.docx", LARGE)


async def test_a_small_file_goes_in_one_request_that_never_replaces_another(wire: Wire, scripted: Folders) -> None:
    wire.on("/drives/d/items/f:/a #1.docx:/content", ITEM)
    await scripted.add("d", "f", "a #1.docx", b"x" * SMALL)
    (sent,) = wire.asked("/content")
    assert sent.method == "PUT"
    assert sent.path.endswith("@microsoft.graph.conflictBehavior=fail")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (problem(412, "resourceModified"), FileChanged),
        (problem(404, "itemNotFound"), FileChanged),
        (problem(423, "resourceLocked"), Locked),
        (problem(403, "accessDenied"), Forbidden),
        (problem(409, "nameAlreadyExists"), NameTaken),
        (problem(503, "serviceNotAvailable"), Unavailable),
        (Reply({"name": "no id"}), GraphProblem),
    ],
)
async def test_what_graph_refuses_is_said_in_words_of_koers(
    wire: Wire, scripted: Folders, reply: Reply, error: type[Exception]
) -> None:
    wire.on("/drives/d/items/i", ITEM)
    wire.on("/drives/d/items/i/content", reply)
    with pytest.raises(error):
        await scripted.replace("d", "i", b"x", '"e1"')
    assert wire.asked("/content")[0].headers["If-Match"] == '"e1"'


async def test_a_pdf_is_fetched_without_the_token_and_only_from_sharepoint(wire: Wire, scripted: Folders) -> None:
    content = "/drives/d/items/i/content"
    wire.on(content, Reply(None, 302, {"Location": f"{wire.url}/made/1"}))
    wire.on("//made/1", Reply(b"%PDF-1.7 x"))
    assert await scripted.pdf("d", "i") == b"%PDF-1.7 x"
    assert wire.asked(content)[0].path.endswith("?format=pdf")
    assert "Authorization" not in wire.asked("/made/1")[0].headers
    wire.on("//made/1", Reply(b"<html>sign in</html>"))
    with pytest.raises(NoPdf):
        await scripted.pdf("d", "i")
    for status in (406, 415, 501):
        wire.on(content, problem(status, "notSupported"))
        with pytest.raises(NoPdf):
            await scripted.pdf("d", "i")
    wire.on(content, Reply(None, 302, {"Location": "https://evil.example/made"}))
    with pytest.raises(AddressRefused):
        await scripted.pdf("d", "i")


async def test_who_changed_a_file_last_is_koers_only_where_it_was_its_own_app_and_no_person(
    wire: Wire, scripted: Folders
) -> None:
    app, person = {"application": {"id": LOCAL_APP_ID.upper()}}, {"user": {"displayName": "Ria"}}
    for who, ours, by in (
        (app, True, ""),
        ({**app, **person}, False, "Ria"),
        ({"application": {"id": "another", "displayName": "Flow"}}, False, "Flow"),
        ({}, False, ""),
    ):
        wire.on("/drives/d/items/i", {**ITEM, "lastModifiedBy": who})
        placed = await scripted.look("d", "i")
        assert placed is not None
        assert (placed.ours, placed.by) == (ours, by)
    wire.on("/drives/d/items/i", problem(404, "itemNotFound"))
    assert await scripted.look("d", "i") is None


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Groene daken", "Groene daken"),
        ('A/B\\C: "D" <E>|F?*', "A B C D E F"),
        ("  .. Daken ... ", "Daken"),
        ("CON", "Project CON"),
        ("lpt1.plan", "Project lpt1.plan"),
        ("~$geheim", "$geheim"),
        ("_vti_bin", "vti bin"),
        ("forms", "Project forms"),
        ("a\u202eb\u200bc\x00d\ud800e", "abcde"),
        ("\n\t", "Project"),
        ("100% #1 & {x}", "100 1 x"),
        ("Café e\u0301", "Café é"),
    ],
)
def test_a_name_is_what_people_wrote_without_what_sharepoint_refuses(wanted: str, name: str) -> None:
    assert safe_name(wanted, "Project") == check_name(safe_name(wanted, "Project")) == name


def test_a_long_name_is_cut_between_letters_and_keeps_its_ending() -> None:
    name = safe_name("🙂" * 200, "Document", " (2).docx")
    assert len(name.encode("utf-16-le")) // 2 <= LONGEST
    assert name.endswith("🙂 (2).docx")
    assert check_name(name) == name
