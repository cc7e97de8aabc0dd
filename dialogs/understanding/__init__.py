"""A sentence in Dutch or English -> what Koers would open, with which fields filled in. No language model."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dialogs.understanding import questions
from dialogs.understanding.calendar import When, read_days
from dialogs.understanding.classifier import classifier
from dialogs.understanding.decide import known_whole, weighed
from dialogs.understanding.fill import Reading, fill
from dialogs.understanding.hours import Hours, read_hours, without
from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.model import CAPABILITIES, INTENTS, Capability, Choice, Fields, Refusal, Understanding
from dialogs.understanding.permission import permission
from dialogs.understanding.places import find
from dialogs.understanding.sayings import MOVES
from dialogs.understanding.words import read
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
]


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
    vocabulary_of_both = vocabulary()
    sentence = read(text, vocabulary_of_both.known, vocabulary_of_both.targets)
    spoken = language or detect_language(text)
    meanings = {meaning for _, meaning in meanings_in([word.text for word in sentence.words])}
    changing = "change" in meanings or bool({"desk", "room", "booking"} & meanings and MOVES.search(sentence.line))
    allowed = permission(text)
    if allowed is not None:
        last = read_days(sentence.line, here.date(), False)
        until = last.until_date or last.date if allowed.name else None
        fields = Fields(person=allowed.name or None, until_date=until)
        return Understanding("workspaces", allowed.intent, fields, None, spoken)
    decision, when, hours = known_whole(sentence), When(), Hours()
    if (
        decision is not None
        and decision.choice[0] in TIMELESS
        and not decision.others
        and decision.choice[1] not in ASKED
    ):
        capability, intent = decision.choice
        understood = Understanding(capability, intent, Fields(), None, spoken, confidence=decision.confidence)
        if capability != "none" and len(text) <= LONGEST_FIXED and len(_fixed) < MOST_FIXED:
            _fixed[text, language] = understood
        return understood
    if decision is None or decision.choice[0] not in TIMELESS:
        when = read_days(sentence.line, here.date(), changing)
        hours = read_hours(sentence.line, when.spans, changing)
    if decision is None:
        decision = weighed(sentence, when.said or bool(when.choice), hours.start is not None)
    counted = without(sentence.line, (*when.spans, *hours.spans))
    found = find(sentence, organisation, decision.choice[1] in COUNTING, counted)
    reading = Reading(sentence, when, hours, found, here.date(), text.strip())
    fields = fill(decision.choice, reading)
    rule = questions.refusal(decision.choice, fields, organisation, here)
    return Understanding(
        capability=decision.choice[0],
        intent=decision.choice[1],
        fields=fields,
        asks=None if rule else questions.question(decision.choice, decision.others, fields, reading, spoken),
        language=spoken,
        refuse=questions.refusal_in_words(rule, fields, organisation, spoken) if rule else None,
        refusal=rule,
        alternatives=decision.others,
        confidence=decision.confidence,
    )
