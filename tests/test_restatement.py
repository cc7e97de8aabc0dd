"""A restatement brings what people say and ask to the passages of the official document, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answer import Answer, Aspect, Citation, Outcome, PreviousTurn, Question
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.expansion import Expansion, blocks_of, expansions_for, lines_of, paired
from knowledge.passages import pieces_of
from knowledge.places import unknown_place
from knowledge.quotes import verify
from knowledge.rendering import with_rendering
from knowledge.restatement import restatement_of, visible

OFFICIAL = """1. Huisvesting van de dienst

Het gebouw aan de Lindelaan sluit in 2027. De medewerkers verhuizen naar de nieuwe vleugel. In die vleugel is ruimte
voor 140 mensen. De vleugel krijgt drie zones.

2. Vergoedingen

Voor woon-werkverkeer geldt een tegemoetkoming van € 0,21 per kilometer. De tegemoetkoming wordt maandelijks
overgemaakt. Een aanvraag verloopt via het formulier van de salarisadministratie.

3. Overleg

Iedere maandag komt het afdelingsoverleg bijeen. De notulen staan binnen twee werkdagen op de gezamenlijke schijf.
"""
RESTATED = """---
id: r
title: Handboek in gewone woorden
restates: Handboek
---
# Handboek in gewone woorden

Dit is onze uitleg.

## Waar we gaan werken
<!-- official: 1. Huisvesting van de dienst -->

Het gebouw aan de Lindelaan gaat dicht in 2027. Iedereen gaat naar de nieuwe vleugel, met ruimte voor 140 mensen.

<!-- english: Where we will work

The building on Lindelaan closes in 2027. Everyone moves to the new wing, which has room for 140 people. -->
<!-- words:
gebouw: pand, kantoor, stek
verhuizen: inpakken en wegwezen
-->
<!-- questions:
Wanneer gaat ons kantoor op slot?
When does the old office close?
-->

## Geld voor de reis
<!-- official: Vergoedingen -->

Je krijgt € 0,21 voor elke kilometer tussen huis en werk. Dat geld komt elke maand.

<!-- english: Money for travel

You get 21 cents for each kilometre between home and work. The money comes every month. -->
<!-- words:
tegemoetkoming: centen, poen
-->
<!-- questions:
Hoeveel poen vang ik voor mijn ritje?
-->

## Bijpraten
<!-- official: Een kop die er niet is -->

Elke maandag is er het afdelingsoverleg. De notulen staan na twee werkdagen op de gezamenlijke schijf.

