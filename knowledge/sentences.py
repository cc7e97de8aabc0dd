"""Cuts readable text into sentences, without being misled by Dutch and English abbreviations."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-ÖØ-Þ0-9•])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[A-Za-z]\.(?:[A-Za-z]\.)+|[A-Z]\.|bijv\.|incl\.|excl\.|ca\.|nr\.|art\.|dhr\.|mevr\.|drs\.|ing\.|"
    r"mr\.|dr\.|prof\.|blz\.|p\.|vgl\.|jl\.|min\.|max\.|resp\.|evt\.|e\.g\.|i\.e\.|etc\.|Mr\.|Mrs\.|Ms\.|Dr\.|\d{1,2}\.)$"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The (start, end) of every sentence in `text[start:end]`, without white space around it."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    for match in _END.finditer(text, start, stop):
        head = text[max(position, match.start() - 12) : match.start() + 1]
        if text[match.start()] == "." and _ABBREVIATION.search(head):
            continue
        cut = match.end()
        found.append((position, match.start() + len(match.group().rstrip())))
        position = cut
    while position < stop and text[position].isspace():
        position += 1
    if position < stop:
        found.append((position, position + len(text[position:stop].rstrip())))
    return found
