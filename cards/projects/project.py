"""How it is with one project: who, what state, its reports, its documents and its history, and what one may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import ActionSet, Fact, FactSet, OpenUrlAction

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import (
    AnswerFile,
    CloseProject,
    EditProject,
    ReadProject,
    SetProjectStatus,
    ShowHistory,
    ShowProject,
    ShowSummary,
)
from cards.projects.document import NO_FILES, Files
from cards.projects.report_actions import ReadReport, ShowReports
from cards.projects.summary import withdrawing
from cards.projects.words import button_title, day_of, line, literal, moment_of, name_of, person_of, plain_line, small
from domain.projects.model import OPEN, Event, Project, Seen
from domain.projects.reports import Report
from locales import Texts

MOST_EVENTS = 5
MOST_REPORTS = 3
EVENTS_ON_A_PAGE = 20
LONGEST_ABOUT = 140  # characters of what happened, in a line of the history
LONGEST_REMARK = 700  # of what somebody said; all of it is in the summary, or in SharePoint
LONGEST_CLOSING = 300


@dataclass(frozen=True)
class Status:
    """What is on the card. `due`: when the next report is to be there; `stale`: that it is late."""

    seen: Seen
    zone: ZoneInfo
    events: Sequence[Event] = ()
    reports: Sequence[Report] = ()
    files: Files = NO_FILES
    due: date | None = None
    today: date | None = None
    said: str = ""


def project(texts: Texts, status: Status) -> Card:
    """The card of one project."""
    seen = status.seen
    card = CardBuilder(texts("project-title", name=name_of(texts, seen.project)))
    if status.said:
        card.paragraph(status.said, strong=True)
    _state(card, texts, status)
    card.add(FactSet(facts=_facts(texts, status)))
    _remarks(card, texts, seen.project)
    _reports(card, texts, status)
    _documents(card, texts, status)
    if status.events:
        card.add(heading(texts("project-history")))
        card.add(*(small(event_line(texts, each, status.zone)) for each in reversed(status.events[-MOST_EVENTS:])))
    _buttons(card, texts, seen)
    return card.build(
        speak=texts("project-speak", name=name_of(texts, seen.project), state=_words(texts, seen.project))
    )


def _words(texts: Texts, project: Project) -> str:
    return texts(f"project-status-{project.status}")


def _state(card: CardBuilder, texts: Texts, status: Status) -> None:
    found = status.seen.project
    card.paragraph(texts(f"project-about-{found.status}", name=person_of(texts, found.document.principal)), strong=True)
    newest, approved = found.edition, found.approved
    if approved is not None and newest.number != approved.number and newest.state != "dropped":
        card.paragraph(texts(f"project-newer-{newest.state}", number=newest.number))
    card.paragraph(texts(f"project-part-{status.seen.part}"), subtle=True)


def _facts(texts: Texts, status: Status) -> list[Fact]:
    found = status.seen.project
    document = found.document
    facts = [
        ("principal", person_of(texts, document.principal)),
        ("contractor", person_of(texts, document.contractor)),
        ("department", line(found.department or document.department)),
        ("role", texts(f"project-nsob-{document.role}") if document.role else ""),
        ("lane", texts(f"project-lane-{document.lane}") if document.lane else ""),
        ("start", day_of(texts, document.start) if document.start else ""),
        ("end", day_of(texts, document.end) if document.end else ""),
    ]
    if found.approved is not None and (approval := found.approved.approval) is not None:
        who = person_of(texts, approval.by)
        key = "project-approved-for" if approval.stood_in else "project-approved-by"
        told = texts(key, name=who, principal=person_of(texts, approval.principal), day=_day(texts, status, found))
        facts.append(("approved", told))
    if status.due is not None:
        late = status.today is not None and status.due < status.today
        facts.append(("due", texts("project-due-late" if late else "project-due", day=day_of(texts, status.due))))
    if (closing := found.closing) is not None and closing.closed is not None:
        facts.append(("closed", day_of(texts, closing.closed)))
    return [Fact(title=texts(f"project-field-{name}"), value=value) for name, value in facts if value]


def _day(texts: Texts, status: Status, found: Project) -> str:
    approval = found.approved.approval if found.approved is not None else None
    return day_of(texts, approval.at.astimezone(status.zone).date()) if approval is not None else ""


def _remarks(card: CardBuilder, texts: Texts, found: Project) -> None:
    if found.edition.state == "returned" and found.edition.remark:
        card.add(heading(texts("project-remark-of-principal")), literal(_cut(found.edition.remark, LONGEST_REMARK)))
    if found.remark:
        card.add(heading(texts("project-remark-of-office")), literal(_cut(found.remark, LONGEST_REMARK)))
    if (closing := found.closing) is not None:
        for name, text in (("result", closing.result), ("lessons", closing.next_time), ("archived", closing.archived)):
            if text:
                card.add(heading(texts(f"project-closed-{name}")), literal(_cut(text, LONGEST_CLOSING)))


def _reports(card: CardBuilder, texts: Texts, status: Status) -> None:
    if not status.reports:
        return
    card.add(heading(texts("project-reports")))
    for report in status.reports[:MOST_REPORTS]:
        title = button_title(texts("project-report-of", day=day_of(texts, report.due)))
        light = texts(f"project-light-{report.told.worst}") if report.told.worst else ""
        told = " · ".join(filter(None, (line(report.series_name), light)))
        card.add(small(told), ActionSet(actions=[card.button(title, ReadReport(report.id))]))


def _documents(card: CardBuilder, texts: Texts, status: Status) -> None:
    where = status.files
    links: list[CardAction] = []
    if where.word:
        links.append(OpenUrlAction(title=texts("project-open-word"), url=where.word))
    if where.pdf:
        links.append(OpenUrlAction(title=texts("project-open-pdf"), url=where.pdf))
    if where.mark and status.seen.part in ("author", "contractor"):
        id = status.seen.project.id
        links += [
            card.button(texts(f"project-elsewhere-{answer}"), AnswerFile("project", id, id, where.mark, answer))
            for answer in ("leave", "over")
        ]
    if links or where.trouble:
        card.add(heading(texts("project-documents")))
    if where.trouble:
        card.paragraph(texts(f"project-file-{where.trouble}"))
    if links:
        card.add(ActionSet(actions=links))


def _buttons(card: CardBuilder, texts: Texts, seen: Seen) -> None:
    found = seen.project
    if "approve" in seen.may:
        card.execute(texts("project-look"), ReadProject(found.id), primary=True)
    if "edit" in seen.may:
        if found.edition.state in ("draft", "returned", "waiting"):
            card.execute(texts("project-summary"), ShowSummary(found.id), primary=found.status in OPEN)
        else:
            card.execute(texts("project-change"), EditProject(found.id))
    if found.approved is not None:
        card.execute(texts("project-reports"), ShowReports(found.id), primary="report" in seen.may)
    if "approve" not in seen.may:
        card.execute(texts("project-read"), ReadProject(found.id, approved=found.approved is not None))
    card.execute(texts("project-history-all"), ShowHistory(found.id))
    if "close" in seen.may:
        _closing(card, texts, found)
    elif len(card.buttons) < 6:
        withdrawing(card, texts, seen)


def _closing(card: CardBuilder, texts: Texts, found: Project) -> None:
    other = "paused" if found.status == "running" else "running"
    pause = card.button(texts(f"project-set-{other}"), SetProjectStatus(found.id, found.row, other))
    card.add(ActionSet(actions=[pause]))
    card.execute(texts("project-close"), CloseProject(found.id))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def history(texts: Texts, seen: Seen, events: Sequence[Event], zone: ZoneInfo, page: int = 0) -> Card:
    """Everything that happened, the newest first, a page at a time."""
    card = CardBuilder(texts("project-history-title", name=name_of(texts, seen.project)))
    newest = list(reversed(events))
    last = max((len(newest) - 1) // EVENTS_ON_A_PAGE, 0)
    at = min(max(page, 0), last)
    if not newest:
        card.paragraph(texts("project-history-none"))
    for each in newest[at * EVENTS_ON_A_PAGE : (at + 1) * EVENTS_ON_A_PAGE]:
        card.add(small(event_line(texts, each, zone)))
    if at:
        card.execute(texts("project-history-newer"), ShowHistory(seen.project.id, at - 1))
    if at < last:
        card.execute(texts("project-history-older"), ShowHistory(seen.project.id, at + 1))
    return card.execute(texts("project-show"), ShowProject(seen.project.id, here=True)).build()


def event_line(texts: Texts, event: Event, zone: ZoneInfo) -> str:
    """What happened, in a line: when, who, what."""
    about = _cut(plain_line(event.about), LONGEST_ABOUT)
    if event.happened == "status" and texts.has(f"project-status-{about}"):
        about = texts(f"project-status-{about}")
    what = texts(f"project-event-{event.happened.replace('_', '-')}", about=about, edition=event.edition)
    who = plain_line(event.name) or texts(
        "project-by-sharepoint" if event.person == "sharepoint" else "project-by-koers"
    )
    return texts("project-event", moment=moment_of(texts, event.at, zone), who=who, what=what)
