"""Scores every intent for a sentence: a ridge regression over words, meanings and letters of the examples."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dialogs.understanding.lexicon import examples, meanings_in, vocabulary
from dialogs.understanding.model import Choice
from dialogs.understanding.numbers import DAY_NUMBER, MONTHS, NUMBERS
from dialogs.understanding.words import read

SIZE = 4096  # columns that the features are hashed into
RIDGE = 0.6  # how strongly single examples are smoothed
_DAY_WORDS = frozenset(
    (*(name for name in DAY_NUMBER if len(name) > 3), *MONTHS, "vandaag", "morgen", "overmorgen", "gisteren", "today",
     "tomorrow", "tmrw", "yesterday")
)  # fmt: skip
_DIGIT = re.compile(r"\d")
Floats = NDArray[np.float32]


class Classifier:
    """The trained weights. Two of them trained on the same examples are equal."""

    def __init__(self) -> None:
        rows = examples()
        self.choices: tuple[Choice, ...] = tuple(dict.fromkeys(row.choice for row in rows))
        column = {choice: at for at, choice in enumerate(self.choices)}
        self.exact: dict[str, tuple[Choice, ...]] = {}
        known = vocabulary().known
        wanted = np.zeros((len(rows), len(self.choices)), dtype=np.float32)
        filled: dict[int, tuple[list[int], list[float]]] = {}  # of each column the rows that have it, and how much
        for at, row in enumerate(rows):
            words = [word.text for word in read(row.text, known, ()).words]
            key = " ".join(words)
            self.exact[key] = tuple(dict.fromkeys((*self.exact.get(key, ()), row.choice)))
            wanted[at, column[row.choice]] = 1.0
            for where, weight in features(words).items():
                holders, weights = filled.setdefault(where, ([], []))
                holders.append(at)
                weights.append(weight)
        self.weights: Floats = _trained(filled, wanted)

    def scores(self, words: Sequence[str]) -> dict[Choice, float]:
        """How much the words look like each intent: near 1 is sure, near 0 is not at all."""
        found = features(words)
        values = np.array(list(found.values()), dtype=np.float32) @ self.weights[list(found)]
        return dict(zip(self.choices, values.tolist(), strict=True))


def _trained(filled: dict[int, tuple[list[int], list[float]]], wanted: Floats) -> Floats:
    """The ridge regression, through what the examples have in common: most columns are empty in most of them."""
    columns = [
        (where, np.array(rows), np.array(weights, dtype=np.float32)) for where, (rows, weights) in filled.items()
    ]
    common = np.zeros((len(wanted), len(wanted)), dtype=np.float32)
    for _, rows, weights in columns:
        common[rows[:, None], rows] += np.outer(weights, weights)
    common.flat[:: len(wanted) + 1] += RIDGE
    per_example = np.linalg.solve(common, wanted)
    trained = np.zeros((SIZE, wanted.shape[1]), dtype=np.float32)
    for where, rows, weights in columns:
        trained[where] = weights @ per_example[rows]
    return trained


@cache
def classifier() -> Classifier:
    """The one classifier, trained on first use."""
    return Classifier()


def features(words: Sequence[str]) -> dict[int, float]:
    """The features of a row of words, hashed into SIZE columns, with length 1."""
    found: dict[int, float] = {}
    for name, weight in _features(words):
        where = crc32(name.encode()) % SIZE
        found[where] = found.get(where, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {where: weight / length for where, weight in found.items()} if length else found


def _features(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    row = [_plain(word) for word in words if word not in (",", ":", ";", "&", "+", "!", "-", "?")]
    if "?" in words:
        yield "?", 0.5
    for word in set(row):
        yield "w " + word, 1.0
        if word[0] != "<" and len(word) > 3:
            padded = f"^{word}$"
            for at in range(len(padded) - 3):
                yield "g " + padded[at : at + 4], 0.25
    for first, second in zip(["^", *row], [*row, "$"], strict=True):
        yield f"b {first} {second}", 0.7
    order = list(
        dict.fromkeys(meaning for _, meaning in meanings_in([word for word in words if word not in (",", "!")]))
    )
    for meaning in order:
        yield "m " + meaning, 1.6
    for at, first in enumerate(order):
        for second in order[at + 1 :]:
            yield f"p {min(first, second)} {max(first, second)}", 0.8
        if "<day>" in row:
            yield f"d {first}", 0.8
    yield f"n {min(len(row), 4)}", 0.5
    if order:
        yield "f " + order[0], 0.8


def _plain(word: str) -> str:
    if word in _DAY_WORDS:
        return "<day>"
    if (_DIGIT.search(word) and "x" not in word) or (word in NUMBERS and len(word) > 3):
        return "<number>"
    return word
