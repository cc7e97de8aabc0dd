"""Fixtures that more than one test module uses."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import pytest

from commands.garbage import looked_for_seldom
from store import migrating
from store.database import Database
from tenant.page.packages import PackagesUnavailable, ensure
from tests.migrated import Migrated
from tests.postgresql import Server

if TYPE_CHECKING:
    from tests.announcing import Stage
    from tests.chat import Chat

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marks of this suite known."""
    config.addinivalue_line("markers", "route(name): a conversation through this row of the routes table")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores: a third of its time a test waits for a disk, a browser or a poll."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """aiohttp remembers the last 1,024 handlers behind middlewares, and with each the whole bot or tenant of a test."""
    yield
    if "aiohttp.web_app" in sys.modules:
        vars(sys.modules["aiohttp.web_app"])["_cached_build_middleware"].cache_clear()


@pytest.fixture(scope="session", autouse=True)
def garbage_looked_for_seldom() -> Iterator[None]:
    """As while Koers runs: a sixth of the processor time of the tests went into looking for garbage."""
    with looked_for_seldom():
        yield


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Gives each new SQLite file the tables that the migrations made of the first one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "upgrade", Migrated(tmp_path_factory.mktemp("migrated")))
        yield


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """The whole bot of Oss beside a fresh local tenant, seen by an employee in the personal chat."""
    from tests.chat import chatting  # the bot's libraries take a second to import, and most tests do without

    async with chatting(tmp_path) as chat:
        yield chat


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A real PostgreSQL, started for the first test that needs it and stopped after the last."""
    with tempfile.TemporaryDirectory(prefix="koers-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder) / "data")
        yield server
        server.stop()


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> str:
    """The address of a fresh database with the tables of this code on a real PostgreSQL."""
    return postgresql_server.fresh()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database: of SQLite, and once more of PostgreSQL."""
    if cast("Literal['sqlite', 'postgresql']", request.param) == "sqlite":
        return f"sqlite:///{tmp_path / 'koers.db'}"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database, None]:
    """A fresh database with its tables, of both kinds."""
    database = Database(database_url)
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncGenerator[Stage, None]:
    """Announcements at work, with twenty colleagues who have Koers; on both kinds of database."""
    from tests.announcing import on_stage

    async with on_stage(database, tmp_path) as stage:
        yield stage


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents, questions and Graph descriptions; it is not part of the product."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with the real documents and descriptions is not here")
    return SHARED


@pytest.fixture(scope="session")
def manifest_schemas() -> Path:
    """Microsoft's JSON schemas of the Teams app manifest, a folder per version."""
    try:
        modules = asyncio.run(ensure(HERE / "npm"))
    except PackagesUnavailable as error:
        pytest.skip(f"the manifest schemas could not be fetched: {error}")
    return modules / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
