"""What was typed -> what can be stored, or what is to be mended first."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.initiatives.configured import InitiativeRules
from domain.initiatives.model import (
    LONGEST_NEEDS,
    LONGEST_START,
    LONGEST_TITLE,
    LONGEST_WHAT,
    MOST_COLLEAGUES,
    MOST_SERVED,
    Field,
    Problem,
    Start,
    Typed,
)
from domain.written import read_day

# What no field keeps: control characters, and those that turn the direction of what is beside them.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
LINES = re.compile(r"[ \t]*\r?\n[ \t]*")
PERSON = re.compile(r"[0-9a-f-]{1,64}")


def cleaned(text: str, most: int) -> str:
    """Text without what cannot be seen, and nothing where all of it cannot; a little more than `most` characters are
    kept, so that it can be shortened.
    """
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = LINES.sub("\n", text).strip()[: most * 2]
    return text if any(each.isprintable() and not each.isspace() for each in text) else ""


def line(text: str, most: int) -> str:
    """The same on one line."""
    return " ".join(cleaned(text, most).split())


def tidy(typed: Typed) -> Typed:
    """The fields as they are kept: what is too long or does not exist is still in it, for whoever mends it."""
    return replace(
        typed,
        title=line(typed.title, LONGEST_TITLE),
        what=cleaned(typed.what, LONGEST_WHAT),
        heading=line(typed.heading, 32),
        serves=tuple(dict.fromkeys(line(each, 32) for each in typed.serves[: MOST_SERVED * 4])),
        start=line(typed.start, LONGEST_START),
        needs=cleaned(typed.needs, LONGEST_NEEDS),
        colleagues=tuple(
            dict.fromkeys(
                each.lower() for each in typed.colleagues[: MOST_COLLEAGUES * 2] if PERSON.fullmatch(each.lower())
            )
        ),
        campaign=line(typed.campaign, 32),
    )


def problems(typed: Typed, rules: InitiativeRules) -> tuple[Problem, ...]:
    """What is to be mended before it can be submitted."""
    found = [*_lengths(typed)]
    if not typed.title:
        found.append(Problem("title", "initiatives-title-empty"))
    if not typed.what:
        found.append(Problem("what", "initiatives-what-empty"))
    if rules.heading(typed.heading) is None:
        found.append(Problem("heading", "initiatives-heading-none"))
    if any(rules.served(each) is None for each in typed.serves):
        found.append(Problem("serves", "initiatives-serves-unknown"))
    return tuple(found)


def start_of(typed: str) -> Start:
    """The day that it is, or the words."""
    day = read_day(typed)
    return Start(day) if day is not None else Start(None, typed)


def _lengths(typed: Typed) -> list[Problem]:
    texts: tuple[tuple[Field, int, int], ...] = (
        ("title", len(typed.title), LONGEST_TITLE),
        ("what", len(typed.what), LONGEST_WHAT),
        ("start", len(typed.start), LONGEST_START),
        ("needs", len(typed.needs), LONGEST_NEEDS),
    )
    found = [Problem(field, "initiatives-too-long", most) for field, length, most in texts if length > most]
    if len(typed.serves) > MOST_SERVED:
        found.append(Problem("serves", "initiatives-serves-many", MOST_SERVED))
    if len(typed.colleagues) > MOST_COLLEAGUES:
        found.append(Problem("colleagues", "initiatives-colleagues-many", MOST_COLLEAGUES))
    return found
