"""What an administrator sees of Koers: spans and metrics with few, fixed attributes; nothing of it goes to others."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

import telemetry
from bot.background import Lanes
from bot.routes import Route
from bot.seeing import answer_of, operation_of
from cards.actions import ChooseLanguage
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from errors import SettingsError, Unavailable, WordedError
from graph.client import IN_A_TURN, GraphClient
from knowledge.model.endpoint import Endpoint, Message
from settings import collector, log_level
from telemetry import export, names
from telemetry.about import About
from telemetry.waiting import Waiting
from tests.graph_wire import Reply as Answer
from tests.graph_wire import graph_wire
from tests.model_server import Says, model_server
from tests.seeing import Told, told
from tests.wire import Line, wired

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def seen() -> Iterator[Told]:
    with told() as kept:
        yield kept


async def answers(turn: Turn, services: Services) -> Reply:
    match turn.text:
        case "away":
            raise Unavailable("wire-not-delivered")
        case "no":
            raise WordedError("wire-not-supported")
        case "broken":
            raise RuntimeError
        case _:
            return Reply(text="Hallo")


async def chosen(turn: Turn, services: Services) -> Reply:
    return Reply(notice="ok")


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    buttons = (Route("language.choose", "help", chosen, buttons=(ChooseLanguage,)),)
    async with wired(tmp_path, sentence=answers, routes=buttons) as line:
        yield line


@asynccontextmanager
async def quiet(line: Line) -> AsyncGenerator[None]:
    """Waits after the block until the bot has nothing under way: a span is told when it ends."""
    yield
    bot = line.bot
    assert bot is not None
    await line.until(lambda: not len(bot.background))


async def test_a_turn_is_one_trace_from_the_request_to_what_was_sent(line: Line, seen: Told) -> None:
    async with quiet(line):
        await line.say("hoi", id="1700000000000")
    request, turn = seen.span("POST /api/messages"), seen.span("turn")
    below = {"route sentence", "wait lane", "send member", "send reply", "wait inbox", "turn"}
    assert request.parent is None
    trace = request.get_span_context()
    assert trace is not None
    spans = {span.name: span for span in seen.spans if span.name in below}
    assert set(spans) == below
    for span in spans.values():
        context = span.get_span_context()
        assert context is not None
        assert context.trace_id == trace.trace_id
    assert spans["wait inbox"].parent == request.get_span_context()
    assert spans["route sentence"].parent == turn.get_span_context()
    facts = seen.facts("turn")
    assert facts.pop("koers.conversation") not in ("", "a:ria")
    assert facts == {
        "koers.kind": "message",
        "koers.place": "personal",
        "koers.language": "nl",
        "koers.route": "sentence",
        "koers.outcome": "answered",
        "koers.activity": "1700000000000",
    }
    assert seen.facts("POST /api/messages")["http.response.status_code"] == 202


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("away", "unavailable", "wire-not-delivered"),
        ("no", "told", "wire-not-supported"),
        ("broken", "failed", None),
        ("hoi", "answered", None),
    ],
)
async def test_a_turn_has_the_outcome_that_the_person_met(
    line: Line, seen: Told, text: str, outcome: str, reason: str | None
) -> None:
    async with quiet(line):
        await line.say(text)
    assert seen.facts("turn")["koers.outcome"] == outcome
    assert seen.facts("turn").get("koers.reason") == reason
    assert seen.points("koers.turn.duration") == [({"koers.route": "sentence", "koers.outcome": outcome}, 1)]


async def test_what_comes_in_is_counted_by_what_it_is_and_how_it_is_answered(line: Line, seen: Told) -> None:
    said = line.said("hoi")
    async with quiet(line):
        for _ in range(2):
            await line.post(said)
        await line.post(line.activity("invoke", name="adaptiveCard/action", value={}, replyToId="1"))
        await line.post(line.activity("madeUpBySomebody"))
        await line.post(said, token="x")
        await line.post({"type": "message"})
        await line.post(line.said("hoi", channelId="slack"))
    counted = {(fact["koers.kind"], fact["koers.answer"]): value for fact, value in seen.points("koers.activities")}
    assert counted == {
        ("message", "accepted"): 1,
        ("message", "repeated"): 1,
        ("adaptiveCard/action", "accepted"): 1,
        ("other", "accepted"): 1,
        ("none", "unauthenticated"): 1,
        ("none", "malformed"): 1,
        ("message", "forbidden"): 1,
    }


def test_every_status_has_a_word() -> None:
    words = {status: answer_of(status, About()) for status in (200, 202, 400, 401, 403, 413, 500, 503)}
    assert list(words.values()) == [
        "accepted", "accepted", "malformed", "unauthenticated", "forbidden", "malformed", "failed",
        "stopping",
    ]  # fmt: skip
    assert answer_of(202, About(calmed=True)) == "rate_limited"


def test_every_call_of_the_connector_has_a_name() -> None:
    paths = {
        ("POST", "v3/conversations"): "create",
        ("POST", "v3/conversations/a/activities"): "send",
        ("POST", "v3/conversations/a/activities/b"): "reply",
        ("PUT", "v3/conversations/a/activities/b"): "update",
        ("DELETE", "v3/conversations/a/activities/b"): "delete",
        ("GET", "v3/conversations/a/members/b"): "member",
        ("PATCH", "x"): "other",
    }
    assert {call: operation_of(*call) for call in paths} == paths


async def test_a_pressed_button_is_counted_by_the_state_of_its_token(line: Line, seen: Told) -> None:
    async with quiet(line):
        await line.post(line.press("no such token"))
    assert seen.points("koers.presses") == [({"koers.outcome": "unknown"}, 1)]
    assert seen.facts("turn")["koers.kind"] == "press"


@pytest.mark.parametrize(("status", "outcome"), [(403, "refused"), (500, "unknown"), (413, "too_large"), (201, "ok")])
async def test_a_send_has_an_outcome(line: Line, seen: Told, status: int, outcome: str) -> None:
    line.answers.append((status, {}, {"id": "1"}))
    async with quiet(line):
        await line.post(line.said("hoi"))
    assert ({"koers.operation": "reply", "koers.outcome": outcome}, 1) in seen.points("koers.send.duration")


async def test_a_graph_call_is_told_by_the_template_of_its_path(seen: Told, tmp_path: Path) -> None:
    async with graph_wire() as graph:
        client = GraphClient(graph.settings(tmp_path))
        graph.on("/users/ria", Answer(None, 503, {"Retry-After": "0"}), Answer({"id": "1"}))
        request = client.builders.users.by_user_id("ria").to_get_request_information()
        request.query_parameters["%24select"] = "id"
        await client.json(request, IN_A_TURN)
        await client.close()
        headers = [asked.headers for asked in graph.requests]
    first, second = [dict(span.attributes or {}) for span in seen.spans]
    told_always = {"http.request.method": "GET", "url.template": "/users/{user-id}", "server.address": "127.0.0.1"}
    assert first == told_always | {"http.response.status_code": 503, "error.type": "Passing"}
    waited = second.pop("koers.waited")
    assert isinstance(waited, float)
    assert second == told_always | {"http.response.status_code": 200, "http.request.resend_count": 1}
    facts = {"http.request.method": "GET", "url.template": "/users/{user-id}"}
    assert seen.points("koers.graph.retries") == [(facts, 1)]
    assert not [name for sent in headers for name in sent if name.lower() in ("traceparent", "tracestate", "baggage")]


async def test_a_call_of_the_model_is_told_with_what_it_cost(seen: Told) -> None:
    async with model_server() as model:
        model.script = lambda _: Says(text="{}")
        endpoint = Endpoint(model.settings())
        deadline = asyncio.get_running_loop().time() + 20
        written = await endpoint.structured(
            [Message("user", "x")], {"type": "object", "properties": {}}, deadline=deadline, max_tokens=9
        )
        await endpoint.close()
        name = model.settings().model
    facts = {"gen_ai.operation.name": "chat", "gen_ai.request.model": name}
    assert seen.facts(f"chat {name}") == facts | {"koers.tokens": written.tokens}
    assert seen.points("koers.model.tokens") == [(facts, written.tokens)]
    assert seen.points("gen_ai.client.operation.duration") == [(facts, 1)]


async def test_nothing_of_a_trace_goes_along_to_teams(line: Line, seen: Told) -> None:
    sent: list[Mapping[str, str]] = []

    async def keep(request: web.Request) -> web.Response:
        sent.append(dict(request.headers))
        return web.json_response({"id": "1"}, status=201)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", keep)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    elsewhere = f"http://127.0.0.1:{runner.addresses[0][1]}/connector/"
    async with quiet(line):
        await line.post(line.said("hoi", serviceUrl=elsewhere), token=line.token(serviceurl=elsewhere))
    await runner.cleanup()
    assert len(sent) == 2  # who asks, and the answer
    assert seen.span("send reply")
    assert not [
        name for headers in sent for name in headers if name.lower() in ("traceparent", "tracestate", "baggage")
    ]


async def test_the_gauges_tell_of_queues_keys_token_and_memory(line: Line, seen: Told) -> None:
    bot = line.bot
    assert bot is not None
    bot.health.start()
    await line.say("hoi")
    await line.until(lambda: not len(bot.background))
    assert {fact["koers.queue"] for fact, _ in seen.points("koers.queue.depth")} == {
        "lane",
        "background",
        "pacer",
        "turn",
    }
    assert [value for _, value in seen.points("koers.queue.age")] == [0.0] * 4
    assert len(seen.points("koers.keys.age")) == len(seen.points("koers.token.age")) == 1
    if sys.platform == "linux":
        ((_, memory),) = seen.points("process.memory.usage")
        assert 10_000_000 < memory < 4_000_000_000
    await line.until(lambda: bool(seen.points("koers.event_loop.lag")))


async def test_who_waits_for_an_earlier_errand_is_seen_waiting() -> None:
    clock = iter(range(100))
    lanes = Lanes()
    lanes.waiting = Waiting("lane", clock=lambda: next(clock))
    begun, done = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with lanes.turn("a"):
            begun.set()
            await done.wait()

    async def second() -> None:
        async with lanes.turn("a"):
            pass

    one = asyncio.create_task(first())
    await begun.wait()
    assert (len(lanes.waiting), lanes.waiting.oldest) == (0, 0.0)
    two = asyncio.create_task(second())
    await asyncio.sleep(0)
    assert len(lanes.waiting) == 1
    assert lanes.waiting.oldest > 0
    two.cancel()
    await asyncio.gather(two, return_exceptions=True)
    assert len(lanes.waiting) == 0
    done.set()
    await one
    assert len(lanes) == 0


def test_a_word_that_is_in_no_closed_set_does_not_get_out(seen: Told) -> None:
    with telemetry.route("ria@oss.nl"):
        telemetry.note(names.REASON, "een zin, met een vraagteken?")
    assert seen.facts("route ria@oss.nl")["koers.route"] == export.WITHHELD
    assert seen.facts("route ria@oss.nl")["koers.reason"] == export.WITHHELD


def test_the_operating_guide_has_every_metric() -> None:
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert [metric.name for metric in names.METRICS if f"`{metric.name}`" not in guide] == []


# The collector


@pytest.mark.parametrize("environment", [{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": ""}])
def test_nothing_is_sent_unless_a_collector_is_named(environment: dict[str, str]) -> None:
    assert not collector(environment)


def test_a_collector_may_be_switched_off() -> None:
    named = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}
    assert collector(named)
    assert not collector(named | {"OTEL_SDK_DISABLED": "true"})


@pytest.mark.parametrize(
    "environment",
    [
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4317"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:x"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
    ],
)
def test_a_collector_that_koers_cannot_speak_with_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        collector(environment)


def test_the_level_of_the_log_is_one_that_exists() -> None:
    assert (log_level({}), log_level({"KOERS_LOG_LEVEL": "debug"})) == ("INFO", "DEBUG")
    with pytest.raises(SettingsError):
        log_level({"KOERS_LOG_LEVEL": "loud"})


@asynccontextmanager
async def collecting() -> AsyncGenerator[tuple[str, dict[str, list[bytes]]]]:
    """A collector on loopback: its address, and what it got by path."""
    got: dict[str, list[bytes]] = {}

    async def take(request: web.Request) -> web.Response:
        got.setdefault(request.path, []).append(await request.read())
        return web.Response(body=b"", content_type="application/x-protobuf")

    app = web.Application()
    app.router.add_post("/{any:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", got
    finally:
        await runner.cleanup()


async def test_a_collector_gets_spans_and_metrics_over_http(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    async with collecting() as (address, got):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        exporting = export.to_collector("oss")
        telemetry.use(exporting)
        try:
            async with quiet(line):
                await line.say("hoi")
        finally:
            telemetry.use(None)
            await exporting.close()
    spans = ExportTraceServiceRequest.FromString(got["/v1/traces"][0]).resource_spans[0]
    assert "turn" in [span.name for scope in spans.scope_spans for span in scope.spans]
    resource = {fact.key: fact.value.string_value for fact in spans.resource.attributes}
    assert (resource["service.name"], resource["koers.organisation"]) == ("koers", "oss")
    assert not [fact for fact in resource if fact.startswith(("host.", "process.", "os."))]
    found = ExportMetricsServiceRequest.FromString(got["/v1/metrics"][0]).resource_metrics[0]
    measured = {metric.name for scope in found.scope_metrics for metric in scope.metrics}
    assert {"koers.turn.duration", "koers.activities", "db.client.operation.duration"} <= measured


async def test_a_collector_that_is_away_holds_nothing_up(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")  # nobody listens there
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    monkeypatch.setattr(export, "LAST_SECONDS", 0.01)
    exporting = export.to_collector("oss")
    telemetry.use(exporting)
    try:
        assert (await line.say("hoi")).text == "Hallo"
    finally:
        telemetry.use(None)
        await exporting.close()
    for thread in threading.enumerate():  # it went on without us, and must not go on into the next test
        if thread.name == "last telemetry":
            await asyncio.to_thread(thread.join, 30)


def test_the_sdk_is_not_loaded_where_nobody_asked_for_it() -> None:
    script = "import sys, commands.run, telemetry.logs; print([name for name in sys.modules if '.sdk' in name])"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert not re.findall(r"opentelemetry\.[\w.]+", ran.stdout), ran.stderr
