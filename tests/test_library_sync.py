"""The library of a running tenant and the knowledge base: what is in the one is in the other."""

from __future__ import annotations

import asyncio
import logging
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from math import inf
from pathlib import Path
from typing import Any

import pytest

from domain.library import LibrarySync, SyncReport
from domain.library.pace import pause
from domain.organisation import Organisation, load_organisation
from errors import Unavailable
from graph.client import GraphClient
from graph.library import DocumentLibrary, LibraryFile
from graph.people import Group, People
from graph.problems import GraphProblem, Passing
from knowledge.document import Document
from locales import texts_for
from settings import Settings
from store import library as stored
from store.database import Database
from tenant.faults import Fault
from tests.graph_caller import Caller, calling, oracle, write_documents

OSS = load_organisation("oss")
VISION = "# Onze visie\n\nWij werken **samen** aan de stad.\n\n- luisteren\n- dan doen\n"
MISSION = "De missie in gewone woorden."
WORK = "# Werken\n\nDe hub is voor iedereen."
DOCUMENTS = {
    "oss/visie.md": f"---\nid: x\n---\n{VISION}",
    "oss/missie.txt": MISSION,
    "sittard-geleen/werken.md": WORK,
}


@dataclass
class Shelf:
    """A knowledge base that only remembers; `log` has what happened to it."""

    documents: dict[str, Document] = field(default_factory=dict[str, Document])
    log: list[str] = field(default_factory=list[str])
    chokes_on: str = "nothing at all"

    def put(self, document: Document, /) -> None:
        if self.chokes_on in document.text:
            raise ValueError("this text is too much")
        self.log.append(f"+{document.id}")
        self.documents[document.id] = document

    def remove(self, id: str, /) -> None:
        self.log.append(f"-{id}")
        del self.documents[id]


@dataclass
class Town:
    """A tenant, a bot's half of it, and somebody who keeps the library."""

    caller: Caller
    data: Path
    base: Shelf
    sync: LibrarySync
    client: GraphClient
    database: Database

    @property
    def texts(self) -> dict[str, str]:
        return {id: document.text for id, document in self.base.documents.items()}

    async def look(self) -> SyncReport:
        return await self.sync.sync()

    async def item(self, path: str) -> dict[str, Any]:
        drive = self.caller.tenant.files.drive_id
        return (await self.caller("GET", f"/drives/{drive}/items/root:/{path}")).body

    async def put(self, path: str, content: bytes | str) -> str:
        """Uploads a file and returns its id."""
        drive = self.caller.tenant.files.drive_id
        raw = content.encode() if isinstance(content, str) else content
        answer = await self.caller("PUT", f"/drives/{drive}/items/root:/{path}:/content", raw)
        assert answer.status in (200, 201), answer.body
        return str(answer.body["id"])

    async def change(self, path: str, **values: Any) -> None:
        """Renames or moves."""
        drive, item = self.caller.tenant.files.drive_id, await self.item(path)
        answer = await self.caller("PATCH", f"/drives/{drive}/items/{item['id']}", values)
        assert answer.status == 200, answer.body

    async def delete(self, path: str) -> None:
        drive, item = self.caller.tenant.files.drive_id, await self.item(path)
        assert (await self.caller("DELETE", f"/drives/{drive}/items/{item['id']}")).status == 204

    async def columns(self, path: str, **values: str) -> None:
        drive, item = self.caller.tenant.files.drive_id, await self.item(path)
        number = (await self.caller("GET", f"/drives/{drive}/items/{item['id']}/listItem")).body["id"]
        shapes = self.caller.tenant.shapes
        where = f"/sites/{shapes.site_id}/lists/{shapes.list_id}/items/{number}/fields"
        assert (await self.caller("PATCH", where, values)).status == 200

    async def share(self, path: str, group: str, *, alone: bool) -> None:
        """Lets a group in; `alone`: and nobody else any more."""
        drive, item = self.caller.tenant.files.drive_id, await self.item(path)
        found = (await self.caller("GET", f"/groups?$filter=displayName eq '{group}'")).body["value"][0]
        body = {
            "recipients": [{"objectId": found["id"]}],
            "roles": ["read"],
            "requireSignIn": True,
            "sendInvitation": False,
            "retainInheritedPermissions": not alone,
        }
        answer = await self.caller("POST", f"/drives/{drive}/items/{item['id']}/invite", body)
        assert answer.status == 200, answer.body

    async def stored(self) -> dict[str, stored.LibraryDocument]:
        async with self.database.read() as session:
            return {file.path: file for file in await stored.all_documents(session)}

    def asked(self, part: str) -> int:
        return len([each for each in self.caller.tenant.requests if part in each.path])


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


