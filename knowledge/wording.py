"""The other words of a passage as the index keeps them: weights, and which belong to which of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.expansion import NOTHING, Expansion, Linked, is_heading, meanings
from knowledge.language import language_of
from knowledge.vocabulary import Vocabulary
from knowledge.words import english_stems, index_stems

PLAIN = 0.5  # what a word of the restatement adds to a passage
WORDS = 0.7  # of the other words for its terms
QUESTIONS = 0.35  # of each question it answers
ENGLISH = 0.7  # of its English
MOST = 2.0  # what a word adds at most from one of these
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


def question_stems(line: str) -> list[str]:
    """The stems of a question in the language that it is in."""
    return english_stems(line) if language_of(line) == "en" else index_stems(line)


def wording_of(
    linked: Linked, spoken: Sequence[Sequence[str]], own: frozenset[str], added: frozenset[str], vocabulary: Vocabulary
) -> Wording:
    """The wording of a passage whose sentences have the stems `spoken`; `own` are all of its own, `added` others."""
    if not added:
        return NONE
    echoes = [set[str]() for _ in spoken]
    anywhere: set[str] = set()
    lines: list[set[str]] = []
    sentences = [frozenset(stems) for stems in spoken]
    for plain, english in linked.lines:
        stems = frozenset(index_stems(plain))
        both = {*stems, *english_stems(english)}
        if is_heading(plain):
            anywhere.update(both)
            continue
        lines.append(both)
        for at in nearest(stems, sentences):
            echoes[at].update(both)
    for line in linked.expansion.words:
        term, others = meanings(line)
        anywhere.update(index_stems(others))
        for at in _with_all(frozenset(index_stems(term)), sentences):
            echoes[at].update(index_stems(others))
    questions = [frozenset(question_stems(line)) for line in linked.expansion.questions]
    return Wording(
        frozenset(vocabulary.add(added - own)),
        tuple(frozenset(vocabulary.add(stems)) for stems in echoes),
        tuple(frozenset(vocabulary.add(stems)) for stems in questions if stems),
        frozenset(vocabulary.add(anywhere)),
        tuple(frozenset(vocabulary.add(line)) for line in lines),
        linked,
    )


def nearest(stems: frozenset[str], sentences: Sequence[frozenset[str]]) -> list[int]:
    """The numbers of the sentences that say what a line says; none when nothing is near."""
    if not stems:
        return []
    likeness = [2 * len(stems & other) / (len(stems) + len(other)) if other else 0.0 for other in sentences]
    best = max(likeness, default=0.0)
    return [at for at, value in enumerate(likeness) if value >= max(NEAR, 0.9 * best)]


def _with_all(stems: frozenset[str], sentences: Sequence[frozenset[str]]) -> list[int]:
    return [at for at, other in enumerate(sentences) if stems and stems <= other]
