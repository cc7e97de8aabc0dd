"""Makes a concept of every subject word of a question: everything that may stand for it in a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.glossary import english, synonyms
from knowledge.vocabulary import Vocabulary, is_real, sounds_like_stop
from knowledge.wordlists import wordlist
from knowledge.words import INFINITIVE, NUMBERS, ORDINALS, STOP_EN, Word, english_stem, infinitive, is_stop, stem, words

LIGHT = 0.6  # how much the words weigh that only ask
COMMON = 0.4  # and those that are common in any text
SYNONYM = 0.55  # how much a word counts that means nearly the same
LIGHT_WORDS = wordlist("light")
COMMON_STEMS = frozenset(map(stem, wordlist("common")))
_PARTICLES = wordlist("particles")
_PARTED = wordlist("parted")
_CLAUSES = wordlist("clauses")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that together stand for a concept; each with how much it counts."""

    terms: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Concept:
    """A subject word of the question with everything that may stand for it in a document."""

    word: str
    weight: float
    alternatives: tuple[Alternative, ...]
    exact: int | None  # the number of the word itself when a document has it
    number: bool = False
    guessed: bool = False  # only by likeness of letters
    asked: bool = True  # in the question itself, not in the turn before
    light: bool = False  # asks or is common, rather than saying what about
    common: bool = False  # common in any text


def concepts_of(
    spoken: Sequence[Word], vocabulary: Vocabulary, language: str, skip: set[str], weight: float
) -> Iterable[Concept]:
    """A concept for every subject word; in English text words are translated first."""
    seen: set[str] = set()
    at = 0
    while at < len(spoken):
        phrase, length = english(spoken, at) if language == "en" else ((), 1)
        word = spoken[at]
        following = spoken[at + 1] if at + 1 < len(spoken) else None
        previous = spoken[at - 1] if at else None
        at += length
        if word.folded in skip:
            continue
        verb = _parted(spoken, at - length) if language == "nl" else ""
        if not phrase and is_stop(word.folded):
            if verb in vocabulary and verb not in seen and _is_verb(word.folded):
                seen.add(verb)
                yield Concept(word.folded, weight * LIGHT, tuple(_shapes([verb], vocabulary, 1.0)), None)
            continue
        if not phrase and word.stem not in vocabulary and sounds_like_stop(word.folded):
            continue
        if word.stem in seen or (word.folded in ORDINALS and not phrase):
            continue
        seen.add(word.stem)
        common = length == 1 and word.stem in COMMON_STEMS
        light = common or word.folded in LIGHT_WORDS
        share = weight * (COMMON if common else LIGHT if light else 1.0)
        if phrase:
            concept = _translated(spoken[at - length : at], phrase, vocabulary, share)
        else:
            concept = _concept(word, previous, following, vocabulary, language, share)
            concept = _joined(concept, verb, vocabulary) if verb else concept
        yield replace(concept, light=light, common=common)


def _translated(said: Sequence[Word], phrase: Sequence[str], vocabulary: Vocabulary, weight: float) -> Concept:
    """A concept for an English word or phrase; each Dutch rendering is an alternative, and so is the English."""
    alternatives: list[Alternative] = [*_in_english(said, vocabulary)]
    own = vocabulary.number(said[0].stem)
    if own is not None:
        alternatives.append(Alternative(((own, 0.9),)))
    for rendering in phrase:
        stems = [part.stem for part in words(rendering) if not is_stop(part.folded)]
        if stems:
            alternatives += _shapes(stems, vocabulary, 0.95)
    return Concept(said[0].folded, weight, tuple(alternatives), own, said[0].is_number)


def _in_english(said: Sequence[Word], vocabulary: Vocabulary) -> list[Alternative]:
    """The words as they stand in the English rendering of a passage; none unless all are there."""
    numbers = [vocabulary.number(english_stem(word.folded)) for word in said if word.folded not in STOP_EN]
    known = [number for number in numbers if number is not None]
    complete = known and len(known) == len(numbers)
    return [Alternative(tuple((number, 1.0 / len(known)) for number in known))] if complete else []


