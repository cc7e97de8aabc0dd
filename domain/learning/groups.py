"""Puts questions that ask the same together, in Dutch or English, by the words and letters that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import LIGHT_WORDS
from knowledge.glossary import english, synonyms
from knowledge.vocabulary import Vocabulary
from knowledge.words import Word, fold, is_stop, words
from store.learning import Unanswered

ALIKE = 0.4  # cosine from which two groups are one
MOST_COMPARED = 500  # different texts; those asked least often beyond it stand alone
LETTERS = 4  # in a row, of which words are compared besides as a whole
OF_LETTERS = 1.2  # what all the letters of a word count together, beside the word itself
OF_SYNONYMS = 0.5  # and the words that mean nearly the same
OF_PARTS = 0.7  # and the words that a compound begins or ends with
DISMISSED = 0.8  # cosine from which a question is taken for one that needs no answer
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """Questions that ask the same. `week`: Monday of the last week in which one was asked."""

    questions: tuple[str, ...]  # ids
    text: str  # the one that is most like all others
    others: tuple[str, ...]  # different texts
    languages: tuple[str, ...]
    week: date
    reasons: tuple[tuple[str, int], ...]  # of thumbs down, most first

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)


def groups_of(questions: Sequence[Unanswered]) -> list[Group]:
    """The groups, largest first, then the latest. What is like a question that was dismissed is left out."""
    together: dict[str, list[Unanswered]] = {}
    for question in questions:
        together.setdefault(" ".join(word.folded for word in words(question.text)), []).append(question)
    clusters = sorted(together.values(), key=lambda same: (-len(same), same[0].text))
    vectors = _vectors([same[0] for same in clusters])
    open_ones = _not_dismissed(clusters, vectors)
    near, alone = open_ones[:MOST_COMPARED], open_ones[MOST_COMPARED:]
    merged = _merged(vectors[near])
    chosen = [[near[at] for at in members] for members in merged] + [[at] for at in alone]
    found = [_group([clusters[at] for at in members], vectors[members]) for members in chosen]
    return sorted(found, key=lambda group: (-group.count, -group.week.toordinal(), group.text))


def _not_dismissed(clusters: Sequence[Sequence[Unanswered]], vectors: Matrix) -> list[int]:
    dismissed = [any(question.dismissed for question in same) for same in clusters]
    if not any(dismissed):
        return list(range(len(clusters)))
    nearest = (vectors @ vectors[np.array(dismissed)].T).max(axis=1)
    return [at for at, gone in enumerate(dismissed) if not gone and nearest[at] < DISMISSED]


def _merged(vectors: Matrix) -> list[list[int]]:
    """Joins the two that are most alike, by the mean likeness between their members, until none are alike enough."""
    members = [[at] for at in range(len(vectors))]
    if len(members) < 2:
        return members
    weight, gone = np.ones(len(members)), list[int]()
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1.0)
    while True:
        one, other = divmod(int(likeness.argmax()), len(members))
        if likeness[one, other] < ALIKE:
            return [group for group in members if group]
        joined = (weight[one] * likeness[one] + weight[other] * likeness[other]) / (weight[one] + weight[other])
        joined[[*gone, one, other]] = -1.0
        likeness[one, :] = likeness[:, one] = joined
        likeness[other, :] = likeness[:, other] = -1.0
        gone.append(other)
        weight[one] += weight[other]
        members[one] += members[other]
        members[other] = []


def _group(same: Sequence[Sequence[Unanswered]], vectors: Matrix) -> Group:
    middle = int((vectors @ vectors.T @ np.array([len(each) for each in same], dtype=np.float64)).argmax())
    everything = [question for each in same for question in each]
    text = same[middle][0].text
    reasons = Counter[str]()
    for question in everything:
        reasons.update(question.reasons)
    latest = max(question.day for question in everything)
    return Group(
        questions=tuple(question.id for question in everything),
        text=text,
        others=tuple(each[0].text for each in same if each[0].text != text),
        languages=tuple(name for name, _ in Counter(question.language for question in everything).most_common()),
        week=date.fromordinal(latest.toordinal() - latest.weekday()),
        reasons=tuple(reasons.most_common()),
    )


def _vectors(questions: Sequence[Unanswered]) -> Matrix:
    """A row of length one for each question: its subject words, rare ones first, and the letters of these."""
    spoken = [_subject(words(question.text), question.language) for question in questions]
    vocabulary = Vocabulary()
    vocabulary.add(item for row in spoken for item, _ in row)
    rows = [_features(row, vocabulary) for row in spoken]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(name for row in rows for name in row))}
    spread = Counter(name for row in rows for name in row)
    found = np.zeros((len(rows), max(1, len(numbers))))
    for row, features in zip(found, rows, strict=True):
        for name, weight in features.items():
            row[numbers[name]] = weight * (1.0 + np.log((1 + len(rows)) / (1 + spread[name])))
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(lengths > 0, lengths, 1.0)


def _features(subject: Sequence[tuple[str, float]], vocabulary: Vocabulary) -> dict[str, float]:
    """Every word of a question with what it counts, with its synonyms, the words in it, and its letters."""
    found: dict[str, float] = {}
    for item, share in subject:
        pieces = _letters(item)
        related = [(item, 1.0), *((other, OF_SYNONYMS) for other in synonyms(item))]
        related += [(part, OF_PARTS) for part in vocabulary.partly(item)]
        related += [(f"#{piece}", (OF_LETTERS / len(pieces)) ** 0.5) for piece in pieces]
        for name, weight in related:
            found[name] = max(found.get(name, 0.0), weight * share)
    return found


def _subject(spoken: Sequence[Word], language: str) -> list[tuple[str, float]]:
    """The Dutch stems of the words that tell what a question is about, each with its share."""
    found: list[tuple[str, float]] = []
    at = 0
    while at < len(spoken):
        dutch, length = english(spoken, at) if language == "en" else ((), 1)
        for rendering in dutch:
            parts = [word.stem for word in words(rendering) if not is_stop(word.folded)]
            found += [(part, len(dutch) ** -0.5) for part in parts]
        word = spoken[at]
        if not dutch and not is_stop(word.folded):
            found.append((word.stem, 0.3 if word.folded in LIGHT_WORDS else 1.0))
        at += length
    return found or [(word.stem, 1.0) for word in spoken]


def _letters(item: str) -> list[str]:
    whole = f"^{fold(item)}$"
    return [whole[at : at + LETTERS] for at in range(max(1, len(whole) - LETTERS + 1))]
