"""Who of one's own team is where on a day, of those who share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from microsoft_teams.cards.core import CardElement, RichTextBlock, TextBlock, TextRun

from cards.card import Card, CardBuilder, heading
from cards.workdays.actions import ShowSettings, ShowWeek, ShowWhoIsIn
from cards.workdays.words import category, day
from domain.workdays.model import CATEGORIES, Category, Colleague
from locales import Texts

SATURDAY = 5
MOST_NAMED = 30  # of a place


@dataclass(frozen=True)
class Team:
    """The team on some days. `visible`: whether the person shares too; `told`: what is to be said of who was asked
    after, or of what was asked for.
    """

    days: tuple[tuple[date, tuple[Colleague, ...]], ...]
    first: date  # the days that can be asked for
    last: date
    visible: bool
    told: str = ""


def who(texts: Texts, team: Team) -> Card:
    """Names by where they are. Who shares nothing is not on it, and is not counted either."""
    one = len(team.days) == 1
    title = texts("workdays-who-title", day=day(texts, team.days[0][0])) if one else texts("workdays-who-title-days")
    card = CardBuilder(title)
    for line in team.told.splitlines():
        card.add(RichTextBlock(inlines=[TextRun(text=line, weight="Bolder")]))
    nobody = not any(colleagues for _, colleagues in team.days)
    if nobody:
        card.paragraph(texts("workdays-who-nobody" if one else "workdays-who-nobody-days"))
    for on, colleagues in team.days if not nobody else ():
        if not one:
            card.add(heading(day(texts, on)))
        card.add(*_of_day(texts, colleagues))
    card.paragraph(texts("workdays-who-privacy"), subtle=True)
    if not team.visible:
        card.paragraph(texts("workdays-who-not-visible"), subtle=True)
    _around(card, texts, team)
    card.execute(texts("workdays-to-settings"), ShowSettings())
    return card.build(speak=title)


def _beside(day: date, step: int) -> date:
    """The day before or after that is no weekend."""
    day += timedelta(days=step)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day


def _of_day(texts: Texts, colleagues: Sequence[Colleague]) -> list[CardElement]:
    found: list[CardElement] = []
    for where in CATEGORIES:
        names = [one.name for one in colleagues if one.where == where]
        if names and where != "none":
            found.append(_names(texts, where, names))
    unknown = [one.name for one in colleagues if one.where in (None, "none")]
    if unknown:
        found.append(_names(texts, None, unknown))
    return found or [TextBlock(text=texts("workdays-who-nobody"), wrap=True)]


def _names(texts: Texts, where: Category | None, names: Sequence[str]) -> RichTextBlock:
    """Names as runs of text: what somebody is called is no mark-up."""
    shown = ", ".join(sorted(names, key=str.casefold)[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown = f"{shown}, {texts('workdays-and-more', count=len(names) - MOST_NAMED)}"
    place = category(texts, where) if where else texts("workdays-who-unknown")
    return RichTextBlock(inlines=[TextRun(text=f"{place}: ", weight="Bolder"), TextRun(text=shown)])


def _around(card: CardBuilder, texts: Texts, team: Team) -> None:
    before, after = _beside(team.days[0][0], -1), _beside(team.days[-1][0], 1)
    if before >= team.first:
        card.execute(texts("workdays-who-day", day=day(texts, before)), ShowWhoIsIn(before.isoformat()))
    if after <= team.last:
        card.execute(texts("workdays-who-day", day=day(texts, after)), ShowWhoIsIn(after.isoformat()))
    card.execute(texts("workdays-to-fill-in"), ShowWeek(team.days[0][0].isoformat()))
