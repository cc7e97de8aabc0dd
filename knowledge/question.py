"""Reads a question: its language, the subject words with their relatives, whose documents, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.answer import PreviousTurn, Question
from knowledge.glossary import english, synonyms
from knowledge.introducing import introduced
from knowledge.language import language_of
from knowledge.places import unknown_place
from knowledge.vocabulary import Vocabulary, is_real, sounds_like_stop
from knowledge.wordlists import wordlist
from knowledge.words import NUMBERS, ORDINALS, STOP_EN, Word, english_stem, fold, infinitive, is_stop, stem, words

LIGHT = 0.6  # how much the words weigh that only ask
COMMON = 0.4  # and those that are common in any text
SYNONYM = 0.55  # how much a word counts that means nearly the same
HISTORY_USER = 0.55  # how much the words of the previous question weigh in a follow-up
HISTORY_ASSISTANT = 0.2
EARLIER = 0.9  # and those of a question before that, when the previous one leaned on it
_ANAPHORA = wordlist("pointing")
_OPENERS = re.compile(r"\s*(?:en|maar|dus|and|but|so|what about|how about|hoe zit)\b", re.IGNORECASE)
_COMPARES = wordlist("compares")
_DIFFERS = wordlist("differs")
_LIKENS = wordlist("likens")
_OURS = wordlist("ours")
_BIDS = re.compile(r"vergelijk(?:en|t)?|compare[ds]?|comparing|versus|vs|beide|allebei|both")  # to compare something
LIGHT_WORDS = wordlist("light")
COMMON_STEMS = frozenset(map(stem, wordlist("common")))
_PARTICLES = wordlist("particles")
_PARTED = wordlist("parted")
_CLAUSES = wordlist("clauses")
_RELATIONAL = wordlist("relational")
_ASKS_ON = wordlist("asks_on")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")
_LIST_SPLIT = re.compile(r"\s*(?:[,;•\n]|\ben\b|\band\b)\s*")


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


@dataclass(frozen=True)
class Reading:
    """A question as the index and the answer need it."""

    text: str
    language: Literal["nl", "en"]
    concepts: tuple[Concept, ...]
    organisations: tuple[str, ...]  # whose documents, the asker's first
    others: tuple[str, ...]  # municipalities named that are not the asker's
    compares: bool
    follows: bool
    ordinal: int | None  # "the third of these"; -1 is the last
    vector: tuple[float, ...] | None = None  # the question's embedding
    unknown_place: str = ""  # a municipality that the question is about and that has no documents


def read(question: Question, vocabulary: Vocabulary, organisations: Collection[str]) -> Reading:
    """Read a question. `organisations` are the municipalities that have documents."""
    language = question.language or language_of(question.text)
    spoken = words(question.text)
    named = _named(spoken, organisations)
    compares = any(word.folded in _COMPARES for word in spoken) or len(named) > 1
    compares = compares or (any(name != question.organisation for name in named) and _beside(spoken))
    follows = bool(question.history) and _leans(question.text, spoken)
    if follows and not named and not compares:
        named = _named_before(question.history, organisations)
    scope = _scope(question.organisation, named, organisations, compares=compares, spoken=spoken)
    skip = {part for name in named for part in re.split(r"[-\s]", fold(name))}
    skip |= {word.folded for word in spoken if _BIDS.fullmatch(word.folded)}
    skip |= {word.folded for start, end in introduced(question.text) for word in words(question.text[start:end])}
    concepts = list(_concepts(spoken, vocabulary, language, skip, 1.0))
    ordinal = next((ORDINALS[word.folded] for word in spoken if word.folded in ORDINALS), None)
    if follows:
        before = _from_history(question.history, vocabulary, skip | _ASKS_ON, concepts, ordinal)
        concepts = [concept for concept in concepts if not before or concept.word not in _ASKS_ON] + before
    return Reading(
        text=question.text,
        language=language,
        concepts=tuple(concepts),
        organisations=scope,
        others=tuple(name for name in named if name != question.organisation),
        compares=compares,
        follows=follows,
        ordinal=ordinal,
        vector=question.vector,
        unknown_place=unknown_place(question.text, organisations),
    )


def _named(spoken: Sequence[Word], organisations: Collection[str]) -> list[str]:
    """The municipalities that a question names: every part of the name, or its longest part alone."""
    said = [word.folded for word in spoken]
    found: list[tuple[int, str]] = []
    for name in organisations:
        parts = re.split(r"[-\s]", fold(name))
        places = [said.index(part) for part in parts if part in said]
        adjective = next((place for place, word in enumerate(said) if word in (parts[0] + "e", parts[0] + "se")), None)
        if len(places) == len(parts) or (places and len(parts) > 1):
            found.append((places[0], name))
        elif adjective is not None:
            found.append((adjective, name))
    return [name for _, name in sorted(found)]


def _beside(spoken: Sequence[Word]) -> bool:
    """Whether what is said of another municipality is put beside one's own ("anders dan", "net zo goed als hier")."""
    said = {word.folded for word in spoken}
    return bool(said & _DIFFERS) or bool(said & _LIKENS and said & _OURS)


