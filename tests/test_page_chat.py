"""The chat page in a browser: talking, reading answers, threads, and staying in step with the server."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import chromium, installed_packages  # noqa: F401
from tests.chat_server import ANNA, BOT, CHANNEL, GROUP, PERSONAL, TOM, ChatServer
from tests.page_actions import ANSWER, Open, composer, opener, say, scripted_server  # noqa: F401


def last(page: Page) -> str:
    return page.locator(".message").last.inner_text()


def test_enter_sends_and_shift_enter_makes_a_new_line(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    composer(page).click()
    page.keyboard.type("eerste regel")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("tweede")
    page.keyboard.press("Enter")
    expect(page.locator(".message")).to_have_count(1)
    assert server.awaited("POST", "/messages") == [{"person": "anna", "text": "eerste regel\ntweede", "mention": False}]
    expect(composer(page)).to_have_text("")


def test_what_a_person_pastes_is_sent_as_plain_text(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    composer(page).click()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "<b>vet</b>"); data.setData("text/html", "<b>vet</b><script>1</script>");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true}));
        }"""
    )
    page.keyboard.press("Enter")
    expect(page.locator(".message .as-typed")).to_have_text("<b>vet</b>")
    assert server.awaited("POST", "/messages")[0]["text"] == "<b>vet</b>"


def test_a_message_that_cannot_be_sent_says_so_and_can_be_sent_again(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    server.refuse_sending = "Koers is hier niet toegevoegd."
    say(page, "hallo")
    expect(page.locator(".undelivered")).to_contain_text("Koers is hier niet toegevoegd.")
    server.refuse_sending = None
    page.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.locator(".undelivered")).to_have_count(0)
    expect(page.locator(".message")).to_have_count(1)


def test_a_message_that_the_bot_did_not_get_is_marked(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    say(page, "hallo")
    expect(page.locator(".message-own")).to_have_count(1)
    server.awaited("POST", "/messages")
    expect(page.get_by_text("Wordt verzonden…")).to_have_count(0)
    event = {"event": "undelivered", "conversation": PERSONAL, "reason": "unreachable", "status": 0}
    server.emit({**event, "message": server.messages[PERSONAL][0]})
    expect(page.locator(".undelivered")).to_contain_text("Koers heeft dit bericht niet ontvangen")


def test_markdown_is_shown_and_html_stays_text(open_page: Open, server: ChatServer) -> None:
    hostile = '<img src=x onerror="alert(1)">\n\n[x](javascript:alert(1))'
    server.put({"text": f"**vet** *cursief* `code`\n\n1. een\n2. twee\n\n{hostile}"})
    page = open_page()
    message = page.locator(".message-text")
    expect(message.locator("strong")).to_have_text("vet")
    expect(message.locator("em")).to_have_text("cursief")
    expect(message.locator("code")).to_have_text("code")
    expect(message.locator("ol li")).to_have_text(["een", "twee"])
    expect(message.locator("img, a")).to_have_count(0)
    expect(message).to_contain_text("<img src=x")


def test_the_list_of_conversations_shows_words_without_marks(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "- **een** [1]\n- twee [2]"})
    page = open_page()
    expect(page.locator(".conversation[aria-current]")).to_contain_text(re.compile(r"Koers\s*een twee"))


def test_xml_text_keeps_its_few_tags_and_drops_what_could_run(open_page: Open, server: ChatServer) -> None:
    hostile = '<b onclick="x()">vet</b><script>1</script><a href="javascript:x()">l</a>'
    server.put({"text": hostile, "textFormat": "xml"})
    page = open_page()
    html = page.locator(".message-text").inner_html()
    assert html == "<b>vet</b><span>l</span>"


