"""Who waits in a queue, and since when: for the metrics, and for /readyz to see that nothing is stuck."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Protocol


class Queue(Protocol):
    """What is told of a queue; it may be asked from any thread."""

    @property
    def name(self) -> str:
        """One of a small, closed set."""
        ...

    @property
    def oldest(self) -> float:
        """For how many seconds the longest has waited; 0 when nobody waits."""
        ...

    def __len__(self) -> int: ...


class Waiting:
    """A queue by name. What is added stays until it is removed; `clock` is in seconds."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._clock = clock
        self._since: dict[Hashable, float] = {}

    def __len__(self) -> int:
        return len(self._since)

    def add(self, one: Hashable) -> None:
        """Begins to wait."""
        self._since[one] = self._clock()

    def remove(self, one: Hashable) -> None:
        """Waits no longer."""
        self._since.pop(one, None)

    @property
    def oldest(self) -> float:
        """For how many seconds the longest has waited; 0 when nobody waits. May be asked from any thread."""
        since = min(list(self._since.values()), default=None)
        return 0.0 if since is None else self._clock() - since
