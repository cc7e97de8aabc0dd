"""The text of a document in blocks, and the place of a quote in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from tenant.library import front_matter

LARGEST_TEXT = 5_000_000  # bytes of a file that is shown as text
IGNORED = "*_#>`|\u00ad\u200b\ufeff"  # marks of markdown and invisible characters: no part of what a quote says
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # remarks for whoever writes the document
BULLET = re.compile(r"(?:[-*+•]|\d+[.)])\s+")


@dataclass(frozen=True)
class Block:
    """A heading, an item of a list, or a paragraph; `start` and `end` are offsets in the text."""

    kind: Literal["heading", "bullet", "paragraph"]
    level: int  # of a heading, 1 the outermost; else 0
    start: int
    end: int


class Unreadable(Exception):
    """The document cannot be shown as text; the message says why, for the reader."""


def text_of(name: str, content: bytes) -> str:
    """The text of a .md, .txt, .docx or .pdf. Raises Unreadable."""
    ending = name.lower().rpartition(".")[2]
    if len(content) > LARGEST_TEXT:
        raise Unreadable("Dit bestand is te groot om hier te laten zien.")
    if ending in ("md", "txt"):
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return COMMENT.sub(lambda comment: " " * len(comment[0]), text) if ending == "md" else text
    if ending not in ("docx", "pdf"):
        raise Unreadable("Dit soort bestand kan hier niet worden getoond.")
    try:
        return _docx(content) if ending == "docx" else _pdf(content)
    except Exception as error:  # whatever a damaged or hostile file does to a parser, the reader gets the same words
        raise Unreadable("Dit bestand is beschadigd of beveiligd en kan hier niet worden getoond.") from error


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text: headings and list items a line each, paragraphs up to an empty line."""
    paragraph: tuple[int, int] | None = None
    for start, end in _lines(text):
        line = text[start:end]
        heading, bullet = HEADING.match(line), BULLET.match(line.lstrip())
        if paragraph is not None and (not line.strip() or heading or bullet):
            yield Block("paragraph", 0, *paragraph)
            paragraph = None
        if heading:
            yield Block("heading", len(heading[1]), start + heading.start(2), start + heading.end(2))
        elif bullet:
            lead = len(line) - len(line.lstrip())
            yield Block("bullet", 0, start + lead + bullet.end(), end)
        elif line.strip():
            paragraph = (paragraph[0] if paragraph else start, end)
    if paragraph is not None:
        yield Block("paragraph", 0, *paragraph)


def find(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, white space, markdown marks and kinds of quotation marks aside."""
    folded, offsets = _folded(text)
    wanted = _folded(quote)[0].strip()
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    return offsets[at], offsets[at + len(wanted) - 1] + 1


def body_start(text: str) -> int:
    """Where the text begins after the lines about it between dashes at the top."""
    if not front_matter(text):
        return 0
    match = re.search(r"^---[ \t]*$", text[3:], re.MULTILINE)
    return 0 if match is None else match.end() + 3


def _folded(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text.translate(SAME)):
        if letter in IGNORED:
            continue
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        offsets.append(offset)
    return "".join(letters), offsets


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = body_start(text)
    for line in text[start:].splitlines(keepends=True):
        yield start, start + len(line.rstrip())
        start += len(line)


def _docx(content: bytes) -> str:
    import docx

    lines: list[str] = []
    for paragraph in docx.Document(BytesIO(content)).paragraphs:
        style = paragraph.style.name if paragraph.style is not None else ""
        level = re.fullmatch(r"Heading (\d)|Title", style or "")
        marks = "#" * int(level[1] or 1) + " " if level else "- " if "List" in (style or "") else ""
        lines.append(marks + paragraph.text)
    return "\n\n".join(lines)


def _pdf(content: bytes) -> str:
    import pypdf

    return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
