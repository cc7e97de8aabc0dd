"""Suggests questions to go on with, from the headings around an answer; each is answered by the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.answer import Outcome, Question
from knowledge.evidence import judge
from knowledge.index import Found, Index
from knowledge.matching import Matcher
from knowledge.passages import Piece
from knowledge.question import Reading, read
from knowledge.wordlists import wordlist
from knowledge.words import fold, index_stems
from locales.texts import texts_for

MOST = 3
LONGEST = 69  # characters of a question that still shows whole on a button
NEAR = 8  # passages before and after the one used whose headings are looked at
TRIED = 6  # headings looked at for one answer
MOST_TERM = 4  # words of a heading that may be a term
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d+)*[.)]?\s+")
_ARTICLE = re.compile(r"^(?:de|het|een)\s+", re.IGNORECASE)
# What follows a term where the documents say what it is.
_IS = re.compile(r"(?: \([^()]{1,40}\))? (?:is (?:een|de|het|hét)|staat voor|betekent|houdt in)\b", re.IGNORECASE)
# Headings that say nothing outside their document.
_EMPTY = wordlist("empty_headings")


class FollowUps:
    """Questions to go on with. What was checked is remembered until the documents change."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answered: dict[tuple[str, str], bool] = {}

    def forget(self) -> None:
        """The documents have changed."""
        self._answered = {}

    def after(self, reading: Reading, used: Sequence[Piece], found: Sequence[Found]) -> tuple[str, ...]:
        """Up to three questions about what stands near the passages used, each about something else than was asked."""
        suggestions: list[str] = []
        asked = frozenset(index_stems(reading.text))
        said: list[frozenset[str]] = []
        tried = 0
        for piece, heading in self._headings(reading, used, found):
            topic = _shortened(_NUMBER.sub("", heading).strip())
            about = frozenset(index_stems(topic))
            if about <= asked or not _says_something(topic) or any(_alike(about, other) for other in said):
                continue
            text = _worded(topic, piece, reading)
            tried += 1
            if len(text) <= LONGEST and self._is_answered(text, reading, piece):
                suggestions.append(text)
                said.append(about)
            if len(suggestions) == MOST or tried == TRIED:
                break
        return tuple(suggestions)

    def _headings(self, reading: Reading, used: Sequence[Piece], found: Sequence[Found]) -> Iterator[tuple[Piece, str]]:
        """Passages with a heading of theirs: of the passages used, then of what else fits, then of what is near."""
        yield from ((piece, heading) for piece in used for heading in reversed(piece.headings[-2:]))
        yield from ((item.piece, heading) for item in found for heading in item.piece.headings[-1:])
        scope = self._index.scope(reading.organisations)
        near = (other for piece in used[:1] for other in scope.around(piece, NEAR))
        yield from ((piece, heading) for piece in near for heading in reversed(piece.headings[-2:]))

    def _is_answered(self, text: str, reading: Reading, piece: Piece) -> bool:
        key = (piece.passage.organisation, text)
        if key not in self._answered:
            question = Question(text, piece.passage.organisation, reading.language)
            inner = read(question, self._index.vocabulary, self._index.organisations)
            scope = self._index.scope(inner.organisations)
            verdict = judge(inner, Matcher(scope.weigh(inner.concepts)), scope.found(piece), "other", ())
            self._answered[key] = verdict.outcome is Outcome.ANSWERED
        return self._answered[key]


def _says_something(topic: str) -> bool:
    return len(topic) >= 4 and fold(topic).strip("?!. ") not in _EMPTY


def _alike(about: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what one speaks of is all in the other."""
    return about <= other or other <= about


def _shortened(topic: str) -> str:
    """A long heading of two parts ("Sturing: teams zijn de bouwstenen") by its first part."""
    first = topic.split(":", 1)[0].strip()
    return first if len(topic) > LONGEST // 2 and not topic.endswith("?") else topic


def _worded(topic: str, piece: Piece, reading: Reading) -> str:
    """A question as it is; of a term that the passage explains what it is; else what is written about it."""
    if topic.endswith("?"):
        return topic
    texts = texts_for(reading.language)
    topic = topic.rstrip(".! ")
    term = _ARTICLE.sub("", topic)
    if len(term.split()) <= MOST_TERM and _explained(term, piece):
        article = topic[: len(topic) - len(term)].lower()
        return texts("knowledge-what-is", topic=article + term)
    return texts("knowledge-about", topic=topic)


def _explained(term: str, piece: Piece) -> bool:
    """Whether a sentence of the passage begins by saying what the term is."""
    for row in piece.sentences:
        said = _ARTICLE.sub("", piece.passage.text[row.start : row.end])
        if said[: len(term)].casefold() == term.casefold() and _IS.match(said, len(term)):
            return True
    return False