def test_a_citation_opens_its_passage_and_the_way_to_the_document(open_page: Open, server: ChatServer) -> None:
    server.put(ANSWER)
    page = open_page()
    number = page.locator("sup .citation").first
    assert number.get_attribute("aria-label") == "Bron 1: Visie, hoofdstuk 2"
    number.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("De bedoeling staat voorop.")
    link = dialog.get_by_role("link", name="Openen in het document")
    assert link.get_attribute("href") == "http://127.0.0.1:1/files/visie.md?quote=bedoeling"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(number).to_be_focused()


def test_a_citation_with_a_card_shows_the_card(open_page: Open, server: ChatServer) -> None:
    server.put(ANSWER)
    page = open_page()
    page.locator(".source", has_text="Netwerken").click()
    expect(page.get_by_role("dialog").locator(".card")).to_contain_text("Wij werken samen in netwerken.")


def test_a_number_in_brackets_without_a_citation_stays_as_it_is(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "Zie [3] en [1]."})
    page = open_page()
    expect(page.locator(".message-text")).to_have_text("Zie [3] en [1].")
    expect(page.locator(".citation")).to_have_count(0)


def test_labels_say_that_ai_made_it_and_how_confidential_it_is(open_page: Open, server: ChatServer) -> None:
    server.put(ANSWER)
    page = open_page()
    expect(page.locator(".tag-ai")).to_have_text("Gegenereerd door AI")
    page.get_by_role("button", name="Vertrouwelijkheid: Intern").click()
    expect(page.get_by_role("dialog")).to_contain_text("Alleen voor medewerkers.")


def test_a_thumb_asks_why_and_sends_feedback_as_teams_does(open_page: Open, server: ChatServer) -> None:
    message = server.put(ANSWER)
    page = open_page()
    thumb = page.get_by_role("button", name="Geen goed antwoord")
    thumb.click()
    page.get_by_label("Toelichting").fill("Te lang")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(thumb).to_have_attribute("aria-pressed", "true")
    assert server.awaited("POST", "/invoke") == [
        {
            "person": "anna",
            "messageId": message["id"],
            "name": "message/submitAction",
            "value": {
                "actionName": "feedback",
                "actionValue": {"reaction": "dislike", "feedback": '{"feedbackText":"Te lang"}'},
            },
        }
    ]


def test_feedback_that_fails_keeps_the_words(open_page: Open, server: ChatServer) -> None:
    server.put(ANSWER)
    server.invoke_answer = lambda _: {"status": 502, "body": None}
    page = open_page()
    page.get_by_role("button", name="Goed antwoord", exact=True).click()
    page.get_by_label("Toelichting").fill("Fijn")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Toelichting")).to_have_value("Fijn")


def test_suggestions_stand_under_the_last_message_and_are_said(open_page: Open, server: ChatServer) -> None:
    actions = {"actions": [{"type": "imBack", "title": "Wie helpt mij?", "value": "Wie helpt mij verder?"}]}
    server.put({"text": "Dat staat er niet in.", "suggestedActions": actions})
    page = open_page()
    page.get_by_role("button", name="Wie helpt mij?").click()
    expect(page.locator(".message").last).to_contain_text("Wie helpt mij verder?")
    expect(page.locator(".suggestions")).to_have_count(0)
    expect(composer(page)).to_be_focused()
    assert server.awaited("POST", "/messages")[0]["text"] == "Wie helpt mij verder?"


