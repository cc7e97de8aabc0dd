"""The local tenant as a whole: who may reach it, whom it invents, and what it puts in the library."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tenant import server
from tenant.directory import Group
from tenant.server import Tenant
from tenant.state import TenantError, forget
from tests.graph_caller import DOCUMENTS, OSS, Caller, calling, write_documents

SITTARD = OSS.parent / "sittard-geleen"


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


def made(folder: Path, organisation: Path = OSS, people: int = 60, documents: Path | None = None) -> Tenant:
    return server.create(folder / "state.db", organisation, people, documents)


@pytest.mark.parametrize("path", ["/v1.0/users", "/chat/tenant/library", "/admin/faults", "/", "/files/Visie"])
async def test_what_other_web_pages_could_send_is_refused(graph: Caller, path: str):
    port = graph.tenant.base_url.rsplit(":", 1)[1]
    for headers in (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{port}"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{port}"},
    ):
        async with graph.http.get(graph.tenant.base_url + path, headers=headers) as response:
            assert response.status in (400, 403), headers


async def test_its_own_page_is_let_in_under_both_local_names(graph: Caller):
    port = graph.tenant.base_url.rsplit(":", 1)[1]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with graph.http.get(f"{graph.tenant.base_url}/chat/tenant/library", headers=headers) as response:
            assert response.status == 200


@pytest.mark.parametrize("organisation", [OSS, SITTARD])
@pytest.mark.parametrize("people", [60, 900])
def test_a_credible_staff_is_invented(tmp_path: Path, organisation: Path, people: int):
    tenant = made(tmp_path, organisation, people)
    directory = tenant.directory
    employees = [user for user in directory.users.values() if not user.guest]
    names = {user.properties["userPrincipalName"] for user in employees}
    teams = [group for group in directory.groups.values() if group.name.startswith("Team ")]
    assert len(employees) == len(names) == people
    assert all(5 <= len(directory.members(team.id)) <= 14 for team in teams)
    assert [user for user in employees if user.manager is None] == [employees[0]]
    assert all(len(directory.reports(user.id)) <= 20 for user in employees)
    assert [user.role for user in directory.faces()] == [
        "employee",
        "manager",
        "communication",
        "approver",
        "owner",
        "co_owner",
        "payroll",
        "guest",
    ]


@pytest.mark.parametrize("organisation", [OSS, SITTARD])
def test_each_role_of_the_organisation_file_has_the_people_for_it(tmp_path: Path, organisation: Path):
    tenant = made(tmp_path, organisation)
    directory, roles = tenant.directory, tenant.municipality.roles

    def inside(role: str) -> list[str]:
        group = directory.group_named(roles[role])
        assert group is not None
        return [each.name for each in directory.members(group.id)]

    faces = {user.role: user.name for user in directory.faces()}
    assert len(inside("employee")) == 60
    assert faces["guest"] not in inside("employee")
    assert faces["manager"] in inside("manager")
    assert faces["employee"] not in inside("manager")
    assert faces["communication"] in inside("communication")
    assert sorted(inside("vision_owner")) == sorted([faces["owner"], faces["co_owner"]])
    assert faces["payroll"] in inside("payroll")
    assert all(inside(role) for role in roles)


def test_the_faces_stay_the_same_when_the_municipality_grows(tmp_path: Path):
    small = {user.role: (user.id, user.name) for user in made(tmp_path).directory.faces()}
    large = made(tmp_path, people=300).directory
    assert {user.role: (user.id, user.name) for user in large.faces()} == small
    assert len(made(tmp_path, people=60).directory.users) == len(large.users) == 311


def test_the_same_staff_is_invented_every_time(tmp_path: Path):
    one, other = made(tmp_path / "a").directory, made(tmp_path / "b").directory
    assert [user.properties for user in one.users.values()] == [user.properties for user in other.users.values()]


def test_groups_of_groups_exist_as_in_any_municipality(tmp_path: Path):
    directory = made(tmp_path).directory
    nested = [m for group in directory.groups.values() for m in directory.members(group.id) if isinstance(m, Group)]
    assert nested


def test_a_municipality_that_is_too_small_is_refused(tmp_path: Path):
    with pytest.raises(TenantError, match="50"):
        made(tmp_path, people=10)


def test_a_folder_that_is_no_organisation_is_refused_in_words(tmp_path: Path):
    with pytest.raises(TenantError, match=r"organisation\.toml"):
        made(tmp_path, tmp_path)
    (tmp_path / "organisation.toml").write_text("name = 'Ergens'")
    with pytest.raises(TenantError, match="library is missing"):
        made(tmp_path, tmp_path)
    (tmp_path / "organisation.toml").write_text("name = ")
    with pytest.raises(TenantError, match=r"organisation\.toml"):
        made(tmp_path, tmp_path)


def test_a_file_that_is_no_state_is_refused_in_words(tmp_path: Path):
    (tmp_path / "state.db").write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(TenantError, match="cannot be used"):
        made(tmp_path)


@pytest.mark.parametrize("organisation", ["oss", "sittard-geleen"])
def test_the_bundled_documents_of_both_municipalities_are_in_the_library(tmp_path: Path, organisation: str):
    tenant = made(tmp_path)
    bundled = sorted(path.name for path in (OSS.parent / organisation / "documents").glob("*.md"))
    if not bundled:
        pytest.skip(f"{organisation} has no bundled documents yet")
    folder = tenant.files.at(organisation)
    assert sorted(item.name for item in tenant.files.children(folder)) == bundled
    assert all(item.fields["KoersOrganisation"] == organisation for item in tenant.files.children(folder))


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("", r"lists no \[\[document\]\]"),
        ("[[document]]\nfile = 'a.md'\nid = '1'\ntitle = 'x'", "organisation is missing"),
        ("[[document]]\nfile = 'a.md'\nid = 1\norganisation = 'oss'\ntitle = 'x'", "id is missing or no text"),
        ("[[document]]\nfile = 'b.md'\nid = '1'\norganisation = 'oss'\ntitle = 'x'", "b.md is not there"),
        ("[[document]]\nfile = '../a.md'\nid = '1'\norganisation = 'oss'\ntitle = 'x'", "outside the folder"),
        ("[[document]]\nfile = 'a.md'\nid = '1'\norganisation = 'a?b'\ntitle = 'x'", "cannot be put in the library"),
        ("[[document]]\nfile = 'a.md'\nid = '1'\norganisation = 'oss'\ntitle = 'x'\n" * 2, "there twice"),
        ("[[document", "cannot be read"),
    ],
)
def test_an_index_that_is_wrong_says_what_is_wrong(tmp_path: Path, index: str, words: str):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.md").write_text("x")
    (folder / "INDEX.toml").write_text(index)
    with pytest.raises(TenantError, match=words):
        made(tmp_path, documents=folder)


def test_a_folder_without_an_index_says_so(tmp_path: Path):
    with pytest.raises(TenantError, match=r"no INDEX\.toml"):
        made(tmp_path, documents=tmp_path)


def test_a_restart_leaves_what_people_did_alone_until_the_source_changes(tmp_path: Path):
    documents = write_documents(tmp_path / "documents", DOCUMENTS)
    first = made(tmp_path, documents=documents)
    files = first.files
    renamed = files.change(files.at("oss/visie.md"), "somebody", name="koers.md", fields={"Title": "Zelf bedacht"})
    files.rewrite(files.at("sittard-geleen/werken.md"), b"Anders", "somebody")
    files.delete(files.at("oss/missie.txt"))
    before = files.last_change
    again = made(tmp_path, documents=documents).files
    assert again.last_change == before
    assert again.content(again.at("sittard-geleen/werken.md")) == b"Anders"

    (documents / "oss" / "visie.md").write_text("# Nieuwe visie", encoding="utf-8")
    changed = made(tmp_path, documents=documents).files
    item = changed.at("oss/koers.md")
    assert (item.id, changed.content(item)) == (renamed.id, b"# Nieuwe visie")
    assert [child.name for child in changed.children(changed.at("oss"))] == ["koers.md"]


def test_other_documents_take_the_place_of_the_ones_before(tmp_path: Path):
    first = write_documents(tmp_path / "een", {"oss/a.md": "a", "oss/b.md": "b"})
    second = write_documents(tmp_path / "twee", {"oss/b.md": "b", "oss/c.md": "c"})
    made(tmp_path, documents=first)
    files = made(tmp_path, documents=second).files
    assert [item.name for item in files.children(files.at("oss"))] == ["b.md", "c.md"]


def test_a_new_title_in_the_index_reaches_the_columns_without_a_new_version(tmp_path: Path):
    documents = write_documents(tmp_path / "documents", DOCUMENTS)
    made(tmp_path, documents=documents)
    write_documents(tmp_path / "documents", DOCUMENTS, visie="Een betere titel")
    files = made(tmp_path, documents=documents).files
    item = files.at("oss/visie.md")
    assert item.fields["Title"] == "Een betere titel"
    assert [version.name for version in files.versions(item)] == ["1.0"]


def test_a_forgotten_tenant_starts_afresh_also_after_a_crash(tmp_path: Path):
    documents = write_documents(tmp_path / "documents", DOCUMENTS)
    crashed = made(tmp_path, documents=documents)  # never closed: SQLite's own files are still beside it
    crashed.files.delete(crashed.files.at("oss/visie.md"))
    assert (tmp_path / "state.db-wal").exists()
    forget(tmp_path / "state.db")
    fresh = made(tmp_path, documents=documents).files
    assert fresh.at("oss/visie.md").fields["Title"] == "Titel van visie.md"


async def test_a_taken_port_is_an_error_and_not_a_silence(graph: Caller, tmp_path: Path):
    port = int(graph.tenant.base_url.rsplit(":", 1)[1])
    other = made(tmp_path / "other")
    with pytest.raises(OSError, match="in use"):
        await other.start(port)
    await other.stop()


def test_a_bundled_document_comes_along_with_the_official_one_that_it_restates(tmp_path: Path):
    title = "Missie, visie en strategie: de netwerkorganisatie"
    for number, (named, expected) in enumerate((("Een andere titel", 1), (title, 2))):
        folder = write_documents(tmp_path / str(number), {"oss/missie.txt": "Een tekst."}, missie=named)
        tenant = made(tmp_path, documents=folder)
        try:
            assert len(tenant.state.rows("SELECT * FROM sources")) == expected
        finally:
            tenant.state.close()
