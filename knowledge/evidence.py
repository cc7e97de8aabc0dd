"""Weighs whether the passages found really answer the question: answered, unsure, or not in the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import Outcome
from knowledge.index import Found
from knowledge.matching import Matcher, Weighed
from knowledge.orders import orders_about
from knowledge.question import Reading
from knowledge.selection import MUST_HAVE, Wants, fits
from knowledge.wordlists import wordlist
from knowledge.words import NUMBERS, ORDINALS, is_stop, words

STRANGE_SUBJECT = "the subject is in none of the documents"  # then nothing in them comes close either
ORDERS = "orders"  # the reason why an order to the bot is refused
ANSWERED = 0.5  # share of the question that the evidence must hold
TOGETHER = 0.5  # share that one passage must hold by itself, unless things are compared
STRICT = 0.55  # the same when a subject word is in none of the documents
WIDE = 0.45  # share that it must hold when it does so by what restates it
SUPPORT = 1.7  # and how much speaks for that: rare words, and as part of one
SAME = 0.9  # how like it is then the same question, when it has several subject words
LITERALLY = 0.6  # what the passage holds by its own words
LIKE_ONE_KNOWN = 0.7  # and how like the question is to one that it is known to answer
ITSELF = 0.58  # of its worth: from this likeness on it is the word itself, or is written with it
UNSURE = 0.35
STRANGE = 0.5  # a word to which nothing is more alike than this is in none of the documents
MOSTLY = 0.5  # share of the subject words from which on the documents do not say
ALIKE = 0.76  # the same for a word that is only guessed at by its letters: a typing error is nearer than that
FAINT = 0.35  # of a word's worth: likeness below this is no evidence
LIGHT = 0.2  # what a word that only asks weighs
OWN = 0.2  # share of the question that a sentence with the number asked for must hold itself
# Words that ask rather than say what about; they weigh half when missing.
_LIGHT = wordlist("light")
_FOCUS = re.compile(r"\b(?:welke?|hoeveel|hoe hoog|which|what kind of|how many|how much)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """The outcome with what led to it."""

    outcome: Outcome
    coverage: float
    reason: str


def coverage(matcher: Matcher, content: frozenset[int]) -> float:
    """The share of the question, by worth, that a set of words holds: 0 to 1."""
    total = held = 0.0
    for item, share in zip(matcher.weighed, matcher.row(content), strict=True):
        weight = item.worth * (LIGHT if item.concept.light else 1.0)
        weight *= 1.0 if item.concept.asked else 0.3
        total += weight
        held += weight * _counted(share / item.worth)
    return held / total if total else 0.0


def _counted(share: float) -> float:
    """What a likeness counts as evidence: faint likeness nothing, a compound or a close relative whole."""
    return min(1.0, share / 0.6) if share >= FAINT else 0.0


def judge(
    reading: Reading,
    matcher: Matcher,
    found: Sequence[Found],
    kind: Wants,
    quoted: Sequence[tuple[str, frozenset[int]]],
) -> Verdict:
    """The verdict over the passages that an answer would quote. `quoted` are its sentences with their words."""
    if orders_about(reading.text):
        return Verdict(Outcome.REFUSED, 0.0, ORDERS)
    if not found or not matcher.weighed:
        return Verdict(Outcome.REFUSED, 0.0, "nothing found")
    if any(asked_word_for_word(reading, item) for item in found):
        return Verdict(Outcome.ANSWERED, 1.0, "")
    if not reading.follows and all(item.concept.common for item in matcher.weighed):
        return Verdict(Outcome.REFUSED, 0.0, "no subject")
    if not reading.follows and _strange_share(matcher) >= MOSTLY:
        return Verdict(Outcome.REFUSED, 0.0, STRANGE_SUBJECT)
    content = frozenset[int]().union(*(words for item in found for words in item.content))
    best, share = _held_together(matcher, [frozenset[int]().union(*item.content) for item in found])
    wide = _in_other_words(matcher, found, best)
    if max(share, wide) < UNSURE:
        return Verdict(Outcome.REFUSED, share, "too little in common")
    problem = _problem(reading, matcher, found, kind, quoted, content)
    if problem:
        return Verdict(Outcome.UNSURE, share, problem)
    strict = _has_stranger(matcher)
    scattered = best < TOGETHER and not reading.compares
    literally = not scattered and share >= (STRICT if strict else ANSWERED) and _by_itself(matcher, content)
    literally = literally and not _only_guessed_beside(matcher)
    if not literally and wide < (STRICT if strict else WIDE):
        return Verdict(Outcome.UNSURE, share, "too little in common")
    return Verdict(Outcome.ANSWERED, max(share, wide), "")


def asked_word_for_word(reading: Reading, found: Found) -> bool:
    """Whether a question is, but for capitals and marks, one that the passage is known to answer."""
    said = [word.folded for word in words(reading.text)]
    questions = found.wording.linked.expansion.questions if found.asked else ()
    return any([word.folded for word in words(question)] == said for question in questions)


def _held_together(matcher: Matcher, passages: Sequence[frozenset[int]]) -> tuple[float, float]:
    """The share of the question that one passage holds, and the mean of that and what all hold together.

    Words that stand in different passages are weak evidence that a passage is about them together.
    """
    best = max(coverage(matcher, passage) for passage in passages)
    return best, (best + coverage(matcher, frozenset[int]().union(*passages))) / 2


def _by_itself(matcher: Matcher, content: frozenset[int]) -> bool:
    """Whether a subject word of the question is there itself, as a part or a relative: not only its like in meaning."""
    subjects = {id(item) for item in _subjects(matcher)}
    rows = zip(matcher.weighed, matcher.row(content), strict=True)
    return not subjects or any(share >= ITSELF * item.worth for item, share in rows if id(item) in subjects)


def _in_other_words(matcher: Matcher, found: Sequence[Found], literally: float) -> float:
    """The share of the question that a passage holds by its own words or what restates it; 0 when that is chance.

    Other words are many, and one or two of them meet any question. So it takes several rare words together, or a
    question like one that the passage is known to answer.
    """
    best = 0.0
    several = len(_subjects(matcher)) > 1
    for item in found:
        for held in item.evidence(matcher):
            support = matcher.total(held) / matcher.rarest + LITERALLY * literally + LIKE_ONE_KNOWN * item.asked
            if support >= SUPPORT or (item.asked >= SAME and several):
                best = max(best, coverage(matcher, held))
    return best


def _has_stranger(matcher: Matcher) -> bool:
    """Whether a subject word of the question is in none of the documents, nor anything like it."""
    return any(item.likest < STRANGE for item in _subjects(matcher))


def _only_guessed_beside(matcher: Matcher) -> bool:
    """Whether of two subject words one is in none of the documents and guessed at: half is too little."""
    subjects = _subjects(matcher)
    known = [item for item in subjects if item.likest >= (ALIKE if item.concept.guessed else STRANGE)]
    return len(subjects) == 2 and len(known) == 1


def _strange_share(matcher: Matcher) -> float:
    """The share of the question's subject words, by worth, that is in none of the documents: 0 to 1."""
    subjects = _subjects(matcher)
    strange = sum(item.worth for item in subjects if item.likest < (ALIKE if item.concept.guessed else STRANGE))
    return strange / sum(item.worth for item in subjects) if subjects else 0.0


