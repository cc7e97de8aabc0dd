"""Booking whose process is killed in the middle: in the end both sides say the same, and nothing is there twice."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.bookings.counting import counted
from commands.booking import booking
from commands.compose import local_tenant
from domain.organisation import load_organisation
from graph.client import GraphClient
from graph.people import People as Directory
from settings import Settings
from store.database import Database
from store.processes import Presence
from tenant.server import Tenant
from tests.bookings import WAITS, working_day
from tests.databases import found
from tests.durable import at_work

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 8
KILLS = (3, 12)  # after so many meetings that were made in the booking mailbox


@asynccontextmanager
async def koers(url: str, folder: Path, tenant: Tenant, people: list[str]) -> AsyncGenerator[Process]:
    day = working_day(load_organisation("sittard-geleen")).isoformat()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bookings_process", url, str(folder), tenant.base_url, tenant.tenant_id, day),
        *people,
        stdout=PIPE,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_killed_again_and_again_nothing_is_on_one_side_only_in_the_end(tmp_path: Path) -> None:
    organisation, url = load_organisation("sittard-geleen"), f"sqlite:///{tmp_path / 'koers.db'}"
    async with local_tenant(organisation, tmp_path / "tenant") as tenant, asyncio.timeout(300):
        tenant.calendars.delay = 0.05
        people = [
            str(user.properties["id"]) for user in tenant.directory.users.values() if user.properties.get("jobTitle")
        ]
        for kill in KILLS:
            async with koers(url, tmp_path, tenant, people[:PEOPLE]) as process:
                while _made(tenant) < kill:  # noqa: ASYNC110 - it has no event
                    await asyncio.sleep(0.002)
                process.kill()
        await _come_to_rest(url, tmp_path, tenant)


async def _come_to_rest(url: str, folder: Path, tenant: Tenant) -> None:
    organisation, database = load_organisation("sittard-geleen"), Database(url)
    settings = Settings.for_local_tenant(
        organisation.id, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0
    )
    client = GraphClient(settings)
    core = booking(organisation, database, client, Directory(client), Presence(database, "bot"), waits=WAITS)
    async with at_work(database, core.workspaces.work) as working:
        await working.settled()
        await core.outlook.look()
        await working.settled()
    wrong = await counted(database, tenant, core)
    standing = found(database, "select count(*) from bookings where holds")[0][0]
    await client.close()
    await database.close()
    assert dict(wrong.told()) == dict.fromkeys(dict(wrong.told()), 0)
    assert standing > 0


def _made(tenant: Tenant) -> int:
    """How many meetings have ever been made in the booking mailbox."""
    rows = tenant.calendars.state.rows(
        "SELECT count(*) AS made FROM calendar_events WHERE mailbox = ?", tenant.calendars.mailboxes.booking
    )
    return int(rows[0]["made"])
