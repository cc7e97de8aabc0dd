"""What it costs to be seen: all telemetry of one turn with the SDK off and on, and a line of the log.

uv run python -m benchmarks.telemetry
"""

from __future__ import annotations

import io
import logging
import statistics
import time
from collections.abc import Callable

from opentelemetry import trace
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

import telemetry
from telemetry import about, names
from telemetry.export import Export
from telemetry.logs import Id, Lines
from telemetry.waiting import Waiting

TURNS = 2000
ROUNDS = 7
log = logging.getLogger("bot.benchmark")
SPANS = ("POST /api/messages", "wait inbox", "write", "turn", "wait lane", "route sentence", "write", "send reply")
tracer = trace.get_tracer("benchmark")
queues = (Waiting("lane"), Waiting("background"))


class Nowhere(SpanExporter):
    """Takes what is exported, as a collector at no distance would."""

    def export(self, spans: object) -> SpanExportResult:
        return SpanExportResult.SUCCESS


def turn() -> None:
    """Every line of telemetry that the answer to "help" passes, in their order, with nothing in between."""
    came = about.begin()
    with telemetry.request("POST", "/api/messages") as span:
        telemetry.arrived("message", place="personal", activity="1700000000000", conversation="a:1qhNLqpUtmuI6U35gzjs")
        with telemetry.waiting("inbox"), telemetry.writing():
            pass
        queues[1].add(span)
        with telemetry.turn("message"):
            queues[0].add(span)
            with telemetry.waiting("lane"):
                queues[0].remove(span)
            telemetry.answering("sentence", language="nl")
            with telemetry.route("sentence"):
                telemetry.understood("help")
            with telemetry.writing():  # the tokens of the card
                pass
            with telemetry.sending("reply"):
                pass
        queues[1].remove(span)
        span.note(names.STATUS, 202)
        telemetry.count(names.ACTIVITIES, kind=came.kind, answer="accepted")


def empty() -> None:
    """As many of OpenTelemetry's own spans, which record nothing while no SDK is there."""
    for name in SPANS:
        with tracer.start_as_current_span(name, attributes={names.KIND: "message"}):
            pass


def microseconds(work: Callable[[], None]) -> float:
    """A call, in microseconds of processor time, which other work on the machine does not change: a median."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TURNS):
            work()
        taken.append((time.process_time() - began) / TURNS * 1e6)
    return statistics.median(taken)


def main() -> None:
    print(f"{len(SPANS)} of OpenTelemetry's own spans, off: {microseconds(empty):.1f} µs of processor time")
    print(f"a turn, off: {microseconds(turn):.1f} µs of processor time")
    telemetry.use(Export("oss", BatchSpanProcessor(Nowhere()), InMemoryMetricReader()))
    print(f"a turn, on: {microseconds(turn):.0f} µs of processor time")
    telemetry.use(None)
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(Lines())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    line = microseconds(lambda: log.info("activity %s: %s", Id("1700000000000"), 1))
    print(f"a line of the log: {line:.0f} µs of processor time")


if __name__ == "__main__":
    main()
