"""Reads the words and examples of locales/understanding/ once: what means the same, and how people say things."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogs.understanding.model import CAPABILITIES, INTENTS, Capability, Choice
from dialogs.understanding.numbers import DAY_NUMBER, MONTHS, NUMBERS
from dialogs.understanding.words import fold
from locales import Language

FOLDER = Path(__file__).resolve().parents[2] / "locales" / "understanding"
_EXTRA_TARGETS = ["vandaag", "morgen", "overmorgen", "gisteren", "volgende", "ochtend", "middag", "avond", "today", "tomorrow", "yesterday", "morning", "afternoon", "evening", "next", "week", "kwart", "half", "personen", "mensen", "people", "collega"]
_NOT_TOKENS = re.compile(r"[^\w'&?,+]+")


@dataclass(frozen=True)
class Example:
    """One way of saying an intent."""

    text: str
    choice: Choice
    language: Language


@dataclass(frozen=True)
class Vocabulary:
    """The lists of words: phrases per meaning, ready to search with."""

    meanings: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (words of the phrase, its meaning)
    features: tuple[tuple[str, re.Pattern[str]], ...]
    categories: tuple[tuple[str, re.Pattern[str]], ...]
    known: frozenset[str]  # every word that is spelled right
    targets: tuple[str, ...]  # what a misspelled word may have been meant to be
    greetings: re.Pattern[str]


@cache
def examples() -> tuple[Example, ...]:
    """Every example sentence. Raises ValueError for an intent that the model does not know."""
    found = list[Example]()
    for capability in CAPABILITIES:
        if capability == "none":
            continue
        data = _toml(capability)
        for language in ("nl", "en"):
            for intent, lines in data[language].items():
                if intent not in INTENTS[capability]:
                    raise ValueError(f"{capability}.toml: there is no intent {intent!r}")
                found.extend(
                    Example(line.strip(), (capability, intent), language) for line in lines.split("\n") if line.strip()
                )
    return tuple(found)


@cache
def vocabulary() -> Vocabulary:
    """The lists of words of lexicon.toml, and every word of the examples as known."""
    data = _toml("lexicon")
    phrases = {name: _phrases(text) for name, text in data["meanings"].items()}
    words = {word for group in phrases.values() for phrase in group for word in phrase.split()}
    words |= {
        word
        for section in ("features", "categories")
        for text in data[section].values()
        for phrase in _phrases(text)
        for word in phrase.split()
    }
    targets = {word for word in words if len(word) > 4} | {
        name for name in (*DAY_NUMBER, *MONTHS, *_EXTRA_TARGETS) if len(name) > 4
    }
    known = words | set(DAY_NUMBER) | set(MONTHS) | set(NUMBERS)
    for example in examples():
        known.update(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", fold(example.text)))
    return Vocabulary(
        meanings=_by_first_word(phrases),
        features=tuple((name, _pattern(_phrases(text))) for name, text in data["features"].items()),
        categories=tuple((name, _pattern(_phrases(text))) for name, text in data["categories"].items()),
        known=frozenset(known),
        targets=tuple(sorted(targets)),
        greetings=_pattern([*phrases["greeting"], *phrases["thanks"], *phrases["goodbye"]]),
    )


def meanings_in(words: Sequence[str]) -> list[tuple[int, str]]:
    """Each meaning in a row of words with the place where it starts, in order; one word may have several."""
    index = vocabulary().meanings
    found = list[tuple[int, str]]()
    for at, word in enumerate(words):
        for phrase, meaning in index.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.append((at, meaning))
    return found


def _by_first_word(phrases: Mapping[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index = dict[str, list[tuple[tuple[str, ...], str]]]()
    for meaning, group in phrases.items():
        for phrase in dict.fromkeys(group):
            words = tuple(phrase.split())
            index.setdefault(words[0], []).append((words, meaning))
    return {word: tuple(entries) for word, entries in index.items()}


def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of `phrases` as whole words in a sentence's line."""
    return _pattern([_line(phrase) for phrase in phrases])


def _phrases(text: str) -> list[str]:
    return [phrase for phrase in (_line(part) for part in text.split(",")) if phrase]


def _line(phrase: str) -> str:
    """A phrase as `words.read` writes it."""
    return " ".join(_NOT_TOKENS.sub(" ", fold(phrase)).split())


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w'])(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})(?![\w'])")


def _toml(name: Capability | str) -> dict[str, dict[str, str]]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
