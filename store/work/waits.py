"""How long to wait after a failure: what the other side asks for, else longer and longer, and never all at once."""

from __future__ import annotations

FIRST = 1.0  # seconds
LONGEST = 15 * 60.0  # seconds: how late people notice that an outage is over
LONGEST_ASKED = 60 * 60.0  # seconds; who asks for more is asked again after an hour
JITTER = 0.2  # of the wait: those who failed together do not come back together


def wait(number: int, asked: float | None, chance: float) -> float:
    """The seconds to wait after try `number`; `chance` is a random number from 0 to 1.

    A Retry-After that is asked for is kept to, and on top of it comes the jitter; it is never shortened.
    """
    if asked is not None and asked > 0:
        return min(asked, LONGEST_ASKED) * (1 + JITTER * chance)
    doubled = min(LONGEST, FIRST * 2 ** min(number - 1, 20))
    return doubled * (1 - JITTER + 2 * JITTER * chance)
