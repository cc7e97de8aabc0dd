"""An answer that grows while the person watches: one message, streamed by Teams' rules, in a personal chat only.

Source of the rules: Microsoft's "Stream bot messages". Teams may refuse at any moment, and the person may press Stop;
whatever happens, the answer itself is sent once, as the end of the stream or as an ordinary message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from botbuilder.core import TurnContext
from botbuilder.schema import Activity, Entity

from bot import entities
from bot.connector import ConnectorError, OutcomeUnknown, Refused, TooLarge
from bot.incoming import place_of
from bot.posting import post
from bot.wire import Arrival

log = logging.getLogger(__name__)

KEY = "koers stream"  # in the state of a turn
LONGEST_DOING = 1000  # characters of what Koers says that it is doing, by Teams' rules

Kind = Literal["informative", "streaming"]
State = Literal["open", "broken", "stopped", "ended"]
Send = Callable[[Activity], Awaitable[str]]


@dataclass(frozen=True)
class Pace:
    """How long is waited, in seconds. Teams takes one update a second, and advises one and a half between two."""

    first: float = 0.5  # an answer that comes sooner needs no sign that it is being looked for
    between: float = 1.5
    before_final: float = 1.0
    updates: float = 3.0  # no update later than this after the first: it would hold up the answer itself
    under_way: float = 0.7  # how long the answer waits for an update that Teams has not taken yet


class Stream:
    """One message in the making; what a dialog sees of it is dialogs.turn.Progress.

    Nothing is sent, and no time lost, for an answer that is there at once.
    """

    def __init__(self, send: Send, pace: Pace) -> None:
        self._send = send
        self._pace = pace
        self._state: State = "open"
        self._id = ""
        self._sequence = 0
        self._doing = self._text = ""
        self._shown = ("", "")
        self._began = self._last = 0.0
        self._news = asyncio.Event()
        self._sending = asyncio.Lock()
        self._updates: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        """Whether the person sees something of it."""
        return bool(self._id)

    async def doing(self, text: str) -> None:
        """What Koers is busy with. Shown until there is something of the answer."""
        self._doing = text[:LONGEST_DOING]
        self._wake()

    async def so_far(self, text: str) -> None:
        """The answer as far as it is; each time it begins with what it was before."""
        self._text = text
        self._wake()

    async def end(self, activity: Activity) -> str:
        """Sends the answer, as the end of what was shown, and gives its id.

        A stream that the person stopped stays as it is. Raises ConnectorError, as sending an ordinary message does.
        """
        await self._settle()
        if self._state == "stopped":
            return self._id
        if self._state == "ended" or not self._id:
            self._state = "ended"
            return await self._send(activity)
        await asyncio.sleep(max(0.0, self._last + self._pace.before_final - _now()))
        ordinary = activity.entities
        activity.entities = [*(ordinary or []), entities.stream("final", self._id, 0)]
        try:
            await self._finish(activity)
        except Refused as refused:
            return await self._after(refused, activity, ordinary)
        self._state = "ended"
        return self._id

    def close(self) -> None:
        """Sends no more updates; what was shown is left to `end`."""
        if self._updates is not None:
            self._updates.cancel()

    def _wake(self) -> None:
        self._news.set()
        if self._updates is None and self._state == "open":
            self._updates = asyncio.create_task(self._keep_showing(), name="stream")

    async def _keep_showing(self) -> None:
        await asyncio.sleep(self._pace.first)
        while self._state == "open":
            self._news.clear()
            update: tuple[Kind, str] = ("streaming", self._text) if self._text.strip() else ("informative", self._doing)
            if update == self._shown or not update[1].strip():
                await self._news.wait()
                continue
            if self._began and _now() > self._began + self._pace.updates:
                return
            await self._show(*update)
            await asyncio.sleep(self._pace.between)

    async def _show(self, kind: Kind, text: str) -> None:
        """One update. One that Teams did not get is left for the next; a refusal ends the updates, not the answer."""
        async with self._sending:
            activity = Activity(type="typing", text=text, text_format="markdown")
            activity.entities = [entities.stream(kind, self._id, self._sequence + 1)]
            try:
                sent = await self._send(activity)
            except (Refused, TooLarge) as refused:
                log.info("the stream is refused: %s", refused)
                self._state = "stopped" if _by_person(refused) else "broken"
            except OutcomeUnknown as error:
                log.info("an update of the stream may be lost: %s", error)
                self._sequence += 1
                if not self._id:  # whatever was begun, we do not know its name
                    self._state = "broken"
            except ConnectorError as error:
                log.info("an update of the stream was not sent: %s", error)
            else:
                self._id = self._id or sent
                self._sequence += 1
                self._shown = (kind, text)
                self._began = self._began or _now()
            self._last = _now()

    async def _settle(self) -> None:
        """Ends the updates. One that is under way is waited for, but not for long."""
        if self._updates is None:
            return
        try:
            async with asyncio.timeout(self._pace.under_way), self._sending:
                self._updates.cancel()
        except TimeoutError:
            self._updates.cancel()
        for outcome in await asyncio.gather(self._updates, return_exceptions=True):
            if isinstance(outcome, Exception):
                log.error("the stream broke", exc_info=outcome)
        self._updates = None

    async def _finish(self, activity: Activity) -> None:
        """Sends the end. Where the answer to that is lost it is sent again: a stream ends only once."""
        try:
            await self._send(activity)
        except OutcomeUnknown as lost:
            await asyncio.sleep(self._pace.before_final)
            try:
                await self._send(activity)
            except Refused as refused:
                if _complete(refused):
                    return
                if _by_person(refused) or _too_late(refused):
                    raise
                raise lost from refused
            except ConnectorError as error:  # it says nothing of what became of the first
                raise lost from error

    async def _after(self, refused: Refused, activity: Activity, ordinary: list[Entity] | None) -> str:
        """The end was refused: because the person stopped it, as too large, or else it is sent without the stream."""
        if _too_large(refused):
            raise TooLarge(refused.code) from refused
        if _by_person(refused):
            self._state = "stopped"
            return self._id
        log.info("the end of the stream is refused: %s", refused)
        self._state = "ended"
        activity.entities = ordinary
        return await self._send(activity)


def begin(context: TurnContext, arrival: Arrival, pace: Pace) -> Stream | None:
    """A stream for the answer to what came in, to be found by `of`; None where Teams streams nothing."""
    if place_of(arrival).kind != "personal":
        return None

    async def send(activity: Activity) -> str:
        return await post(context, activity)

    stream = Stream(send, pace)
    context.turn_state[KEY] = stream
    return stream


def of(context: TurnContext) -> Stream | None:
    """The stream that was begun for this turn."""
    found = context.turn_state.get(KEY)
    return found if isinstance(found, Stream) else None


def close(context: TurnContext) -> None:
    """Whatever became of the turn, it sends no more updates."""
    stream = of(context)
    if stream is not None:
        stream.close()


def _by_person(error: ConnectorError) -> bool:
    return isinstance(error, Refused) and "cancel" in error.detail.lower()


def _complete(refused: Refused) -> bool:
    return "completed" in refused.detail.lower()


def _too_late(refused: Refused) -> bool:
    return "exceeded" in refused.detail.lower()


def _too_large(refused: Refused) -> bool:
    return "too large" in refused.detail.lower()


def _now() -> float:
    return asyncio.get_running_loop().time()
