"""Fills in a template in a process of its own, which is ended where it takes too long."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from domain.word.problems import TemplateProblem
from domain.word.values import About, Values

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0  # on the clock: a document of 30 pages takes one
LARGEST = 32 * 1024 * 1024  # bytes of a document
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")  # and no secret of the bot


async def written(template: bytes, values: Values, about: About, *, seconds: float = SECONDS) -> bytes:
    """The .docx. Raises TemplateProblem where the template cannot be filled in, or not within `seconds`."""
    asked = {"template": base64.b64encode(template).decode(), "values": values, "about": asdict(about)}
    question = await asyncio.to_thread(lambda: json.dumps(asked).encode())
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "domain.word.worker",
        cwd=ROOT,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await process.communicate(question)
    except TimeoutError:
        raise TemplateProblem("filling it in takes too long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return await asyncio.to_thread(_document, answer)


def _document(answer: bytes) -> bytes:
    try:
        said = cast("dict[str, Any]", json.loads(answer))
    except ValueError:  # it died: of memory, or of processor time
        raise TemplateProblem("filling it in takes too much memory or time") from None
    if "problem" in said:
        raise TemplateProblem(str(said["problem"]))
    return base64.b64decode(str(said["document"]))
