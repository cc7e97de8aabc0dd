"""The bot and the worker in processes of their own: what the one promises, the other does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

import app
from commands.apart import working
from commands.compose import local_tenant
from commands.run import serving
from domain.learning.answers import WORK
from domain.organisation import load_organisation
from settings import Settings
from store import proposals
from store.database import Database
from store.proposals import Proposal
from store.work import enqueue
from tenant.server import Tenant
from tests.durable import states

REAL = {
    "KOERS_APP_ID": "9f2f6a1c-5a52-4d4f-9a44-2b7f2ab3c001",
    "KOERS_TENANT_ID": "9f2f6a1c-5a52-4d4f-9a44-2b7f2ab3c002",
    "KOERS_APP_SECRET": "geheim",
}
OSS = load_organisation("oss")
ANSWER = Proposal("a" * 32, "oss", "Wat kost parkeren?", (), "Twaalf euro.", "Regeling", "", (), "p", "q", "approved")
KEY = f"{ANSWER.id}:1"  # under which the bot itself promises it, once it finds it


@pytest.mark.parametrize("command", ["bot", "worker"])
def test_apart_they_are_refused_beside_the_local_tenant_and_on_sqlite(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("KOERS_DATABASE_URL", *REAL):
        monkeypatch.delenv(name, raising=False)
    assert app.main([command]) == 1
    assert "app.py run is bot and worker in one" in capsys.readouterr().err
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    assert app.main([command]) == 1
    said = capsys.readouterr().err
    assert "needs PostgreSQL" in said
    assert "app.py run: that is bot and worker in one" in said


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncGenerator[Tenant]:
    async with local_tenant(OSS, tmp_path) as tenant:
        yield tenant


async def test_what_a_bot_promises_waits_for_a_worker_that_does_it(
    tenant: Tenant, tmp_path: Path, postgresql_url: str
) -> None:
    local = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    settings = replace(local, database_url=postgresql_url)
    database = Database(postgresql_url)
    async with aiohttp.ClientSession() as http:
        async with serving(settings, OSS, 0, works=False) as bot:
            async with database.write() as session:
                await proposals.save(session, ANSWER, over=0)
                await enqueue(session, WORK, KEY, {"proposal": ANSWER.id, "promise": KEY})
            await until_ready(http, bot.port)
            assert await status(http, bot.port, "/api/messages", "POST") == 401
        assert await states(database) == {f"{WORK}:{KEY}": "ENQUEUED"}
        async with working(settings, OSS, 0) as worker:
            await until_done(database)
            await until_ready(http, worker.port)
            assert await status(http, worker.port, "/healthz") == 200
            assert await status(http, worker.port, "/api/messages", "POST") == 404
        async with http.get(f"{tenant.base_url}/chat/tenant/library") as response:
            files = (await response.json())["files"]
    assert [file["name"] for file in files if file["path"].startswith("Antwoorden van Koers/")] == [
        "wat-kost-parkeren-aaaaaaaaaaaa.md"
    ]
    await database.close()


async def status(http: aiohttp.ClientSession, port: int, path: str, method: str = "GET") -> int:
    async with http.request(method, f"http://127.0.0.1:{port}{path}") as response:
        return response.status


async def until_ready(http: aiohttp.ClientSession, port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            if await status(http, port, "/readyz") == 200:
                return
            await asyncio.sleep(0.1)


async def until_done(database: Database) -> None:
    async with asyncio.timeout(60):
        while True:
            if await states(database) == {f"{WORK}:{KEY}": "SUCCESS"}:
                return
            await asyncio.sleep(0.1)
