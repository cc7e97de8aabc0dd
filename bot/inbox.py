"""Takes each activity in once: a small memory for what comes twice at once, the store for what comes back later."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from bot.wire import Arrival
from store import inbox, people
from store.database import Database

REMEMBERED = 10_000  # activities


@dataclass(frozen=True)
class Taken:
    """A new activity, and the language that its sender once chose."""

    language: str | None


class Inbox:
    """Knows what came in before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: OrderedDict[str, None] = OrderedDict()

    async def take(self, arrival: Arrival) -> Taken | None:
        """What came in, stored when this returns; None when it came in before. Without an id it is always new."""
        key = key_of(arrival)
        if arrival.id and key in self._recent:
            return None
        self._recent[key] = None
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        try:
            async with self._database.write() as session:
                if arrival.id and not await inbox.claim(session, key):
                    return None
                # In the same transaction, because every message needs it.
                return Taken(await people.language_of(session, arrival.person))
        except BaseException:
            self._recent.pop(key, None)  # not stored: it may be delivered again
            raise


def key_of(arrival: Arrival) -> str:
    """What makes an activity the same one. An edited message keeps its id, so its time is part of the key."""
    parts = (arrival.type, arrival.conversation, arrival.id, arrival.name)
    if arrival.type == "messageUpdate":
        parts += (arrival.timestamp, arrival.text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
