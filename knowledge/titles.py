"""Finds the documents that a question names: by their title, or by the short name that people make of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from knowledge.words import Word, fold, is_stop, words

_PARTS = re.compile(r"[:()]")  # what comes after one of these is a name of its own
APART = 3  # words that may stand between two of a name: "de visie op de organisatie"


@dataclass(frozen=True)
class Name:
    """A document as a question names it; `places` are those of the words that do so."""

    document: str
    places: tuple[int, ...]


def named_in(text: str, titles: Mapping[str, str], organisations: Collection[str] = ()) -> list[Name]:
    """The documents that a text names, in its order. `titles` are those of one municipality by the document's id.

    A name is how a title begins: two words of it, or the first alone where no other title has that word. Words that
    name two documents equally well name neither, and the name of one of the `organisations` names no document.
    """
    theirs = {part for name in organisations for part in (fold(name), *fold(name).split("-"))}
    spoken = [
        (at, word.stem) for at, word in enumerate(words(text)) if not is_stop(word.folded) and word.folded not in theirs
    ]
    spread = Counter(stem for title in titles.values() for stem in {word.stem for word in _telling(title)})
    found = sorted(
        (
            Name(document, max(_matches(title, spoken, spread), key=len, default=()))
            for document, title in titles.items()
        ),
        key=lambda name: -len(name.places),
    )
    kept: list[Name] = []
    for name in found:
        others = [other for other in found if other is not name and set(other.places) & set(name.places)]
        if name.places and all(len(other.places) < len(name.places) for other in others):
            kept.append(name)
    return sorted(kept, key=lambda name: name.places)


def _matches(title: str, spoken: list[tuple[int, str]], spread: Mapping[str, int]) -> Iterator[tuple[int, ...]]:
    """Where a text says how a title begins, or a part of it; one place for every word."""
    for number, part in enumerate(_PARTS.split(title)):
        telling = [word.stem for word in _telling(part)]
        for start in range(len(spoken)):
            places: list[int] = []
            for (at, said), stem in zip(spoken[start:], telling, strict=False):
                if said != stem or (places and at - places[-1] > APART):
                    break
                places.append(at)
            alone = len(places) == 1 and number == 0 and spread[telling[0]] == 1
            if len(places) > 1 or alone:
                yield tuple(places)


def _telling(title: str) -> list[Word]:
    return [word for word in words(title) if not is_stop(word.folded)]
