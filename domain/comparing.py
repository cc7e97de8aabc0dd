"""The sides of a comparison: two municipalities, or two documents that a question names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.organisation import load_organisation, organisation_names
from knowledge.answer import Answer, Citation, Passage
from knowledge.wordlists import wordlist
from knowledge.words import index_stems, words

_COMPARES = wordlist("compares")
_MARKER = re.compile(r"\[(\d{1,2})\]")
_LAST_MARKER = re.compile(r"\[(\d{1,2})\]$")


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
    if answer.compared:
        return tuple(
            Side(_name(side.name) if side.municipality else side.name, frozenset(side.documents), side.municipality)
            for side in answer.compared
        )
    found = [scored.passage for scored in answer.passages if scored.score > 0]
    municipalities = list(dict.fromkeys(passage.organisation for passage in found))
    if len(municipalities) > 1:
        ordered = sorted(municipalities, key=lambda id: id != own)
        return tuple(Side(_name(id), _documents(found, id), municipality=True) for id in ordered)
    if any(word.folded in _COMPARES for word in words(question)):
        return _documents_named(answer, question, found)
    return ()


def blocks_of(answer: Answer) -> tuple[tuple[str, Citation], ...]:
    """The quotes of an answer as they are written, each with its source; empty when it does not end in one.

    A list is several paragraphs, of which the last has the number.
    """
    known = {citation.number: citation for citation in answer.citations}
    blocks: list[tuple[str, Citation]] = []
    begun: list[str] = []
    for paragraph in answer.text.split("\n\n"):
        begun.append(paragraph)
        marker = _LAST_MARKER.search(paragraph)
        citation = known.get(int(marker.group(1))) if marker else None
        if citation is not None:
            blocks.append(("\n\n".join(begun), citation))
            begun = []
    return () if begun else tuple(blocks)


def arranged(answer: Answer, sides: Sequence[Side]) -> Answer:
    """The answer with the quotes of each side together, numbered in that order."""
    blocks = blocks_of(answer)
    if len(sides) < 2 or not blocks:
        return answer
    ordered = [block for side in sides for block in blocks if side.has(block[1])]
    if len(ordered) != len(blocks):
        return answer
    numbers = {citation.number: at for at, (_, citation) in enumerate(ordered, start=1)}
    return replace(
        answer,
        text=_renumbered("\n\n".join(text for text, _ in ordered), numbers),
        citations=tuple(replace(citation, number=at) for at, (_, citation) in enumerate(ordered, start=1)),
        rendering=_renumbered(answer.rendering, numbers),
        remarks=tuple(
            replace(remark, citations=tuple(numbers.get(number, number) for number in remark.citations))
            for remark in answer.remarks
        ),
    )


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    return _MARKER.sub(lambda marker: f"[{numbers.get(int(marker.group(1)), int(marker.group(1)))}]", text)


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