def _named_before(history: Sequence[PreviousTurn], organisations: Collection[str]) -> list[str]:
    """The municipality that the turns before were about, when that was one."""
    for text in asked_before(history):
        named = _named(words(text), organisations)
        if named:
            return named if len(named) == 1 else []
    return []


def asked_before(history: Sequence[PreviousTurn]) -> list[str]:
    """The questions before, latest first, back to the one that stands by itself."""
    found: list[str] = []
    for turn in reversed(history):
        if turn.role == "user":
            found.append(turn.text)
            if not _leans(turn.text, words(turn.text)):
                break
    return found


def names_subject(text: str) -> bool:
    """Whether a text has a word that may be what it is about, and not only asks on ("geef een voorbeeld")."""
    return any(not is_stop(word.folded) and word.folded not in _ASKS_ON for word in words(text))


def _scope(
    own: str, named: Sequence[str], organisations: Collection[str], *, compares: bool, spoken: Sequence[Word]
) -> tuple[str, ...]:
    everyone = any(word.folded in ("gemeenten", "municipalities", "beide", "both", "allebei") for word in spoken)
    if named:
        wanted = list(named)
        if compares and own in organisations and own not in wanted:
            wanted.insert(0, own)
    elif compares and everyone:
        wanted = [own, *sorted(name for name in organisations if name != own)]
    else:
        wanted = [own]
    if own in wanted:
        wanted.remove(own)
        wanted.insert(0, own)
    return tuple(wanted)


def _leans(text: str, spoken: Sequence[Word]) -> bool:
    """Whether a question cannot be understood without the turn before it.

    It points back, opens as one that goes on, or names nothing of its own: "Waarom?", "Wat zijn de voordelen?". A
    question with a subject of its own stands alone, however short: "Wat is onze missie?".
    """
    own = [word for word in spoken if not is_stop(word.folded) and word.folded not in _RELATIONAL]
    pointing = any(_points(spoken, at) for at in range(len(spoken)))
    return pointing or not own or bool(_OPENERS.match(text))


def _points(spoken: Sequence[Word], at: int) -> bool:
    """Whether a word points back. "Het" does so by itself ("Wat kost het?"), not before what it belongs to."""
    if spoken[at].folded == "het" and at + 1 < len(spoken):
        return is_stop(spoken[at + 1].folded)
    return spoken[at].folded in _ANAPHORA


def _from_history(
    history: Sequence[PreviousTurn],
    vocabulary: Vocabulary,
    skip: set[str],
    present: Sequence[Concept],
    ordinal: int | None,
) -> list[Concept]:
    """Words of the last question and answer; the item that "the second of these" points at counts whole."""
    known = {concept.word for concept in present}
    found: list[Concept] = []
    last_answer = next((turn.text for turn in reversed(history) if turn.role == "assistant"), "")
    picked = item_of(last_answer, ordinal) if ordinal is not None else ""
    asked = [(text, HISTORY_USER * EARLIER**steps) for steps, text in enumerate(asked_before(history))]
    for text, weight in ((picked, 0.9), *asked, (_answer_of_subject(history), HISTORY_ASSISTANT)):
        for concept in _concepts(words(text), vocabulary, language_of(text), skip, weight):
            if concept.word not in known:
                known.add(concept.word)
                found.append(replace(concept, asked=False))
    return found


def _answer_of_subject(history: Sequence[PreviousTurn]) -> str:
    """The last answer to a question that names something; those to "waarom?" and the like would lead away from it."""
    answer = ""
    for turn in reversed(history):
        if turn.role == "assistant":
            answer = turn.text
        elif names_subject(turn.text):
            break
    return answer


def item_of(answer: str, ordinal: int) -> str:
    """The item of an answer with that place, -1 for the last: of its list, else of what it sums up; '' without one."""
    lines = [line.strip() for line in answer.splitlines() if _ITEM.match(line)]
    parts = lines if len(lines) > 1 else [part for part in _LIST_SPLIT.split(answer.rstrip(". ")) if part]
    if len(parts) < 2 or abs(ordinal) > len(parts):
        return ""
    return parts[ordinal - 1] if ordinal > 0 else parts[ordinal]


def _concepts(
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
    return len(folded) > 3 and infinitive(folded).endswith(("en", "aan", "oen", "ien"))


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
