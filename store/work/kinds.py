"""What a kind of work is: the function that does it, what it may answer, and who hears when it cannot be done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias, Union

Json: TypeAlias = Union[str, int, float, bool, "list[Json]", "dict[str, Json]", None]
Payload: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True)
class Attempt:
    """One try of a piece of work. `number` is 1 the first time, and again after every GoOn.

    `stopping` is set when the process begins to stop: finish what is in flight and give back GoOn(). Who still runs
    a while after that is cancelled, and begun again by the next process.
    """

    key: str
    number: int = 1
    stopping: asyncio.Event = field(default_factory=asyncio.Event, compare=False)


@dataclass(frozen=True)
class GoOn:
    """Not done, and no failure: go on at a moment (None: at once, behind what waits), with another payload if given."""

    at: datetime | None = None
    payload: Payload | None = None


class TryAgain(Exception):
    """It did not work now. `after`: the seconds that the other side asks to wait, None when it does not say."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__(after)
        self.after = after


class GiveUp(Exception):
    """It will never work. `reason` is a word for the log: no names, nothing that a person wrote."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Handler: TypeAlias = Callable[[Payload, Attempt], Awaitable[GoOn | None]]
OnFailed: TypeAlias = Callable[[Payload], Awaitable[None]]

PATIENCE = timedelta(hours=48)  # an outage of a weekend


@dataclass(frozen=True)
class Kind:
    """A kind of work. `run` may be called again for the same payload at any time, and has to see to it that nothing
    happens twice; what it raises is in kinds.py, every other error counts as TryAgain.

    `on_failed` tells a person, when nothing but failure has come of it for as long as `patience`, or after GiveUp.
    """

    run: Handler
    on_failed: OnFailed | None = None
    patience: timedelta = PATIENCE
