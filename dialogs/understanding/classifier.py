"""Scores every intent for a sentence: a ridge regression over words, meanings and letters of the examples."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dialogs.understanding.lexicon import FOLDER, examples, meanings_in, vocabulary
from dialogs.understanding.model import Choice
from dialogs.understanding.numbers import DAY_NUMBER, MONTHS, NUMBERS
from dialogs.understanding.words import read

SIZE = 4096  # columns that the features are hashed into
PIECE = 256  # rows at a time
RIDGE = 0.6  # how strongly single examples are smoothed
_DAY_WORDS = frozenset(
    (*(name for name in DAY_NUMBER if len(name) > 3), *MONTHS, "vandaag", "morgen", "overmorgen", "gisteren", "today",
     "tomorrow", "tmrw", "yesterday")
)  # fmt: skip
_DIGIT = re.compile(r"\d")
Floats = NDArray[np.float32]


class Classifier:
    """The trained weights. Two of them trained on the same examples are equal."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: where weights are kept between runs, and used if they are of this code and these examples."""
        rows = examples()
        known, short = vocabulary().known, vocabulary().short
        self.choices: tuple[Choice, ...] = tuple(dict.fromkeys(row.choice for row in rows))
        self.exact: dict[str, tuple[Choice, ...]] = {}
        said = [[word.text for word in read(row.text, known, (), short).words] for row in rows]
        for row, words in zip(rows, said, strict=True):
            key = " ".join(words)
            self.exact[key] = tuple(dict.fromkeys((*self.exact.get(key, ()), row.choice)))
        kept = folder / f"understanding-{_fingerprint()}.npy" if folder else None
        earlier = _read(kept, len(self.choices)) if kept else None
        self.weights: Floats = self._learned(said) if earlier is None else earlier
        if kept and earlier is None:
            _keep(kept, self.weights)

    def _learned(self, said: list[list[str]]) -> Floats:
        column = {choice: at for at, choice in enumerate(self.choices)}
        wanted = np.zeros((len(said), len(self.choices)), dtype=np.float32)
        filled: dict[int, tuple[list[int], list[float]]] = {}  # of each column the rows that have it, and how much
        for at, (row, words) in enumerate(zip(examples(), said, strict=True)):
            wanted[at, column[row.choice]] = 1.0
            for where, weight in features(words).items():
                holders, weights = filled.setdefault(where, ([], []))
                holders.append(at)
                weights.append(weight)
        return _trained(filled, wanted)

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
        for at in range(0, len(rows), PIECE):  # a column that nearly all have would else take much memory
            part = slice(at, at + PIECE)
            common[rows[part, None], rows] += np.outer(weights[part], weights)
    common.flat[:: len(wanted) + 1] += RIDGE
    per_example = _solved(common, wanted)
    trained = np.zeros((SIZE, wanted.shape[1]), dtype=np.float32)
    for where, rows, weights in columns:
        trained[where] = weights @ per_example[rows]
    return trained


def _solved(common: Floats, wanted: Floats) -> Floats:
    """Solves common @ x = wanted, for a positive definite `common`, which it overwrites.

    Cholesky's method by blocks, in single precision and in place: numpy's own solver works on two copies in double.
    """
    blocks = [slice(at, min(at + PIECE, len(common))) for at in range(0, len(common), PIECE)]
    corners: list[Floats] = []  # the inverse of each block on the diagonal
    for block in blocks:
        corners.append(np.linalg.inv(np.linalg.cholesky(common[block, block])))
        below: Floats = common[block.stop :, block] @ corners[-1].T
        common[block.stop :, block] = below
        for later in blocks[len(corners) :]:
            at, end = later.start - block.stop, later.stop - block.stop
            common[later.start :, later] -= below[at:] @ below[at:end].T
    found = wanted.copy()
    for block, corner in zip(blocks, corners, strict=True):
        found[block] = corner @ (found[block] - common[block, : block.start] @ found[: block.start])
    for block, corner in zip(reversed(blocks), reversed(corners), strict=True):
        found[block] = corner.T @ (found[block] - common[block.stop :, block].T @ found[block.stop :])
    return found


def _fingerprint() -> str:
    """Of all that the weights depend on: the lists, the examples, and the code of this folder."""
    digest = sha256(np.__version__.encode())
    for path in (*sorted(FOLDER.glob("*.toml")), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path, choices: int) -> Floats | None:
    """The weights that were kept; None when the file cannot be used."""
    try:
        found: Floats = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError, BadZipFile):
        return None
    return found if found.shape == (SIZE, choices) and found.dtype == np.float32 else None


def _keep(path: Path, weights: Floats) -> None:
    """Writes the weights in one move and takes earlier ones away; a full or read-only disk is no reason to stop."""
    partly = path.with_suffix(f".{os.getpid()}.partly")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for earlier in path.parent.glob("understanding-*.npy"):
            earlier.unlink(missing_ok=True)
        with partly.open("wb") as file:
            np.save(file, weights, allow_pickle=False)
        partly.replace(path)
    except OSError:
        with suppress(OSError):
            partly.unlink(missing_ok=True)


_LEARNING = Lock()
_learned: list[Classifier] = []  # at most one


def classifier(folder: Path | None = None) -> Classifier:
    """The one classifier, trained on first use or read from `folder`."""
    with _LEARNING:
        if not _learned:
            _learned.append(Classifier(folder))
        return _learned[0]


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
