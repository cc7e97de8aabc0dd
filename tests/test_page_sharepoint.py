"""The SharePoint page in a browser: for everybody, and as another program that Koers has to keep up with."""

from __future__ import annotations

import asyncio
import io
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tenant import server
from tenant.entries import Entry
from tenant.files import Files
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.graph_caller import DOCUMENTS, OSS, write_documents

T = TypeVar("T")
SIZES = {"phone": (375, 740), "desktop": (1280, 900)}
HOSTILE = '<img src=x onerror="document.title=1">'
COLUMNS: list[dict[str, Any]] = [
    {"name": "KoersId", "displayName": "Kenmerk", "text": {}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Toelichting", "text": {"allowMultipleLines": True}},
    {"name": "Steun", "number": {"minimum": 0}},
    {"name": "Status", "choice": {"choices": ["nieuw", "gestart"]}},
    {"name": "Begin", "dateTime": {"format": "dateOnly"}},
    {"name": "Open", "boolean": {}},
]


@dataclass
class Office:
    """A tenant in a thread of its own, and what another program does there."""

    tenant: server.Tenant
    loop: asyncio.AbstractEventLoop
    shown: str  # id of the list

    def do(self, work: Callable[[], T]) -> T:
        """Runs something where the tenant runs."""

        async def run() -> T:
            return work()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(30)

    @property
    def person(self) -> str:
        return self.tenant.directory.with_role("employee").id

    @property
    def projects(self) -> Files:
        files = self.tenant.sharepoint.library("Projecten")
        assert files is not None
        return files

    def add(self, **fields: object) -> Entry:
        made = self.do(lambda: self._entries().add(fields, self.person))
        self.do(lambda: self.tenant.emit("list", {"list": self.shown}))
        return made

    def change(self, number: int, **fields: object) -> None:
        self.do(lambda: self._entries().change(self._entries().one(number), fields, self.person))
        self.do(lambda: self.tenant.emit("list", {"list": self.shown}))

    def all(self) -> list[Entry]:
        return self.do(lambda: list(self._entries().after(0, 1000)))

    def _entries(self) -> Any:
        sharepoint = self.tenant.sharepoint
        shown = sharepoint.list_named(sharepoint.sites[1], self.shown)
        assert shown is not None
        return sharepoint.entries(shown)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("sharepoint")
    documents = write_documents(folder / "documents", DOCUMENTS)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def make() -> Office:
        tenant = server.create(folder / "state.db", OSS, 60, documents)
        tenant.register_bot("11111111-2222-3333-4444-555555555555", "http://127.0.0.1:1/api/messages")
        await tenant.start()
        lists = tenant.sharepoint.lists
        shown = lists.create("/sites/koers", "Initiatieven", "", "system")
        for column in COLUMNS:
            lists.add_column(shown.id, column)
        return Office(tenant, loop, shown.id)

    made = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    yield made
    asyncio.run_coroutine_threadsafe(made.tenant.stop(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(30)
    loop.close()


Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, office: Office) -> Iterator[Look]:
    """Opens the page; nothing may go wrong in the console but what is refused."""
    problems: list[str] = []
    context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
    context.set_default_timeout(10_000)

    def opened(size: str = "desktop", path: str = "/sharepoint", **query: str) -> Page:
        page = context.new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
        page.goto(f"{office.tenant.base_url}{path}?{urlencode({'person': office.person, **query})}")
        return page

    yield opened
    context.close()
    refused = ("status of 400", "status of 409", "status of 423")
    assert [each for each in problems if not any(status in each for status in refused)] == []


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("row").filter(has_text=words)


def choose(page: Page, name: str, what: str) -> None:
    """Something from the menu of an item or file."""
    page.get_by_role("button", name=f"Wat je kunt doen met {name}", exact=True).click()
    page.get_by_role("menuitem", name=what).click()


def document(words: str) -> bytes:
    made, content = docx.Document(), io.BytesIO()
    made.add_paragraph(words)
    made.save(content)
    return content.getvalue()


# First, because its packages are fetched with asyncio, which the browser's own loop would be in the way of.
def test_axe_finds_nothing(office: Office, look: Look, page_packages: Path) -> None:
    office.add(Title="Groen dak", KoersId="axe", Toelichting="Een lang verhaal. " * 20, Steun=3, Open=True)
    office.do(lambda: office.projects.write(office.projects.folder_at("Station"), "plan.docx", b"x", office.person))
    for theme, size in (("light", "desktop"), ("dark", "phone"), ("contrast", "desktop")):
        page = look(size, list="Initiatieven", theme=theme)
        expect(row(page, "Groen dak")).to_be_visible()
        screenshot(page, f"sharepoint-{theme}-{size}-list")
        assert accessibility_problems(page, page_packages) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for what in ("Bewerken", "Versies"):
            choose(page, "Groen dak", what)
            expect(page.get_by_role("dialog")).to_be_visible()
            screenshot(page, f"sharepoint-{theme}-{size}-{what}")
            assert accessibility_problems(page, page_packages, "dialog") == []
            page.keyboard.press("Escape")
        page.get_by_role("link", name="Projecten").click()
        page.get_by_role("button", name="Station", exact=True).click()
        expect(row(page, "plan.docx")).to_be_visible()
        screenshot(page, f"sharepoint-{theme}-{size}-library")
        assert accessibility_problems(page, page_packages) == []
        page.close()


def test_an_item_is_added_edited_restored_and_deleted_as_another_program_would(office: Office, look: Look) -> None:
    page = look(list="Initiatieven")
    page.get_by_role("button", name="Nieuw item").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(HOSTILE)
    dialog.get_by_label("Kenmerk").fill("p1")
    dialog.get_by_label("Steun").fill("-1")
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.get_by_role("alert")).to_have_text("Dit past niet in de kolom Steun.")
    dialog.get_by_label("Steun").fill("12")
    dialog.get_by_label("Status").select_option("nieuw")
    dialog.get_by_label("Begin").fill("2027-03-01")
    dialog.get_by_label("Open").select_option("ja")
    dialog.get_by_label("Toelichting").fill("Eerste regel\nTweede regel")
    dialog.get_by_label("Kenmerk").press("Enter")
    expect(row(page, HOSTILE)).to_contain_text("1 mrt 2027")
    made = next(each for each in office.all() if each.fields["KoersId"] == "p1")
    assert made.fields == {
        "Title": HOSTILE,
        "KoersId": "p1",
        "Toelichting": "Eerste regel\nTweede regel",
        "Steun": 12,
        "Status": "nieuw",
        "Begin": "2027-03-01T00:00:00Z",
        "Open": True,
    }
    assert made.editor == office.person
    assert page.title() == "SharePoint"

    choose(page, HOSTILE, "Bewerken")
    office.change(made.number, Steun=13)  # meanwhile
    dialog.get_by_label("Status").select_option("gestart")
    dialog.get_by_role("button", name="Opslaan").click()
    expect(dialog.get_by_role("alert")).to_contain_text("intussen gewijzigd")
    page.keyboard.press("Escape")
    choose(page, HOSTILE, "Bewerken")
    dialog.get_by_label("Status").select_option("gestart")
    dialog.get_by_role("button", name="Opslaan").click()
    expect(row(page, HOSTILE)).to_contain_text("gestart")
    entry = next(each for each in office.all() if each.number == made.number)
    assert (entry.fields["Steun"], entry.fields["Status"], entry.etag) == (13, "gestart", 3)

    choose(page, HOSTILE, "Versies")
    expect(dialog).to_contain_text("Status: gestart")
    dialog.get_by_role("button", name="Versie 1.0 terugzetten").click()
    expect(row(page, HOSTILE)).to_contain_text("nieuw")
    choose(page, HOSTILE, "Verwijderen")
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(row(page, HOSTILE)).to_have_count(0)
    assert made.number not in [each.number for each in office.all()]


def test_what_another_program_does_appears_by_itself_and_is_found(office: Office, look: Look) -> None:
    page = look(list="Initiatieven", lang="en")
    expect(page.get_by_role("button", name="New item")).to_be_visible()
    for number in range(103):
        office.add(Title=f"Idee {number}", KoersId=f"veel{number}")
    expect(row(page, "Idee 0")).to_be_visible()
    page.get_by_role("button", name="Show more").click()
    expect(row(page, "Idee 102")).to_be_visible()
    page.get_by_label("Search this list").fill("veel57")
    expect(row(page, "Idee 57")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)
    office.change(next(each.number for each in office.all() if each.fields["KoersId"] == "veel57"), Status="gestart")
    expect(row(page, "gestart")).to_be_visible()
    page.get_by_label("Search this list").fill("bestaat niet")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    item = next(each for each in office.all() if each.fields["KoersId"] == "veel102")
    page.goto(f"{office.tenant.base_url}/{item.address}")
    expect(page.get_by_role("dialog")).to_contain_text("Idee 102")


def test_files_are_added_opened_renewed_and_put_back(office: Office, look: Look, tmp_path: Path) -> None:
    page = look(library="Projecten")
    page.get_by_role("button", name="Nieuwe map").click()
    page.get_by_label("Naam van de map").fill("Haven")
    page.get_by_label("Naam van de map").press("Enter")
    page.get_by_role("button", name="Haven", exact=True).click()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    for name, words in (("plan.docx", "Eerste plan"), ("anders.docx", "Tweede plan")):
        (tmp_path / name).write_bytes(document(words))
    page.get_by_label("Bestand toevoegen", exact=True).set_input_files(tmp_path / "plan.docx")
    expect(row(page, "plan.docx")).to_contain_text("Versie 1.0")
    item = office.do(lambda: office.projects.at("Haven/plan.docx"))

    choose(page, "plan.docx", "Openen zoals in Word")
    expect(row(page, "plan.docx")).to_contain_text("geopend door")
    with pytest.raises(Exception, match="locked"):
        office.do(lambda: office.projects.rewrite(item, b"x", "somebody else"))
    choose(page, "plan.docx", "Sluiten")
    expect(row(page, "plan.docx")).not_to_contain_text("geopend door")
    page.get_by_label("Nieuwe versie", exact=True).evaluate("(input, item) => { input.dataset.item = item; }", item.id)
    page.get_by_label("Nieuwe versie", exact=True).set_input_files(tmp_path / "anders.docx")
    expect(row(page, "plan.docx")).to_contain_text("Versie 2.0")
    choose(page, "plan.docx", "Versies")
    with page.expect_download() as found:
        page.get_by_role("link", name="Downloaden: Versie 1.0").click()
    assert found.value.path().read_bytes() == (tmp_path / "plan.docx").read_bytes()
    page.get_by_role("button", name="Versie 1.0 terugzetten").click()
    expect(row(page, "plan.docx")).to_contain_text("Versie 3.0")
    choose(page, "plan.docx", "Kolommen")
    page.get_by_role("dialog").get_by_label("Title").fill("Het plan")
    page.get_by_role("dialog").get_by_label("Title").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert office.do(lambda: office.projects.item(item.id)).fields == {"Title": "Het plan"}
    if shutil.which("soffice"):
        choose(page, "plan.docx", "PDF bekijken")
        address = page.get_by_role("link", name="PDF bekijken").get_attribute("href", timeout=60_000)
        answer = page.request.get(f"{office.tenant.base_url}{address}")
        assert (answer.headers["content-type"], answer.body()[:5]) == ("application/pdf", b"%PDF-")
        page.keyboard.press("Escape")
    choose(page, "plan.docx", "Verwijderen")
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()


def test_the_page_is_reached_from_beside_the_chat(office: Office, look: Look) -> None:
    page = look(path="/", lang="nl", pane="open")
    address = page.get_by_role("link", name="SharePoint bekijken").get_attribute("href")
    page.goto(f"{office.tenant.base_url}{address}")
    expect(page.get_by_role("link", name="Initiatieven")).to_be_visible()
    expect(page.get_by_label("Je werkt als")).to_have_value(office.person)
