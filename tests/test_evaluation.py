"""Evaluation measures what it says and names the line of a question that it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.evaluation import QuestionsError, Worded, Wording, as_json, evaluate, holds, load_questions
from knowledge.judging import Judge

TEXT = "Werken\n\nWij werken samen aan de stad.\n\nFeest\n\nHet feest is in mei 2024."
ROWS: list[dict[str, object]] = [
    {
        "id": "1",
        "lang": "nl",
        "org": "oss",
        "question": "Wanneer is het feest?",
        "type": "numeric",
        "gold": [{"doc": "a", "quote": "Het feest is in mei 2024."}],
        "must_contain": ["mei"],
    },
    {
        "id": "2",
        "lang": "nl",
        "org": "oss",
        "question": "Wat is het wachtwoord van de wifi?",
        "type": "unanswerable",
        "gold": [],
        "must_contain": [],
        "subtype": "out_of_domain",
    },
    {
        "id": "3",
        "lang": "nl",
        "org": "oss",
        "question": "Wat doen wij samen aan de stad?",
        "type": "factual",
        "gold": [{"doc": "a", "quote": "staat nergens", "alts": [{"doc": "a", "quote": "Wij werken  samen"}]}],
        "must_contain": ["nooit"],
        "history": [{"role": "user", "content": "Wat is werken?"}],
    },
]


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def base() -> KnowledgeBase:
    made = KnowledgeBase()
    made.put(Document("a", "Visie", "oss", TEXT, "https://a.example"))
    return made


async def test_retrieval_facts_and_refusals_are_measured(tmp_path: Path, base: KnowledgeBase) -> None:
    told: list[int] = []
    measured = await evaluate(load_questions(written(tmp_path, ROWS)), base, told.append)
    assert told == [1, 2, 3]
    assert measured.total.questions == 3
    assert measured.total.recall_5 == 1.0
    assert measured.total.not_answered_rightly == 1.0
    assert measured.total.verified == 1.0
    assert measured.by_type["numeric"].contains == 1.0
    assert measured.by_type["factual"].contains == 0.0
    assert measured.by_type["unanswerable"].recall_5 is None
    assert set(measured.by_subtype) == {"out_of_domain"}
    assert set(measured.by_language) == {"nl"}


async def test_a_prediction_is_written_as_the_command_line_prints_it(tmp_path: Path, base: KnowledgeBase) -> None:
    measured = await evaluate(load_questions(written(tmp_path, ROWS[:1])), base)
    printed = json.loads(json.dumps(as_json(measured.results[0].prediction)))
    assert set(printed) == {"status", "language", "answer", "citations", "passages", "elapsed_ms"}
    assert printed["status"] == "answered"
    assert set(printed["citations"][0]) == {"document", "title", "section", "quote", "url"}
    assert set(printed["passages"][0]) == {"document", "section", "text", "score"}
    assert printed["passages"][0]["document"] == "a"


RESTATED = """---
id: visie-plain
title: Visie, in gewone woorden
organisation: oss
restates: Visie
---
# Visie, in gewone woorden

Dit is een uitleg in gewone woorden.

## Samen aan de stad
<!-- official: Werken -->

Iedereen bouwt mee aan Oss. Er zijn 12 buurten die meedoen.

<!-- english: Together on the city

Everybody helps to build Oss. There are 12 neighbourhoods that join. -->
<!-- words:
samen: met elkaar
-->
<!-- questions:
Wie bouwt er mee?
-->

## Wanneer het feest is
<!-- official: Feest -->

