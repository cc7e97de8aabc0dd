"""Judges the zip that a .docx is, before anything unpacks it into memory."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from knowledge.extract.outcome import Problem

MOST_PARTS = 4_000
LARGEST_WHOLE = 200 * 1024 * 1024  # bytes unpacked; the parts that hold text must fit in memory as a tree
LARGEST_XML = 60 * 1024 * 1024
WORST_RATIO = 200  # XML packs 10 to 30 times smaller
SMALL = 1024 * 1024  # bytes; a small part may have any ratio
CHUNK = 1 << 16
ENCRYPTED = 0x1  # flag bit of a part
MAIN_PART = "word/document.xml"
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!ELEMENT", b"<!ATTLIST")  # no .docx has any: entities only do harm


def judge(data: bytes) -> Problem | None:
    """What is wrong with the archive; None when it can be opened safely as a .docx."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            problem = _declared(parts)
            return problem or _unpacked(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return Problem("damaged")


def _declared(parts: list[zipfile.ZipInfo]) -> Problem | None:
    """What the table of contents gives away."""
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        return Problem("hostile")
    if any(_escapes(name) for name in names):
        return Problem("hostile")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        return Problem("encrypted")
    for part in parts:
        if part.file_size > SMALL and part.file_size > WORST_RATIO * max(1, part.compress_size):
            return Problem("hostile")
    if sum(part.file_size for part in parts) > LARGEST_WHOLE:
        return Problem("too_large")
    return None if MAIN_PART in names else Problem("damaged" if "[Content_Types].xml" not in names else "unsupported")


def _unpacked(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Problem | None:
    """What the parts really hold: their true size, and no declarations in the XML."""
    whole = 0
    for part in parts:
        xml = part.filename.endswith((".xml", ".rels", ".vml"))
        size, tail = 0, b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                whole += len(chunk)
                if size > part.file_size or whole > LARGEST_WHOLE:
                    return Problem("hostile")
                if xml:
                    # UTF-16 hides a declaration between zeroes
                    window = (tail + chunk).replace(b"\0", b"")
                    if any(word in window for word in DECLARATIONS):
                        return Problem("hostile")
                    tail = chunk[-64:]
        if xml and size > LARGEST_XML:
            return Problem("too_large")
    return None


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
