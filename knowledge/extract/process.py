"""Reads a .docx or .pdf in a process of its own, so that no file can harm the bot."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

from knowledge.document import Heading
from knowledge.extract.outcome import Extracted, Kind, Problem, checked

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 180.0  # on the clock; the process limits its own processor time and memory too
LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")  # and no secret of the bot

CHUNK = 1 << 20  # bytes


async def read_apart(kind: Literal["docx", "pdf"], data: bytes, *, seconds: float = SECONDS) -> Extracted | Problem:
    """The text of a file, read elsewhere. A process that dies or takes too long means that the file is too much."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "knowledge.extract.worker",
        kind,
        cwd=ROOT,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(seconds):
            answer = await _converse(process, data)
            await process.wait()
    except TimeoutError:
        return Problem("too_large")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return _outcome(answer) if answer and process.returncode == 0 else Problem("too_large")


async def _converse(process: asyncio.subprocess.Process, data: bytes) -> bytes | None:
    """Hands over the file and takes the answer; None when that is longer than any text may be."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process has no pipes")
    try:
        for start in range(0, len(data), CHUNK):  # in pieces, or the pipe would keep a second copy of it all
            process.stdin.write(data[start : start + CHUNK])
            await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        pass  # it gave up before it had read all; its answer says why
    process.stdin.close()
    parts: list[bytes] = []
    size = 0
    while part := await process.stdout.read(1 << 16):
        size += len(part)
        if size > LONGEST_ANSWER:
            return None
        parts.append(part)
    return b"".join(parts)


def _outcome(answer: bytes) -> Extracted | Problem:
    try:
        data: Any = json.loads(answer)
    except ValueError:
        return Problem("damaged")
    said = cast("Mapping[str, Any]", data)
    if "problem" in said:
        kind = said["problem"]
        return Problem(cast(Kind, kind)) if kind in get_args(Kind) else Problem("damaged")
    headings = tuple(Heading(int(level), int(start), int(end)) for level, start, end in said["headings"])
    return checked(Extracted(str(said["text"]), headings))
