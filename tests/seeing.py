"""Everything that Koers tells of itself, caught: the lines of its log at its most talkative, spans and metrics."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import telemetry
from telemetry.export import Export
from telemetry.logs import Lines


class Kept(logging.Handler):
    """Keeps each line as it would be written."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(Lines())
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@dataclass
class Told:
    """What was told."""

    lines: list[str] = field(default_factory=list[str])
    exporter: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)
    reader: InMemoryMetricReader = field(default_factory=InMemoryMetricReader)

    @property
    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self.exporter.get_finished_spans())

    def span(self, name: str) -> ReadableSpan:
        """The last span with this name."""
        found = [span for span in self.spans if span.name == name]
        assert found, f"no span {name!r}; there are {sorted({span.name for span in self.spans})}"
        return found[-1]

    def facts(self, name: str) -> dict[str, Any]:
        """The attributes of the last span with this name."""
        return dict(self.span(name).attributes or {})

    def points(self, name: str) -> list[tuple[dict[str, Any], Any]]:
        """Each series of a metric: its attributes, and its value or how often it was measured."""
        data = self.reader.get_metrics_data()
        found: list[tuple[dict[str, Any], Any]] = []
        for resource in data.resource_metrics if data else []:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    if metric.name == name:
                        for point in metric.data.data_points:
                            value = getattr(point, "value", None)
                            found.append((dict(point.attributes or {}), getattr(point, "count", value)))
        return found

    def everything(self) -> str:
        """All of it as text, to look for words in."""
        data = self.reader.get_metrics_data()
        return "\n".join([*self.lines, *(span.to_json() for span in self.spans), data.to_json() if data else ""])


@contextmanager
def told() -> Iterator[Told]:
    """Measures and logs everything, libraries included, until the end of the block."""
    kept = Told()
    root, handler = logging.getLogger(), Kept(kept.lines)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    telemetry.use(Export("oss", SimpleSpanProcessor(kept.exporter), kept.reader))
    try:
        yield kept
    finally:
        telemetry.use(None)
        root.setLevel(before)
        root.removeHandler(handler)
