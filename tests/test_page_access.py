"""The chat page in a browser: for everybody, in every theme and width, with the keyboard alone; and the tenant pane."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.chat_server import ANNA, CHANNEL, GROUP, PERSONAL, TOM, ChatServer
from tests.page_actions import (  # noqa: F401
    ANSWER,
    FORM,
    Open,
    card,
    composer,
    execute,
    opener,
    scripted_server,
    text,
)

THEMES = ("light", "dark", "contrast")
WIDTHS = {"phone": (375, 740), "desktop": (1280, 900)}


def fill(server: ChatServer) -> None:
    """A bit of everything."""
    actions = {"actions": [{"type": "imBack", "title": "Wat is de Werk Hub?", "value": "Wat is de Werk Hub?"}]}
    server.put({"text": "Welkom, Anna. Stel gerust een vraag.\n\n- over de visie\n- over `werkplekken`"}, minutes=-1500)
    server.put({"text": "Wat is de bedoeling?"}, sender=ANNA)
    server.put(ANSWER, minutes=1)
    server.put({"text": "weg", "deleted": True}, sender=ANNA, minutes=2)["deleted"] = True
    server.put({"text": "bewerkt"}, sender=ANNA, minutes=3)["edited"] = True
    server.put(FORM, minutes=4)
    styles = [
        text(f"Vak {style}", color=colour) for style, colour in (("a", "Good"), ("b", "Warning"), ("c", "Accent"))
    ]
    boxes = [
        {"type": "Container", "style": style, "items": [text(style), text("minder", isSubtle=True)]}
        for style in ("emphasis", "accent", "good", "warning", "attention")
    ]
    facts = {"type": "FactSet", "facts": [{"title": "Plek", "value": "Markt"}, {"title": "Tijd", "value": "9 uur"}]}
    later = {"type": "Action.Submit", "title": "Niet doen", "style": "destructive", "data": {}}
    positive = {**execute("Wel doen"), "style": "positive"}
    body = [text("Kleuren", style="heading"), *styles, *boxes, facts]
    server.put({**card(*body, actions=[positive, later]), "suggestedActions": actions}, minutes=5)
    root = server.put({"text": "@Koers wat is dit?", "mention": True}, CHANNEL, sender=TOM)
    server.put(ANSWER, CHANNEL, reply_to=root["id"])
    server.put({"text": "Hoi allemaal"}, GROUP, sender=TOM)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(open_page: Open, server: ChatServer, page_packages: Path, theme: str, width: str) -> None:
    fill(server)
    for where in (PERSONAL, CHANNEL):
        page = open_page(f"theme={theme}&conversation={where}", *WIDTHS[width])
        expect(page.locator(".message").first).to_be_attached()
        screenshot(page, f"{theme}-{width}-{where.split(':')[1]}")
        assert accessibility_problems(page, page_packages) == []
        page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_what_opens(open_page: Open, server: ChatServer, page_packages: Path, theme: str) -> None:
    fill(server)
    page = open_page(f"theme={theme}")
    page.locator("sup .citation").first.click()
    assert accessibility_problems(page, page_packages, "dialog") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Goed antwoord", exact=True).click()
    assert accessibility_problems(page, page_packages, "dialog") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Anna de Wit").click()
    assert accessibility_problems(page, page_packages, ".menu") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Boeken", exact=True).click()  # the card now shows what is missing
    page.get_by_role("button", name="Laat zien wat er in deze omgeving is").click()
    for tab in ("Mensen", "Verzonden", "Verzoeken", "Storingen", "Bestanden"):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(".pane-panel")).not_to_have_text("…")
        screenshot(page, f"{theme}-pane-{tab.lower()}")
        assert accessibility_problems(page, page_packages) == []
    composer(page).click()
    page.keyboard.type("/")
    assert accessibility_problems(page, page_packages) == []


def test_nothing_is_wider_than_a_phone(open_page: Open, server: ChatServer) -> None:
    fill(server)
    server.put({"text": "w" * 300})
    page = open_page("", 375, 740)
    for selector in ("html", ".message-list"):
        wide = page.locator(selector).evaluate("element => element.scrollWidth - element.clientWidth")
        assert wide <= 0, selector


def test_on_a_phone_the_list_is_behind_a_button(open_page: Open) -> None:
    page = open_page("", 375, 740)
    expect(page.get_by_role("navigation")).to_be_hidden()
    page.get_by_role("button", name="Gesprekken tonen").click()
    expect(page.locator(".conversation").first).to_be_focused()
    page.locator(".conversation", has_text="Algemeen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Algemeen")
    expect(page.get_by_role("navigation")).to_be_hidden()


def test_the_list_is_one_stop_and_arrow_keys_go_through_it(open_page: Open) -> None:
    page = open_page()
    page.locator('.conversation[tabindex="0"]').focus()
    expect(page.locator('.conversation[tabindex="0"]')).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".conversation", has_text="Teamchat")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Algemeen")


def test_the_whole_main_job_works_with_the_keyboard(open_page: Open, server: ChatServer) -> None:
    server.put(ANSWER)
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, ".citation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("sup .citation").first).to_be_focused()
    tab_to(page, ".composer-field")
    page.keyboard.type("dank je")
    page.keyboard.press("Enter")
    expect(page.locator(".message-own")).to_contain_text("dank je")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def test_arrow_keys_go_from_message_to_message(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "een"})
    server.put({"text": "twee"})
    page = open_page()
    page.locator(".message-list").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".message").last).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".message").first).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    button = page.get_by_role("button", name="Weergave")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Zoals de computer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Licht")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_theme_follows_the_computer_until_one_is_chosen(open_page: Open) -> None:
    page = open_page()
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Weergave").click()
    page.get_by_role("menuitemradio", name="Hoog contrast").click()
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-theme", "contrast")


def test_both_languages_have_the_same_texts(open_page: Open) -> None:
    page = open_page()
    texts: dict[str, dict[str, str]] = page.evaluate("import('/page/texts.js').then(module => module.texts)")
    assert set(texts["nl"]) == set(texts["en"])
    for key, dutch in texts["nl"].items():
        english = texts["en"][key]
        assert sorted(_names(dutch)) == sorted(_names(english)), key
    assert len(texts["nl"]) > 100


def _names(words: str) -> list[str]:
    return [part.partition("}")[0] for part in words.split("{")[1:]]


def test_the_pane_lets_a_person_play_with_the_library(open_page: Open, server: ChatServer, tmp_path: Path) -> None:
    new = tmp_path / "parkeren.md"
    new.write_text("Parkeren is gratis.", "utf-8")
    page = open_page("pane=1")
    pane = page.get_by_role("complementary")
    expect(pane).to_contain_text("Visie 2030")
    pane.get_by_label("Iedereen mag visie-2030.md lezen").uncheck()
    pane.locator("input[type=file]").set_input_files(str(new))
    expect(pane).to_contain_text("parkeren.md")
    pane.get_by_role("button", name="Acties bij parkeren.md").click()
    page.get_by_role("menuitem", name="Naam wijzigen").click()
    page.get_by_label("Nieuwe naam").fill("tarieven.md")
    page.get_by_role("button", name="Opslaan").click()
    expect(pane).to_contain_text("tarieven.md")
    pane.get_by_role("button", name="Acties bij tarieven.md").click()
    page.get_by_role("menuitem", name="Verwijderen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    expect(pane).not_to_contain_text("tarieven.md")
    assert server.awaited("POST", "/permissions") == [{"item": "f1", "everyone": False}]
    assert server.awaited("POST", "/upload") == [{"name": "parkeren.md", "text": "Parkeren is gratis."}]
    assert len(server.files) == 1


def test_the_pane_shows_what_was_sent_and_asked(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "Een **antwoord**"})
    page = open_page("pane=1")
    page.get_by_role("tab", name="Verzonden").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("12 berichten van Koers")
    expect(page.get_by_role("tabpanel")).to_contain_text("Een antwoord")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel")).to_contain_text("/v1.0/users/anna")
    expect(page.locator(".request-failed")).to_contain_text("429")
    page.get_by_role("tab", name="Mensen").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Tom Peters")
    expect(page.get_by_role("tabpanel")).to_contain_text("Alle medewerkers")


def test_the_pane_sets_faults_and_clears_them(open_page: Open, server: ChatServer) -> None:
    page = open_page("pane=1")
    page.get_by_role("tab", name="Storingen").click()
    page.get_by_role("button", name="Te veel verzoeken (Graph)").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("nog 3 keer")
    assert server.faults == [{"target": "graph", "kind": "429", "count": 3, "seconds": 2}]
    page.get_by_role("button", name="Alle storingen weg").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Er is geen storing ingesteld.")
    assert server.faults == []
