"""Every card of Koers as the page draws it: whole on a phone, in each theme, and without accessibility problems.

KOERS_SCREENSHOTS=DIR leaves a picture of each, to be looked at.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cards.samples import samples
from locales import texts_for
from locales.texts import Language
from tests.browser import (  # noqa: F401
    SCREENSHOTS,
    accessibility_problems,
    chromium,
    installed_packages,
)
from tests.chat_server import ChatServer
from tests.page_actions import CARD, Open, opener, scripted_server  # noqa: F401

WIDTHS = (375, 900)  # pixels of a phone and of a window
THEMES = ("light", "dark", "contrast")
CUT_OFF = """cards => cards.flatMap(card => [...card.querySelectorAll("*")])
  .filter(element => !element.matches(".chart-colon"))  // for screen readers only
  .filter(element => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible")
  .map(element => element.textContent)"""


@pytest.mark.parametrize(("language", "theme"), [*(("nl", theme) for theme in THEMES), ("en", "light")])
def test_every_card_is_shown_whole_and_accessible(
    open_page: Open, server: ChatServer, page_packages: Path, language: Language, theme: str
) -> None:
    names = list(samples(texts_for(language)))
    for card in samples(texts_for(language)).values():
        content = json.loads(json.dumps(card.content))
        server.put({"attachments": [{"contentType": CARD, "content": content}]})
    page = open_page(f"theme={theme}&lang={language}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".card .ac-adaptiveCard")).to_have_count(len(names))
        assert page.locator(".card").evaluate_all(CUT_OFF) == []
        if width == WIDTHS[0]:  # what axe looks at is the same in a window, where there is only more room
            assert accessibility_problems(page, page_packages, ".message-list") == []
        _picture_each(page, names, f"{language}-{theme}-{width}")


def _picture_each(page: Page, names: list[str], suffix: str) -> None:
    if not SCREENSHOTS:
        return
    folder = Path(SCREENSHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    for name, card in zip(names, page.locator(".message").all(), strict=True):
        card.screenshot(path=str(folder / f"card-{name}-{suffix}.png"))
