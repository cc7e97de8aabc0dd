"""Greetings, thanks and sentences that mean nothing to Koers: a short friendly line and a way on."""

from __future__ import annotations

from dialogs import welcome
from dialogs.services import Services
from dialogs.turn import Reply, Turn

KNOWN = ("greeting", "thanks", "goodbye")


async def start(turn: Turn, services: Services, intent: str) -> Reply:
    """Answers in kind, and gives questions to begin with."""
    if intent == "greeting":
        key = "smalltalk-greeting" if turn.person.first_name else "smalltalk-greeting-nameless"
        text = turn.texts(key, name=turn.person.first_name) if turn.person.first_name else turn.texts(key)
    else:
        text = turn.texts(f"smalltalk-{intent}" if intent in KNOWN else "smalltalk-not-understood")
    suggestions = () if intent in ("thanks", "goodbye") else welcome.examples(turn)
    return Reply(text=text, suggestions=suggestions)
