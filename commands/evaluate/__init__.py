"""`app.py evaluate`: how good the answers are, on questions with known answers."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from commands import OWN_FLOORS, organisation_of, tell_problems, writable, write
from commands.answers import measured, shown
from commands.compose import documents_once
from commands.evaluate import chart, runs, table
from commands.evaluate.runs import Run
from domain.organisation import FOLDER, Organisation, load_organisation, organisation_names
from domain.vision import offered
from errors import KoersError
from knowledge import floors
from knowledge.evaluation import Evaluation, EvaluationQuestion, Prediction, Result, Worded, evaluate, load_questions


async def run(options: argparse.Namespace) -> int:
    """Prints the figures, keeps and draws them where asked, and compares them with an earlier run and with floors.

    The exit code is 1 when a figure is below its floor. With --predictions, which are then the outcome that counts,
    only floors that were asked for with --floors do that.
    """
    questions, apart = _chosen(options)
    _complain_of_strangers(questions)
    if options.chart is not None:
        chart.complain_of(options.chart)
    for path in (options.predictions, options.save, options.chart):
        if path is not None:
            writable(path)
    earlier = None if options.compare is None else runs.load(options.compare)
    least = floors.load(options.floors or OWN_FLOORS)
    tell_problems()
    outcome, run = await ask_all(questions, organisation_of(options.organisation), options.documents)
    if options.predictions is not None:
        _write(options.predictions, outcome.results)
    if options.save is not None:
        write(options.save, [runs.as_text(run, outcome)])
        _say(f"the run is kept in {options.save}")
    if options.chart is not None:
        chart.draw(options.chart, run, earlier, least)
        _say(f"the chart is in {options.chart}")
    judged = floors.judge(least, run.records)
    if options.json:
        _print_json(run, outcome, earlier, judged)
    else:
        lines = [*table.lines(run, outcome, apart), *floors.lines(judged)]
        print("\n".join([*lines, *([] if earlier is None else ["", *table.compared(earlier, run)])]))
    counts = options.predictions is None or options.floors is not None
    return 1 if judged.missed and counts else 0


async def ask_all(
    questions: Sequence[EvaluationQuestion], organisation: Organisation, documents: Path | None
) -> tuple[Evaluation, Run]:
    """Asks every question of the documents in a folder with an INDEX.toml, or of the bundled ones.

    Raises KoersError when the documents cannot be read, and when a question names a section that is not there.
    """
    with tempfile.TemporaryDirectory() as folder:
        _say("reading the documents…")
        async with documents_once(organisation, Path(folder), documents) as read:
            outcome = await evaluate(questions, read.base, _Progress(len(questions)), worded)
            return outcome, runs.of(outcome, read.base)


def own_questions(names: Iterable[str]) -> tuple[EvaluationQuestion, ...]:
    """The questions of these municipalities about their bundled documents."""
    paths = (FOLDER / name / "questions.jsonl" for name in names)
    return tuple(question for path in paths if path.exists() for question in load_questions(path))


def _chosen(options: argparse.Namespace) -> tuple[tuple[EvaluationQuestion, ...], int]:
    """The questions of the files, else of the municipalities themselves; and how many are left out as kept apart."""
    names = organisation_names() if options.organisation is None else (organisation_of(options.organisation).id,)
    given = tuple(question for path in options.questions for question in load_questions(path))
    questions = given or own_questions(names)
    wanted = {"no": (False,), "yes": (True,), "all": (False, True)}[options.held_out]
    kept = tuple(question for question in questions if question.held_out in wanted)
    if not kept:
        raise KoersError(
            "none of the questions is to be asked: see --held-out" if questions else "there are no questions"
        )
    return kept, len(questions) - len(kept)


def worded(prediction: Prediction) -> Worded:
    """The answer as the bot says it."""
    asked = prediction.question.question
    organisation = load_organisation(asked.organisation)
    return measured(offered(prediction.answer, asked.text, organisation), organisation)


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


def _print_json(run: Run, outcome: Evaluation, earlier: Run | None, judged: floors.Judged) -> None:
    found = runs.figures(run, outcome) | {"floors": floors.as_json(judged)}
    if earlier is not None:
        found["compared"] = runs.compared_as_json(earlier, run)
    print(json.dumps(found, ensure_ascii=False, indent=2))