def _subjects(matcher: Matcher) -> list[Weighed]:
    """The words that say what a question is about. A number is judged by itself."""
    words = [item for item in matcher.weighed if item.concept.asked and not item.concept.number]
    return [item for item in words if not item.concept.light and item.concept.word not in NUMBERS]


def _problem(
    reading: Reading,
    matcher: Matcher,
    found: Sequence[Found],
    kind: Wants,
    quoted: Sequence[tuple[str, frozenset[int]]],
    content: frozenset[int],
) -> str:
    for item, share in zip(matcher.weighed, matcher.row(content), strict=True):
        if item.concept.number and item.concept.asked and not share and not _counted_out(item.concept.word, found):
            return f"no {item.concept.word}"
    if quoted and kind in MUST_HAVE and not _has_kind(matcher, kind, quoted):
        return f"no {kind}"
    if quoted and not reading.follows and _misses_focus(reading, matcher, found, quoted):
        return "not what is asked for"
    if reading.ordinal is not None and abs(reading.ordinal) > 2 and not _has_place(reading.ordinal, found):
        return "no such place in a list"
    return ""


def _has_kind(matcher: Matcher, kind: Wants, quoted: Sequence[tuple[str, frozenset[int]]]) -> bool:
    """Whether a sentence gives a number, time or name and is about the question itself."""
    total = sum(item.concept.weight * item.worth for item in matcher.weighed) or 1.0
    return any(fits(kind, text) and matcher.total(content) >= OWN * total for text, content in quoted)


def _misses_focus(
    reading: Reading, matcher: Matcher, found: Sequence[Found], quoted: Sequence[tuple[str, frozenset[int]]]
) -> bool:
    """Whether what is asked for ("which supplier", "how many euros") is in no sentence quoted and in no heading."""
    asked = _FOCUS.search(reading.text)
    if not asked:
        return False
    focus = next((word.folded for word in words(reading.text[asked.end() :]) if _can_be_focus(word.folded)), "")
    content = frozenset[int]().union(*(words for _, words in quoted))
    for item in found:
        heads = zip(item.piece.sentences, item.content, strict=True)
        content = content.union(*(words for sentence, words in heads if sentence.kind == "heading"))
    for item, share in zip(matcher.weighed, matcher.row(content), strict=True):
        if item.concept.word == focus and item.concept.asked:
            return not _counted(share / item.worth)
    return False


def _can_be_focus(folded: str) -> bool:
    return (
        not is_stop(folded)
        and folded not in _LIGHT
        and folded not in NUMBERS
        and folded not in ORDINALS
        and not folded[0].isdigit()
    )


def _counted_out(number: str, found: Sequence[Found]) -> bool:
    """Whether a passage quoted has just as many list items as that number says."""
    count = NUMBERS.get(number, number)
    return any(str(sum(sentence.kind == "item" for sentence in item.piece.sentences)) == count for item in found)


def _has_place(ordinal: int, found: Sequence[Found]) -> bool:
    """Whether the section that fits best has an item with that number: counted, numbered or named."""
    section = found[0].piece.passage.section
    for item in (other for other in found if other.piece.passage.section == section):
        spoken = words(item.piece.passage.text)
        if any(ORDINALS.get(word.folded) == ordinal or word.folded == str(ordinal) for word in spoken):
            return True
        if sum(sentence.kind == "item" for sentence in item.piece.sentences) >= ordinal:
            return True
    return False
