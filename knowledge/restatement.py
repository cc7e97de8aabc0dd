"""Documents that restate an official document in other words: found by it, quoted only when it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from knowledge.document import Document
from knowledge.words import fold, words

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([a-z_]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_OPEN, _CLOSE = "<!--", "-->"
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\r\n]")
_KINDS = ("official", "english", "words", "questions")
MAX_FRONT = 4000  # characters of front matter
MAX_NOTE = 20_000  # characters of one comment that are read
MAX_LINES = 60  # lines of one comment with words or questions
MAX_LINE = 400  # characters of such a line
Kind = Literal["official", "english", "words", "questions"]


@dataclass(frozen=True)
class RestatedSection:
    """A section of a restatement, with what its comments add to find it by."""

    heading: str
    official: str  # heading of the section of the official document that it restates
    text: str  # what is read: markdown without the heading
    english_heading: str
    english: str  # the same in English, markdown
    words: tuple[str, ...]  # each "term: other words, comma separated"
    questions: tuple[str, ...]  # that the section answers, in Dutch or English
    start: int  # offsets in the restatement's own text
    end: int

    @property
    def key(self) -> str:
        """The official heading as headings are compared."""
        return folded_heading(self.official)


@dataclass(frozen=True)
class Restatement:
    """What restates what."""

    key: tuple[str, str]  # municipality and folded title of the official document
    sections: tuple[RestatedSection, ...]
    opening: int  # where the first of them begins; what is before it is about the restatement itself
    document: str = ""  # the id of the restatement
    official: str = ""  # the title of the official document

    @staticmethod
    def key_of(document: Document) -> tuple[str, str]:
        """The key under which an official document's restatements are found."""
        return (document.organisation, folded_heading(document.title))


@dataclass(frozen=True)
class _Note:
    kind: Kind
    body: str
    start: int
    end: int


def restatement_of(document: Document) -> Restatement | None:
    """The restatement that a document is, or None when its front matter does not say `restates:`."""
    title = document.restates or front_matter(document.text).get("restates", "")
    if not title:
        return None
    notes = _notes(document.text)
    marks = [note for note in notes if note.kind == "official"]
    starts = [
        _heading_before(document.text, mark.start, marks[number - 1].end if number else 0)
        for number, mark in enumerate(marks)
    ]
    shown = visible(document.text)
    sections: list[RestatedSection] = []
    waiting = iter([note for note in notes if note.kind != "official"])
    note = next(waiting, None)
    for mark, start, end in zip(marks, starts, [*starts, len(document.text)][1:], strict=True):
        own: list[_Note] = []
        while note is not None and note.start < end:
            own.append(note)
            note = next(waiting, None)
        sections.append(_section(shown, mark, own, start, end))
    key = (document.organisation, folded_heading(title))
    return Restatement(key, tuple(sections), starts[0] if starts else 0, document.id, title)


def _section(shown: str, mark: _Note, notes: Iterable[_Note], start: int, end: int) -> RestatedSection:
    text = shown[start:end]
    found = _HEADING.match(text)
    by_kind: dict[Kind, list[str]] = {"english": [], "words": [], "questions": []}
    for note in notes:
        if note.start >= start:
            by_kind[note.kind].append(note.body)
    english_heading, _, english = "\n\n".join(by_kind["english"]).partition("\n")
    return RestatedSection(
        heading=found.group(1).strip() if found else "",
        official=mark.body,
        text=_tidy(text[found.end() :] if found else text),
        english_heading=english_heading.strip().lstrip("#").strip(),
        english=_tidy(english),
        words=_lines(by_kind["words"]),
        questions=_lines(by_kind["questions"]),
        start=start,
        end=end,
    )


def _notes(text: str) -> list[_Note]:
    """The comments that say something about a section, in order."""
    found: list[_Note] = []
    for start, end in comments(text):
        inner = text[start + len(_OPEN) : min(end - len(_CLOSE), start + MAX_NOTE)]
        kind, colon, body = inner.partition(":")
        if colon and kind.strip() in _KINDS:
            found.append(_Note(cast("Kind", kind.strip()), body.strip(), start, end))
    return found


def _lines(bodies: Iterable[str]) -> tuple[str, ...]:
    lines = [line.strip().lstrip("-*").strip()[:MAX_LINE] for body in bodies for line in body.splitlines()[:MAX_LINES]]
    return tuple(dict.fromkeys(line for line in lines if line))


def _tidy(text: str) -> str:
    """The lines without white space at their ends, and never more than one empty line together."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()


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


def folded_heading(text: str) -> str:
    """A heading as headings are compared: without its number, case, accents and white space."""
    return " ".join(word.folded for word in words(re.sub(r"^\s*\d{1,6}[.)]?\s+", "", fold(text[:MAX_LINE]))))


def _heading_before(text: str, at: int, floor: int) -> int:
    starts = [found.start() for found in _HEADING.finditer(text, floor, at)]
    return starts[-1] if starts else at


def _blank(text: str) -> str:
    return _NOT_LINE_END.sub(" ", text)
