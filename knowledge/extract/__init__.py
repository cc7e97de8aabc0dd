"""The text of a file, whatever its format: `await extract(name, data)`.

Files come from people, so each may be damaged or made to do harm. Plain text is read here; .docx and .pdf, whose
libraries can be led astray, are read in a process of their own with limits on its memory and time.
"""

from __future__ import annotations

import asyncio

from knowledge.extract.kinds import kind_of, supported
from knowledge.extract.outcome import Extracted, Kind, Problem
from knowledge.extract.plain import read_markdown, read_text
from knowledge.extract.process import read_apart

__all__ = ["Extracted", "Kind", "Problem", "extract", "supported"]


async def extract(name: str, data: bytes) -> Extracted | Problem:
    """The text and headings of the file called `name`, or why it cannot be read. Never raises on the file's account."""
    kind = kind_of(name, data)
    if isinstance(kind, Problem):
        return kind
    if kind == "docx" or kind == "pdf":
        return await read_apart(kind, data)
    return await asyncio.to_thread(read_markdown if kind == "md" else read_text, data)
