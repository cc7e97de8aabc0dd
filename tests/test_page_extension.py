"""The chat page in a browser: the message extension, dialogs of the bot, and fields that look up what one types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.chat_server import GROUP, PERSONAL, TOM, ChatServer
from tests.page_actions import CARD, Open, card, composer, opener, scripted_server, text  # noqa: F401

EXTENSION = [
    {"id": "findIdea", "type": "query", "title": "Zoek een idee", "description": "Zet een idee in dit gesprek"},
    {"id": "makeIdea", "type": "action", "title": "Maak hier een idee van", "description": "Met deze tekst"},
]
LINK = "https://teams.microsoft.com/l/chat/0/0?users=28%3Abot&message=toon%20idee%207"
FOUND = card(text("Fietsen", style="heading"), actions=[{"type": "Action.OpenUrl", "title": "Open", "url": LINK}])


def choices(id: str, label: str, dataset: str, **rest: Any) -> dict[str, Any]:
    query = {"type": "Data.Query", "dataset": dataset}
    return {"type": "Input.ChoiceSet", "id": id, "label": label, "choices": [], "choices.data": query, **rest}


def submit(title: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Submit", "title": title, "data": data}


def in_dialog(title: str, *body: Any) -> dict[str, Any]:
    content = card(text(title, style="heading"), *body, actions=[submit("Bewaar", token="t2")])
    shown = {"title": title, "card": {"contentType": CARD, "content": content["attachments"][0]["content"]}}
    return {"status": 200, "body": {"task": {"type": "continue", "value": shown}}}


FORM = in_dialog(
    "Nieuw idee",
    choices("like", "Lijkt op", "ideas"),
    choices(
        "who",
        "Met wie",
        "graph.microsoft.com/users",
        isMultiSelect=True,
        isRequired=True,
        errorMessage="Kies iemand.",
        choices=[{"title": "Kees Boot", "value": "kees"}],
        value="kees",
    ),
)


class Bot:
    """Answers as a bot with an extension does; a dialog goes on once and is then done."""

    def __init__(self) -> None:
        self.steps = [in_dialog("Nog iets"), {"status": 504, "body": None}]
        self.last = {"status": 200, "body": {"task": {"type": "message", "value": "Dank je wel"}}}

    def __call__(self, body: dict[str, Any]) -> dict[str, Any]:
        match body["name"]:
            case "application/search":
                results = [{"title": "Fietsen", "value": "7"}]
                return {"status": 200, "body": {"statusCode": 200, "value": {"results": results}}}
            case "composeExtension/query":
                return self.found(body["value"])
            case "task/fetch" | "composeExtension/fetchTask":
                return FORM
            case _:
                return self.steps.pop(0) if self.steps else self.last

    @staticmethod
    def found(value: dict[str, Any]) -> dict[str, Any]:
        if value["text"] == "niets":
            return {"status": 200, "body": {"composeExtension": {"type": "message", "text": "Niets gevonden."}}}
        preview = {"content": {"title": "Fietsen", "text": value["text"] or "nieuwste"}}
        one = {"contentType": CARD, "content": FOUND["attachments"][0]["content"], "preview": preview}
        many = [one] * (25 if not value["text"] and not value["skip"] else 1)
        return {"status": 200, "body": {"composeExtension": {"type": "result", "attachments": many}}}


def test_a_dialog_a_search_and_an_action_on_a_message_work_as_in_teams(
    open_page: Open, server: ChatServer, page_packages: Path
) -> None:
    server.extension, server.invoke_answer = EXTENSION, Bot()
    opening = submit("Nieuw idee", token="t1", msteams={"type": "task/fetch"})
    on = server.put(card(text("Ideeën", style="heading"), actions=[opening]))
    written = server.put({"text": "Meer fietsen"}, GROUP, sender=TOM)
    page = open_page()

    # the dialog takes the focus, keeps it, and gives it back on Escape
    button = page.get_by_role("button", name="Nieuw idee")
    button.click()
    dialog = page.get_by_role("dialog", name="Nieuw idee")
    expect(dialog.get_by_role("combobox", name="Lijkt op")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)
    assert accessibility_problems(page, page_packages, "dialog") == []
    screenshot(page, "extension-dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    (fetched,) = server.awaited("POST", "/invoke")
    assert (fetched["name"], fetched["messageId"], fetched["value"]["data"]["token"]) == ("task/fetch", on["id"], "t1")

    # its fields look things up, with the keyboard; colleagues without the bot, several of them
    button.click()
    page.keyboard.type("fie")
    expect(dialog.get_by_role("option", name="Fietsen")).to_be_visible()
    page.keyboard.press("Escape")  # the list alone, and not the dialog
    field = dialog.get_by_role("combobox", name="Lijkt op")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("fie")
    expect(dialog.get_by_role("option", name="Fietsen")).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="Lijkt op")).to_have_value("Fietsen")
    who = dialog.get_by_role("combobox", name="Met wie")
    expect(dialog.locator(".picked li")).to_have_text(["Kees Boot"])
    dialog.get_by_role("button", name="Kees Boot weghalen").click()
    dialog.get_by_role("button", name="Bewaar").click()
    expect(dialog.get_by_text("Kies iemand.")).to_be_visible()
    for name in ("Tom Smit", "Tom Peters"):
        who.fill("Tom")
        dialog.get_by_role("option", name=name).click()
    who.fill("niemand")
    expect(dialog.get_by_text("Niets gevonden")).to_be_visible()
    assert accessibility_problems(page, page_packages, "dialog") == []
    screenshot(page, "extension-people")
    dialog.get_by_role("button", name="Bewaar").click()

    # it goes on, says what fails without losing anything, and closes with the words of the bot
    following = page.get_by_role("dialog", name="Nog iets")
    following.get_by_role("button", name="Bewaar").click()
    expect(following.get_by_role("alert")).to_be_visible()
    following.get_by_role("button", name="Bewaar").click()
    expect(following).to_have_count(0)
    closing = page.get_by_role("dialog", name="Koers")
    expect(closing).to_contain_text("Dank je wel")
    page.keyboard.press("Escape")
    pressed = [body for body in server.awaited("POST", "/invoke") if body["name"] == "task/submit"]
    assert pressed[0]["value"]["data"] == {"token": "t2", "like": "7", "who": "smit,tom"}
    asked = [body["value"] for body in server.awaited("POST", "/invoke") if body["name"] == "application/search"]
    assert asked[-1] == {"queryText": "fie", "queryOptions": {"skip": 0, "top": 15}, "dataset": "ideas"}

    # an action on what somebody wrote, elsewhere
    page.locator(f"[data-conversation='{GROUP}']").click()
    page.get_by_text("Meer fietsen").last.hover()
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("menuitem", name="Maak hier een idee van").click()
    expect(dialog).to_be_visible()
    who.fill("Tom")
    dialog.get_by_role("option", name="Tom Smit").click()
    dialog.get_by_role("button", name="Bewaar").click()
    expect(closing).to_contain_text("Dank je wel")
    page.keyboard.press("Escape")
    submitted = server.awaited("POST", "/invoke")[-1]
    assert (submitted["name"], submitted["messageId"]) == ("composeExtension/submitAction", written["id"])
    assert submitted["value"]["commandId"] == "makeIdea"

    # a search: the newest first, more of them, nothing, and one that goes into the conversation
    page.get_by_role("button", name="Zoeken en plaatsen").click()
    find = page.get_by_role("dialog", name="Zoek een idee")
    results = find.locator(".found-one")
    expect(results).to_have_count(25)
    find.get_by_role("button", name="Meer", exact=True).press("Enter")
    expect(results).to_have_count(26)
    expect(results.nth(25).get_by_role("button")).to_be_focused()  # where one goes on reading
    find.get_by_role("searchbox").fill("niets")
    expect(find.get_by_text("Niets gevonden.")).to_be_visible()
    find.get_by_role("searchbox").fill("fiets")
    expect(results).to_have_count(1)
    assert accessibility_problems(page, page_packages, "dialog") == []
    screenshot(page, "extension-find")
    results.get_by_role("button").click()
    find.get_by_role("button", name="Plaats in dit gesprek").click()
    expect(find).to_have_count(0)
    put = page.locator(".message-own", has_text="Fietsen")
    expect(put).to_be_visible()

    # and its link opens the chat with the bot, with words in the field
    put.get_by_role("link", name="Open").click()
    expect(composer(page)).to_have_text("toon idee 7")
    expect(composer(page)).to_be_focused()
    assert page.evaluate("new URL(location).searchParams.get('conversation')") == PERSONAL
