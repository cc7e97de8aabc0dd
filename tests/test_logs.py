"""The log and the telemetry hold no word of a person, whatever goes wrong, and say enough to find what did."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from bot.routes import Route
from cards.actions import ChooseLanguage
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.library import LibrarySync
from errors import Unavailable, WordedError
from graph.client import IN_A_TURN, GraphClient, Patience
from graph.problems import GraphProblem
from knowledge.model.endpoint import Endpoint, Message
from knowledge.model.problems import ModelProblem
from telemetry import about
from telemetry.logs import WITHHELD, WORDLESS, Id, Lines, Readable, Written
from tests.chat import chatting
from tests.graph_caller import write_documents
from tests.graph_wire import Reply as Answer
from tests.graph_wire import graph_wire
from tests.model_server import Sends, model_server
from tests.seeing import Told, told
from tests.test_wire_failures import drop
from tests.test_wire_feedback import thumbs
from tests.wire import RIA, TENANT, Line, wired

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("bot.test")


@pytest.fixture
def canary() -> str:
    """A word that stands nowhere in the code."""
    return f"kanarie{secrets.token_hex(5)}"


@pytest.fixture
def seen() -> Iterator[Told]:
    with told() as kept:
        yield kept


# Conversations, with the canary wherever a person can put a word


class Closed(StrEnum):
    ONE = "one of ours"


async def breaks(turn: Turn, services: Services) -> Reply:
    """Does what the text says first, with the rest of it in every word of the error."""
    how, _, word = turn.text.partition(" ")
    match how:
        case "raise":
            raise RuntimeError(f"cannot do {word}", word)
        case "chain":
            try:
                raise ValueError(f"https://host/path?name={word}&token={word}")
            except ValueError as error:
                raise LookupError(word) from error
        case "group":
            raise ExceptionGroup(word, [KeyError(word), OSError(2, word, f"/home/{word}")])
        case "worded":
            raise WordedError("wire-text-too-long", limit=word) from ValueError(word)
        case "unavailable":
            raise Unavailable("wire-not-delivered") from OSError(word)
        case "log":
            log.warning(f"somebody said {word}")  # what nobody should write, and somebody will
            log.warning("said: %s, %r, %s", word, [word], {word: word})
            log.warning("%(said)s", {"said": word})
            log.debug("a mistake: %d", word)
            return Reply(text=word)
        case _:
            return Reply(text=f"Je zei {turn.text}", suggestions=(word or "ja",))


async def chosen(turn: Turn, services: Services) -> Reply:
    raise RuntimeError(f"{turn.fields} of {turn.person.name}")


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    buttons = (Route("language.choose", "help", chosen, buttons=(ChooseLanguage,)),)
    async with wired(tmp_path, sentence=breaks, routes=buttons) as line:
        yield line


@pytest.mark.parametrize("how", ["raise", "chain", "group", "worded", "unavailable", "log", "say"])
async def test_no_word_of_a_message_is_told_whatever_the_handler_does(
    line: Line, seen: Told, canary: str, how: str
) -> None:
    await line.say(f"{how} {canary}", **{"from": {"id": "29:ria", "name": f"{canary} Jansen", "aadObjectId": RIA}})
    assert seen.lines
    assert seen.facts("turn")["koers.route"] == "sentence"
    assert canary not in seen.everything()


async def test_no_word_of_an_activity_is_told_in_whatever_field_it_is(line: Line, seen: Told, canary: str) -> None:
    for field in ("locale", "name", "replyToId", "timestamp", "action", "id", "type"):
        await line.post(line.said("hallo") | {field: f"{canary} {field}"})
    await line.post(line.said("hallo", conversation={"id": canary, "conversationType": canary, "tenantId": TENANT}))
    await line.post(line.activity("invoke", name=canary, value={canary: canary}))
    await line.post(line.said("hallo", attachments=[{"name": f"{canary}.docx"}], channelData={canary: canary}))
    await line.raw(f'{{"{canary}": '.encode(), {"Authorization": f"Bearer {line.token()}"})
    await line.post(line.said("hallo"), token=canary)
    await line.post(line.said("hallo"), token=line.token(serviceurl=f"https://{canary}"))
    await line.post(line.said("hallo", channelId=canary))
    assert {fact["koers.answer"] for fact, _ in seen.points("koers.activities")} >= {
        "accepted",
        "unauthenticated",
        "forbidden",
        "malformed",
    }
    assert canary not in seen.everything()


async def test_no_field_of_a_card_and_no_comment_is_told(line: Line, seen: Told, canary: str, tmp_path: Path) -> None:
    await line.post(line.press(canary, fields={"answer": canary, canary: canary}))
    await line.post(thumbs(line, "dislike", comment=canary, message=canary))
    await asyncio.to_thread(drop, tmp_path / "koers.db", "feedback")
    await line.post(thumbs(line, "dislike", comment=canary))
    await asyncio.to_thread(drop, tmp_path / "koers.db", "tokens")
    await line.post(line.press(canary, fields={"answer": canary}))
    assert any(entry["level"] == "ERROR" for entry in seen.logged)
    assert canary not in seen.everything()


async def test_nothing_is_told_of_what_was_said_when_the_store_fails(
    line: Line, seen: Told, canary: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(drop, tmp_path / "koers.db", "inbox")
    assert (await line.say(canary)).text.startswith("Er ging iets mis.")
    error = next(entry for entry in seen.logged if "error" in entry and "reference" in entry)["error"]
    assert error["type"] == "OperationalError"
    assert any("store/inbox.py" in place for place in error["stack"])
    assert "SQLITE_ERROR" in json.dumps(error)
    assert canary not in seen.everything()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
async def test_nothing_is_told_of_what_teams_says_to_a_message(
    line: Line, seen: Told, canary: str, status: int
) -> None:
    line.answers.append((status, {}, {"error": {"code": "BadSyntax", "message": f"{canary} is wrong"}}))
    await line.post(line.said(f"say {canary}"))
    outcomes = {fact["koers.outcome"] for fact, _ in seen.points("koers.send.duration")}
    assert outcomes & {"refused", "too_large", "unknown"}
    assert canary not in seen.everything()


async def test_nothing_is_told_of_what_graph_says_or_was_asked(seen: Told, canary: str, tmp_path: Path) -> None:
    async with graph_wire() as graph:
        client = GraphClient(graph.settings(tmp_path))
        words = {"error": {"code": "badRequest", "message": f"{canary}, or {canary}@oss.nl, is not there"}}
        graph.on(f"/users/{canary}", Answer(words, 400))
        graph.on(f"/users/{canary}/manager", Answer(words, 503, {"Retry-After": "0"}))
        graph.on("/groups", Answer(canary, 500), Answer({"value": [{"id": "1"}]}))
        for builder in (client.builders.users.by_user_id(canary), client.builders.users.by_user_id(canary).manager):
            try:
                await client.json(builder.to_get_request_information(), IN_A_TURN)
            except (GraphProblem, Unavailable) as problem:
                log.warning("it did not work: %s", problem, exc_info=problem)
        request = client.builders.groups.to_get_request_information()
        request.url = f"{client.url}/groups?$filter=displayName eq '{canary}'"
        await client.json(request, Patience(attempts=2, longest_wait=0.1, seconds=5.0))
        await client.close()
    assert {span.name for span in seen.spans} == {"GET /users/{user-id}", "GET /users/{user-id}/manager", "GET /groups"}
    assert canary not in seen.everything()


async def test_nothing_is_told_of_what_the_model_was_asked_or_says(seen: Told, canary: str) -> None:
    async with model_server() as model:
        model.script = lambda _: Sends(f'{{"error": {{"message": "{canary}"}}}}'.encode(), status=400)
        endpoint = Endpoint(model.settings())
        deadline = asyncio.get_running_loop().time() + 10
        with pytest.raises(ModelProblem) as problem:
            await endpoint.structured([Message("user", canary)], {"type": "object"}, deadline=deadline, max_tokens=9)
        log.warning("no answer: %s", problem.value, exc_info=problem.value)
        await endpoint.close()
    assert [span.name.split()[0] for span in seen.spans] == ["chat"]
    assert canary not in seen.everything()


async def test_a_file_in_the_library_is_told_by_its_id_and_never_by_its_name(
    seen: Told, canary: str, tmp_path: Path
) -> None:
    folder = write_documents(tmp_path / "documents", {"oss/visie.md": "# Visie\n\nSamen.", f"oss/{canary}.pdf": canary})
    async with chatting(tmp_path / "memory", documents=folder) as chat:
        said = [entry for entry in seen.logged if entry["logger"].startswith("domain.library")]
        name, mail = chat.person["name"], chat.person.get("mail", "")
        await chat.say(f"Wat is {canary}?")
        assert isinstance(chat.library, LibrarySync)
    assert any(re.fullmatch(r"file \S+ is left out: library-damaged", entry["message"]) for entry in said)
    everything = seen.everything()
    assert canary not in everything
    assert name not in everything
    assert not mail or mail not in everything


# Lines


def formatted(*arguments: Any, level: int = logging.WARNING, error: BaseException | None = None) -> dict[str, Any]:
    """The line of a log call whose words do not stand in the code, unless a test put them there."""
    words, *given = arguments
    record = logging.LogRecord("bot.x", level, str(ROOT / "bot" / "x.py"), 7, words, tuple(given), None)
    record.exc_info = (type(error), error, error.__traceback__) if error else None
    return json.loads(Lines().format(record))


def test_a_line_says_when_where_and_what() -> None:
    line = formatted("words of %d tests in %s", 3, Id("one-two"))
    assert line["message"] == "words of 3 tests in one-two"
    assert line["at"] == "bot/x.py:7"
    assert line["level"] == "WARNING"
    assert line["logger"] == "bot.x"
    assert line["time"].endswith("+00:00")


def test_words_that_are_not_in_the_code_are_not_written(canary: str) -> None:
    assert formatted(f"somebody said {canary}")["message"] == WORDLESS
    assert formatted("somebody said %s", canary)["message"] == f"somebody said {WITHHELD}"
    assert formatted("%s of %s", Closed.ONE, ValueError)["message"] == "one of ours of ValueError"


@dataclass
class Speaks:
    """An object that says something whichever way it is looked at."""

    word: str

    def __str__(self) -> str:
        return self.word

    __repr__ = __str__

    def __format__(self, how: str) -> str:
        return self.word


def test_an_object_does_not_get_to_speak(canary: str) -> None:
    for form in ("%s", "%r", "%a", "%s %%"):
        assert canary not in json.dumps(formatted(form, Speaks(canary)))
    assert canary not in json.dumps(formatted(Speaks(canary)))
    assert formatted("%d of them", Speaks(canary))["message"] == "%d of them"


@pytest.mark.parametrize(
    ("id", "written"),
    [
        ("ria@oss.nl", WITHHELD),
        ("Bearer abc.def", WITHHELD),
        ("eyJhbGciOi.eyJzdWIi.c2ln", WITHHELD),
        ("https://host/path?token=1&x=2", f"https://host/path{WITHHELD}"),
        ("a\nb", "a?b"),
        ("x" * 500, "x" * 200),
    ],
)
def test_an_id_that_is_none_is_cut(id: str, written: str) -> None:
    assert formatted("%s", Id(id))["message"] == written


def test_an_error_is_told_by_its_class_its_place_and_its_causes(canary: str) -> None:
    class Ours(Exception):
        for_log = "status 5"

    try:
        try:
            raise Ours(canary)
        except Ours as error:
            raise ValueError(canary) from error
    except ValueError as error:
        line = formatted("it broke", error=error)
    assert line["error"]["type"] == "ValueError"
    assert "said" not in line["error"]
    assert re.fullmatch(r"tests/test_logs\.py:\d+:test_an_error_is_told.*", line["error"]["stack"][0])
    assert line["error"]["cause"]["type"] == "Ours"
    assert line["error"]["cause"]["said"] == "status 5"
    assert canary not in json.dumps(line)


def test_an_error_without_end_has_a_line_with_one() -> None:
    first = error = ValueError()
    for _ in range(500):
        error.__cause__ = ValueError()
        error = error.__cause__
    error.__cause__ = first
    assert len(json.dumps(formatted("it broke", error=first))) < 2000


async def test_a_line_has_the_ids_of_what_it_is_about() -> None:  # async, for a context of its own
    about.begin()
    about.arrived("message", place="personal", activity="1700000000000", conversation="a:ria")
    line = formatted("it broke")
    assert line["activity"] == "1700000000000"
    assert re.fullmatch(r"[0-9a-f]{12}", line["conversation"])
    about.begin()
    about.arrived("message", place="personal", activity="ria@oss.nl", conversation="a:ria")
    assert formatted("it broke")["conversation"] == line["conversation"]
    assert re.fullmatch(r"[0-9a-f]{12}", formatted("it broke")["activity"])


async def test_the_line_of_a_fault_has_the_number_the_route_and_the_trace(line: Line, seen: Told) -> None:
    sent = await line.say("raise x", id="1700000000001")
    number = re.findall(r"\d{3}-\d{3}", sent.text)[0]
    entry = next(entry for entry in seen.logged if "error" in entry)
    span = seen.span("turn").get_span_context()
    assert span is not None
    assert entry["message"] == f"reference {number}: activity 1700000000001 failed"
    assert (entry["reference"], entry["route"], entry["activity"]) == (number, "sentence", "1700000000001")
    assert entry["trace"] == f"{span.trace_id:032x}"
    assert seen.facts("turn")["koers.reference"] == number


def test_who_sits_before_it_reads_the_name_of_a_file() -> None:
    record = logging.LogRecord("x", logging.WARNING, "x.py", 1, "file %s", (Id("01AB"),), None)
    record.words = "visie.pdf kan niet worden gelezen."
    assert Readable("koers: %(message)s").format(record).startswith("koers: visie.pdf kan niet worden gelezen.")


class Stuck(io.StringIO):
    """A stream that nobody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = threading.Event()

    def write(self, text: str) -> int:
        self.reading.wait(10)
        return super().write(text)


