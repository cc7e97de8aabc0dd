"""Thumbs up and down: kept with a keyed hash in place of the person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from bot.inbox import PATIENCE
from bot.incoming import place_of
from bot.wire import Arrival
from domain.learning import Voices, message_key
from errors import Unavailable
from settings import Settings
from store import feedback, learning
from store.database import Database

LONGEST = 2000  # characters of a comment


class NoFeedback(Exception):
    """What was sent is no feedback."""


@dataclass(frozen=True)
class Opinion:
    """What somebody thinks of a message."""

    liked: bool
    comment: str


class FeedbackBox:
    """Takes opinions in."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._voices = Voices(settings.pepper)
        self._keeping: set[asyncio.Task[bool]] = set()

    async def take(self, arrival: Arrival) -> bool:
        """Keeps the opinion in an invoke; a later one on the same message replaces it.

        Whether a thumb went down that was not down before, so that it may be asked why. Raises NoFeedback, and
        Unavailable where the store takes too long: Teams waits for the answer.
        """
        opinion = opinion_in(arrival.value)
        if not arrival.reply_to:
            raise NoFeedback("no message")
        message = message_key(place_of(arrival).conversation, arrival.reply_to)
        voice = self._voices.of(arrival.person, message)
        keeping = asyncio.create_task(self._keep(message, voice, opinion), name="feedback")
        self._keeping.add(keeping)
        keeping.add_done_callback(self._kept)
        done, _ = await asyncio.wait({keeping}, timeout=PATIENCE)
        if not done:
            keeping.cancel()  # rolled back when the store comes to it, which nobody waits for
            raise Unavailable("wire-store-unavailable")
        return keeping.result()

    def _kept(self, keeping: asyncio.Task[bool]) -> None:
        self._keeping.discard(keeping)
        if not keeping.cancelled():
            keeping.exception()  # perhaps nobody waits for it any more

    async def _keep(self, message: str, voice: str, opinion: Opinion) -> bool:
        async with self._database.write() as session:
            before = await feedback.give(session, message, voice, opinion.liked, opinion.comment)
            if opinion.liked and before.reason:
                day = datetime.now(UTC).date()
                await learning.count_reason(session, message, "", instead_of=before.reason, day=day)
        return not opinion.liked and not before.disliked


def opinion_in(value: Mapping[str, object]) -> Opinion:
    """The opinion in the value of a message/submitAction. Raises NoFeedback."""
    content = value.get("actionValue")
    if value.get("actionName") != "feedback" or not isinstance(content, dict):
        raise NoFeedback("not a feedback action")
    given = cast("Mapping[str, object]", content)
    reaction = given.get("reaction")
    if reaction not in ("like", "dislike"):
        raise NoFeedback("no reaction")
    return Opinion(reaction == "like", _storable(_comment(given.get("feedback"))[:LONGEST]))


def _storable(text: str) -> str:
    """As every database takes it: the JSON inside the string can hold half characters and zeroes."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _comment(given: object) -> str:
    """Teams sends the comment as JSON inside a string."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return str(given)
    if isinstance(given, dict):
        text = cast("Mapping[str, object]", given).get("feedbackText")
        return text if isinstance(text, str) else ""
    return ""
