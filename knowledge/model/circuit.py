"""Leaves a model alone for a minute after several failures in a row, so that nobody waits for what does not come."""

from __future__ import annotations

import time
from collections.abc import Callable

from knowledge.model.problems import Reason

FAILURES = 4  # in a row
PAUSE = 60.0  # seconds
# A refusal is about one question, and a budget about one person: neither says anything about the model.
COUNTED = frozenset((Reason.SLOW, Reason.DOWN, Reason.BARRED, Reason.UNUSABLE))


class Circuit:
    """Whether the model is worth asking. `clock` is in seconds."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether the model is left alone now. After the pause one failure is enough for the next one."""
        return self._clock() < self._until

    def succeeded(self) -> None:
        """The model wrote what was asked for."""
        self._failures = 0

    def failed(self, reason: Reason) -> None:
        """It did not."""
        if reason in COUNTED:
            self._failures += 1
            if self._failures >= FAILURES:
                self._until = self._clock() + PAUSE
