"""Learning from what was not answered: the questions without a person, and the answers that an owner adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from domain.learning.answers import Answers
from domain.learning.checking import Content
from domain.learning.groups import Group
from domain.learning.questions import PERIODS, REASONS, Asked, Questions, Reason, heard
from domain.learning.voices import Voices, message_key
from knowledge.document import Document

MOST_SOURCES = 100  # documents to choose from

__all__ = [
    "PERIODS",
    "REASONS",
    "Answers",
    "Asked",
    "Content",
    "Group",
    "Learning",
    "Questions",
    "Reason",
    "Voices",
    "heard",
    "message_key",
]


class Documents(Protocol):
    """The knowledge base, as far as naming its documents goes."""

    def documents(self) -> tuple[Document, ...]:
        """The documents that are in the base."""
        ...


@dataclass(frozen=True)
class Learning:
    """Both halves together, with the documents that an answer can name as its source."""

    questions: Questions
    answers: Answers
    documents: Documents

    def sources(self) -> tuple[Document, ...]:
        """The documents of the library that an answer can lean on, by title; not what was added as an answer itself."""
        found = [document for document in self.documents.documents() if document.restates != document.title]
        return tuple(sorted(found, key=lambda document: document.title))[:MOST_SOURCES]
