"""Cuts a document into passages that follow its headings, each with its place in the raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.answer import Passage
from knowledge.document import Document
from knowledge.normaliser import Block, Readable, normalise
from knowledge.sections import Section, sections_of
from knowledge.sentences import sentences

MAX_WORDS = 180  # a passage ends at the paragraph that takes it past this
MAX_UNIT_WORDS = 320  # a list is kept with its lead-in up to this length
_EXPLAINED = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
_MARKED_HEADING = re.compile(r"\s*(\*{1,3})\s*$")
_EDGE = re.compile(r"[A-Za-zÀ-ÿ0-9]")

Kind = Literal["heading", "text", "item"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or heading: offsets in the passage's text and in the document's raw text.

    `block` numbers the paragraph or item within the passage. `whole` is False when something other than white space
    (a page number, a footnote) was taken out of it, so that the raw text differs from what is read.
    """

    kind: Kind
    block: int
    start: int
    end: int
    raw_start: int
    raw_end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with its sentences and the attribution that goes with it."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    headings: tuple[str, ...]  # from outer to inner
    note: str = ""


def pieces_of(document: Document, raw: str | None = None) -> tuple[Piece, ...]:
    """The passages of a document, footnotes last. `raw` replaces the text with one of the same length."""
    text = document.text if raw is None else raw
    marked = tuple((heading.start, heading.end, heading.level) for heading in document.headings)
    readable = normalise(text, marked)
    sections = _with_lead_ins(readable, sections_of(readable, document.title))
    explained = _explanations(text, readable)
    cutter = _Cutter(document, text)
    for section in sections:
        note = _attribution(section, explained)
        for blocks in _chunks(readable, section):
            cutter.add(readable, blocks, section.path, note)
    for start, end in readable.notes:
        footnote = normalise(text, first=start, last=end)
        at = [section for section in sections if readable.raw_offset(section.start) <= start]
        path = at[-1].path if at else ()
        if footnote.blocks:
            cutter.add(footnote, footnote.blocks, path, "", fragments=True)
    return tuple(cutter.pieces)


def _with_lead_ins(readable: Readable, sections: Sequence[Section]) -> list[Section]:
    """Join numbered sections to the one before that ends in a colon: together they are a list with its lead-in."""
    joined: list[Section] = []
    leading = False
    for section in sections:
        opening = readable.text[section.blocks[0].start : section.blocks[0].end]
        numbered = section.blocks[0].kind == "heading" and bool(re.match(r"\d{1,2}[.)]?\s", opening))
        if joined and leading and numbered:
            last = joined[-1]
            both = (*last.blocks, *section.blocks)
            if _words(readable, both) <= MAX_UNIT_WORDS:
                joined[-1] = Section(last.path, both, last.start, last.marks, joined=True)
                continue
        leading = readable.text[section.blocks[-1].start : section.blocks[-1].end].endswith(":")
        joined.append(section)
    return joined


class _Cutter:
    """Makes pieces out of blocks."""

    def __init__(self, document: Document, raw: str) -> None:
        self._document = document
        self._raw = raw
        self.pieces: list[Piece] = []

    def add(
        self, readable: Readable, blocks: Sequence[Block], path: tuple[str, ...], note: str, *, fragments: bool = False
    ) -> None:
        """One passage of consecutive blocks. `fragments`: pieces too short for a sentence go with the one before."""
        start, end = blocks[0].start, blocks[-1].end
        found: list[Sentence] = []
        for number, block in enumerate(blocks):
            kind: Kind = "text" if block.kind == "paragraph" else block.kind
            spans = [(block.start, block.end)] if kind != "text" else sentences(readable.text, block.start, block.end)
            for first, last in _whole(readable.text, spans) if fragments else spans:
                found.append(self._sentence(readable, kind, number, first, last, start))
        passage = Passage(
            document=self._document.id,
            title=self._document.title,
            organisation=self._document.organisation,
            section=" > ".join(path) or self._document.title,
            text=readable.text[start:end],
            start=readable.raw_offset(start),
            end=readable.raw_offset(end - 1) + 1,
            url=self._document.url,
        )
        self.pieces.append(Piece(passage, tuple(found), path, note))

    def _sentence(self, readable: Readable, kind: Kind, block: int, first: int, last: int, base: int) -> Sentence:
        raw_start, raw_end = readable.raw_offset(first), readable.raw_offset(last - 1) + 1
        whole = _joined(readable.text[first:last]) == _joined(self._raw[raw_start:raw_end])
        return Sentence(kind, block, first - base, last - base, raw_start, raw_end, whole)


def _joined(text: str) -> str:
    """A text without white space, which differs where a line was broken after a hyphen."""
    return "".join(text.split())


def _whole(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, with pieces of one or two words joined to the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and len(text[start:end].split()) < 3:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _chunks(readable: Readable, section: Section) -> list[list[Block]]:
    """The blocks of a section in passages: whole when short, else cut between paragraphs, lists kept together."""
    units = _units(readable, section.blocks)
    chunks: list[list[Block]] = []
    words = 0
    for unit in units:
        size = _words(readable, unit)
        opened = bool(chunks) and any(block.kind != "heading" for block in chunks[-1])
        if not chunks or (opened and words + size > MAX_WORDS and not section.joined):
            chunks.append([])
            words = 0
        chunks[-1].extend(unit)
        words += size
    return chunks


def _units(readable: Readable, blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that belong together: a list with its lead-in, a heading with what follows it."""
    units: list[list[Block]] = []
    for block in blocks:
        last = units[-1] if units else None
        if last is None or _words(readable, last) > MAX_UNIT_WORDS:
            units.append([block])
            continue
        before = last[-1]
        leads = readable.text[before.start : before.end].endswith(":") or before.kind == "heading"
        if leads or block.kind == "item" or (before.kind == "item" and _short_item(readable, before)):
            last.append(block)
        else:
            units.append([block])
    return units


def _short_item(readable: Readable, block: Block) -> bool:
    """An item that is only a title; the paragraph after it belongs to it."""
    text = readable.text[block.start : block.end]
    return len(text) <= 80 and text[-1] not in ".;!?"


def _words(readable: Readable, blocks: Sequence[Block]) -> int:
    return sum(readable.text.count(" ", block.start, block.end) + 1 for block in blocks)


def _explanations(raw: str, readable: Readable) -> dict[str, str]:
    """What the document says of sections marked * to ***: the sentence that names the mark."""
    places = [normalise(raw, first=start, last=end).text for start, end in readable.notes]
    places += [readable.text[block.start : block.end] for block in readable.blocks if block.kind == "paragraph"]
    found: dict[str, str] = {}
    for place in places:
        if "*" not in place:
            continue
        for start, end in sentences(place):
            sentence = place[start:end]
            mark = _EXPLAINED.search(sentence)
            if mark and _EDGE.search(sentence[mark.end() :]) and len(sentence) > 30:
                found.setdefault(mark.group(), re.sub(r"^\d{1,2}\s+", "", sentence))
    return found


def _attribution(section: Section, explained: dict[str, str]) -> str:
    for heading in section.marks:
        mark = _MARKED_HEADING.search(heading)
        if mark and mark.group(1) in explained:
            return explained[mark.group(1)]
    return ""
