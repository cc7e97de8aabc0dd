"""What the browser tests of the chat page share: the page opened on a scripted server, and the cards they press.

A test module gets the fixtures by importing `opener` and `scripted_server`, besides those of browser.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.chat_server import ChatServer

Open = Callable[..., Page]
CARD = "application/vnd.microsoft.card.adaptive"


def card(*body: Any, actions: Any = (), **rest: Any) -> dict[str, Any]:
    """An activity with one Adaptive Card."""
    content = {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions), **rest}
    return {"attachments": [{"contentType": CARD, "content": content}]}


def text(words: str, **rest: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": words, "wrap": True, **rest}


def execute(title: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Execute", "title": title, "verb": "do", "data": data}


def new_card(*body: Any, actions: Any = ()) -> dict[str, Any]:
    """The bot's answer to Action.Execute that puts another card in place."""
    value = card(*body, actions=actions)["attachments"][0]["content"]
    return {"status": 200, "body": {"statusCode": 200, "type": CARD, "value": value}}


ANSWER: dict[str, Any] = {
    "text": "Wij werken **vanuit de bedoeling** [1] en in netwerken [2].\n\n- samen\n- open\n\n[Lees meer](https://oss.example/visie)",
    "entities": [
        {
            "type": "https://schema.org/Message",
            "@type": "Message",
            "additionalType": ["AIGeneratedContent"],
            "usageInfo": {"@type": "CreativeWork", "name": "Intern", "description": "Alleen voor medewerkers."},
            "citation": [
                {
                    "@type": "Claim",
                    "position": 1,
                    "appearance": {
                        "@type": "DigitalDocument",
                        "name": "Visie, hoofdstuk 2",
                        "url": "http://127.0.0.1:1/files/visie.md?quote=bedoeling",
                        "abstract": "De bedoeling staat voorop.",
                        "keywords": ["visie"],
                    },
                },
                {
                    "@type": "Claim",
                    "position": 2,
                    "appearance": {
                        "@type": "DigitalDocument",
                        "name": "Netwerken",
                        "abstract": "Samen",
                        "encodingFormat": CARD,
                        "text": '{"type": "AdaptiveCard", "version": "1.5", "body":'
                        ' [{"type": "TextBlock", "text": "Wij werken samen in netwerken.", "wrap": true}]}',
                    },
                },
            ],
        }
    ],
    "channelData": {"feedbackLoop": {"type": "default"}},
}

FORM = card(
    text("Werkplek boeken", style="heading", size="Large", weight="Bolder"),
    {"type": "Input.Text", "id": "naam", "label": "Naam", "isRequired": True, "errorMessage": "Vul een naam in."},
    {"type": "Input.Text", "id": "uitleg", "label": "Uitleg", "isMultiline": True},
    {
        "type": "Input.Number",
        "id": "aantal",
        "label": "Aantal",
        "value": 1,
        "min": 1,
        "max": 5,
        "errorMessage": "Kies 1 tot 5.",
    },
    {"type": "Input.Date", "id": "dag", "label": "Dag"},
    {"type": "Input.Time", "id": "tijd", "label": "Tijd"},
    {"type": "Input.Toggle", "id": "vast", "label": "Herhalen", "title": "Elke week"},
    {
        "type": "Input.ChoiceSet",
        "id": "zone",
        "label": "Zone",
        "choices": [{"title": "Stil", "value": "s"}, {"title": "Levendig", "value": "l"}],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "deel",
        "label": "Dagdeel",
        "style": "expanded",
        "choices": [{"title": "Ochtend", "value": "o"}, {"title": "Middag", "value": "m"}],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "wie",
        "label": "Wie gaan mee",
        "isMultiSelect": True,
        "choices": [{"title": "Anna", "value": "a"}, {"title": "Tom", "value": "t"}],
    },
    {
        "type": "Input.ChoiceSet",
        "id": "plek",
        "label": "Plek",
        "style": "filtered",
        "choices": [{"title": "Werk Hub", "value": "hub"}, {"title": "Markt", "value": "markt"}],
    },
    actions=[execute("Boeken", token="t1"), {"type": "Action.Submit", "title": "Later", "data": {"token": "t2"}}],
)


@pytest.fixture(name="server")
def scripted_server() -> Iterator[ChatServer]:
    server = ChatServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(name="open_page")
def opener(browser: Browser, server: ChatServer, page_packages: Path) -> Iterator[Open]:
    """Opens the chat page; afterwards, nothing may have gone wrong in its console."""
    problems: list[str] = []
    context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
    context.set_default_timeout(10_000)

    def noted(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(f"{message.text} ({message.location['url']})")

    def opened(query: str = "", width: int = 1280, height: int = 900, *, ready: bool = True) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", noted)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{server.base}/?{query}")
        page.wait_for_selector(".conversation-view")
        if ready:
            expect(page.locator("#page-status")).to_be_hidden(timeout=30_000)  # with every card there is on one page
        return page

    yield opened
    context.close()
    expected = ("503", "409", "502", "WebSocket", "inline event handler")  # what a test of trouble brings about
    unexpected = [problem for problem in problems if not any(word in problem for word in expected)]
    assert not unexpected, unexpected


def composer(page: Page) -> Locator:
    return page.locator(".composer-main .composer-field")


def say(page: Page, words: str) -> None:
    """Type and send, as a person does."""
    composer(page).click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
