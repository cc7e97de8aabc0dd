"""Weighs whether the passages found really answer the question: answered, unsure, or not in the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import Outcome
from knowledge.index import Found
from knowledge.matching import Matcher
from knowledge.question import Reading
from knowledge.selection import Wants, fits
from knowledge.wordlists import wordlist
from knowledge.words import ORDINALS, words

ANSWERED = 0.55  # share of the question that the evidence must hold
UNSURE = 0.35
# Words that ask rather than say what about; they weigh half when missing.
_LIGHT = wordlist("light")
_ORDERS = re.compile(
    r"\b(?:negeer|vergeet|ignore|disregard|forget)\b.{0,40}\b(?:instructie|instruct|opdracht|regels|rules|prompt|above|"
    r"previous|vorige|eerdere|bovenstaande)|\bsyste+m\s?-?prompt|\b(?:api|secret)[ -]?key\b|\benvironment variables\b|"
    r"\bdoe alsof\b|\bpretend\b|\bact as\b|\byou are now\b|\bje bent nu\b|\bvoer\b.{0,30}\b(?:commando|code|script)\b|"
    r"\b(?:run|execute)\b.{0,30}\b(?:command|code|script)\b|\bcurl\s+\S|\brm\s+-rf\b|<\s*script|\bjailbreak\b|"
    r"\bdeveloper mode\b|\bontwikkelaarsmodus\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Verdict:
    """The outcome with what led to it."""

    outcome: Outcome
    coverage: float
    reason: str


def orders_about(text: str) -> bool:
    """Whether a text gives the bot orders instead of asking what the documents say."""
    return bool(_ORDERS.search(text))


def coverage(matcher: Matcher, content: frozenset[int]) -> float:
    """The share of the question, by worth, that a set of words holds: 0 to 1."""
    total = held = 0.0
    for item, share in zip(matcher.weighed, matcher.row(content), strict=True):
        weight = item.worth * (0.4 if item.concept.word in _LIGHT else 1.0)
        weight *= 1.0 if item.concept.asked else 0.3
        total += weight
        held += weight * min(1.0, share / (0.6 * item.worth))
    return held / total if total else 0.0


def judge(reading: Reading, matcher: Matcher, found: Sequence[Found], kind: Wants, quoted: Sequence[str]) -> Verdict:
    """The verdict over the passages that the answer would quote. `quoted` are the sentences that would be shown."""
    if orders_about(reading.text):
        return Verdict(Outcome.REFUSED, 0.0, "orders")
    if not found or not matcher.weighed:
        return Verdict(Outcome.REFUSED, 0.0, "nothing found")
    content = frozenset[int]().union(*(words for item in found for words in item.content))
    share = coverage(matcher, content)
    problem = _problem(reading, matcher, found, kind, quoted, content)
    if share < UNSURE:
        return Verdict(Outcome.REFUSED, share, "too little in common")
    if problem:
        return Verdict(Outcome.UNSURE, share, problem)
    if share < ANSWERED:
        return Verdict(Outcome.UNSURE, share, "too little in common")
    return Verdict(Outcome.ANSWERED, share, "")


def _problem(
    reading: Reading,
    matcher: Matcher,
    found: Sequence[Found],
    kind: Wants,
    quoted: Sequence[str],
    content: frozenset[int],
) -> str:
    for item, share in zip(matcher.weighed, matcher.row(content), strict=True):
        if item.concept.number and item.concept.asked and not share:
            return f"no {item.concept.word}"
    if kind in ("number", "time", "name") and not any(fits(kind, text) for text in quoted):
        return f"no {kind}"
    if reading.ordinal is not None and abs(reading.ordinal) > 2 and not _has_place(reading.ordinal, found):
        return "no such place in a list"
    return ""


def _has_place(ordinal: int, found: Sequence[Found]) -> bool:
    """Whether a passage has an item with that number: counted, numbered or named."""
    for item in found:
        spoken = words(item.piece.passage.text)
        if any(ORDINALS.get(word.folded) == ordinal or word.folded == str(ordinal) for word in spoken):
            return True
        if sum(sentence.kind == "item" for sentence in item.piece.sentences) >= ordinal:
            return True
    return False
