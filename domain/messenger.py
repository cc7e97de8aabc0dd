"""Sending something to people without them having asked just now; declared here, implemented in bot/."""

from __future__ import annotations

from typing import Protocol


class Messenger(Protocol):
    """Reaches a conversation that Koers already knows."""

    async def say(self, conversation: str, text: str) -> None:
        """Sends a text to a stored conversation. Raises errors.Unavailable when Teams does not take it."""
        ...
