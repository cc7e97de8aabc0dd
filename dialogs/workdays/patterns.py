"""One's fixed week: the form, storing it, and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from cards.workdays import pattern as cards
from cards.workdays.pattern import NOTHING, PatternForm, field_of
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.understanding.model import WEEKDAYS, Fields
from domain.workdays.model import CATEGORIES, Category, Pattern, Week
from domain.written import read_day
from errors import WordedError

MOST_WEEKS = 2
FURTHEST = timedelta(days=366)  # how far ahead a pattern can begin
EARLIEST = date(2000, 1, 1)


async def said(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The fixed week as it is, with what was said filled in."""
    fields, stored = understood.fields, await services.workdays.patterns.of(turn.person.id)
    filled = _form_of(stored, turn.now.date())
    if stored is None and understood.intent != "set_day":
        filled = replace(filled, told=turn.texts("workdays-pattern-none"))
    chosen = _chosen(fields, cancels=understood.intent == "cancel")
    if chosen:
        filled = _with_said(filled, fields, chosen, turn.now.date(), new=stored is None)
    if fields.every_weeks is not None and fields.every_weeks > MOST_WEEKS:
        filled = replace(filled, told=turn.texts("workdays-pattern-every"))
    elif understood.asks and understood.intent == "set_day":
        filled = replace(filled, told=understood.asks)
    return Reply(card=cards.form(turn.texts, filled))


async def look(turn: Turn, services: Services) -> Reply:
    """The form by a button: as it is stored, or with what was filled in when the number of weeks changes."""
    stored = await services.workdays.patterns.of(turn.person.id)
    filled = _form_of(stored, turn.now.date())
    weeks = turn.payload.get("weeks")
    if isinstance(weeks, int) and weeks:
        typed = _weeks(turn, MOST_WEEKS)
        first = typed[0] if "start" in turn.fields else filled.weeks[0]
        second = typed[1] if field_of(1, 0) in turn.fields else first
        start = field(turn, "start") or filled.start
        filled = replace(filled, weeks=(first, second)[:weeks], start=start, until=field(turn, "until"))
    return Reply(card=cards.form(turn.texts, filled), replaces_card=True)


async def store(turn: Turn, services: Services) -> Reply:
    """Stores what was filled in."""
    count = turn.payload["weeks"]
    weeks = _weeks(turn, count if isinstance(count, int) else 1)
    today = turn.now.date()
    start, until = read_day(field(turn, "start")), read_day(field(turn, "until"))
    if start is None or not EARLIEST <= start <= today + FURTHEST:
        raise WordedError("workdays-wrong-start")
    if (field(turn, "until") and until is None) or (until is not None and until < max(start, today)):
        raise WordedError("workdays-wrong-until")
    outcome = await services.workdays.patterns.keep(turn.person.id, Pattern(start, weeks, until), key=turn.key)
    return Reply(card=cards.kept(turn.texts, outcome, today), replaces_card=True)


async def end(turn: Turn, services: Services) -> Reply:
    """Has no fixed week any more."""
    cleared = await services.workdays.patterns.end(turn.person.id, key=turn.key)
    return Reply(card=cards.ended(turn.texts, cleared, turn.now.date()), replaces_card=True)


def _form_of(stored: Pattern | None, today: date) -> PatternForm:
    if stored is None:
        return PatternForm((NOTHING,), (today + timedelta(days=1)).isoformat())
    until = stored.until.isoformat() if stored.until is not None else ""
    return PatternForm(stored.weeks, stored.start.isoformat(), until, exists=True)


def _chosen(fields: Fields, *, cancels: bool) -> dict[int, Category | None]:
    """What was said of each day of the week; of a day that is called off nothing."""
    if cancels or fields.category:
        return dict.fromkeys((WEEKDAYS.index(name) for name in fields.weekly), None if cancels else fields.category)
    return {WEEKDAYS.index(name): category for name, category in fields.week}


def _with_said(
    filled: PatternForm, fields: Fields, chosen: Mapping[int, Category | None], today: date, *, new: bool
) -> PatternForm:
    """What was said, on what there is. "Every other week" is in the first of two weeks, and begins when it is next."""

    def with_said(week: Week) -> Week:
        return tuple(chosen.get(at, one) for at, one in enumerate(week))

    start = fields.from_date.isoformat() if fields.from_date else filled.start
    if fields.every_weeks == MOST_WEEKS:
        weeks = (with_said(filled.weeks[0]), filled.weeks[-1])
        if new or len(filled.weeks) == 1:
            start = (fields.from_date or _next(today, {*chosen})).isoformat()
    else:
        weeks = tuple(with_said(week) for week in filled.weeks)
    until = fields.until_date.isoformat() if fields.until_date else filled.until
    return replace(filled, weeks=weeks, start=start, until=until)


def _next(today: date, weekdays: set[int]) -> date:
    """The first day from tomorrow on that is one of these days of the week."""
    return next(
        day for number in range(1, 8) if (day := today + timedelta(days=number)).weekday() in (weekdays or range(7))
    )


def _weeks(turn: Turn, count: int) -> tuple[Week, ...]:
    """The weeks as they were filled in; what is no choice is not fixed."""
    return tuple(tuple(_category(field(turn, field_of(week, at))) for at in range(7)) for week in range(count))


def _category(value: str) -> Category | None:
    return next((one for one in CATEGORIES if one == value), None)
