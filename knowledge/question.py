"""Reads a question: its language, the subject words with their relatives, whose documents, and what it leans on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.answer import PreviousTurn, Question
from knowledge.concepts import Concept, concepts_of
from knowledge.introducing import introduced
from knowledge.language import language_of
from knowledge.places import unknown_place
from knowledge.vocabulary import Vocabulary
from knowledge.wordlists import wordlist
from knowledge.words import ORDINALS, Word, fold, is_stop, words

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
_RELATIONAL = wordlist("relational")
_ASKS_ON = wordlist("asks_on")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")
_LIST_SPLIT = re.compile(r"\s*(?:[,;•\n]|\ben\b|\band\b)\s*")


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
    concepts = list(concepts_of(spoken, vocabulary, language, skip, 1.0))
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
        for concept in concepts_of(words(text), vocabulary, language_of(text), skip, weight):
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