def _shapes(stems: Sequence[str], vocabulary: Vocabulary, scale: float) -> list[Alternative]:
    """The ways in which one or more words, said together, may be written in the documents."""
    found: list[Alternative] = []
    numbers = [vocabulary.number(item) for item in stems]
    known = [number for number in numbers if number is not None]
    if known and len(known) == len(stems):
        found.append(Alternative(tuple((number, scale / len(stems)) for number in known)))
    for item in stems:
        share = scale / len(stems)
        for terms in vocabulary.related(item):
            found.append(Alternative(tuple((number, part * share) for number, part in terms)))
    return found


def _single(vocabulary: Vocabulary, item: str, scale: float) -> Alternative:
    number = vocabulary.number(item)
    return Alternative(((number, scale),) if number is not None else ())


def _parted(spoken: Sequence[Word], at: int) -> str:
    """The stem of a verb of which the first part stands apart, at the end of its clause: "wijzen we … af"."""
    for place in range(at + 1, len(spoken)):
        ends = place + 1 == len(spoken) or spoken[place + 1].folded in _CLAUSES
        if ends and spoken[place].folded in _PARTED:
            return stem(spoken[place].folded + spoken[at].folded)
    return ""


def _is_verb(folded: str) -> bool:
    """Whether a function word is a verb ("houden", "gaat")."""
    return len(folded) > 3 and infinitive(folded).endswith(INFINITIVE)


def _joined(concept: Concept, verb: str, vocabulary: Vocabulary) -> Concept:
    """A concept with what its verb means as a whole; unchanged where there is no such verb."""
    alternatives = _shapes([verb], vocabulary, 1.0) if verb in vocabulary else []
    for other in synonyms(verb):
        alternatives += _shapes([other], vocabulary, SYNONYM)
    return replace(concept, alternatives=(*concept.alternatives, *alternatives)) if alternatives else concept


def _concept(
    word: Word, previous: Word | None, following: Word | None, vocabulary: Vocabulary, language: str, weight: float
) -> Concept:
    exact = vocabulary.number(word.stem)
    alternatives = _shapes([word.stem], vocabulary, 1.0)
    for neighbour in (
        (previous.folded + word.folded) if previous else "",
        (word.folded + following.folded) if following else "",
    ):
        known = len(neighbour) > 5 and neighbour.isalpha() and vocabulary.begins(neighbour[: len(neighbour) - 3])
        joined = stem(neighbour) if known else ""
        if joined in vocabulary:
            alternatives.append(_single(vocabulary, joined, 0.8))
    if word.folded in NUMBERS:
        alternatives.append(_single(vocabulary, NUMBERS[word.folded], 1.0))
    for other in synonyms(word.stem) if language == "nl" else ():
        alternatives += _shapes([other], vocabulary, SYNONYM)
    foreign = _in_english([word], vocabulary) if language == "en" else []
    alternatives += foreign
    if exact is None:
        for particle in _PARTICLES:
            rest = stem(word.folded[len(particle) :]) if len(word.folded) > len(particle) + 3 else ""
            if rest and word.folded.startswith(particle) and rest in vocabulary:
                alternatives.append(_single(vocabulary, rest, 0.6))
    guessed = False
    strong = any(sum(scale for _, scale in item.terms) > 0.55 for item in alternatives)
    if exact is None and not word.is_number and not strong:
        guessed = True
        for spelling, likeness in vocabulary.spellings(word.stem, real=is_real(word.folded)):
            alternatives += _shapes([spelling], vocabulary, 0.9 * likeness)
        for part in vocabulary.partly(word.stem):
            alternatives.append(_single(vocabulary, part, 0.5 * len(part) / len(word.stem)))
    kept = tuple(item for item in alternatives if item.terms)
    return Concept(word.folded, weight, kept, exact, word.is_number, guessed)
