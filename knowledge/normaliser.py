"""Turns a document's raw text into readable paragraphs and keeps, for every character, where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge import layout
from knowledge.layout import Line

Kind = Literal["heading", "paragraph", "item"]
_WHITE = re.compile(r"\s+")
_UNEVEN = re.compile(r"[^\S ]|\s\s")


@dataclass(frozen=True)
class Block:
    """A paragraph, list item or heading: offsets in the readable text. `level` is 0 unless the format marked it."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    page_start: bool = False  # the first line after what looks like a page break


@dataclass(frozen=True)
class Run:
    """A stretch of readable text that is copied unchanged from the raw text."""

    start: int
    raw: int
    length: int


@dataclass(frozen=True)
class Readable:
    """Readable text, its blocks, and the map to the raw text. `notes` are raw (start, end) of footnotes lifted out.

    Blocks are parted by an empty line, marked items of one list by a line end. Every character that is not white
    space is the same character in the raw text, and the order is kept.
    """

    text: str
    runs: tuple[Run, ...]
    blocks: tuple[Block, ...]
    notes: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]  # the readable start of every run, for the search in `raw_offset`

    def raw_offset(self, position: int) -> int:
        """The raw offset of a readable offset; white space that was added maps to the end of what precedes it."""
        at = bisect_right(self.starts, position) - 1
        if at < 0:
            return 0
        run = self.runs[at]
        return run.raw + min(position - run.start, run.length)


def normalise(
    raw: str, headings: Sequence[tuple[int, int, int]] = (), *, first: int = 0, last: int | None = None
) -> Readable:
    """Readable text of `raw[first:last]`. `headings` are (start, end, level) that the format itself marks.

    Takes time in proportion to the length of the text. Raises nothing on any text.
    """
    lines = layout.lines_of(raw, first, len(raw) if last is None else last)
    layout.mark_headings(lines, raw, headings)
    page = layout.measure(lines, raw)
    notes = layout.lift_footnotes(lines, raw, page)
    layout.drop_page_numbers(lines, raw)
    writer = _Writer(raw, layout.markers_of(notes))
    words = layout.hyphen_words(lines, raw)
    for group in layout.group(lines, raw, page):
        writer.block(group, words)
    return writer.finish(tuple((note.start, note.end) for note in notes))


class _Writer:
    """Collects the pieces of the readable text together with where each came from."""

    def __init__(self, raw: str, markers: frozenset[int]) -> None:
        self._raw = raw
        self._markers = markers  # raw offsets of footnote digits glued to a word
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._length = 0

    def block(self, group: layout.Group, words: frozenset[str]) -> None:
        """Write one block, its lines joined."""
        marked = group.marked and bool(self._blocks) and self._blocks[-1].kind == "item" and group.follows_marked
        before = self._length
        if self._length:
            self._add("\n" if marked else "\n\n")
        start = self._length
        lines = group.lines
        for index, line in enumerate(lines):
            end = line.end
            glue = " "
            if index + 1 < len(lines):
                end, glue = self._seam(line, lines[index + 1], words)
            self._line(line.start, end)
            if index + 1 < len(lines):
                self._add(glue)
        if self._length == start:
            self._cut(before)
            return
        self._blocks.append(Block(group.kind, start, self._length, group.level, lines[0].page_start))

    def finish(self, notes: tuple[tuple[int, int], ...]) -> Readable:
        """Everything written."""
        runs = tuple(self._runs)
        return Readable("".join(self._pieces), runs, tuple(self._blocks), notes, tuple(run.start for run in runs))

    def _seam(self, line: Line, following: Line, words: frozenset[str]) -> tuple[int, str]:
        """Where a line ends and what joins it to the next: hyphenation is undone only when that makes a known word."""
        if self._raw[line.end - 1] != "-" or line.end - line.start < 2 or not self._raw[line.end - 2].isalpha():
            return line.end, " "
        head = layout.last_word(self._raw, line.start, line.end - 1)
        tail = layout.first_word(self._raw, following.start, following.end)
        if (head + tail).casefold() in words:
            return line.end - 1, ""
        return line.end, " " if tail.casefold() in layout.AFTER_OPEN_HYPHEN or not tail else ""

    def _line(self, start: int, end: int) -> None:
        position = start
        for digit in sorted(marker for marker in self._markers if start <= marker < end):
            self._words(position, digit)
            position = digit
            while position < end and self._raw[position].isdigit():
                position += 1
        self._words(position, end)

    def _words(self, start: int, end: int) -> None:
        if not _UNEVEN.search(self._raw, start, end):
            self._copy(start, end)
            return
        position = start
        for gap in _WHITE.finditer(self._raw, start, end):
            self._copy(position, gap.start())
            self._copy_space(gap.start())
            position = gap.end()
        self._copy(position, end)

    def _copy(self, start: int, end: int) -> None:
        if end <= start:
            return
        last = self._runs[-1] if self._runs else None
        if last and last.raw + last.length == start and last.start + last.length == self._length:
            self._runs[-1] = Run(last.start, last.raw, last.length + end - start)
        else:
            self._runs.append(Run(self._length, start, end - start))
        self._pieces.append(self._raw[start:end])
        self._length += end - start

    def _copy_space(self, at: int) -> None:
        if self._raw[at] == " ":
            self._copy(at, at + 1)
        else:
            self._add(" ")

    def _add(self, white: str) -> None:
        if white:
            self._pieces.append(white)
            self._length += len(white)

    def _cut(self, length: int) -> None:
        if self._length > length:
            self._pieces.pop()
            self._length = length
