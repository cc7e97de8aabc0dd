"""Municipalities that a question is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from knowledge.words import fold

# Who comes from there or goes there asks nothing about the place.
_BESIDE = re.compile(r"\b(?:uit|vanuit|naar|richting|from|to|wo+n(?:en|t)? in|lives? in)\s+$")
_TOKEN = re.compile(r"['’]?[^\W\d_](?:[\w'’-]*\w)?")
LONGEST = 4  # words of the longest name
_BEFORE_NAME = re.compile(r"\b(?:gemeente|municipality of|in|bij|van)\s+$")


def unknown_place(text: str, organisations: Collection[str]) -> str:
    """The first Dutch municipality that a question is about and that has no documents; '' when there is none."""
    known = {_plain(name) for name in organisations}
    for start, written, (name, doubtful) in _named_in(text):
        before = text[:start][-40:].lower()
        if _plain(name) in known or _BESIDE.search(before):
            continue
        if not doubtful or (written[0].isupper() and _BEFORE_NAME.search(before)):
            return name
    return ""


def without_place(text: str, place: str) -> str:
    """A text without the names of a municipality in it."""
    for start, written, (name, _) in reversed([*_named_in(text)]):
        if name == place:
            text = text[:start] + text[start + len(written) :]
    return text


def _named_in(text: str) -> Iterator[tuple[int, str, tuple[str, bool]]]:
    """Where municipalities are named and how, the longest name at each place, with what is known of that name."""
    names, openings = _names()
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for at, (start, end) in enumerate(tokens):
        if _plain(text[start:end]).partition(" ")[0] not in openings:
            continue
        for _, last in reversed(tokens[at : at + LONGEST]):
            known = names.get(_plain(text[start:last]))
            if known:
                yield start, text[start:last], known
                break


@cache
def _names() -> tuple[dict[str, tuple[str, bool]], frozenset[str]]:
    """The municipality by each of its names, and whether that is an ordinary word too; and what names begin with."""
    found: dict[str, tuple[str, bool]] = {}
    for line in (Path(__file__).parent / "municipalities_nl.txt").read_text(encoding="utf-8").splitlines():
        for entry in line.split(",") if not line.startswith("#") else ():
            name, _, meant = entry.strip().partition(" = ")
            bare = name.rstrip("?")
            found[_plain(bare)] = (meant or bare, name.endswith("?"))
    return found, frozenset(name.partition(" ")[0] for name in found)


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())
