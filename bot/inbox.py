"""Takes each activity in once: a small memory for what comes twice at once, the store for what comes back later."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from bot.wire import Arrival
from store import inbox
from store.database import Database

REMEMBERED = 10_000  # activities


class Inbox:
    """Knows what came in before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: OrderedDict[str, None] = OrderedDict()

    async def take(self, arrival: Arrival) -> bool:
        """True the first time that an activity comes in; stored when this returns. Without an id it is always new."""
        if not arrival.id:
            return True
        key = key_of(arrival)
        if key in self._recent:
            return False
        self._recent[key] = None
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        try:
            async with self._database.write() as session:
                return await inbox.claim(session, key)
        except BaseException:
            self._recent.pop(key, None)  # not stored: it may be delivered again
            raise


def key_of(arrival: Arrival) -> str:
    """What makes an activity the same one. An edited message keeps its id, so its time is part of the key."""
    parts = (arrival.type, arrival.conversation, arrival.id, arrival.name)
    if arrival.type == "messageUpdate":
        parts += (arrival.timestamp, arrival.text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
