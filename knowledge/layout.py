"""Reads the layout of plain text: wrapped lines, page breaks, page numbers, footnotes, lists and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from knowledge.wordlists import wordlist

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
MARKER = re.compile(r"(?:[•·▪◦‣■●]\s*|(?:[-–—*o]|\(?\d{1,2}[.)]|\(?[a-z][.)])(?:\s+|$))(?=\S|$)")
_BARE = re.compile(MARKER.pattern + r"$")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_A-Z]{4})(\d{1,2})(?!\w)")
_NOTE_LINE = re.compile(r"(\d{1,2})\s+(?=[^\W\d_‘'“\"])")
_WORD = re.compile(r"[^\W\d_]+")
_TERMINAL = re.compile(r"[.!?;:…][\"'”’»)\]]*$")
_HASH = re.compile(r"(#{1,6})[ \t]+(?=\S)")
AFTER_OPEN_HYPHEN = frozenset({"en", "of", "als", "noch", "and", "or"})
# A line that ends in one of these words goes on in the next.
OPEN_WORDS = wordlist("line_goes_on")
MAX_NOTE_LINES = 8


@dataclass
class Line:
    """A line of raw text without its outer white space, and what was found out about it."""

    start: int
    end: int
    indent: int
    blanks: int  # empty lines before it
    level: int = 0  # of a heading that the format marks
    page_start: bool = False
    joined: bool = False  # something between this line and the one before it was lifted out


@dataclass(frozen=True)
class Note:
    """A footnote: where its text stands and where its digit is glued to a word."""

    start: int
    end: int
    mark: int


@dataclass(frozen=True)
class Page:
    """How the lines are set: their usual width (0: a paragraph is a line) and whether they are double-spaced."""

    width: float
    double: bool


@dataclass
class Group:
    """The lines that make up one block."""

    lines: list[Line]
    kind: Literal["heading", "paragraph", "item"] = "paragraph"
    marked: bool = False
    follows_marked: bool = False
    level: int = 0


def lines_of(raw: str, first: int, last: int) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    blanks, feed = 0, False
    position = first
    while position < last:
        found = _LINE.match(raw, position, last)
        end = found.end() if found else position
        text = raw[position:end]
        if text.strip():
            indent = len(text) - len(text.lstrip())
            start = position + indent
            lines.append(Line(start, position + len(text.rstrip()), indent, blanks, page_start=feed or indent == 1))
            blanks, feed = 0, False
        else:
            blanks += 1
        break_ = _BREAK.match(raw, end, last)
        feed = feed or bool(break_ and break_.group() == "\x0c")
        position = break_.end() if break_ else max(end, position + 1)
    return lines


def mark_headings(lines: list[Line], raw: str, headings: Sequence[tuple[int, int, int]]) -> None:
    """Give the lines that the format marks as headings their level; markdown marks its own with #."""
    remaining = sorted(headings)
    at = 0
    for line in lines:
        while at < len(remaining) and remaining[at][1] <= line.start:
            at += 1
        if at < len(remaining) and remaining[at][0] < line.end:
            line.level = max(1, remaining[at][2])
        hashes = _HASH.match(raw, line.start, line.end)
        if hashes:
            line.level = line.level or len(hashes.group(1))
            line.start = hashes.end()


def lift_footnotes(lines: list[Line], raw: str, page: Page) -> list[Note]:
    """Take the footnotes out of `lines`: a line that starts with a number glued to the end of an earlier word."""
    notes: list[Note] = []
    open_marks: dict[str, int] = {}
    keep: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        found = _NOTE_LINE.match(raw, line.start, line.end)
        if found and not line.level and found.group(1) in open_marks:
            stop = _note_end(lines, index, raw, 1 if page.double else 0)
            notes.append(Note(line.start, lines[stop - 1].end, open_marks.pop(found.group(1))))
            if stop < len(lines):
                lines[stop].joined = True
            index = stop
            continue
        for mark in _NOTE_MARK.finditer(raw, line.start, line.end):
            open_marks.setdefault(mark.group(1), mark.start())
        keep.append(line)
        index += 1
    lines[:] = keep
    return notes


def _note_end(lines: list[Line], first: int, raw: str, blanks: int) -> int:
    """The index after the last line of the footnote that starts at `first`."""
    stop = first + 1
    while stop < len(lines) and stop - first < MAX_NOTE_LINES:
        line = lines[stop]
        text = raw[line.start : line.end]
        if (
            line.page_start
            or line.indent
            or line.blanks > blanks
            or text.isdigit()
            or _NOTE_LINE.match(text)
            or line.level
        ):
            break
        stop += 1
    return stop


def markers_of(notes: Sequence[Note]) -> frozenset[int]:
    """Where the digits of the lifted footnotes are glued to words."""
    return frozenset(note.mark for note in notes)


