"""Signing in and out on the chat page, in a browser: the card, the window, the code, and what is left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tenant.faults import Fault
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.page_actions import say
from tests.whole_product import Product, running

PATIENCE = 20_000  # milliseconds that something may take on a slow machine
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def product(page_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One product for the module; each test is somebody else in it."""
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture
def open_as(browser: Browser) -> Iterator[Open]:
    """Opens the page as somebody; afterwards nothing unexpected may be in the browser's console."""
    problems: list[str] = []
    context = browser.new_context(timezone_id="Europe/Amsterdam", viewport={"width": 1100, "height": 900})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)

    def noted(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "409" not in message.text:
            problems.append(f"{message.text} ({message.location['url']})")

    def opened(product: Product, role: str, query: str) -> Page:
        page = context.new_page()
        page.on("console", noted)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{product.base}/?person={product.person(role)}&{query}")
        expect(page.locator("#page-status")).to_be_hidden()
        expect(page.locator(".message").first).to_be_visible()
        return page

    yield opened
    expect.set_options(timeout=None)
    context.close()
    assert problems == []


def last(page: Page) -> Locator:
    """The last message."""
    return page.locator(".message").last


def press(page: Page, name: str) -> None:
    last(page).get_by_role("button", name=name, exact=True).click()


WORDS = {
    "nl": {
        "say": "aanmelden",
        "ask": "Aanmelden bij Koers",
        "button": "Aanmelden",
        "card": "Meld je aan met je werkaccount",
        "allow": "Toestaan en aanmelden",
        "refuse": "Niet doen",
        "done": "Je bent aangemeld als",
        "refused": "er is niets veranderd",
        "out": "Afmelden",
        "gone": "Je bent afgemeld",
        "other": "Je koos een ander account",
        "retry": "Opnieuw aanmelden",
    },
    "en": {
        "say": "sign in",
        "ask": "Sign in to Koers",
        "button": "Sign in",
        "card": "Sign in with your work account",
        "allow": "Allow and sign in",
        "refuse": "Do not allow",
        "done": "You are signed in as",
        "refused": "nothing has changed",
        "out": "Sign out",
        "gone": "You are signed out",
        "other": "You chose another account",
        "retry": "Sign in again",
    },
}


def speak(page: Page, language: str) -> None:
    """Koers speaks the language of the person; for the pictures it is to be that of the page."""
    say(page, "speak english" if language == "en" else "spreek nederlands")
    expect(last(page)).to_contain_text("English" if language == "en" else "Nederlands")


def to_card(page: Page, words: dict[str, str]) -> None:
    """As far as the card to sign in with: what Teams tried by itself was not enough."""
    say(page, words["say"])
    expect(last(page)).to_contain_text(words["ask"])
    press(page, words["button"])
    expect(last(page)).to_contain_text(words["card"])


def window(page: Page, button: str) -> Page:
    with page.expect_popup() as opening:
        press(page, button)
    opening.value.wait_for_load_state()
    return opening.value


def decide(popup: Page, button: str) -> None:
    """Presses a button of the window that ends in its closing by itself."""
    with popup.expect_event("close"):
        popup.get_by_role("button", name=button).click()


@pytest.mark.parametrize(
    ("role", "language", "theme"), [("employee", "nl", "light"), ("manager", "en", "dark")], ids=["nl", "en"]
)
def test_somebody_signs_in_in_the_window_and_out_again(
    product: Product, open_as: Open, page_packages: Path, role: str, language: str, theme: str
) -> None:
    words = WORDS[language]
    page = open_as(product, role, f"lang={language}&theme={theme}")
    speak(page, language)
    to_card(page, words)
    screenshot(page, f"sign-in-card-{language}-{theme}")
    assert accessibility_problems(page, page_packages, "#conversation") == []
    popup = window(page, words["button"])
    expect(popup.get_by_role("heading", level=1)).to_have_text(words["ask"])
    expect(popup.locator("html")).to_have_attribute("data-theme", theme)
    screenshot(popup, f"sign-in-window-{language}-{theme}")
    assert accessibility_problems(popup, page_packages) == []
    decide(popup, words["allow"])
    expect(last(page)).to_contain_text(words["done"])
    screenshot(page, f"signed-in-{language}-{theme}")
    assert accessibility_problems(page, page_packages, "#conversation") == []
    press(page, words["out"])
    expect(last(page)).to_contain_text(words["gone"])
    say(page, words["say"])  # with consent given, no window is needed any more
    press(page, words["button"])
    expect(last(page)).to_contain_text(words["done"])
    press(page, words["out"])
    expect(last(page)).to_contain_text(words["gone"])
    screenshot(page, f"signed-out-{language}-{theme}")


def test_somebody_refuses_takes_another_account_and_closes_the_window(product: Product, open_as: Open) -> None:
    words = WORDS["nl"]
    page = open_as(product, "communication", "lang=nl&theme=dark")
    speak(page, "nl")
    to_card(page, words)
    popup = window(page, words["button"])
    screenshot(popup, "sign-in-window-nl-dark")
    decide(popup, words["refuse"])
    expect(last(page)).to_contain_text(words["refused"])
    to_card(page, words)
    popup = window(page, words["button"])
    popup.get_by_label("Account").select_option(product.person("guest"))
    popup.get_by_role("button", name=words["allow"]).click()
    expect(popup.get_by_role("alert")).to_contain_text("andere organisatie")
    screenshot(popup, "sign-in-window-guest")
    popup.get_by_label("Account").select_option(product.person("owner"))
    decide(popup, words["allow"])
    expect(last(page)).to_contain_text(words["other"])
    screenshot(page, "sign-in-other-account")
    press(page, words["retry"])
    expect(last(page)).to_contain_text(words["card"])
    window(page, words["button"]).close()
    expect(last(page)).to_contain_text(words["refused"])


def test_two_open_pages_both_offer_the_token_and_the_chat_hears_of_it_once(product: Product, open_as: Open) -> None:
    words = WORDS["nl"]
    first = open_as(product, "owner", "lang=nl")
    speak(first, "nl")
    second = open_as(product, "owner", "lang=nl")
    product.chat.tenant.sign_ins.allow(product.person("owner"), "koers")
    say(first, words["say"])
    expect(last(first)).to_contain_text(words["ask"])
    press(first, words["button"])
    for page in (first, second):
        expect(last(page)).to_contain_text(words["done"])
    product.wait_until_quiet()
    for page in (first, second):
        expect(page.locator(".message", has_text=words["done"])).to_have_count(1)


def test_while_the_service_is_away_the_page_says_so_and_goes_on(product: Product, open_as: Open) -> None:
    words = WORDS["nl"]
    page = open_as(product, "co_owner", "lang=nl")
    speak(page, "nl")
    say(page, words["say"])
    expect(last(page)).to_contain_text(words["ask"])
    product.chat.tenant.faults.add(Fault("signin", "503", count=1))
    press(page, words["button"])
    expect(last(page).get_by_role("status")).to_contain_text("omdat Microsoft niet goed antwoordt")
    screenshot(page, "sign-in-away")
    press(page, words["button"])
    expect(last(page)).to_contain_text(words["card"])
