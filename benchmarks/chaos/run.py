"""One run from beginning to end, and its result as a table."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chaos.asking import Asking
from benchmarks.chaos.counting import Count, Counting
from benchmarks.chaos.driver import Driver, Trouble
from benchmarks.chaos.far import Far
from benchmarks.chaos.faults import Disk, Filled, Limited, Refusing, small_disk
from benchmarks.chaos.near import Side
from benchmarks.chaos.plan import PEOPLE, Plan, plan
from benchmarks.chaos.processes import Processes
from benchmarks.chaos.watching import Watching, watched
from benchmarks.far_side import listening
from benchmarks.processes import percentile
from store import work
from store.database import Database
from tests.announcing import settle_in
from tests.databases import found
from tests.postgresql import Server, rows

RECOVERED = 30.0  # seconds in which what a killed process had is gone on with
ALONE = ("both",)
APART = ("bot", "bot", "worker", "worker")


@dataclass(frozen=True)
class Result:
    """What a run showed."""

    plan: Plan
    driver: Driver
    count: Count
    seconds: float

    @property
    def sound(self) -> bool:
        """Nothing lost, nothing doubled, everything at rest."""
        return not (self.count.lost or self.count.doubled or self.driver.left)

    def table(self) -> str:
        """The result in lines."""
        driver, count = self.driver, self.count
        recovered, kills = driver.watching.recovered, driver.watching.kills
        starts = [start for slot in driver.processes.slots for start in slot.starts]
        unknown = count.unknown or [0]
        rows: list[tuple[str, object]] = [
            ("operations planned", self.plan.operations),
            ("of them done", ", ".join(f"{n} {name}" for name, n in sorted(count.done.items()))),
            ("activities, and deliveries of them", f"{len(driver.asking.asked)}, {driver.asking.deliveries}"),
            ("not acknowledged, so delivered again", driver.asking.unacknowledged),
            ("kill -9", f"{len(kills)} ({_by_role(driver)})"),
            ("processes that ended by themselves", driver.processes.quit),
            ("disk full", f"{driver.full} times: {driver.disk.how}"),
            ("database held by another program", f"{driver.held} times"),
            ("lost", len(count.lost)),
            ("doubled", len(count.doubled)),
            ("not at rest in the end", len(driver.left)),
            ("people told that it did not work, or perhaps did", count.told),
            ("deliveries as they are reported", ", ".join(f"{n} {what}" for what, n in sorted(count.reported.items()))),
            (
                "unknown because of a kill",
                f"{sum(unknown)}: {sum(unknown) / len(unknown):.2f} a kill, at most {max(unknown)}",
            ),
            ("kills while something was being sent", count.while_sending),
            ("kills with none, 1, 2, more of them", ", ".join(str(n) for n in _spread(unknown))),
            (
                "of these not asked of Teams, on their way, answered",
                f"{count.not_left}, {count.on_its_way}, {count.answered}",
            ),
            ("unknown without a kill", len(count.unknown_without)),
            ("promised work taken again under its key", count.work_again),
            ("things that killed processes had", len(recovered)),
            ("gone on with after, median", f"{statistics.median(recovered or [0]):.1f} s"),
            ("99 of 100, longest", f"{percentile(recovered or [0.0], 0.99):.1f} s, {max(recovered, default=0):.1f} s"),
            (
                "a start, median and longest",
                f"{statistics.median(starts or [0]):.2f} s, {max(starts, default=0):.1f} s",
            ),
            ("seconds", f"{self.seconds:.0f}"),
        ]
        lines = ["| what | number |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
        return "\n".join([*lines, *count.lost[:20], *count.doubled[:20], *driver.left[:20], *count.unknown_without[:5]])


async def run(
    url: str,
    disk: Callable[[], Disk],
    folder: Path,
    log: Path,
    operations: int,
    kills: int,
    seed: int,
    *,
    lifted: bool = False,
    trouble: Trouble | None = None,
) -> Result:
    """Asks, kills, breaks, waits, and counts. `url`: an empty database."""
    began, asked_for = time.perf_counter(), plan(operations, seed)
    shared = not url.startswith("sqlite")
    trouble = trouble or Trouble(kills, calm_every=40 if shared else 0)
    database = Database(url)
    await database.migrate()
    await work.prepare(database)
    other = Far(chance=random.Random(f"far {seed}"))
    async with listening(other):
        await settle_in(database, other.base, PEOPLE)
        found(url, "create table counted (n integer)")
        watched(url)
        sides = [Side(role, other.base, str(folder), url, seed, lifted) for role in (APART if shared else ALONE)]
        processes = Processes(sides, log, random.Random(f"processes {seed}"))
        watching = Watching(url)
        asking = Asking(other, database, processes, asked_for, random.Random(f"asking {seed}"), lambda: driver.share)
        driver = Driver(asking, processes, watching, disk(), url, trouble, random.Random(f"trouble {seed}"))
        await driver.run()
        await database.close()
        count = Counting(url, other, asked_for, asking.asked, watching.kills).all()
    return Result(asked_for, driver, count, time.perf_counter() - began)


@contextmanager
def on_sqlite(folder: Path) -> Generator[tuple[str, Callable[[], Disk]]]:
    """The address of an empty SQLite, and its disk, to be made once there are tables."""
    with small_disk(folder / "small") as mounted:
        file = folder / "small" / "koers.db"
        yield f"sqlite:///{file}", lambda: Filled(folder / "small", file) if mounted else Limited(file)


@contextmanager
def on_postgresql(folder: Path, url: str = "") -> Generator[tuple[str, Callable[[], Disk]]]:
    """The same of PostgreSQL: `url`, or a server of its own."""
    if url:
        yield url, lambda: Refusing(url)
        return
    server = Server(folder / "data")
    url = server.fresh(empty=True)
    folder.chmod(0o755)  # the server is another user where this one is root
    with small_disk(folder / "small", (folder / "data").stat().st_uid) as mounted:
        try:
            if mounted:
                rows(server.url("postgres"), f"create tablespace small location '{folder / 'small'}'")
                rows(server.url("postgres"), "create database small tablespace small")
                url = server.url("small")
            yield url, lambda: Filled(folder / "small") if mounted else Refusing(url)
        finally:
            server.stop()


def _by_role(driver: Driver) -> str:
    roles = [kill.role for kill in driver.watching.kills]
    return ", ".join(f"{roles.count(role)} {role}" for role in sorted(set(roles)))


def _spread(unknown: list[int]) -> tuple[int, int, int, int]:
    return unknown.count(0), unknown.count(1), unknown.count(2), sum(n > 2 for n in unknown)
