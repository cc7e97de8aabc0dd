"""OpenTelemetry's SDK: the one module that imports it, and only where a collector is configured.

Its providers are not made the global ones: what libraries trace by themselves (the Graph SDK puts whole addresses in
its spans, with ids and queries) goes nowhere.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from opentelemetry.context import Context
from opentelemetry.metrics import CallbackOptions, Counter, Histogram, Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, set_span_in_context

import telemetry
from telemetry.names import METRICS, Fact, Metric

SCOPE = "koers"
# Seconds. From a commit to the longest turn there is; OpenTelemetry's default is made for milliseconds.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 100.0)
LAST_SECONDS = 3.0  # that the stop waits for the collector
HARMLESS = re.compile(r"[\w .:/{}()$*-]{1,200}", re.ASCII)  # what an attribute is made of; no mail address, no query
WITHHELD = "withheld"
KINDS = {
    "internal": SpanKind.INTERNAL,
    "server": SpanKind.SERVER,
    "client": SpanKind.CLIENT,
    "consumer": SpanKind.CONSUMER,
}


@dataclass(frozen=True)
class OpenSpan:
    """A span of the SDK, with what its children need of it."""

    span: Span
    context: Context

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of its trace and of itself, in hexadecimal."""
        found = self.span.get_span_context()
        return f"{found.trace_id:032x}", f"{found.span_id:016x}"


class Export(telemetry.Recorder):
    """Passes spans and metrics on to a collector."""

    def __init__(self, organisation: str, processor: SpanProcessor, reader: MetricReader) -> None:
        resource = Resource.create(
            {
                "service.name": "koers",
                "service.instance.id": secrets.token_hex(8),
                "koers.organisation": organisation,
            }
        )
        self.gauges: telemetry.Gauges = {}
        self._traces = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._traces.add_span_processor(processor)
        self._metrics = MeterProvider([reader], resource=resource, shutdown_on_exit=False)
        self._tracer = self._traces.get_tracer(SCOPE)
        self._empty = Context()
        self._histograms: dict[Metric, Histogram] = {}
        self._counters: dict[Metric, Counter] = {}
        for metric in METRICS:
            self._add(metric)

    def _add(self, metric: Metric) -> None:
        meter = self._metrics.get_meter(SCOPE)

        def look(_: CallbackOptions) -> Iterable[Observation]:
            found = self.gauges.get(metric)
            return [Observation(value, facts) for value, facts in found()] if found else []

        match metric.kind:
            case "histogram":
                self._histograms[metric] = meter.create_histogram(
                    metric.name, metric.unit, metric.about, explicit_bucket_boundaries_advisory=BUCKETS
                )
            case "counter":
                self._counters[metric] = meter.create_counter(metric.name, metric.unit, metric.about)
            case "gauge":
                meter.create_observable_gauge(metric.name, [look], metric.unit, metric.about)

    def begin(self, name: str, kind: telemetry.SpanKind, parent: telemetry.Open | None) -> OpenSpan:
        """Begins a span below `parent`, and below nothing else."""
        above = parent.context if isinstance(parent, OpenSpan) else self._empty
        span = self._tracer.start_span(name, above, KINDS[kind])
        return OpenSpan(span, set_span_in_context(span, self._empty))

    def end(self, span: telemetry.Open, facts: Mapping[str, Fact], *, failed: bool) -> None:
        """Ends a span. An error is a status: its words are recorded nowhere."""
        if not isinstance(span, OpenSpan):
            return
        span.span.set_attributes({fact: _harmless(value) for fact, value in facts.items()})
        if failed:
            span.span.set_status(Status(StatusCode.ERROR))
        span.span.end()

    def record(self, metric: Metric, value: float, facts: Mapping[str, Fact]) -> None:
        """One value, with the attributes that the metric has."""
        kept = {fact: _harmless(facts[fact]) for fact in metric.facts if fact in facts}
        if metric.kind == "histogram":
            self._histograms[metric].record(value, kept)
        else:
            self._counters[metric].add(value, kept)

    async def close(self) -> None:
        """Sends what is left. A collector that does not answer holds up the stop for LAST_SECONDS at most."""
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def send() -> None:
            self._traces.shutdown()
            self._metrics.shutdown(LAST_SECONDS * 1000)
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                loop.call_soon_threadsafe(done.set)

        threading.Thread(target=send, name="last telemetry", daemon=True).start()
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LAST_SECONDS)


def _harmless(value: Fact) -> Fact:
    return WITHHELD if isinstance(value, str) and not HARMLESS.fullmatch(value) else value


def to_collector(organisation: str) -> Export:
    """To the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; the exporter reads OpenTelemetry's other settings."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    return Export(organisation, BatchSpanProcessor(OTLPSpanExporter()), reader)
