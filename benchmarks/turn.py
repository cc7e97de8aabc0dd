"""What a help turn costs beside a raw aiohttp handler that parses the same JSON and posts the same reply.

uv run python -m benchmarks.turn

Koers does the whole of it: token checked, activity in the inbox before it is acknowledged, sentence understood, role
looked at, one-time tokens in the card's buttons, sent through the pacer (with Teams' limit of 50 a second lifted, which
the reference has not either). Each side runs in a process of its
own, in turn; the ratio is taken pair by pair.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp import web

from benchmarks.far_side import LIFTED, PLENTY, FarSide, NearSide, crowd, far_side, near_side
from graph.people import Group
from graph.people import Person as Employee

if TYPE_CHECKING:
    from bot.limits import SendingRates
    from bot.server import Bot
    from store.database import Database

PEOPLE = 500
WARM = 600  # turns before anything is measured


@dataclass(frozen=True)
class Run:
    """One run of one side."""

    cpu_ms: float  # of a turn
    per_second: float


async def measure(side: str, far: FarSide, wide: int, count: int, reply: bytes) -> Run:
    """One run of "raw" or "koers"."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "reply.json").write_bytes(reply)
        connector = aiohttp.TCPConnector(limit=0)
        async with (
            near_side("benchmarks.turn", "--side", side, far.base, folder) as near,
            aiohttp.ClientSession(connector=connector) as http,
        ):
            return await _measured(near, far, http, wide, count)


async def _measured(near: NearSide, far: FarSide, http: aiohttp.ClientSession, wide: int, count: int) -> Run:
    def make(number: int) -> dict[str, object]:
        return far.message("help", number, PEOPLE)

    delay, far.delay = far.delay, 0.0
    await crowd(near, far, http, wide=wide, count=WARM, make=make)
    far.delay = delay
    before = await near.cpu(http)
    seconds = await crowd(near, far, http, wide=wide, count=count, make=make)
    return Run((await near.cpu(http) - before) / count * 1000, count / seconds)


async def raw(base: str, folder: Path) -> None:
    """The reference: parses, posts the reply as a reply to the message, and answers 202."""
    reply = json.loads((folder / "reply.json").read_bytes() or b'{"type": "message"}')
    session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100, limit_per_host=100))

    async def messages(request: web.Request) -> web.Response:
        activity = json.loads(await request.read())
        conversation = activity["conversation"]["id"]
        url = f"{activity['serviceUrl']}v3/conversations/{conversation}/activities/{activity['id']}"
        body = json.dumps(reply).encode()
        headers = {"Authorization": "Bearer out", "Content-Type": "application/json; charset=utf-8"}
        async with session.post(url, data=body, headers=headers) as answer:
            await answer.json()
        return web.Response(status=202)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/cpu", _cpu)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


async def helping(base: str, folder: Path, database: Database, rates: SendingRates) -> Bot:
    """Koers as it runs, with the local settings that the far side stands for, and all that help leans on."""
    from bot.server import create
    from dialogs.services import Services
    from dialogs.understanding import prepare
    from domain.organisation import load_organisation
    from domain.roles import Roles
    from settings import Settings
    from tests.wire import TENANT

    prepare()
    settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=folder, port=0)
    settings = replace(settings, rates=PLENTY)  # neither limit is one of the reference's
    await database.migrate()
    nothing, organisation = cast("Any", None), load_organisation("oss")
    services = Services(nothing, nothing, Roles(Everybody(), organisation), *[nothing] * 5)
    bot = create(settings, services, database, organisation, rates=rates)
    bot.app.router.add_get("/cpu", _cpu)
    return bot


async def koers(base: str, folder: Path) -> None:
    """The product, until it is ended."""
    from commands.garbage import looked_for_seldom
    from store.database import Database

    bot = await helping(base, folder, Database(f"sqlite:///{folder / 'koers.db'}"), LIFTED)
    await bot.start(0)
    await bot.keys.refresh()
    with looked_for_seldom():  # as commands/run.py does
        print(bot.port, flush=True)
        await asyncio.Event().wait()


class Everybody:
    """Microsoft Entra, where everybody is in every group; Koers asks it once in five minutes for each person."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        return (Group(name, name),)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        return frozenset(groups)

    async def direct_reports(self, id: str) -> tuple[Employee, ...]:
        return ()


async def _cpu(_: web.Request) -> web.Response:
    return web.Response(text=str(time.process_time()))


async def main() -> None:
    options = _options()
    if options.side:
        side, base, folder = options.side
        await (raw if side == "raw" else koers)(base, Path(folder))
        return
    async with far_side() as far:
        await measure("koers", far, 1, 1, b"")  # for the reply that both send
        reply = far.bodies[0]
        print(f"the reply is {len(reply)} bytes of JSON\n")
        print("| what | raw aiohttp | Koers | ratio |\n|---|---|---|---|")
        for name, wide, delay in (
            ("CPU of a turn, one at a time", 1, 0.0),
            ("CPU of a turn, 64 at a time", 64, 0.0),
            ("turns a second, 64 at a time, connector takes 100 ms", 64, 0.1),
        ):
            far.delay = delay
            runs = [
                [await measure(side, far, wide, options.count, reply) for side in ("raw", "koers")]
                for _ in range(options.runs)
            ]
            print(_row(name, runs, rate=bool(delay)), flush=True)


def _row(name: str, runs: list[list[Run]], *, rate: bool) -> str:
    values = [[run.per_second if rate else run.cpu_ms for run in pair] for pair in runs]
    first, second = (statistics.median(column) for column in zip(*values, strict=True))
    ratio = statistics.median(pair[1] / pair[0] for pair in values)
    unit = "/s" if rate else " ms"
    return f"| {name} | {first:.2f}{unit} | {second:.2f}{unit} | {ratio:.2f} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="turns in a run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(130)
