"""A SharePoint library through Graph: what delta tells, who may read, and the contract of every request."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.client import GraphClient
from graph.library import Changes, Columns, DocumentLibrary, LibraryFile
from graph.people import Group, People, Person
from graph.problems import Forbidden, GraphProblem, NotFound
from tests.graph_wire import Reply, Wire, graph_wire

DELTA = "/drives/d/items/root/delta()"
READERS = "99999999-2222-3333-4444-555555555555"


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def client(wire: Wire, tmp_path: Path) -> AsyncIterator[GraphClient]:
    made = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield made
    await made.close()


@pytest.fixture
def library(client: GraphClient) -> DocumentLibrary:
    return DocumentLibrary(client)


@pytest.fixture
def people(client: GraphClient) -> People:
    return People(client)


ROOT: dict[str, Any] = {"id": "root-id", "name": "root", "root": {}, "folder": {}}


def folder(id: str, name: str, parent: str = "root-id") -> dict[str, Any]:
    return {"id": id, "name": name, "folder": {"childCount": 1}, "parentReference": {"id": parent, "driveId": "d"}}


def file(id: str, name: str, parent: str = "root-id", version: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "name": name,
        "file": {"mimeType": "text/plain"},
        "parentReference": {"id": parent, "driveId": "d"},
        "cTag": f"c{version}",
        "size": 10,
        "webUrl": f"https://oss.sharepoint.com/{name}",
        **more,
    }


def page(wire: Wire, *items: dict[str, Any], next: str = "", link: str = "t1") -> dict[str, Any]:
    where = f"{wire.url}/v1.0/drives/d/root/delta?token="
    end = {"@odata.nextLink": where + next} if next else {"@odata.deltaLink": where + link}
    return {"value": list(items), **end}


def paths(changes: Changes) -> list[str]:
    return [each.path for each in changes.files]


# --- where the library is


async def test_a_drive_is_found_by_site_and_name(wire: Wire, library: DocumentLibrary) -> None:
    wire.on("/sites/root", {"id": "r", "siteCollection": {"hostname": "oss.sharepoint.com"}})
    wire.on("/sites/oss.sharepoint.com:/sites/visie", {"id": "site-id"})
    drives = f"{wire.url}/v1.0/sites/site-id/drives?$skiptoken=2"
    wire.on(
        "/sites/site-id/drives",
        {"value": [{"id": "x", "name": "Documenten"}], "@odata.nextLink": drives},
        {"value": [{"id": "d", "name": "visie"}]},
    )
    assert await library.find_drive("/sites/visie", "Visie") == "d"


async def test_a_site_may_be_given_with_its_host(wire: Wire, library: DocumentLibrary) -> None:
    wire.on("/sites/oss.sharepoint.com:/sites/onze visie", {"id": "site-id"})
    wire.on("/sites/site-id/drives", {"value": [{"id": "x", "name": "Documenten"}]})
    with pytest.raises(NotFound, match="Documenten"):
        await library.find_drive("oss.sharepoint.com:/sites/onze visie", "Visie")
    assert not wire.asked("/sites/root")


# --- delta


async def test_the_first_delta_is_the_whole_library_with_paths_from_its_folders(
    wire: Wire, library: DocumentLibrary
) -> None:
    wire.on(DELTA, page(wire, ROOT, folder("f", "oss"), next="p2"))
    wire.on(
        "/drives/d/root/delta",
        page(wire, next="p3"),
        page(wire, file("i", "a.txt", "g"), folder("g", "diep", "f"), file("j", "b.txt")),
    )
    changes = await library.changes("d", None)
    assert changes == Changes(
        files=(
            LibraryFile("i", "a.txt", "oss/diep/a.txt", 10, "c1", "https://oss.sharepoint.com/a.txt"),
            LibraryFile("j", "b.txt", "b.txt", 10, "c1", "https://oss.sharepoint.com/b.txt"),
        ),
        deleted=(),
        cursor=f"{wire.url}/v1.0/drives/d/root/delta?token=t1",
        reset=True,
    )
    assert all("deltashowsharingchanges" in r.headers["Prefer"] for r in wire.requests)
    assert len(wire.requests) == 3


async def test_later_deltas_tell_what_changed_and_what_was_deleted(wire: Wire, library: DocumentLibrary) -> None:
    wire.on(DELTA, page(wire, ROOT, folder("f", "oss"), file("i", "a.txt", "f"), file("j", "b.txt")))
    first = await library.changes("d", None)
    # a changed file comes with the folders above it; an item that is mentioned twice counts as in its last mention
    wire.on(
        "/drives/d/root/delta",
        page(
            wire,
            ROOT,
            folder("f", "oss"),
            file("i", "a.txt", "f", version=2),
            {"id": "j", "deleted": {"state": "deleted"}},
            file("k", "c.txt", "f"),
            {"id": "k", "deleted": {}},
            {"id": "l", "deleted": {}},
            file("l", "terug.txt"),
            link="t2",
        ),
    )
    changes = await library.changes("d", first.cursor)
    assert [(each.path, each.version) for each in changes.files] == [("oss/a.txt", "c2"), ("terug.txt", "c1")]
    assert changes.deleted == ("j", "k")
    assert not changes.reset
    assert changes.cursor.endswith("t2")
    assert len(wire.asked("/items/root/delta()")) == 1


@pytest.mark.parametrize(
    "change",
    [
        folder("f", "Oss, nieuw"),
        folder("f", "oss", "g"),
        folder("new", "erbij"),
        {"id": "f", "deleted": {}},
        folder("f", "oss") | {"@microsoft.graph.sharedChanged": "True"},
        folder("f", "oss"),
        ROOT | {"@microsoft.graph.sharedChanged": "True"},
    ],
    ids=[
        "renamed",
        "moved",
        "new",
        "deleted",
        "shared otherwise",
        "named on its own",
        "the whole library shared otherwise",
    ],
)
async def test_a_folder_that_changed_means_reading_the_whole_library_again(
    wire: Wire, library: DocumentLibrary, change: dict[str, Any]
) -> None:
    wire.on(DELTA, page(wire, ROOT, folder("f", "oss"), file("i", "a.txt", "f")))
    first = await library.changes("d", None)
    wire.on(DELTA, page(wire, ROOT, file("i", "a.txt", "root-id"), link="t3"))
    wire.on("/drives/d/root/delta", page(wire, ROOT, change, link="t2"))
    changes = await library.changes("d", first.cursor)
    assert changes.reset
    assert paths(changes) == ["a.txt"]
    assert changes.cursor.endswith("t3")


async def test_a_cursor_that_graph_forgot_means_reading_the_whole_library_again(
    wire: Wire, library: DocumentLibrary
) -> None:
    wire.on(DELTA, page(wire, ROOT, file("i", "a.txt"), link="t9"))
    wire.on("/drives/d/root/delta", Reply({"error": {"code": "resyncRequired", "message": "x"}}, 410))
    changes = await library.changes("d", f"{wire.url}/v1.0/drives/d/root/delta?token=old")
    assert (changes.reset, paths(changes)) == (True, ["a.txt"])


async def test_after_a_restart_a_quiet_delta_needs_no_second_look(wire: Wire, library: DocumentLibrary) -> None:
    wire.on("/drives/d/root/delta", page(wire, file("i", "a.txt", "f", version=2), link="t2"))
    wire.on(
        "/drives/d/items/f",
        folder("f", "deel %20 1") | {"parentReference": {"id": "root-id", "path": "/drives/d/root:/oss/Onze%20visie"}},
    )
    changes = await library.changes("d", f"{wire.url}/v1.0/drives/d/root/delta?token=t1")
    assert (changes.reset, paths(changes)) == (False, ["oss/Onze visie/deel %20 1/a.txt"])
    assert not wire.asked("delta()")


async def test_a_cursor_that_leads_elsewhere_is_not_followed_and_the_library_read_anew(
    wire: Wire, library: DocumentLibrary
) -> None:
    wire.on(DELTA, page(wire, ROOT, file("i", "a.txt"), link="t9"))
    changes = await library.changes("d", "https://evil.example/v1.0/drives/d/root/delta?token=t1")
    assert (changes.reset, paths(changes)) == (True, ["a.txt"])
    assert all("evil" not in str(request) for request in wire.requests)


async def test_names_of_half_characters_become_storable(wire: Wire, library: DocumentLibrary) -> None:
    wire.on(DELTA, page(wire, ROOT, folder("f", "\ud800map"), file("i", "a\ud83d\0.txt", "f")))
    (found,) = (await library.changes("d", None)).files
    assert (found.path, found.name) == ("?map/a?.txt", "a?.txt")


async def test_a_delta_that_never_ends_properly_is_a_problem(wire: Wire, library: DocumentLibrary) -> None:
    wire.on(DELTA, {"value": []})
    with pytest.raises(GraphProblem, match="deltaLink"):
        await library.changes("d", None)


# --- columns and permissions


async def test_columns_may_be_filled_in_empty_or_absent(wire: Wire, library: DocumentLibrary) -> None:
    wire.on(
        "/drives/d/items/i/listItem",
        {"id": "1", "fields": {"Title": "Onze visie", "KoersId": "000", "KoersOrganisation": "oss"}},
        {"id": "1", "fields": {"Title": None, "FileLeafRef": "a.txt"}},
        {"id": "1"},
    )
    assert await library.columns("d", "i") == Columns("Onze visie", "000", "oss")
    assert await library.columns("d", "i") == await library.columns("d", "i") == Columns("", "", "")


def granted(identity: dict[str, Any], *roles: str, **more: Any) -> dict[str, Any]:
    return {"id": "p", "roles": list(roles or ("read",)), "grantedToV2": identity, **more}


GROUP = {"group": {"id": READERS, "displayName": "Alle medewerkers"}}
LATER, EARLIER = "2999-01-01T00:00:00Z", "2001-01-01T00:00:00.1234567Z"


@pytest.mark.parametrize(
    ("permission", "readable"),
    [
        (granted(GROUP), True),
        (granted(GROUP, "write"), True),
        (granted(GROUP, "owner", inheritedFrom={"id": "root-id"}), True),
        (granted(GROUP, expirationDateTime=LATER), True),
        (granted(GROUP, expirationDateTime=EARLIER), False),
        (granted(GROUP, "sp.restrictedView"), False),
        ({"id": "p", "roles": [], "grantedToV2": GROUP}, False),
        (granted({"group": {"id": "another", "displayName": "Alle medewerkers"}}), False),
        (granted({"user": {"id": READERS, "displayName": "iemand"}}), False),
        (granted({"siteGroup": {"id": "5", "displayName": "alle medewerkers"}}), True),
        (granted({"siteGroup": {"id": "5", "displayName": "Visie Members"}}), False),
        (granted({"siteUser": {"id": "7", "loginName": f"c:0t.c|tenant|{READERS}"}}), True),
        (granted({"siteUser": {"id": "7", "loginName": "c:0-.f|rolemanager|spo-grid-all-users/t"}}), True),
        (granted({"siteUser": {"id": "7", "loginName": "i:0#.f|membership|ria@oss.example"}}), False),
        ({"id": "p", "roles": ["read"], "link": {"scope": "users"}, "grantedToIdentitiesV2": [GROUP]}, True),
        ({"id": "p", "roles": ["read"], "link": {"scope": "organization", "type": "view"}}, False),
        ({"id": "p", "roles": ["read"], "grantedToV2": None, "grantedToIdentitiesV2": [None]}, False),
        ({}, False),
    ],
)
async def test_who_may_read(wire: Wire, library: DocumentLibrary, permission: dict[str, Any], readable: bool) -> None:
    other = granted({"user": {"id": "someone"}}, "owner")
    more = f"{wire.url}/v1.0/drives/d/items/i/permissions?$skiptoken=2"
    wire.on("/drives/d/items/i/permissions", {"value": [other], "@odata.nextLink": more}, {"value": [permission]})
    assert await library.readable_by("d", "i", READERS, "Alle medewerkers") is readable


async def test_a_file_that_is_gone_is_readable_by_nobody(library: DocumentLibrary) -> None:
    assert not await library.readable_by("d", "gone", READERS, "Alle medewerkers")


# --- people


async def test_people_have_names_and_managers(wire: Wire, people: People) -> None:
    ria = {"id": "u", "displayName": "Ria Bos", "givenName": "Ria", "mail": "r@oss.example", "jobTitle": None}
    wire.on("/users/u", ria)
    wire.on("/users/u/manager", ria | {"id": "m", "department": "Ruimte"})
    assert await people.person("u") == Person("u", "Ria Bos", "Ria", "r@oss.example", "", "")
    manager = await people.manager("u")
    assert manager is not None
    assert (manager.id, manager.department) == ("m", "Ruimte")
    assert await people.person("gone") is None
    assert await people.manager("gone") is None
    assert wire.asked("/users/u?")[0].path.endswith("$select=id,displayName,givenName,mail,jobTitle,department")


async def test_direct_reports_and_groups_are_sorted_and_of_the_right_kind(wire: Wire, people: People) -> None:
    works = {"@odata.type": "#microsoft.graph.user", "accountEnabled": True, "userType": "Member"}
    wire.on(
        "/users/u/directReports",
        {
            "value": [
                works | {"id": "2", "displayName": "Zoë"},
                {"@odata.type": "#microsoft.graph.orgContact", "id": "3", "displayName": "Extern"},
                works | {"id": "4", "displayName": "Vertrokken", "accountEnabled": False},
                works | {"id": "5", "displayName": "Gast", "userType": "Guest"},
                works | {"id": "1", "displayName": "Anna"},
            ]
        },
    )
    wire.on(
        "/users/u/transitiveMemberOf",
        {
            "value": [
                {"@odata.type": "#microsoft.graph.directoryRole", "id": "9", "displayName": "Admin"},
                {"@odata.type": "#microsoft.graph.group", "id": "g", "displayName": "Teammanagers"},
            ]
        },
    )
    assert [person.name for person in await people.direct_reports("u")] == ["Anna", "Zoë"]
    assert await people.member_of("u") == (Group("g", "Teammanagers"),)


async def test_people_have_one_id_however_graph_writes_it(wire: Wire, people: People) -> None:
    written = "AAAAAAAA-0000-4000-8000-00000000000B"
    entry = {"id": written, "displayName": "Anna", "accountEnabled": True, "userType": "Member"}
    wire.on("/users/u/directReports", {"value": [entry]})
    wire.on("/groups/g/transitiveMembers", {"value": [entry]})
    wire.on("/users", {"value": [entry]}, {"value": [entry]})
    assert [person.id for person in await people.direct_reports("u")] == [written.lower()]
    assert await people.members("g") == (written.lower(),)
    assert await people.names([written]) == {written.lower(): "Anna"}
    assert [*await people.employees([written])] == [written.lower()]


async def test_memberships_are_checked_twenty_at_a_time_and_again_when_throttled(wire: Wire, people: People) -> None:
    wire.on("/users/u/checkMemberGroups", Reply({}, 429, {"Retry-After": "1"}), {"value": ["g3", "g24"]})
    groups = tuple(f"g{number}" for number in range(25))
    assert await people.check_groups("u", groups) == {"g3", "g24"}
    assert [len(request.body["groupIds"]) for request in wire.requests] == [20, 20, 5]
    assert await people.check_groups("u", ()) == frozenset()


async def test_groups_are_found_by_name_whatever_is_in_it(wire: Wire, people: People) -> None:
    wire.on("/groups", {"value": [{"id": "g", "displayName": "Foto's & film"}]})
    assert await people.groups_named("Foto's & film") == (Group("g", "Foto's & film"),)
    assert "displayName%20eq%20%27Foto%27%27s%20%26%20film%27" in wire.requests[0].path


async def test_a_photo_may_be_there_or_not(wire: Wire, people: People) -> None:
    wire.on("/users/u/photo/$value", b"\xff\xd8jpeg")
    assert await people.photo("u") == b"\xff\xd8jpeg"
    assert await people.photo("v") is None


async def test_refusals_and_outages_come_through_in_their_own_kind(wire: Wire, people: People) -> None:
    wire.on("/users/u", Reply({"error": {"code": "Authorization_RequestDenied", "message": "no"}}, 403))
    with pytest.raises(Forbidden):
        await people.person("u")
    wire.on("/users/u", Reply({}, 503))
    with pytest.raises(Unavailable):
        await people.person("u")


# --- adding a file


async def test_a_file_is_added_at_its_path_and_never_in_the_place_of_another(
    wire: Wire, library: DocumentLibrary
) -> None:
    wire.on("/drives/d/root:/Map 1/50% & #2.md:/content", {"id": "i"}, status=201)
    assert await library.add_file("d", "Map 1/50% & #2.md", b"tekst")
    [request] = wire.requests
    assert (request.method, request.body) == ("PUT", b"tekst")
    assert request.path.endswith("?@microsoft.graph.conflictBehavior=fail")
    taken = {"error": {"code": "nameAlreadyExists", "message": "x"}}
    wire.on("/drives/d/root:/Map 1/50% & #2.md:/content", taken, status=409)
    assert not await library.add_file("d", "Map 1/50% & #2.md", b"tekst")


async def test_a_file_whose_answer_is_lost_is_sent_again(wire: Wire, library: DocumentLibrary) -> None:
    wire.on("/drives/d/root:/a.md:/content", Reply(drop=True), Reply({"id": "i"}, 201))
    assert await library.add_file("d", "a.md", b"x")
    assert len(wire.requests) == 2


async def test_without_the_permission_to_write_that_is_said(wire: Wire, library: DocumentLibrary) -> None:
    wire.on("/drives/d/root:/a.md:/content", {"error": {"code": "accessDenied", "message": "x"}}, status=403)
    with pytest.raises(Forbidden):
        await library.add_file("d", "a.md", b"x")


async def test_the_members_of_a_group_are_its_people(wire: Wire, people: People) -> None:
    user, group = "#microsoft.graph.user", "#microsoft.graph.group"
    wire.on(
        "/groups/g/transitiveMembers", {"value": [{"@odata.type": user, "id": "a"}, {"@odata.type": group, "id": "b"}]}
    )
    assert await people.members("g") == ("a",)


# --- the contract


async def test_every_request_conforms_to_microsofts_description(
    wire: Wire, library: DocumentLibrary, people: People, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(shared / "graph"))
    from oracle import Oracle  # pyright: ignore[reportMissingImports,reportUnknownVariableType]

    wire.on("/sites/root", {"id": "r", "siteCollection": {"hostname": "oss.sharepoint.com"}})
    wire.on("/sites/oss.sharepoint.com:/sites/visie", {"id": "oss.sharepoint.com,1,2"})
    wire.on("/sites/oss.sharepoint.com,1,2/drives", {"value": [{"id": "d", "name": "Visie"}]})
    wire.on(DELTA, page(wire, ROOT, file("i", "a.txt", "f")))
    wire.on("/drives/d/root/delta", page(wire, file("i", "a.txt", "g")))
    wire.on("/drives/d/items/i/listItem", {"id": "1", "fields": {}})
    wire.on("/drives/d/items/i/content", b"x")
    wire.on("/users/u/checkMemberGroups", {"value": []})
    drive = await library.find_drive("/sites/visie", "Visie")
    first = await library.changes(drive, None)
    await library.changes(drive, first.cursor)
    await library.columns(drive, "i")
    await library.readable_by(drive, "i", READERS, "Alle medewerkers")
    await library.download(drive, "i")
    for ask in (people.person, people.manager, people.photo):
        await ask("u")
    for ask_many in (people.direct_reports, people.member_of):
        with pytest.raises(NotFound):
            await ask_many("u")
    with pytest.raises(NotFound):
        await people.groups_named("Alle medewerkers")
    await people.check_groups("u", (READERS,))
    wire.on(f"/groups/{READERS}/transitiveMembers", {"value": []})
    await people.members(READERS)
    wire.on("/drives/d/root:/Antwoorden van Koers/a.md:/content", {"id": "i"}, status=201)
    assert await library.add_file(drive, "Antwoorden van Koers/a.md", b"x")

    oracle: Any = Oracle(str(shared / "graph" / "graph-slice.openapi.json"))
    assert len(wire.requests) == 19
    complaints = {
        f"{request.method} {request.path}": found
        for request in wire.requests
        if (found := oracle.request(request.method, request.path, request.body or None))
    }
    assert complaints == {}
    assert all(re.fullmatch(r"Bearer token-1", request.headers["Authorization"]) for request in wire.requests)
