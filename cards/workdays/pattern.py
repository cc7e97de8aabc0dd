"""The fixed week of one person, or two weeks in turn: the form, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards.core import CardElement, ChoiceSetInput, DateInput, TextBlock

from cards.card import Card, CardBuilder, heading
from cards.workdays.actions import EndPattern, ShowPattern, ShowSettings, ShowWeek, StorePattern
from cards.workdays.words import EMPTY, choices, day, day_in_full, weekday
from domain.workdays.model import Filled, Pattern, Week
from locales import Texts

NOTHING: Week = (None,) * 7
WORKING_WEEK = 5  # days that are always asked; the weekend where there is something in it
MOST_NAMED = 8  # days


@dataclass(frozen=True)
class PatternForm:
    """A pattern to fill in. `exists`: one is stored; `told`: what happened just now, or is asked still."""

    weeks: tuple[Week, ...]
    start: str  # ISO days as they were filled in
    until: str = ""
    exists: bool = False
    told: str = ""


def form(texts: Texts, filled: PatternForm) -> Card:
    """One choice for each day of the week, and from when on."""
    card = CardBuilder(texts("workdays-pattern-title"))
    if filled.told:
        card.paragraph(filled.told, strong=True)
    card.paragraph(texts("workdays-pattern-how"), subtle=True)
    two = len(filled.weeks) > 1
    weekend = any(one is not None for each in filled.weeks for one in each[WORKING_WEEK:])
    for number, each in enumerate(filled.weeks):
        if two:
            card.add(heading(texts(f"workdays-pattern-week-{number + 1}")))
        card.add(*_week(texts, number, each, weekend=weekend, two=two))
    card.add(
        DateInput(id="start", label=texts("workdays-pattern-start"), value=filled.start or None),
        DateInput(id="until", label=texts("workdays-pattern-until"), value=filled.until or None),
    )
    if two:
        card.paragraph(texts("workdays-pattern-in-turn"), subtle=True)
    card.paragraph(texts("workdays-pattern-privacy"), subtle=True)
    card.execute(texts("workdays-save"), StorePattern(len(filled.weeks)), primary=True)
    card.execute(texts(f"workdays-pattern-to-{1 if two else 2}"), ShowPattern(1 if two else 2))
    if filled.exists:
        sure, yes = texts("workdays-pattern-end-sure"), texts("workdays-pattern-end-yes")
        card.confirmed(texts("workdays-pattern-end"), sure, yes, EndPattern())
    card.execute(texts("workdays-to-week"), ShowWeek(""))
    return card.build(speak=texts("workdays-pattern-title"))


def _week(texts: Texts, number: int, week: Week, *, weekend: bool, two: bool) -> list[CardElement]:
    found: list[CardElement] = []
    for at, chosen in enumerate(week):
        if at >= WORKING_WEEK and not weekend:
            break
        label = weekday(texts, at)
        if two:  # two inputs of one name are not to be told apart by who does not see the heading
            label = texts("workdays-pattern-day", weekday=label, number=number + 1)
        found.append(
            ChoiceSetInput(
                id=field_of(number, at),
                label=label,
                value=chosen or EMPTY,
                choices=choices(texts, empty="workdays-pattern-not-fixed"),
                style="compact",
                wrap=True,
            )
        )
    return found


def field_of(number: int, weekday: int) -> str:
    """The id of the input of a day of the first week (0) or the second."""
    return f"week-{number + 1}-{weekday}"


def kept(texts: Texts, outcome: Filled, today: date) -> Card:
    """The pattern is stored: what it filled in, and what it left as it was."""
    card = CardBuilder(texts("workdays-pattern-kept-title"))
    for line in lines(texts, outcome.pattern):
        card.add(TextBlock(text=line, wrap=True, spacing="Small"))
    start, until = outcome.pattern.start, outcome.pattern.until
    key = "workdays-pattern-from-until" if until else "workdays-pattern-from"
    span = {"start": day_in_full(texts, start), "until": day_in_full(texts, until) if until else ""}
    card.paragraph(texts(key, **span))
    card.paragraph(texts("workdays-pattern-filled", count=len(outcome.days)))
    if outcome.left:
        card.paragraph(texts("workdays-pattern-left", days=_named(texts, outcome.left)))
    card.execute(texts("workdays-to-week"), ShowWeek((outcome.days[0] if outcome.days else today).isoformat()))
    card.execute(texts("workdays-change"), ShowPattern())
    card.execute(texts("workdays-to-settings"), ShowSettings())
    return card.build(speak=texts("workdays-pattern-kept-title"))


def ended(texts: Texts, cleared: Sequence[date], today: date) -> Card:
    """There is no pattern any more."""
    card = CardBuilder(texts("workdays-pattern-ended-title"))
    card.paragraph(texts("workdays-pattern-ended", count=len(cleared)))
    card.execute(texts("workdays-to-week"), ShowWeek(today.isoformat()))
    card.execute(texts("workdays-to-pattern"), ShowPattern())
    return card.build(speak=texts("workdays-pattern-ended-title"))


def lines(texts: Texts, pattern: Pattern) -> list[str]:
    """A pattern in words, a line for each week."""
    found: list[str] = []
    for number, each in enumerate(pattern.weeks):
        days = ", ".join(
            texts("workdays-pattern-one", weekday=weekday(texts, at), where=_where(texts, chosen))
            for at, chosen in enumerate(each)
            if chosen is not None
        )
        days = days or texts("workdays-pattern-empty-week")
        key = "workdays-pattern-line-turn" if len(pattern.weeks) > 1 else "workdays-pattern-line"
        found.append(texts(key, number=number + 1, days=days))
    return found


def _where(texts: Texts, chosen: str) -> str:
    return texts(f"workdays-in-line-{chosen.replace('_', '-')}")


def _named(texts: Texts, days: Sequence[date]) -> str:
    named = [day(texts, one) for one in days[:MOST_NAMED]]
    if len(days) > MOST_NAMED:
        named.append(texts("workdays-and-more", count=len(days) - MOST_NAMED))
    return ", ".join(named)
