"""Activities delivered one to five times to a bot that is killed at random: whether each effect happens exactly once.

uv run python -m benchmarks.kills [--database postgresql://user:password@host/name]

Messages come again with the same id, presses of a button with the same or with a new one, as Teams does. An activity
that nobody acknowledged is delivered again. The bot runs in a process of its own, gets kill -9 every so often, and is
started again. An effect is a row in a table without any rule against doubles.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import aiohttp

from benchmarks.far_side import LIFTED, PLENTY, FarSide, NearSide, far_side, near_side
from tests.databases import found

PEOPLE = 100
WIDE = 16  # deliveries at a time
VERB = "benchmark.count"
SETTLED = 60.0  # seconds until what is left has been done after the last start


@dataclass
class Outcome:
    """What was found in the end."""

    activities: int
    deliveries: int = 0
    unacknowledged: int = 0
    kills: int = 0
    lost: list[int] = field(default_factory=list[int])
    doubled: list[int] = field(default_factory=list[int])
    answered_twice: int = 0
    unanswered: int = 0  # messages without an answer of their own
    perhaps: int = 0  # lines that say: perhaps I have answered you already
    seconds: float = 0.0


async def deliver(
    activities: int, seed: int, kill_every: float, folder: Path, *, most_kills: int = 1000, url: str = ""
) -> Outcome:
    """Runs the whole of it. `kill_every`: seconds between two kills, on the average; at most `most_kills` of them.

    `url` is an empty database of PostgreSQL; without one SQLite is used, in `folder`.
    """
    url = url or f"sqlite:///{folder / 'koers.db'}"
    chance = random.Random(seed)
    outcome = Outcome(activities)
    started = time.perf_counter()
    async with far_side(keep=True) as far:
        tokens = await _buttons(url, activities // 2)
        plan = _plan(far, activities, tokens, chance)
        outcome.deliveries = len(plan)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True)) as http:
            lives = iter(chance.uniform(0.2, 2 * kill_every) for _ in range(most_kills))
            await _run(far, http, plan, outcome, lives, (str(folder), url))
        _count(far, url, outcome)
    outcome.seconds = time.perf_counter() - started
    return outcome


async def _buttons(url: str, count: int) -> list[str]:
    """Buttons that were sent before, each for one person in one chat."""
    from store import tokens
    from store.database import Database

    database = Database(url)
    await database.migrate()
    found(url, "create table counted (n integer)")
    buttons = [tokens.Button(VERB, {"n": n}, f"a:{n % PEOPLE}", _person(n), once=True) for n in range(count)]
    minted = await database.brief(lambda connection: tokens.mint(connection, buttons))
    await database.close()
    return minted


def _person(number: int) -> str:
    return f"bbbbbbbb-0000-4000-8000-{number % PEOPLE:012d}"


def _plan(far: FarSide, activities: int, tokens: list[str], chance: random.Random) -> list[tuple[int, bytes]]:
    """Every delivery, in an order in which the copies of an activity come near each other."""
    plan: list[tuple[float, int, bytes]] = []
    for number in range(activities):
        at = float(number)
        first = _activity(far, number, tokens)
        for copy in range(chance.randint(1, 5)):
            again = first
            if number < len(tokens) and copy and chance.random() < 0.5:
                again = {**first, "id": f"{first['id']}-{copy}"}
            plan.append((at, number, json.dumps(again).encode()))
            at += chance.choice((0.1, 1.0, 20.0))
    plan.sort(key=lambda item: item[0])
    return [(number, body) for _, number, body in plan]


def _activity(far: FarSide, number: int, tokens: list[str]) -> dict[str, Any]:
    if number >= len(tokens):
        return far.message(f"tel {number}", number, PEOPLE)
    action = {"type": "Action.Execute", "verb": "x", "data": {"token": tokens[number]}}
    value = {"action": action, "trigger": "manual"}
    spoken = far.message("", number, PEOPLE)
    return {**spoken, "type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": "77"}


async def _run(
    far: FarSide,
    http: aiohttp.ClientSession,
    plan: list[tuple[int, bytes]],
    outcome: Outcome,
    lives: Iterator[float],
    place: tuple[str, str],
) -> None:
    """Delivers to one process after the other; each lives for the next number of seconds, and the last one on."""
    waiting, headers = list(reversed(plan)), far.headers()
    acknowledged: set[int] = set()
    while waiting:
        async with near_side("benchmarks.kills", "--side", far.base, *place) as near:
            life = next(lives, None)
            crowd = [asyncio.ensure_future(_deliver(near, http, headers, waiting, acknowledged)) for _ in range(WIDE)]
            done, _ = await asyncio.wait(crowd, timeout=life)
            if len(done) < len(crowd):
                near.process.kill()
                outcome.kills += 1
            await asyncio.gather(*crowd)
        if not waiting:  # what nobody acknowledged comes again, as the connector does
            waiting += [item for item in plan if item[0] not in acknowledged]
            outcome.unacknowledged += len(waiting)
    async with near_side("benchmarks.kills", "--side", far.base, *place):
        await _settled(place[1])


async def _deliver(
    near: NearSide,
    http: aiohttp.ClientSession,
    headers: dict[str, str],
    waiting: list[tuple[int, bytes]],
    acknowledged: set[int],
) -> None:
    url = f"http://127.0.0.1:{near.port}/api/messages"
    while waiting and near.process.returncode is None:
        number, body = waiting.pop()
        try:
            async with http.post(url, data=body, headers=headers) as answer:
                await answer.read()
                if answer.status in (200, 202):
                    acknowledged.add(number)
                elif answer.status != 503:
                    raise SystemExit(f"answered with {answer.status}")
        except aiohttp.ClientError:
            return  # it was killed; the next one goes on


async def _settled(url: str) -> None:
    async with asyncio.timeout(SETTLED):
        while found(url, "select count(*) from inbox where state in ('taken', 'answering')") != [(0,)]:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


def _count(far: FarSide, url: str, outcome: Outcome) -> None:
    done = Counter(int(n) for (n,) in found(url, "select n from counted"))
    outcome.lost = [n for n in range(outcome.activities) if not done[n]]
    outcome.doubled = [n for n, times in done.items() if times > 1]
    texts = Counter[str]()
    for body in far.bodies:
        with suppress(ValueError):
            texts[str(json.loads(body).get("text", ""))] += 1
    answers = [texts[f"geteld {n}"] for n in range(outcome.activities // 2, outcome.activities)]
    outcome.answered_twice = sum(times > 1 for times in answers)
    outcome.unanswered = sum(times == 0 for times in answers)
    outcome.perhaps = sum(times for text, times in texts.items() if text.startswith("Ik werd opnieuw gestart"))


async def koers(base: str, folder: Path, url: str) -> None:
    """Koers with one sentence and one button that have an effect."""
    from sqlalchemy import text

    from bot.routes import EVERYBODY, Route
    from bot.server import create
    from cards.actions import Action
    from dialogs.services import Services
    from dialogs.turn import Reply, Turn
    from domain.organisation import load_organisation
    from settings import Settings
    from store import effects
    from store.database import Database
    from tests.wire import TENANT

    class Count(Action):
        """A button with an effect."""

        verb = VERB

    database = Database(url)

    async def count(turn: Turn, services: Services) -> Reply:
        number = int(str(turn.payload["n"])) if turn.payload else int(turn.text.split()[-1])
        async with database.write() as session:
            if await effects.first(session, turn.key, "count"):
                await session.execute(text("insert into counted (n) values (:n)"), {"n": number})
        return Reply(text=f"geteld {number}")

    async def hello(turn: Turn, services: Services) -> Reply:
        return Reply(text="hallo")

    routes = (
        Route("sentence", "", count, needs=EVERYBODY),
        Route("welcome", "", hello, needs=EVERYBODY),
        Route("count", "", count, buttons=(Count,), needs=EVERYBODY),
    )
    settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=folder, port=0)
    settings = replace(settings, rates=PLENTY)
    bot = create(settings, cast("Services", None), database, load_organisation("oss"), routes=routes, rates=LIFTED)
    await bot.start(0)
    await bot.keys.refresh()
    print(bot.port, flush=True)
    await asyncio.Event().wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill-every", type=float, default=2.0, help="seconds, on the average")
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL (default: SQLite)")
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        base, folder, url = options.side
        asyncio.run(koers(base, Path(folder), url))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        run = deliver(options.activities, options.seed, options.kill_every, Path(folder), url=options.database)
        outcome = asyncio.run(run)
    print("| what | number |\n|---|---|")
    print(f"| activities, half messages and half presses | {outcome.activities} |")
    print(f"| deliveries planned | {outcome.deliveries} |")
    print(f"| delivered again because nobody had acknowledged | {outcome.unacknowledged} |")
    print(f"| kill -9 | {outcome.kills} |")
    print(f"| effects lost | {len(outcome.lost)} |")
    print(f"| effects doubled | {len(outcome.doubled)} |")
    print(f"| messages answered twice | {outcome.answered_twice} |")
    print(f"| messages without an answer of their own | {outcome.unanswered} |")
    print(f"| told that they may have been answered | {outcome.perhaps} |")
    print(f"| seconds | {outcome.seconds:.0f} |")
    return 1 if outcome.lost or outcome.doubled or outcome.answered_twice else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
