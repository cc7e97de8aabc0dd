"""Evaluation measures what it says and names the line of a question that it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.evaluation import QuestionsError, as_json, evaluate, holds, load_questions

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
