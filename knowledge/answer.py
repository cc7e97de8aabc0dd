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
    vector: tuple[float, ...] | None = None  # its embedding, where an endpoint makes them


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


class Aspect(StrEnum):
    """What the asker should know beside the answer, found by comparing the question with the passages."""

    NUMBER = "number"  # the question counts `asked`, the documents `found`
    DATE = "date"  # the question places it at `asked`, the documents at `found`
    NAME = "name"  # the question names `asked`, the documents `found` (empty: they do not name it)
    PREMISE = "premise"  # the question takes `asked` for granted, the documents say otherwise
    CONTRADICTION = "contradiction"  # the documents give each of `found`, in the order of `citations`
    ELSEWHERE = "elsewhere"  # the question is about the municipality `found`, not the asker's
    UNKNOWN_PLACE = "unknown place"  # the question is about the municipality `asked`, of which there are no documents


@dataclass(frozen=True)
class Remark:
    """One such thing, about `subject` in the words of the documents. `citations` are numbers of the answer's."""

    aspect: Aspect
    subject: str = ""
    asked: str = ""
    found: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Compared:
    """One side of a comparison that names documents; nothing is cited of it where it says nothing of the subject."""

    name: str  # the title of a document, or the id of a municipality
    documents: tuple[str, ...]  # their ids
    municipality: bool = False


@dataclass(frozen=True)
class Explanation:
    """How Koers says a section of an official document in plain words: never the document's own text."""

    heading: str
    text: str  # markdown
    document: str  # id of the restatement
    official: str  # title of the official document


@dataclass(frozen=True)
class Surroundings:
    """A quote's passage with the readable text around it in its document."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True)
class Answer:
    """The outcome. `text` is markdown with [1] markers that point at `citations`; empty when refused.

    `rendering`: for an asker in English what the quotes say, in the product's own English and marked as such.
    `near` False: what it is about is in none of the documents, so that no passage comes close either.
    `by_model`: a language model chose the words; every claim still stands on a verified quote.
    """

    outcome: Outcome
    language: Literal["nl", "en"]
    text: str
    citations: tuple[Citation, ...]
    passages: tuple[ScoredPassage, ...]  # the ten best, whatever the outcome
    next_questions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rendering: str = ""
    compared: tuple[Compared, ...] = ()  # the sides in their order, where the question names documents to compare
    by_model: bool = False
    near: bool = True
