"""The word lists of the knowledge base, from wordlists.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import cast


@cache
def _lists() -> dict[str, str]:
    with (Path(__file__).parent / "wordlists.toml").open("rb") as file:
        return cast("dict[str, str]", tomllib.load(file))


def wordlist(name: str) -> frozenset[str]:
    """The words of a list. Raises KeyError for a list that is not there."""
    return frozenset(_lists()[name].split())
