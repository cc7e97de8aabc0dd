"""Takes each activity in once: a small memory for what comes twice at once, the store for what comes back later."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

import telemetry
from bot.languages import Languages
from bot.wire import Arrival
from store import inbox, people
from store.database import Database

REMEMBERED = 10_000  # activities


class Inbox:
    """Knows what came in before."""

    def __init__(self, database: Database, languages: Languages) -> None:
        self._database = database
        self._languages = languages
        self._recent: OrderedDict[str, None] = OrderedDict()

    async def take(self, arrival: Arrival) -> bool:
        """Whether this is new, and then it is stored when this returns. Without an id it always is."""
        key = key_of(arrival)
        if arrival.id and key in self._recent:
            telemetry.repeated()
            return False
        self._recent[key] = None
        if len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        try:
            with telemetry.waiting("inbox"):
                async with self._database.write() as session:
                    if arrival.id and not await inbox.claim(session, key):
                        telemetry.repeated()
                        return False
                    # In the same transaction, because every message needs it.
                    self._languages.learn(arrival.person, await people.language_of(session, arrival.person))
        except BaseException:
            self._recent.pop(key, None)  # not stored: it may be delivered again
            raise
        return True

    async def give_back(self, arrival: Arrival) -> None:
        """It was not handled after all: when it is delivered again, it is new."""
        key = key_of(arrival)
        async with self._database.write() as session:
            await inbox.release(session, key)
        self._recent.pop(key, None)


def key_of(arrival: Arrival) -> str:
    """What makes an activity the same one. An edited message keeps its id, so its time is part of the key."""
    parts = (arrival.type, arrival.conversation, arrival.id, arrival.name)
    if arrival.type == "messageUpdate":
        parts += (arrival.timestamp, arrival.text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
