"""Measures the answers and writes docs/quality.md's tables and charts again: python -m benchmarks.quality

The dev set is measured when the folder with it (--shared) is there; the half that is kept apart only with --held-out,
which is for the end of a piece of work. What is not measured stays as it is on the page.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from commands import OWN_FLOORS
from commands.evaluate import ask_all, chart, own_questions
from commands.evaluate.drawing import as_svg
from commands.evaluate.runs import Run
from domain.organisation import load_organisation, organisation_names
from knowledge import floors
from knowledge.evaluation import Evaluation, EvaluationQuestion, load_questions
from knowledge.intervals import Estimate
from knowledge.records import ANSWERABLE, TITLES, UNANSWERABLE, Group, groups

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "quality.md"
TITLED = {
    "open bundled": "Open half, bundled documents",
    "open official": "Open half, official documents",
    "apart bundled": "Half kept apart, bundled documents",
    "apart official": "Half kept apart, official documents",
    "dev": "Dev set, official documents",
}


def main() -> None:
    """Ask, and write the parts of the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--held-out", action="store_true", help="measure the half that is kept apart as well")
    chosen = parser.parse_args()
    own = own_questions(organisation_names())
    official = chosen.shared / "documents"
    halves = {"open": False, "apart": True} if chosen.held_out else {"open": False}
    for name, held_out in halves.items():
        half = [question for question in own if question.held_out == held_out]
        measure(f"{name} bundled", half, None)
        if official.exists():
            measure(f"{name} official", half, official)
    if official.exists():
        measure("dev", load_questions(chosen.shared / "questions" / "dev.jsonl"), official)


def measure(part: str, questions: Sequence[EvaluationQuestion], documents: Path | None) -> None:
    """Ask, and write one part of the page with its chart."""
    organisation = load_organisation(organisation_names()[0])
    outcome, run = asyncio.run(ask_all(questions, organisation, documents))
    drawn = PAGE.with_name(f"quality-{part.replace(' ', '-')}.svg")
    picture = chart.picture(run, None, floors.load(OWN_FLOORS), TITLED[part])
    drawn.write_text(as_svg(picture), encoding="utf-8")
    lines = [
        f"{len(run.records)} questions, {run.made[:10]}.",
        *table(run, ANSWERABLE, "with an answer"),
        *table(run, UNANSWERABLE, "without an answer"),
        "",
        last(outcome),
        "",
        f"![Each figure with its interval, per type]({drawn.name})",
    ]
    put(part, lines)


def table(run: Run, figures: Sequence[str], title: str) -> list[str]:
    """A table of markdown: a row per group that has any question with the first of the figures."""
    rows = [group for group in groups(run.records) if group.values(figures[0])]
    heads = " | ".join(TITLES[figure] for figure in figures)
    return ["", f"| {title} | n | {heads} |", "|---|---|" + "---|" * len(figures), *(row(one, figures) for one in rows)]


def row(group: Group, figures: Sequence[str]) -> str:
    """A group's figures as cells."""
    name = group.name.replace("_", " ")
    cells = " | ".join(cell(group.estimate(figure)) for figure in figures)
    return f"| {f'**{name}**' if group.kind == 'all' else name} | {len(group.values(figures[0]))} | {cells} |"


def cell(found: Estimate | None) -> str:
    """A figure with its interval; a dash where there is none."""
    return "-" if found is None else f"{found.value:.3f} ({found.low:.2f}–{found.high:.2f})"


def last(outcome: Evaluation) -> str:
    """What is said of all answers together."""
    citations = sum(result.citations for result in outcome.results)
    verified = sum(result.verified for result in outcome.results)
    return f"Quotes found in their documents: {verified} of {citations}."


def put(part: str, lines: Sequence[str]) -> None:
    """Write lines between the marks of a part of the page. Raises ValueError when it has no such part."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- figures: {part} -->", "<!-- end -->"
    before, found, rest = text.partition(begin)
    if not found or end not in rest:
        raise ValueError(f"{PAGE} has no {begin} with {end} after it")
    after = rest[rest.index(end) :]
    body = "\n".join(lines)
    PAGE.write_text(f"{before}{begin}\n{body}\n\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
