"""Fills in the fields of an intent from what was found in the sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.understanding import idea_titles, titles
from dialogs.understanding.fill_days import workdays
from dialogs.understanding.model import Choice, Fields
from dialogs.understanding.numbers import NUMBERS, ORDINALS
from dialogs.understanding.reading import Reading, times
from locales import Language

_ENGLISH = re.compile(r"\b(?:engels|english|engelse|en)\b")
_DUTCH = re.compile(r"\b(?:nederlands|dutch|nederlandse|hollands|nl)\b")
_SOMEWHERE = ("book_desk", "book_room")  # which have a form that says that a place is not here
_WHOLE_WEEK = re.compile(r"\b(?:hele|heel|whole|entire|full) (?:(?:of|the|next|komende|volgende) )*week\b")
_BOOTH = re.compile(
    r"\b(?:bel ?(?:cel|hok|plek|ruimte|box|kamer|doos|cabine)\w*|bellen|\w*hokje|telefooncel\w*|booths?"
    r"|(?:phone|call|telephone) ?(?:booth|box|room|cabin)s?|callbooth|phonebooth)\b"
)


def fill(choice: Choice, reading: Reading) -> Fields:
    """The fields of `choice` that the sentence fills in."""
    capability, intent = choice
    match capability:
        case "workspaces":
            return _workspaces(intent, reading)
        case "workdays":
            return workdays(intent, reading)
        case "projects":
            return Fields(name=_name(titles.project_name(reading.sentence.written)))
        case "initiatives":
            return _initiative(intent, reading)
        case "check_ins":
            return _check_in(intent, reading)
        case "announcements":
            return _announcement(intent, reading)
        case "vision":
            return _vision(intent, reading)
        case "help" if intent == "language":
            return Fields(language=language_asked(reading.sentence.line))
        case _:
            return Fields()


def language_asked(line: str) -> Language | None:
    """The language that is asked for."""
    english, dutch = list(_ENGLISH.finditer(line)), list(_DUTCH.finditer(line))
    if english and dutch:  # "van Nederlands naar Engels": the last one
        return "en" if english[-1].start() > dutch[-1].start() else "nl"
    return "en" if english else "nl" if dutch else None


def _workspaces(intent: str, reading: Reading) -> Fields:
    found, line = reading.found, reading.sentence.line
    whole_week = intent == "book_desk" and bool(_WHOLE_WEEK.search(line))
    fields = times(reading, spread=whole_week, moves=intent == "change")
    place = found.place.id if found.place and (found.place.desks or found.place.id not in ("thuis", "home")) else None
    zone = found.zone
    if intent == "book_room" and not re.search(r"zone|gedeelte|area|\bdeel\b", line):
        zone = None
    booth = intent == "book_room" and _BOOTH.search(line)
    people = found.people
    if people is None and intent in ("book_desk", "team_day") and found.desks and found.desks < 1000:
        people = found.desks
    if not found.named and intent in ("cancel", "change"):
        place = None
    if intent in ("change", "cancel") and re.search(r"\boverleg\b", line) and not re.search(r"zone|samenwerk", line):
        zone = None  # what is moved is a meeting
    if intent == "occupancy" and not re.search(r"zone|gedeelte|area", line):
        zone = None
    if intent in ("my_bookings", "occupancy", "check_in"):
        return replace(fields, place=place, zone=zone)
    return replace(
        fields,
        place=place,
        unknown_place=found.unknown_place if intent in _SOMEWHERE else None,
        zone=zone,
        people=people,
        features=tuple(item for item in found.features if item != "screen" or "two_screens" not in found.features),
        wishes=found.wishes,
        for_person=found.for_person or found.perhaps_for,
        kind="call_booth" if booth else None,
    )


def _initiative(intent: str, reading: Reading) -> Fields:
    written = reading.sentence.written
    match intent:
        case "campaign":
            return Fields(title=idea_titles.asked(written), until_date=reading.when.until_date or reading.when.date)
        case "browse":
            return Fields(topic=idea_titles.looked_for(written))
        case "submit":
            return Fields(title=idea_titles.submitted(written))
        case "from_message":
            return Fields(title=idea_titles.after_colon(written))
        case "export":
            return Fields()
        case _:
            return Fields(title=idea_titles.meant(intent, written))


def _check_in(intent: str, reading: Reading) -> Fields:
    if intent == "my_scan":
        return Fields()
    fields = Fields(team=titles.team(reading.sentence.written))
    if intent != "start":
        return fields
    subject = titles.topic(reading.sentence.written)
    return replace(fields, topic=subject, until_date=reading.when.until_date or reading.when.date)


def _announcement(intent: str, reading: Reading) -> Fields:
    if intent == "quiet_hours":
        said = times(reading, spread=False)
        return Fields(start=said.start, end=said.end, weekly=said.weekly)
    if intent == "new":
        audience = titles.audience(reading.sentence.written)
        subject = titles.topic(reading.sentence.written)
        if audience and subject:  # "over de lift aan alle medewerkers"
            subject = (
                re.split(rf"\s(?:aan|naar|voor|to|for)\s(?:de |the )?{re.escape(audience)}", subject)[0].strip() or None
            )
        return Fields(
            topic=subject,
            audience=audience,
            date=reading.when.date,
            start=reading.hours.start,
        )
    return Fields(topic=titles.topic(reading.sentence.written))


def _vision(intent: str, reading: Reading) -> Fields:
    if intent == "source":
        return Fields(number=_number(reading))
    if intent in ("ask", "compare", "follow_up"):
        return Fields(question=reading.asked)
    return Fields()


def _number(reading: Reading) -> int | None:
    """The number of a source: in digits, in words or as its place; -1 is the last."""
    match = re.search(r"\d{1,3}", reading.sentence.line)
    if match:
        return int(match.group())
    said = [word.text for word in reading.sentence.words]
    if any(word in ("laatste", "last") for word in said):
        return -1
    places = (ORDINALS.get(word) or (NUMBERS.get(word) if word not in ("een", "a", "an") else None) for word in said)
    return next((place for place in places if place), None)


def _name(name: str | None) -> str | None:
    """The name, unless it is only the word for the thing itself ("mijn project")."""
    return name if name and not titles.NOT_A_NAME.fullmatch(name) else None
