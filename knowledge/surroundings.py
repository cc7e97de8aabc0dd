"""What stands around a quote in its document, and how the product says the same in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.answer import Citation, Explanation, Passage, Surroundings
from knowledge.expansion import Linked
from knowledge.passages import Piece
from knowledge.quotes import fold
from knowledge.restatement import RestatedSection, Restatement
from knowledge.sentences import sentences
from knowledge.words import index_stems
from knowledge.writing import plain
from locales import Language

WIDTH = 1200  # characters before a passage, and after it


@dataclass(frozen=True)
class Shelved:
    """A document's passages, and what else is said for each of them."""

    pieces: tuple[Piece, ...]
    linked: tuple[Linked, ...]


@dataclass(frozen=True)
class Restated:
    """What one section of a restatement is about: passages, each with all that is said for it in other words."""

    documents: tuple[str, ...]  # that the passages are looked for in
    passages: tuple[tuple[Passage, str], ...]


def restated_by(section: RestatedSection, shelves: Mapping[str, Shelved]) -> Restated:
    """The passages that a section is about, in documents by their id."""
    passages = tuple(
        (piece.passage, f"{linked.expansion.plain}\n{linked.expansion.english}")
        for shelved in shelves.values()
        for piece, linked in zip(shelved.pieces, shelved.linked, strict=True)
        if section in linked.sections
    )
    return Restated(tuple(shelves), passages)


def place_of(citation: Citation, pieces: Sequence[Piece]) -> int | None:
    """The number of the passage that a quote stands in; None when it stands in none."""
    quote = fold(citation.quote)
    if not quote:
        return None
    for number, piece in enumerate(pieces):
        if piece.passage.text == citation.passage:
            return number
    return next((number for number, piece in enumerate(pieces) if quote in fold(piece.passage.text)), None)


def surroundings_at(place: int, pieces: Sequence[Piece]) -> Surroundings:
    """A passage with the sentences before and after it, at most `WIDTH` characters either side."""
    passage = pieces[place].passage
    before = [piece.passage for piece in pieces[:place] if piece.passage.end <= passage.start]
    after = [piece.passage for piece in pieces[place + 1 :] if piece.passage.start >= passage.end]
    ahead = "\n\n".join(other.text for other in before[-4:])
    behind = "\n\n".join(other.text for other in after[:4])
    return Surroundings(_last_of(ahead), passage.text, _first_of(behind))


def _last_of(text: str) -> str:
    if len(text) <= WIDTH:
        return text
    starts = [start for start, _ in sentences(text) if start >= len(text) - WIDTH]
    return "… " + text[starts[0] :] if starts else ""


def _first_of(text: str) -> str:
    if len(text) <= WIDTH:
        return text
    ends = [end for _, end in sentences(text) if end <= WIDTH]
    return text[: ends[-1]] + " …" if ends else ""


def explanation_of(
    citation: Citation, linked: Linked, language: Language, restatements: Mapping[RestatedSection, Restatement]
) -> Explanation | None:
    """The restated section that is most about a quote; None where nothing restates it in that language.

    `restatements` says which restatement a section is of.
    """
    quoted = frozenset(index_stems(citation.quote))
    sections = [section for section in linked.sections if _text(section, language) and section in restatements]
    if not sections:
        return None
    section = max(sections, key=lambda one: _likeness(quoted, frozenset(index_stems(f"{one.heading}\n{one.text}"))))
    heading = section.english_heading if language == "en" else section.heading
    whole = restatements[section]
    return Explanation(plain(heading), plain(_text(section, language)), whole.document, whole.official)


def _text(section: RestatedSection, language: Language) -> str:
    return section.english if language == "en" else section.text


def _likeness(quoted: frozenset[str], other: frozenset[str]) -> float:
    """The share of the quote that a section has, and less when it says much else."""
    return len(quoted & other) / (len(other) + 30) ** 0.5
