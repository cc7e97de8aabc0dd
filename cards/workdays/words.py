"""Days, months, amounts and places to work in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency
from microsoft_teams.cards.core import Choice

from domain.workdays.model import CATEGORIES, Category, Day, Month
from locales import Texts

EMPTY = "empty"  # in the JSON of a card: no tick


def weekday(texts: Texts, number: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=texts.language)  # the first of January was a Monday


def day(texts: Texts, on: date) -> str:
    """A day in this year or the next: "maandag 30 november"."""
    return format_date(on, "EEEE d MMMM", locale=texts.language)


def day_in_full(texts: Texts, on: date) -> str:
    """The same with the year."""
    return format_date(on, "EEEE d MMMM y", locale=texts.language)


def short_day(texts: Texts, on: date) -> str:
    """As short as it can be: "ma 30"."""
    return format_date(on, "EEEEEE d" if texts.language == "nl" else "EEE d", locale=texts.language)


def medium_day(texts: Texts, on: date) -> str:
    """For a narrow column: "ma 30 november"."""
    return format_date(on, "EEEEEE d MMMM" if texts.language == "nl" else "EEE d MMMM", locale=texts.language)


def month(texts: Texts, of: Month) -> str:
    """A month: "november 2026"."""
    return format_date(of.first, "LLLL y", locale=texts.language)


def last_day(texts: Texts, at: datetime, zone: ZoneInfo) -> str:
    """The last day before a moment, in the time of the municipality."""
    return day_in_full(texts, (at - timedelta(seconds=1)).astimezone(zone).date())


def first_day(texts: Texts, at: datetime, zone: ZoneInfo) -> str:
    """The day of a moment, in the time of the municipality."""
    return day_in_full(texts, at.astimezone(zone).date())


def amount(texts: Texts, cents: int) -> str:
    """An amount of money: "€ 2,40"."""
    return format_currency(Decimal(cents) / 100, "EUR", locale="nl_NL" if texts.language == "nl" else "en_IE")


def category(texts: Texts, chosen: Category | None) -> str:
    """Where somebody works; None: nobody said."""
    return texts(f"workdays-category-{(chosen or EMPTY).replace('_', '-')}")


def choices(texts: Texts, *, empty: str = "workdays-category-empty") -> list[Choice]:
    """What can be chosen of a day. `empty`: the key of what no choice is called."""
    found = [Choice(title=texts(empty), value=EMPTY)]
    return found + [Choice(title=category(texts, one), value=one) for one in CATEGORIES]


def week(texts: Texts, days: Sequence[date]) -> str:
    """Which week, or from when to when where the days are of more than one."""
    first, last = min(days), max(days)
    span = {"first": day(texts, first), "last": day(texts, last)}
    if first.isocalendar()[:2] == last.isocalendar()[:2]:
        return texts("workdays-week-of", number=first.isocalendar().week, **span)
    return texts("workdays-days-of", **span)


def ticked(texts: Texts, one: Day) -> str:
    """A day with what is ticked and what that gives: "Thuis, € 2,40"."""
    where = category(texts, one.category)
    if one.allowance is None or not one.allowance.cents:
        return where
    return texts("workdays-with-amount", where=where, amount=amount(texts, one.allowance.cents))