def settings_for(caller: Caller, data: Path) -> Settings:
    tenant = caller.tenant
    return Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=data, port=0)


@asynccontextmanager
async def bot(caller: Caller, data: Path, organisation: Organisation = OSS, check: float = 1e9) -> AsyncIterator[Town]:
    """The bot's half, as it is after a start. Permissions are only checked again when delta says so, unless `check`."""
    settings = settings_for(caller, data)
    database = Database(settings.database_url)
    await database.migrate()
    client = GraphClient(settings, sleep=no_wait)
    base = Shelf()
    sync = LibrarySync(
        DocumentLibrary(client),
        People(client),
        base,
        database,
        organisation,
        poll_seconds=0.01,
        permission_check_seconds=check,
    )
    try:
        yield Town(caller, data, base, sync, client, database)
    finally:
        await client.close()
        await database.close()


@pytest.fixture
async def caller(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path, documents=write_documents(tmp_path / "documents", DOCUMENTS)) as running:
        running.judged = False  # tenant and description are judged elsewhere; here uploads of any kind come by
        yield running


@pytest.fixture
async def town(caller: Caller, tmp_path: Path) -> AsyncIterator[Town]:
    async with bot(caller, tmp_path / "bot") as made:
        await made.look()
        yield made


async def test_the_first_look_takes_in_what_is_in_the_library(town: Town) -> None:
    assert town.texts == {"000": VISION, "001": MISSION, "002": WORK}
    vision = town.base.documents["000"]
    assert (vision.title, vision.organisation) == ("Titel van visie.md", "oss")
    assert town.base.documents["002"].organisation == "sittard-geleen"
    assert vision.url.endswith("/files/Visie/oss/visie.md")
    assert [vision.text[h.start : h.end] for h in vision.headings] == ["Onze visie"]
    assert town.sync.last is not None
    assert (town.sync.last.shown, town.sync.last.read, town.sync.last.unread) == (3, 3, ())


async def test_a_quiet_library_costs_one_request_besides_the_group(town: Town) -> None:
    town.caller.tenant.requests.clear()
    town.base.log.clear()
    report = await town.look()
    assert (report.read, report.removed, report.shown) == (0, 0, 3)
    assert town.base.log == []
    assert [each.path.split("?")[0].rsplit("/", 1)[-1] for each in town.caller.tenant.requests] == ["groups", "delta"]


async def test_of_two_processes_one_reads_the_library_and_the_other_takes_over_what_it_read(town: Town) -> None:
    leading = False

    async def leads() -> bool:
        return leading

    base = Shelf()
    library, people = DocumentLibrary(town.client), People(town.client)
    other = LibrarySync(library, people, base, town.database, OSS, poll_seconds=0.01, leads=leads)
    town.caller.tenant.requests.clear()
    await other.look()
    assert base.documents.keys() == town.base.documents.keys()
    base.log.clear()
    await other.look()
    assert (base.log, list(town.caller.tenant.requests)) == ([], [])
    id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    await town.delete("oss/missie.txt")
    await town.look()
    await other.look()
    assert base.documents.keys() == town.base.documents.keys() == {"000", "002", id}
    leading = True  # the first is gone
    await town.put("oss/nieuw.txt", "Een nieuwer stuk.")
    await other.look()
    assert base.documents[id].text == "Een nieuwer stuk."


async def test_a_new_and_a_changed_file_are_read(town: Town) -> None:
    id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    await town.put("oss/missie.txt", "De missie, herschreven.")
    report = await town.look()
    assert report.read == 2
    assert town.texts["001"] == "De missie, herschreven."
    assert town.texts[id] == "Een nieuw stuk."
    assert (town.base.documents[id].title, town.base.documents[id].organisation) == ("nieuw", "oss")


