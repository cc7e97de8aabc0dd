"""Documents that restate an official document in other words: found by it, quoted only when it is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.document import Document
from knowledge.passages import Piece
from knowledge.words import fold, words

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([a-z_]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_OPEN, _CLOSE = "<!--", "-->"
_HEADING = re.compile(r"^#{1,6}[ \t]+.*$", re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\r\n]")
MAX_FRONT = 4000  # characters of front matter


@dataclass(frozen=True)
class Restatement:
    """What restates what: the sections' texts by the folded heading of the official section."""

    key: tuple[str, str]  # municipality and folded title of the official document
    sections: tuple[tuple[str, str], ...]
    opening: int  # where the first of them begins; what is before it is about the restatement itself

    @staticmethod
    def key_of(document: Document) -> tuple[str, str]:
        """The key under which an official document's restatements are found."""
        return (document.organisation, _folded(document.title))


def restatement_of(document: Document) -> Restatement | None:
    """The restatement that a document is, or None when its front matter does not say `restates:`."""
    title = document.restates or front_matter(document.text).get("restates", "")
    if not title:
        return None
    sections: list[tuple[str, str]] = []
    opening = 0
    marks = [
        (start, end, note.removeprefix("official:"))
        for start, end in comments(document.text)
        if (note := document.text[start + len(_OPEN) : end - len(_CLOSE)].strip()).startswith("official:")
    ]
    for number, (opened, closed, heading) in enumerate(marks):
        start = _heading_before(document.text, opened, marks[number - 1][1] if number else 0)
        opening = opening if number else start
        end = len(document.text)
        if number + 1 < len(marks):
            end = _heading_before(document.text, marks[number + 1][0], closed)
        sections.append((_folded(heading.strip()), visible(document.text[start:end])))
    return Restatement((document.organisation, _folded(title)), tuple(sections), opening)


def front_matter(text: str) -> dict[str, str]:
    """The fields of the front matter, without quotation marks around a value; empty when there is none."""
    found = _FRONT.match(text[:MAX_FRONT])
    return {key: value.strip("\"'") for key, value in _FIELD.findall(found.group(1))} if found else {}


def visible(text: str) -> str:
    """The text with front matter and comments blanked out; offsets stay what they are."""
    front = _FRONT.match(text[:MAX_FRONT])
    if front:
        text = _blank(front.group()) + text[front.end() :]
    parts: list[str] = []
    done = 0
    for start, end in comments(text):
        parts += (text[done:start], _blank(text[start:end]))
        done = end
    return "".join((*parts, text[done:]))


def comments(text: str) -> list[tuple[int, int]]:
    """Where the comments are. Found without a regular expression: one would search to the end for each open one."""
    found: list[tuple[int, int]] = []
    start = text.find(_OPEN)
    while start >= 0:
        end = text.find(_CLOSE, start + len(_OPEN))
        if end < 0:
            break
        found.append((start, end + len(_CLOSE)))
        start = text.find(_OPEN, end)
    return found


def expansions_for(pieces: Sequence[Piece], restatements: Sequence[Restatement]) -> list[str]:
    """For every passage the sections that restate it, or ''.

    Of a section that is cut into several passages each gets the paragraphs that share most words with it.
    """
    by_heading: dict[str, list[str]] = {}
    for restatement in restatements:
        for heading, text in restatement.sections:
            by_heading.setdefault(heading, []).append(text)
    expansions = [""] * len(pieces)
    if not by_heading:
        return expansions
    groups: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        for heading in reversed(piece.headings):
            if _folded(heading) in by_heading:
                groups.setdefault(_folded(heading), []).append(number)
                break
    for heading, numbers in groups.items():
        for paragraph in (part for text in by_heading[heading] for part in re.split(r"\n\s*\n", text)):
            for number in _closest(paragraph, numbers, pieces):
                expansions[number] += paragraph.strip() + "\n"
    return expansions


def _closest(paragraph: str, numbers: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
    """The passages that a paragraph is about: all when it is a heading or shares nothing, else the nearest."""
    if len(numbers) == 1:
        return list(numbers)
    said = {word.stem for word in words(paragraph) if len(word.folded) > 3}
    shared = [len(said & {word.stem for word in words(pieces[number].passage.text)}) for number in numbers]
    best = max(shared)
    if best < 3:
        return list(numbers)
    return [number for number, count in zip(numbers, shared, strict=True) if count >= 0.9 * best]


def _heading_before(text: str, at: int, floor: int) -> int:
    starts = [found.start() for found in _HEADING.finditer(text, floor, at)]
    return starts[-1] if starts else at


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(re.sub(r"^\s*\d+[.)]?\s+", "", fold(text))))


def _blank(text: str) -> str:
    return _NOT_LINE_END.sub(" ", text)
