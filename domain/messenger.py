"""Sending something to people without them having asked just now; declared here, implemented in bot/."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Priority = Literal["person", "broadcast"]  # what a person waits for goes before what everybody gets
Fate = Literal["delivered", "refused", "not reached", "unknown", "too large"]
Leaving = Callable[[], Awaitable[None]]  # awaited when the turn to send has come, before anything leaves


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
    unknown: the answer was lost. It may have been delivered; what is tried again may be there twice. `wait`: how many
    seconds not to try again, where Teams says so.
    """

    fate: Fate
    id: str = ""
    why: str = ""
    wait: float | None = field(default=None, compare=False)


class Messenger(Protocol):
    """Reaches a conversation that Koers already knows."""

    async def say(self, conversation: str, text: str) -> None:
        """Sends a text to a stored conversation. Raises errors.Unavailable when Teams does not take it."""
        ...

    async def tell(
        self, conversation: str, message: Message, *, priority: Priority = "person", leaving: Leaving | None = None
    ) -> Outcome:
        """Sends a message to a stored conversation, once. A conversation that Koers does not know is refused.

        What `leaving` raises keeps the message here, and is raised. With it there is one attempt: who writes down that
        something leaves, and that it did not, tries again himself.
        """
        ...

    async def open(self, person: str, *, priority: Priority = "person") -> Outcome:
        """Opens, and stores, the personal chat with somebody who has Koers installed; its id is the outcome's.

        This may be done again whatever came of it: the same person gives the same chat.
        """
        ...

    async def change(
        self, conversation: str, message_id: str, message: Message, *, priority: Priority = "person"
    ) -> Outcome:
        """Puts other content in a message that was delivered."""
        ...

    async def take_back(self, conversation: str, message_id: str, *, priority: Priority = "person") -> Outcome:
        """Removes a message that was delivered. One that is gone already counts as removed."""
        ...