async def test_a_file_without_columns_has_its_name_and_its_top_folder(town: Town) -> None:
    there = await town.put("sittard-geleen/diep/plan.txt", "Plan.")
    loose = await town.put("los.txt", "Los.")
    odd = await town.put("archief/oud.md", "---\ntitle: Oude visie\nrestates: Visie 1999\n---\nOud.")
    await town.look()
    assert town.base.documents[there].organisation == "sittard-geleen"
    assert town.base.documents[loose].organisation == "oss"
    assert (town.base.documents[odd].organisation, town.base.documents[odd].title) == ("oss", "Oude visie")
    assert town.base.documents[odd].restates == "Visie 1999"


async def test_a_renamed_or_moved_file_is_not_fetched_again(town: Town) -> None:
    id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    await town.look()
    town.caller.tenant.requests.clear()
    await town.change("oss/nieuw.txt", name="nieuwer.txt")
    await town.look()
    assert town.base.documents[id].title == "nieuwer"
    assert town.base.documents[id].url.endswith("nieuwer.txt")
    folder = await town.item("sittard-geleen")
    await town.change("oss/nieuwer.txt", parentReference={"id": folder["id"]})
    report = await town.look()
    assert town.base.documents[id].organisation == "sittard-geleen"
    assert report.read == 0
    assert town.asked("/content") == 0


async def test_a_file_renamed_to_another_format_is_read_again(town: Town) -> None:
    id = await town.put("oss/nieuw.txt", "---\ntitle: x\n---\ntekst")
    await town.look()
    assert town.texts[id].startswith("---")
    await town.change("oss/nieuw.txt", name="nieuw.md")
    await town.look()
    assert town.texts[id] == "tekst"


async def test_columns_that_change_are_taken_over(town: Town) -> None:
    await town.columns("oss/visie.md", Title="Onze eigen visie", KoersId="visie-1", KoersOrganisation="sittard-geleen")
    await town.look()
    assert "000" not in town.base.documents
    changed = town.base.documents["visie-1"]
    assert (changed.title, changed.organisation, changed.text) == ("Onze eigen visie", "sittard-geleen", VISION)


async def test_a_deleted_file_is_gone_from_the_base_and_the_store(town: Town) -> None:
    await town.delete("oss/missie.txt")
    report = await town.look()
    assert report.removed == 1
    assert set(town.texts) == {"000", "002"}
    assert "oss/missie.txt" not in await town.stored()


async def test_a_renamed_folder_takes_its_files_along_and_a_deleted_one_away(town: Town) -> None:
    await town.change("sittard-geleen", name="elders")
    await town.look()
    assert "elders/werken.md" in await town.stored()
    assert town.base.documents["002"].url.endswith("/elders/werken.md")
    await town.delete("oss")
    await town.look()
    assert set(town.texts) == {"002"}
    assert set(await town.stored()) == {"elders/werken.md"}


async def test_a_permission_taken_away_removes_the_passages_and_the_stored_text(town: Town) -> None:
    await town.share("oss/visie.md", "Communicatie", alone=True)
    report = await town.look()
    assert set(town.texts) == {"001", "002"}
    assert report.hidden == ("oss/visie.md",)
    kept = (await town.stored())["oss/visie.md"]
    assert (kept.readable, kept.text) == (False, "")
    await town.share("oss/visie.md", "Alle medewerkers", alone=False)
    report = await town.look()
    assert report.hidden == ()
    assert town.texts["000"] == VISION


@pytest.mark.parametrize("check", [0.0, 1e9], ids=["checked every time", "told by delta"])
async def test_a_permission_taken_away_from_a_folder_counts_for_what_is_in_it(
    caller: Caller, tmp_path: Path, check: float
) -> None:
    async with bot(caller, tmp_path / "bot", check=check) as town:
        await town.look()
        await town.share("oss", "Communicatie", alone=True)
        await town.look()
        assert set(town.texts) == {"002"}


async def test_a_library_whose_readers_group_is_replaced_is_looked_at_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def another(self: People, name: str) -> tuple[Group, ...]:
        return (Group("somebody-else", name),)

    monkeypatch.setattr(People, "groups_named", another)
    report = await town.look()
    assert town.texts == {}
    assert len(report.hidden) == 3


async def test_a_file_that_was_never_for_everyone_is_not_even_fetched(caller: Caller, tmp_path: Path) -> None:
    async with bot(caller, tmp_path / "bot") as town:
        await town.share("oss/visie.md", "Communicatie", alone=True)
        await town.look()
        item = await town.item("oss/visie.md")
        assert town.asked(f"{item['id']}/permissions") == 1
        assert town.asked(f"{item['id']}/content") == 0