def test_a_log_that_nobody_reads_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("telemetry.logs.MOST_WAITING", 10)
    stream = Stuck()
    handler = Written(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    for number in range(100):
        handler.emit(logging.LogRecord("x", logging.WARNING, "x.py", 1, "line %d", (number,), None))
    assert stream.getvalue() == ""
    stream.reading.set()
    handler.close()
    written = stream.getvalue().splitlines()
    assert written[0] == "line 0"
    lost = sum(json.loads(entry)["lost"] for entry in written if "lost" in entry)
    assert lost + sum(entry.startswith("line") for entry in written) == 100


SCRIPT = """
import asyncio, gc, logging, sys, threading, warnings
from telemetry import logs

word = sys.argv[1]
logs.structured(sys.stderr, "DEBUG")
logging.getLogger("bot.x").info("hello")
logging.getLogger("httpx").info("HTTP Request: %s", word)
logging.getLogger("openai").warning(word)
logging.getLogger("x").warning("%d", word)
warnings.warn(word)

class Breaks:
    def __del__(self):
        raise RuntimeError(word)

Breaks()
def fails():
    raise RuntimeError(word)
thread = threading.Thread(target=fails, name=word)
thread.start()
thread.join()
async def main():
    async def fails():
        raise RuntimeError(word)
    task = asyncio.create_task(fails(), name=word)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
asyncio.run(main())
"""


def test_the_log_of_a_real_tenant_is_json_whoever_writes_to_it(canary: str) -> None:
    command = [sys.executable, "-c", SCRIPT, canary]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert canary not in ran.stderr
    lines = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [line["message"] for line in lines if line["logger"] == "bot.x"] == ["hello"]
    assert not [line for line in lines if line["logger"] == "httpx"]
    assert [line["error"]["type"] for line in lines if "error" in line] == ["RuntimeError"] * 3
