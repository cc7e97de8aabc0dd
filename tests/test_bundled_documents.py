"""The bundled documents and their questions are whole, and what is not is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.documents import complaints

GOOD = """---
id: oss-visie
title: Visie, in gewone woorden
organisation: oss
restates: Visie
---
# Visie, in gewone woorden

Dit is een uitleg.

## Samen
<!-- official: Werken -->

Er zijn 12 buurten.

<!-- english: Together

There are 12 neighbourhoods. -->
<!-- words:
buurten: wijken, straten
-->
<!-- questions:
Hoeveel buurten zijn er?
-->
"""
SECOND = GOOD[GOOD.index("## Samen") :].replace("Samen", "Apart").replace("Hoeveel", "hoeveel").replace("er?", "er")
QUESTION: dict[str, object] = {
    "id": "q",
    "org": "oss",
    "question": "Hoeveel?",
    "document": "oss-visie",
    "section": "Samen",
    "must_contain": [r"\b12\b"],
}


def told(folder: Path, text: str = GOOD, *questions: dict[str, object]) -> list[str]:
    place = folder / "organisations" / "oss"
    (place / "documents").mkdir(parents=True)
    (place / "documents" / "visie.md").write_text(text, encoding="utf-8")
    if questions:
        (place / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    return [str(complaint) for complaint in complaints(folder / "organisations")]


def test_the_bundled_documents_and_questions_are_whole() -> None:
    assert complaints() == []


def test_a_whole_document_with_a_good_question_has_no_complaint(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD, QUESTION) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("title: Visie, in gewone woorden\n", ""), "the lines at the top lack title"),
        (GOOD.replace("organisation: oss", "organisation: sittard-geleen"), "says it is of 'sittard-geleen'"),
        (GOOD.replace("<!-- official: Werken -->", ""), "no section says which section"),
        (GOOD.replace("neighbourhoods. -->", "neighbourhoods."), "4 comments begin, 3 end"),
        (GOOD.replace("There are", "There -- are"), "two hyphens after each other"),
        (GOOD.replace("<!-- words:", "<!-- wordz:"), "not with 'wordz'"),
        (GOOD.replace("buurten: wijken, straten\n", ""), "the comment with words is empty"),
        (GOOD.replace("buurten: wijken, straten", "buurten"), "'buurten' is not a term"),
        (GOOD.replace("Er zijn 12 buurten.", ""), "section 'Samen': no text"),
        (GOOD.replace("There are 12 neighbourhoods.", ""), "no English heading or no English text"),
        (GOOD.replace("<!-- questions:\nHoeveel buurten zijn er?\n-->", ""), "0 comments with questions, and not one"),
        (GOOD + "<!-- words:\na: b\n-->\n", "2 comments with words, and not one"),
        (GOOD + SECOND, "is a question of both 'Samen' and 'Apart'"),
        (GOOD + GOOD[GOOD.index("## Samen") :], "2 sections are called 'Samen'"),
    ],
)
def test_what_is_not_whole_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    found = told(tmp_path, text)
    assert any(said in line for line in found), found
    assert all(line.startswith("organisations/oss/documents/visie.md: ") for line in found)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([QUESTION, QUESTION], "question q: its id is taken"),
        ([QUESTION | {"section": "Weg"}], "question q: there is no section 'Weg' in 'oss-visie'"),
        ([QUESTION | {"must_contain": ["13"]}], "question q: the fact '13' is in none of its sections"),
        ([QUESTION | {"must_contain": []}], "question q: says no fact"),
        ([QUESTION | {"org": "sittard-geleen"}], "question q: is of 'sittard-geleen'"),
        ([QUESTION | {"must_contain": ["("]}], "questions.jsonl:1: "),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(tmp_path: Path, questions: list[dict[str, object]], said: str) -> None:
    assert [line for line in told(tmp_path, GOOD, *questions) if said in line]
