"""Municipalities that a question is about."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from knowledge.words import fold

# Who comes from there or goes there asks nothing about the place.
_BESIDE = re.compile(r"\b(?:uit|vanuit|naar|richting|from|to|wo+n(?:en|t)? in|lives? in)\s+$")
_BEFORE_NAME = re.compile(r"\b(?:gemeente|municipality of|in|bij|van)\s+$")


def unknown_place(text: str, organisations: Collection[str]) -> str:
    """The first Dutch municipality that a question is about and that has no documents; '' when there is none."""
    names, pattern = _names()
    known = {_plain(name) for name in organisations}
    for found in pattern.finditer(text):
        name, doubtful = names[_plain(found.group())]
        before = text[: found.start()][-40:].lower()
        if _plain(name) in known or _BESIDE.search(before):
            continue
        if not doubtful or (found.group()[0].isupper() and _BEFORE_NAME.search(before)):
            return name
    return ""


@cache
def _names() -> tuple[dict[str, tuple[str, bool]], re.Pattern[str]]:
    """The municipality by each of its names, and whether that is an ordinary word too; and what finds the names."""
    found: dict[str, tuple[str, bool]] = {}
    spelled: list[str] = []
    for line in (Path(__file__).parent / "municipalities_nl.txt").read_text(encoding="utf-8").splitlines():
        for entry in line.split(",") if not line.startswith("#") else ():
            name, _, meant = entry.strip().partition(" = ")
            bare = name.rstrip("?")
            found[_plain(bare)] = (meant or bare, name.endswith("?"))
            spelled.append(re.escape(bare).replace("'", "['’]"))
    spelled.sort(key=len, reverse=True)
    return found, re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?![\w-])", re.IGNORECASE)


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").split())
