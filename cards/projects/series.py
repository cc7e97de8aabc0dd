"""The series of reports of a project and what there is to read, with what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    ShowCardAction,
    TextBlock,
    TextInput,
)
from microsoft_teams.cards.core import AdaptiveCard as Inner

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import ShowProject
from cards.projects.report import light_words
from cards.projects.report_actions import BeginSeries, EditReport, EndSeries, ReadReport, ShowReports, WriteReport
from cards.projects.words import button_title, day_of, line, literal, name_of, small
from domain.projects.model import Seen
from domain.projects.reporting import LONGEST_NAME, MOST_SERIES
from domain.projects.reports import RHYTHMS, Report, Series
from locales import Texts

ON_A_PAGE = 5


@dataclass(frozen=True)
class Reports:
    """The series and the reports of a project."""

    seen: Seen
    series: Sequence[Series]
    reports: Sequence[Report]
    today: date
    page: int = 0
    said: str = ""
    wrong: str = ""  # with the series that was to be begun


def reports(texts: Texts, shown: Reports) -> Card:
    """What is reported on which rhythm, what is due, and what there is to read."""
    card = CardBuilder(texts("project-reports-title", name=name_of(texts, shown.seen.project)))
    if shown.said:
        card.paragraph(shown.said, strong=True)
    writes = "report" in shown.seen.may
    running = [each for each in shown.series if not each.ended]
    if not running:
        card.paragraph(texts("project-series-none"))
    for number, each in enumerate(running[:MOST_SERIES], 1):
        _series(card, texts, shown, each, number, writes=writes)
    if shown.reports:
        card.add(heading(texts("project-reports-list")))
    last = max((len(shown.reports) - 1) // ON_A_PAGE, 0)
    at = min(max(shown.page, 0), last)
    for number, each in enumerate(shown.reports[at * ON_A_PAGE : (at + 1) * ON_A_PAGE], at * ON_A_PAGE + 1):
        _report(card, texts, each, number, writes=writes)
    for name, page in (("newer", at - 1), ("older", at + 1)):
        if 0 <= page <= last:
            card.execute(texts(f"project-reports-{name}"), ShowReports(shown.seen.project.id, page))
    if writes and len(running) < MOST_SERIES:
        _begin(card, texts, shown)
    return card.execute(texts("project-show"), ShowProject(shown.seen.project.id, here=True)).build()


def _series(card: CardBuilder, texts: Texts, shown: Reports, one: Series, number: int, *, writes: bool) -> None:
    late = "late" if one.due < shown.today else "next"
    rhythm = texts(f"project-rhythm-{one.rhythm.replace('_', '-')}")
    about = texts(f"project-series-{late}", rhythm=rhythm, day=day_of(texts, one.due))
    items: list[CardElement] = [literal(line(one.name), strong=True), small(about)]
    if writes:
        sure = Inner(
            body=[TextBlock(text=texts("project-series-end-sure"), wrap=True)],
            actions=[card.button(texts("project-series-end-yes"), EndSeries(shown.seen.project.id, one.id))],
        )
        buttons: list[CardAction] = [
            card.button(texts("project-series-write", number=number), WriteReport(one.id), primary=late == "late"),
            ShowCardAction(title=texts("project-series-end", number=number), card=sure),
        ]
        items.append(ActionSet(actions=buttons))
    card.add(Container(items=items, separator=True))


def _report(card: CardBuilder, texts: Texts, one: Report, number: int, *, writes: bool) -> None:
    state = texts(f"project-report-state-{one.state}")
    worst = (one.told if one.edition else one.draft).worst
    about = " · ".join(filter(None, (line(one.series_name), state, light_words(texts, worst) if worst else "")))
    title = texts("project-report-of", day=day_of(texts, one.due))
    draft = not one.edition
    action = EditReport(one.id) if draft else ReadReport(one.id)
    items: list[CardElement] = [literal(button_title(title), strong=True), small(about)]
    if not draft or writes:
        words = texts("project-report-go-on" if draft else "project-report-read", number=number)
        items.append(ActionSet(actions=[card.button(words, action)]))
    card.add(Container(items=items, separator=True))


def _begin(card: CardBuilder, texts: Texts, shown: Reports) -> None:
    card.add(heading(texts("project-series-new")))
    if shown.wrong:
        card.paragraph(shown.wrong, strong=True)
    card.add(
        TextInput(id="name", label=texts("project-series-name"), max_length=LONGEST_NAME),
        ChoiceSetInput(
            id="rhythm",
            label=texts("project-series-rhythm"),
            choices=[Choice(title=texts(f"project-rhythm-{each.replace('_', '-')}"), value=each) for each in RHYTHMS],
            value="monthly",
            style="compact",
        ),
        DateInput(id="first", label=texts("project-series-first"), min=shown.today.isoformat()),
        ActionSet(actions=[card.button(texts("project-series-begin"), BeginSeries(shown.seen.project.id))]),
    )
