"""The cards about home and office days with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cards.card import Card
from cards.workdays import export, month, pattern, question, settings, week, who
from domain.holidays import Holiday
from domain.workdays.model import (
    Allowance,
    Category,
    Choices,
    Colleague,
    Correction,
    Day,
    Entry,
    Filled,
    Lock,
    Month,
    Overview,
    Pattern,
    Rate,
    Stored,
)
from locales import Texts

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 12, 21)
DECEMBER = Month(2026, 12)
CHRISTMAS = Holiday("Eerste kerstdag", "Christmas Day")
HOME, COMMUTE = Allowance("home", 245), Allowance("commute", 500)
RATES = (
    Rate(date(2026, 1, 1), (("home", 240), ("office", 500), ("neighbourhood", 500))),
    Rate(date(2026, 12, 15), (("home", 245), ("office", 500), ("neighbourhood", 500))),
)
WEEK = (
    Day(MONDAY, "open", "home", allowance=HOME),
    Day(date(2026, 12, 22), "open", "office", allowance=COMMUTE),
    Day(date(2026, 12, 23), "open"),
    Day(date(2026, 12, 24), "open", planned="home"),
    Day(date(2026, 12, 25), "open", holiday=CHRISTMAS),
)
EVERY = Pattern(date(2026, 12, 21), (("home", "office", None, "neighbourhood", "home", None, None),))
IN_TURN = Pattern(
    date(2026, 12, 21),
    (("home", "office", None, None, "home", None, None), ("office", None, "on_the_way", None, None, None, None)),
    date(2027, 6, 30),
)
OPEN = Lock(DECEMBER, datetime(2027, 1, 4, 23, tzinfo=UTC), locked=False, removed_on=date(2027, 4, 5))
NOVEMBER = Month(2026, 11)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {
        **_of_days(texts),
        **_of_pattern(texts),
        **_of_month(texts),
        **_of_team(texts),
        "workdays-settings": settings.settings(
            texts, settings.Settings(Choices(), (time(7, 30), time(8), time(8, 30)), "")
        ),
        "workdays-settings-said": settings.settings(
            texts,
            settings.Settings(
                Choices(time(8), visible=True, location=True, working_days=(0, 1, 3)),
                (time(7, 30), time(8)),
                texts("workdays-settings-see"),
            ),
        ),
        "workdays-question": question.question(texts, MONDAY),
        "workdays-question-stopped": question.stopped(texts),
        "workdays-export": export.choose(texts, (NOVEMBER.plus(-1), NOVEMBER), None),
        "workdays-export-open": export.choose(
            texts, (NOVEMBER,), DECEMBER, texts("workdays-export-open", month="december", at="5 januari")
        ),
        "workdays-export-none": export.choose(texts, (), None),
        "workdays-export-files": export.files(
            texts,
            NOVEMBER,
            "https://koers.oss.example/download/x",
            "https://koers.oss.example/download/y",
            date(2027, 3, 5),
        ),
    }


def _of_days(texts: Texts) -> dict[str, Card]:
    locked = tuple(replace(one, state="locked", holiday=None, planned=None) for one in WEEK)
    locked = (replace(locked[0], corrected=True), *locked[1:])
    far = (replace(WEEK[0], state="removed", category=None), replace(WEEK[1], state="ahead", category=None))
    many = tuple(Day(MONDAY + timedelta(days=number), "open") for number in range(week.MOST))
    stored = tuple(replace(one, category=one.category or "none", planned=None) for one in WEEK)
    return {
        "workdays-week": week.form(texts, week.DaysForm(WEEK)),
        "workdays-week-said": week.form(texts, week.DaysForm(WEEK, {date(2026, 12, 23): "home"})),
        "workdays-week-meanwhile": week.form(
            texts, week.DaysForm(WEEK, {MONDAY: "office"}, texts("workdays-changed-meanwhile", count=1))
        ),
        "workdays-week-locked": week.form(texts, week.DaysForm(locked)),
        "workdays-week-far": week.form(texts, week.DaysForm(far)),
        "workdays-days-many": week.form(texts, week.DaysForm(many, left_out=6)),
        "workdays-stored": week.stored(texts, stored, Stored(stored)),
        "workdays-stored-some": week.stored(texts, locked, Stored(locked[:1], (*locked[1:2], *far))),
        "workdays-answered": week.answered(texts, WEEK[0]),
    }


def _of_pattern(texts: Texts) -> dict[str, Card]:
    every = pattern.PatternForm(EVERY.weeks, "2026-12-21", exists=True)
    filled = (date(2026, 12, 21), date(2026, 12, 22))
    left = tuple(MONDAY + timedelta(days=number) for number in range(10))
    return {
        "workdays-pattern-new": pattern.form(texts, pattern.PatternForm((pattern.NOTHING,), "2026-12-21")),
        "workdays-pattern": pattern.form(texts, every),
        "workdays-pattern-in-turn": pattern.form(
            texts, replace(every, weeks=IN_TURN.weeks, until="2027-06-30", told=texts("workdays-pattern-every"))
        ),
        "workdays-pattern-kept": pattern.kept(texts, Filled(EVERY, filled, left), MONDAY),
        "workdays-pattern-kept-in-turn": pattern.kept(texts, Filled(IN_TURN, ()), MONDAY),
        "workdays-pattern-ended": pattern.ended(texts, filled, MONDAY),
    }


def _of_month(texts: Texts) -> dict[str, Card]:
    turns: tuple[tuple[Category, int], ...] = (
        ("home", 240), ("office", 500), ("neighbourhood", 500), ("on_the_way", 0), ("none", 0)
    )  # fmt: skip
    entries = tuple(
        Entry("p", day, category, "home" if category == "home" else "commute" if cents else None, cents)
        for number in range(31)
        if (day := DECEMBER.first + timedelta(days=number)).weekday() < 5
        for category, cents in [turns[number % 5]]
    )
    corrections = (
        Correction("p", date(2026, 11, 3), "home", "office", 260),
        Correction("p", date(2026, 11, 4), None, "home", 240),
        Correction("p", date(2026, 11, 5), "office", None, -500),
    )
    full = Overview(OPEN, entries, corrections, RATES)
    shown = month.MonthShown(full, ZONE, "2026-12-21", before=NOVEMBER)
    closed = replace(OPEN, month=NOVEMBER, locked=True)
    return {
        "workdays-month": month.overview(texts, shown),
        "workdays-month-locked": month.overview(
            texts, replace(shown, overview=replace(full, lock=closed, corrections=()), after=DECEMBER)
        ),
        "workdays-month-empty": month.overview(texts, month.MonthShown(Overview(OPEN, (), (), RATES), ZONE, "")),
    }


def _of_team(texts: Texts) -> dict[str, Card]:
    colleagues = (
        Colleague("a", "Anna de Vries", "home"),
        Colleague("b", "Jan Bakker", "office"),
        Colleague("c", "Karin Smit", "office"),
        Colleague("d", "Ahmed Yilmaz", None),
    )
    last = MONDAY + timedelta(days=14)
    one = who.Team(((MONDAY, colleagues),), MONDAY, last, visible=True)
    days = tuple((MONDAY + timedelta(days=number), colleagues[number:]) for number in range(5))
    return {
        "workdays-who": who.who(texts, one),
        "workdays-who-days": who.who(texts, replace(one, days=days, visible=False)),
        "workdays-who-nobody": who.who(
            texts, replace(one, days=((MONDAY, ()),), visible=False, told=texts("workdays-who-person", name="Sanne"))
        ),
    }
