"""A week of one person: the form with a choice a day, and what is stored of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from microsoft_teams.cards.core import CardElement, ChoiceSetInput, Fact, FactSet, TextBlock

from cards.card import Card, CardBuilder
from cards.workdays.actions import ShowMonth, ShowPattern, ShowSettings, ShowWeek, StoreDays
from cards.workdays.words import EMPTY, category, choices, day, medium_day, ticked, week
from domain.workdays.model import Category, Day, Month, Stored
from locales import Texts

MOST = 25  # days on one form: more do not fit in what Teams takes


@dataclass(frozen=True)
class DaysForm:
    """Days to fill in. `said`: what the person said of them, filled in and not stored; `told`: what happened just now
    or is asked still; `left_out`: how many days that were said are not on the form.
    """

    days: tuple[Day, ...]
    said: Mapping[date, Category | None] = field(default_factory=dict[date, Category | None])
    told: str = ""
    left_out: int = 0


def form(texts: Texts, filled: DaysForm) -> Card:
    """One choice a day. Nothing is stored before it is pressed."""
    card = CardBuilder(texts("workdays-week-title"))
    if filled.told:
        card.paragraph(filled.told, strong=True)
    card.paragraph(week(texts, [one.date for one in filled.days]))
    card.paragraph(texts("workdays-week-how"), subtle=True)
    for one in filled.days:
        card.add(_day(texts, one, filled))
    if filled.left_out:
        card.paragraph(texts("workdays-days-left-out", count=filled.left_out))
    if any(one.state == "locked" for one in filled.days):
        card.paragraph(texts("workdays-locked-how"))
    card.paragraph(texts("workdays-week-privacy"), subtle=True)
    shown = {one.date.isoformat(): one.category or EMPTY for one in filled.days if one.state in ("open", "locked")}
    if shown:
        card.execute(texts("workdays-save"), StoreDays(shown), primary=True)
    _elsewhere(card, texts, filled.days)
    card.execute(texts("workdays-to-pattern"), ShowPattern())
    card.execute(texts("workdays-to-settings"), ShowSettings())
    return card.build(speak=texts("workdays-week-speak", week=week(texts, [one.date for one in filled.days])))


def _elsewhere(card: CardBuilder, texts: Texts, days: tuple[Day, ...]) -> None:
    """The weeks before and after, and the month."""
    first, last = days[0].date, days[-1].date
    card.execute(texts("workdays-previous-week"), ShowWeek((first - timedelta(days=7)).isoformat()))
    card.execute(texts("workdays-next-week"), ShowWeek((last + timedelta(days=7)).isoformat()))
    card.execute(texts("workdays-to-month"), ShowMonth(str(Month.of(first))))


def _day(texts: Texts, one: Day, filled: DaysForm) -> CardElement:
    """The choice of a day, or why there is none."""
    if one.state in ("removed", "ahead"):
        return TextBlock(text=texts(f"workdays-day-{one.state}", day=day(texts, one.date)), wrap=True)
    chosen, notes = one.category or one.planned, list[str]()
    if one.date in filled.said:
        chosen = filled.said[one.date]
        if chosen != one.category:
            key = "workdays-note-said-over" if one.category else "workdays-note-said"
            notes.append(texts(key, where=category(texts, one.category)))
    elif one.category is None and one.planned is not None:
        notes.append(texts("workdays-note-planned"))
    if one.holiday is not None:
        notes.append(one.holiday.name(texts.language))
    if one.state == "locked":
        notes.append(texts("workdays-note-corrected" if one.corrected else "workdays-note-locked"))
    label = day(texts, one.date)
    if notes:
        label = texts("workdays-day-noted", day=label, notes=", ".join(notes))
    return ChoiceSetInput(
        id=one.date.isoformat(), label=label, value=chosen or EMPTY, choices=choices(texts), style="compact", wrap=True
    )


def stored(texts: Texts, days: tuple[Day, ...], outcome: Stored) -> Card:
    """What is stored now of the days of the form, and what could not be."""
    card = CardBuilder(texts("workdays-stored-title"))
    kept = [one for one in days if one.state not in ("removed", "ahead")]
    card.paragraph(week(texts, [one.date for one in days]))
    card.add(FactSet(facts=[Fact(title=medium_day(texts, one.date), value=ticked(texts, one)) for one in kept]))
    for one in outcome.refused:
        card.paragraph(texts(f"workdays-refused-{one.state}", day=day(texts, one.date)), strong=True)
    if any(one.corrected for one in outcome.days):
        card.paragraph(texts("workdays-stored-correction"))
    card.execute(texts("workdays-change"), ShowWeek(days[0].date.isoformat()))
    _elsewhere(card, texts, days)
    return card.build(speak=texts("workdays-stored-title"))


def answered(texts: Texts, one: Day) -> Card:
    """The answer to the question of the morning is stored."""
    card = CardBuilder(texts("workdays-stored-title"))
    card.paragraph(texts("workdays-answered", day=day(texts, one.date), where=category(texts, one.category)))
    card.execute(texts("workdays-change"), ShowWeek(one.date.isoformat()))
    card.execute(texts("workdays-to-month"), ShowMonth(str(Month.of(one.date))))
    card.execute(texts("workdays-to-settings"), ShowSettings())
    return card.build(speak=texts("workdays-stored-title"))
