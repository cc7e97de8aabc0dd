"""A follow-up that only names another municipality ("en in Oss?") asks the question before it of that municipality."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from knowledge.answer import Question
from knowledge.language import language_of
from knowledge.question import asked_before, names_subject
from knowledge.words import fold, is_stop, words

# What people say around the name: "hoe zit dat in Oss?", "how does it work in Oss?".
_AROUND = frozenset(
    {"zit", "zitten", "gaat", "gaan", "werkt", "gebeurt", "geldt", "ligt", "work", "works", "go", "goes"}
)
_OURS = re.compile(
    r"\b(?:(?:in|bij|voor|at|for|with) (?:ons|onze gemeente|us|our municipality)|hier|here)\b", re.IGNORECASE
)


def moved(question: Question, organisations: Collection[str]) -> Question:
    """The question before, asked of the municipality that this one names; any other question as it is.

    Names in the questions before are left out, so that those of the asker's own are asked of it.
    """
    names = _names(tuple(sorted(organisations)))
    if not question.history or not _only_names(question.text, names):
        return question
    earlier = [" ".join(names.sub(" ", text).split()) for text in reversed(asked_before(question.history))]
    about = [text for text in earlier if names_subject(text)]
    if not about:
        return question
    language = question.language or language_of(question.text)
    return replace(question, text=" ".join((*about, question.text)), language=language, history=())


def _only_names(text: str, names: re.Pattern[str]) -> bool:
    """Whether a text names one municipality, or the asker's own ("en bij ons?"), and says nothing else of its own."""
    found = {match.group("name").lower() for match in names.finditer(text)}
    rest = words(_OURS.sub(" ", names.sub(" ", text)))
    silent = all(is_stop(word.folded) or word.folded in _AROUND for word in rest)
    return silent and (len(found) == 1 or (not found and bool(_OURS.search(text))))


@lru_cache(maxsize=64)
def _names(organisations: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the names of municipalities, whole or their parts, with what stands before them."""
    spelled = {part for name in organisations for part in (fold(name), *fold(name).split("-")) if part}
    ordered = "|".join(re.escape(part).replace("\\-", "[- ]?") for part in sorted(spelled, key=len, reverse=True))
    before = r"(?:\b(?:in|bij|van|voor|of|at|for|by)\s+)?(?:\b(?:de |the )?(?:gemeente|municipality of)\s+)?"
    return re.compile(rf"{before}\b(?P<name>{ordered or '(?!)'})(?:s?e)?\b", re.IGNORECASE)
