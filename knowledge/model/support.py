"""Whether a claim says what its quotes say, as far as code can tell: names, numbers, dates, denial and subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.concepts import LIGHT_WORDS
from knowledge.glossary import english, synonyms
from knowledge.model.wordlists import values, wordlist
from knowledge.sentences import sentences
from knowledge.words import Word, fold, is_stop, stem, words
from locales import Language

# The share of a claim's subject words that its evidence knows; from English we know fewer words.
OWN_WORDS = {"nl": 0.4, "en": 0.25}
RELATED = 5  # letters that two words begin with when they are taken for relatives
ECHO = 6  # words in a row from the instructions that a claim may not hold
_CAPITALISED = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-Þ][\w’'-]*\d*")
_SENTENCE = re.compile(r"(?:^|[.!?:;…]\s+|[\"“„(]\s*)$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_ORDER = re.compile(r"(?<=\d)(?:e|de|ste|st|nd|rd|th)$")
_NOT_ONLY = re.compile(r"\b(?:niet|not)\s+(?:\w+\s+)?(?:alleen|slechts|enkel|only|just|merely)\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """What a claim stands on: its quotes, and the headings and titles above them."""

    quotes: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def all(self) -> str:
        """Everything, a line each."""
        return "\n".join((*self.quotes, *self.headings))


def objection(claim: str, evidence: Evidence, language: Language) -> str:
    """Why the claim is not shown, in a word for the log and the tests; empty when nothing speaks against it."""
    spoken, known = words(claim), words(evidence.all)
    checks = (
        ("a question", claim.rstrip(" \"'”’)").endswith("?")),
        ("number", not _numbers(spoken) <= _numbers(known)),
        ("unit or moment", not _marked(spoken) <= _marked(known)),
        ("name", not _names_known(claim, evidence.all)),
        ("touchy word", not _careful(spoken, known)),
        ("denial", _denies_differently(claim, evidence)),
        ("subject", not _about_the_same(spoken, evidence, language)),
    )
    return next((name for name, wrong in checks if wrong), "")


def echoes(claim: str, instructions: str) -> bool:
    """Whether the claim repeats the instructions."""
    said = [word.folded for word in words(claim)]
    told = _runs(instructions)
    return any(tuple(said[at : at + ECHO]) in told for at in range(len(said) - ECHO + 1))


@cache
def _runs(instructions: str) -> frozenset[tuple[str, ...]]:
    told = [word.folded for word in words(instructions)]
    return frozenset(tuple(told[at : at + ECHO]) for at in range(len(told) - ECHO + 1))


def _numbers(spoken: Iterable[Word]) -> set[str]:
    """The numbers, in digits or words of either language, in one way of writing. "One" is mostly no number."""
    found: set[str] = set()
    for word in spoken:
        if word.folded in values():
            found.add(values()[word.folded])
        elif any(character.isdigit() for character in word.folded):
            found.add(_digits(word.folded))
    return found


def _digits(written: str) -> str:
    """A number in digits without what only groups or orders: "1.000" and "1,000", "3e" and "3rd"."""
    if _GROUPED.fullmatch(written):
        return written.replace(".", "").replace(",", "")
    return _ORDER.sub("", written).replace(",", ".")


def _marked(spoken: Iterable[Word]) -> set[str]:
    """Units, months, days and words of time, each by one name for both languages."""
    table = wordlist("marked")
    return {table[word.folded] for word in spoken if word.folded in table}


def _names_known(claim: str, evidence: str) -> bool:
    """Whether each capitalised word inside a sentence stands in the evidence, capitalised or not."""
    known = {part for word in words(evidence) for part in (word.folded, word.stem)}
    common = wordlist("capitalised")
    for match in _CAPITALISED.finditer(claim):
        opens = _SENTENCE.search(claim[: match.start()])
        shouted = len(match.group()) > 1 and match.group().isupper()
        if opens and not shouted:
            continue
        for word in words(match.group()):
            if not (word.folded in known or word.stem in known or word.folded in common or word.folded in _months()):
                return False
    return True


@cache
def _months() -> frozenset[str]:
    return frozenset(wordlist("marked"))  # checked by what they mean, not by how they are written


def _careful(spoken: Sequence[Word], known: Sequence[Word]) -> bool:
    """Whether what asks people to do risky things, or frightens them, stands in the quotes too."""
    table = wordlist("touchy")
    held = {table[word.folded] for word in known if word.folded in table} | {word.stem for word in known}
    for word in spoken:
        meant = table.get(word.folded)
        if meant is not None and meant not in held and word.stem not in held:
            return False
    return True


def _denies_differently(claim: str, evidence: Evidence) -> bool:
    """Whether the claim denies what its quotes do not, or leaves out the "not" of the one sentence it stands on."""
    denies, limits = wordlist("denies"), wordlist("limits")

    def has(text: str, table: dict[str, str]) -> bool:
        spoken = words(_CONTRACTED.sub(" not", _NOT_ONLY.sub(" ", text)))
        return any(word.folded in table for word in spoken)

    quoted = " ".join(evidence.quotes)
    if has(claim, denies):
        return not (has(quoted, denies) or has(quoted, limits))
    single = len(evidence.quotes) == 1 and len(sentences(quoted)) == 1 and ";" not in quoted
    return single and has(quoted, denies) and not has(claim, limits)


def _about_the_same(spoken: Sequence[Word], evidence: Evidence, language: Language) -> bool:
    """Whether enough of the claim's subject words have a counterpart in the evidence, and one in the quotes.

    Words that stand everywhere, such as "gemeente", prove nothing and are not asked for.
    """
    quoted, all_ = subjects(" ".join(evidence.quotes)), subjects(evidence.all)
    asked = held = at = 0
    in_quotes = False
    while at < len(spoken):
        renderings, length = english(spoken, at) if language == "en" else ((), 1)
        word = spoken[at]
        at += length
        if word.folded in LIGHT_WORDS or word.is_number or word.folded in values():
            continue
        if not renderings and is_stop(word.folded):
            continue
        asked += 1
        meant = [stem(fold(part)) for rendering in renderings for part in rendering.split() if not is_stop(part)]
        forms = (word.stem, *meant, *synonyms(word.stem))
        held += any(_related(form, all_) for form in forms)
        in_quotes = in_quotes or any(_related(form, quoted) for form in forms)
    return in_quotes and held >= OWN_WORDS[language] * asked


def subjects(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {word.stem for word in words(text) if not is_stop(word.folded) and word.folded not in LIGHT_WORDS}


def _related(item: str, stems: set[str]) -> bool:
    """Whether a stem, a part of a compound with it, or a word that begins the same is among the stems."""
    if item in stems:
        return True
    if len(item) < RELATED:
        return False
    for other in stems:
        if len(other) >= RELATED and (item in other or other in item):
            return True
        if item[:RELATED] == other[:RELATED] and _common(item, other) >= 0.6 * max(len(item), len(other)):
            return True
    return False


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
