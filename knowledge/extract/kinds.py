"""Which format a file really has: its name promises one, its first bytes tell."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from knowledge.extract.outcome import Problem

Format = Literal["docx", "pdf", "md", "txt"]

EXTENSIONS: dict[str, Format] = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
}
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old Office file, or a new one behind a password
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
OTHERS = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90\x00",
    b"\x1f\x8b\x08",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"{\\rtf",
)


def supported(name: str) -> bool:
    """Whether Koers reads files with such a name at all."""
    return _extension(name) in EXTENSIONS


def kind_of(name: str, data: bytes) -> Format | Problem:
    """The format to read a file as. A .docx or .pdf under another known name is read as what it is."""
    promised = EXTENSIONS.get(_extension(name))
    if promised is None:
        return Problem("unsupported")
    if not data:
        return Problem("empty")
    if data.startswith((ZIP, EMPTY_ZIP)):
        return "docx"
    if b"%PDF-" in data[:1024]:  # the standard allows rubbish in front
        return "pdf"
    if data.startswith(OLE):
        return Problem("encrypted" if ENCRYPTED_PACKAGE in data else "unsupported")
    if promised in ("docx", "pdf") or data.startswith(OTHERS):
        return Problem("damaged")
    return promised


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
