"""Tells open chat pages what happens, each person only what that person may see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection

from tenant.connector.wire import JsonObject

MOST_WAITING = 1000  # events; a page that lags further behind has to connect again


class Listener:
    """One open page. Iterate over it; the end of the iteration means that the page must connect again."""

    def __init__(self, person: str):
        self.person = person
        self._queue: asyncio.Queue[JsonObject | None] = asyncio.Queue()

    def offer(self, event: JsonObject) -> bool:
        """Puts an event in line; False where the line is too long."""
        if self._queue.qsize() >= MOST_WAITING:
            return False
        self._queue.put_nowait(event)
        return True

    def close(self) -> None:
        """Ends the iteration after what is already in line."""
        self._queue.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[JsonObject]:
        while (event := await self._queue.get()) is not None:
            yield event


class Events:
    """The open pages."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def __len__(self) -> int:
        return len(self._listeners)

    def listen(self, person: str) -> Listener:
        """A new page of this person; give it back to `leave`."""
        listener = Listener(person)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """The page is gone."""
        self._listeners.discard(listener)

    def publish(self, event: JsonObject, people: Collection[str] | None) -> None:
        """Tells everybody in `people` (None: every page)."""
        for listener in tuple(self._listeners):
            if (people is None or listener.person in people) and not listener.offer(event):
                self._listeners.discard(listener)
                listener.close()

    def close(self) -> None:
        """Ends every page's line."""
        for listener in tuple(self._listeners):
            listener.close()
        self._listeners.clear()