Elk jaar in mei is er feest, voor alle mensen van de stad.
"""
OFFICIAL = (
    "Werken\n\nWij bouwen samen met iedereen aan Oss en er doen 12 buurten mee.\n\nFeest\n\n"
    "Het feest voor alle mensen van de stad is elk jaar in mei.\n\nTerugblik\n\nOok toen deden 12 buurten mee.\n"
)


def restated_base(*, official: bool) -> KnowledgeBase:
    made = KnowledgeBase()
    made.put(Document("visie-plain", "Visie, in gewone woorden", "oss", RESTATED, "https://plain.example"))
    if official:
        made.put(Document("o", "Visie", "oss", OFFICIAL, "https://official.example"))
    return made


def about_section(section: str, *facts: str, **more: object) -> dict[str, object]:
    return {
        "id": "s",
        "org": "oss",
        "lang": "nl",
        "question": "Wie bouwt er mee aan de stad?",
        "type": "factual",
        "document": "visie-plain",
        "section": section,
        "must_contain": list(facts),
        **more,
    }


def counting(folder: Path, row: dict[str, object], *, official: bool) -> list[str]:
    """The sections of the passages that count for a question."""
    made = restated_base(official=official)
    (question,) = load_questions(written(folder, [row]))
    places = Judge(made).places(question)
    return [
        passage.section.split(" > ")[-1]
        for passage in made.passages()
        if any(place.has(passage.document, passage.text) for place in places)
    ]


def test_a_restatement_alone_answers_with_the_section_that_is_named(tmp_path: Path) -> None:
    assert counting(tmp_path, about_section("Samen aan de stad"), official=False) == ["Samen aan de stad"]


def test_an_official_passage_counts_by_the_section_that_restates_it(tmp_path: Path) -> None:
    assert counting(tmp_path, about_section("Samen aan de stad"), official=True) == ["Werken"]


def test_a_passage_of_the_section_counts_only_when_it_or_its_restatement_holds_a_fact(tmp_path: Path) -> None:
    assert counting(tmp_path, about_section("Samen aan de stad", "neighbourhoods"), official=True) == ["Werken"]
    assert counting(tmp_path, about_section("Samen aan de stad", "zwembad"), official=True) == []


def test_another_passage_counts_when_it_holds_all_the_facts(tmp_path: Path) -> None:
    both = about_section("Samen aan de stad", "buurten", r"\b12\b")
    assert counting(tmp_path, both, official=True) == ["Werken", "Terugblik"]
    assert counting(tmp_path, about_section("Samen aan de stad", r"\b12\b", "iedereen"), official=True) == ["Werken"]


def test_facts_that_stand_in_many_places_do_not_tell_where_the_answer_is(tmp_path: Path) -> None:
    made = KnowledgeBase()
    made.put(Document("visie-plain", "Visie, in gewone woorden", "oss", RESTATED, "https://plain.example"))
    more = "".join(f"\nTijd {letter}\n\nIn die tijd deden 12 buurten mee.\n" for letter in "ABCDE")
    made.put(Document("o", "Visie", "oss", OFFICIAL + more, "https://official.example"))
    (question,) = load_questions(written(tmp_path, [about_section("Samen aan de stad", r"\b12\b")]))
    (place,) = Judge(made).places(question)
    assert {
        section for passage in made.passages() if place.has("o", passage.text) for section in [passage.section]
    } == {"Werken"}


async def test_a_section_that_is_not_there_is_named(tmp_path: Path) -> None:
    questions = load_questions(written(tmp_path, [about_section("Nergens")]))
    with pytest.raises(QuestionsError, match=r"question 's' names 'Nergens' of 'visie-plain'"):
        await evaluate(questions, restated_base(official=True))


async def test_each_of_several_places_counts_for_its_part(tmp_path: Path) -> None:
    row = about_section("", type="multi")
    document = row.pop("document")
    del row["section"]
    places = [{"document": document, "section": name} for name in ("Samen aan de stad", "Wanneer het feest is")]
    (question,) = load_questions(written(tmp_path, [row | {"places": places}]))
    made = restated_base(official=False)
    held = [[place.has(p.document, p.text) for p in made.passages()] for place in Judge(made).places(question)]
    assert held == [[True, False], [False, True]]
    assert (await evaluate([question], made)).total.recall_5 == 1.0


async def test_what_is_wrong_with_a_question_is_named_in_a_remark_or_a_quote(tmp_path: Path) -> None:
    row = {
        "id": "p",
        "org": "oss",
        "question": "Waarom is het feest in juni?",
        "names": [r"\bmei\b"],
        "type": "unanswerable",
    }
    questions = load_questions(written(tmp_path, [row]))
    made = KnowledgeBase()

    def remarked(text: str, remarks: str) -> Wording:
        return lambda _: Worded(text, remarks)

    assert (await evaluate(questions, made, None, remarked("in mei", ""))).total.named == 0.0
    assert (await evaluate(questions, made, None, remarked("in mei", "Het feest is in mei."))).total.named == 1.0
    assert (await evaluate(load_questions(written(tmp_path, ROWS)), made)).total.named is None


def test_a_quote_counts_only_when_all_of_it_is_in_the_passage() -> None:
    assert holds("Wij werken\nsamen.", "Wij  werken samen.")
    assert not holds("Wij werken", "Wij werken samen.")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "questions.jsonl:2"),
        ("[]", "JSON object"),
        ('{"id": "x", "org": "oss"}', "question"),
        ('{"id": "x", "org": "oss", "question": " "}', "not empty"),
        ('{"id": "x", "org": "oss", "question": "a", "lang": "de"}', "lang"),
        ('{"id": "x", "org": "oss", "question": "a", "must_contain": ["("]}', "questions.jsonl:2"),
        ('{"id": "x", "org": "oss", "question": "a", "names": ["("]}', "questions.jsonl:2"),
        ('{"id": "x", "org": "oss", "question": "a", "document": "d"}', "no 'section'"),
        ('{"id": "x", "org": "oss", "question": "a", "places": [{"section": "s"}]}', "no 'document'"),
        ('{"id": "x", "org": "oss", "question": "a", "held_out": "yes"}', "held_out is true or false"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = written(tmp_path, ROWS[:1])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionsError, match=r"questions\.jsonl:2") as caught:
        load_questions(path)
    assert message in str(caught.value)


def test_a_file_that_is_not_there_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="cannot be read"):
        load_questions(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(QuestionsError, match="no questions"):
        load_questions(tmp_path / "empty.jsonl")
