"""Two real bot processes on one PostgreSQL: in order, once, and gone on with when one is killed or frozen."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from benchmarks.far_side import FarSide, NearSide, far_side, near_side
from tests.postgresql import rows

PEOPLE = 5
UNSETTLED = "select count(*) from inbox where state in ('taken', 'answering')"
SECONDS = 30.0  # in which what a killed process had is taken over


@dataclass
class Two:
    """Two processes, what they send to, and the database that they share."""

    far: FarSide
    one: NearSide
    two: NearSide
    url: str
    http: aiohttp.ClientSession
    numbers: int = 0

    async def say(self, to: NearSide, person: int, text: str = "tel") -> int:
        """Says the next number in the chat of a person; gives the number once that is acknowledged."""
        number, self.numbers = self.numbers, self.numbers + 1
        await self.deliver(to, self.far.message(f"{text} {number}", person, PEOPLE))
        return number

    async def deliver(self, to: NearSide, activity: dict[str, Any]) -> None:
        url = f"http://127.0.0.1:{to.port}/api/messages"
        async with self.http.post(url, data=json.dumps(activity).encode(), headers=self.far.headers()) as answer:
            assert answer.status == 202

    def counted(self, person: int) -> list[int]:
        """What was counted in the chat of a person, in the order in which it was."""
        found = rows(self.url, f"select n from counted where conversation = 'a:{person}' order by id")
        return [int(n) for (n,) in found]

    def said(self) -> list[str]:
        """What people were told, typing aside."""
        return [str(body.get("text")) for body in map(json.loads, self.far.bodies) if body.get("type") == "message"]

    async def settled(self, seconds: float = 2 * SECONDS) -> None:
        async with asyncio.timeout(seconds):
            while await asyncio.to_thread(rows, self.url, UNSETTLED) != [(0,)]:  # noqa: ASYNC110 - it is another process's
                await asyncio.sleep(0.05)


@asynccontextmanager
async def running(folder: Path, url: str) -> AsyncIterator[Two]:
    rows(url, "create table counted (id bigserial, conversation text, n int, process int)")
    async with far_side(keep=True) as far, aiohttp.ClientSession() as http:
        arguments = ("tests.several_bot", far.base, str(folder), url)
        async with near_side(*arguments) as one, near_side(*arguments) as two:
            yield Two(far, one, two, url, http)
            for near in (one, two):
                if near.process.returncode is None:
                    near.process.kill()


async def test_conversations_over_two_processes_are_in_order_and_once_and_gone_on_with_when_one_is_killed(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with running(tmp_path, postgresql_url) as both:
        said: dict[int, list[int]] = {person: [] for person in range(PEOPLE)}
        for turn in range(8):
            for person in range(PEOPLE):
                to = both.one if (turn + person) % 2 else both.two
                said[person].append(await both.say(to, person))
        for person in range(PEOPLE):  # the same comes to both, as when Teams does not see the acknowledgement
            said[person].append(both.numbers)
            same = both.far.message(f"tel {both.numbers}", person, PEOPLE)
            both.numbers += 1
            await asyncio.gather(both.deliver(both.one, same), both.deliver(both.two, same))
        stays = {person: await both.say(both.one, person, "blijf") for person in (0, 1)}
        for person in range(PEOPLE):  # these wait for what the first process has begun in two of the chats
            said[person] += [await both.say(both.two, person) for _ in range(2)]
        rows(both.url, "update inbox set content = replace(content::text, 'blijf', 'tel')::json")
        both.one.process.kill()
        await both.one.process.wait()
        for person in range(PEOPLE):
            said[person].append(await both.say(both.two, person))
        await both.settled()
        for person in range(PEOPLE):
            expected = sorted([*said[person], *([stays[person]] if person in stays else [])])
            assert both.counted(person) == expected
        answers = both.said()
        expected_answers = [f"geteld {number}" for number in range(both.numbers)]
        perhaps = [text for text in answers if text.startswith("Ik werd opnieuw gestart")]
        assert len(set(answers) & set(expected_answers)) + len(perhaps) >= both.numbers
        assert all(answers.count(text) <= 1 for text in expected_answers)


async def test_a_process_that_was_frozen_and_comes_back_does_not_answer_what_was_taken_over(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with running(tmp_path, postgresql_url) as both:
        await both.say(both.one, 0, "blijf")
        await both.say(both.two, 0)
        rows(both.url, "update inbox set content = replace(content::text, 'blijf', 'tel')::json")
        both.one.process.send_signal(signal.SIGSTOP)
        try:
            await both.settled()
            assert both.counted(0) == [0, 1]
        finally:
            both.one.process.send_signal(signal.SIGCONT)
        (tmp_path / "go").touch()  # what it was frozen at goes on to its answer
        last = await both.say(both.one, 0)
        await both.settled()
        assert both.counted(0) == [0, 1, last]
        assert sorted(both.said()) == ["geteld 0", "geteld 1", f"geteld {last}"]


@pytest.fixture(autouse=True)
def _long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes that start and die on a busy machine take their time."""
    monkeypatch.setattr("benchmarks.far_side.LONGEST", 240.0)
