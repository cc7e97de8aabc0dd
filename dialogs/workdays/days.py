"""One's own days: the week with a choice a day, storing it, and the answer to the question of the morning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import cast

from cards.workdays import week as cards
from cards.workdays.week import MOST, DaysForm
from cards.workdays.words import EMPTY
from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.workdays.said import SATURDAY, Ticks, period, said_of, week_of
from domain.workdays.model import CATEGORIES, Category, Day, Stored
from domain.workdays.use_cases import Registering
from domain.written import read_day
from errors import WordedError

WEEK = 7
TOGETHER = 100  # days that the domain gives at once


async def said(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """The days that a sentence is about, with what it says of them filled in."""
    named = period(understood.fields)
    dates = _around(named, turn.now.date())
    found = await _of(services.workdays.registering, turn.person.id, dates)
    ticks, told = said_of(turn.texts, understood, named, {day.date: day for day in found})
    if understood.asks:
        ticks, told = dict[date, Category | None](), understood.asks
    elif understood.fields.part not in (None, "day"):
        told = turn.texts("workdays-whole-days")
    left_out = len(dates) - len(found)
    return Reply(card=cards.form(turn.texts, DaysForm(found, ticks, told, left_out)))


async def look(turn: Turn, services: Services, day: date, *, replaces: bool = False) -> Reply:
    """The week of a day, as it is."""
    found = await _of(services.workdays.registering, turn.person.id, _around((day,), day))
    return Reply(card=cards.form(turn.texts, DaysForm(found)), replaces_card=replaces)


async def week(turn: Turn, services: Services) -> Reply:
    """The same by a button."""
    return await look(turn, services, read_day(turn.payload.get("day")) or week_of(turn.now.date()), replaces=True)


async def store(turn: Turn, services: Services) -> Reply:
    """Stores what was chosen. What was changed elsewhere since the card was made is not written over unseen."""
    shown = _shown(turn)
    if not shown:
        raise WordedError("wire-button-unknown")
    registering, person = services.workdays.registering, turn.person.id
    before = await _of(registering, person, shown)
    wanted: Ticks = {day: _chosen(turn, day, was) for day, was in shown.items()}
    changed: Ticks = {day: chosen for day, chosen in wanted.items() if chosen != shown[day]}
    now = {day.date: day.category for day in before}
    clashing = [day for day, chosen in changed.items() if now[day] not in (shown[day], chosen)]
    if clashing:
        told = turn.texts("workdays-changed-meanwhile", count=len(clashing))
        return Reply(card=cards.form(turn.texts, DaysForm(before, changed, told)), replaces_card=True)
    outcome = await _store(turn, registering, before, changed)
    after = await _of(registering, person, shown)
    return Reply(card=cards.stored(turn.texts, after, outcome), replaces_card=True)


async def answer(turn: Turn, services: Services) -> Reply:
    """One press says where somebody works on a day."""
    day, category = read_day(turn.payload["day"]), _category(str(turn.payload["category"]))
    if day is None or category is None:
        raise WordedError("wire-button-unknown")
    registering, person = services.workdays.registering, turn.person.id
    outcome = await registering.tick(person, {day: category}, key=turn.key)
    if outcome.refused:  # pressed long after: the week says what can be done about it
        told = turn.texts(f"workdays-refused-{outcome.refused[0].state}", day=cards.day(turn.texts, day))
        found = await _of(registering, person, _around((day,), day))
        return Reply(card=cards.form(turn.texts, DaysForm(found, told=told)), replaces_card=True)
    return Reply(card=cards.answered(turn.texts, outcome.days[0]), replaces_card=True)


def _around(named: tuple[date, ...], today: date) -> tuple[date, ...]:
    """The days of the form: the week that was meant, with the weekend where that was; else the days themselves."""
    mondays = {day - timedelta(days=day.weekday()) for day in named} or {week_of(today)}
    if len(mondays) > 1:
        return named
    monday = mondays.pop()
    week = [monday + timedelta(days=number) for number in range(WEEK)]
    return tuple(day for day in week if day.weekday() < SATURDAY or day in named)


async def _of(registering: Registering, person: str, dates: Iterable[date]) -> tuple[Day, ...]:
    """The days as they are now, as many as fit on a form."""
    left = sorted(dates)[:MOST]
    found: list[Day] = []
    while left:
        together = [day for day in left if (day - left[0]).days < TOGETHER]
        days = await registering.days(person, together[0], together[-1])
        found += [day for day in days if day.date in together]
        left = left[len(together) :]
    return tuple(found)


async def _store(turn: Turn, registering: Registering, days: tuple[Day, ...], changed: Ticks) -> Stored:
    """Ticks what is open, and corrects what is locked."""
    locked: Ticks = {day.date: changed[day.date] for day in days if day.state == "locked" and day.date in changed}
    ticks: Ticks = {day: chosen for day, chosen in changed.items() if day not in locked}
    outcome = Stored(())
    if ticks:
        outcome = await registering.tick(turn.person.id, ticks, key=turn.key)
    if locked:
        more = await registering.correct(turn.person.id, locked, key=turn.key)
        outcome = Stored((*outcome.days, *more.days), (*outcome.refused, *more.refused))
    return outcome


def _shown(turn: Turn) -> dict[date, Category | None]:
    """What the pressed card showed as stored."""
    shown = cast("Mapping[str, str]", turn.payload["shown"])
    found: dict[date, Category | None] = {}
    for text, value in shown.items():
        day = read_day(text)
        if day is not None:
            found[day] = _category(value)
    return found


def _chosen(turn: Turn, day: date, was: Category | None) -> Category | None:
    """What was chosen; what is no choice leaves the day as it was."""
    value = field(turn, day.isoformat())
    return None if value == EMPTY else _category(value) or was


def _category(value: str) -> Category | None:
    return next((one for one in CATEGORIES if one == value), None)
