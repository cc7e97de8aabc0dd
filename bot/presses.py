"""Remembers presses that are being handled, so that a press repeated by Teams or by a double click joins the first."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.buttons import Pressed
from bot.turns import Errand
from bot.wire import Arrival

MOST = 500
Body = dict[str, Any]  # the answer to an invoke


@dataclass(eq=False)
class Press:
    """A press and the work that it began. `used_up`: the same answer is given as long as it is remembered."""

    errand: Errand[Body] | None = None
    used_up: bool = False

    def learn(self, used_up: bool) -> None:
        """What became of the token."""
        self.used_up = used_up


class Presses:
    """The latest presses of this process; the token in the store is what holds beyond it."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, Press] = OrderedDict()

    def find(self, key: str) -> Errand[Body] | None:
        """The errand of the same press, while it runs or when it may not be done twice."""
        press = self._latest.get(key)
        if press is None or press.errand is None:
            return None
        task = press.errand.task
        if not task.done():
            return press.errand
        return press.errand if press.used_up and not task.cancelled() and task.exception() is None else None

    def begin(self, key: str) -> Press:
        """Makes room for a new press."""
        press = Press()
        self._latest[key] = press
        self._latest.move_to_end(key)
        if len(self._latest) > MOST:
            self._latest.popitem(last=False)
        return press


def key_of(arrival: Arrival, pressed: Pressed) -> str:
    """The same for the same person, button and fields, whatever id the activity has."""
    fields = json.dumps(pressed.fields, sort_keys=True, default=str)
    parts = (arrival.person, arrival.conversation, pressed.token, fields)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
