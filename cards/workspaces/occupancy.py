"""How busy it is: a day by zone, a week by day, weeks beside each other, and the days that are quieter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from microsoft_teams.cards.core import (
    CardElement,
    Container,
    Fact,
    FactSet,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
    TextBlock,
    VerticalBarChart,
    VerticalBarChartDataValue,
)

from cards.card import Card, CardBuilder, heading, paragraphs
from cards.workspaces import words
from cards.workspaces.actions import OpenBookingForm
from cards.workspaces.on_the_day import OccupancyFile, ShowDay, ShowWeek, ShowWeeks
from domain.organisation import Location, Organisation
from domain.workspaces.occupancy import Quieter, Week, percent_of
from domain.workspaces.spread import FEWEST, PARTS, InZone, Spread
from locales import Texts

CALM = 50  # percent: below it is quiet
MOST_OTHERS = 2  # other locations that have a button


@dataclass(frozen=True)
class Shown:
    """A location, and what is around it. `others`: locations to look at instead.

    `full`: for who sees the weeks, too; `booking`: in one's own chat, where one can book.
    """

    organisation: Organisation
    location: Location
    today: date
    others: tuple[Location, ...] = ()
    full: bool = False
    booking: bool = True


def day(texts: Texts, shown: Shown, which: date, spreads: Sequence[Spread], quieter: Quieter | None = None) -> Card:
    """A day by part and zone. `quieter`: days that suit better."""
    name = words.location_name(texts, shown.location)
    card = CardBuilder(texts("occupancy-day-title", location=name, day=words.day_of(texts, which)))
    if not spreads:
        card.paragraph(texts("occupancy-not-known"))
    for spread in spreads:
        card.add(heading(texts(f"occupancy-{spread.part}")), *paragraphs([in_words(texts, shown.organisation, spread)]))
        if spread.shown and len(spread.zones) > 1:
            card.add(FactSet(facts=[_zone(texts, shown.organisation, spread, zone) for zone in spread.zones]))
    if quieter is not None and quieter.days:
        card.paragraph(texts("occupancy-quieter"), strong=True)
        card.add(*(TextBlock(text=line, wrap=True, spacing="Small") for line in quieter_lines(texts, quieter)))
    card.paragraph(texts("occupancy-groups", fewest=FEWEST), subtle=True)
    if shown.booking and which >= shown.today:
        card.execute(texts("workspaces-new-desk"), OpenBookingForm("desk", which.isoformat()), primary=True)
    monday = which - timedelta(days=which.weekday())
    card.execute(texts("occupancy-whole-week"), ShowWeek(shown.location.id, monday.isoformat()))
    for other in shown.others[:MOST_OTHERS]:
        card.execute(words.location_name(texts, other)[:36], ShowDay(other.id, which.isoformat()))
    speak = in_words(texts, shown.organisation, spreads[0]) if spreads else None
    return card.build(speak=speak)


def week(texts: Texts, shown: Shown, which: Week) -> Card:
    """A week by part of a day."""
    name, last = words.location_name(texts, shown.location), which.monday + timedelta(days=4)
    number = which.monday.isocalendar().week
    card = CardBuilder(texts("occupancy-week-title", location=name, week=number))
    card.paragraph(
        texts("occupancy-week-days", first=words.day_of(texts, which.monday), last=words.day_of(texts, last))
    )
    card.add(*_week_chart(texts, shown.organisation, which))
    card.add(*paragraphs(_about_week(texts, which)))
    card.paragraph(texts("occupancy-groups", fewest=FEWEST), subtle=True)
    for key, weeks in (("before", -1), ("after", 1)):
        monday = which.monday + timedelta(weeks=weeks)
        card.execute(texts(f"occupancy-week-{key}"), ShowWeek(shown.location.id, monday.isoformat()))
    if shown.full:
        card.execute(texts("occupancy-weeks"), ShowWeeks(shown.location.id))
        card.execute(texts("occupancy-file"), OccupancyFile())
    for other in shown.others[:MOST_OTHERS]:
        card.execute(words.location_name(texts, other)[:36], ShowWeek(other.id, which.monday.isoformat()))
    return card.build()


def weeks(texts: Texts, shown: Shown, which: Sequence[Week]) -> Card:
    """Weeks that are over and that come, beside each other."""
    card = CardBuilder(texts("occupancy-weeks-title", location=words.location_name(texts, shown.location)))
    this = shown.today - timedelta(days=shown.today.weekday())
    labels = [(_week_name(texts, one, this), one) for one in which]
    known = [(label, one.percent) for label, one in labels if one.percent is not None]
    if known:
        title = texts("occupancy-weeks-chart")
        bars = [VerticalBarChartDataValue(x=label, y=percent) for label, percent in known]
        facts = [Fact(title=label, value=texts("occupancy-percent", percent=percent)) for label, percent in known]
        in_text = Container(items=[*paragraphs([title]), FactSet(facts=facts)])
        card.add(
            VerticalBarChart(
                title=title, show_title=True, data=bars, y_min=0, y_max=100, show_bar_values=True, fallback=in_text
            )
        )
    missing = [label for label, one in labels if one.percent is None]
    if missing:
        card.paragraph(texts("occupancy-weeks-missing", weeks=", ".join(missing), fewest=FEWEST))
    card.add(*paragraphs(_flex(texts, shown, which)))
    card.paragraph(texts("occupancy-weeks-how"), subtle=True)
    card.execute(texts("occupancy-this-week"), ShowWeek(shown.location.id, this.isoformat()))
    card.execute(texts("occupancy-file"), OccupancyFile())
    for other in shown.others[:MOST_OTHERS]:
        card.execute(words.location_name(texts, other)[:36], ShowWeeks(other.id))
    return card.build()


def file(texts: Texts, url: str) -> Card:
    """Where the file can be got, for a while."""
    card = CardBuilder(texts("occupancy-file-title")).paragraph(texts("occupancy-file-how"))
    return card.open_url(texts("occupancy-file-open"), url).build()


def not_counted(texts: Texts, location: Location, others: Sequence[Location], on: date) -> Card:
    """Where nobody counts the places."""
    card = CardBuilder(words.location_name(texts, location))
    card.paragraph(texts("occupancy-not-counted"))
    for other in others[: MOST_OTHERS + 1]:
        card.execute(words.location_name(texts, other)[:36], ShowDay(other.id, on.isoformat()))
    return card.build()


def quieter_lines(texts: Texts, quieter: Quieter) -> list[str]:
    """The days that are quieter, a line each."""
    return [
        texts(
            "occupancy-quiet-day-team" if one.team else "occupancy-quiet-day",
            day=words.day_of(texts, one.day),
            how=texts("occupancy-quiet") if one.percent is None else texts("occupancy-percent", percent=one.percent),
        )
        for one in quieter.days
    ]


def in_words(texts: Texts, organisation: Organisation, spread: Spread) -> str:
    """How busy it is in a part of a day, in a sentence."""
    if not spread.shown:
        return texts("occupancy-few", fewest=FEWEST)
    percent, said = percent_of(spread), _number(texts, spread)
    if percent is None:
        return said
    busy = organisation.workspaces.busy_percent
    level = "busy" if percent >= busy else "quiet" if percent < CALM and spread.exact else "usual"
    return f"{texts(f'occupancy-level-{level}')} {said}" if level != "usual" else said


def _number(texts: Texts, spread: Spread) -> str:
    exact, percent = ("exact" if spread.exact else "least"), percent_of(spread)
    if percent is None:
        return texts(f"occupancy-people-{exact}", people=spread.people)
    return texts(f"occupancy-places-{exact}", people=spread.people, places=spread.places, percent=percent)


def _zone(texts: Texts, organisation: Organisation, spread: Spread, zone: InZone) -> Fact:
    name = words.zone_name(texts, organisation, spread.location, zone.zone) or texts("occupancy-no-zone")
    if zone.people is None:
        return Fact(title=name, value=texts("occupancy-zone-few", fewest=FEWEST))
    key = "occupancy-zone" if zone.places else "occupancy-zone-people"
    return Fact(title=name, value=texts(key, people=zone.people, places=zone.places))


def _week_chart(texts: Texts, organisation: Organisation, which: Week) -> list[CardElement]:
    """A bar for each part of a day of which a number is shown; the same in words for who sees no charts."""
    shown = [spread for spread in which.days if spread.shown]
    if not shown:
        return paragraphs([texts("occupancy-week-none", fewest=FEWEST)])
    counts = any(spread.percent is None for spread in shown)  # nobody counts the places there
    bars: list[HorizontalBarChartDataValue] = []
    facts: list[Fact] = []
    for spread in shown:
        label = _day_part(texts, spread)
        value = spread.people if counts else spread.percent or 0
        busy = not counts and value >= organisation.workspaces.busy_percent
        bars.append(HorizontalBarChartDataValue(x=label, y=value, color="warning" if busy else "categoricalBlue"))
        facts.append(Fact(title=label, value=in_words(texts, organisation, spread)))
    title = texts("occupancy-chart-people" if counts else "occupancy-chart-percent")
    in_text = Container(items=[*paragraphs([title]), FactSet(facts=facts)])
    return [
        HorizontalBarChart(title=title, show_title=True, data=bars, display_mode="AbsoluteWithAxis", fallback=in_text)
    ]


def _about_week(texts: Texts, which: Week) -> list[str]:
    lines: list[str] = []
    busiest = which.busiest
    if busiest is not None:
        when = _when(texts, busiest)
        lines.append(texts("occupancy-busiest", when=when, how=_number(texts, busiest)))
    few = _few(texts, which)
    if few and busiest is not None:
        lines.append(texts("occupancy-week-few", fewest=FEWEST, days=", ".join(few)))
    return lines


def _few(texts: Texts, which: Week) -> list[str]:
    """The days, or the parts of them, of which no number is shown."""
    hidden = [spread for spread in which.days if not spread.shown]
    parts = Counter(spread.day for spread in hidden)
    whole = {day for day, count in parts.items() if count == len(PARTS)}
    names = [words.short_day(texts, one.day) if one.day in whole else _day_part(texts, one) for one in hidden]
    return list(dict.fromkeys(names))


def _flex(texts: Texts, shown: Shown, which: Sequence[Week]) -> list[str]:
    """The places against the people who share them, and against the most that came."""
    ratio = shown.location.flex_ratio
    places = max((spread.places for one in which for spread in one.days), default=0)
    lines: list[str] = []
    if ratio is not None and places:
        number = f"{ratio:g}".replace(".", "," if texts.language == "nl" else ".")
        lines.append(texts("occupancy-flex", ratio=number, places=places, staff=round(places / ratio)))
    most = max((one.busiest for one in which if one.busiest), key=lambda spread: spread.people, default=None)
    if most is not None:
        lines.append(texts("occupancy-most", when=_when(texts, most), people=most.people))
    return lines


def _week_name(texts: Texts, one: Week, this: date) -> str:
    key = "occupancy-week-now" if one.monday == this else "occupancy-week-short"
    return texts(key, week=one.monday.isocalendar().week)


def _day_part(texts: Texts, spread: Spread) -> str:
    return texts(
        "occupancy-day-part", day=words.short_day(texts, spread.day), part=texts(f"occupancy-in-{spread.part}")
    )


def _when(texts: Texts, spread: Spread) -> str:
    return texts("occupancy-day-part", day=words.day_of(texts, spread.day), part=texts(f"occupancy-in-{spread.part}"))
