"""Thumbs up and down: kept with a keyed hash in place of the person."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from bot.wire import Arrival
from settings import Settings
from store import feedback
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
        self._key = hashlib.sha256(b"koers feedback\x00" + settings.app_secret.encode()).digest()

    async def take(self, arrival: Arrival) -> None:
        """Keeps the opinion in an invoke; a later one on the same message replaces it. Raises NoFeedback."""
        opinion = opinion_in(arrival.value)
        if not arrival.reply_to:
            raise NoFeedback("no message")
        message = f"{arrival.conversation}/{arrival.reply_to}"
        message = hashlib.sha256(message.encode()).hexdigest()
        async with self._database.write() as session:
            await feedback.give(session, message, self.voice(arrival.person, message), opinion.liked, opinion.comment)

    def voice(self, person: str, message: str) -> str:
        """The same for the same person and message; says nothing about who it is without the key."""
        return hmac.new(self._key, f"{person}\x1f{message}".encode(), hashlib.sha256).hexdigest()


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
