"""A progress report: one short card to write it, how it will be read, and the series and reports of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import (
    Choice,
    ChoiceSetInput,
    DateInput,
    TextBlock,
    ToggleInput,
)

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import ShowProject
from cards.projects.document import NO_FILES, Files, cut, files
from cards.projects.fields import text_field
from cards.projects.report_actions import (
    DropReport,
    EditReport,
    KeepReport,
    PublishReport,
    ReadReport,
)
from cards.projects.words import day_of, line, literal, name_of, small
from cards.projects.writing import Build, Group, packed
from domain.projects.model import Seen
from domain.projects.reporting import LONGEST_WORDS
from domain.projects.reports import LIGHTS, SUBJECTS, Progress, Report, ReportWrong, Subject, Told
from locales import Texts

CIRCLES = {"green": "🟢", "amber": "🟠", "red": "🔴"}  # beside the word, which says the same
NOT_SAID = "none"
PAGE = 17_000  # bytes of a report on one card


@dataclass(frozen=True)
class Written:
    """A report as it is being written."""

    seen: Seen
    report: Report
    wrong: Sequence[ReportWrong] = ()
    part: int = 0
    said: str = ""


def form(texts: Texts, written: Written) -> Card:
    """Where a report is written: a light with words for each subject, the milestones, and what is asked."""
    report, told = written.report, written.report.draft
    card = CardBuilder(texts("project-report-title", day=day_of(texts, report.due)))
    card.add(literal(name_of(texts, written.seen.project), subtle=True))
    if written.said:
        card.paragraph(written.said, strong=True)
    if report.edition:
        card.paragraph(texts("project-report-correcting"), strong=True)
    parts = packed(_groups(texts, written, told), PAGE)
    at = min(max(written.part, 0), len(parts) - 1)
    if len(parts) > 1:
        card.paragraph(texts("project-step-part", part=at + 1, count=len(parts)), subtle=True)
    card.paragraph(texts("project-report-how"), subtle=True)
    for build in parts[at]:
        card.add(*build(card))

    def keep(to: str) -> KeepReport:
        return KeepReport(report.id, report.version, to, at)

    if at < len(parts) - 1:
        card.execute(texts("project-next"), keep("next"), primary=True)
    card.execute(texts("project-report-look"), keep("look"), primary=at == len(parts) - 1)
    card.execute(texts("project-keep"), keep("here"))
    if at:
        card.execute(texts("project-back"), keep("back"))
    _dropping(card, texts, report)
    return card.build(speak=texts("project-report-speak", day=day_of(texts, report.due)))


def _dropping(card: CardBuilder, texts: Texts, report: Report) -> None:
    key = "project-report-drop-correction" if report.edition else "project-report-drop"
    card.confirmed(texts(key), texts(f"{key}-sure"), texts(f"{key}-yes"), DropReport(report.id, report.version))


def _groups(texts: Texts, written: Written, told: Told) -> list[Build]:
    found = [_text(texts, written, "summary", told.summary)]
    found += [_subject(texts, written, told, subject) for subject in SUBJECTS]
    found += [_milestone(texts, written, number, each, first=not number) for number, each in enumerate(told.milestones)]
    return [*found, _text(texts, written, "decisions", told.decisions)]


def _mistakes(texts: Texts, written: Written, field: str, row: int | None = None) -> Group:
    return [
        TextBlock(text=texts("project-mistake", what=texts(each.reason)), wrap=True, weight="Bolder", spacing="Small")
        for each in written.wrong
        if each.field == field and (row is None or each.row in (None, row))
    ]


def _text(texts: Texts, written: Written, name: str, value: str) -> Build:
    asked = text_field(texts, name, texts(f"project-report-{name}"), value)
    return lambda _: [*_mistakes(texts, written, name), *asked]


def _subject(texts: Texts, written: Written, told: Told, subject: Subject) -> Build:
    signal = told.signal(subject)
    light = ChoiceSetInput(
        id=f"light_{subject}",
        label=texts(f"project-subject-{subject}"),
        choices=[
            Choice(title=texts("project-light-none"), value=NOT_SAID),
            *(Choice(title=light_words(texts, each), value=each) for each in LIGHTS),
        ],
        value=signal.light if signal is not None else NOT_SAID,
        style="compact",
        wrap=True,
    )
    words = text_field(
        texts,
        f"words_{subject}",
        texts("project-report-words", subject=texts(f"project-subject-{subject}")),
        signal.words if signal is not None else "",
        longest=LONGEST_WORDS,
    )
    return lambda _: [*_mistakes(texts, written, subject), light, *words]


def light_words(texts: Texts, light: str) -> str:
    """A light as a circle with its word."""
    return f"{CIRCLES[light]} {texts(f'project-light-{light}')}"


def _milestone(texts: Texts, written: Written, number: int, one: Progress, *, first: bool) -> Build:
    planned = texts("project-report-planned", day=day_of(texts, one.planned))
    day = DateInput(id=f"day_{number}", label=texts("project-report-day", number=number + 1), value=one.day.isoformat())
    reached = ToggleInput(
        id=f"reached_{number}",
        title=texts("project-report-reached", number=number + 1),
        value="true" if one.reached else "false",
        wrap=True,
    )
    title = [heading(texts("project-report-milestones"))] if first else []
    named = literal(f"{number + 1}. {one.name}", strong=True)
    return lambda _: [*title, *_mistakes(texts, written, "milestones", number), named, small(planned), day, reached]


@dataclass(frozen=True)
class ReadingReport:
    """A report that is read. `told`: what is shown; `edition` 0: as it will be, before it is published."""

    seen: Seen
    report: Report
    told: Told
    edition: int
    wrong: Sequence[ReportWrong] = ()
    files: Files = NO_FILES
    page: int = 0
    newest: bool = True
    said: str = ""


def report(texts: Texts, reading: ReadingReport) -> Card:
    """A report as it is read; before it is published with the button for that."""
    shown, project = reading.report, reading.seen.project
    card = CardBuilder(texts("project-report-title", day=day_of(texts, shown.due)))
    card.add(literal(name_of(texts, project), strong=True))
    if reading.said:
        card.paragraph(reading.said, strong=True)
    series = line(shown.series_name)
    state = texts("project-report-edition", edition=reading.edition) if reading.edition > 1 else ""
    if not reading.edition:
        state = texts("project-report-preview")
    elif not reading.newest:
        state = texts("project-report-earlier", edition=reading.edition)
    card.paragraph(" · ".join(filter(None, (series, state))), subtle=True)
    pages = packed(_read(texts, reading.told), PAGE)
    at = min(max(reading.page, 0), len(pages) - 1)
    for build in pages[at]:
        card.add(*build(card))
    if not reading.edition:
        _publishing(card, texts, reading)
    elif reading.newest and "report" in reading.seen.may:
        card.execute(texts("project-report-correct"), EditReport(shown.id))
    _around(card, texts, reading, at, len(pages))
    return card.build(speak=texts("project-report-speak", day=day_of(texts, shown.due)))


def _publishing(card: CardBuilder, texts: Texts, reading: ReadingReport) -> None:
    if reading.wrong:
        card.paragraph(texts("project-report-lacks", count=len(reading.wrong)), strong=True)
    else:
        publish = PublishReport(reading.report.id, reading.report.version)
        key = "project-report-publish-correction" if reading.report.edition else "project-report-publish"
        card.execute(texts(key), publish, primary=True)
    card.execute(texts("project-report-edit"), EditReport(reading.report.id), primary=bool(reading.wrong))


def _around(card: CardBuilder, texts: Texts, reading: ReadingReport, at: int, count: int) -> None:
    shown = reading.report
    for name, page in (("before", at - 1), ("after", at + 1)):
        if 0 <= page < count and reading.edition:
            card.execute(texts(f"project-read-{name}"), ReadReport(shown.id, reading.edition, page))
    if reading.edition > 1 and not at:
        card.execute(texts("project-report-before"), ReadReport(shown.id, reading.edition - 1))
    if reading.newest and reading.edition:
        files(card, texts, reading.files)
    if reading.edition and len(card.buttons) < 6:
        card.execute(texts("project-show"), ShowProject(reading.seen.project.id))


def _read(texts: Texts, told: Told) -> list[Build]:
    found: list[Build] = []
    if told.summary:
        found += _paragraphs(told.summary)
    for subject in SUBJECTS:
        signal = told.signal(subject)
        words = light_words(texts, signal.light) if signal is not None else texts("project-light-none")
        title = texts("project-fact", title=texts(f"project-subject-{subject}"), value=words)
        found.append(_always([literal(title, strong=True)]))
        if signal is not None and signal.words:
            found += _paragraphs(signal.words)
    if told.milestones:
        found.append(_always([heading(texts("project-report-milestones"))]))
    found += [_always([literal(milestone_line(texts, each))]) for each in told.milestones]
    if told.decisions:
        found.append(_always([heading(texts("project-report-decisions"))]))
        found += _paragraphs(told.decisions)
    return found


def milestone_line(texts: Texts, one: Progress) -> str:
    """How a milestone stands, in a line."""
    key = "reached" if one.reached else "moved" if one.day != one.planned else "on-time"
    return texts(
        f"project-milestone-{key}", name=one.name, day=day_of(texts, one.day), planned=day_of(texts, one.planned)
    )


def _paragraphs(text: str) -> list[Build]:
    return [_always([literal(piece)]) for piece in cut(text)]


def _always(group: Group) -> Build:
    return lambda _: group