def drop_page_numbers(lines: list[Line], raw: str) -> None:
    """Take lone page numbers out of running sentences: a number by itself before a line that goes on in lower case."""
    keep: list[Line] = []
    for line in reversed(lines):
        text = raw[line.start : line.end]
        following = keep[-1] if keep else None
        runs_on = following is not None and raw[following.start].islower()
        if following and runs_on and text.isdecimal() and len(text) <= 3 and not line.level:
            following.joined = True
            continue
        keep.append(line)
    lines[:] = keep[::-1]


def measure(lines: Sequence[Line], raw: str) -> Page:
    """The usual line width and the spacing. Double-spaced text parts its paragraphs by two empty lines or more."""
    if len(lines) < 4:
        return Page(0, False)
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    wrapped = width <= 130 and lengths[-1] <= 200
    pairs = [(a, b) for a, b in pairwise(lines) if b.blanks == 1]
    running = sum(raw[b.start].islower() and not _ends(raw, a) for a, b in pairs)
    roomy = any(line.blanks > 1 for line in lines)
    return Page(width if wrapped else 0, wrapped and roomy and running >= max(2, 0.25 * len(pairs)))


def group(lines: Sequence[Line], raw: str, page: Page) -> list[Group]:
    """The blocks, in order. A list whose bullets were lost opens after a colon and lasts while lines are indented."""
    groups: list[Group] = []
    for index, line in enumerate(lines):
        last = groups[-1] if groups else None
        alone = _stands_alone(raw, line, lines[index + 1] if index + 1 < len(lines) else None, page)
        marked = bool(MARKER.match(raw, line.start, line.end))
        lost = not marked and not line.level and _lost_bullet(raw, last, line)
        if last and not line.level and not marked and not lost and _joins(raw, last, line, page, alone=alone):
            last.lines.append(line)
            continue
        kind = "heading" if line.level else "item" if marked or lost else "paragraph"
        groups.append(Group([line], kind, marked, bool(last and last.marked), line.level))
    return groups


def _lost_bullet(raw: str, last: Group | None, line: Line) -> bool:
    if last is None or not line.indent or _runs_on(raw, last, line):
        return False
    return line.indent > 1 or (last.kind == "item" and not last.marked) or raw[last.lines[-1].end - 1] == ":"


def _stands_alone(raw: str, line: Line, following: Line | None, page: Page) -> bool:
    """Whether a line has the shape of a heading: short, no end of a sentence, before a line that starts afresh."""
    text = raw[line.start : line.end]
    if following is None or not text[0].isupper() or len(text) > page.width * 0.6:
        return False
    if _ends(raw, line) or text[-1] in ",-–&/" or last_word(raw, line.start, line.end).casefold() in OPEN_WORDS:
        return False
    return not raw[following.start].islower() and not raw[following.start].isdigit()


def _runs_on(raw: str, last: Group | None, line: Line) -> bool:
    return last is not None and not _ends(raw, last.lines[-1]) and raw[line.start].islower()


def _joins(raw: str, last: Group, line: Line, page: Page, *, alone: bool) -> bool:
    """Whether `line` goes on with the block before it."""
    before = last.lines[-1]
    if last.level:
        return False
    if last.marked and len(last.lines) == 1 and _BARE.match(raw, before.start, before.end):
        return True  # a bullet on a line of its own
    ended = _ends(raw, before)
    lower = raw[line.start].islower()
    if line.joined and not ended and lower:
        return True
    broken_item = last.kind == "item" and lower and not ended
    if broken_item:
        return True
    if line.blanks > (1 if page.double else 0):
        return False
    if lower and not ended:
        return bool(page.width)
    if not page.width or (alone and (ended or raw[before.end - 1] == ")")):
        return False
    length = before.end - before.start
    fits = length + 1 + len(raw[line.start : line.end].split(maxsplit=1)[0]) <= page.width * 0.88
    if ended:
        return not fits and not (line.page_start and not lower)
    final = last_word(raw, before.start, before.end).casefold()
    if raw[before.end - 1] in ",-–&/" or final in OPEN_WORDS:
        return True
    return lower or length >= page.width * 0.72


def _ends(raw: str, line: Line) -> bool:
    return bool(_TERMINAL.search(raw[max(line.start, line.end - 6) : line.end]))


def hyphen_words(lines: Sequence[Line], raw: str) -> frozenset[str]:
    """The words of the text that a word broken at a line end may turn out to be."""
    if not any(raw[line.end - 1] == "-" for line in lines):
        return frozenset()
    return frozenset(
        word.group().casefold()
        for line in lines
        for word in _WORD.finditer(raw, line.start, line.end)
        if len(word.group()) > 4
    )


def last_word(raw: str, start: int, end: int) -> str:
    """The letters that the text between `start` and `end` ends in."""
    at = end
    while at > start and raw[at - 1].isalpha():
        at -= 1
    return raw[at:end]


def first_word(raw: str, start: int, end: int) -> str:
    """The letters that the text between `start` and `end` begins with."""
    at = start
    while at < end and raw[at].isalpha():
        at += 1
    return raw[start:at]
