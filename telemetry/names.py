"""The names of everything that is measured, in one table: OpenTelemetry's own where it has one, else koers.*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fact = str | int | float | bool

# OpenTelemetry's semantic conventions: HTTP, database, generative AI, process.
METHOD = "http.request.method"
STATUS = "http.response.status_code"
HTTP_ROUTE = "http.route"
RESENT = "http.request.resend_count"
TEMPLATE = "url.template"
SERVER = "server.address"
ERROR = "error.type"
DATABASE = "db.system.name"
DATABASE_OPERATION = "db.operation.name"
MODEL_OPERATION = "gen_ai.operation.name"
MODEL = "gen_ai.request.model"
# Koers's own.
KIND = "koers.kind"
PLACE = "koers.place"
LANGUAGE = "koers.language"
ROUTE = "koers.route"
CAPABILITY = "koers.capability"
OUTCOME = "koers.outcome"
REASON = "koers.reason"
REFERENCE = "koers.reference"
ACTIVITY = "koers.activity"
CONVERSATION = "koers.conversation"
ANSWER = "koers.answer"
OPERATION = "koers.operation"
QUEUE = "koers.queue"
WAITED = "koers.waited"
TOKENS = "koers.tokens"


@dataclass(frozen=True)
class Metric:
    """One instrument. `facts` are the attributes that it may have: each has a small, closed set of values."""

    name: str
    kind: Literal["histogram", "counter", "gauge"]
    unit: str
    about: str
    facts: tuple[str, ...] = ()


REQUEST = Metric(
    "http.server.request.duration", "histogram", "s", "Requests from the connector.", (METHOD, HTTP_ROUTE, STATUS)
)
TURN = Metric(
    "koers.turn.duration", "histogram", "s", "From begin to end of a turn, waiting included.", (ROUTE, OUTCOME)
)
GRAPH = Metric(
    "http.client.request.duration",
    "histogram",
    "s",
    "Attempts of calls of Microsoft Graph.",
    (METHOD, TEMPLATE, STATUS, SERVER, ERROR),
)
SEND = Metric("koers.send.duration", "histogram", "s", "Calls of the connector.", (OPERATION, OUTCOME))
WAIT = Metric("koers.wait.duration", "histogram", "s", "Waiting in a queue.", (QUEUE,))
WRITE = Metric(
    "db.client.operation.duration", "histogram", "s", "Transactions that write.", (DATABASE, DATABASE_OPERATION, ERROR)
)
ASK_MODEL = Metric(
    "gen_ai.client.operation.duration", "histogram", "s", "Calls of the model.", (MODEL_OPERATION, MODEL, ERROR)
)
LAG = Metric("koers.event_loop.lag", "histogram", "s", "How late the event loop is.")
ACTIVITIES = Metric("koers.activities", "counter", "{activity}", "What came in, by its answer.", (KIND, ANSWER))
PRESSES = Metric("koers.presses", "counter", "{press}", "Pressed buttons, by the state of their token.", (OUTCOME,))
WORK = Metric(
    "koers.work", "counter", "{attempt}", "Tries of promised work, by what came of them.", (OPERATION, OUTCOME)
)
RETRIES = Metric("koers.graph.retries", "counter", "{attempt}", "Graph calls tried again.", (METHOD, TEMPLATE))
MODEL_TOKENS = Metric("koers.model.tokens", "counter", "{token}", "What the model costs.", (MODEL_OPERATION, MODEL))
DEPTH = Metric("koers.queue.depth", "gauge", "{item}", "How many wait.", (QUEUE,))
AGE = Metric("koers.queue.age", "gauge", "s", "How long the longest has waited.", (QUEUE,))
KEYS_AGE = Metric("koers.keys.age", "gauge", "s", "Since the connector's keys were fetched.")
TOKEN_AGE = Metric("koers.token.age", "gauge", "s", "Since the bot's own token was fetched.")
MEMORY = Metric("process.memory.usage", "gauge", "By", "Resident memory.")

METRICS = (
    REQUEST, TURN, GRAPH, SEND, WAIT, WRITE, ASK_MODEL, LAG, ACTIVITIES, PRESSES, WORK, RETRIES, MODEL_TOKENS,
    DEPTH, AGE, KEYS_AGE, TOKEN_AGE, MEMORY,
)  # fmt: skip
