"""The local tenant's document viewer shows the passage that somebody came for, and takes nothing for granted."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import docx
import pytest

from tenant import connector
from tenant.passages import blocks, find
from tests.graph_caller import Caller, calling


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


async def view(graph: Caller, path: str) -> tuple[int, str]:
    async with graph.http.get(f"{graph.tenant.base_url}/files/{path}") as response:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        return response.status, await response.text()


def put(graph: Caller, name: str, content: str | bytes) -> str:
    files = graph.tenant.files
    files.write(files.folder_at("oss"), name, content.encode() if isinstance(content, str) else content, "system")
    return f"Visie/oss/{quote(name)}"


async def test_the_address_of_an_item_opens_it(graph: Caller):
    item = graph.tenant.files.at("oss/visie.md")
    path = graph.tenant.shapes.web_url(item).removeprefix(f"{graph.tenant.base_url}/files/")
    status, html = await view(graph, path)
    assert status == 200
    assert "<h1>Titel van visie.md</h1>" in html
    assert "<h2>Onze visie</h2>" in html
    assert "<li>luisteren</li>" in html
    assert "id: x" not in html
    assert '<html lang="nl">' in html


@pytest.mark.parametrize(
    ("wanted", "marked"),
    [
        ("samen aan de stad", ["samen aan de stad"]),
        ("Wij  werken\nsamen aan", ["Wij werken samen aan"]),
        ("**samen** aan", ["samen aan"]),
        ("de stad. - luisteren - dan", ["de stad.", "luisteren", "dan"]),
    ],
)
async def test_the_passage_is_marked_also_over_lines_and_marks(graph: Caller, wanted: str, marked: list[str]):
    _, html = await view(graph, f"Visie/oss/visie.md?quote={quote(wanted)}")
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == marked
    assert html.count("id='passage'") == 1


async def test_a_passage_that_is_gone_is_said_so(graph: Caller):
    _, html = await view(graph, "Visie/oss/visie.md?quote=dit%20stond%20er%20nooit")
    assert "staat niet meer in dit document" in html
    assert "<mark" not in html
    _, plain = await view(graph, "Visie/oss/visie.md")
    assert "staat niet meer" not in plain


async def test_hostile_text_names_and_quotes_are_shown_as_text(graph: Caller):
    attack = "<script>alert(1)</script>"
    path = put(graph, "a'&b;.md", f"# {attack}\n\n{attack} en meer")
    _, html = await view(graph, f"{path}?quote={quote(attack)}")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "a&#x27;&amp;b;.md" in html
    status, missing = await view(graph, quote(f"Visie/{attack}"))
    assert status == 404
    assert "<script>alert" not in missing


@pytest.mark.parametrize(
    "path", ["../state.db", "Visie/..%2f..%2fstate.db", "Visie/%2e%2e/x", "Elders/oss/visie.md", "%00"]
)
async def test_no_path_leads_out_of_the_library(graph: Caller, path: str):
    async with graph.http.get(f"{graph.tenant.base_url}/files/{path}") as response:
        assert response.status == 404


async def test_remarks_for_the_writer_are_not_shown(graph: Caller):
    path = put(graph, "nota.md", "# Kop\n<!-- official:\n3 -->\nEerste zin. <!-- nog een --> Tweede zin.")
    _, html = await view(graph, f"{path}?quote={quote('Eerste zin. Tweede zin.')}")
    assert "official" not in html
    assert "nog een" not in html
    assert "<mark" in html


async def test_a_folder_shows_what_is_in_it(graph: Caller):
    _, html = await view(graph, "Visie/oss")
    assert "<a href='/files/Visie/oss/visie.md'>visie.md</a>" in html
    async with graph.http.get(graph.tenant.base_url + graph.tenant.municipality.site) as response:
        assert response.url.path == "/files/Visie"


async def test_a_word_document_is_shown_and_its_passage_marked(graph: Caller):
    document = docx.Document()
    document.add_heading("Hoofdstuk", 1)
    document.add_paragraph("Een alinea over vertrouwen.")
    buffer = BytesIO()
    document.save(buffer)
    _, html = await view(graph, put(graph, "nota.docx", buffer.getvalue()) + "?quote=over%20vertrouwen")
    assert "<h2>Hoofdstuk</h2>" in html
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["over vertrouwen"]


@pytest.mark.parametrize("name", ["kapot.docx", "kapot.pdf", "plaatje.png"])
async def test_what_cannot_be_shown_can_still_be_downloaded(graph: Caller, name: str):
    path = put(graph, name, b"\x00\x01 geen document")
    status, html = await view(graph, path)
    assert status == 200
    assert "class='notice'" in html
    async with graph.http.get(f"{graph.tenant.base_url}/files/{path}?download=1") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert await response.read() == b"\x00\x01 geen document"


async def test_style_and_script_come_from_the_tenant_itself(graph: Caller):
    for name, kind in (("viewer.css", "text/css"), ("viewer.js", "javascript")):
        async with graph.http.get(f"{graph.tenant.base_url}/{name}") as response:
            assert kind in response.headers["Content-Type"]


def test_blocks_cover_the_words_of_a_text():
    text = "# Kop\nregel een\nregel twee\n\n* punt\n1. eerste\n\nslot"
    found = [(block.kind, text[block.start : block.end]) for block in blocks(text)]
    assert found == [
        ("heading", "Kop"),
        ("paragraph", "regel een\nregel twee"),
        ("bullet", "punt"),
        ("bullet", "eerste"),
        ("paragraph", "slot"),
    ]


def test_a_quote_of_nothing_is_nowhere():
    assert find("tekst", "") is None
    assert find("tekst", " ** ") is None
    assert find("", "tekst") is None


async def chat(graph: Caller, method: str, path: str, **more: Any) -> tuple[int, Any]:
    async with graph.http.request(method, f"{graph.tenant.base_url}/chat/tenant{path}", **more) as response:
        return response.status, await response.json()


async def library(graph: Caller) -> dict[str, dict[str, Any]]:
    return {each["path"]: each for each in (await chat(graph, "GET", "/library"))[1]["files"]}


def form(name: str, content: bytes, **words: str) -> aiohttp.FormData:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("file", content, filename=name)
    for key, value in words.items():
        data.add_field(key, value)
    return data


async def test_the_page_sees_the_library_and_who_may_read_it(graph: Caller):
    file = (await library(graph))["oss/visie.md"]
    assert (file["title"], file["version"], file["everyone"]) == ("Titel van visie.md", "1.0", True)
    assert file["readers"] == ["Alle medewerkers"]


async def test_the_page_uploads_renames_moves_and_deletes(graph: Caller):
    told: list[str] = []
    graph.tenant.listeners.append(lambda event, data: told.append(event))
    _, file = await chat(graph, "POST", "/library/upload", data=form("nieuw.md", b"# Nieuw", folder="oss"))
    assert (file["path"], file["everyone"]) == ("oss/nieuw.md", True)
    _, again = await chat(graph, "POST", "/library/upload", data=form("nieuw.md", b"# Nieuwer", folder="oss"))
    assert (again["id"], again["version"]) == (file["id"], "2.0")
    _, renamed = await chat(graph, "PATCH", f"/library/{file['id']}", json={"name": "later.md"})
    _, moved = await chat(graph, "PATCH", f"/library/{file['id']}", json={"folder": "sittard-geleen"})
    assert (renamed["path"], moved["path"]) == ("oss/later.md", "sittard-geleen/later.md")
    assert (await chat(graph, "DELETE", f"/library/{file['id']}"))[0] == 200
    assert "sittard-geleen/later.md" not in await library(graph)
    assert told.count("library") == 5


@pytest.mark.parametrize("name", ["../../evil.md", "..\\..\\evil.md", "/etc/evil.md"])
async def test_an_uploaded_name_cannot_leave_its_folder(graph: Caller, name: str):
    _, file = await chat(graph, "POST", "/library/upload", data=form(name, b"x", folder="oss"))
    assert file["path"] == "oss/evil.md"


@pytest.mark.parametrize("folder", ["../..", "oss/../..", "a:b", "con"])
async def test_an_upload_to_a_hostile_folder_is_refused_in_words(graph: Caller, folder: str):
    status, body = await chat(graph, "POST", "/library/upload", data=form("x.md", b"x", folder=folder))
    assert (status, list(body)) == (400, ["error"])


async def test_a_document_is_closed_and_opened_again(graph: Caller):
    item = (await library(graph))["oss/visie.md"]["id"]
    owner = graph.tenant.directory.with_role("owner").name
    _, closed = await chat(graph, "POST", "/permissions", json={"item": item, "everyone": False})
    assert (closed["everyone"], closed["readers"]) == (False, [owner])
    _, opened = await chat(graph, "POST", "/permissions", json={"item": item, "everyone": True})
    assert (opened["everyone"], set(opened["readers"])) == (True, {owner, "Alle medewerkers"})


async def test_a_closed_folder_closes_what_is_in_it(graph: Caller):
    files = await library(graph)
    await chat(graph, "POST", "/permissions", json={"item": files["oss"]["id"], "everyone": False})
    after = await library(graph)
    assert not after["oss/visie.md"]["everyone"]
    assert after["sittard-geleen/werken.md"]["everyone"]


async def test_the_page_sees_people_groups_photos_and_requests(graph: Caller):
    people = (await chat(graph, "GET", "/people"))[1]["people"]
    having = {each["id"] for each in people if each["installed"]}
    assert having == connector.installed_people(graph.tenant)
    assert 0 < sum(each["left"] for each in people) < 6
    face = next(each for each in people if each["id"] == graph.tenant.directory.with_role("employee").id)
    assert face["manager"] == graph.tenant.directory.with_role("manager").name
    assert "Alle medewerkers" in face["groups"]
    photo = next(each["photo"] for each in people if each["photo"])
    async with graph.http.get(graph.tenant.base_url + photo) as response:
        assert response.content_type == "image/svg+xml"
    groups = {each["name"]: each for each in (await chat(graph, "GET", "/groups"))[1]["groups"]}
    assert len(groups["Alle medewerkers"]["members"]) == 60
    await graph("GET", "/users?$top=1")
    assert (await chat(graph, "GET", "/requests"))[1]["requests"][0]["path"] == "/v1.0/users?$top=1"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PATCH", "/library/unknown", {"name": "x.md"}, 404),
        ("DELETE", "/library/unknown", None, 404),
        ("POST", "/permissions", {"item": "unknown", "everyone": True}, 404),
        ("POST", "/permissions", {"item": "unknown"}, 400),
        ("POST", "/permissions", [], 400),
        ("POST", "/library/upload", {}, 400),
        ("GET", "/people/unknown/photo", None, 404),
    ],
)
async def test_what_the_page_cannot_do_is_said_in_words(graph: Caller, method: str, path: str, body: Any, status: int):
    data = None if body is None else json.dumps(body)
    found = await chat(graph, method, path, data=data)
    assert found[0] == status
    assert found[1]["error"].endswith(".")
