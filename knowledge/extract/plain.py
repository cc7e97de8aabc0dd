"""Plain text and markdown: the encoding, the front matter and the headings."""

from __future__ import annotations

import codecs
import re

from knowledge.document import Heading
from knowledge.extract.outcome import Extracted, Problem, checked

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
BINARY_SHARE = 0.05  # more control characters than this and it is no text
LONGEST_FRONT_MATTER = 200  # lines
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DEEPEST = 6  # levels of headings in markdown


def read_text(data: bytes) -> Extracted | Problem:
    """The text of a .txt file."""
    text = _decoded(data)
    return Problem("damaged") if text is None else checked(Extracted(text))


def read_markdown(data: bytes) -> Extracted | Problem:
    """The text of a .md file, raw, without its front matter, and its headings (lines that start with #)."""
    text = _decoded(data)
    if text is None:
        return Problem("damaged")
    properties, text = _front_matter(text)
    found = Extracted(text, _headings(text), properties.get("title", ""), properties.get("restates", ""))
    return checked(found)


def _decoded(data: bytes) -> str | None:
    """The text in whichever encoding makes sense of it, with \\n for every line end; None when it is no text."""
    text = _in_its_encoding(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(CONTROLS.findall(text)) > BINARY_SHARE * len(text):
        return None
    return CONTROLS.sub("", text)


def _in_its_encoding(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    guess = _utf16_without_mark(data)
    if guess is not None:
        return data.decode(guess, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _utf16_without_mark(data: bytes) -> str | None:
    """In UTF-16 every other byte of western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two lines of dashes at the start, and the text after them."""
    lines = text.split("\n", LONGEST_FRONT_MATTER + 2)
    if lines[0].rstrip() != "---":
        return {}, text
    properties: dict[str, str] = {}
    for number, line in enumerate(lines[1:-1] if len(lines) > LONGEST_FRONT_MATTER else lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return properties, "\n".join(lines[number + 1 :])
        key, colon, value = line.partition(":")
        if colon and not key.startswith((" ", "\t", "#")):
            properties[key.strip().lower()] = _unquoted(value.strip())
    return {}, text


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _headings(text: str) -> tuple[Heading, ...]:
    """Where the words of each heading are; lines inside a code block are none."""
    headings: list[Heading] = []
    fence, start = "", 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\n")
        mark = FENCE.match(bare)
        if mark is not None:
            if not fence:
                fence = mark[1]
            elif mark[1][0] == fence[0] and len(mark[1]) >= len(fence):
                fence = ""
        elif not fence:
            level, first, last = _heading(bare)
            if level and first < last:
                headings.append(Heading(level, start + first, start + last))
        start += len(line)
    return tuple(headings)


def _heading(line: str) -> tuple[int, int, int]:
    """The level (0: no heading) and where the words start and end in a line. Written without a regular expression:
    on a line of a million spaces one would never end.
    """
    marks = line.lstrip(" ")
    level = len(marks) - len(marks.lstrip("#"))
    if not 0 < level <= DEEPEST or len(line) - len(marks) > 3:
        return 0, 0, 0
    words = marks[level:]
    if words and words[0] not in " \t":
        return 0, 0, 0
    closed = words.rstrip(" \t")
    bare = closed.rstrip("#")
    if len(bare) < len(closed) and (not bare or bare[-1] in " \t"):
        closed = bare.rstrip(" \t")
    first = len(line) - len(words) + len(words) - len(words.lstrip(" \t"))
    return level, first, len(line) - len(words) + len(closed)
