"""Finds the headings of a document, by the format's marks or by their shape, and the sections under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.normaliser import Block, Readable

MAX_HEADING = 90
MAX_HEADING_WORDS = 13
MAX_DEPTH = 4
_NUMBER = re.compile(r"(\d{1,2})(?:\.\d{1,2})*[.)]?\s+(?=\S)")
_STARS = re.compile(r"\s*\*{1,3}\s*$")
_FOLD = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Section:
    """Consecutive blocks under one heading. `path` goes from outer to inner; `marks` are the headings as written."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    start: int
    marks: tuple[str, ...]
    joined: bool = False  # with the numbered sections that its last sentence leads in


@dataclass(frozen=True)
class _Heading:
    text: str
    level: int  # 1 chapter, 2 numbered outer, 3 plain, 4 numbered inner


def sections_of(readable: Readable, title: str = "") -> tuple[Section, ...]:
    """The sections in order; text before the first heading is a section with an empty path."""
    blocks = readable.blocks
    marked = any(block.level for block in blocks)
    is_heading = [
        bool(block.level) if marked else _has_shape(readable, blocks, index) for index, block in enumerate(blocks)
    ]
    levels = _levels(readable, blocks, is_heading, marked=marked)
    found: list[Section] = []
    stack: list[_Heading] = []
    current: list[Block] = []
    for index, block in enumerate(blocks):
        if is_heading[index]:
            if current and not is_heading[index - 1]:
                found.append(_section(stack, current, title))
                current = []
            while stack and stack[-1].level >= levels[index]:
                stack.pop()
            stack.append(_Heading(readable.text[block.start : block.end], levels[index]))
            block = Block("heading", block.start, block.end, max(1, block.level), block.page_start)
        current.append(block)
    if current:
        found.append(_section(stack, current, title))
    return tuple(found)


def _section(stack: Sequence[_Heading], blocks: list[Block], title: str) -> Section:
    texts = [heading.text for heading in stack]
    path = [clean for clean in (_STARS.sub("", text).strip() for text in texts) if clean]
    while len(path) > 1 and _folded(path[0]) in _folded(title):
        path = path[1:]
    return Section(tuple(path[-MAX_DEPTH:]), tuple(blocks), blocks[0].start, tuple(texts[-1:]))


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text.casefold()).strip()


def _has_shape(readable: Readable, blocks: Sequence[Block], index: int) -> bool:
    """Whether a block looks like a heading: a short line of its own, before text that starts afresh."""
    if index + 1 >= len(blocks):
        return False
    block, following = blocks[index], blocks[index + 1]
    text = readable.text[block.start : block.end]
    if len(text) > MAX_HEADING or text.count(" ") >= MAX_HEADING_WORDS:
        return False
    number = _NUMBER.match(text)
    if number:
        previous = blocks[index - 1] if index else None
        in_list = previous is not None and previous.kind == "item" and _is_numbered(readable, previous)
        return not in_list and following.kind != "item" and text[number.end()].isupper() and text[-1] not in ",;:"
    if block.kind == "item" or not text[0].isupper() or text[-1] in ".;,:…" or not any(map(str.isalpha, text)):
        return False
    if following.kind == "item" and len(text) > 60:
        return False  # the lead-in of a list
    opening = readable.text[following.start : following.end].split(maxsplit=1)[0]
    return not opening[0].islower() or following.kind == "item" or not opening.islower()


def _is_numbered(readable: Readable, block: Block) -> bool:
    return bool(_NUMBER.match(readable.text, block.start, block.end))


def _levels(readable: Readable, blocks: Sequence[Block], heads: Sequence[bool], *, marked: bool) -> list[int]:
    """A level for every heading.

    Numbers that run through the whole document are outer, numbers that start again are inner. Headings that follow
    each other at the top of a page are a chapter with its first section.
    """
    levels = [block.level for block in blocks]
    if marked:
        return levels
    numbered = [index for index, head in enumerate(heads) if head and _is_numbered(readable, blocks[index])]
    outer = _one_sequence(readable, blocks, numbered) and _early(heads, numbered)
    for index, head in enumerate(heads):
        if head:
            levels[index] = (2 if outer else 4) if index in set(numbered) else 3
    index = 0
    while index < len(blocks):
        stop = index
        while stop < len(blocks) and heads[stop]:
            stop += 1
        plain = index not in numbered
        if stop - index >= 2 and plain and (blocks[index].page_start or index == 0):
            for offset in range(index, stop - 1):
                levels[offset] = 1 if offset == index else 2
        index = max(stop, index + 1)
    return levels


def _one_sequence(readable: Readable, blocks: Sequence[Block], numbered: Sequence[int]) -> bool:
    values: list[int] = []
    for index in numbered:
        match = _NUMBER.match(readable.text, blocks[index].start, blocks[index].end)
        if match:
            values.append(int(match.group(1)))
    return len(values) > 1 and all(a < b for a, b in pairwise(values))


def _early(heads: Sequence[bool], numbered: Sequence[int]) -> bool:
    """Whether the numbers start with the first or second heading of the document."""
    first = [index for index, head in enumerate(heads) if head][:2]
    return bool(numbered) and numbered[0] in first
