"""What a call may cost: whoever keeps the accounts says whether there is enough, and hears what it came to."""

from __future__ import annotations

from typing import Protocol


class Purse(Protocol):
    """The tokens of one payer for today."""

    async def reserve(self, tokens: int) -> bool:
        """Sets tokens apart; False when there are not enough left today."""
        ...

    async def settle(self, difference: int) -> None:
        """Corrects what was set apart by what it came to: below zero when it was less."""
        ...
