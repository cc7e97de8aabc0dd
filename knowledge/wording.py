"""The other words of a passage as the index keeps them: weights, and which belong to which of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.expansion import NOTHING, Expansion, Linked, is_heading, meanings
from knowledge.language import language_of
from knowledge.vocabulary import Vocabulary
from knowledge.words import english_stems, index_stems

PLAIN = 0.5  # what a word of the restatement adds to a passage
WORDS = 0.5  # of the other words for its terms
QUESTIONS = 0.2  # of each question it answers: there are many
ENGLISH = 0.5  # of its English
MOST = 2.0  # what a word adds at most from one of these
ABOUT = 0.4  # a question is about a sentence that has at least this share of its words
NEAR = 0.3  # a sentence and a line that restates it have at least this much in common
Numbers = frozenset[int]


@dataclass(frozen=True, slots=True)
class Wording:
    """The other words of a passage by number: of the whole, of each sentence, of each question it answers."""

    others: Numbers = frozenset()  # that the passage itself does not have
    echoes: tuple[Numbers, ...] = ()  # per sentence; empty when there are none at all
    questions: tuple[Numbers, ...] = ()
    anywhere: Numbers = frozenset()  # of the headings and the other words for its terms
    lines: tuple[Numbers, ...] = ()  # of each sentence that restates it, in both languages
    linked: Linked = NOTHING  # where they come from


NONE = Wording()


def added_weights(expansion: Expansion) -> dict[str, float]:
    """For every stem of the other words what it adds to the weight of the passage."""
    added: dict[str, float] = {}
    fields = (
        (PLAIN, index_stems(expansion.plain)),
        (ENGLISH, english_stems(expansion.english)),
        (WORDS, [stem for line in expansion.words for stem in index_stems(meanings(line)[1])]),
        (QUESTIONS, [stem for line in expansion.questions for stem in set(question_stems(line))]),
    )
    for share, stems in fields:
        for stem, count in Counter(stems).items():
            added[stem] = added.get(stem, 0.0) + min(MOST, share * count)
    return added


@lru_cache(maxsize=8192)  # of each question the words count twice: for the passage, and beside what is asked
def question_stems(line: str) -> tuple[str, ...]:
    """The stems of a question in the language that it is in."""
    return tuple(english_stems(line) if language_of(line) == "en" else index_stems(line))


def wording_of(
    linked: Linked, spoken: Sequence[Sequence[str]], own: frozenset[str], added: frozenset[str], vocabulary: Vocabulary
) -> Wording:
    """The wording of a passage whose sentences have the stems `spoken`; `own` are all of its own, `added` others."""
    if not added:
        return NONE
    echoes = _Echoes([frozenset(stems) for stems in spoken])
    anywhere: set[str] = set()
    for plain, english in linked.lines:
        if is_heading(plain):
            anywhere.update(index_stems(plain), english_stems(english))
        else:
            echoes.restated(frozenset(index_stems(plain)), frozenset(english_stems(english)))
    for line in linked.expansion.words:
        term, others = meanings(line)
        anywhere.update(index_stems(others))
        echoes.meant(frozenset(index_stems(term)), frozenset(index_stems(others)))
    questions = [frozenset(question_stems(line)) for line in linked.expansion.questions]
    for stems in questions:
        echoes.answered(stems)
    return Wording(
        frozenset(vocabulary.add(added - own)),
        tuple(frozenset(vocabulary.add(stems)) for stems in echoes.sentences()),
        tuple(frozenset(vocabulary.add(stems)) for stems in questions if stems),
        frozenset(vocabulary.add(anywhere)),
        tuple(frozenset(vocabulary.add(line)) for line in echoes.lines),
        linked,
    )


class _Echoes:
    """What says the same as each sentence of a passage, in other words."""

    def __init__(self, spoken: Sequence[frozenset[str]]) -> None:
        self._spoken = spoken
        self._restated = [set[str]() for _ in spoken]
        self._found = [set[str]() for _ in spoken]
        self.lines: list[frozenset[str]] = []

    def restated(self, plain: frozenset[str], english: frozenset[str]) -> None:
        """A line in plain words, and in English."""
        self.lines.append(plain | english)
        for at in nearest(plain, self._spoken):
            self._restated[at] |= plain | english

    def meant(self, term: frozenset[str], others: frozenset[str]) -> None:
        """Other words for a term: of the sentences that have it, else of those whose restatement has it."""
        at = [number for number, stems in enumerate(self._spoken) if term and term <= stems]
        for number in at or [number for number, stems in enumerate(self._restated) if term and term <= stems]:
            self._found[number] |= others

    def answered(self, question: frozenset[str]) -> None:
        """A question: of the sentences that have most of its words, by themselves or by what restates them."""
        said = [stems | other for stems, other in zip(self._spoken, self._restated, strict=True)]
        shared = [len(question & stems) for stems in said]
        most = max(shared, default=0)
        if most >= ABOUT * len(question):
            for number, count in enumerate(shared):
                if count == most:
                    self._found[number] |= question

    def sentences(self) -> list[frozenset[str]]:
        """The echoes of every sentence."""
        return [frozenset(one | other) for one, other in zip(self._restated, self._found, strict=True)]


def nearest(stems: frozenset[str], sentences: Sequence[frozenset[str]]) -> list[int]:
    """The numbers of the sentences that say what a line says; none when nothing is near."""
    if not stems:
        return []
    likeness = [2 * len(stems & other) / (len(stems) + len(other)) if other else 0.0 for other in sentences]
    best = max(likeness, default=0.0)
    return [at for at, value in enumerate(likeness) if value >= max(NEAR, 0.9 * best)]
