"""Reads the words and examples of locales/understanding/ once: what means the same, and how people say things."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dialogs.understanding.model import (
    CAPABILITIES,
    CATEGORIES,
    FEATURES,
    INTENTS,
    WISHES,
    Capability,
    Category,
    Choice,
    Feature,
    Wish,
)
from dialogs.understanding.numbers import DAY_NUMBER, MONTHS, NUMBERS, ORDINALS, TOGETHER
from dialogs.understanding.words import fold
from locales import Language

FOLDER = Path(__file__).resolve().parents[2] / "locales" / "understanding"
_EXTRA_TARGETS = [
    "vandaag",
    "morgen",
    "overmorgen",
    "gisteren",
    "volgende",
    "ochtend",
    "middag",
    "avond",
    "today",
    "tomorrow",
    "yesterday",
    "morning",
    "afternoon",
    "evening",
    "next",
    "week",
    "kwart",
    "half",
    "personen",
    "mensen",
    "people",
    "collega",
]
SEPARATED = 9  # how many words may stand between the halves of a verb
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
    separable: Mapping[str, tuple[tuple[str, str], ...]]  # first half -> (second half, its meaning)
    endings: tuple[tuple[str, str], ...]  # end of a compound, its meaning; longest first
    features: tuple[tuple[Feature, re.Pattern[str]], ...]
    wishes: tuple[tuple[Wish, re.Pattern[str]], ...]
    categories: tuple[tuple[Category, re.Pattern[str]], ...]
    known: frozenset[str]  # every word that is spelled right
    targets: tuple[str, ...]  # what a misspelled word may have been meant to be
    short: Mapping[str, str]  # what people write in short on a phone, and what it stands for
    fillers: frozenset[str]  # words that add nothing beside a greeting or thanks
    not_names: frozenset[str]  # written with a capital, never the name of a person
    names: frozenset[str]  # known words that are names of people too
    nobody: frozenset[str]  # unknown words that are no name of a person


@cache
def examples() -> tuple[Example, ...]:
    """Every example sentence. Raises ValueError for an intent that the model does not know."""
    found = list[Example]()
    for capability in sorted(CAPABILITIES):
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
        for section in ("features", "wishes", "categories", "separable")
        for text in data[section].values()
        for phrase in _phrases(text)
        for word in phrase.split()
    }
    targets = {word for word in words if len(word) > 4} | {
        name for name in (*DAY_NUMBER, *MONTHS, *_EXTRA_TARGETS) if len(name) > 4
    }
    words |= set(TOGETHER)
    known = words | set(DAY_NUMBER) | set(MONTHS) | set(NUMBERS) | set(ORDINALS)
    known |= set(data["lists"]["known"].split())
    known |= {word for whole in data["short"].values() for word in whole.split()}
    for example in examples():
        known.update(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", fold(example.text)))
    return Vocabulary(
        meanings=_by_first_word(phrases),
        separable=_halves(data["separable"]),
        endings=tuple(
            sorted(
                ((ending, name) for name, text in data["endings"].items() for ending in _phrases(text)),
                key=lambda pair: (-len(pair[0]), pair),
            )
        ),
        features=tuple((name, _pattern(_phrases(data["features"][name]))) for name in FEATURES),
        wishes=tuple((name, _pattern(_phrases(data["wishes"][name]))) for name in WISHES),
        categories=tuple((name, _pattern(_phrases(data["categories"][name]))) for name in CATEGORIES),
        known=frozenset(known),
        targets=tuple(sorted(targets)),
        short=data["short"],
        fillers=frozenset(data["lists"]["fillers"].split()),
        not_names=frozenset(data["lists"]["not_names"].split()),
        names=frozenset(data["lists"]["names"].split()),
        nobody=frozenset(data["lists"]["nobody"].split()),
    )


def meanings_in(words: Sequence[str]) -> list[tuple[int, str]]:
    """Each meaning in a row of words with the place where it starts, in order; one word may have several."""
    lists = vocabulary()
    index = lists.meanings
    found = list[tuple[int, str]]()
    for at, word in enumerate(words):
        for phrase, meaning in index.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                found.append((at, meaning))
        for half, meaning in lists.separable.get(word, ()):
            if half in words[at + 1 : at + SEPARATED + 1]:
                found.append((at, meaning))
        if word not in index:
            found.extend((at, meaning) for meaning in _of_compound(word))
    return found


@lru_cache(maxsize=8192)
def _of_compound(word: str) -> tuple[str, ...]:
    """What the end of a compound means: "projectruimte" is a room."""
    return tuple(
        meaning for ending, meaning in vocabulary().endings if word.endswith(ending) and len(word) >= len(ending) + 3
    )


def _halves(data: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    index = dict[str, list[tuple[str, str]]]()
    for meaning, text in data.items():
        for phrase in _phrases(text):
            first, *others = phrase.split()
            if others:
                index.setdefault(first, []).append((others[-1], meaning))
    return {word: tuple(entries) for word, entries in index.items()}


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
