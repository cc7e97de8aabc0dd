"""The chat page in a browser: Adaptive Cards with every input and action, as Teams handles them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser import chromium, installed_packages  # noqa: F401
from tests.chat_server import CHANNEL, PERSONAL, ChatServer
from tests.page_actions import (  # noqa: F401
    CARD,
    FORM,
    Open,
    card,
    composer,
    execute,
    new_card,
    opener,
    scripted_server,
    text,
)


def test_execute_sends_everything_that_was_filled_in(open_page: Open, server: ChatServer) -> None:
    message = server.put(FORM)
    page = open_page()
    page.get_by_label("Naam").fill("Anna")
    page.get_by_label("Uitleg").fill("een\ntwee")
    page.get_by_label("Aantal").fill("3")
    page.get_by_label("Dag", exact=True).fill("2026-03-04")
    page.get_by_label("Tijd").fill("09:30")
    page.get_by_label("Elke week").check()
    page.locator(".card select").select_option("l")
    page.get_by_label("Middag").check()
    page.get_by_label("Anna", exact=True).check()
    page.get_by_label("Tom", exact=True).check()
    page.get_by_label("Plek", exact=True).fill("Werk Hub")
    page.get_by_role("button", name="Boeken", exact=True).click()
    expect(page.locator(".card")).not_to_have_attribute("aria-busy", "true")
    [sent] = server.awaited("POST", "/invoke")
    assert (sent["messageId"], sent["name"]) == (message["id"], "adaptiveCard/action")
    action: dict[str, Any] = sent["value"]["action"]
    assert (action["type"], action["verb"], action["title"]) == ("Action.Execute", "do", "Boeken")
    assert sent["value"]["trigger"] == "manual"
    assert action["data"] == {
        "token": "t1",
        "naam": "Anna",
        "uitleg": "een\ntwee",
        "aantal": "3",
        "dag": "2026-03-04",
        "tijd": "09:30",
        "vast": "true",
        "zone": "l",
        "deel": "m",
        "wie": "a,t",
        "plek": "hub",
    }


def test_what_is_missing_is_said_at_the_field_and_nothing_is_sent(open_page: Open, server: ChatServer) -> None:
    server.put(FORM)
    page = open_page()
    page.get_by_label("Aantal").fill("9")
    page.get_by_role("button", name="Boeken", exact=True).click()
    expect(page.locator(".card")).to_contain_text("Vul een naam in.")
    expect(page.locator(".card")).to_contain_text("Kies 1 tot 5.")
    expect(page.get_by_label("Naam")).to_be_focused()
    assert server.got("POST", "/invoke") == []


def test_the_answer_replaces_the_card_and_keeps_the_keyboards_place(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("Stap 1"), actions=[execute("Volgende"), execute("Stoppen")]))
    server.invoke_answer = lambda _: new_card(text("Stap 2"), actions=[execute("Volgende"), execute("Stoppen")])
    page = open_page()
    button = page.get_by_role("button", name="Volgende")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Stap 2")
    expect(button).to_be_focused()
    expect(page.locator(".message")).to_have_count(1)
    expect(page.locator("#page-announcer")).to_have_text("De kaart is bijgewerkt.")


def test_a_card_without_controls_takes_the_focus_itself(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("Zeker?"), actions=[execute("Ja")]))
    server.invoke_answer = lambda _: new_card(text("Gedaan."))
    page = open_page()
    page.get_by_role("button", name="Ja").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Gedaan.")
    expect(page.locator(".message")).to_be_focused()


def test_a_message_answer_stands_under_the_card(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("Vraag"), actions=[execute("Ja")]))
    body = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Genoteerd."}
    server.invoke_answer = lambda _: {"status": 200, "body": body}
    page = open_page()
    page.get_by_role("button", name="Ja").click()
    expect(page.locator(".card .banner-message")).to_have_text("Genoteerd.")


def test_a_failure_is_said_and_the_card_can_be_pressed_again(open_page: Open, server: ChatServer) -> None:
    server.put(card({"type": "Input.Text", "id": "t", "label": "Tekst"}, actions=[execute("Ja")]))
    value = {"code": "BadRequest", "message": "Deze kaart is verlopen."}
    answers: list[dict[str, Any]] = [
        {"status": 504, "body": None},
        {"status": 200, "body": {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": value}},
    ]
    server.invoke_answer = lambda _: answers.pop(0)
    page = open_page()
    page.get_by_label("Tekst").fill("bewaar mij")
    button = page.get_by_role("button", name="Ja")
    button.click()
    expect(page.locator(".card .banner-error")).to_have_text("Dat is niet gelukt. Probeer het opnieuw.")
    button.click()
    expect(page.locator(".card .banner-error")).to_have_text("Deze kaart is verlopen.")
    expect(page.get_by_label("Tekst")).to_have_value("bewaar mij")


def test_a_card_at_work_cannot_be_pressed_twice(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("Vraag"), actions=[execute("Ja")]))
    page = open_page()
    page.locator(".ac-pushButton").evaluate("button => { button.click(); button.click(); button.click(); }")
    expect(page.locator(".card")).not_to_have_attribute("aria-busy", "true")
    assert len(server.awaited("POST", "/invoke")) == 1


def test_submit_sends_its_data(open_page: Open, server: ChatServer) -> None:
    message = server.put(FORM)
    page = open_page()
    page.get_by_label("Naam").fill("Anna")
    page.get_by_role("button", name="Later").click()
    expect(page.locator(".card")).not_to_have_attribute("aria-busy", "true")
    [sent] = server.awaited("POST", "/submit")
    assert sent["messageId"] == message["id"]
    assert (sent["value"]["token"], sent["value"]["naam"]) == ("t2", "Anna")


def test_submit_with_imback_says_its_value(open_page: Open, server: ChatServer) -> None:
    data = {"msteams": {"type": "imBack", "value": "help"}}
    server.put(card(text("Vraag"), actions=[{"type": "Action.Submit", "title": "Help", "data": data}]))
    page = open_page()
    page.get_by_role("button", name="Help", exact=True).click()
    expect(page.locator(".message-own")).to_contain_text("help")
    assert server.got("POST", "/submit") == []


def test_show_card_and_toggle_visibility_work_without_the_bot(open_page: Open, server: ChatServer) -> None:
    inner = {"type": "AdaptiveCard", "body": [text("Binnenin")]}
    server.put(
        card(
            text("Geheim", id="geheim", isVisible=False),
            actions=[
                {"type": "Action.ShowCard", "title": "Meer", "card": inner},
                {"type": "Action.ToggleVisibility", "title": "Toon", "targetElements": ["geheim"]},
            ],
        )
    )
    page = open_page()
    shown = page.locator(".card")
    expect(shown.get_by_text("Binnenin")).to_be_hidden()
    shown.get_by_role("button", name="Meer").click()
    expect(shown.get_by_text("Binnenin")).to_be_visible()
    shown.get_by_role("button", name="Toon").click()
    expect(shown.get_by_text("Geheim")).to_be_visible()
    assert server.got("POST", "/invoke") == []


def test_open_url_opens_links_and_nothing_else(open_page: Open, server: ChatServer) -> None:
    good = f"{server.base}/page/bot.svg"
    server.put(
        card(
            text("Links"),
            actions=[
                {"type": "Action.OpenUrl", "title": "Slecht", "url": "javascript:document.title='stuk'"},
                {"type": "Action.OpenUrl", "title": "Goed", "url": good},
            ],
        )
    )
    page = open_page()
    page.get_by_role("link", name="Slecht").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Goed").click()
    assert opened.value.url == good
    assert page.title() == "Chat · Oss"


def test_unknown_elements_show_their_fallback(open_page: Open, server: ChatServer) -> None:
    server.put(card({"type": "Chart.Donut", "data": [], "fallback": text("3 van de 9 collega's")}, text("Slot")))
    page = open_page()
    expect(page.locator(".card")).to_contain_text("3 van de 9 collega's")
    expect(page.locator(".card")).to_contain_text("Slot")


def test_text_in_cards_is_teams_part_of_markdown(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("**vet** # geen kop\n\n- een\n- twee\n\n<b>geen html</b> ![x](https://x.example/x.png)")))
    page = open_page()
    expect(page.locator(".card strong")).to_have_text("vet")
    expect(page.locator(".card li")).to_have_count(2)
    expect(page.locator(".card").locator("b, h1, img")).to_have_count(0)


def test_a_card_refreshes_itself_once(open_page: Open, server: ChatServer) -> None:
    refresh = {"action": execute("Vernieuw", token="r"), "userIds": ["29:anna"]}
    server.put(card(text("Oud"), refresh=refresh))
    server.put(card(text("Van een ander"), refresh={**refresh, "userIds": ["29:tom"]}))
    answer = new_card(text("Nieuw"))
    answer["body"]["value"]["refresh"] = refresh

    def answered(_: dict[str, Any]) -> dict[str, Any]:
        message = server.messages[PERSONAL][0]
        message["activity"]["attachments"][0]["content"] = answer["body"]["value"]
        return answer

    server.invoke_answer = answered
    page = open_page()
    expect(page.locator(".card").first).to_contain_text("Nieuw")
    server.emit({"event": "update", "conversation": PERSONAL, "message": server.messages[PERSONAL][0]})
    server.say({"text": "klaar"})
    expect(page.locator(".message")).to_have_count(3)
    sent = server.awaited("POST", "/invoke")
    assert [one["value"]["trigger"] for one in sent] == ["automatic"]
    assert sent[0]["value"]["action"]["data"] == {"token": "r"}


def test_choices_are_looked_up_while_typing(open_page: Open, server: ChatServer) -> None:
    choice_set = {
        "type": "Input.ChoiceSet",
        "id": "wie",
        "label": "Collega",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "people"},
    }
    server.put(card(choice_set, actions=[execute("Kies")]))
    results = [{"title": "Anna de Wit", "value": "anna"}]
    server.invoke_answer = lambda body: (
        {"status": 200, "body": {"statusCode": 200, "value": {"results": results}}}
        if body["name"] == "application/search"
        else {"status": 200, "body": {}}
    )
    page = open_page()
    page.locator(".ac-choiceSetInput-filtered-textbox").click()
    page.keyboard.type("Ann")
    page.get_by_role("option", name="Anna de Wit").click()
    page.get_by_role("button", name="Kies", exact=True).click()
    expect(page.locator(".card")).not_to_have_attribute("aria-busy", "true")
    searches = [body["value"] for body in server.awaited("POST", "/invoke") if body["name"] == "application/search"]
    assert searches[-1] == {"queryText": "Ann", "queryOptions": {"skip": 0, "top": 15}, "dataset": "people"}
    pressed = [body for body in server.awaited("POST", "/invoke") if body["name"] == "adaptiveCard/action"]
    assert pressed[0]["value"]["action"]["data"]["wie"] == "anna"


def test_a_card_in_a_channel_works_too(open_page: Open, server: ChatServer) -> None:
    server.put(card(text("Vraag"), actions=[execute("Ja")]), CHANNEL)
    server.invoke_answer = lambda _: new_card(text("Gedaan."))
    page = open_page(f"conversation={CHANNEL}")
    page.get_by_role("button", name="Ja").click()
    expect(page.locator(".thread .card")).to_contain_text("Gedaan.")


def test_a_change_of_theme_keeps_what_was_filled_in(open_page: Open, server: ChatServer) -> None:
    server.put(FORM)
    page = open_page()
    page.get_by_label("Naam").fill("Anna")
    page.get_by_role("button", name="Weergave").click()
    page.get_by_role("menuitemradio", name="Donker").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_label("Naam")).to_have_value("Anna")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_the_packages_cards_show_their_words(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "Een **antwoord**"})
    server.put(card(text("Kop"), fallbackText="Boek een plek: typ 'boek'."))
    server.packages_problem = "npm kon de onderdelen niet ophalen"
    page = open_page(ready=False)
    expect(page.locator("#page-status")).to_contain_text("npm kon de onderdelen niet ophalen")
    expect(page.locator(".card-fallback")).to_have_text("Boek een plek: typ 'boek'.")
    expect(page.locator(".message").first).to_contain_text("Een **antwoord**")
    composer(page).click()
    page.keyboard.type("boek")
    page.keyboard.press("Enter")
    expect(page.locator(".message")).to_have_count(3)


def test_attachments_of_no_known_kind_are_named(open_page: Open, server: ChatServer) -> None:
    server.put({"attachments": [{"contentType": "text/calendar", "name": "afspraak.ics"}]})
    hero = {"contentType": CARD.replace("adaptive", "hero"), "content": {"title": "Kop", "text": "Regel"}}
    server.put({"attachments": [hero]})
    page = open_page()
    expect(page.locator(".message").first).to_contain_text("afspraak.ics")
    expect(page.locator(".message").last).to_contain_text("Regel")


def test_two_copies_of_a_card_do_not_share_their_radio_buttons(open_page: Open, server: ChatServer) -> None:
    server.put(FORM)
    server.put(FORM)
    page = open_page()
    page.get_by_label("Ochtend").first.check()
    page.get_by_label("Middag").last.check()
    expect(page.get_by_label("Ochtend").first).to_be_checked()
