"""How Python looks for garbage while Koers runs: seldom, and not among what stays."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

# New objects before the youngest are looked through, and rounds before older ones are. A turn makes hundreds of
# objects and leaves no cycles: with Python's 700 a twelfth of its time went into looking for them.
YOUNGEST, OLDER, OLDEST = 50_000, 20, 20


@contextmanager
def looked_for_seldom() -> Generator[None]:
    """As long as the block lasts, which begins when everything is loaded: that stays, and looking through it stops
    everybody for 0.1 seconds."""
    before = gc.get_threshold()
    gc.set_threshold(YOUNGEST, OLDER, OLDEST)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
