"""The process that reads one .docx or .pdf: bytes in, JSON out, within limits that it sets itself beforehand."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from knowledge.extract.outcome import LONGEST_TEXT, Extracted, Problem

MEMORY = 1024 * 1024 * 1024  # bytes of address space, of which Python and the libraries take a third
PROCESSOR_SECONDS = 120  # a plain page of a .pdf takes 5 ms; one full of drawings may take a hundred times that

Reader = Callable[[bytes], Extracted | Problem]


def limit() -> None:
    """Bounds this process. Windows has no such limits; there the clock of the parent is the only one."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),  # it has nothing to write
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS knows no limit on address space
            resource.setrlimit(what, (bound, bound))


def reader(kind: str) -> Reader:
    """Who reads files of this kind."""
    if kind == "docx":
        from knowledge.extract.word import read_word

        return read_word
    from knowledge.extract.pdf import read_pdf

    return read_pdf


def read(read_file: Reader, data: bytes) -> Extracted | Problem:
    """The text of the file, or what is wrong with it. Whatever the libraries raise is the file's fault."""
    try:
        return read_file(data)
    except MemoryError:
        return Problem("too_large")
    except Exception:
        return Problem("damaged")


def main() -> None:
    """Reads stdin, writes stdout."""
    read_file = reader(sys.argv[1])
    limit()
    outcome = read(read_file, sys.stdin.buffer.read())
    answer: dict[str, Any]
    if isinstance(outcome, Problem):
        answer = {"problem": outcome.kind}
    elif len(outcome.text) > LONGEST_TEXT:
        answer = {"problem": "too_large"}
    else:
        headings = [[heading.level, heading.start, heading.end] for heading in outcome.headings]
        answer = {"text": outcome.text, "headings": headings}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
