"""A document as the knowledge base takes it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading that the file format itself marks (docx style, markdown #), at an offset in the document's text."""

    level: int  # 1 is the outermost
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """The raw text of a document with what is known about it. Quotes are verified against `text`.

    `headings` is empty for formats without structure (txt, most pdf); passages.py then finds headings itself.
    """

    id: str
    title: str
    organisation: str
    text: str
    url: str
    headings: tuple[Heading, ...] = ()
    restates: str = ""  # title of the official document that this one says again in plain words
