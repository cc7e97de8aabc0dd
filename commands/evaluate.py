"""`app.py evaluate`: how good the answers are, on questions with known answers."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from commands import organisation_of, tell_problems, writable, write
from commands.answers import measured, shown
from commands.compose import documents_once
from domain.organisation import FOLDER, load_organisation, organisation_names
from domain.vision import offered
from errors import KoersError
from knowledge.evaluation import (
    Evaluation,
    EvaluationQuestion,
    Metrics,
    Prediction,
    Result,
    Worded,
    evaluate,
    load_questions,
)

COLUMNS = (
    ("questions", "n"),
    ("recall_1", "r@1"),
    ("recall_5", "r@5"),
    ("mrr_10", "mrr"),
    ("answered", "answered"),
    ("unsure", "unsure"),
    ("refused", "refused"),
    ("contains", "facts"),
    ("cited", "cited"),
    ("not_answered_rightly", "rightly not"),
    ("named", "named"),
    ("verified", "verified"),
)


async def run(options: argparse.Namespace) -> int:
    """Prints the figures per type and language, and writes each answer to --predictions."""
    questions = _chosen(options)
    _complain_of_strangers(questions)
    if options.predictions is not None:
        writable(options.predictions)
    tell_problems()
    organisation = organisation_of(options.organisation)
    with tempfile.TemporaryDirectory() as folder:
        _say("reading the documents…")
        async with documents_once(organisation, Path(folder), options.documents) as read:
            outcome = await evaluate(questions, read.base, _Progress(len(questions)), _worded)
    if options.predictions is not None:
        _write(options.predictions, outcome.results)
    if options.json:
        print(json.dumps(_figures(outcome), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_table(outcome)))
    return 0


def _chosen(options: argparse.Namespace) -> tuple[EvaluationQuestion, ...]:
    """The questions of the files, else of the municipalities themselves; of those kept apart what was asked for."""
    names = organisation_names() if options.organisation is None else (organisation_of(options.organisation).id,)
    files = options.questions or [path for name in names if (path := FOLDER / name / "questions.jsonl").exists()]
    questions = tuple(question for path in files for question in load_questions(path))
    wanted = {"no": (False,), "yes": (True,), "all": (False, True)}[options.held_out]
    kept = tuple(question for question in questions if question.held_out in wanted)
    if not kept:
        raise KoersError("there are no questions to ask" if not questions else "all these questions are kept apart")
    return kept


def _worded(prediction: Prediction) -> Worded:
    """The answer as the bot says it."""
    asked = prediction.question.question
    return measured(offered(prediction.answer, asked.text, load_organisation(asked.organisation)))


def _complain_of_strangers(questions: Sequence[EvaluationQuestion]) -> None:
    for question in questions:
        if question.question.organisation not in organisation_names():
            raise KoersError(
                f"question {question.id!r} is of no organisation that there is: {question.question.organisation!r}; "
                f"there are: {', '.join(organisation_names())}"
            )


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class _Progress:
    """Tells how far it is, once every ten percent: enough to see that it goes on, in a terminal and in a log."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._step = max(1, total // 10)

    def __call__(self, done: int) -> None:
        if done % self._step == 0 or done == self._total:
            _say(f"{done} of {self._total} questions")


def _write(path: Path, results: Sequence[Result]) -> None:
    write(
        path,
        [json.dumps({"id": result.prediction.question.id, **_shown(result)}, ensure_ascii=False) for result in results],
    )
    _say(f"{len(results)} answers, written to {path}")


def _shown(result: Result) -> dict[str, object]:
    asked = result.prediction.question.question
    organisation = load_organisation(asked.organisation)
    return shown(offered(result.prediction.answer, asked.text, organisation), result.prediction.elapsed_ms)


def _figures(outcome: Evaluation) -> dict[str, object]:
    return {
        "total": asdict(outcome.total),
        "types": _by(outcome.by_type),
        "languages": _by(outcome.by_language),
        "subtypes": _by(outcome.by_subtype),
        "organisations": _by(outcome.by_organisation),
    }


def _by(groups: Mapping[str, Metrics]) -> dict[str, object]:
    return {name: asdict(group) for name, group in groups.items()}


def _table(outcome: Evaluation) -> list[str]:
    width = 18
    lines = [" " * width + "".join(f"{title:>12}" for _, title in COLUMNS)]
    named = (outcome.by_type, outcome.by_subtype, outcome.by_language, outcome.by_organisation)
    groups = {name: group for part in named for name, group in part.items()} | {"all": outcome.total}
    for name, group in groups.items():
        figures = asdict(group)
        lines.append(f"{name:<{width}}" + "".join(f"{_figure(figures[key]):>12}" for key, _ in COLUMNS))
    if outcome.total.p95_ms is not None:
        lines.append(f"95% of the answers within {outcome.total.p95_ms:.0f} ms")
    return lines


def _figure(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
