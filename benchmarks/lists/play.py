"""Changes from two sides at once, lost answers, an outage of Graph, and a Koers that is killed again and again."""

from __future__ import annotations

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks.lists.counting import Place, Wrong, counted
from commands.compose import local_tenant
from domain.mirror import Value
from domain.organisation import load_organisation
from store.database import Database
from tenant.entries import Entry
from tenant.faults import Fault
from tenant.list_items import ListItems
from tenant.server import Tenant
from tests.databases import found
from tests.durable import Working, at_work
from tests.mirroring import connected, entries_of

ROOT = Path(__file__).resolve().parents[2]
ITEMS = "/v1.0/sites"  # of Graph: everything that the mirror asks
LOST = 0.02  # of the answers of SharePoint do not arrive, though it did what was asked
FEWEST = 5  # items that are always there
AHEAD = 10  # changes that SharePoint may be ahead of Koers
NO_END = 1_000_000
LONGEST = 3600.0  # seconds in which it has to come to rest


@dataclass(frozen=True)
class Asked:
    """How much of it. Half of the changes are made in Koers; `ideas` of them make an idea."""

    changes: int = 10_000
    ideas: int = 500
    kills: int = 6
    outage: float = 10.0  # seconds
    pause: float = 0.01  # seconds that each side waits between two changes
    seed: int = 7


@dataclass
class Scene:
    """What happens in SharePoint, and what is known of it."""

    tenant: Tenant
    database: Database
    chosen: random.Random
    theirs: dict[Place, str] = field(default_factory=dict[Place, str])
    added: int = 0
    deleted: int = 0


async def play(url: str, folder: Path, asked: Asked) -> bool:
    """Prints what was done and what came of it; whether nothing of it was wrong."""
    async with local_tenant(load_organisation("oss"), folder / "tenant") as tenant:
        database = Database(url)
        await database.migrate()
        scene = Scene(tenant, database, random.Random(asked.seed))
        begun = perf_counter()
        try:
            await _played(scene, url, folder, asked)
            changed = perf_counter() - begun
            ideas = await _at_rest(scene, folder)
        finally:
            await database.close()
        wrong = counted(database, tenant, ideas, _by_key(scene, ideas))
        _print(scene, asked, folder, (changed, perf_counter() - begun), wrong)
    return wrong.nothing


async def _played(scene: Scene, url: str, folder: Path, asked: Asked) -> None:
    ours, there = asked.changes // 2, asked.changes - asked.changes // 2
    kills = [(number + 1) * there // (asked.kills + 1) for number in range(asked.kills)]
    process = await _koers(scene, url, folder, asked)
    outage: asyncio.Task[None] | None = None
    try:
        await _first_items(scene)
        scene.tenant.faults.add(_lost())
        for number in range(there):
            while _done(scene) * there < (number - AHEAD) * ours:  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(asked.pause)
            _edit(scene, number)
            if number in kills:
                process.kill()
                await process.wait()
                process = await _koers(scene, url, folder, asked)
            if number == there // 2:
                outage = asyncio.create_task(_outage(scene.tenant, asked.outage))
            await asyncio.sleep(asked.pause)
        while _done(scene) < ours:  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.05)
        if outage is not None:
            await outage
    finally:
        process.kill()  # the last time with work in hand, too
        await process.wait()
    scene.tenant.faults.clear()


