"""The words of a text are looked for once in a process of tests: hundreds of chats read the same bundled documents."""

from __future__ import annotations

from functools import lru_cache

from knowledge import expansion, segment, wording

MOST = 50_000  # texts


def remember_words() -> None:
    """Half of the processor time that a chat takes to begin goes into these, and they depend on the text alone."""
    index, english = (lru_cache(MOST)(find) for find in (wording.index_stems, wording.english_stems))
    for module in (expansion, segment, wording):
        vars(module)["index_stems"] = index
    wording.english_stems = english
