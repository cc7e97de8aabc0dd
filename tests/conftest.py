"""Fixtures that more than one test module uses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tenant.page.packages import PackagesUnavailable, ensure

if TYPE_CHECKING:
    from tests.chat import Chat

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """Makes the marks of this suite known."""
    config.addinivalue_line("markers", "route(name): a conversation through this row of the routes table")


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """The whole bot of Oss beside a fresh local tenant, seen by an employee in the personal chat."""
    from tests.chat import chatting  # the bot's libraries take a second to import, and most tests do without

    async with chatting(tmp_path) as chat:
        yield chat


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
