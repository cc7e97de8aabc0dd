"""Sending something to people without them having asked just now; declared here, implemented in bot/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Priority = Literal["person", "broadcast"]  # what a person waits for goes before what everybody gets
Fate = Literal["delivered", "refused", "not reached", "unknown", "too large"]


@dataclass(frozen=True)
class Message:
    """What is sent: a text in markdown, a card (its JSON, as cards/ made it), or both."""

    text: str = ""
    card: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of something that was sent; plain enough to be stored beside the work that it belongs to.

    delivered: Teams has it, `id` is the message. refused: it never will be, `why` is Teams' own code. not reached:
    nothing was delivered, so that trying again later is safe. too large: Teams takes no message of this size.
    unknown: the answer was lost. It may have been delivered; what is tried again may be there twice.
    """

    fate: Fate
    id: str = ""
    why: str = ""


class Messenger(Protocol):
    """Reaches a conversation that Koers already knows."""

    async def say(self, conversation: str, text: str) -> None:
        """Sends a text to a stored conversation. Raises errors.Unavailable when Teams does not take it."""
        ...

    async def tell(self, conversation: str, message: Message, *, priority: Priority = "person") -> Outcome:
        """Sends a message to a stored conversation, once. A conversation that Koers does not know is refused."""
        ...

    async def change(
        self, conversation: str, message_id: str, message: Message, *, priority: Priority = "person"
    ) -> Outcome:
        """Puts other content in a message that was delivered."""
        ...

    async def take_back(self, conversation: str, message_id: str, *, priority: Priority = "person") -> Outcome:
        """Removes a message that was delivered. One that is gone already counts as removed."""
        ...