async def test_permissions_are_checked_anew_after_a_restart(caller: Caller, tmp_path: Path) -> None:
    """Delta need not tell about it: here it does not, because the group itself is another one."""
    async with bot(caller, tmp_path / "bot") as town:
        await town.look()
        assert len(town.texts) == 3
    library = replace(OSS.library, readers_group="Communicatie")
    async with bot(caller, tmp_path / "bot", replace(OSS, library=library)) as town:
        await town.sync.load()
        assert len(town.texts) == 3
        report = await town.look()
        assert town.texts == {}
        assert len(report.hidden) == 3


async def test_without_one_clear_group_of_readers_nothing_is_used(
    caller: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = replace(OSS, library=replace(OSS.library, readers_group="Niemand"))
    async with bot(caller, tmp_path / "bot", missing) as town:
        report = await town.look()
        assert (town.texts, report.trouble) == ({}, "library-no-readers")
        assert "Niemand" in "\n".join(report.lines(texts_for("nl")))

    async def twins(self: People, name: str) -> tuple[Group, ...]:
        return (Group("1", name), Group("2", name))

    monkeypatch.setattr(People, "groups_named", twins)
    async with bot(caller, tmp_path / "other") as town:
        assert ((await town.look()).trouble, town.texts) == ("library-several-readers", {})
        group = caller.tenant.directory.group_named("Alle medewerkers")
        assert group is not None
    by_id = replace(OSS, library=replace(OSS.library, readers_group=group.id))
    async with bot(caller, tmp_path / "third", by_id) as town:
        assert ((await town.look()).trouble, len(town.texts)) == ("", 3)


# --- files that cannot be read


async def test_unreadable_files_are_reported_by_name_and_reason_and_the_rest_goes_on(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(20_000_000))
    await town.put("oss/bom.docx", bomb.getvalue())
    await town.put("oss/kapot.pdf", b"%PDF-1.7 en dan niets")
    await town.put("oss/foto.png", b"\x89PNG\r\n")
    await town.put("oss/leeg.txt", "")
    id = await town.put("oss/goed.txt", "Goed.")
    with caplog.at_level(logging.WARNING):
        report = await town.look()
        await town.look()
    assert town.texts[id] == "Goed."
    assert {(one.path, one.reason) for one in report.unread} == {
        ("oss/bom.docx", "library-hostile"),
        ("oss/kapot.pdf", "library-damaged"),
        ("oss/foto.png", "library-unsupported"),
        ("oss/leeg.txt", "library-empty"),
    }
    lines = report.lines(texts_for("nl"))
    assert len(lines) == 5
    assert any(line.startswith("oss/bom.docx: ") for line in lines)
    assert "oss/bom.docx" not in caplog.text  # only whoever runs a command reads the name
    assert len([record for record in caplog.records if "oss/bom.docx" in getattr(record, "words", "")]) == 1
    png = await town.item("oss/foto.png")
    assert town.asked(f"{png['id']}/content") == 0


async def test_an_unreadable_file_that_is_mended_is_read(town: Town) -> None:
    id = await town.put("oss/stuk.pdf", b"%PDF-1.7 en dan niets")
    assert len((await town.look()).unread) == 1
    await town.put("oss/stuk.pdf", "geen pdf maar tekst")
    await town.change("oss/stuk.pdf", name="stuk.txt")
    report = await town.look()
    assert report.unread == ()
    assert town.texts[id] == "geen pdf maar tekst"


async def test_a_file_of_500_megabytes_is_refused_by_its_size(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    tell = DocumentLibrary.changes

    async def larger(self: DocumentLibrary, drive: str, cursor: str | None) -> Any:
        changes = await tell(self, drive, cursor)
        return replace(changes, files=tuple(replace(each, size=500_000_000) for each in changes.files))

    monkeypatch.setattr(DocumentLibrary, "changes", larger)
    id = await town.put("oss/reus.pdf", "klein, maar het zegt van niet")
    report = await town.look()
    assert [(one.path, one.reason) for one in report.unread] == [("oss/reus.pdf", "library-too-large")]
    assert town.asked(f"{id}/content") == 0


async def test_a_file_larger_than_it_says_is_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = DocumentLibrary.download

    async def limited(self: DocumentLibrary, drive: str, item: str) -> bytes:
        return await fetch(self, drive, item, limit=10)

    monkeypatch.setattr(DocumentLibrary, "download", limited)
    await town.put("oss/lang.txt", "meer dan tien tekens")
    assert [one.reason for one in (await town.look()).unread] == ["library-too-large"]


async def test_of_two_files_with_one_id_the_second_is_left_out_until_the_first_is_gone(town: Town) -> None:
    await town.put("oss/aaa-tweede.txt", "De tweede visie.")
    await town.columns("oss/aaa-tweede.txt", KoersId="000")
    report = await town.look()
    assert [(one.path, one.reason) for one in report.unread] == [("oss/aaa-tweede.txt", "library-duplicate")]
    assert town.texts["000"] == VISION
    async with bot(town.caller, town.data) as again:
        await again.sync.load()
        assert again.texts["000"] == VISION
    await town.delete("oss/visie.md")
    report = await town.look()
    assert report.unread == ()
    assert town.texts["000"] == "De tweede visie."
    assert (await town.stored())["oss/aaa-tweede.txt"].problem == ""


async def test_a_text_that_the_knowledge_base_chokes_on_keeps_no_other_away(town: Town) -> None:
    town.base.chokes_on = "gif"
    await town.put("oss/a-gif.txt", "vol gif")
    good = await town.put("oss/b-goed.txt", "gezond")
    report = await town.look()
    assert [(one.path, one.reason) for one in report.unread] == [("oss/a-gif.txt", "library-not-indexed")]
    assert good in town.texts


async def test_a_name_made_for_terminals_is_harmless_in_the_report(town: Town) -> None:
    bad = LibraryFile("x", "\x1b[2Jboe.txt", "oss/\x1b[2J\nboe.txt", 1, "c", "")
    file = stored.LibraryDocument("x", "x", "oss", "t", bad.path, "", "c", True, problem="library-damaged")
    async with town.database.write() as session:
        await stored.save(session, file)
        await stored.set_cursor(session, town.caller.tenant.files.drive_id, None)
    await town.sync.load()
    report = town.sync._report  # pyright: ignore[reportPrivateUsage]
    from domain.library.sync import _Place  # pyright: ignore[reportPrivateUsage]

    lines = report(_Place("d", "r"), 0, 0).lines(texts_for("nl"))
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)


# --- restarts, crashes and outages


async def test_after_a_restart_the_documents_are_there_without_the_network(caller: Caller, tmp_path: Path) -> None:
    async with bot(caller, tmp_path / "bot") as town:
        await town.look()
        before = town.base.documents
    caller.tenant.requests.clear()
    async with bot(caller, tmp_path / "bot") as town:
        await town.sync.load()
        assert town.base.documents == before
        assert not caller.tenant.requests
        report = await town.look()
        assert (report.read, town.asked("/content")) == (0, 0)


async def test_a_round_that_breaks_off_repeats_work_and_loses_none(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any) -> None:
        raise RuntimeError("the machine stops here")

    good = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    await town.delete("oss/missie.txt")
    with monkeypatch.context() as patch:
        patch.setattr(stored, "set_cursor", never)
        with pytest.raises(RuntimeError):
            await town.look()
    town.caller.tenant.requests.clear()
    report = await town.look()
    assert town.texts[good] == "Een nieuw stuk."
    assert "001" not in town.texts
    assert (report.read, town.asked("/content")) == (0, 0)


async def test_what_one_process_has_read_another_takes_over(town: Town) -> None:
    async with bot(town.caller, town.data) as other:
        await other.sync.load()
        id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
        await town.look()
        town.caller.tenant.requests.clear()
        await other.look()
        assert other.texts == town.texts
        assert id in other.texts


@pytest.mark.parametrize("kind", ["429", "503", "drop", "expired"])
async def test_passing_trouble_is_passed_over(town: Town, kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("identity.FIRST_PAUSE", 0.0)  # the waits of this town take no time
    id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    town.caller.tenant.faults.add(Fault("graph", kind, count=1, seconds=1))
    town.caller.tenant.faults.add(Fault("token", "503", count=1, seconds=0))
    report = await town.look()
    assert report.read == 1
    assert town.texts[id] == "Een nieuw stuk."


async def test_while_graph_is_away_the_documents_stay_and_afterwards_all_is_caught_up(town: Town) -> None:
    id = await town.put("oss/nieuw.txt", "Een nieuw stuk.")
    town.caller.tenant.faults.add(Fault("graph", "503", count=1000, seconds=1))
    with pytest.raises(Unavailable):
        await town.look()
    assert len(town.texts) == 3
    town.caller.tenant.faults.clear()
    await town.look()
    assert town.texts[id] == "Een nieuw stuk."


async def test_a_file_that_cannot_be_fetched_keeps_no_other_away_and_is_tried_again(town: Town) -> None:
    first = await town.put("oss/a.txt", "Moeilijk.")
    second = await town.put("oss/b.txt", "Makkelijk.")
    path = f"/v1.0/drives/{town.caller.tenant.files.drive_id}/items/{first}/content"
    town.caller.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0, path=path))
    with pytest.raises(Unavailable):
        await town.look()
    assert second in town.texts
    assert first not in town.texts
    town.caller.tenant.faults.clear()
    await town.look()
    assert town.texts[first] == "Moeilijk."


