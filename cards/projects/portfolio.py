"""The portfolio: the projects that fit a choice, in a list and in charts, and the fields to choose by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from microsoft_teams.cards.core import (
    ActionSet,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    Fact,
    FactSet,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
    TextInput,
    ToggleInput,
)

from cards.card import Card, CardBuilder, paragraphs
from cards.projects.actions import ShowMyProjects, ShowProject
from cards.projects.report_actions import (
    ChooseFilter,
    Chosen,
    FilterPortfolio,
    PortfolioFile,
    ShowCharts,
    ShowPortfolio,
)
from cards.projects.words import line, listed, literal, name_of, plain_line, row_line, small
from domain.projects.checking import LONGEST_DEPARTMENT
from domain.projects.content import GLOBAL_GOALS, NSOB_ROLES
from domain.projects.model import STATUSES, Bar, Listing
from locales import Texts

ON_A_PAGE = 8
MOST_BARS = 8  # of one chart; what is left is one bar
MOST_OPTIONS = 60  # people and departments to choose from
ROOM = 7_000  # bytes of the card that what there is to choose from in one field may take
LONGEST_WORDS = 60
LONGEST_LABEL = 40
ANY = "any"
CHARTS = ("statuses", "lights", "roles", "lanes", "departments", "principals", "goals")


@dataclass(frozen=True)
class Shown:
    """What is shown. `names`: of the opdrachtgevers, by id."""

    listing: Listing
    chosen: Chosen
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    page: int = 0
    offered: bool = True  # there can be a file


def portfolio(texts: Texts, shown: Shown) -> Card:
    """The projects that fit, a page at a time."""
    rows = shown.listing.rows
    card = CardBuilder(texts("project-portfolio-title", count=len(rows)))
    about = chosen_in_words(texts, shown.chosen, shown.names)
    card.paragraph(
        texts("project-portfolio-chosen", what=about) if about else texts("project-portfolio-all"), subtle=True
    )
    if not rows:
        card.paragraph(texts("project-portfolio-none"))
    if shown.listing.charts.stale and not shown.chosen.stale:
        card.paragraph(texts("project-portfolio-stale", count=shown.listing.charts.stale), strong=True)
    last = max((len(rows) - 1) // ON_A_PAGE, 0)
    at = min(max(shown.page, 0), last)
    for number, row in enumerate(rows[at * ON_A_PAGE : (at + 1) * ON_A_PAGE], at * ON_A_PAGE + 1):
        button = card.button(texts("project-open", number=number), ShowProject(row.project.id))
        named = literal(f"{number}. {name_of(texts, row.project)}", strong=True)
        card.add(Container(items=[named, small(row_line(texts, row)), ActionSet(actions=[button])], separator=True))
    if last:
        card.paragraph(texts("project-portfolio-page", page=at + 1, count=last + 1), subtle=True)
    for name, page in (("before", at - 1), ("after", at + 1)):
        if 0 <= page <= last:
            card.execute(texts(f"project-rows-{name}"), ShowPortfolio(shown.chosen, page))
    card.execute(texts("project-portfolio-choose"), ChooseFilter(shown.chosen))
    if rows:
        card.execute(texts("project-portfolio-charts"), ShowCharts(shown.chosen))
        if shown.offered:
            card.execute(texts("project-portfolio-file"), PortfolioFile(shown.chosen))
    card.execute(texts("project-mine"), ShowMyProjects())
    return card.build(speak=texts("project-portfolio-speak", count=len(rows)))


def chosen_in_words(texts: Texts, chosen: Chosen, names: Mapping[str, str]) -> str:
    """By what was chosen; "" where all are shown."""
    parts = [
        plain_line(names.get(chosen.principal, "") or texts("project-somebody")) if chosen.principal else "",
        plain_line(chosen.department),
        texts(f"project-status-{chosen.status}") if chosen.status else "",
        texts(f"project-nsob-{chosen.role}") if chosen.role else "",
        texts("project-goal", number=chosen.goal, name=texts(f"project-goal-{chosen.goal}")) if chosen.goal else "",
        f"‘{plain_line(chosen.words)}’" if chosen.words else "",
        texts("project-row-stale") if chosen.stale else "",
    ]
    return listed(texts, [part for part in parts if part])


def filters(texts: Texts, shown: Shown) -> Card:
    """The fields by which projects are chosen. The listing is that of all projects: it has what there is to choose."""
    chosen, charts = shown.chosen, shown.listing.charts
    card = CardBuilder(texts("project-filter-title"))
    people = [(bar.key, plain_line(shown.names.get(bar.key, ""))) for bar in charts.principals if bar.key]
    departments = [
        (bar.key, plain_line(bar.key)) for bar in charts.departments if 0 < len(bar.key) <= LONGEST_DEPARTMENT
    ]
    statuses = [(status, texts(f"project-status-{status}")) for status in STATUSES]
    roles = [(role, texts(f"project-nsob-{role}")) for role in NSOB_ROLES]
    goals = [
        (str(goal), texts("project-goal", number=goal, name=texts(f"project-goal-{goal}"))) for goal in GLOBAL_GOALS
    ]
    named = [(id, name) for id, name in people if name]
    card.add(
        _choice(texts, "principal", named, chosen.principal),
        _choice(texts, "department", departments, chosen.department),
        _choice(texts, "status", statuses, chosen.status),
        _choice(texts, "role", roles, chosen.role),
        _choice(texts, "goal", goals, str(chosen.goal) if chosen.goal else ""),
        TextInput(
            id="words", label=texts("project-filter-words"), value=chosen.words or None, max_length=LONGEST_WORDS
        ),
        ToggleInput(
            id="stale", title=texts("project-filter-stale"), value="true" if chosen.stale else "false", wrap=True
        ),
    )
    card.execute(texts("project-filter-show"), FilterPortfolio(), primary=True)
    return card.execute(texts("project-filter-clear"), ShowPortfolio()).build()


def _choice(texts: Texts, name: str, options: Sequence[tuple[str, str]], chosen: str) -> ChoiceSetInput:
    known = _fitting(options)
    return ChoiceSetInput(
        id=name,
        label=texts("project-filter-goal" if name == "goal" else f"project-field-{name}"),
        choices=[
            Choice(title=texts("project-filter-any"), value=ANY),
            *(Choice(title=line(title), value=value) for value, title in known),
        ],
        value=chosen if any(value == chosen for value, _ in known) else ANY,
        style="compact",
        wrap=True,
    )


def _fitting(options: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """As many as there is room for, those of the most projects first."""
    taken, found = 0, list[tuple[str, str]]()
    for value, title in options[:MOST_OPTIONS]:
        taken += len(json.dumps([value, line(title), "title", "value"]))
        if taken > ROOM:
            break
        found.append((value, title))
    return found


def charts(texts: Texts, shown: Shown) -> Card:
    """How many projects there are of each kind, each as a chart, or as a list where no charts are drawn."""
    found = shown.listing.charts
    card = CardBuilder(texts("project-charts-title", count=found.total))
    about = chosen_in_words(texts, shown.chosen, shown.names)
    if about:
        card.paragraph(texts("project-portfolio-chosen", what=about), subtle=True)
    bars: dict[str, Sequence[Bar]] = {
        "statuses": found.statuses,
        "lights": found.lights,
        "roles": found.roles,
        "lanes": found.lanes,
        "departments": found.departments,
        "principals": found.principals,
        "goals": found.goals,
    }
    for name in CHARTS:
        counted = bars_of(texts, name, bars[name], shown.names)
        if counted:
            card.add(_chart(texts, name, counted))
    card.paragraph(texts("project-charts-stale", count=found.stale))
    return card.execute(texts("project-portfolio-back"), ShowPortfolio(shown.chosen)).build()


def bars_of(texts: Texts, name: str, bars: Sequence[Bar], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """The bars of a chart with their words, the longest first; what there is no room for is one bar."""
    counted = [(_label(texts, name, bar.key, names), bar.count) for bar in bars if bar.count]
    counted.sort(key=lambda bar: -bar[1])
    if len(counted) <= MOST_BARS:
        return counted
    rest = sum(count for _, count in counted[MOST_BARS - 1 :])
    return [*counted[: MOST_BARS - 1], (texts("project-charts-rest"), rest)]


def _label(texts: Texts, name: str, key: str, names: Mapping[str, str]) -> str:
    if not key:
        return texts("project-charts-not-filled-in")
    match name:
        case "statuses":
            return texts(f"project-status-{key}")
        case "lights":
            return texts(f"project-light-{key}")
        case "roles":
            return texts(f"project-nsob-{key}")
        case "lanes":
            return texts(f"project-lane-{key}")
        case "goals":
            return texts("project-goal", number=int(key), name=texts(f"project-goal-{key}"))
        case "principals":
            return plain_line(names.get(key, ""))[:LONGEST_LABEL] or texts("project-somebody")
        case _:
            return plain_line(key)[:LONGEST_LABEL]


def _chart(texts: Texts, name: str, bars: Sequence[tuple[str, int]]) -> CardElement:
    title = texts(f"project-charts-{name}")
    facts = [Fact(title=label, value=str(count)) for label, count in bars]
    words = Container(items=[*paragraphs([title]), FactSet(facts=facts)])
    values = [HorizontalBarChartDataValue(x=label, y=count) for label, count in bars]
    return HorizontalBarChart(title=title, show_title=True, data=values, display_mode="AbsoluteNoAxis", fallback=words)


def file(texts: Texts, url: str) -> Card:
    """Where the file can be got, for a while."""
    card = CardBuilder(texts("project-file-title")).paragraph(texts("project-file-how"))
    return card.open_url(texts("project-file-open"), url).build()
