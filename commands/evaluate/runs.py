"""A run of `app.py evaluate` as it is kept: figures, what came of each question, and of which documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from errors import KoersError
from knowledge.base import KnowledgeBase
from knowledge.evaluation import Evaluation, Metrics
from knowledge.records import TITLES, Record, changes, groups, record_of, same

FORMAT = 1


@dataclass(frozen=True)
class Run:
    """What came of every question, on documents with these versions (a hash by the id of the document)."""

    made: str  # moment, ISO 8601
    documents: Mapping[str, str]
    records: tuple[Record, ...]


def of(outcome: Evaluation, base: KnowledgeBase) -> Run:
    """The run that was just made."""
    versions = {document.id: hashlib.sha256(document.text.encode()).hexdigest()[:16] for document in base.documents()}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(made, dict(sorted(versions.items())), tuple(record_of(result) for result in outcome.results))


def figures(run: Run, outcome: Evaluation) -> dict[str, object]:
    """The figures as JSON: means, and for each its 95% interval and the number of questions that have it."""
    intervals: dict[str, dict[str, object]] = {}
    for group in groups(run.records):
        known = {figure: found for figure in TITLES if (found := group.estimate(figure)) is not None}
        intervals.setdefault(group.kind, {})[group.name] = {
            figure: {"low": round(found.low, 4), "high": round(found.high, 4), "questions": found.questions}
            for figure, found in known.items()
        }
    return {
        "total": asdict(outcome.total),
        "types": _by(outcome.by_type),
        "languages": _by(outcome.by_language),
        "subtypes": _by(outcome.by_subtype),
        "organisations": _by(outcome.by_organisation),
        "intervals": intervals,
    }


def _by(named: Mapping[str, Metrics]) -> dict[str, object]:
    return {name: asdict(group) for name, group in named.items()}


def as_text(run: Run, outcome: Evaluation) -> str:
    """The run as a file of JSON. Raises KoersError when two questions have one id: they could not be compared."""
    ids = [record.id for record in run.records]
    if len(set(ids)) < len(ids):
        twice = next(id for number, id in enumerate(ids) if id in ids[:number])
        raise KoersError(f"two questions have the id {twice!r}, so the run cannot be kept")
    whole = {"format": FORMAT, **asdict(run), "figures": figures(run, outcome)}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def load(path: Path) -> Run:
    """A run that was kept. Raises KoersError when it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r} is not {FORMAT}")
        documents = {str(id): str(version) for id, version in data["documents"].items()}
        return Run(str(data["made"]), documents, tuple(_record(row) for row in data["records"]))
    except OSError as error:
        raise KoersError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise KoersError(f"{path} is no run that `evaluate --save` kept: {what}") from error


def _record(row: object) -> Record:
    if not isinstance(row, dict):
        raise TypeError("a record is a JSON object")
    data = cast("dict[str, object]", row)
    known = cast("dict[str, object]", data["figures"])
    texts = {name: str(data[name]) for name in ("id", "fingerprint", "type", "subtype", "language", "organisation")}
    return Record(
        **texts,
        outcome=str(data["outcome"]),
        held_out=data["held_out"] is True,
        figures={name: _share(known[name]) for name in known},
    )


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"a figure is a number from 0 to 1, not {value!r}")
    return float(value)


def unlike(before: Run, after: Run) -> int:
    """How many questions of either run are not in the other, or are asked in another way there."""
    earlier = {record.id: record for record in before.records}
    both = sum(same(earlier.get(record.id), record) for record in after.records)
    return len(before.records) + len(after.records) - 2 * both


def changed_documents(before: Run, after: Run) -> Sequence[str]:
    """The ids of documents that are in one run only, or have another text there."""
    ids = {*before.documents, *after.documents}
    return sorted(id for id in ids if before.documents.get(id) != after.documents.get(id))


def compared_as_json(before: Run, after: Run) -> dict[str, object]:
    """The differences with an earlier run."""
    return {
        "with": before.made,
        "documents": changed_documents(before, after),
        "unlike": unlike(before, after),
        "changes": [
            {
                "group": f"{changed.group.kind}/{changed.group.name}",
                "figure": changed.figure,
                "before": changed.difference.before,
                "after": changed.difference.after,
                "verdict": changed.difference.verdict,
                "chance": round(changed.difference.chance, 4),
                "better": changed.better,
                "worse": changed.worse,
            }
            for changed in changes(before.records, after.records)
        ],
    }
