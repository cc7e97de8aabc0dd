"""What came of each question of a run, as it can be kept, put in groups and compared with another run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.answer import Outcome
from knowledge.intervals import Difference, Estimate, difference, estimate
from knowledge.metrics import EvaluationQuestion, Result

Kind = Literal["all", "types", "subtypes", "languages", "organisations"]
KINDS: tuple[Kind, ...] = ("types", "subtypes", "languages", "organisations", "all")
TITLES: Mapping[str, str] = {
    "recall_1": "recall@1",
    "recall_5": "recall@5",
    "mrr_10": "MRR@10",
    "answered": "answered",
    "contains": "facts",
    "cited": "cited",
    "not_answered_rightly": "rightly not",
    "named": "named",
    "verified": "verified",
}
ANSWERABLE = ("recall_5", "mrr_10", "answered", "contains", "cited")  # what is shown of questions with an answer
UNANSWERABLE = ("not_answered_rightly", "named")  # and of those without


@dataclass(frozen=True)
class Record:
    """One question with its figures, each from 0 to 1 by its name; what was not measured is not there."""

    id: str
    fingerprint: str  # of what was asked and what a good answer holds: another question under the same id shows
    type: str
    subtype: str
    language: str
    organisation: str
    outcome: str
    held_out: bool  # kept apart: not to be looked at one by one
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Group:
    """Some questions that have something in common."""

    kind: Kind
    name: str
    records: tuple[Record, ...]

    def values(self, figure: str) -> list[float]:
        """The figure of each question that has it."""
        return [record.figures[figure] for record in self.records if figure in record.figures]

    def estimate(self, figure: str) -> Estimate | None:
        """The mean of a figure with its interval; None when no question has it."""
        return estimate(self.values(figure))


def record_of(result: Result) -> Record:
    """A result as it is kept."""
    question, answer = result.prediction.question, result.prediction.answer
    return Record(
        id=question.id,
        fingerprint=_fingerprint(question),
        type=question.type,
        subtype=question.subtype,
        language=question.question.language or answer.language,
        organisation=question.question.organisation,
        outcome=answer.outcome.value,
        held_out=question.held_out,
        figures={name: float(value) for name, value in _figures(result) if value is not None},
    )


def _fingerprint(question: EvaluationQuestion) -> str:
    places = [[(place.document, place.quote) for place in group] for group in question.gold]
    sections = [(place.document, place.section) for place in question.sections]
    turns = [(turn.role, turn.text) for turn in question.question.history]
    asked = (question.question.text, question.question.organisation, turns)
    whole = json.dumps((asked, places, sections, question.must_contain, question.names))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _figures(result: Result) -> Iterable[tuple[str, float | bool | None]]:
    answered = result.prediction.answer.outcome is Outcome.ANSWERED
    answerable = result.prediction.question.answerable
    yield "recall_1", result.recall_1
    yield "recall_5", result.recall_5
    yield "mrr_10", result.reciprocal_rank
    yield "answered", answered if answerable else None
    yield "contains", result.contains
    yield "cited", result.cited
    yield "not_answered_rightly", None if answerable else not answered
    yield "named", result.named
    yield "verified", result.verified / result.citations if result.citations else None


def groups(records: Sequence[Record]) -> tuple[Group, ...]:
    """Per type, subtype, language and municipality, and all; within each in alphabetical order."""
    keys: Mapping[Kind, Callable[[Record], str]] = {
        "types": lambda record: record.type,
        "subtypes": lambda record: record.subtype,
        "languages": lambda record: record.language,
        "organisations": lambda record: record.organisation,
        "all": lambda _: "all",
    }
    found: list[Group] = []
    for kind in KINDS:
        names = sorted({keys[kind](record) for record in records} - {""})
        found += [Group(kind, name, tuple(r for r in records if keys[kind](r) == name)) for name in names]
    return tuple(found)


@dataclass(frozen=True)
class Changed:
    """One figure of a group in two runs, over the questions that have it in both, with the ids of those that differ.

    Questions that are kept apart count, but are not named.
    """

    group: Group  # of the later run
    figure: str
    difference: Difference
    better: tuple[str, ...]
    worse: tuple[str, ...]


def changes(before: Sequence[Record], after: Sequence[Record]) -> tuple[Changed, ...]:
    """Every figure of every group, over the questions that were asked alike in both runs."""
    earlier = {record.id: record for record in before}
    both = [record for record in after if same(earlier.get(record.id), record)]
    found: list[Changed] = []
    for group in groups(both):
        for figure in TITLES:
            changed = _changed(group, figure, earlier)
            if changed is not None:
                found.append(changed)
    return tuple(found)


def same(one: Record | None, other: Record) -> bool:
    """Whether two records are of the same question."""
    return one is not None and one.fingerprint == other.fingerprint


def _changed(group: Group, figure: str, earlier: Mapping[str, Record]) -> Changed | None:
    pairs = [
        ("" if record.held_out else record.id, earlier[record.id].figures[figure], record.figures[figure])
        for record in group.records
        if figure in record.figures and figure in earlier[record.id].figures
    ]
    found = difference([old for _, old, _ in pairs], [new for _, _, new in pairs])
    if found is None:
        return None
    better = tuple(id for id, old, new in pairs if new > old and id)
    worse = tuple(id for id, old, new in pairs if new < old and id)
    return Changed(group, figure, found, better, worse)
