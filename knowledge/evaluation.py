"""Measures the knowledge base with questions whose answers are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import Answer, Outcome
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from knowledge.judging import Judge, K, cited, holds, rank
from knowledge.known_answers import QuestionsError, load_questions
from knowledge.metrics import EvaluationQuestion, Metrics, Prediction, Result, metrics
from knowledge.quotes import verify
from knowledge.rendering import with_rendering

__all__ = [
    "Evaluation",
    "EvaluationQuestion",
    "Metrics",
    "Prediction",
    "QuestionsError",
    "Result",
    "Worded",
    "Wording",
    "answer_as_json",
    "as_json",
    "evaluate",
    "holds",
    "load_questions",
]


@dataclass(frozen=True)
class Worded:
    """An answer as a person reads it, and of it what it remarks on the question."""

    text: str
    remarks: str = ""


Wording = Callable[[Prediction], Worded]


def plainly(prediction: Prediction) -> Worded:
    """The answer's own text, without what the bot puts around it."""
    return Worded(with_rendering(prediction.answer))


@dataclass(frozen=True)
class Evaluation:
    """Every result, with the means over all, per type, language, subtype and municipality."""

    results: tuple[Result, ...]
    total: Metrics
    by_type: Mapping[str, Metrics]
    by_language: Mapping[str, Metrics]
    by_subtype: Mapping[str, Metrics]
    by_organisation: Mapping[str, Metrics]


async def evaluate(
    questions: Sequence[EvaluationQuestion],
    base: KnowledgeBase,
    progress: Callable[[int], None] | None = None,
    wording: Wording = plainly,
) -> Evaluation:
    """Ask every question and measure the answers, as `wording` puts them. `progress` is told how many are done.

    Raises QuestionsError for a question that names a section which is not there.
    """
    judge, documents = Judge(base), {document.id: document for document in base.documents()}
    results: list[Result] = []
    for number, question in enumerate(questions, start=1):
        answer, elapsed = await base.timed(question.question)
        results.append(_measured(Prediction(question, answer, elapsed), judge, documents, wording))
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
        _grouped(results, lambda result: result.prediction.question.question.organisation),
    )


def _measured(prediction: Prediction, judge: Judge, documents: Mapping[str, Document], wording: Wording) -> Result:
    question, answer = prediction.question, prediction.answer
    verified = sum(
        citation.document in documents and verify(documents[citation.document], citation.quote)
        for citation in answer.citations
    )
    places = judge.places(question)
    answered = answer.outcome is Outcome.ANSWERED and question.answerable
    ranks = [rank(answer, place) for place in places]
    return Result(
        prediction,
        recall_1=sum(rank <= 1 for rank in ranks) / len(ranks) if ranks else None,
        recall_5=sum(rank <= 5 for rank in ranks) / len(ranks) if ranks else None,
        reciprocal_rank=_reciprocal(min(ranks)) if ranks else None,
        citations=len(answer.citations),
        verified=verified,
        contains=all(_says(wording(prediction).text, fact) for fact in question.must_contain) if answered else None,
        cited=cited(answer.citations, places) if answered else None,
        named=_named(prediction, wording) if question.names else None,
    )


def _named(prediction: Prediction, wording: Wording) -> bool:
    """Whether the remarks of the reply, or the quotes that it shows, say all that is to be named."""
    words = "\n".join([wording(prediction).remarks, *(citation.quote for citation in prediction.answer.citations)])
    return all(_says(words, name) for name in prediction.question.names)


def _says(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _reciprocal(rank: int) -> float:
    return 1 / rank if rank <= K else 0.0


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
        "answer": with_rendering(answer),
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
