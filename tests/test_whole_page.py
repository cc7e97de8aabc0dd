"""The whole product in a browser, as a person meets it: the chat page, the local tenant and the bot behind it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.page_actions import composer, say
from tests.whole_product import Product, running

PATIENCE = 20_000  # milliseconds that something may take on a slow machine
PRINCIPLES = "Wat zijn de zes principes?"
TROUBLE = ("503", "502", "504")  # what a browser notes in its console when the bot or Graph is made to fail

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def product(page_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One product for the module; each test is somebody else in it, or looks only at what it did itself."""
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture
def open_as(browser: Browser) -> Iterator[Open]:
    """Opens the page of a product as somebody; afterwards nothing unexpected may be in the browser's console."""
    problems: list[str] = []
    context = browser.new_context(
        locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)

    def noted(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(word in message.text for word in TROUBLE):
            problems.append(f"{message.text} ({message.location['url']})")

    def opened(product: Product, role: str, query: str = "", *, ready: bool = True) -> Page:
        page = context.new_page()
        page.on("console", noted)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{product.base}/?person={product.person(role)}&{query}")
        if ready:
            expect(from_koers(page).first).to_be_visible()
            expect(page.locator("#page-status")).to_be_hidden()
        return page

    yield opened
    expect.set_options(timeout=None)
    context.close()
    assert problems == []


def from_koers(page: Page) -> Locator:
    """The messages of the bot, in the order of the conversation."""
    return page.locator(".message").filter(has=page.locator(".tag", has_text="App"))


def answer_to(page: Page, act: Callable[[], None]) -> Locator:
    """The message of the bot that comes in answer to what `act` does."""
    before = from_koers(page).count()
    act()
    expect(from_koers(page)).to_have_count(before + 1)
    return from_koers(page).nth(before)


def ask(page: Page, words: str) -> Locator:
    return answer_to(page, lambda: say(page, words))


def test_the_page_waits_for_the_bot_in_words_and_opens_by_itself(product: Product, open_as: Open) -> None:
    tenant = product.chat.tenant
    registered, tenant.bot = tenant.bot, None
    try:
        page = open_as(product, "employee", ready=False)
        expect(page.get_by_role("heading", name="Koers komt eraan")).to_be_visible()
        expect(page.get_by_text("De chat opent vanzelf.")).to_be_visible()
        screenshot(page, "whole-waiting")
    finally:
        tenant.bot = registered
    expect(page.get_by_role("heading", name=re.compile("^Welkom, "))).to_be_visible()
    expect(composer(page)).to_be_visible()


def test_a_question_is_answered_with_sources_that_open_at_the_passage(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    expect(page.get_by_role("heading", name=re.compile("^Welkom, "))).to_be_visible()
    answer = ask(page, PRINCIPLES)
    answer.locator(".citation").first.click()
    dialog = page.get_by_role("dialog", name="Bron 1")
    quote = dialog.locator("[style*='--card-highlight']").first
    expect(quote).to_be_visible()
    screenshot(page, "whole-citation")
    with page.context.expect_page() as opening:
        dialog.get_by_role("link", name="Openen in het document").click()
    document = opening.value
    assert "#:~:text=" in document.url
    expect(document.get_by_text(" ".join(quote.inner_text().split()[:5])).first).to_be_in_viewport()
    assert document.evaluate("scrollY") > 0
    document.close()


def test_a_thumb_down_with_its_comment_is_kept_and_names_nobody(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    answer = ask(page, PRINCIPLES)
    answer.get_by_role("button", name="Geen goed antwoord").click()
    page.get_by_label("Toelichting").fill("Ik mis het zevende.")
    page.get_by_role("button", name="Versturen").click()
    expect(answer.get_by_role("button", name="Geen goed antwoord")).to_have_attribute("aria-pressed", "true")
    with closing(sqlite3.connect(product.folder / "koers.db")) as database:
        kept = database.execute("SELECT * FROM feedback WHERE liked = 0 AND comment = 'Ik mis het zevende.'").fetchall()
    assert len(kept) == 1
    assert product.person("employee") not in str(kept)


def test_a_suggestion_asks_the_next_question(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    ask(page, PRINCIPLES)
    chip = page.locator(".chip").first
    question = chip.inner_text()
    answer = answer_to(page, chip.click)
    expect(page.locator(".message-own").last).to_contain_text(question)
    expect(answer.locator(".citation").first).to_be_visible()


def test_the_button_on_the_welcome_card_changes_the_language(product: Product, open_as: Open) -> None:
    page = open_as(product, "owner")
    answer = answer_to(page, page.get_by_role("button", name="Speak English").first.click)
    expect(answer).to_contain_text("from now on I will speak English")
    expect(page.locator(".chip").first).to_have_text("What is our mission?")
    expect(ask(page, "help")).to_contain_text("This is what I can do for you")
    expect(ask(page, "What are the six principles?")).to_contain_text("This is what the documents say, in Dutch:")


def test_a_button_of_an_old_card_works_again_and_is_answered_once_when_pressed_twice(
    product: Product, open_as: Open
) -> None:
    page = open_as(product, "communication")
    button = page.get_by_role("button", name=PRINCIPLES).first
    answer = answer_to(page, lambda: button.evaluate("button => { button.click(); button.click(); }"))
    expect(answer.locator(".citation").first).to_be_visible()
    expect(page.locator(".card[aria-busy]")).to_have_count(0)
    before = from_koers(page).count()
    button.click()
    expect(page.get_by_text("Deze vraag heb ik net beantwoord")).to_be_visible()
    expect(ask(page, "Wat is onze missie?")).to_contain_text("missie")
    expect(from_koers(page)).to_have_count(before + 1)
    answer = answer_to(page, button.click)
    expect(answer.locator(".citation").first).to_be_visible()


def test_in_a_group_and_a_channel_koers_answers_who_mentions_it(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    manager = product.chat.as_("manager").person["name"]
    page.locator(".person-button").click()
    page.get_by_role("menuitemradio", name=re.compile(manager)).click()
    expect(page.get_by_role("heading", name=f"Welkom, {manager.split()[0]}")).to_be_visible()
    for kind in ("Groepschat", "Kanaal"):
        page.locator(".conversation", has_text=kind).click()
        expect(page.get_by_role("heading", name="Hallo", exact=True)).to_be_visible()

        def mention() -> None:
            composer(page).click()
            page.keyboard.type("@Koe")
            expect(page.get_by_role("option", name=re.compile("Koers"))).to_be_visible()
            page.keyboard.press("Enter")
            page.keyboard.type(PRINCIPLES)
            page.keyboard.press("Enter")

        answer = answer_to(page, mention)
        expect(answer.locator(".citation").first).to_be_visible()
        screenshot(page, f"whole-{kind.lower()}")
    expect(answer.locator(".mention")).to_have_text(manager)


def test_a_guest_is_refused_politely(product: Product, open_as: Open) -> None:
    page = open_as(product, "guest", "lang=nl")
    refusal = re.compile("(alleen voor medewerkers|only for employees) (van|of) Oss")
    expect(from_koers(page).last).to_contain_text(refusal)
    expect(ask(page, PRINCIPLES)).to_contain_text(refusal)


@pytest.mark.parametrize(("theme", "width"), [("light", 375), ("dark", 375), ("contrast", 375), ("dark", 1280)])
def test_an_answer_is_readable_and_accessible(
    product: Product, open_as: Open, page_packages: Path, theme: str, width: int
) -> None:
    page = open_as(product, "employee", f"theme={theme}")
    page.set_viewport_size({"width": width, "height": 760})
    answer = ask(page, PRINCIPLES)
    expect(answer.locator(".message-head")).to_be_in_viewport()  # one begins to read at the beginning
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert accessibility_problems(page, page_packages) == []
    screenshot(page, f"whole-answer-{theme}-{width}")
    answer.locator(".citation").first.click()
    expect(page.get_by_role("dialog")).to_be_in_viewport()
    assert accessibility_problems(page, page_packages) == []
    screenshot(page, f"whole-citation-{theme}-{width}")


def test_everything_goes_without_a_mouse(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    focused = page.locator(":focus")
    while not composer(page).evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type(PRINCIPLES)
    answer = answer_to(page, lambda: page.keyboard.press("Enter"))
    citation = answer.locator(".citation").first
    step_to(page, citation, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Bron 1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(citation).to_be_focused()
    step_to(page, answer.get_by_role("button", name="Goed antwoord", exact=True), "Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Wat vond je goed?")).to_be_visible()
    expect(focused).to_have_attribute("maxlength", "2000")
    page.keyboard.press("Escape")
    step_to(page, page.locator(".chip").first, "Tab")


def step_to(page: Page, goal: Locator, key: str) -> None:
    """Presses a key until the focus is on `goal`; fails when it comes round without."""
    for _ in range(60):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {goal}")


def test_questions_are_answered_while_graph_is_away(product: Product, open_as: Open) -> None:
    page = open_as(product, "employee")
    page.get_by_role("button", name="Laat zien wat er in deze omgeving is").click()
    page.get_by_role("tab", name="Storingen").click()
    page.get_by_role("button", name="Graph is er even niet").click()
    expect(page.get_by_text("nog 3 keer")).to_be_visible()
    expect(ask(page, PRINCIPLES).locator(".citation").first).to_be_visible()
    page.get_by_role("button", name="Alle storingen weg").click()
    expect(page.get_by_text("Er is geen storing ingesteld.")).to_be_visible()


def test_when_the_bot_is_gone_the_page_says_so_at_the_message(
    page_packages: Path, tmp_path: Path, open_as: Open
) -> None:
    with running(tmp_path) as product:
        page = open_as(product, "employee")
        product.stop_bot()
        say(page, PRINCIPLES)
        expect(page.locator(".message-own").last).to_contain_text("Koers heeft dit bericht niet ontvangen")
        page.get_by_role("button", name="Wat is onze missie?").first.click()
        expect(page.locator(".card .banner-error")).to_have_text("Dat is niet gelukt. Probeer het opnieuw.")
        screenshot(page, "whole-bot-gone")
