"""The figures of a run, and what changed since an earlier one, as lines for a terminal of 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from commands.evaluate.runs import Run, changed_documents, unlike
from knowledge.evaluation import Evaluation
from knowledge.intervals import Estimate
from knowledge.records import ANSWERABLE, TITLES, UNANSWERABLE, Changed, Group, Kind, changes, groups

WIDTH = 100
NAME, COUNT, CELL = 17, 4, 15
HEADINGS: Mapping[Kind, str] = {
    "types": "by type",
    "subtypes": "by kind",
    "languages": "by language",
    "organisations": "by municipality",
    "all": "",
}


def lines(run: Run, outcome: Evaluation, apart: int) -> list[str]:
    """Two tables: of the questions with an answer and of those without; each figure with its 95% interval."""
    left_out = f" ({apart} kept apart: --held-out)" if apart else ""
    told = [
        f"{len(run.records)} questions{left_out}, {len(run.documents)} documents; each figure with its 95% interval"
    ]
    for title, figures in (("WITH AN ANSWER", ANSWERABLE), ("WITHOUT AN ANSWER", UNANSWERABLE)):
        rows = _rows(groups(run.records), figures)
        if rows:
            heads = "".join(f"{TITLES[figure]:>{CELL}}" for figure in figures)
            told += ["", f"{title:<{NAME}}{'n':>{COUNT}}{heads}", *rows]
    return [*told, "", *_totals(run, outcome)]


def _rows(found: Sequence[Group], figures: Sequence[str]) -> list[str]:
    """A line per group in which any question has the first of the figures."""
    told: list[str] = []
    heading = ""
    for group in found:
        count = len(group.values(figures[0]))
        if not count:
            continue
        if HEADINGS[group.kind] != heading:
            heading = HEADINGS[group.kind]
            told += [heading] if heading else []
        name = f"{'' if group.kind == 'all' else '  '}{group.name}"
        cells = "".join(f"{_cell(group.estimate(figure)):>{CELL}}" for figure in figures)
        told.append(f"{name[:NAME]:<{NAME}}{count:>{COUNT}}{cells}")
    return told


def _cell(found: Estimate | None) -> str:
    return "-" if found is None else f"{found.value:.3f} {_short(found.low)}–{_short(found.high)}"


def _short(value: float) -> str:
    """Three characters: .95 or 1.0."""
    text = f"{value:.2f}"
    return text[1:] if text.startswith("0") else text[:3]


def _totals(run: Run, outcome: Evaluation) -> list[str]:
    total = outcome.total
    told: list[str] = []
    if total.answered is not None:
        told.append(
            f"with an answer: {total.answered:.0%} answered, {total.unsure or 0:.0%} shown what comes closest, "
            f"{total.refused or 0:.0%} told that the documents do not say"
        )
    citations = sum(result.citations for result in outcome.results)
    if citations:
        verified = sum(result.verified for result in outcome.results)
        told.append(f"quotes: {verified} of {citations} found in their documents")
    if total.p95_ms is not None:
        told.append(f"95% of the answers within {total.p95_ms:.0f} ms")
    return told


def compared(before: Run, after: Run) -> list[str]:
    """What changed since an earlier run: per group the figures that moved, and then which questions did."""
    told = [f"COMPARED with the run of {before.made}"]
    other = changed_documents(before, after)
    if other:
        told += _wrapped("documents that differ: ", other)
    left_out = unlike(before, after)
    if left_out:
        told.append(f"questions left out, because only one of the two runs has them: {left_out}")
    found = changes(before.records, after.records)
    moved = [changed for changed in found if changed.difference.verdict != "the same"]
    if not moved:
        return [*told, "no figure of any question changed" if found else "no question is in both runs"]
    told += [_moved(changed) for changed in sorted(moved, key=lambda changed: changed.group.kind != "all")]
    told.append("")
    for changed in moved:
        if changed.group.kind == "all":
            told += _wrapped(f"{TITLES[changed.figure]} better: ", changed.better)
            told += _wrapped(f"{TITLES[changed.figure]} worse: ", changed.worse)
    return told


def _moved(changed: Changed) -> str:
    one = changed.difference
    return (
        f"{changed.group.name[:NAME]:<{NAME + 1}}{TITLES[changed.figure]:<12}{one.before:.3f} → {one.after:.3f} "
        f"{one.after - one.before:+.3f}  {one.better} better, {one.worse} worse: {one.verdict}"
    )


def _wrapped(lead: str, items: Sequence[str]) -> list[str]:
    return textwrap.wrap(
        lead + ", ".join(items), WIDTH, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False
    ) if items else []  # fmt: skip