async def _koers(scene: Scene, url: str, folder: Path, asked: Asked) -> Process:
    tenant = scene.tenant
    numbers = (asked.changes // 2, asked.ideas, asked.pause)
    arguments = (url, str(folder), tenant.base_url, tenant.tenant_id, *(str(number) for number in numbers))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.lists.process", *arguments), stdin=PIPE, stdout=PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


async def _first_items(scene: Scene) -> None:
    """Until there is something to change in SharePoint."""
    lists = scene.tenant.sharepoint.lists
    while lists.find("/sites/koers", "Ideeën") is None or entries_of(scene.tenant).count() < FEWEST:  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def _outage(tenant: Tenant, seconds: float) -> None:
    tenant.faults.clear()
    tenant.faults.add(Fault("graph", "503", count=NO_END, seconds=1.0, path=ITEMS))
    await asyncio.sleep(seconds)
    tenant.faults.clear()
    tenant.faults.add(_lost())


def _lost() -> Fault:
    return Fault("graph", "drop", count=NO_END, path=ITEMS, share=LOST, after=True)


def _edit(scene: Scene, number: int) -> None:
    """Somebody, or another program, changes SharePoint."""
    entries, chosen = entries_of(scene.tenant), scene.chosen
    person = next(iter(scene.tenant.directory.users))
    what = chosen.random()
    if what < 0.03:
        entries.add({"Title": f"Nieuw {number}", "Uren": number}, person)
        scene.theirs[f"Nieuw {number}", "Uren"] = str(float(number))
        scene.added += 1
        return
    entry = _some(entries, chosen)
    title = str(entry.fields.get("Title", ""))
    new = title.startswith("Nieuw")
    key = title if new else str(entry.fields["KoersId"])
    if what < 0.05 and entries.count() > FEWEST:
        entries.delete(entry, person)
        # Whatever was changed in it is gone with it, by the will of who deleted it; one that Koers has not seen, too.
        scene.theirs = {place: value for place, value in scene.theirs.items() if place[0] != key}
        scene.deleted += 1
        return
    name = chosen.choice(("Toelichting", "Uren") if new else ("Title", "Toelichting", "Uren"))
    value = number + 0.5 if name == "Uren" else f"SharePoint {number}"
    entries.change(entry, {name: value}, person)
    scene.theirs[key, name] = str(value)


def _some(entries: ListItems, chosen: random.Random) -> Entry:
    """An item; one in three times one of the first, so that both sides often mean the same."""
    while True:
        start = chosen.randrange(10) if chosen.random() < 0.33 else chosen.randrange(max(1, entries.count()))
        if found := entries.after(start, 1):
            return found[0]


def _done(scene: Scene) -> int:
    return int(found(scene.database, "select count(*) from ideas_log")[0][0])


async def _at_rest(scene: Scene, folder: Path) -> Mapping[str, Mapping[str, Value]]:
    """Until neither side has anything to say to the other; what Koers has then."""
    tenant, database = scene.tenant, scene.database
    made, ideas, client = connected(database, tenant.base_url, tenant.tenant_id, folder)
    try:
        async with at_work(database, made.mirror.work) as working, asyncio.timeout(LONGEST):
            for _ in range(3):
                await _settled(working)
                await made.follow.look()
            await _settled(working)
        async with database.read() as session:
            return await ideas.all(session)
    finally:
        await client.close()


async def _settled(working: Working) -> None:
    while True:
        try:
            await working.settled()
            return
        except TimeoutError:
            continue


def _by_key(scene: Scene, ideas: Mapping[str, Mapping[str, Value]]) -> dict[Place, str]:
    """What was made in SharePoint has its key by now; its title, which nobody changes, stood for it."""
    titles = {str(fields["Title"]): key for key, fields in ideas.items()}
    return {(titles.get(key, key), name): value for (key, name), value in scene.theirs.items()}


def _print(scene: Scene, asked: Asked, folder: Path, took: tuple[float, float], wrong: Wrong) -> None:
    conflicts = folder / "conflicts"
    told = {
        "changes in Koers": asked.changes // 2,
        "changes in SharePoint": asked.changes - asked.changes // 2,
        "of these new items": scene.added,
        "of these deleted items": scene.deleted,
        "conflicts of ETag": len(conflicts.read_text(encoding="utf-8")) if conflicts.exists() else 0,
        "kill -9": asked.kills + 1,
        "seconds without Graph": f"{asked.outage:g}",
        "changed after": f"{took[0]:.0f} s",
        "settled after": f"{took[1]:.0f} s",
        "items": entries_of(scene.tenant).count(),
        **{name.replace("_", " "): count for name, count in vars(wrong).items()},
    }
    print("| what | |\n|---|---|")
    for name, count in told.items():
        print(f"| {name} | {count} |")
    print(flush=True)