<!-- questions:
Wanneer klets ik bij met mijn clubje?
-->
"""


def official(text: str = OFFICIAL) -> Document:
    return Document("a", "Handboek", "klein", text, "https://a.example/a")


def restated(text: str = RESTATED) -> Document:
    return Document("r", "Handboek in gewone woorden", "klein", text, "https://a.example/r")


def base(*documents: Document) -> KnowledgeBase:
    made = KnowledgeBase()
    for one in documents or (official(), restated()):
        made.put(one)
    return made


def ask(made: KnowledgeBase, text: str, **fields: object) -> Answer:
    return made.answer_now(Question(text, "klein", **fields))  # type: ignore[arg-type]


def first(made: KnowledgeBase, text: str, **fields: object) -> str:
    found = made.search(Question(text, "klein", **fields), 3)  # type: ignore[arg-type]
    return found[0].passage.section if found else ""


def test_a_section_is_read_with_its_english_its_other_words_and_its_questions() -> None:
    found = restatement_of(restated())
    assert found is not None
    one, two, three = found.sections
    assert (one.heading, one.official, one.key) == (
        "Waar we gaan werken",
        "1. Huisvesting van de dienst",
        "huisvesting van de dienst",
    )
    assert one.text.startswith("Het gebouw aan de Lindelaan")
    assert "<!--" not in one.text
    assert one.english_heading == "Where we will work"
    assert one.english.endswith("room for 140 people.")
    assert one.words == ("gebouw: pand, kantoor, stek", "verhuizen: inpakken en wegwezen")
    assert one.questions == ("Wanneer gaat ons kantoor op slot?", "When does the old office close?")
    assert two.questions == ("Hoeveel poen vang ik voor mijn ritje?",)
    assert three.english == ""


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Hoeveel poen vang ik voor een ritje?", "2. Vergoedingen"),
        ("Krijg ik nog centen?", "2. Vergoedingen"),
        ("Wanneer gaat de stek op slot?", "1. Huisvesting van de dienst"),
        ("How many cents for each kilometre?", "2. Vergoedingen"),
        ("When does the old office close?", "1. Huisvesting van de dienst"),
    ],
)
def test_everyday_words_and_english_find_the_official_passage(question: str, section: str) -> None:
    assert first(base(), question) == section
    assert ask(base(), question).passages[0].passage.document == "a"


def test_a_section_that_names_a_heading_which_is_not_there_goes_to_the_passage_it_is_about() -> None:
    assert first(base(), "Wanneer klets ik met mijn clubje?") == "3. Overleg"


def test_a_section_that_names_the_wrong_heading_goes_to_the_passage_it_is_about_as_well() -> None:
    wrong = RESTATED.replace("official: Een kop die er niet is", "official: Vergoedingen")
    assert first(base(official(), restated(wrong)), "Wanneer klets ik met mijn clubje?") == "3. Overleg"


def test_a_question_that_shares_no_word_with_the_document_is_answered_with_its_sentence() -> None:
    answer = ask(base(), "Hoeveel poen vang ik voor mijn ritje?")
    assert answer.outcome is Outcome.ANSWERED
    assert "€ 0,21 per kilometer" in answer.citations[0].quote
    assert verify(official(), answer.citations[0].quote)


def test_other_words_for_one_term_are_no_ground_for_an_answer() -> None:
    assert ask(base(), "Waar koop ik een stek voor mijn tuin?").outcome is not Outcome.ANSWERED


def test_who_asks_in_english_gets_the_dutch_quote_and_what_it_says_in_english() -> None:
    answer = ask(base(), "When does the building on Lindelaan close?")
    assert answer.text.startswith("Het gebouw aan de Lindelaan sluit in 2027.")
    assert answer.rendering == "The building on Lindelaan closes in 2027. [1]" or (
        answer.rendering.startswith("The building on Lindelaan closes in 2027.") and answer.rendering.endswith("[1]")
    )
    shown = with_rendering(answer)
    assert shown.index(answer.text) < shown.index("In English") < shown.index(answer.rendering)


def test_who_asks_in_dutch_gets_no_english() -> None:
    answer = ask(base(), "Wanneer sluit het gebouw aan de Lindelaan?")
    assert answer.rendering == ""
    assert with_rendering(answer) == answer.text


def test_english_of_a_restatement_that_anybody_wrote_shows_no_links() -> None:
    hostile = RESTATED.replace("which has room", "[which](https://evil.example) <b>has</b> room")
    answer = ask(base(official(), restated(hostile)), "When does everyone move to the new wing with room for people?")
    assert "https" in answer.rendering
    assert "](" not in answer.rendering.replace("\\](", "")
    assert "<b>" not in answer.rendering.replace("\\<", "")


def test_english_that_was_made_to_find_a_passage_by_is_not_shown() -> None:
    made = base(official())
    made.expand("a", {0: Expansion(english="The building closes in 2027.")})
    answer = ask(made, "When does the building close?")
    assert answer.citations[0].quote.startswith("Het gebouw aan de Lindelaan sluit in 2027.")
    assert answer.rendering == ""


def citation(made: KnowledgeBase, question: str) -> Citation:
    return ask(made, question).citations[0]


def test_a_quote_is_explained_by_the_section_that_restates_it_in_either_language() -> None:
    made = base()
    found = made.explained(citation(made, "Hoeveel is de tegemoetkoming per kilometer?"))
    assert found is not None
    assert (found.heading, found.document, found.official) == ("Geld voor de reis", "r", "Handboek")
    assert found.text.startswith("Je krijgt € 0,21")
    english = made.explained(citation(made, "Hoeveel is de tegemoetkoming per kilometer?"), "en")
    assert english is not None
    assert english.heading == "Money for travel"
    assert made.explained(citation(made, "Waar staan de notulen?"), "en") is None
    assert base(official()).explained(citation(made, "Waar staan de notulen?")) is None


def test_a_quote_is_shown_in_its_surroundings_and_only_when_it_is_there() -> None:
    made = base()
    cited = citation(made, "Hoeveel is de tegemoetkoming per kilometer?")
    found = made.around(cited)
    assert found is not None
    assert "Lindelaan" in found.before
    assert "€ 0,21" in found.passage
    assert "afdelingsoverleg" in found.after
    assert made.around(Citation(1, "a", "", "", "Dit staat er niet.", "", "")) is None
    assert made.around(Citation(1, "weg", "", "", cited.quote, "", "")) is None


def test_surroundings_are_bounded_and_end_with_a_sentence() -> None:
    text = "\n\n".join(
        f"{number}. Kop nummer {number}\n\n" + f"Zin over onderwerp {number} met wat woorden. " * 20
        for number in range(1, 12)
    )
    made = base(official(text))
    passage = next(piece for piece in made.pieces("a") if "onderwerp 6" in piece.text)
    found = made.around(Citation(1, "a", "", "", "Zin over onderwerp 6 met wat woorden.", "", passage.text))
    assert found is not None
    assert 0 < len(found.before) <= 1210
    assert 0 < len(found.after) <= 1210
    assert found.after.endswith("woorden. …")
    assert "onderwerp 5" in found.before
    assert "onderwerp 7" in found.after


def test_expansions_that_were_made_for_a_document_are_found_and_stay_with_its_text() -> None:
    made = base(official())
    asked = ("Hoeveel kwarrels vang ik voor mijn ritje?",)
    assert [passage.section for passage in made.pieces("a")][1] == "2. Vergoedingen"
    made.expand("a", {1: Expansion(words=("tegemoetkoming: kwarrels",), questions=asked)})
    assert ask(made, "Hoeveel kwarrels vang ik voor mijn ritje?").outcome is Outcome.ANSWERED
    made.put(official())
    assert first(made, "Hoeveel kwarrels vang ik?") == "2. Vergoedingen"
    made.expand("a", {2: Expansion(questions=asked)})
    assert first(made, "Hoeveel kwarrels vang ik voor mijn ritje?") == "3. Overleg"
    made.put(official(OFFICIAL + "\nNog een zin erbij.\n"))
    assert first(made, "Hoeveel kwarrels vang ik?") == ""
    made.expand("er is geen", {0: Expansion(plain="niets")})


def test_embeddings_are_fused_in_where_there_are_any() -> None:
    made = base(official())
    made.vectors("a", [(1.0, 0.0, 0.0), (0.0, 2.0, 0.0), (0.0, 0.0, 1.0)])
    assert first(made, "blabla", vector=(0.0, 0.1, 3.0)) == "3. Overleg"
    assert first(made, "Wat staat er over vergoedingen?", vector=(0.0, 1.0, 0.0)) == "2. Vergoedingen"
    assert first(made, "Wat staat er over vergoedingen?", vector=(1.0, 0.0)) == "2. Vergoedingen"
    assert first(made, "blabla") == ""
    made.put(official())
    assert first(made, "blabla", vector=(0.0, 0.0, 1.0)) == "3. Overleg"
    with pytest.raises(ValueError, match="3 passages"):
        made.vectors("a", [(1.0, 0.0)])


def test_without_the_official_document_its_restatement_answers_and_is_found_by_its_own_questions() -> None:
    made = base(restated())
    answer = ask(made, "Wanneer gaat ons kantoor op slot?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.citations[0].document == "r"
    assert verify(restated(), answer.citations[0].quote)
    assert all("questions:" not in item.passage.text and "poen" not in item.passage.text for item in answer.passages)
    assert first(made, "When does the old office close?") == answer.citations[0].section


@pytest.mark.parametrize(
    "text",
    [
        "---\nrestates: Handboek\n---\n## A\n<!-- official: Vergoedingen -->\nX\n<!-- words: zonder einde",
        "---\nrestates: Handboek\n---\n## A\n<!-- official: --><!-- english: --><!-- words: --><!-- questions: -->",
        "---\nrestates: Handboek\n---\n<!-- questions:\nVoor elke kop?\n-->\n<!-- official: Vergoedingen -->",
        "---\nrestates: Handboek\n---\n## A\n<!-- official: Vergoedingen --><!-- official: Overleg --><!-- english: x",
        "---\nrestates: Handboek\n---\n## A\n<!-- official: Vergoedingen -->\n<!-- words:\n: , ,\n::\nx:\n:y\n-->\nB",
        "---\nrestates: Handboek\n---\n# <!-- official: " + "x" * 9000 + " -->\n<!-- english:\n# kop\n-->",
        "---\nrestates: Handboek\n---\n## A\n<!-- official: Vergoedingen -->\n<!-- questions:\n?\n!!\n\u202e\n-->",
    ],
)
def test_malformed_comments_do_no_harm(text: str) -> None:
    assert len(visible(text)) == len(text)
    made = base(official(), restated(text))
    assert ask(made, "Hoeveel is de tegemoetkoming per kilometer?").outcome is Outcome.ANSWERED
    made.remove("a")
    made.search(Question("Vergoedingen", "klein"), 3)


@pytest.mark.parametrize(
    ("unit", "sections"),
    [
        ("<!-- words:", 0),
        ("<!--", 0),
        ("## x\n<!-- official: Vergoedingen -->\n", 50_000),
        ("<!-- questions:\na?\n-->\n", 0),
        ("# \n", 0),
        ("-->", 0),
    ],
)
def test_a_hostile_text_is_read_in_one_go(unit: str, sections: int) -> None:
    found = restatement_of(restated("---\nrestates: Handboek\n---\n" + unit * 50_000))
    assert found is not None
    assert len(found.sections) == sections


def test_paragraphs_are_paired_by_number_or_else_by_where_they_stand() -> None:
    assert paired(["a", "b"], ["x", "y"]) == [("a", "x"), ("b", "y")]
    assert paired(["aaaa", "bbbb"], ["xx", "yy", "zzzz"]) == [("aaaa", "xx\nyy"), ("bbbb", "zzzz")]
    assert paired([], ["x"]) == [("", "x")]
    assert paired(["a"], []) == [("a", "")]
    assert blocks_of("a\nb\n\n\n- c\n- d") == ["a\nb", "- c\n- d"]
    assert lines_of("- c\n  verder\n- d") == ["- c verder", "- d"]
    assert lines_of("Een zin. Nog een zin.") == ["Een zin.", "Nog een zin."]


def test_each_passage_of_a_long_section_gets_the_paragraphs_that_are_about_it() -> None:
    parts = {
        "tuinen": "Het onderhoud van tuinen, gras en bomen",
        "bruggen": "Het herstel van bruggen, sluizen en kades",
    }
    text = "Beheer\n\n" + "\n\n".join(f"{line} gaat door. " * 16 for line in parts.values())
    restatement = (
        "---\nrestates: Handboek\n---\n## Wat we doen\n<!-- official: Beheer -->\n\n"
        "De tuinen, het gras en de bomen.\n\nDe bruggen, de sluizen en de kades.\n\n"
        "<!-- english: What we do\n\nThe gardens, the grass and the trees.\n\nThe bridges, the locks and the quays."
        " -->\n"
        "<!-- questions:\nWie maait het gras?\nWie maakt de sluizen?\n-->\n"
    )
    found = restatement_of(restated(restatement))
    assert found is not None
    pieces = pieces_of(official(text))
    expansions = [linked.expansion for linked in expansions_for(pieces, [found])]
    gardens, bridges = (
        next(one for one, piece in zip(expansions, pieces, strict=True) if word in piece.passage.text) for word in parts
    )
    assert "gardens" in gardens.english
    assert "bridges" not in gardens.english
    assert gardens.questions == ("Wie maait het gras?",)
    assert bridges.questions == ("Wie maakt de sluizen?",)


HISTORY = (
    PreviousTurn("user", "Hoeveel is de tegemoetkoming per kilometer?"),
    PreviousTurn("assistant", "€ 0,21 per kilometer."),
)


def two() -> KnowledgeBase:
    made = base(official())
    text = "Vergoedingen\n\nIn Groot is de tegemoetkoming € 0,30 per kilometer. Die geldt voor alle reizen."
    made.put(Document("g", "Regels van Groot", "groot", text, "https://a.example/g"))
    return made


def test_a_follow_up_about_the_other_municipality_searches_there_and_says_so() -> None:
    answer = ask(two(), "En in Groot?", history=HISTORY)
    assert {found.document for found in answer.citations} == {"g"}
    assert [(remark.aspect, remark.found) for remark in answer.remarks] == [(Aspect.ELSEWHERE, ("groot",))]
    assert "0,30" in answer.text


def test_what_follows_on_that_stays_with_the_other_municipality_and_its_subject() -> None:
    longer = (*HISTORY, PreviousTurn("user", "En in Groot?"), PreviousTurn("assistant", "Daar is het € 0,30."))
    answer = ask(two(), "En waarvoor geldt die?", history=longer)
    assert {found.document for found in answer.citations} == {"g"}
    own = ask(two(), "Wanneer komt het afdelingsoverleg bijeen?", history=longer)
    assert {found.document for found in own.citations} == {"a"}
    assert own.remarks == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hoeveel is de tegemoetkoming in Nijmegen?", "Nijmegen"),
        ("hoe zit dat in den bosch?", "'s-Hertogenbosch"),
        ("Doet de gemeente Best dit ook?", "Best"),
        ("Wat is de beste manier?", ""),
        ("Wat is best lastig?", ""),
        ("Ik kom uit Nijmegen, wat krijg ik per kilometer?", ""),
        ("Hoeveel krijg ik in Utrecht-Oost?", ""),
        ("Hoe gaat dat in Oss?", ""),
    ],
)
def test_a_municipality_of_which_there_are_no_documents_is_noticed(text: str, place: str) -> None:
    assert unknown_place(text, ("oss", "klein")) == place


def test_a_question_about_such_a_municipality_is_not_answered_with_ones_own_documents() -> None:
    answer = ask(two(), "Hoeveel is de tegemoetkoming per kilometer in Nijmegen?")
    assert answer.outcome is Outcome.REFUSED
    assert [(remark.aspect, remark.asked) for remark in answer.remarks] == [(Aspect.UNKNOWN_PLACE, "Nijmegen")]


def test_a_municipality_that_ones_own_documents_speak_of_is_no_such_question() -> None:
    made = base(official(OFFICIAL + "\n4. Voorbeeld\n\nDe kaart is overgenomen van de gemeente Nijmegen.\n"))
    answer = ask(made, "Wat is overgenomen van Nijmegen?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.remarks == ()


def test_no_section_of_the_bundled_restatements_is_lost(shared: Path) -> None:
    from benchmarks.retrieval import official as official_documents
    from benchmarks.retrieval import restated as restatements

    here = Path(__file__).resolve().parents[1] / "organisations"
    added = list(restatements(sorted(here.glob("*/documents"))))
    made = base(*official_documents(shared / "documents"), *added)
    for document in added:
        found = restatement_of(document)
        assert found is not None
        for section in found.sections:
            restated_section = made.restated(document.id, section.heading)
            assert restated_section is not None
            assert restated_section.passages or not section.text, (document.id, section.heading)
