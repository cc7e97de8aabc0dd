"""Fixtures that more than one test module uses."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tenant.page.packages import PackagesUnavailable, ensure

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"


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
