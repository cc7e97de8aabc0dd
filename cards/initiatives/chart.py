"""How many initiatives there are, by heading and by status, and the file with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import (
    CardElement,
    ChartColor,
    Container,
    Fact,
    FactSet,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
)

from cards.card import Card, CardBuilder, heading, paragraphs
from cards.initiatives import words
from cards.initiatives.actions import BrowseInitiatives, ExportInitiatives
from domain.initiatives.configured import InitiativeRules, StatusKind
from domain.initiatives.model import Counts
from locales import Texts

COLORS: dict[StatusKind, ChartColor] = {
    "new": "categoricalBlue",
    "going": "good",
    "ended": "categoricalPurple",
    "project": "categoricalTeal",
}


def chart(texts: Texts, rules: InitiativeRules, counts: Counts, *, may_export: bool = False) -> Card:
    """A chart by heading and one by status, with the same numbers in words for a client that draws none."""
    card = CardBuilder(texts("initiative-chart-title")).paragraph(texts("initiative-chart-total", count=counts.total))
    if counts.total:
        card.add(*_charts(texts, rules, counts))
        card.add(heading(texts("initiative-chart-table")), table(texts, rules, counts))
    card.execute(texts("initiative-all"), BrowseInitiatives())
    if may_export:
        card.execute(texts("initiative-export"), ExportInitiatives())
    return card.build(speak=texts("initiative-chart-total", count=counts.total))


def table(texts: Texts, rules: InitiativeRules, counts: Counts) -> FactSet:
    """A heading a line, with how many of it have each status: on a phone, too, it fits."""
    numbers, statuses = dict(counts.by), _ids(rules, counts, 1)
    facts: list[Fact] = []
    for its in _ids(rules, counts, 0):
        there = [(status, numbers[its, status]) for status in statuses if numbers.get((its, status))]
        value = ", ".join(
            texts("initiative-chart-number", status=words.status_name(texts, rules, status), count=count)
            for status, count in there
        )
        facts.append(Fact(title=words.heading_name(texts, rules, its), value=value))
    return FactSet(facts=facts)


def file(texts: Texts, url: str) -> Card:
    """Where the file can be got, for a while."""
    card = CardBuilder(texts("initiative-file-title")).paragraph(texts("initiative-file-how"))
    return card.open_url(texts("initiative-file-open"), url).build()


def _ids(rules: InitiativeRules, counts: Counts, which: int) -> list[str]:
    """Those that there is something of, in the municipality's own order."""
    terms = rules.headings if which == 0 else rules.statuses
    there = dict.fromkeys(pair[which] for pair, _ in counts.by)
    known = [term.id for term in terms if term.id in there]
    return [*known, *(id for id in there if id not in known)]


def _charts(texts: Texts, rules: InitiativeRules, counts: Counts) -> list[CardElement]:
    headings = [_bar(words.heading_name(texts, rules, id), counts.of_heading(id)) for id in _ids(rules, counts, 0)]
    statuses = [
        _bar(words.status_name(texts, rules, id), counts.of_status(id), _color(rules, id))
        for id in _ids(rules, counts, 1)
    ]
    return [_bars(texts("initiative-chart-headings"), headings), _bars(texts("initiative-chart-statuses"), statuses)]


def _bar(name: str, count: int, color: ChartColor = "categoricalBlue") -> HorizontalBarChartDataValue:
    return HorizontalBarChartDataValue(x=name, y=count, color=color)


def _color(rules: InitiativeRules, id: str) -> ChartColor:
    status = rules.status(id)
    return COLORS[status.kind] if status is not None else "categoricalBlue"


def _bars(title: str, bars: Sequence[HorizontalBarChartDataValue]) -> HorizontalBarChart:
    facts = FactSet(facts=[Fact(title=str(bar.x), value=str(bar.y)) for bar in bars])
    return HorizontalBarChart(
        title=title,
        show_title=True,
        data=list(bars),
        display_mode="AbsoluteWithAxis",
        fallback=Container(items=[*paragraphs([title]), facts]),
    )
