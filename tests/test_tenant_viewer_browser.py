"""The local tenant's document viewer in a browser: for everybody, and at the passage that somebody came for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tenant import server
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.graph_caller import OSS, write_documents

PASSAGE = "Precies deze zin zoekt de lezer."
FILLER = "\n\n".join(f"## Deel {n}\n\n" + "Een zin die er ook staat. " * 12 for n in range(30))
LONG = f"# Een lang stuk\n\n{FILLER}\n\n## Het antwoord\n\nVooraf. **{PASSAGE}**\n\n- een punt\n\n{FILLER}"
SIZES = {"phone": (375, 740), "desktop": (1280, 900)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A tenant that runs in a thread of its own; the tests drive the browser from this one."""
    folder = tmp_path_factory.mktemp("viewer")
    documents = write_documents(folder / "documents", {"oss/lang.md": LONG})
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def run(work: str) -> None:
        asyncio.run_coroutine_threadsafe(getattr(tenant, work)(), loop).result(30)

    async def make() -> server.Tenant:
        return server.create(folder / "state.db", OSS, 60, documents)

    tenant = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    run("start")
    yield f"{tenant.base_url}/files/Visie/oss/lang.md"
    run("stop")
    loop.call_soon_threadsafe(loop.stop)
    thread.join(30)
    loop.close()


def opened(browser: Browser, address: str, *, dark: bool = False, size: str = "desktop") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(color_scheme="dark" if dark else "light", viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address)
    return page


# First, because its packages are fetched with asyncio, which the browser's own loop would be in the way of.
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(browser: Browser, address: str, page_packages: Path, dark: bool, size: str) -> None:
    folder = address.rpartition("/")[0]
    for kind, where in (
        ("passage", f"{address}?quote={quote(PASSAGE)}"),
        ("gone", f"{address}?quote=weg"),
        ("folder", folder),
        ("missing", f"{folder}/weg.md"),
    ):
        page = opened(browser, where, dark=dark, size=size)
        screenshot(page, f"viewer-{kind}-{'dark' if dark else 'light'}-{size}")
        assert accessibility_problems(page, page_packages) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.context.close()


def test_the_passage_comes_into_sight_and_gets_the_focus(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}?quote={quote(PASSAGE)}")
    expect(page.locator("mark")).to_have_text(PASSAGE)
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("mark")).to_be_focused()
    page.context.close()


def test_a_text_fragment_brings_the_passage_into_sight_too(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}#:~:text={quote(PASSAGE, safe='')}")
    expect(page.get_by_text(PASSAGE)).to_be_in_viewport()
    page.context.close()


def test_without_a_passage_the_document_opens_at_the_top(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.context.close()
