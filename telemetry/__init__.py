"""What Koers measures of itself: spans and metrics, a `with` or a line at each place; next to nothing while it is off.

Off is the default: then `_recorder` is None and OpenTelemetry is not even imported here. The span under way is kept in
a variable of our own and not in OpenTelemetry's context, so that no library finds it there and sends it along to
Microsoft as a `traceparent` header.
"""

from __future__ import annotations

import time
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from types import TracebackType
from typing import Literal, Protocol

from telemetry import about, names
from telemetry.about import About, arrived
from telemetry.names import Fact, Metric
from telemetry.waiting import Queue, Waiting

__all__ = ["About", "Queue", "Waiting", "arrived"]

SpanKind = Literal["internal", "server", "client", "consumer"]
Reading = tuple[float, dict[str, Fact]]  # a value with its attributes
Gauges = Mapping[Metric, Callable[[], Iterable[Reading]]]
OK = "ok"


class Open(Protocol):
    """A span that the recorder has begun."""

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of its trace and of itself, in hexadecimal."""
        ...


class Recorder(Protocol):
    """Whoever passes on what is measured, see telemetry/export.py."""

    gauges: Gauges

    def begin(self, name: str, kind: SpanKind, parent: Open | None) -> Open:
        """Begins a span."""
        ...

    def end(self, span: Open, facts: Mapping[str, Fact], *, failed: bool) -> None:
        """Ends a span, with its attributes."""
        ...

    def record(self, metric: Metric, value: float, facts: Mapping[str, Fact]) -> None:
        """One value of a histogram, or an addition to a counter. Takes the facts that the metric has."""
        ...


_recorder: Recorder | None = None
_span: ContextVar[Span | None] = ContextVar("span", default=None)


def use(recorder: Recorder | None) -> None:
    """Switches measuring on, or with None off."""
    global _recorder
    _recorder = recorder


def is_on() -> bool:
    """Whether anybody gets what is measured."""
    return _recorder is not None


class Off:
    """The span that nobody sees."""

    def note(self, fact: str, value: Fact) -> None:
        """Nothing."""

    def __enter__(self) -> Off:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Span:
    """A piece of work: a span, and its duration in a metric where it has one."""

    def __init__(
        self, recorder: Recorder, name: str, facts: dict[str, Fact], metric: Metric | None, kind: SpanKind = "internal"
    ) -> None:
        self._recorder = recorder
        self._name = name
        self._metric = metric
        self._kind: SpanKind = kind
        self.facts = facts
        self.open: Open | None = None
        self._parent: Span | None = None
        self._began = 0.0

    def note(self, fact: str, value: Fact) -> None:
        """Adds an attribute; empty ones are left out."""
        self.facts[fact] = value

    def __enter__(self) -> Span:
        self._parent = _span.get()
        self.open = self._recorder.begin(self._name, self._kind, self._parent.open if self._parent else None)
        _span.set(self)
        self._began = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        seconds = time.perf_counter() - self._began
        _span.set(self._parent)
        failed = kind is not None and not issubclass(kind, CancelledError)
        if kind is not None:
            self.ended(error)
        facts = {fact: value for fact, value in self.facts.items() if value != ""}
        if self.open is not None:
            self._recorder.end(self.open, facts, failed=failed)
        if self._metric is not None:
            self._recorder.record(self._metric, seconds, facts)

    def ended(self, error: BaseException | None) -> None:
        """What an error says that may be told: its class, and the status that it was made of. Never its words."""
        self.facts[names.ERROR] = type(error).__name__
        status = getattr(error, "status", 0)
        if isinstance(status, int) and status:
            self.facts[names.STATUS] = status


class Sending(Span):
    """A call of the connector: its error is an outcome."""

    OUTCOMES: Mapping[str, str] = {
        "OutcomeUnknown": "unknown",
        "NotReached": "not_reached",
        "Refused": "refused",
        "TooLarge": "too_large",
        "CancelledError": "cut_off",
    }

    def ended(self, error: BaseException | None) -> None:
        """The outcome by the class of the error."""
        super().ended(error)
        self.facts[names.OUTCOME] = self.OUTCOMES.get(type(error).__name__, "failed")


class TurnSpan(Span):
    """A turn: most of what is to be told of it becomes known on the way."""

    def __init__(self, recorder: Recorder, kind: str) -> None:
        self._about = about.current() or about.begin()
        facts: dict[str, Fact] = {names.KIND: about.among(about.KINDS, kind)}
        super().__init__(recorder, "turn", facts, names.TURN, "consumer")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        told = self._about
        outcome = told.outcome or "answered"
        if kind is not None:
            outcome = "cut_off" if issubclass(kind, CancelledError) else "failed"
        self.facts |= {
            names.PLACE: told.place,
            names.LANGUAGE: told.language,
            names.ROUTE: told.route or "none",
            names.CAPABILITY: told.capability,
            names.OUTCOME: outcome,
            names.REASON: told.reason,
            names.REFERENCE: told.reference,
            names.ACTIVITY: told.activity,
            names.CONVERSATION: told.conversation,
        }
        super().__exit__(kind, error, trace)


OFF = Off()


def note(fact: str, value: Fact) -> None:
    """Adds an attribute to the span under way."""
    if _recorder is not None and (span := _span.get()) is not None:
        span.note(fact, value)


def trace_ids() -> tuple[str, str] | None:
    """The ids of the trace and the span under way, for a line of the log."""
    span = _span.get()
    return span.open.ids if span is not None and span.open is not None else None


def answering(name: str, *, language: str) -> None:
    """Which route answers the work under way, and in which language."""
    if (told := about.current()) is not None:
        told.route, told.language = name, language


def understood(capability: str) -> None:
    """Which capability a sentence was found to be for."""
    if (told := about.current()) is not None:
        told.capability = capability


def told(outcome: Literal["told", "unavailable", "failed"], *, reason: str = "", reference: str = "") -> None:
    """What the person is told in the place of an answer: the key of the words, or the number of a fault."""
    if (seen := about.current()) is not None:
        seen.outcome, seen.reason, seen.reference = outcome, reason, reference


def calmed() -> None:
    """This activity was one too many of somebody, who was told so."""
    if (told := about.current()) is not None:
        told.calmed = True


def repeated() -> None:
    """This activity came in before."""
    if (told := about.current()) is not None:
        told.repeated = True


def count(metric: Metric, value: float = 1, **facts: Fact) -> None:
    """Adds to a counter, or gives a value to a histogram. `facts` by their last word, such as outcome="valid"."""
    if _recorder is not None:
        _recorder.record(metric, value, {f"koers.{name}": fact for name, fact in facts.items()})


def gauges(found: Gauges) -> None:
    """What is looked at each time that the metrics are passed on. The callbacks run in another thread."""
    if _recorder is not None:
        _recorder.gauges = found


def request(method: str, route: str) -> Span | Off:
    """A request to the bot."""
    if _recorder is None:
        return OFF
    facts: dict[str, Fact] = {names.METHOD: method, names.HTTP_ROUTE: route}
    return Span(_recorder, f"{method} {route}", facts, names.REQUEST, "server")


def turn(kind: str) -> Span | Off:
    """The work for something that came in, from the moment that it waits for its conversation."""
    return OFF if _recorder is None else TurnSpan(_recorder, kind)


def route(name: str) -> Span | Off:
    """The handler of a route."""
    return OFF if _recorder is None else Span(_recorder, f"route {name}", {names.ROUTE: name}, None)


def graph_call(method: str, template: str, *, server: str, attempt: int, waited: float) -> Span | Off:
    """One attempt of a call of Graph, by the template of its path; `waited` seconds since the attempt before it."""
    if _recorder is None:
        return OFF
    path = template_of(template)
    facts: dict[str, Fact] = {names.METHOD: method, names.TEMPLATE: path, names.SERVER: server}
    if attempt > 1:
        _recorder.record(names.RETRIES, 1, facts)
        facts |= {names.RESENT: attempt - 1, names.WAITED: waited}
    return Span(_recorder, f"{method} {path}", facts, names.GRAPH, "client")


def template_of(template: str) -> str:
    """The path of a URI template of the Graph SDK, without its base and its query, and readable."""
    return template.removeprefix("{+baseurl}").partition("{?")[0].partition("?")[0].replace("%2D", "-")


def sending(operation: str) -> Span | Off:
    """A call of the connector, all its attempts and waits together."""
    if _recorder is None:
        return OFF
    facts: dict[str, Fact] = {names.OPERATION: operation, names.OUTCOME: OK}
    return Sending(_recorder, f"send {operation}", facts, names.SEND, "client")


def waiting(queue: str) -> Span | Off:
    """Waiting for one's turn in a queue."""
    return OFF if _recorder is None else Span(_recorder, f"wait {queue}", {names.QUEUE: queue}, names.WAIT)


def writing(system: str = "sqlite") -> Span | Off:
    """A transaction that writes, from asking for it until it is on disk. `system`: the kind of database."""
    if _recorder is None:
        return OFF
    facts: dict[str, Fact] = {names.DATABASE: system, names.DATABASE_OPERATION: "write"}
    return Span(_recorder, "write", facts, names.WRITE, "client")


def asking_model(operation: Literal["chat", "embeddings"], model: str) -> Span | Off:
    """A call of the language model, with its tries. What it cost is noted as names.TOKENS."""
    if _recorder is None:
        return OFF
    facts: dict[str, Fact] = {names.MODEL_OPERATION: operation, names.MODEL: model}
    return Span(_recorder, f"{operation} {model}", facts, names.ASK_MODEL, "client")


def spent(operation: Literal["chat", "embeddings"], model: str, tokens: int) -> None:
    """The tokens that a call cost."""
    if _recorder is not None:
        note(names.TOKENS, tokens)
        _recorder.record(names.MODEL_TOKENS, tokens, {names.MODEL_OPERATION: operation, names.MODEL: model})
