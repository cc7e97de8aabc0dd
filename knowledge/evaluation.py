"""Measures the knowledge base with questions whose answers are known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from errors import KoersError
from knowledge.answer import Answer, Outcome, PreviousTurn, Question
from knowledge.base import KnowledgeBase
from knowledge.metrics import EvaluationQuestion, Gold, Metrics, Prediction, Result, metrics
from knowledge.quotes import verify

K = 10  # passages that count
_WHITE = re.compile(r"\s+")


class QuestionsError(KoersError):
    """A file of questions that cannot be read; the message names the line."""


@dataclass(frozen=True)
class Evaluation:
    """Every result, with the means over all, per type and per language."""

    results: tuple[Result, ...]
    total: Metrics
    by_type: Mapping[str, Metrics]
    by_language: Mapping[str, Metrics]
    by_subtype: Mapping[str, Metrics]


def load_questions(path: Path) -> tuple[EvaluationQuestion, ...]:
    """The questions of a JSONL file. Raises QuestionsError that names the line and what is wrong with it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    found: list[EvaluationQuestion] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise QuestionsError(f"{path}:{number}: {what}") from error
    if not found:
        raise QuestionsError(f"{path}: holds no questions")
    return tuple(found)


def _question(row: object) -> EvaluationQuestion:
    if not isinstance(row, dict):
        raise TypeError("a line is a JSON object")
    data = cast("dict[str, object]", row)
    language = data.get("lang")
    if language not in ("nl", "en", None):
        raise ValueError(f"lang is nl or en, not {language!r}")
    patterns = tuple(str(pattern) for pattern in cast("list[object]", data.get("must_contain", [])))
    for pattern in patterns:
        re.compile(pattern)
    return EvaluationQuestion(
        id=str(data["id"]),
        question=Question(
            text=_text(data, "question"),
            organisation=_text(data, "org"),
            language=language,
            history=tuple(_turn(turn) for turn in cast("list[dict[str, str]]", data.get("history", []))),
        ),
        type=str(data.get("type", "")),
        gold=tuple(_places(place) for place in cast("list[dict[str, object]]", data.get("gold", []))),
        must_contain=patterns,
        subtype=str(data.get("subtype", "")),
    )


def _text(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is a text that is not empty")
    return value


def _turn(turn: Mapping[str, str]) -> PreviousTurn:
    role = turn["role"]
    if role not in ("user", "assistant"):
        raise ValueError(f"role is user or assistant, not {role!r}")
    return PreviousTurn(role, turn["content"])


def _places(place: Mapping[str, object]) -> tuple[Gold, ...]:
    alternatives = cast("list[dict[str, str]]", place.get("alts", []))
    return (
        Gold(str(place["doc"]), str(place["quote"])),
        *(Gold(other["doc"], other["quote"]) for other in alternatives),
    )


async def evaluate(
    questions: Sequence[EvaluationQuestion],
    base: KnowledgeBase,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Ask every question and measure the answers. `progress` is told how many are done."""
    results: list[Result] = []
    for number, question in enumerate(questions, start=1):
        answer, elapsed = await base.timed(question.question)
        results.append(_measured(Prediction(question, answer, elapsed), base))
        if progress:
            progress(number)
    return Evaluation(
        tuple(results),
        metrics(results),
        _grouped(results, lambda result: result.prediction.question.type),
        _grouped(
            results, lambda result: result.prediction.question.question.language or result.prediction.answer.language
        ),
        _grouped(results, lambda result: result.prediction.question.subtype),
    )


def holds(text: str, quote: str) -> bool:
    """Whether a passage counts as holding a quote: all of it, white space aside.

    Part of a quote does not count. White space is left out altogether, because it differs where a line was broken
    after a hyphen.
    """
    return _WHITE.sub("", quote) in _WHITE.sub("", text)


def _measured(prediction: Prediction, base: KnowledgeBase) -> Result:
    question, answer = prediction.question, prediction.answer
    documents = {document.id: document for document in base.documents()}
    verified = sum(
        citation.document in documents and verify(documents[citation.document], citation.quote)
        for citation in answer.citations
    )
    answered = answer.outcome is Outcome.ANSWERED and question.answerable
    contains = cited = None
    if answered:
        contains = all(re.search(pattern, answer.text, re.IGNORECASE) for pattern in question.must_contain)
        cited = any(
            place.document == citation.document and holds(citation.passage, place.quote)
            for group in question.gold
            for place in group
            for citation in answer.citations
        )
    if not question.answerable:
        return Result(prediction, None, None, None, len(answer.citations), verified, None, None)
    ranks = [_rank(answer, group) for group in question.gold]
    first = min(ranks)
    return Result(
        prediction,
        recall_1=sum(rank <= 1 for rank in ranks) / len(ranks),
        recall_5=sum(rank <= 5 for rank in ranks) / len(ranks),
        reciprocal_rank=1 / first if first <= K else 0.0,
        citations=len(answer.citations),
        verified=verified,
        contains=contains,
        cited=cited,
    )


def _rank(answer: Answer, group: Sequence[Gold]) -> int:
    """The place, from 1, of the first passage that holds one of the quotes; K + 1 when none does."""
    for rank, scored in enumerate(answer.passages[:K], start=1):
        if any(
            place.document == scored.passage.document and holds(scored.passage.text, place.quote) for place in group
        ):
            return rank
    return K + 1


def _grouped(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Metrics]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        if key(result):
            groups.setdefault(key(result), []).append(result)
    return {name: metrics(group) for name, group in sorted(groups.items())}


def as_json(prediction: Prediction) -> dict[str, object]:
    """The prediction as the command line prints it; without an id the caller may put one before it."""
    return answer_as_json(prediction.answer, prediction.elapsed_ms)


def answer_as_json(answer: Answer, elapsed_ms: float) -> dict[str, object]:
    """An answer as JSON: ten passages, best first."""
    return {
        "status": answer.outcome.value,
        "language": answer.language,
        "answer": answer.text,
        "citations": [
            {
                "document": citation.document,
                "title": citation.title,
                "section": citation.section,
                "quote": citation.quote,
                "url": citation.url,
            }
            for citation in answer.citations
        ],
        "passages": [
            {
                "document": scored.passage.document,
                "section": scored.passage.section,
                "text": scored.passage.text,
                "score": scored.score,
            }
            for scored in answer.passages[:K]
        ],
        "elapsed_ms": round(elapsed_ms, 2),
    }
