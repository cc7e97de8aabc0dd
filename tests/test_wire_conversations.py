"""The whole bot in conversation with the local tenant: personal chat, group chat and channel, in both languages."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.chat import Chat

QUESTION = "Wat zijn de zes principes van de netwerkorganisatie?"


@pytest.mark.route("welcome")
async def test_a_newcomer_is_welcomed_once_and_by_name(chat: Chat) -> None:
    greetings = await chat.open()
    assert len(greetings) == 1
    assert greetings[0].words.startswith(f"Welkom, {chat.person['name'].split()[0]}")
    assert len(greetings[0].buttons) <= 6
    assert len(await chat.open()) == 1


@pytest.mark.route("sentence")
@pytest.mark.parametrize("text", ["hoi", "hallo", "hi", "Hello!"])
async def test_a_greeting_is_answered_in_kind(chat: Chat, text: str) -> None:
    answer = await chat.say(text)
    assert chat.person["name"].split()[0] in answer.text
    assert answer.suggestions


async def test_an_answer_carries_its_sources_thumbs_and_questions_to_go_on_with(chat: Chat) -> None:
    answer = await chat.say(QUESTION)
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    assert numbers
    assert numbers == {claim["position"] for claim in answer.citations}
    assert all(len(claim["appearance"]["abstract"]) <= 160 for claim in answer.citations)
    assert answer.feedback
    assert answer.suggestions
    assert not answer.labelled_ai  # no language model wrote this
    assert (await chat.say(answer.suggestions[0])).text
    await chat.thumbs(up=True, on=answer)


@pytest.mark.route("vision.ask")
async def test_a_ready_made_question_is_answered_below_the_card(chat: Chat) -> None:
    (greeting,) = await chat.open()
    title = greeting.buttons[0].title
    answer = await greeting.press(title)
    assert answer.notice == "Het antwoord staat onderaan in de chat."
    assert answer.citations
    other = greeting.buttons[1].title
    assert (await chat.submit(other, on=greeting)).citations  # the same in a client that knows only Action.Submit


@pytest.mark.route("language.choose")
async def test_the_chosen_language_is_used_from_then_on(chat: Chat) -> None:
    (greeting,) = await chat.open()
    chosen = await greeting.press("Speak English")
    assert "English" in chosen.words + chosen.notice
    assert (await chat.say("help")).words.startswith("This is what I can do")
    back = await chat.press("Spreek Nederlands")
    assert "Nederlands" in back.words + back.notice
    assert (await chat.say("help")).words.startswith("Dit kan ik voor je doen")


async def test_who_speaks_english_first_is_answered_in_english_from_then_on(chat: Chat) -> None:
    await chat.say("hi")  # says nothing of the language
    assert "Book a desk" in (await chat.say("can you please book me a desk for tomorrow")).words
    assert (await chat.say("help")).words.startswith("This is what I can do")
    await chat.press("Spreek Nederlands")
    assert (await chat.say("what can you do for me then")).words.startswith("Dit kan ik voor je doen")


async def test_an_english_sentence_later_on_changes_no_language(chat: Chat) -> None:
    await chat.say(QUESTION)
    assert "Een werkplek boeken" in (await chat.say("can you please book me a desk for tomorrow")).words


async def test_a_chosen_language_stays_whatever_is_said_first(chat: Chat) -> None:
    await chat.say("spreek Nederlands")
    assert "Een werkplek boeken" in (await chat.say("can you please book me a desk for tomorrow")).words


async def test_what_is_said_first_in_a_group_chooses_no_language(chat: Chat) -> None:
    await chat.inside("group").say("what does the vision say about working at home")
    assert (await chat.say("help")).words.startswith("Dit kan ik voor je doen")


@pytest.mark.route("open")
async def test_a_sentence_that_may_mean_two_things_becomes_two_buttons(chat: Chat) -> None:
    asked = await chat.say("een project of initiatief starten")
    first, second = asked.buttons
    opened = [(await asked.press(button.title)).words for button in (first, second)]
    assert all(opened)
    assert opened[0] != opened[1]


async def test_in_a_group_chat_a_mention_is_answered_with_the_questions_in_words(chat: Chat) -> None:
    group = chat.inside("group")
    answer = await group.say(QUESTION)
    assert answer.citations
    assert answer.suggestions == []
    assert "Je kunt ook vragen:" in answer.text


async def test_in_a_group_an_english_question_has_everything_around_its_answer_in_english(chat: Chat) -> None:
    answer = await chat.inside("group").say("What does working from the intention mean here?")
    assert "You can also ask:" in answer.text
    assert "Open the document" in answer.citations[0]["appearance"]["text"]


async def test_in_a_channel_the_answer_is_in_the_thread_and_mentions_the_asker(chat: Chat) -> None:
    channel = chat.inside("channel").as_("manager")
    answer = await channel.say("hoi")
    assert answer.thread
    assert answer.text.startswith(f"<at>{channel.person['name']}</at> ")
    second = await channel.say(QUESTION, thread=answer.thread)
    assert second.thread == answer.thread


async def test_a_guest_is_refused_kindly_in_the_language_that_he_writes(chat: Chat) -> None:
    guest = chat.as_("guest")
    answer = await guest.say("Wat zijn de zes principes van de organisatie?")
    assert answer.citations == []
    assert "Oss" in answer.text
    assert re.search(r"\bgast\b", answer.text)
    assert re.search(r"\bguest\b", (await guest.say("What are the six principles of the organisation?")).text)


async def test_two_people_who_talk_at_once_each_get_their_own_answer(chat: Chat) -> None:
    manager = chat.as_("manager")
    mine, theirs = await asyncio.gather(chat.say("hoi"), manager.say("hoi"))
    assert chat.person["name"].split()[0] in mine.text
    assert manager.person["name"].split()[0] in theirs.text
