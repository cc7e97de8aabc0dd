"""Finds the whole list around a sentence: its lead-in, its items and the text under an item that is only a title."""

from __future__ import annotations

import re

from knowledge.passages import Piece, Sentence

# A sentence that speaks of "this department" in its first words needs the one before.
_LEANS_BACK = re.compile(r"^(?:[\w-]+ ){0,4}(?:deze|dit|hiervan|daarvan|these|this)\b", re.I)
_POINTS_BACK = re.compile(
    r"^(?:dit|dat|deze|die|daar\w*|hier\w*|zo|zij|ze|het|hij|niet|waarbij|ook|denk|dus|kortom|maar|want|en|this|that|"
    r"these|it|they)\b",
    re.I,
)
_MARKER = re.compile(r"^(?:[•·▪◦‣■●]\s*|[-–—*o]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)")


def points_back(text: str) -> bool:
    """Whether a sentence begins by pointing at the one before ("dit", "daarom", "zij")."""
    return bool(_POINTS_BACK.search(text))


def leans_back(text: str) -> bool:
    """Whether a sentence cannot be understood without the one before."""
    return bool(_POINTS_BACK.search(text) or _LEANS_BACK.search(text))


def list_of(piece: Piece, at: int) -> tuple[Sentence, ...]:
    """The whole list around a sentence, with its lead-in; empty when the sentence is neither item nor lead-in."""
    rows = piece.sentences
    first = at
    if rows[at].kind != "item":
        if at + 1 >= len(rows) or rows[at + 1].kind != "item" or under_title(piece, at):
            return _headed_list(piece, at)
        first = at + 1
    while first > 0 and (rows[first - 1].kind == "item" or under_title(piece, first - 1)):
        first -= 1
    last = first
    while last + 1 < len(rows) and (rows[last + 1].kind == "item" or under_title(piece, last + 1)):
        last += 1
    if first > 0 and rows[first - 1].kind == "text":
        first -= 1
        if _leans_on_the_one_before(piece, first):
            first -= 1
    return rows[first : last + 1]


def _leans_on_the_one_before(piece: Piece, at: int) -> bool:
    rows = piece.sentences
    same = at > 0 and rows[at - 1].kind == "text" and rows[at - 1].block == rows[at].block
    return same and leans_back(piece.passage.text[rows[at].start : rows[at].end])


def with_its_list(piece: Piece, rows: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], bool]:
    """The rows, and when the last of them announces a list that list as well: an announcement alone says nothing.

    Also whether a list came along.
    """
    if not rows or not piece.passage.text[rows[-1].start : rows[-1].end].endswith(":"):
        return rows, False
    announced = list_of(piece, piece.sentences.index(rows[-1]))
    added = tuple(row for row in announced if row.start > rows[-1].start)
    return (*rows, *added), bool(added)


def holds_exactly(piece: Piece, at: int, count: int) -> bool:
    """Whether the list around a sentence has just that many items."""
    return sum(row.kind == "item" for row in list_of(piece, at)) == count


def under_title(piece: Piece, at: int) -> bool:
    """Whether a row is the text under an item that is only a title."""
    rows = piece.sentences
    if rows[at].kind != "text":
        return False
    before = at - 1
    while before > 0 and rows[before].kind == "text" and rows[before].block == rows[at].block:
        before -= 1
    follows = any(row.kind == "item" for row in rows[at + 1 :])
    title = rows[before].kind == "item" and rows[before].block + 1 == rows[at].block and title_item(piece, rows[before])
    return title and (follows or rows[before].block > rows[0].block)


def _headed_list(piece: Piece, at: int) -> tuple[Sentence, ...]:
    """A lead-in with the numbered headings after it, which are its items."""
    rows = piece.sentences
    if not piece.passage.text[rows[at].start : rows[at].end].endswith(":"):
        return ()
    heads = [
        row
        for row in rows[at + 1 :]
        if row.kind == "heading" and piece.passage.text[row.start : row.start + 1].isdigit()
    ]
    return (rows[at], *heads) if len(heads) > 1 else ()


def title_item(piece: Piece, row: Sentence) -> bool:
    """Whether an item is only a title; the text after it belongs to it."""
    text = piece.passage.text[row.start : row.end]
    return len(text) <= 80 and text[-1] not in ".;!?"


def without_marker(text: str) -> str:
    """An item's text without its bullet or number."""
    return _MARKER.sub("", text, count=1)
