"""What is measured of the answers to questions whose answers are known, and the means over a group of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answer import Answer, Outcome, Question


@dataclass(frozen=True)
class Gold:
    """A place that answers: a document and a quote from it."""

    document: str
    quote: str


@dataclass(frozen=True)
class SectionGold:
    """A place that answers: a section of a restatement, and with it the official passages that it restates."""

    document: str
    section: str  # its heading


@dataclass(frozen=True)
class EvaluationQuestion:
    """A question with what a good answer holds. Each group of `gold` is met by any of its places.

    `names`: what the reply to a false premise should say, as regular expressions. `held_out`: not to be looked at
    while the product is made better.
    """

    id: str
    question: Question
    type: str
    gold: tuple[tuple[Gold, ...], ...]
    must_contain: tuple[str, ...]
    subtype: str = ""
    sections: tuple[SectionGold, ...] = ()
    names: tuple[str, ...] = ()
    held_out: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.gold or self.sections)


@dataclass(frozen=True)
class Prediction:
    """What the base answered, with the time it took in milliseconds."""

    question: EvaluationQuestion
    answer: Answer
    elapsed_ms: float


@dataclass(frozen=True)
class Result:
    """One question measured. The retrieval figures are None for a question without an answer."""

    prediction: Prediction
    recall_1: float | None
    recall_5: float | None
    reciprocal_rank: float | None
    citations: int
    verified: int
    contains: bool | None  # None: not answered, or nothing asked of the text
    cited: bool | None  # whether a gold place is among the passages shown; None as above
    named: bool | None = None  # whether the reply names what is wrong with the question; None: nothing to name


@dataclass(frozen=True)
class Metrics:
    """Means over a group of questions; None where the group has none to measure."""

    questions: int
    recall_1: float | None
    recall_5: float | None
    mrr_10: float | None
    answered: float | None
    unsure: float | None
    refused: float | None
    not_answered_rightly: float | None  # of the questions without an answer
    verified: float | None
    contains: float | None
    cited: float | None
    named: float | None
    p95_ms: float | None


def metrics(results: Sequence[Result]) -> Metrics:
    """The means over these results."""
    can = [result for result in results if result.prediction.question.answerable]
    cannot = [result for result in results if not result.prediction.question.answerable]
    citations = sum(result.citations for result in results)
    times = sorted(result.prediction.elapsed_ms for result in results)
    return Metrics(
        questions=len(results),
        recall_1=_mean(result.recall_1 for result in can),
        recall_5=_mean(result.recall_5 for result in can),
        mrr_10=_mean(result.reciprocal_rank for result in can),
        answered=_mean(_is(result, Outcome.ANSWERED) for result in can),
        unsure=_mean(_is(result, Outcome.UNSURE) for result in can),
        refused=_mean(_is(result, Outcome.REFUSED) for result in can),
        not_answered_rightly=_mean(1 - _is(result, Outcome.ANSWERED) for result in cannot),
        verified=sum(result.verified for result in results) / citations if citations else None,
        contains=_mean(result.contains for result in results),
        cited=_mean(result.cited for result in results),
        named=_mean(result.named for result in results),
        p95_ms=times[min(len(times) - 1, int(0.95 * len(times)))] if times else None,
    )


def _is(result: Result, outcome: Outcome) -> float:
    return float(result.prediction.answer.outcome is outcome)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None
