"""The sides of a comparison: two municipalities, or two documents that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.organisation import load_organisation, organisation_names
from knowledge.answer import Answer, Citation, Passage
from knowledge.wordlists import wordlist
from knowledge.words import index_stems, words

_COMPARES = wordlist("compares")


@dataclass(frozen=True)
class Side:
    """One of the things compared, with the ids of its documents."""

    name: str
    documents: frozenset[str]
    municipality: bool  # or a document

    def has(self, citation: Citation) -> bool:
        """Whether a source is of this side."""
        return citation.document in self.documents


def sides_of(answer: Answer, question: str, own: str) -> tuple[Side, ...]:
    """The sides that an answer sets beside each other, the asker's municipality `own` first; empty when it does not.

    A side may have no source: then its documents say nothing about it.
    """
    found = [scored.passage for scored in answer.passages if scored.score > 0]
    municipalities = list(dict.fromkeys(passage.organisation for passage in found))
    if len(municipalities) > 1:
        ordered = sorted(municipalities, key=lambda id: id != own)
        return tuple(Side(_name(id), _documents(found, id), municipality=True) for id in ordered)
    if any(word.folded in _COMPARES for word in words(question)):
        return _documents_named(answer, question, found)
    return ()


def _name(municipality: str) -> str:
    return load_organisation(municipality).name if municipality in organisation_names() else municipality


def _documents(found: Sequence[Passage], municipality: str) -> frozenset[str]:
    return frozenset(passage.document for passage in found if passage.organisation == municipality)


def _documents_named(answer: Answer, question: str, found: Sequence[Passage]) -> tuple[Side, ...]:
    """Those documents and what else is quoted, when the question names at least two."""
    asked = frozenset(index_stems(question))
    titles = {passage.document: passage.title for passage in found}
    named = [document for document, title in titles.items() if asked & frozenset(index_stems(title))]
    if len(named) < 2:
        return ()
    cited = [citation.document for citation in answer.citations]
    shown = dict.fromkeys([*cited, *named])
    return tuple(
        Side(titles[document], frozenset((document,)), municipality=False) for document in shown if document in titles
    )
