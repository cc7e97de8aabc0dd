"""What the closed sets, dates and amounts of projects are called in a document."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency

from domain.projects.content import Lane, Level, Money, NsobRole, Participation
from domain.projects.money import payback
from domain.projects.reports import Light, Subject
from locales import Texts


def day(texts: Texts, on: date | None) -> str:
    """A day in full: "30 november 2026"; "" for none."""
    return "" if on is None else format_date(on, "d MMMM y", locale=texts.language)


def day_of(texts: Texts, at: datetime, zone: ZoneInfo) -> str:
    """The day of a moment, in the time of the municipality."""
    return day(texts, at.astimezone(zone).date())


def amount(texts: Texts, cents: int | None) -> str:
    """An amount of money: "€ 2.500,00"; "" where none is filled in."""
    if cents is None:
        return ""
    return format_currency(Decimal(cents) / 100, "EUR", locale="nl_NL" if texts.language == "nl" else "en_IE")


def payback_time(texts: Texts, money: Money) -> str:
    """When the savings have paid for the investment; "" where that cannot be worked out."""
    found = payback(money)
    if found is None:
        return ""
    if found.months is None:
        return texts("document-payback-never")
    years, months = found.years_and_months
    return texts("document-payback", years=years, months=months)


def role(texts: Texts, one: NsobRole | None) -> str:
    """A role of the municipality after NSOB; "" for none."""
    return "" if one is None else texts(f"document-role-{one}")


def role_about(texts: Texts, one: NsobRole | None) -> str:
    """What a role comes down to, in a sentence; "" for none."""
    return "" if one is None else texts(f"document-role-{one}-about")


def participation(texts: Texts, form: Participation) -> str:
    """A form of participation."""
    return texts(f"document-participation-{form.replace('_', '-')}")


def lane(texts: Texts, one: Lane | None) -> str:
    """The lane that a project goes through; "" for none."""
    return "" if one is None else texts(f"document-lane-{one}")


def level(texts: Texts, one: Level) -> str:
    """How likely or how bad something is."""
    return texts(f"document-level-{one}")


def goal(texts: Texts, number: int) -> str:
    """A Global Goal with its number."""
    return texts(f"document-goal-{number}")


def light(texts: Texts, one: Light) -> str:
    """A traffic light, in words: a colour alone is not read by everybody."""
    return texts(f"document-light-{one}")


def subject(texts: Texts, one: Subject) -> str:
    """What a traffic light is about."""
    return texts(f"document-subject-{one}")
