"""Asking on: follow-ups, sources in their surroundings, plain words, two sides, in every kind of place."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiohttp
import pytest

from dialogs.understanding.leaning import only_leans
from dialogs.vision import worded
from domain.organisation import load_organisation
from domain.vision import VisionAnswer, offered
from knowledge.answer import Answer, Aspect, Citation, Outcome, Passage, Remark, ScoredPassage
from tests.chat import Chat, Shown, chatting

PRINCIPLES = "Wat zijn de zes principes van de netwerkorganisatie?"
ABOUT_WHAT = ("Waar gaat je vraag over?", "What is your question about?")
NOT_UNDERSTOOD = ("Dat begrijp ik niet", "I do not understand that")
OWN_WORDS = ("Dit is een uitleg van Koers", "This is an explanation by Koers")
EXAMPLES = load_organisation("oss").example_questions_nl
FOLLOW_UPS = (
    "waarom?",
    "geef een voorbeeld",
    "wat bedoel je daarmee?",
    "en de derde?",
    "hoe dan?",
    "en de kosten?",
    "en in Sittard-Geleen?",
    "wie?",
    "sinds wanneer?",
    "wat betekent dat?",
    "is dat verplicht?",
    "en verder?",
    "why?",
    "give an example",
    "what do you mean by that?",
    "and the third one?",
    "and the costs?",
    "and in Sittard-Geleen?",
)


async def read_by(chat: Chat, *, everyone: bool) -> None:
    """Opens every document of the library to all employees, or takes that away; Koers looks at once."""
    base = f"{chat.tenant.base_url}/chat/tenant"
    async with chat.http.get(f"{base}/library") as response:
        files = (await response.json())["files"]
    for file in files:
        body = {"item": file["id"], "everyone": everyone}
        async with chat.http.post(f"{base}/permissions", json=body) as response:
            assert response.status < 300
    await chat.library.sync()


def highlighted(card: dict[str, object] | None) -> list[str]:
    """What is marked on a card."""
    found: list[str] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if value.get("highlight"):
                found.append(str(value["text"]))
            for item in value.values():
                look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(card)
    return found


def folded(text: str) -> str:
    return re.sub(r"[\s•\-*]+", " ", text)


async def test_a_follow_up_with_nothing_before_it_is_asked_what_it_is_about(chat: Chat) -> None:
    for text in FOLLOW_UPS:
        answer = await chat.say(text)
        assert answer.text.startswith(ABOUT_WHAT), text
        assert answer.citations == []
        assert answer.suggestions, text
    assert (await chat.say(EXAMPLES[0])).citations


async def test_a_follow_up_leans_on_what_was_asked_before(chat: Chat) -> None:
    for text in FOLLOW_UPS:
        await chat.say(PRINCIPLES)
        answer = await chat.say(text)
        assert not answer.text.startswith((*ABOUT_WHAT, *NOT_UNDERSTOOD)), text
        assert "nog niet" not in answer.words, text
        assert answer.citations, text


@pytest.mark.parametrize(
    "text",
    [
        "En hoe zit het met thuiswerken?",
        "Is dat thuiswerken verplicht?",
        "Wat doet het college?",
        "And what about working from home?",
        "What is our mission?",
    ],
)
def test_what_has_a_subject_of_its_own_needs_nothing_before_it(text: str) -> None:
    assert not only_leans(text)


async def test_the_subject_goes_along_to_another_municipality(chat: Chat) -> None:
    await chat.say("Wat is hybride werken?")
    answer = await chat.say("en in Sittard-Geleen?")
    assert "Dit gaat over Sittard-Geleen, niet over Oss." in answer.text
    assert "ybride" in answer.text


async def test_a_source_opens_in_its_surroundings(chat: Chat) -> None:
    answer = await chat.say(PRINCIPLES)
    opened = await chat.say("bron 1")
    assert opened.card is not None
    assert "Bron 1 van" in opened.words
    marked = folded(" ".join(highlighted(opened.card)))
    assert folded(answer.citations[0]["appearance"]["abstract"].rstrip("…"))[:80].strip() in marked
    assert len(folded(opened.words)) > len(marked) + 300  # there is text around the quote
    document = opened.button("Open het document").action["url"]
    assert document == answer.citations[0]["appearance"]["url"]


async def test_a_source_is_asked_for_in_many_ways(chat: Chat) -> None:
    await with_two_sources(chat)
    for text, count in (
        ("bron 2", "Bron 2 van"),
        ("open bron 2", "Bron 2 van"),
        ("laat bron 1 zien", "Bron 1 van"),
        ("toon de tweede bron", "Bron 2 van"),
        ("kun je bron twee laten zien?", "Bron 2 van"),
        ("waar staat dat?", "Bron 1 van"),
        ("source 2", "Source 2 of"),
        ("show the second source", "Source 2 of"),
    ):
        assert count in (await chat.say(text)).words, text
    last = re.search(r"Bron (\d) van (\d)", (await chat.say("de laatste bron")).words)
    assert last
    assert last[1] == last[2]


async def with_two_sources(chat: Chat) -> Shown:
    """An answer that has two sources at least."""
    for question in (*EXAMPLES, "Wat is participatie?", "Wat zegt de visie over vertrouwen en samenwerken?"):
        answer = await chat.say(question)
        if len(answer.citations) > 1:
            return answer
    raise AssertionError("no answer with two sources")


@pytest.mark.route("vision.source")
async def test_the_next_and_the_previous_source_take_the_place_of_the_open_one(chat: Chat) -> None:
    await with_two_sources(chat)
    first = await chat.say("bron 1")
    assert "Vorige bron" not in [button.title for button in first.buttons]
    await chat.say("Wat is onze missie?")  # the card goes on about its own answer
    second = await first.press("Volgende bron")
    assert second.id == first.id
    assert "Bron 2 van" in second.words
    back = await second.press("Vorige bron")
    assert folded(back.words) == folded(first.words)


async def test_a_source_that_there_is_not_is_told_with_those_that_there_are(chat: Chat) -> None:
    none_yet = await chat.say("bron 2")
    assert "nog geen bron" in none_yet.text
    assert none_yet.suggestions
    await chat.say(PRINCIPLES)
    answer = await chat.say("bron 19")
    assert answer.card is None
    assert "bron 1" in answer.suggestions
    assert (await chat.say("bron 1")).card


async def test_of_a_document_that_is_no_longer_for_everyone_nothing_is_shown(chat: Chat) -> None:
    answer = await with_two_sources(chat)
    name = answer.citations[0]["appearance"]["name"].partition(" (")[0]
    opened = await chat.say("bron 1")
    await read_by(chat, everyone=False)
    assert "bron 1" not in (await chat.say("bron 1")).suggestions
    for shown in (await chat.say("bron 1"), await opened.press("Volgende bron"), await chat.say("kan dat simpeler?")):
        said = shown.words + shown.notice
        assert name not in said
        assert not shown.card or shown.id == opened.id
        assert shown.citations == []
        assert re.search("niet meer|nog geen vraag", said)
    await read_by(chat, everyone=True)
    assert (await chat.say("bron 1")).card


async def test_of_a_document_that_was_changed_the_new_text_is_not_passed_off_as_the_source(chat: Chat) -> None:
    answer = await chat.say(PRINCIPLES)
    *_, folder, name = unquote(urlsplit(answer.citations[0]["appearance"]["url"]).path).split("/")
    form = aiohttp.FormData({"folder": folder})
    form.add_field("file", b"# Nieuw\n\nAlles is anders.", filename=name)
    async with chat.http.post(f"{chat.tenant.base_url}/chat/tenant/library/upload", data=form) as response:
        assert response.status < 300
    await chat.library.sync()
    answer = await chat.say("bron 1")
    assert answer.card is None
    assert "veranderd" in answer.text


async def test_someone_else_or_another_conversation_has_no_part_in_the_sources(chat: Chat) -> None:
    await chat.say(PRINCIPLES)
    assert "nog geen bron" in (await chat.as_("manager").say("bron 1")).text
    assert "nog geen bron" in (await chat.inside("group").say("bron 1")).text


async def test_plain_words_are_marked_as_our_own_and_keep_their_source(chat: Chat) -> None:
    before = await chat.say(PRINCIPLES)
    for text, mark in (
        ("leg uit in eenvoudige woorden", OWN_WORDS[0]),
        ("kan dat simpeler?", OWN_WORDS[0]),
        ("in gewone taal graag", OWN_WORDS[0]),
        ("Kan dat in gewone woorden?", OWN_WORDS[0]),
        ("explain in simple words", OWN_WORDS[1]),
        ("Can you say that in plain words?", OWN_WORDS[1]),
    ):
        answer = await chat.say(text)
        assert mark in answer.text, text
        assert answer.citations[0]["appearance"]["url"] == before.citations[0]["appearance"]["url"]
        assert "[1]" in answer.text
    assert (await chat.say("bron 1")).card


async def test_a_question_in_plain_words_is_asked_anew(chat: Chat) -> None:
    for text, mark in (
        ("Leg uit wat de netwerkorganisatie is in eenvoudige woorden", OWN_WORDS[0]),
        ("Wat is de netwerkorganisatie, in gewone taal?", OWN_WORDS[0]),
        ("Explain what the network organisation is in simple words", OWN_WORDS[1]),
    ):
        await chat.say("Wat is hybride werken?")
        answer = await chat.say(text)
        assert mark in answer.text, text
        assert "etwork" in answer.text or "etwerk" in answer.text
        assert answer.citations


async def test_without_anything_to_explain_that_is_said(chat: Chat) -> None:
    answer = await chat.say("kan dat simpeler?")
    assert "nog geen vraag" in answer.text
    assert answer.suggestions
    await chat.say("Wat zijn de parkeertarieven?")
    assert OWN_WORDS[0] not in (await chat.say("kan dat simpeler?")).text


async def test_two_municipalities_are_each_quoted_under_their_own_name(chat: Chat) -> None:
    answer = await chat.say("Wat is het verschil tussen hybride werken in Oss en in Sittard-Geleen?")
    _, ours, theirs = re.split(r"\*\*(?:Oss|Sittard-Geleen)\*\*", answer.text)
    numbers = [sorted(map(int, re.findall(r"\[(\d+)\]", part))) for part in (ours, theirs)]
    assert all(numbers), answer.text
    assert max(numbers[0]) < min(numbers[1])  # in the order in which they are read
    by_number = {claim["position"]: claim["appearance"]["url"] for claim in answer.citations}
    assert all("sittard-geleen" in by_number[number] for number in numbers[1])
    assert not any("sittard-geleen" in by_number[number] for number in numbers[0])
    assert (await chat.say(f"bron {numbers[1][0]}")).button("Open het document").action["url"] == by_number[
        numbers[1][0]
    ]


async def test_a_municipality_whose_documents_do_not_say_is_named_with_that(chat: Chat) -> None:
    for question, silent in (
        ("Vergelijk de Werk Hub in Oss en Sittard-Geleen", "niets in de documenten van Oss"),
        ("Compare the Werk Hub in Oss and Sittard-Geleen", "nothing about this in the documents of Oss"),
    ):
        answer = await chat.say(question)
        assert silent in answer.text
        assert answer.citations
        assert all("sittard-geleen" in claim["appearance"]["url"] for claim in answer.citations)


async def test_a_thread_leans_on_itself_and_not_on_another(chat: Chat) -> None:
    channel = chat.inside("channel")
    first = await channel.say(PRINCIPLES)
    assert first.thread
    leaning = await channel.say("waarom?", thread=first.thread)
    assert leaning.thread == first.thread
    assert leaning.citations
    opened = await channel.as_("manager").say("bron 1", thread=first.thread)
    assert opened.card
    assert opened.thread == first.thread
    elsewhere = await channel.say("waarom?")
    assert elsewhere.thread != first.thread
    assert ABOUT_WHAT[0] in elsewhere.text


async def test_a_group_leans_on_what_was_said_in_the_group(chat: Chat) -> None:
    group = chat.inside("group")
    await chat.say("Wat is hybride werken?")
    assert ABOUT_WHAT[0] in (await group.say("waarom?")).text
    await group.say(PRINCIPLES)
    answer = await group.as_("manager").say("en wat betekent de laatste daarvan?")
    assert "experimenteren" in answer.text
    assert (await group.say("bron 1")).card
    assert OWN_WORDS[0] in (await group.say("kan dat simpeler?")).text


async def test_a_ready_made_question_pressed_twice_is_answered_once(chat: Chat) -> None:
    [greeting] = await chat.open()
    title = greeting.buttons[0].title
    assert (await greeting.press(title)).citations
    again = await greeting.press(title)
    assert "net beantwoord" in again.notice
    assert again.text == ""
    first, second = await asyncio.gather(*(greeting.press(greeting.buttons[1].title) for _ in range(2)))
    answers = [shown for shown in await chat.open() if shown.citations]
    assert len(answers) == 2
    assert first.notice
    assert second.notice
    await chat.say("hoe dan?")
    assert (await greeting.press(greeting.buttons[1].title)).citations  # something else was asked in between


async def test_words_that_nobody_knows_are_not_understood(chat: Chat) -> None:
    for text in ("asdf qwer", "qwerty uiop zxcv", "blorp fnarg", "bla bla bla", "привет как дела"):
        answer = await chat.say(text)
        assert answer.text.startswith(NOT_UNDERSTOOD), text
        assert answer.citations == []
        assert answer.suggestions


async def test_words_with_a_mistake_are_understood(chat: Chat) -> None:
    for text in (
        "netwerkorganisatsie",
        "partisipatie beleit",
        "hybried werken",
        "gemeenschapgericht werken",
        "kwadrantn",
    ):
        assert (await chat.say(text)).citations, text


async def test_after_an_answer_from_an_official_document_plain_words_are_offered(shared: Path, tmp_path: Path) -> None:
    async with chatting(tmp_path, documents=shared / "documents") as chat:
        answer = await chat.say(PRINCIPLES)
        assert answer.suggestions[-1] == "Kan dat in gewone woorden?"
        plainer = await chat.say(answer.suggestions[-1])
        assert OWN_WORDS[0] in plainer.text
        assert plainer.citations[0]["appearance"]["url"] == answer.citations[0]["appearance"]["url"]
        english = await chat.say("What are the six principles of the network organisation?")
        assert english.suggestions[-1] == "Can you say that in plain words?"
        assert OWN_WORDS[1] in (await chat.say(english.suggestions[-1])).text


async def test_who_does_not_understand_an_answer_gets_it_in_plain_words(shared: Path, tmp_path: Path) -> None:
    async with chatting(tmp_path, documents=shared / "documents") as chat:
        for text, mark in (("wat bedoel je daarmee?", OWN_WORDS[0]), ("what do you mean by that?", OWN_WORDS[1])):
            await chat.say(PRINCIPLES)
            assert mark in (await chat.say(text)).text


def of_a_model(text: str, *, remarks: tuple[Remark, ...] = ()) -> VisionAnswer:
    citation = Citation(1, "d", "Visie", "Visie > Missie", "Wij helpen.", "https://visie.example/d", "Wij helpen.")
    answer = Answer(Outcome.ANSWERED, "en", text, (citation,), (), remarks=remarks, by_model=True)
    return offered(answer, "What is our mission?", load_organisation("oss"))


def test_an_answer_of_a_model_says_so_and_begins_with_what_was_shown_of_it() -> None:
    text = "They help each other. [1]"
    reply = worded(of_a_model(text, remarks=(Remark(Aspect.ELSEWHERE, found=("sittard-geleen",)),)))
    assert reply.made_by_ai
    assert reply.text.startswith(text)
    assert "This is about Sittard-Geleen, not about Oss." in reply.text
    assert "Made with AI. Check the sources." in reply.text
    assert "in Dutch" not in reply.text


def test_a_wrong_assumption_is_corrected_with_what_the_documents_do_say() -> None:
    citation = Citation(1, "d", "Visie", "Model", "Er zijn vier kwadranten.", "", "Er zijn vier kwadranten.")
    remark = Remark(Aspect.NUMBER, "kwadranten", "vijf", ("vier",), (1,))
    answer = Answer(Outcome.UNSURE, "nl", "Er zijn vier kwadranten. [1]", (citation,), (), remarks=(remark,))
    text = worded(offered(answer, "Wat zijn de vijf kwadranten?", load_organisation("oss"))).text
    assert text.startswith("Let op: er zijn vier kwadranten, geen vijf [1].")
    assert "Dit staat er wel" in text
    assert "Een zeker antwoord vind ik niet" not in text


def test_a_place_without_documents_gets_questions_about_the_own_one() -> None:
    answer = Answer(Outcome.REFUSED, "nl", "", (), (), remarks=(Remark(Aspect.UNKNOWN_PLACE, asked="Nijmegen"),))
    reply = worded(offered(answer, "Hoe werkt Nijmegen hybride?", load_organisation("oss")))
    assert reply.text.startswith("Van Nijmegen heb ik geen documenten.")
    assert "Vragen over Oss kan ik wel beantwoorden" in reply.text
    assert reply.suggestions == EXAMPLES
    assert reply.citations == ()


def test_two_documents_that_are_named_are_each_quoted_under_their_own_title() -> None:
    citations = tuple(
        Citation(number, f"d{number}", title, title, quote, "", quote)
        for number, title, quote in ((1, "Bestuursopdracht", "Eerst luisteren."), (2, "Visie", "Samen werken."))
    )
    passages = tuple(
        ScoredPassage(Passage(one.document, one.title, "oss", one.title, one.passage, 0, 9, ""), 1.0)
        for one in citations
    )
    text = "Eerst luisteren. [1]\n\nSamen werken. [2]"
    answer = Answer(Outcome.ANSWERED, "nl", text, citations, passages)
    oss = load_organisation("oss")
    shown = worded(offered(answer, "Wat is het verschil tussen de visie en de bestuursopdracht?", oss)).text
    assert shown == "**Bestuursopdracht**\n\nEerst luisteren. [1]\n\n**Visie**\n\nSamen werken. [2]"
    assert worded(offered(answer, "Wat zeggen de visie en de bestuursopdracht?", oss)).text == text
