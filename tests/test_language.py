"""Which of the two languages a sentence is in: one detector for the knowledge base and for understanding."""

from __future__ import annotations

import pytest

from knowledge.language import language_of
from locales.detect import clear_language, detect_language

DUTCH = [
    "Wat zijn Just-Do-It initiatieven?",
    "Wat is de Werk Hub?",
    "wat is fast lane?",
    "wat is de fast lane",
    "Wat zegt de visie over HR?",
    "budget?",
    "fast lane",
    "slow lane en fast lane",
    "global goals",
    "business case",
    "NSOB",
    "tOss",
    "3x3",
    "feedforward?",
    "hybride werken",
    "thuiswerken",
    "netwerkorganisatie",
    "leg uit",
    "hoi",
    "hallo",
    "wie ben je",
    "bedankt",
    "help me even",
    "boek morgen een plek",
    "meeting room boeken voor 8",
    "werkplek",
    "boek een call booth",
    "doe mij een desk in de hub morgen",
    "de check-in results graag",
    "stuur een survey naar mijn team",
    "Wie is de product owner van het project?",
    "wat is project portfolio management",
    "wat betekent empowerment hier",
    "Wat zijn de global goals?",
    "wat is feedforward",
    "hoe werkt een team day",
    "start check-in",
    "projecten",
    "berichten",
    "mijn initiatieven",
    "wa is da",
    "waarom",
    "en dan",
    "is dat zo",
    "",
    "12345",
    "Oss",
    "Sittard-Geleen",
    "Wat is het management team",
    "welke trends en ontwikkelingen zijn er",
    "open source",
    "parkeren",
    "wat is de rol van de manager in een agile team",
    "desk boeken morgen",
    "meeting room reserveren morgen graag",
    "feedback geven",
    "deadline van mijn project verlengen",
    "is er een desk vrij",
    "status van mijn project",
]
ENGLISH = [
    "What is the Werk Hub?",
    "what is tOss",
    "What are Just-Do-It initiatives?",
    "What does the vision say about HR?",
    "who is the opdrachtgever of a project",
    "What is the difference between opdrachtgever and opdrachtnemer?",
    "what is Huis aan de Markt",
    "What is meant by werken vanuit de bedoeling?",
    "how many desks in the Werk Hub",
    "Explain omgekeerde toets",
    "explain netwerkorganisatie please",
    "who decides about a projectstartdocument",
    "book a desk in Huis aan de Markt tomorrow",
    "hi",
    "hello there",
    "thanks",
    "help me please",
    "why?",
    "and in Sittard-Geleen?",
    "my bookings",
    "desk tomorrow",
    "meeting room for 8",
    "working from home",
    "network organisation",
    "leadership",
    "parking rates",
    "is working from home allowed",
    "can i bring my dog",
    "Who works at the Werk Hub?",
    "does Oss have an innovation budget",
    "what is the vision on HR",
    "tell me about participation",
    "show source 2",
    "explain in simple words",
    "what's the plan with the hub",
    "when is the move",
    "are there rules about desks",
    "I want to talk to team Burgerzaken",
    "send a message to the afdeling Wonen",
    "give me an example",
    "is it in Oss",
    "meeting room",
    "hub tomorrow",
    "we need a room",
    "is there a desk free",
    "in which year was it written",
    "status of my project",
    "stop sending",
    "team day on friday",
]
TABLE = [*((text, "nl") for text in DUTCH), *((text, "en") for text in ENGLISH)]


@pytest.mark.parametrize(("text", "language"), TABLE)
def test_the_language_of_a_sentence_is_told_whatever_terms_of_the_other_are_in_it(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("text", "language"), TABLE)
def test_the_knowledge_base_tells_languages_apart_as_understanding_does(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can you please book me a desk for tomorrow", "en"),
        ("I am new here, where do I sit?", "en"),
        ("boek morgen een plek in de Werk Hub", "nl"),
        ("ik wil een meeting room met video voor morgen", "nl"),
        ("hello", None),
        ("good morning", None),
        ("hub team meeting", None),
        ("business case template", None),
        ("hey can u book werkplek for me morgen in werkhub thx", None),
    ],
)
def test_a_short_or_mixed_text_is_not_clearly_in_a_language(text: str, language: str | None) -> None:
    assert clear_language(text) == language


def test_where_nothing_tells_the_language_asked_for_is_kept() -> None:
    assert detect_language("3x3", otherwise="en") == "en"
    assert language_of("Oss", "en") == "en"
