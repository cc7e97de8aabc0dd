"""What is read from an activity and what is written into a message, without a server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from botbuilder.schema import Activity
from hypothesis import given
from hypothesis import strategies as st

from bot import entities, outgoing, wire
from bot.incoming import language_from, place_of, spoken, turn_of
from dialogs.turn import Person, Reply
from domain.organisation import load_organisation
from knowledge.answer import Citation
from locales import texts_for
from tests.wire import RIA, Line

TEXTS = texts_for("nl")
BOT = {"id": "28:koers", "name": "Koers"}
AT = "<at>Koers</at>"


def arrival(text: str = "", *mentions: str, **other: Any) -> wire.Arrival:
    found = [{"type": "mention", "mentioned": BOT, "text": mention} for mention in mentions]
    return wire.read(Line(base="http://127.0.0.1:1").said(text, entities=found, **other)).arrival


def citation(number: int, text: str = "Wij werken vanuit de bedoeling.") -> Citation:
    return Citation(number, "visie", "Visie op de organisatie", "1 Inleiding", text, f"https://x/{number}", text)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (f"{AT} wat is de visie?", "wat is de visie?"),
        (f"{AT}, wat is de visie?", "wat is de visie?"),
        (f"  {AT}\xa0help", "help"),
        (f"{AT}", ""),
        (f"{AT} wat doet Koers zelf?", "wat doet Koers zelf?"),
        (f"kan {AT} mij helpen?", "kan Koers mij helpen?"),
        (f"{AT} is {AT} een bot?", f"is {AT} een bot?"),
        (f"{AT}&nbsp;wat is de visie?", "wat is de visie?"),
        (f"wat is de visie? {AT}", "wat is de visie?"),
        (f"wat is de visie, {AT}", "wat is de visie"),
    ],
)
def test_the_mention_that_opens_a_message_is_left_out(said: str, understood: str) -> None:
    assert spoken(arrival(said, AT)) == understood


def test_the_mention_of_somebody_else_stays_as_a_name() -> None:
    other = {"type": "mention", "mentioned": {"id": "29:piet"}, "text": "<at>Piet &amp; Co</at>"}
    activity = Line(base="http://127.0.0.1:1").said("<at>Piet &amp; Co</at> hoi", entities=[other])
    assert spoken(wire.read(activity).arrival) == "Piet & Co hoi"


def test_a_person_has_one_id_however_teams_writes_it() -> None:
    sender = {"id": "29:ria", "name": "Ria Jansen", "aadObjectId": RIA.upper()}
    assert RIA.upper() != RIA
    assert arrival("hoi", **{"from": sender}).person == RIA


def test_mentions_beyond_what_a_message_can_hold_are_not_looked_at() -> None:
    assert arrival("hoi", "x" * 601).mentions == ()
    assert len(arrival("hoi", *[AT] * 5000).mentions) == 50


def test_the_name_of_the_bot_in_a_sentence_without_a_mention_stays() -> None:
    assert spoken(arrival("Koers houden, wat is dat?")) == "Koers houden, wat is dat?"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("nl-NL", "nl"), ("en-GB", "en"), ("EN", "en"), ("en_US", "nl"), ("de-DE", "nl"), ("", "nl"), ("enm", "nl")],
)
def test_english_for_who_uses_teams_in_english_and_dutch_for_everybody_else(locale: str, language: str) -> None:
    assert language_from(locale) == language


def test_a_thread_in_a_channel_is_known_by_its_first_message() -> None:
    conversation = {"id": "19:abc@thread.tacv2;messageid=17", "conversationType": "channel"}
    place = place_of(arrival("hoi", conversation=conversation))
    assert (place.kind, place.conversation, place.thread) == ("channel", "19:abc@thread.tacv2", "17")


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Ria Jansen", "Ria"),
        ("Jansen, Ria (Communicatie)", "Ria"),
        ("Anne-Marie de Vries", "Anne-Marie"),
        ("Loïs d'Hondt", "Loïs"),
        ("J.P. Bakker", "J.P."),
        ("Zoe\u0308 Smit", "Zo\u00eb"),
        ("evil.example nu", ""),
        ("", ""),
        ("[klik](https://evil.example) hier", ""),
        ("<b>Ria</b>", ""),
        ("![x](https://evil.example/x.png)", ""),
        ("**********", ""),
    ],
)
def test_somebody_is_greeted_by_the_given_name_and_by_nothing_else(name: str, greeted: str) -> None:
    assert Person(RIA, name).first_name == greeted


def test_a_turn_has_the_time_of_the_municipality() -> None:
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    turn = turn_of(arrival("hoi"), language="nl", organisation=load_organisation("oss"), now=noon)
    assert turn.now.hour == 14
    assert (turn.person.id, turn.person.first_name) == (RIA, "Ria")


def test_every_entity_survives_both_our_writing_and_botbuilders() -> None:
    made = [
        entities.about_message([entities.Source(1, "Visie", "Een zin", "https://x", "{}")], made_by_ai=True),
        entities.mention("29:ria", "Ria & Piet"),
        entities.stream("streaming", "s1", 2),
    ]
    activity = Activity(type="message", text="x")
    activity.entities = list(made)
    ours = wire.as_json(activity)
    assert isinstance(ours, dict)
    assert ours == activity.serialize()
    about, mention, stream = ours["entities"]
    assert about["citation"][0]["appearance"]["encodingFormat"] == entities.CARD
    assert about["additionalType"] == ["AIGeneratedContent"]
    assert mention == {
        "type": "mention",
        "text": "<at>Ria &amp; Piet</at>",
        "mentioned": {"id": "29:ria", "name": "Ria & Piet"},
    }
    assert stream == {"type": "streaminfo", "streamType": "streaming", "streamId": "s1", "streamSequence": 2}


def test_the_first_of_a_stream_has_no_id_and_the_last_no_sequence() -> None:
    assert entities.stream("informative", "", 1).additional_properties == {
        "streamType": "informative",
        "streamSequence": 1,
    }
    assert "streamSequence" not in entities.stream("final", "s1", 9).additional_properties


@given(text=st.text(max_size=400), limit=st.integers(10, 160))
def test_a_shortened_text_fits_on_one_line(text: str, limit: int) -> None:
    short = entities.shortened(text, limit)
    assert len(short) <= limit
    assert "\n" not in short


def message(reply: Reply, place: Any = "personal", **other: Any) -> dict[str, Any]:
    written = wire.as_json(outgoing.message(reply, texts=TEXTS, place=place, asker=arrival("hoi"), **other))
    assert isinstance(written, dict)
    return written


def test_citations_carry_the_passage_as_a_card() -> None:
    written = message(Reply(text="Zo is het [1].", citations=(citation(1),), feedback=True))
    claim = written["entities"][0]["citation"][0]
    assert claim["position"] == 1
    assert claim["appearance"]["name"] == "1 Inleiding (Visie op de organisatie)"
    assert claim["appearance"]["url"] == "https://x/1"
    assert json.loads(claim["appearance"]["text"])["type"] == "AdaptiveCard"
    assert written["channelData"] == {"feedbackLoop": {"type": "default"}}
    assert written["textFormat"] == "markdown"


def test_the_ai_label_is_there_only_for_what_a_model_wrote() -> None:
    assert "additionalType" not in message(Reply(text="x", citations=(citation(1),)))["entities"][0]
    assert message(Reply(text="x", made_by_ai=True))["entities"][0]["additionalType"] == ["AIGeneratedContent"]
    assert "entities" not in message(Reply(text="x"))


def test_suggestions_are_buttons_in_a_personal_chat_and_words_elsewhere() -> None:
    reply = Reply(text="Antwoord.", suggestions=("Eerste?", "Tweede?"))
    personal, group = message(reply), message(reply, "group")
    assert [action["title"] for action in personal["suggestedActions"]["actions"]] == ["Eerste?", "Tweede?"]
    assert personal["suggestedActions"]["to"] == ["29:ria"]
    assert personal["text"] == "Antwoord."
    assert "suggestedActions" not in group
    assert group["text"] == "Antwoord.\n\nJe kunt ook vragen:\n- Eerste?\n- Tweede?"


def test_in_a_channel_the_asker_is_mentioned() -> None:
    written = message(Reply(text="Antwoord."), "channel")
    assert written["text"] == "<at>Ria Jansen</at> Antwoord."
    assert written["entities"][0]["mentioned"]["id"] == "29:ria"
    assert "entities" not in message(Reply(text="Antwoord."), "group")


@given(paragraphs=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), min_size=2, max_size=8))
def test_halves_together_say_what_the_whole_said(paragraphs: list[str]) -> None:
    whole = Reply(text="\n\n".join(paragraphs), feedback=True)
    parts = outgoing.halves(whole)
    if parts is not None:
        assert "".join((parts[0].text + parts[1].text).split()) == "".join(whole.text.split())
        assert parts[0].text.strip()
        assert parts[1].text.strip()


def test_halves_keep_the_sources_that_they_name_and_what_follows_stays_last() -> None:
    whole = Reply(
        text="Een [1].\n\nTwee [2].", citations=(citation(1), citation(2)), suggestions=("Meer?",), feedback=True
    )
    parts = outgoing.halves(whole)
    assert parts is not None
    assert [[item.number for item in part.citations] for part in parts] == [[1], [2]]
    assert [part.feedback for part in parts] == [False, True]
    assert [part.suggestions for part in parts] == [(), ("Meer?",)]


def test_a_word_cannot_be_cut_in_two() -> None:
    assert outgoing.halves(Reply(text="onverdeelbaar")) is None


def test_a_name_with_markup_does_not_break_a_mention() -> None:
    evil = replace(arrival("hoi"), sender_name="</at><b>Ria")
    written = wire.as_json(outgoing.message(Reply(text="x"), texts=TEXTS, place="channel", asker=evil))
    assert isinstance(written, dict)
    assert written["text"] == "<at>&lt;/at&gt;&lt;b&gt;Ria</at> x"
    assert written["entities"][0]["text"] in written["text"]
