"""A person sees an answer of the model grow on the chat page, in a real browser, and can stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.streaming import Pace
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.chat import chatting
from tests.model_server import ModelServer, model_server
from tests.page_actions import say
from tests.test_streaming_chat import QUESTION, growing
from tests.whole_product import Product, started

QUICK = Pace(first=0.1, between=0.2, before_final=0.0)
PATIENCE = 20_000  # milliseconds that something may take on a slow machine


class WithModel(Product):
    """The product with a language model that waits in the middle of its answer until `go_on`."""

    model: ModelServer
    until: asyncio.Event

    def hold(self) -> None:
        """The model waits from here on."""
        self.run(self._hold())

    def go_on(self) -> None:
        """The model goes on."""
        self.run(self._go_on())

    async def _hold(self) -> None:
        self.until = asyncio.Event()
        self.model.script = growing(self.until)

    async def _go_on(self) -> None:
        self.until.set()

    async def _live(self) -> None:
        async with model_server() as self.model:
            settings = self.model.settings()
            async with chatting(self.folder, model=settings, pace=QUICK) as self.chat:
                await self.ready()


@pytest.fixture(scope="module")
def product(page_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WithModel]:
    with started(WithModel(tmp_path_factory.mktemp("product"))) as product:
        yield product


@pytest.fixture
def page(product: WithModel, browser: Browser) -> Iterator[Page]:
    """The page of an employee, with the model waiting."""
    product.hold()
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(f"{product.base}/?person={product.person('employee')}")
    expect(page.locator(".message").first).to_be_visible()
    yield page
    product.go_on()
    expect.set_options(timeout=None)
    context.close()


def test_the_text_grows_and_becomes_the_answer_with_its_sources(product: WithModel, page: Page) -> None:
    before = page.locator(".message").count()
    say(page, QUESTION)
    growing_message = page.locator(".message", has=page.locator(".stop-button"))
    expect(growing_message.locator(".message-text")).to_be_visible()
    part = growing_message.locator(".message-text").inner_text()
    expect(page.locator(".typing")).to_have_count(0)
    screenshot(page, "streaming-grows")
    product.go_on()
    expect(page.locator(".stop-button")).to_have_count(0)
    answer = page.locator(".message").last
    expect(answer.locator(".citation").first).to_be_visible()
    assert answer.locator(".message-text").inner_text().startswith(part.split("[")[0].strip())
    expect(answer.get_by_text("Gemaakt met AI", exact=False).first).to_be_visible()
    expect(page.locator(".message")).to_have_count(before + 2)
    screenshot(page, "streaming-answer")


def test_everybody_can_use_a_page_on_which_an_answer_grows(page: Page, page_packages: Path) -> None:
    say(page, QUESTION)
    expect(page.locator(".stop-button")).to_be_visible()
    assert accessibility_problems(page, page_packages) == []


def test_a_person_who_stops_it_keeps_what_there_was(product: WithModel, page: Page) -> None:
    say(page, QUESTION)
    growing_message = page.locator(".message", has=page.locator(".stop-button"))
    expect(growing_message.locator(".message-text")).to_be_visible()
    page.get_by_role("button", name="Stoppen").click()
    shown = page.locator(".message").count()
    product.go_on()
    expect(page.locator(".stop-button, .caret")).to_have_count(0)
    product.wait_until_quiet()
    expect(page.locator(".message")).to_have_count(shown)
