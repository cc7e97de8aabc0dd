"""An answer that grows in the chat: by Teams' rules, once, whatever Teams or the person does meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.connector import ATTEMPTS
from bot.routes import Route
from bot.streaming import Pace
from bot.turns import Patience
from cards.actions import Ask
from cards.card import CardBuilder
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.modelled import PATIENCE
from errors import Unavailable
from knowledge.answer import Citation
from tests.wire import Line, Sent, stream_info, wired

AT_A_RUN = Pace(first=0.0, between=0.0, before_final=0.0, updates=60.0, under_way=5.0)
BUSY = Patience(store=15.0, acknowledge=0.0, typing=30.0, give_up=20.0, grace=5.0)
SOURCE = Citation(1, "d", "Visie", "Doel", "Wij werken samen.", "https://example.org/d", "Wij werken samen.")
FINAL = Reply(text="Wij werken samen. [1]", citations=(SOURCE,), feedback=True, made_by_ai=True)


def refusal(words: str) -> dict[str, Any]:
    return {"error": {"code": "ContentStreamNotAllowed", "message": words}}


STOPPED = refusal("Content stream was canceled by user.")
TOO_LATE = refusal("Content stream finished due to exceeded streaming time.")
NOT_ALLOWED = refusal("Content stream is not allowed")
COMPLETED = refusal("Content stream is not allowed on an already completed streamed message")
NOT_CUMULATIVE = refusal("Request streamed content should contain the previously streamed content")
TOO_LARGE = refusal("Message size too large")


class Growing:
    """Answers in steps; each waits until `go` is called once more."""

    def __init__(self, *texts: str, final: Reply | Exception = FINAL) -> None:
        self.texts, self.final = texts, final
        self._way = asyncio.Semaphore(0)
        self.begun = asyncio.Event()

    def go(self) -> None:
        self._way.release()

    async def __call__(self, turn: Turn, services: Services) -> Reply:
        self.begun.set()
        if turn.progress is not None:
            await turn.progress.doing("Ik zoek…")
        for text in self.texts:
            await self._way.acquire()
            if turn.progress is not None:
                await turn.progress.so_far(text)
        await self._way.acquire()
        if isinstance(self.final, Exception):
            raise self.final
        return self.final


def parts(line: Line) -> list[Sent]:
    """What was sent, but for ordinary signs of typing."""
    return [item for item in line.sent if stream_info(item.activity) or item.activity.get("type") == "message"]


def steps(line: Line) -> list[tuple[str, str]]:
    return [(stream_info(item.activity).get("streamType", "ordinary"), item.text) for item in parts(line)]


async def asked(line: Line, growing: Growing, *shown: str) -> None:
    """Asks, and lets the answer go a step further each time that the kind of update to come has been shown."""
    await line.post(line.said("vraag"))
    for number, kind in enumerate(shown, start=1):
        await line.until(lambda number=number: len(parts(line)) >= number)
        assert steps(line)[-1][0] == kind
        growing.go()


def became(folder: Path) -> list[str]:
    """What the store knows of the answers."""
    with closing(sqlite3.connect(folder / "koers.db")) as database:
        return [state for (state,) in database.execute("select state from inbox")]


async def ended(line: Line) -> None:
    """Waits until nothing is under way any more."""
    assert line.bot is not None
    await line.until(lambda: line.bot is not None and len(line.bot.background) == 0)


async def test_an_answer_grows_in_a_personal_chat_and_ends_with_its_sources(tmp_path: Path) -> None:
    growing = Growing("Wij werken")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        await asked(line, growing, "informative", "streaming")
        final = await line.next(0)
        assert steps(line) == [("informative", "Ik zoek…"), ("streaming", "Wij werken"), ("final", FINAL.text)]
        first, second, last = (stream_info(item.activity) for item in parts(line))
        assert "streamId" not in first
        assert [first["streamSequence"], second["streamSequence"]] == [1, 2]
        assert second["streamId"] == last["streamId"] != ""
        assert "streamSequence" not in last
        about = next(entity for entity in final.activity["entities"] if "schema.org" in entity["type"])
        assert about["additionalType"] == ["AIGeneratedContent"]
        assert [claim["position"] for claim in about["citation"]] == [1]
        assert final.activity["channelData"]["feedbackLoop"]
        assert all(item.path.endswith("/activities") for item in parts(line))  # they answer no message


async def test_updates_carry_no_sources_and_no_label(tmp_path: Path) -> None:
    growing = Growing("Wij werken [1]")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        await asked(line, growing, "informative", "streaming")
        await line.next(0)
        for item in parts(line)[:-1]:
            assert item.activity["type"] == "typing"
            assert [entity["type"] for entity in item.activity["entities"]] == ["streaminfo"]
            assert "channelData" not in item.activity


@pytest.mark.parametrize("kind", ["groupChat", "channel", "unknown"])
async def test_elsewhere_the_answer_is_an_ordinary_message(tmp_path: Path, kind: str) -> None:
    growing = Growing("Wij werken")
    growing.go()
    growing.go()
    async with wired(tmp_path, sentence=growing, pace=AT_A_RUN) as line:
        activity = line.said("vraag")
        await line.post(activity | {"conversation": activity["conversation"] | {"conversationType": kind}})
        await line.next(0)
        assert [kind for kind, _ in steps(line)] == ["ordinary"]


async def test_an_answer_that_comes_at_once_is_an_ordinary_message(tmp_path: Path) -> None:
    growing = Growing()
    growing.go()
    async with wired(tmp_path, sentence=growing, pace=replace(AT_A_RUN, first=10.0)) as line:
        await line.say("vraag")
        assert steps(line) == [("ordinary", FINAL.text)]


async def test_updates_that_come_faster_than_teams_takes_them_are_taken_together(tmp_path: Path) -> None:
    growing = Growing("Wij", "Wij werken", "Wij werken samen")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=replace(AT_A_RUN, between=10.0)) as line:
        await asked(line, growing, "informative")
        for _ in growing.texts:
            growing.go()
        await line.next(0)
        assert [kind for kind, _ in steps(line)] == ["informative", "final"]


async def test_late_updates_do_not_hold_up_the_answer(tmp_path: Path) -> None:
    growing = Growing("Wij")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=replace(AT_A_RUN, updates=0.0)) as line:
        await asked(line, growing, "informative")
        growing.go()
        await line.next(0)
        assert [kind for kind, _ in steps(line)] == ["informative", "final"]


async def test_no_sign_of_typing_is_shown_beside_an_answer_that_grows(tmp_path: Path) -> None:
    growing = Growing("Wij", "Wij werken")
    async with wired(tmp_path, sentence=growing, patience=replace(BUSY, typing=0.001), pace=AT_A_RUN) as line:
        await asked(line, growing, "informative")
        before = len(line.sent)
        await line.until(lambda: len(parts(line)) == 2)
        growing.go()
        await line.until(lambda: len(parts(line)) == 3)
        growing.go()
        await line.next(0)
        # One sign of typing may have been on its way when the stream began.
        assert sum(not stream_info(item.activity) for item in line.sent[before:]) <= 1


async def test_words_about_a_failure_end_what_had_begun(tmp_path: Path) -> None:
    growing = Growing("Wij", final=Unavailable("wire-roster-unavailable"))
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        await asked(line, growing, "informative", "streaming")
        await line.next(0)
        assert [kind for kind, _ in steps(line)] == ["informative", "streaming", "final"]
        assert "Teams" in steps(line)[-1][1]


async def test_who_is_cut_off_hears_so_where_the_answer_was_growing(tmp_path: Path) -> None:
    growing = Growing("Wij")
    async with wired(tmp_path, sentence=growing, patience=replace(BUSY, grace=0.0), pace=AT_A_RUN) as line:
        await asked(line, growing, "informative")
        await line.until(lambda: len(parts(line)) == 2)
        assert line.bot is not None
        await line.bot.stop()
        assert [kind for kind, _ in steps(line)] == ["informative", "streaming", "final"]
        assert "opnieuw gestart" in steps(line)[-1][1]


@pytest.mark.parametrize(
    ("status", "body"),
    [(403, NOT_ALLOWED), (400, refusal("Start streaming activities should include text")), (500, {})],
)
async def test_where_no_stream_can_begin_the_answer_is_one_ordinary_message(
    tmp_path: Path, status: int, body: dict[str, Any]
) -> None:
    growing = Growing("Wij")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["informative"] = [(status, body)]
        await line.post(line.said("vraag"))
        await line.until(lambda: not line.stream_answers["informative"])
        growing.go()
        growing.go()
        await ended(line)
        assert steps(line) == [("ordinary", FINAL.text)]


async def test_a_throttled_update_is_left_out_and_the_next_one_comes(tmp_path: Path) -> None:
    growing = Growing("Wij", "Wij werken")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["streaming"] = [(429, {})]
        await asked(line, growing, "informative", "streaming", "streaming")
        await line.next(0)
        assert [kind for kind, _ in steps(line)] == ["informative", "streaming", "streaming", "final"]
        assert [stream_info(item.activity).get("streamSequence") for item in parts(line)] == [1, 2, 3, None]


async def test_who_presses_stop_gets_nothing_more(tmp_path: Path) -> None:
    growing = Growing("Wij", "Wij werken")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["streaming"] = [(403, STOPPED)]
        await asked(line, growing, "informative")
        await line.until(lambda: not line.stream_answers["streaming"])
        growing.go()
        growing.go()
        await ended(line)
        assert [kind for kind, _ in steps(line)] == ["informative"]
        growing.go()
        for _ in growing.texts:
            growing.go()
        await line.post(line.said("en nu?"))  # the next question is answered as ever
        await ended(line)
        assert [text for _, text in steps(line)][-1] == FINAL.text


async def test_who_presses_stop_just_before_the_end_gets_nothing_more(tmp_path: Path) -> None:
    growing = Growing()
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["final"] = [(403, STOPPED)]
        await asked(line, growing, "informative")
        await ended(line)
        assert [kind for kind, _ in steps(line)] == ["informative"]


@pytest.mark.parametrize("words", [TOO_LATE, NOT_ALLOWED, NOT_CUMULATIVE])
async def test_an_end_that_teams_refuses_becomes_one_ordinary_message(tmp_path: Path, words: dict[str, Any]) -> None:
    growing = Growing()
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["final"] = [(403, words)]
        await asked(line, growing, "informative")
        await ended(line)
        assert steps(line) == [("informative", "Ik zoek…"), ("ordinary", FINAL.text)]
        about = parts(line)[-1].activity["entities"]
        assert [entity["type"] for entity in about] == ["https://schema.org/Message"]


async def test_an_update_that_teams_refuses_does_not_keep_the_end_away(tmp_path: Path) -> None:
    growing = Growing("Wij", "Wij werken")
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["streaming"] = [(403, NOT_CUMULATIVE)]
        await asked(line, growing, "informative")
        await line.until(lambda: not line.stream_answers["streaming"])
        growing.go()
        growing.go()
        await ended(line)
        assert [kind for kind, _ in steps(line)] == ["informative", "final"]


@pytest.mark.parametrize(
    ("answers", "seen"),
    [
        ([(500, {})], ["final"]),  # it was lost: sent again, because a stream ends only once
        ([(500, {}), (403, COMPLETED)], []),  # it had arrived
        ([(500, {}), (403, TOO_LATE)], ["ordinary"]),
        ([(500, {}), (403, STOPPED)], []),
        # It may have arrived: never a second time. The person hears that, where the stream still takes an end.
        ([(500, {}), (403, NOT_ALLOWED)], ["final"]),
        ([(500, {}), (500, {})], ["final"]),
        ([(500, {}), *[(429, {})] * ATTEMPTS], ["final"]),  # the second did not arrive, the first may have
        ([(500, {}), (413, {})], ["final"]),
    ],
)
async def test_a_lost_end_is_neither_lost_nor_doubled(
    tmp_path: Path, answers: list[tuple[int, Any]], seen: list[str]
) -> None:
    growing = Growing()
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["final"] = list(answers)
        await asked(line, growing, "informative")
        await ended(line)
        assert [kind for kind, _ in steps(line)] == ["informative", *seen]
        assert line.stream_answers["final"] == []
        lost = len(answers) > 1 and answers[-1][1] not in (COMPLETED, TOO_LATE, STOPPED)
        assert steps(line)[-1][1].startswith("Ik weet niet of mijn antwoord") == lost
        await line.until(lambda: became(tmp_path) == ["unknown" if lost else "answered"])


async def test_an_answer_that_is_too_large_ends_the_stream_in_parts(tmp_path: Path) -> None:
    growing = Growing(final=Reply(text="\n\n".join(["Wij werken samen. " * 200] * 30), made_by_ai=True))
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        await asked(line, growing, "informative")
        await ended(line)
        kinds = [kind for kind, _ in steps(line)]
        assert kinds[:2] == ["informative", "final"]
        assert set(kinds[2:]) == {"ordinary"}


async def test_an_end_that_teams_finds_too_large_is_sent_without_the_cited_passages(tmp_path: Path) -> None:
    growing = Growing()
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=AT_A_RUN) as line:
        line.stream_answers["final"] = [(403, TOO_LARGE)]
        await asked(line, growing, "informative")
        await ended(line)
        assert [kind for kind, _ in steps(line)] == ["informative", "final"]
        about = next(entity for entity in parts(line)[-1].activity["entities"] if "citation" in entity)
        assert "text" not in about["citation"][0]["appearance"]


async def test_the_answer_does_not_wait_long_for_an_update_that_teams_has_not_taken(tmp_path: Path) -> None:
    growing = Growing()
    async with wired(tmp_path, sentence=growing, patience=BUSY, pace=replace(AT_A_RUN, under_way=0.0)) as line:
        line.held = asyncio.Event()
        await line.post(line.said("vraag"))
        await line.until(lambda: line.holding > 0)
        growing.go()
        await line.until(lambda: ("ordinary", FINAL.text) in steps(line))
        line.held.set()
        await ended(line)
        assert [kind for kind, _ in steps(line)].count("ordinary") == 1


async def test_the_answer_to_a_button_grows_too(tmp_path: Path) -> None:
    growing = Growing("Wij")

    async def offers(turn: Turn, services: Services) -> Reply:
        card = CardBuilder("Vragen").execute("Vraag het", Ask("Wat is het doel?")).build()
        return Reply(card=card)

    routes = (Route("vision.ask", "vision", growing, buttons=(Ask,)),)
    async with wired(tmp_path, sentence=offers, routes=routes, patience=BUSY, pace=AT_A_RUN) as line:
        await line.post(line.said("vragen"))
        shown = await line.next(0)
        token = shown.card["actions"][0]["data"]["token"]
        await ended(line)
        before = len(line.sent)
        status, _ = await line.post(line.press(token))
        assert status == 200
        for number in (1, 2):
            await line.until(lambda number=number: len(stream(line, before)) >= number)
            growing.go()
        await ended(line)
        assert [kind for kind, _ in steps(line)][-3:] == ["informative", "streaming", "final"]


def stream(line: Line, before: int) -> list[Sent]:
    return [item for item in line.sent[before:] if stream_info(item.activity)]


def test_the_answer_comes_within_five_seconds_of_the_question_whatever_was_shown() -> None:
    pace = Pace()
    assert pace.first + pace.updates + pace.before_final < 5.0  # after the last update comes the gap that Teams wants
    assert PATIENCE + pace.under_way < 5.0
