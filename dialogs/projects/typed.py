"""What was filled in on a card of a project: a stranger's input, taken for text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from cards.projects.rows import LISTS, OneRow, rows_of
from cards.projects.writing import NO_ROW, fits
from dialogs.fields import field
from dialogs.turn import Turn
from domain.projects.closing import TEXTS as CLOSING_TEXTS
from domain.projects.content import (
    LANES,
    LEVELS,
    NSOB_ROLES,
    PARTICIPATIONS,
    Colleague,
    Level,
    Link,
    Member,
    Milestone,
    Money,
    NsobRole,
    Participation,
    Partner,
    Risk,
    StartDocument,
    Step,
)
from domain.projects.model import Closing
from domain.projects.money import cents
from domain.projects.reports import LIGHTS, SUBJECTS, Light, Progress, Signal, Told
from domain.written import read_day

STEP_TEXTS: dict[Step, tuple[str, ...]] = {
    "assignment": ("name", "department"),
    "why": ("reason", "task", "goal"),
    "what": ("result", "effect"),
    "how": ("approach", "role_why"),
    "scope": ("in_scope", "out_of_scope"),
    "communication": ("communication",),
}
PEOPLE = ("principal", "contractor", "deputy")
AMOUNTS = ("investment", "yearly_costs", "yearly_savings")
HOURS = re.compile(r"\d{1,6}")
LONGEST_ID = 100  # characters
ROW_TEXTS = (
    "row_name",
    "row_why",
    "row_person",
    "row_part",
    "row_hours",
    "row_day",
    "row_what",
    "row_measure",
    "row_how",
)
ROW_FIELDS = (*ROW_TEXTS, "row_form", "row_chance", "row_effect")
MAIN: dict[str, str] = {"partners": "row_name", "milestones": "row_name", "risks": "row_what", "links": "row_name"}


def typed(turn: Turn, document: StartDocument, step: Step) -> StartDocument:
    """The document with what was filled in at a step. What this card did not ask stays as it was."""
    changed = replace(document, **{name: _text(turn, document, name) for name in STEP_TEXTS.get(step, ())})
    match step:
        case "assignment":
            return _people(turn, changed)
        case "how":
            return _roles(turn, changed)
        case "compass":
            return _compass(turn, changed)
        case "money":
            return _money(turn, changed)
        case "planning":
            return _days(turn, changed)
        case "lane" if "lane" in turn.fields:
            return replace(changed, lane=next((lane for lane in LANES if lane == field(turn, "lane")), None))
        case _:
            return changed


def _text(turn: Turn, document: StartDocument, name: str) -> str:
    return _kept(turn, name, str(getattr(document, name)))


def _people(turn: Turn, document: StartDocument) -> StartDocument:
    chosen: dict[str, Colleague | None] = {}
    for part in PEOPLE:
        before = cast("Colleague | None", getattr(document, part))
        if part not in turn.fields:
            continue
        id = field(turn, part).partition(",")[0].strip()[:LONGEST_ID]
        chosen[part] = before if before is not None and before.id == id else Colleague(id, "") if id else None
    unread = tuple((place, was) for place, was in document.unread if place not in chosen)
    return replace(document, **chosen, unread=unread)


def several(turn: Turn, name: str) -> list[str]:
    """A card gives several choices with commas between them."""
    return list(dict.fromkeys(value for value in field(turn, name).split(",") if value))


def _roles(turn: Turn, document: StartDocument) -> StartDocument:
    role, others = document.role, document.other_roles
    if "role" in turn.fields:
        role = next((one for one in NSOB_ROLES if one == field(turn, "role")), None)
    if "other_roles" in turn.fields:
        others = tuple(one for one in NSOB_ROLES if one in several(turn, "other_roles"))
    return replace(document, role=role, other_roles=others)


def _compass(turn: Turn, document: StartDocument) -> StartDocument:
    if "compass" in turn.fields:
        document = replace(document, compass=tuple(several(turn, "compass")))
    if "goals" in turn.fields:
        goals = tuple(
            int(goal) for goal in several(turn, "goals") if goal.isascii() and goal.isdigit() and len(goal) < 3
        )
        document = replace(document, goals=goals)
    return document


def _money(turn: Turn, document: StartDocument) -> StartDocument:
    money = document.money
    unread = {place: was for place, was in document.unread if not place.startswith("money.")}
    amounts: dict[str, int | None] = {name: getattr(money, name) for name in AMOUNTS}
    for name in AMOUNTS:
        if name not in turn.fields:
            continue
        value = field(turn, name).strip()
        amounts[name] = cents(value) if value else None
        if value and amounts[name] is None:
            unread[f"money.{name}"] = value
    explanation = _kept(turn, "explanation", money.explanation)
    return replace(document, money=Money(**amounts, explanation=explanation), unread=tuple(unread.items()))


def _days(turn: Turn, document: StartDocument) -> StartDocument:
    days = {"start": document.start, "end": document.end}
    unread = {place: was for place, was in document.unread if place not in days}
    for name in days:
        if name not in turn.fields:
            continue
        value = field(turn, name).strip()
        days[name] = read_day(value)
        if value and days[name] is None:
            unread[name] = value
    return replace(document, start=days["start"], end=days["end"], unread=tuple(unread.items()))


def row_fields(turn: Turn) -> dict[str, str]:
    """What was filled in for a row; nothing where no text was."""
    if not any(field(turn, name).strip() for name in ROW_TEXTS):
        return {}
    return {name: field(turn, name).strip() for name in ROW_FIELDS if name in turn.fields}


def with_row(document: StartDocument, step: Step, row: OneRow, at: int = NO_ROW) -> StartDocument:
    """The document with a row more, or with another one in its place."""
    rows = list(rows_of(document, step))
    if 0 <= at < len(rows):
        rows[at] = row
    else:
        rows.append(row)
    return replace(document, **{LISTS[step]: tuple(rows)})


def without_row(document: StartDocument, step: Step, at: int) -> StartDocument:
    """The document without a row; as it is where there is no such row."""
    rows = list(rows_of(document, step))
    if step not in LISTS or not 0 <= at < len(rows):
        return document
    del rows[at]
    return replace(document, **{LISTS[step]: tuple(rows)})


def row_of(step: Step, values: Mapping[str, str], before: OneRow | None = None) -> OneRow | str:
    """The row that was filled in, or the key of the words for why it is none. `before`: what it takes the place of."""
    name = values.get("row_name", "")
    main = MAIN.get(LISTS[step], "")
    if main and not values.get(main, ""):
        return "project-row-no-name"
    match step:
        case "outside":
            form = cast("Participation", _one(values.get("row_form", ""), PARTICIPATIONS))
            return Partner(name, form, values.get("row_why", ""))
        case "team":
            return _member(values, before)
        case "planning":
            day = read_day(values.get("row_day", ""))
            return Milestone(name, day) if day is not None else "project-row-no-day"
        case "risks":
            chance, effect = _level(values.get("row_chance", "")), _level(values.get("row_effect", ""))
            return Risk(values["row_what"], chance, effect, values.get("row_measure", ""))
        case _:
            project = before.project if isinstance(before, Link) and before.name == name else ""
            return Link(name, values.get("row_how", ""), project)


def _member(values: Mapping[str, str], before: OneRow | None) -> Member | str:
    hours = values.get("row_hours", "")
    if hours and not HOURS.fullmatch(hours):
        return "project-row-no-hours"
    id, name = values.get("row_person", "").partition(",")[0].strip()[:LONGEST_ID], values.get("row_name", "")
    if not id and not name:
        return "project-row-no-name"
    if id and isinstance(before, Member) and before.id == id:
        name = before.name
    return Member("" if id and not name else name, values.get("row_part", ""), int(hours or 0), id)


def _one(value: str, options: tuple[str, ...]) -> str:
    return value if value in options else options[0]


def _level(value: str) -> Level:
    return cast("Level", _one(value, LEVELS))


def told(turn: Turn, before: Told) -> Told:
    """A report with what was filled in. What this card did not ask stays as it was."""
    signals = {subject: _signal(turn, subject, before.signal(subject)) for subject in SUBJECTS}
    milestones = tuple(_progress(turn, number, one) for number, one in enumerate(before.milestones))
    lit = replace(before, milestones=milestones, **signals)
    return replace(
        lit, summary=_kept(turn, "summary", before.summary), decisions=_kept(turn, "decisions", before.decisions)
    )


def _kept(turn: Turn, name: str, before: str) -> str:
    """What was filled in; what was there where the card did not ask it, or had no room to show it."""
    if name not in turn.fields:
        return before
    value = field(turn, name)
    return value if value.strip() or fits(before) else before


def _signal(turn: Turn, subject: str, before: Signal | None) -> Signal | None:
    if f"light_{subject}" not in turn.fields:
        return before
    light = next((one for one in LIGHTS if one == field(turn, f"light_{subject}")), None)
    words = _kept(turn, f"words_{subject}", before.words if before is not None else "")
    return Signal(cast("Light", light), words) if light is not None else None


def _progress(turn: Turn, number: int, before: Progress) -> Progress:
    if f"reached_{number}" not in turn.fields and f"day_{number}" not in turn.fields:
        return before
    day = read_day(field(turn, f"day_{number}")) or before.day
    return replace(before, day=day, reached=field(turn, f"reached_{number}") == "true")


def closing(turn: Turn) -> Closing:
    """What was filled in to close a project."""
    result, went_well, next_time, handed_to, archived = (field(turn, name) for name in CLOSING_TEXTS)
    return Closing(result, went_well, next_time, handed_to, archived, field(turn, "category")[:LONGEST_ID])


def role(value: object) -> NsobRole | None:
    """The role of that name; None for any other."""
    return next((one for one in NSOB_ROLES if one == value), None)
