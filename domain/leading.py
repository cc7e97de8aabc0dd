"""Whether this process does what only one of several may do at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

Leads = Callable[[], Awaitable[bool]]


async def alone() -> bool:
    """There are no others."""
    return True
