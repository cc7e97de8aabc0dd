"""How sure a figure over some questions is, and whether a difference between two runs is more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Z = 1.959964  # of the normal distribution: 95% lies between -Z and Z
DRAWS = 4000  # samples of a bootstrap: the third decimal of an interval still varies, the second does not
SEED = 20260101  # the same figures give the same interval
CHANCE = 0.05  # a difference that chance makes less often than this is more than chance

Verdict = Literal["better", "worse", "may be chance", "the same"]


@dataclass(frozen=True)
class Estimate:
    """A mean over `questions` questions, with the interval that holds the true one 95 times in a hundred."""

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True)
class Difference:
    """What changed in one figure between two runs of the same questions."""

    before: float
    after: float
    better: int  # questions
    worse: int
    chance: float  # how likely so large a difference is when nothing changed but luck

    @property
    def verdict(self) -> Verdict:
        """The difference in a word."""
        if not self.better and not self.worse:
            return "the same"
        if self.chance >= CHANCE:
            return "may be chance"
        return "better" if self.after > self.before else "worse"


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean of values from 0 to 1; None when there are none.

    Shares (only 0 and 1) have Wilson's interval, other means that of a bootstrap. When all values are the same a
    bootstrap cannot tell, and Wilson's is the careful choice: no mean of values from 0 to 1 varies more than a share.
    """
    if not values:
        return None
    mean = math.fsum(values) / len(values)
    if all(value in (0.0, 1.0) for value in values) or min(values) == max(values):
        low, high = wilson(mean, len(values))
    else:
        low, high = _bootstrap(values)
    return Estimate(mean, low, high, len(values))


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share of `count`. Source: E. B. Wilson, 1927, JASA 22(158)."""
    square = Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    # At the ends the bound is the end itself, which rounding would miss.
    return (0.0 if share == 0 else max(0.0, middle - half), 1.0 if share == 1 else min(1.0, middle + half))


def difference(before: Sequence[float], after: Sequence[float]) -> Difference | None:
    """What changed, question by question in the same order; None when there are none.

    Of shares by the exact test of McNemar, of other means by a paired bootstrap.
    """
    if not before:
        return None
    changes = [new - old for old, new in zip(before, after, strict=True)]
    better, worse = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    shares = all(value in (0.0, 1.0) for value in (*before, *after))
    return Difference(
        math.fsum(before) / len(before),
        math.fsum(after) / len(after),
        better,
        worse,
        mcnemar(better, worse) if shares else _paired(changes),
    )


def mcnemar(better: int, worse: int) -> float:
    """How likely it is that of so many changes so few, or fewer, go one way when both ways are as likely."""
    changed = better + worse
    if not changed:
        return 1.0
    tail = sum(math.comb(changed, count) for count in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / 2**changed)


def _bootstrap(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.percentile(_means(values), (2.5, 97.5))
    return float(low), float(high)


def _paired(changes: Sequence[float]) -> float:
    """How likely a mean change is on the other side of nothing, both sides counted."""
    means = _means(changes)
    side = min(float(np.mean(means <= 0)), float(np.mean(means >= 0)))
    return min(1.0, 2 * max(side, 1 / DRAWS))


def _means(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The means of samples, with replacement, of the values."""
    random = np.random.default_rng(SEED)
    known = np.asarray(values, dtype=np.float64)
    drawn = random.integers(0, len(known), (DRAWS, len(known)))
    return known[drawn].mean(axis=1)
