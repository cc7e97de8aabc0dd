"""A sentence in Dutch or English -> what Koers would open, with which fields filled in. No language model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogs.understanding import questions
from dialogs.understanding.calendar import read_days
from dialogs.understanding.classifier import classifier
from dialogs.understanding.day_sayings import INSTEAD_OF_DAY, MOVES_DAY, TWO_HOURS
from dialogs.understanding.decide import Decision, Said, known_whole, weighed
from dialogs.understanding.fill import fill
from dialogs.understanding.hours import Hours, read_hours, without
from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.model import CAPABILITIES, INTENTS, Capability, Choice, Fields, Refusal, Understanding
from dialogs.understanding.permission import permission
from dialogs.understanding.places import find, names_desks
from dialogs.understanding.reading import Reading
from dialogs.understanding.sayings import MOVES
from dialogs.understanding.when import When
from dialogs.understanding.words import Sentence, read
from domain.organisation import Organisation
from locales import Language
from locales.detect import detect_language

TIMELESS = ("help", "smalltalk", "none")  # no day or hour makes a difference to these
ASKED = ("language",)  # intents of these that hold more than their name
MOST_FIXED, LONGEST_FIXED = 1000, 60  # sentences, and characters of one
COUNTING = ("book_room", "team_day", "change")  # where a bare number ("voor 8") counts people

# "help", "goedemorgen": what means the same to everybody, every day.
_fixed: dict[tuple[str, Language | None], Understanding] = {}

__all__ = [
    "CAPABILITIES",
    "INTENTS",
    "Capability",
    "Choice",
    "Fields",
    "Refusal",
    "Understanding",
    "prepare",
    "understand",
    "understand_as",
]


@dataclass(frozen=True)
class _Heard:
    """A sentence with its days and hours."""

    sentence: Sentence
    when: When
    hours: Hours
    text: str


def prepare(folder: Path | None = None) -> None:
    """Reads the words and learns the examples (about half a second), so that the first sentence need not wait.

    With a `folder` what was learned is kept there and read the next time (about a tenth of a second).
    """
    classifier(folder)


def understand(text: str, organisation: Organisation, now: datetime, language: Language | None = None) -> Understanding:
    """What Koers makes of `text`. `now` is aware; days and hours count in the organisation's time zone.

    `language` is the language of the words in `asks` and `refuse`; absent, that of the sentence. Never raises on any
    text.
    """
    fixed = _fixed.get((text, language))
    if fixed is not None:
        return fixed
    here = now.astimezone(organisation.time_zone)
    sentence = _sentence(text)
    spoken = language or detect_language(text)
    allowed = permission(text)
    if allowed is not None:
        when, _ = _times(sentence, here)
        until = when.until_date or when.date if allowed.name else None
        fields = Fields(person=allowed.name or None, until_date=until)
        return Understanding("workspaces", allowed.intent, fields, None, spoken)
    decision = known_whole(sentence)
    if decision is not None and _is_timeless(decision):
        capability, intent = decision.choice
        understood = Understanding(capability, intent, Fields(), None, spoken, confidence=decision.confidence)
        if capability != "none" and len(text) <= LONGEST_FIXED and len(_fixed) < MOST_FIXED:
            _fixed[text, language] = understood
        return understood
    when, hours = When(), Hours()
    if decision is None or decision.choice[0] not in TIMELESS:
        when, hours = _times(sentence, here)
    if decision is None:
        day, hour = when.said or bool(when.choice), bool(hours.start or hours.end)
        decision = weighed(sentence, Said(day, hour, names_desks(sentence, organisation)))
    return _understood(decision, _Heard(sentence, when, hours, text), organisation, here, spoken)


def understand_as(choice: Choice, text: str, organisation: Organisation, now: datetime) -> Understanding:
    """What Koers makes of `text` when the person has said what it is for. For the rest as `understand`."""
    here = now.astimezone(organisation.time_zone)
    sentence = _sentence(text)
    when, hours = _times(sentence, here)
    return _understood(
        Decision(choice, 1.0), _Heard(sentence, when, hours, text), organisation, here, detect_language(text)
    )


def _sentence(text: str) -> Sentence:
    lists = vocabulary()
    return read(text, lists.known, lists.targets, lists.short)


def _is_timeless(decision: Decision) -> bool:
    return decision.choice[0] in TIMELESS and not decision.others and decision.choice[1] not in ASKED


def _times(sentence: Sentence, here: datetime) -> tuple[When, Hours]:
    """The days and hours of a sentence; in one about a change, "van A naar B" is a move."""
    line = sentence.line
    meanings = {meaning for _, meaning in meanings_in([word.text for word in sentence.words])}
    changing = (
        "change" in meanings
        or any(said.search(line) for said in (INSTEAD_OF_DAY, MOVES_DAY, TWO_HOURS))
        or bool({"desk", "room", "booking"} & meanings and MOVES.search(line))
    )
    when = read_days(line, here.date(), changing)
    return when, read_hours(line, when.spans, changing)


def _understood(
    decision: Decision, heard: _Heard, organisation: Organisation, here: datetime, language: Language
) -> Understanding:
    sentence, when, hours = heard.sentence, heard.when, heard.hours
    counted = without(sentence.line, (*when.spans, *hours.spans))
    found = find(sentence, organisation, decision.choice[1] in COUNTING, counted)
    reading = Reading(sentence, when, hours, found, here.date(), heard.text.strip())
    fields = fill(decision.choice, reading)
    rule = questions.refusal(decision.choice, fields, organisation, here)
    return Understanding(
        capability=decision.choice[0],
        intent=decision.choice[1],
        fields=fields,
        asks=None if rule else questions.question(decision.choice, decision.others, fields, reading, language),
        language=language,
        refuse=questions.refusal_in_words(rule, fields, organisation, here, language) if rule else None,
        refusal=rule,
        alternatives=decision.others,
        confidence=decision.confidence,
    )
