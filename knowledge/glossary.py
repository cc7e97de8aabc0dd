"""English words of office and government in Dutch, and Dutch words that mean nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.words import Word, fold, is_stop, stem

FOLDER = Path(__file__).parent
MAX_PHRASE = 4  # words of the longest English phrase


@cache
def _english() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in (FOLDER / "glossary_en_nl.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrase, dutch = line.split("\t")
            renderings = tuple(word.strip() for word in dutch.split(","))
            key = tuple(_base(part) for part in fold(phrase).replace("-", " ").split())
            found[key] = found.get(key, ()) + renderings
    return found


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in (FOLDER / "synonyms_nl.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            stems = [stem(fold(word.strip())) for word in line.split(",")]
            for item in stems:
                found.setdefault(item, set()).update(other for other in stems if other != item)
    return {item: tuple(sorted(others)) for item, others in found.items()}


def english(spoken: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    """The Dutch renderings of the longest known English phrase at a word, and how many words it takes."""
    table = _english()
    for length in range(min(MAX_PHRASE, len(spoken) - at), 0, -1):
        key = tuple(_base(word.folded) for word in spoken[at : at + length])
        if key in table and not (length == 1 and is_stop(spoken[at].folded)):
            return table[key], length
    return (), 1


def synonyms(item: str) -> tuple[str, ...]:
    """Stems of Dutch words that mean nearly the same as this stem."""
    return _synonyms().get(item, ())


@cache
def _base(word: str) -> str:
    """An English word without its ending, roughly: only used to compare with other words treated the same."""
    for ending, shortest in (("'s", 1), ("ies", 2), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("e", 3), ("y", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not word.endswith("ss"):
            word = word[: len(word) - len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 4 else word