async def test_a_file_that_graph_refuses_is_reported_and_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any) -> bytes:
        raise GraphProblem(403, "malwareDetected", "no")

    id = await town.put("oss/virus.txt", "tekst")
    with monkeypatch.context() as patch:
        patch.setattr(DocumentLibrary, "download", refuse)
        assert [one.reason for one in (await town.look()).unread] == ["library-refused"]
    async with bot(town.caller, town.data) as later:
        assert (await later.look()).unread == ()
        assert later.texts[id] == "tekst"


async def test_the_poller_goes_on_after_trouble_and_ends_when_told(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, looks = asyncio.Event(), list[int]()
    outcomes: list[Exception | None] = [Unavailable("graph-unavailable"), ValueError("a fault"), None]

    async def look() -> None:
        looks.append(1)
        outcome = outcomes[len(looks) - 1]
        if outcome is None:
            stop.set()
        else:
            raise outcome

    monkeypatch.setattr(town.sync, "sync", look)
    with caplog.at_level(logging.WARNING):
        await asyncio.wait_for(town.sync.run(stop), 30)
    assert len(looks) == 3
    assert "the library cannot be read" in caplog.text
    assert "a fault" in caplog.text


# --- the tenant and the client, face to face


async def test_every_request_of_a_round_conforms_to_microsofts_description(caller: Caller, tmp_path: Path) -> None:
    judge = oracle()
    if judge is None:
        pytest.skip("the folder ../shared with Microsoft's descriptions is not here")
    async with bot(caller, tmp_path / "bot", check=0.0) as town:
        await town.look()
        await town.look()
    asked = [each for each in caller.tenant.requests if each.service == "graph"]
    assert len(asked) > 15
    assert {each.path: found for each in asked if (found := judge.request(each.method, each.path))} == {}


async def test_people_of_the_tenant_have_managers_teams_groups_and_photos(town: Town) -> None:
    people = People(town.client)
    (managers,) = await people.groups_named("Teammanagers")
    (everybody,) = await people.groups_named("Alle medewerkers")
    members = (await town.caller("GET", f"/groups/{managers.id}/members")).body["value"]
    lead = await people.person(members[0]["id"])
    assert lead is not None
    assert lead.name
    team = await people.direct_reports(lead.id)
    assert team
    assert await people.manager(team[0].id) == lead
    assert await people.check_groups(lead.id, (managers.id, everybody.id, team[0].id)) == {managers.id, everybody.id}
    assert managers in await people.member_of(lead.id)
    assert any([await people.photo(each.id) for each in team])
    assert await people.person("00000000-0000-0000-0000-000000000000") is None


@pytest.mark.parametrize(
    ("failures", "asked", "seconds"),
    [
        (0, None, 60.0),
        (1, None, 120.0),
        (3, None, 480.0),
        (50, None, 600.0),
        (1, 5.0, 120.0),
        (1, 1800.0, 1800.0),
        (1, inf, 86_400.0),
    ],
)
def test_the_library_is_left_alone_as_long_as_graph_asks_and_longer_after_each_failure(
    failures: int, asked: float | None, seconds: float
) -> None:
    assert pause(60.0, failures, Passing(429, "busy", "later", retry_after=asked)) == seconds


def test_who_polls_seldom_does_not_poll_more_often_after_a_failure() -> None:
    assert pause(3600.0, 2) == 3600.0
