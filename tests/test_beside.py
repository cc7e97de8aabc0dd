"""A comparison that names documents quotes each of them, and says of one that has nothing that it has nothing."""

from __future__ import annotations

import pytest

from dialogs.vision import worded
from domain.organisation import load_organisation
from domain.vision import offered
from knowledge.answer import Answer, Outcome, Question
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.titles import named_in

TITLES = {
    "r": "Regeling vergaderen: korter en beter",
    "n": "Nota inkoop en aanbesteden van de gemeente",
    "m": "Missie, visie en strategie",
}
REGELING = """# Regeling vergaderen

## Inleiding

Deze regeling gaat over vergaderen op kantoor. Ieder overleg duurt een half uur.

## Afspraken

De voorzitter bewaakt de tijd. Duurzaamheid weegt mee bij de keuze van de zaal.
"""
NOTA = """# Nota inkoop en aanbesteden

## Aanleiding

Deze nota beschrijft hoe de gemeente spullen inkoopt. De regels golden eerst alleen voor bouwwerken.

## Regels

Duurzaamheid telt bij iedere aanbesteding voor de helft mee. Vergaderen met leveranciers mag.
"""
MANY = "\n\n".join(f"Bij vergaderen hoort punt {number} van de regeling vergaderen." for number in range(30))
ELSEWHERE = "# Handboek\n\n## Duurzaamheid\n\nDuurzaamheid is hier de eerste regel van ieder besluit.\n"


@pytest.fixture(name="base", scope="module")
def knowledge_base() -> KnowledgeBase:
    base = KnowledgeBase()
    base.put(Document("r", TITLES["r"], "oss", f"{REGELING}\n## Bijlage\n\n{MANY}\n", ""))
    base.put(Document("n", TITLES["n"], "oss", NOTA, ""))
    base.put(Document("s", "Handboek", "sittard-geleen", ELSEWHERE, ""))
    return base


def sources(answer: Answer) -> list[str]:
    return sorted({citation.document for citation in answer.citations})


def shown(answer: Answer, question: str) -> str:
    return worded(offered(answer, question, load_organisation("oss"))).text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Wat is het verschil tussen de regeling vergaderen en de nota inkoop?", ["r", "n"]),
        ("Vergelijk de nota met de regeling", ["n", "r"]),
        ("Wat is het verschil tussen missie en visie?", ["m"]),
        ("Wat is het verschil tussen inkoop en aanbesteden?", []),
        ("Hoe lang duurt vergaderen?", []),
    ],
)
def test_a_document_is_named_by_how_its_title_begins(text: str, named: list[str]) -> None:
    assert [name.document for name in named_in(text, TITLES)] == named


def test_words_that_name_two_documents_equally_well_name_neither() -> None:
    titles = {"a": "Visie dienstverlening 2020", "b": "Visie dienstverlening 2024", "c": "Nota inkoop"}
    named = named_in("Vergelijk de visie dienstverlening en de nota inkoop", titles)
    assert [name.document for name in named] == ["c"]


def test_the_name_of_a_municipality_in_a_title_names_no_document() -> None:
    titles = {"a": "Visie op werken (Sittard-Geleen)"}
    question = "Hoe verschilt thuiswerken in Oss van dat in Sittard-Geleen?"
    assert named_in(question, titles, ("oss", "sittard-geleen")) == []


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het verschil tussen de regeling vergaderen en de nota inkoop?",
        "Vergelijk de nota inkoop met de regeling vergaderen",
    ],
)
def test_without_a_subject_each_says_what_it_is_about(base: KnowledgeBase, question: str) -> None:
    answer = base.answer_now(Question(question, "oss"))
    assert answer.outcome is Outcome.ANSWERED
    assert "Deze regeling gaat over vergaderen" in answer.text
    assert "Deze nota beschrijft" in answer.text
    text = shown(answer, question)
    assert all(f"**{TITLES[id]}**" in text for id in "rn")


def test_each_is_searched_for_the_subject(base: KnowledgeBase) -> None:
    question = "Wat is het verschil in duurzaamheid tussen de regeling vergaderen en de nota inkoop?"
    answer = base.answer_now(Question(question, "oss"))
    assert sources(answer) == ["n", "r"]
    assert "keuze van de zaal" in answer.text
    assert "voor de helft mee" in answer.text


def test_of_one_that_has_nothing_is_said_that_it_has_nothing(base: KnowledgeBase) -> None:
    question = "Vergelijk de regeling vergaderen en de nota inkoop op leveranciers"
    answer = base.answer_now(Question(question, "oss"))
    assert sources(answer) == ["n"]
    before, after = shown(answer, question).split("**Nota")
    assert "Hierover vind ik niets in dit document." in before
    assert "leveranciers" in after


def test_where_none_has_anything_the_documents_do_not_say(base: KnowledgeBase) -> None:
    question = "Vergelijk de regeling vergaderen en de nota inkoop op zwembaden"
    assert base.answer_now(Question(question, "oss")).outcome is Outcome.REFUSED


def test_a_document_is_set_beside_another_municipality(base: KnowledgeBase) -> None:
    question = "Vergelijk de nota inkoop met Sittard-Geleen op duurzaamheid"
    answer = base.answer_now(Question(question, "oss"))
    assert sources(answer) == ["n", "s"]
    text = shown(answer, question)
    assert "voor de helft mee" in text
    assert "**Sittard-Geleen**" in text


def test_beside_a_municipality_without_documents_the_own_side_is_shown(base: KnowledgeBase) -> None:
    for question in (
        "Vergelijk Oss en Nijmegen op duurzaamheid",
        "Wat is het verschil tussen Oss en Nijmegen in duurzaamheid?",
    ):
        answer = base.answer_now(Question(question, "oss"))
        assert "voor de helft mee" in answer.text
        assert shown(answer, question).startswith("Van Nijmegen heb ik geen documenten.")
    assert base.answer_now(Question("Vergelijk Oss en Nijmegen op zwembaden", "oss")).citations == ()
