"""Words that a claim of a model is checked by, in both languages: each with the one name for what it means."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import cast

from knowledge.words import NUMBERS, fold

FILE = Path(__file__).with_name("wordlists.toml")


@cache
def _tables() -> dict[str, dict[str, str]]:
    with FILE.open("rb") as file:
        read = cast("dict[str, dict[str, str]]", tomllib.load(file))
    return {
        name: {fold(word): meaning for meaning, listed in table.items() for word in listed.split()}
        for name, table in read.items()
    }


def wordlist(name: str) -> dict[str, str]:
    """One of the lists: folded word -> what it means."""
    return _tables()[name]


@cache
def values() -> dict[str, str]:
    """Number words of both languages, up to a million, in digits; without those for one, which are mostly articles."""
    found = dict(_tables()["numbers"])
    ones = {word: int(value) for word, value in found.items() if 1 <= int(value) <= 9 and word.isalpha()}
    tens = {word: int(value) for word, value in found.items() if int(value) in range(20, 100, 10)}
    for ten, high in tens.items():
        for one, low in ones.items():
            for joined in (f"{one}en{ten}", f"{ten}{one}"):  # "vijfendertig"; "thirtyfive" without its hyphen
                found.setdefault(joined, str(high + low))
    return {word: value for word, value in (found | NUMBERS).items() if value != "1"}
