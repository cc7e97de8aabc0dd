"""What the knowledge base says in answer to a question: passages, citations and one of three outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Outcome(StrEnum):
    """The three honest outcomes of a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"  # these passages come closest
    REFUSED = "refused"  # the documents do not say


@dataclass(frozen=True)
class PreviousTurn:
    """One earlier line of the conversation, oldest first, that a follow-up question may lean on."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True)
class Question:
    """A question to the documents. `organisation` is the asker's municipality; `language` None means: find out."""

    text: str
    organisation: str
    language: Literal["nl", "en"] | None = None
    history: tuple[PreviousTurn, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A piece of one document under one heading. `start` and `end` are offsets in the document's own raw text."""

    document: str  # the id of the document
    title: str
    organisation: str
    section: str  # headings from outer to inner, joined by " > "
    text: str  # readable: normalised, footnotes and page numbers taken out
    start: int
    end: int
    url: str  # opens the document in the municipality's library


@dataclass(frozen=True)
class ScoredPassage:
    """A passage with how well it fits the question; the best comes first."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Citation:
    """A numbered source. `quote` is found, character for character after white-space folding, in the document."""

    number: int
    document: str
    title: str
    section: str
    quote: str
    url: str
    passage: str  # the passage around the quote, readable
    note: str = ""  # an attribution that belongs to the passage, such as another municipality's authorship


@dataclass(frozen=True)
class Answer:
    """The outcome. `text` is markdown with [1] markers that point at `citations`; empty when refused."""

    outcome: Outcome
    language: Literal["nl", "en"]
    text: str
    citations: tuple[Citation, ...]
    passages: tuple[ScoredPassage, ...]  # the ten best, whatever the outcome
    next_questions: tuple[str, ...] = ()
