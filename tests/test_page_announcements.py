"""The chat page in a browser: charts, importance, and messages of the bot that are changed and taken away."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture
from playwright.sync_api import expect

from graph.made_small import made_small
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.chat_server import PERSONAL, ChatServer
from tests.page_actions import Open, card, opener, scripted_server, text  # noqa: F401

WIDTHS = {"phone": (375, 740), "desktop": (1280, 900)}
DATA = [
    {"x": "Afgeleverd", "y": 1520, "color": "good"},
    {"x": "Zonder Koers", "y": 38, "color": "warning"},
    {"x": "Mislukt", "y": 4, "color": "attention"},
    {"x": "Onbekend", "y": 0.5},
]


def chart(kind: str, data: object = DATA, **more: Any) -> dict[str, Any]:
    fallback = text("Het overzicht in woorden.")
    return {"type": f"Chart.{kind}", "title": "Wat er gebeurde", "data": data, "fallback": fallback, **more}


@pytest.mark.parametrize("kind", ["HorizontalBar", "VerticalBar"])
def test_a_chart_has_every_label_and_value_as_text(open_page: Open, server: ChatServer, kind: str) -> None:
    server.put(card(text("Verslag"), chart(kind, showTitle=True, yAxisTitle="collega's")))
    page = open_page()
    figure = page.get_by_role("group", name="Wat er gebeurde")
    expect(figure.get_by_role("listitem")).to_have_text(
        ["Afgeleverd: 1.520", "Zonder Koers: 38", "Mislukt: 4", "Onbekend: 0,5"]
    )
    expect(figure).to_contain_text("collega's")
    expect(page.locator(".card")).not_to_contain_text("Het overzicht in woorden.")


def test_the_longest_bar_is_as_long_as_there_is_room_and_the_others_in_proportion(
    open_page: Open, server: ChatServer
) -> None:
    server.put(card(chart("HorizontalBar", [{"x": "a", "y": 8}, {"x": "b", "y": 2}, {"x": "c", "y": -3}])))
    server.put(card(chart("HorizontalBar", [{"x": "a", "y": 8}, {"x": "b", "y": 2}], displayMode="PartToWhole")))
    server.put(card(chart("VerticalBar", [{"x": "a", "y": 8}, {"x": 2, "y": 2}], yMax=16)))
    page = open_page()
    expect(page.locator(".chart")).to_have_count(3)
    lengths = "charts => charts.map(c => [...c.querySelectorAll('rect')].map(r => r.getAttribute(%r)))"
    assert page.locator(".chart-rows").evaluate_all(lengths % "width") == [["100", "25", "0"], ["80", "20"]]
    assert page.locator(".chart-columns").evaluate_all(lengths % "height") == [["50", "12.5"]]


@pytest.mark.parametrize("data", [[], None, "x", [{"x": "a"}], [{"x": "a", "y": "veel"}], [None]])
def test_a_chart_that_cannot_be_drawn_gives_way_to_its_fallback(
    open_page: Open, server: ChatServer, data: object
) -> None:
    server.put(card(text("Verslag"), chart("HorizontalBar", data)))
    page = open_page()
    expect(page.locator(".card")).to_contain_text("Het overzicht in woorden.")
    expect(page.locator(".chart")).to_have_count(0)


def test_a_chart_that_asks_for_what_the_page_has_not_gives_way_to_its_fallback(
    open_page: Open, server: ChatServer
) -> None:
    server.put(card(chart("HorizontalBar", requires={"graphs": "2.0"})))
    server.put(card(text("Rond"), {"type": "Chart.Donut", "data": [], "fallback": text("In woorden.")}))
    page = open_page()
    expect(page.locator(".card").first).to_contain_text("Het overzicht in woorden.")
    expect(page.locator(".card").last).to_contain_text("In woorden.")


def test_words_in_a_chart_are_only_words(open_page: Open, server: ChatServer) -> None:
    server.put(card(chart("HorizontalBar", [{"x": "<img src=x onerror=alert(1)>", "y": 1, "color": '"><b>'}])))
    page = open_page()
    expect(page.locator(".chart-label")).to_contain_text("<img src=x onerror=alert(1)>")


def test_a_picture_that_goes_along_in_the_card_is_shown(open_page: Open, server: ChatServer) -> None:
    out = BytesIO()
    Picture.new("RGB", (900, 300), (20, 90, 80)).save(out, "PNG")
    picture = made_small(out.getvalue())
    server.put(card({"type": "Image", "url": picture.data_uri, "altText": "Het gemeentehuis", "size": "Stretch"}))
    page = open_page()
    shown = page.get_by_role("img", name="Het gemeentehuis")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [640, 213]


@pytest.mark.parametrize(("importance", "word"), [("high", "Belangrijk"), ("urgent", "Dringend")])
def test_an_important_message_says_so(open_page: Open, server: ChatServer, importance: str, word: str) -> None:
    server.put({"text": "Gewoon bericht", "importance": "normal"})
    server.put({"text": "Het gebouw is dicht.", "importance": importance})
    page = open_page()
    expect(page.locator(".tag-importance")).to_have_text([word])
    expect(page.locator(".tag-importance")).to_be_visible()


def test_a_message_that_the_bot_changes_or_takes_away_shows_that(open_page: Open, server: ChatServer) -> None:
    first = server.put({"text": "De vergadering is om 9 uur.", "importance": "high"})
    second = server.put({"text": "Vergeten mee te nemen: koffie."})
    page = open_page()
    changed = {**first, "edited": True, "activity": {"type": "message", "text": "De vergadering is om 10 uur."}}
    server.emit({"event": "update", "conversation": PERSONAL, "message": changed})
    gone = {**second, "deleted": True, "activity": {"type": "message"}}
    server.emit({"event": "delete", "conversation": PERSONAL, "message": gone})
    messages = page.locator(".message")
    expect(messages.nth(0)).to_contain_text("Bewerkt")
    expect(messages.nth(0)).to_contain_text("10 uur")
    expect(messages.nth(0)).not_to_contain_text("9 uur")
    expect(messages.nth(1)).to_contain_text("Dit bericht is verwijderd.")
    expect(messages.nth(1)).not_to_contain_text("koffie")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_is_whole_and_accessible_in_every_theme_and_width(
    open_page: Open, server: ChatServer, page_packages: Path, theme: str, width: str
) -> None:
    server.put({**card(text("Het gebouw is morgen dicht.", style="heading")), "importance": "urgent"})
    server.put({"text": "De vergadering is om 10 uur.", "importance": "high"}, minutes=1)["edited"] = True
    server.put({"text": "weg"}, minutes=2)["deleted"] = True
    server.put(card(text("Verslag", style="heading"), chart("HorizontalBar", showTitle=True)), minutes=3)
    server.put(card(chart("HorizontalBar", displayMode="PartToWhole"), chart("VerticalBar")), minutes=4)
    page = open_page(f"theme={theme}", *WIDTHS[width])
    expect(page.locator(".chart")).to_have_count(3)
    assert accessibility_problems(page, page_packages, ".message-list") == []
    wide = page.locator(".card").evaluate_all(
        "all => all.filter(card => card.scrollWidth > card.clientWidth + 1).length"
    )
    assert wide == 0
    page.locator(".message-list").evaluate("list => { list.scrollTop = 0 }")
    screenshot(page, f"announcements-top-{theme}-{width}")
    page.locator(".message-list").evaluate("list => { list.scrollTop = list.scrollHeight }")
    screenshot(page, f"announcements-end-{theme}-{width}")
