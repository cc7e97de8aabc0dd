"""What only one of several processes does at a time, and goes on doing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from errors import Unavailable
from graph.problems import GraphProblem

Leads = Callable[[], Awaitable[bool]]

log = logging.getLogger(__name__)


async def alone() -> bool:
    """There are no others."""
    return True


async def following(
    stop: asyncio.Event, look: Callable[[], Awaitable[None]], what: str, leads: Leads, *, every: float, again: float
) -> None:
    """Looks at once and then every so many seconds until `stop`, while this process leads. What fails is logged as
    following `what`, and tried again after `again` seconds.
    """
    while not stop.is_set():
        wait = every
        try:
            if await leads():
                await look()
        except (Unavailable, GraphProblem) as problem:
            wait = again
            log.warning("%s cannot be followed: %s", what, problem)
        except Exception:
            wait = again
            log.exception("following %s failed", what)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