def test_a_streamed_answer_grows_and_becomes_the_message(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    stream = {"event": "stream", "conversation": PERSONAL, "streamId": "m1", "final": False}
    server.emit({**stream, "kind": "informative", "text": "Ik zoek het op…", "sequence": 1})
    expect(page.locator(".informative")).to_contain_text("Ik zoek het op…")
    server.emit({**stream, "kind": "streaming", "text": "Wij werken", "sequence": 2})
    expect(page.locator(".message-text")).to_have_text("Wij werken")
    server.emit({**stream, "kind": "final", "text": "Wij werken samen.", "sequence": None, "final": True})
    final = server.say({"text": "Wij werken samen."})
    assert final["id"] == "m1"
    expect(page.locator(".message-text")).to_have_text("Wij werken samen.")
    expect(page.locator(".message")).to_have_count(1)
    expect(page.locator(".caret, .stop-button")).to_have_count(0)


def test_a_person_can_stop_the_bot_while_it_writes(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    stream = {"event": "stream", "conversation": PERSONAL, "streamId": "s9", "kind": "streaming", "final": False}
    server.emit({**stream, "text": "Een lang", "sequence": 1})
    page.get_by_role("button", name="Stoppen").click()
    expect(page.locator(".caret")).to_have_count(0)
    assert len(server.awaited("POST", "/streams/s9/stop")) == 1


def test_a_message_that_comes_while_the_page_loads_is_not_lost(open_page: Open, server: ChatServer) -> None:
    server.late = {"text": "Welkom, Anna."}
    page = open_page()
    expect(page.locator("#page-announcer")).to_have_text("Koers: Welkom, Anna.")
    expect(page.locator(".message")).to_have_count(1)
    page.get_by_role("button", name="Weergave").click()
    expect(page.locator(".message")).to_have_text(re.compile("Welkom, Anna."))


def test_typing_shows_until_the_message_comes(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    server.emit({"event": "typing", "conversation": PERSONAL, "from": BOT})
    expect(page.locator(".typing")).to_have_text("Koers is aan het typen…")
    server.say({"text": "Daar ben ik."})
    expect(page.locator(".typing")).to_have_count(0)


def test_new_messages_of_others_are_announced(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    server.say({"text": "De zes **principes** zijn deze."})
    expect(page.locator("#page-announcer")).to_have_text("Koers: De zes principes zijn deze.")


def test_own_messages_can_be_edited_and_deleted(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "vraga", "textFormat": "plain"}, sender=ANNA)
    server.put({"text": "antwoord"})
    page = open_page()
    expect(page.get_by_role("button", name="Bewerken")).to_have_count(1)
    page.get_by_role("button", name="Bewerken").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("vraag")
    page.keyboard.press("Enter")
    expect(page.locator(".message-own")).to_contain_text("vraag")
    expect(page.locator(".edited")).to_have_text("Bewerkt")
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator(".message-own")).to_contain_text("Dit bericht is verwijderd.")
    assert server.awaited("PATCH", "/m1") == [{"person": "anna", "text": "vraag"}]
    assert server.awaited("DELETE", "/m1") == [{"person": "anna"}]


def test_escape_leaves_a_message_as_it_was(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "vraag", "textFormat": "plain"}, sender=ANNA)
    page = open_page()
    page.get_by_role("button", name="Bewerken").click()
    page.keyboard.type(" anders")
    page.keyboard.press("Escape")
    expect(page.locator(".message-own .as-typed")).to_have_text("vraag")
    assert server.got("PATCH", "/m1") == []


def test_at_sign_offers_the_bot_and_makes_a_mention(open_page: Open, server: ChatServer) -> None:
    page = open_page(f"conversation={GROUP}")
    composer(page).click()
    page.keyboard.type("Hoi @ko")
    expect(page.get_by_role("option", name="Koers")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("wat is de bedoeling?")
    page.keyboard.press("Enter")
    expect(page.locator(".message .mention")).to_have_text("Koers")
    sent = server.awaited("POST", "/messages")[0]
    assert (sent["text"], sent["mention"]) == ("Hoi @Koers wat is de bedoeling?", True)


def test_without_a_mention_the_group_talks_among_itself(open_page: Open, server: ChatServer) -> None:
    page = open_page(f"conversation={GROUP}")
    say(page, "Gaan we lunchen?")
    expect(page.locator(".message")).to_have_count(1)
    assert server.awaited("POST", "/messages")[0]["mention"] is False


def test_a_slash_offers_the_commands_in_the_persons_language(open_page: Open) -> None:
    page = open_page()
    composer(page).click()
    page.keyboard.type("/hu")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(composer(page)).to_have_text("Hulp")
    page.goto(page.url.replace("person=anna", "person=tom"))
    page.get_by_role("button", name="What can you ask?").click()
    expect(page.get_by_role("option").first).to_contain_text("Ask a question")


def test_a_channel_shows_threads_and_answers_go_into_them(open_page: Open, server: ChatServer) -> None:
    root = server.put({"text": "@Koers wat is de bedoeling?", "mention": True}, CHANNEL, sender=TOM)
    server.put({"text": "Dat is dit."}, CHANNEL, reply_to=root["id"])
    server.put({"text": "Iets anders"}, CHANNEL, sender=ANNA, minutes=5)
    page = open_page(f"conversation={CHANNEL}")
    threads = page.locator(".thread")
    expect(threads).to_have_count(2)
    expect(threads.first.locator(".message")).to_have_count(2)
    threads.first.get_by_role("button", name="Beantwoorden").click()
    page.keyboard.type("@")
    page.keyboard.press("Tab")
    page.keyboard.type("dank je")
    page.keyboard.press("Enter")
    expect(threads.first.locator(".message")).to_have_count(3)
    sent = server.awaited("POST", "/messages")[0]
    assert (sent["replyTo"], sent["text"], sent["mention"]) == (root["id"], "@Koers dank je", True)


def test_news_elsewhere_marks_the_conversation_unread(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    server.say({"text": "Kijk hier"}, GROUP, sender=TOM)
    item = page.locator(".conversation", has_text="Teamchat Omgeving")
    expect(item).to_contain_text("ongelezen")
    expect(item).to_contain_text("Tom: Kijk hier")
    item.click()
    expect(item).not_to_contain_text("ongelezen")
    expect(page.locator(".message")).to_have_count(1)


def test_a_draft_waits_in_its_conversation(open_page: Open) -> None:
    page = open_page()
    composer(page).click()
    page.keyboard.type("nog niet af")
    page.locator(".conversation", has_text="Teamchat Omgeving").click()
    expect(composer(page)).to_have_text("")
    page.locator(".conversation", has_text="Koers").first.click()
    expect(composer(page)).to_have_text("nog niet af")


def test_after_a_lost_connection_what_was_missed_is_there(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    server.put({"text": "gemist"})
    server.drop_connections()
    expect(page.locator(".message")).to_have_count(1)
    expect(page.locator("#page-status")).to_be_hidden()


def test_another_person_has_another_language_and_other_conversations(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "Alleen voor Anna"})
    page = open_page()
    page.get_by_role("button", name="Anna de Wit").click()
    page.get_by_role("menuitemradio", name="Tom Peters").click()
    expect(page.get_by_role("navigation", name="Conversations")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".message")).to_have_count(0)
    assert "person=tom" in page.url


def test_the_bot_can_be_removed_and_added(open_page: Open, server: ChatServer) -> None:
    page = open_page()
    page.get_by_role("button", name="Meer").click()
    page.get_by_role("menuitem", name="Koers verwijderen").click()
    expect(page.locator(".notice")).to_contain_text("Koers doet hier niet mee")
    expect(composer(page)).to_be_hidden()
    page.get_by_role("button", name="Koers toevoegen").click()
    expect(composer(page)).to_be_visible()
    assert [body["installed"] for body in server.awaited("POST", "/install", 2)] == [False, True]


def test_days_separate_messages_and_one_person_stands_together(open_page: Open, server: ChatServer) -> None:
    server.put({"text": "maandag"})
    server.put({"text": "ook maandag"})
    server.put({"text": "dinsdag"}, minutes=24 * 60)
    page = open_page()
    expect(page.locator(".day")).to_have_text(["maandag 2 maart", "dinsdag 3 maart"])
    expect(page.locator(".message-follows")).to_have_count(1)
