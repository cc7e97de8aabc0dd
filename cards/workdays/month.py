"""The month of one person: how many days, what they come to, and until when they can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import Fact, FactSet

from cards.card import Card, CardBuilder, heading
from cards.workdays.actions import ShowMonth, ShowPattern, ShowSettings, ShowWeek
from cards.workdays.words import amount, category, day_in_full, first_day, last_day, medium_day, short_day
from cards.workdays.words import month as named
from domain.workdays.model import CATEGORIES, KINDS, Correction, Entry, Month, Overview
from locales import Texts

MOST_CORRECTIONS = 10


@dataclass(frozen=True)
class MonthShown:
    """A month with the way to those around it. `week`: a day of the week to go to from here."""

    overview: Overview
    zone: ZoneInfo
    week: str
    before: Month | None = None
    after: Month | None = None


def overview(texts: Texts, shown: MonthShown) -> Card:
    """The month in numbers, week by week, with the state of its lock."""
    of = shown.overview
    card = CardBuilder(texts("workdays-month-title", month=named(texts, of.lock.month)))
    card.paragraph(_lock(texts, shown), strong=True)
    if not of.entries and not of.corrections:
        card.paragraph(texts("workdays-month-empty"))
    else:
        _amounts(card, texts, of)
        _weeks(card, texts, of.entries)
    _corrections(card, texts, of.corrections)
    card.paragraph(texts("workdays-month-privacy", day=day_in_full(texts, of.lock.removed_on)), subtle=True)
    card.execute(texts("workdays-to-fill-in"), ShowWeek(shown.week), primary=True)
    if shown.before is not None:
        card.execute(texts("workdays-month-other", month=named(texts, shown.before)), ShowMonth(str(shown.before)))
    if shown.after is not None:
        card.execute(texts("workdays-month-other", month=named(texts, shown.after)), ShowMonth(str(shown.after)))
    card.execute(texts("workdays-to-pattern"), ShowPattern())
    card.execute(texts("workdays-to-settings"), ShowSettings())
    total = amount(texts, of.total)
    return card.build(speak=texts("workdays-month-speak", month=named(texts, of.lock.month), total=total))


def _lock(texts: Texts, shown: MonthShown) -> str:
    lock = shown.overview.lock
    if lock.locked:
        return texts("workdays-month-locked", day=first_day(texts, lock.at, shown.zone))
    return texts("workdays-month-open", day=last_day(texts, lock.at, shown.zone))


def _amounts(card: CardBuilder, texts: Texts, of: Overview) -> None:
    card.add(heading(texts("workdays-month-amounts")))
    facts = [
        Fact(
            title=texts(f"workdays-allowance-{kind}"),
            value=texts("workdays-allowance-of", count=of.days(kind), amount=amount(texts, of.cents(kind))),
        )
        for kind in KINDS
        if of.days(kind)
    ]
    if of.corrections:
        facts.append(Fact(title=texts("workdays-corrections"), value=amount(texts, of.corrected)))
    facts.append(Fact(title=texts("workdays-total"), value=amount(texts, of.total)))
    card.add(FactSet(facts=facts))
    for rate in of.rates:
        given = [
            texts("workdays-rate-one", where=category(texts, one), amount=amount(texts, cents))
            for one, cents in rate.cents
            if cents
        ]
        if given:
            start = day_in_full(texts, rate.start)
            card.paragraph(texts("workdays-rate", start=start, rates=", ".join(given)), subtle=True)


def _weeks(card: CardBuilder, texts: Texts, entries: Sequence[Entry]) -> None:
    """The days themselves, a line a week."""
    card.add(heading(texts("workdays-month-days")))
    counts = [
        Fact(title=category(texts, one), value=texts("workdays-days", count=of))
        for one in CATEGORIES
        if (of := sum(entry.category == one for entry in entries))
    ]
    card.add(FactSet(facts=counts))
    facts: list[Fact] = []
    for number, group in groupby(sorted(entries, key=lambda one: one.date), lambda one: one.date.isocalendar().week):
        days = ", ".join(
            texts("workdays-month-day", day=short_day(texts, one.date), where=_short(texts, one)) for one in group
        )
        facts.append(Fact(title=texts("workdays-week-number", number=number), value=days))
    card.add(FactSet(facts=facts))


def _short(texts: Texts, one: Entry) -> str:
    return texts(f"workdays-in-line-{one.category.replace('_', '-')}")


def _corrections(card: CardBuilder, texts: Texts, corrections: Sequence[Correction]) -> None:
    """Days of earlier months that go along with this one."""
    if not corrections:
        return
    card.add(heading(texts("workdays-corrections-title")))
    facts = [
        Fact(
            title=medium_day(texts, one.date),
            value=texts(
                "workdays-correction",
                was=category(texts, one.was),
                now=category(texts, one.now),
                amount=amount(texts, one.cents),
            ),
        )
        for one in corrections[:MOST_CORRECTIONS]
    ]
    card.add(FactSet(facts=facts))
    if len(corrections) > MOST_CORRECTIONS:
        card.paragraph(texts("workdays-and-more", count=len(corrections) - MOST_CORRECTIONS))
