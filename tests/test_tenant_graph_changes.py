"""The local tenant tells what changed in the library, and who may read it, as SharePoint does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tenant import server
from tests.graph_caller import OSS, Caller, calling, drive, item

SHARING = "deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges"


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


@dataclass
class Changes:
    """Everything that one round of delta told."""

    items: list[dict[str, Any]] = field(default_factory=list)
    link: str = ""
    pages: list[int] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [each["name"] for each in self.items if "deleted" not in each]

    @property
    def gone(self) -> list[str]:
        return [each["id"] for each in self.items if "deleted" in each]


async def changes(graph: Caller, link: str = "", *, top: int = 200, **headers: str) -> Changes:
    found = Changes(link=link or f"{drive(graph)}/root/delta?$top={top}")
    while True:
        answer = await graph("GET", found.link, **headers)
        assert answer.status == 200
        found.items += answer.body["value"]
        found.pages.append(len(answer.body["value"]))
        found.link = answer.body.get("@odata.nextLink") or answer.body["@odata.deltaLink"]
        if "@odata.deltaLink" in answer.body:
            return found


async def test_the_first_round_is_the_whole_library_in_pages(graph: Caller):
    found = await changes(graph, top=2)
    assert set(found.names) == {"root", "oss", "sittard-geleen", "visie.md", "missie.txt", "werken.md"}
    assert max(found.pages) == 2
    assert (await changes(graph, found.link)).items == []


async def test_now_and_then_a_page_is_empty_and_yet_not_the_last(graph: Caller):
    first_pages: list[int] = []
    for number in range(6):
        await graph("PUT", f"{drive(graph)}/root:/los-{number}.md:/content", b"x")
        first_pages.append((await changes(graph)).pages[0])
    assert 0 in first_pages
    assert any(first_pages)


async def test_what_was_made_changed_renamed_and_deleted_shows_up_once_each(graph: Caller):
    start = (await changes(graph)).link
    gone = await item(graph, "oss/missie.txt")
    await graph("PUT", f"{drive(graph)}/root:/sittard-geleen/nieuw.md:/content", b"nieuw")
    await graph("PUT", f"{drive(graph)}/root:/oss/visie.md:/content", b"anders")
    await graph("PATCH", f"{drive(graph)}/root:/sittard-geleen/werken.md", {"name": "hub.md"})
    await graph("DELETE", f"{drive(graph)}/items/{gone['id']}")
    found = await changes(graph, start, deltaExcludeParent="true")
    assert found.names == ["nieuw.md", "visie.md", "hub.md"]
    assert found.gone == [gone["id"]]
    assert found.items[-1]["deleted"] == {"state": "deleted"}
    assert (await changes(graph, found.link)).items == []


async def test_the_folders_above_a_change_come_along_unless_refused(graph: Caller):
    start = (await changes(graph)).link
    await graph("PUT", f"{drive(graph)}/root:/oss/visie.md:/content", b"anders")
    assert (await changes(graph, start)).names == ["root", "oss", "visie.md"]
    assert (await changes(graph, start, deltaExcludeParent="true")).names == ["visie.md"]


async def test_a_renamed_folder_comes_without_what_is_in_it(graph: Caller):
    start = (await changes(graph)).link
    await graph("PATCH", f"{drive(graph)}/root:/oss", {"name": "Oss"})
    assert (await changes(graph, start, deltaExcludeParent="true")).names == ["Oss"]


async def test_a_deleted_folder_comes_with_what_was_in_it(graph: Caller):
    start = (await changes(graph)).link
    folder = await item(graph, "oss")
    await graph("DELETE", f"{drive(graph)}/items/{folder['id']}")
    found = await changes(graph, start, deltaExcludeParent="true")
    assert len(found.gone) == 3
    assert found.gone[-1] == folder["id"]


async def test_the_latest_token_leaves_out_the_past(graph: Caller):
    latest = await changes(graph, f"{drive(graph)}/root/delta?token=latest")
    assert latest.items == []
    await graph("PUT", f"{drive(graph)}/root:/los.md:/content", b"x")
    assert "los.md" in (await changes(graph, latest.link)).names


@pytest.mark.parametrize("token", ["unknown", "eyJhIjoxfQ", "bnVsbA", "%00"])
async def test_an_unknown_token_means_starting_over(graph: Caller, token: str):
    for path in (f"delta?token={token}", f"delta(token='{token}')"):
        answer = await graph("GET", f"{drive(graph)}/root/{path}")
        assert (answer.status, answer.error) == (410, "resyncRequired")
        assert answer.headers["Location"].endswith("/root/delta")


async def test_delta_below_a_folder_is_not_there(graph: Caller):
    answer = await graph("GET", f"{drive(graph)}/root:/oss:/delta")
    assert (answer.status, answer.error) == (400, "invalidRequest")


async def test_everything_is_readable_by_all_employees_through_the_root(graph: Caller):
    found = await item(graph, "oss/visie.md")
    everyone = graph.tenant.directory.group_named("Alle medewerkers")
    assert everyone is not None
    permissions = (await graph("GET", f"{drive(graph)}/items/{found['id']}/permissions")).body["value"]
    assert [each["grantedToV2"]["group"]["id"] for each in permissions] == [everyone.id]
    assert permissions[0]["inheritedFrom"]["id"] == graph.tenant.files.root_id
    inherited = f"{drive(graph)}/items/{found['id']}/permissions/{permissions[0]['id']}"
    assert (await graph("DELETE", inherited)).status == 400
    assert (await graph("PATCH", inherited, {"roles": ["write"]})).status == 400


async def test_sharing_without_keeping_what_is_inherited_leaves_only_the_invited(graph: Caller):
    owner = graph.tenant.directory.with_role("owner")
    path = f"{drive(graph)}/root:/oss/visie.md:"
    recipients = [{"email": owner.properties["mail"]}]
    body = {"recipients": recipients, "roles": ["write"], "requireSignIn": True, "sendInvitation": False}
    await graph("POST", f"{path}/invite", {**body, "retainInheritedPermissions": True})
    assert len((await graph("GET", f"{path}/permissions")).body["value"]) == 2
    await graph("POST", f"{path}/invite", {**body, "retainInheritedPermissions": False})
    left = (await graph("GET", f"{path}/permissions")).body["value"]
    assert [each["grantedToV2"]["user"]["displayName"] for each in left] == [owner.name]
    changed = await graph("PATCH", f"{path}/permissions/{left[0]['id']}", {"roles": ["read"]})
    assert changed.body["roles"] == ["read"]
    assert (await graph("DELETE", f"{path}/permissions/{left[0]['id']}")).status == 204
    assert (await graph("GET", f"{path}/permissions")).body["value"] == []
    unknown = await graph("POST", f"{path}/invite", {**body, "recipients": [{"email": "niemand@oss.example"}]})
    assert unknown.status == 400


async def test_a_link_is_made_once_and_only_inside_the_organisation(graph: Caller):
    path = f"{drive(graph)}/root:/oss/visie.md:/createLink"
    body = {"type": "view", "scope": "organization", "retainInheritedPermissions": True}
    first, second = await graph("POST", path, body), await graph("POST", path, body)
    assert (first.status, second.status) == (201, 200)
    assert first.body["link"] == second.body["link"]
    assert (await graph("POST", path, {**body, "scope": "anonymous"})).status == 400


async def test_changed_permissions_are_told_only_to_who_asks(graph: Caller):
    start = (await changes(graph)).link
    owner = graph.tenant.directory.with_role("owner")
    body = {"recipients": [{"objectId": owner.id}], "roles": ["read"], "retainInheritedPermissions": True}
    await graph("POST", f"{drive(graph)}/root:/oss/visie.md:/invite", body)
    assert (await changes(graph, start)).items == []
    told = (await changes(graph, start, Prefer=SHARING, deltaExcludeParent="true")).items
    assert [(each["name"], each["@microsoft.graph.sharedChanged"]) for each in told] == [("visie.md", "True")]


async def test_permissions_of_a_folder_are_told_for_all_in_it_or_for_the_folder_alone(graph: Caller):
    start = (await changes(graph)).link
    owner = graph.tenant.directory.with_role("owner")
    body = {"recipients": [{"objectId": owner.id}], "roles": ["read"], "retainInheritedPermissions": True}
    await graph("POST", f"{drive(graph)}/root:/oss:/invite", body)
    all_in_it = await changes(graph, start, Prefer=SHARING, deltaExcludeParent="true")
    assert set(all_in_it.names) == {"oss", "visie.md", "missie.txt"}
    alone = await changes(graph, start, Prefer=f"{SHARING}, hierarchicalsharing", deltaExcludeParent="true")
    assert alone.names == ["oss"]


async def test_the_tenant_remembers_after_a_restart_and_goes_on_where_a_reader_was(tmp_path: Path):
    async with calling(tmp_path) as graph:
        port = int(graph.tenant.base_url.rsplit(":", 1)[1])
        made = await graph("PUT", f"{drive(graph)}/root:/blijvend.md:/content", b"blijft")
        link, token = (await changes(graph)).link, (await graph.token())["access_token"]
        await graph("PATCH", f"{drive(graph)}/root:/oss/visie.md", {"name": "koers.md"})
        documents = tmp_path / "documents"
    tenant = server.create(tmp_path / "state.db", OSS, 60, documents)
    await tenant.start(port)
    try:
        async with aiohttp.ClientSession() as http:
            graph = Caller(tenant, http)
            kept = await graph("GET", f"{drive(graph)}/items/{made.body['id']}", Authorization=f"Bearer {token}")
            assert kept.body["name"] == "blijvend.md"
            assert (await changes(graph, link, deltaExcludeParent="true")).names == ["koers.md"]
    finally:
        await tenant.stop()


async def test_at_another_address_a_reader_has_to_start_over(tmp_path: Path):
    async with calling(tmp_path) as graph:
        token = (await changes(graph)).link.partition("token=")[2]
    async with calling(tmp_path, documents=tmp_path / "documents") as graph:
        answer = await graph("GET", f"{drive(graph)}/root/delta?token={token}")
        assert (answer.status, answer.error) == (410, "resyncRequired")
