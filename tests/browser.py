"""A browser for tests of the chat page: the machine's own Chromium, driven by Playwright.

A test module gets the fixtures by importing `chromium` and `installed_packages`.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tenant.page import packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = os.environ.get("KOERS_SCREENSHOTS")  # a folder: tests that take pictures leave them there


@pytest.fixture(name="browser", scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the module; the tests are skipped where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture(name="page_packages", scope="session")
def installed_packages() -> Path:
    """The page's npm packages, with axe-core; skipped where they are not there and cannot be fetched."""
    try:
        return asyncio.run(packages.ensure(dev=True))
    except packages.PackagesUnavailable as reason:
        pytest.skip(f"the page's packages: {reason}")


def accessibility_problems(page: Page, page_packages: Path, include: str | None = None) -> list[str]:
    """What axe finds wrong on the page (or in the part that `include` selects), a line each."""
    # evaluated from outside, because the page's content security policy refuses a script tag of ours
    page.evaluate((page_packages / "axe-core" / "axe.min.js").read_text("utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": rules, "resultTypes": ["violations"]}  # nobody reads what is right
    found: dict[str, Any] = page.evaluate(
        "([part, options]) => axe.run(part ? document.querySelector(part) : document, options)", [include, options]
    )
    return [
        f"{problem['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for problem in found["violations"]
        for node in problem["nodes"]
    ]


def screenshot(page: Page, name: str) -> None:
    """Leave a picture of the page where KOERS_SCREENSHOTS says."""
    if SCREENSHOTS:
        Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))
