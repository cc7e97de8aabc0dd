"""The cards about projects with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cards.card import Card
from cards.projects import lists, notices, nsob
from cards.projects import portfolio as portfolios
from cards.projects.closing import Ending, closing
from cards.projects.document import Files, Reading, document
from cards.projects.passages import passages
from cards.projects.project import Status, history, project
from cards.projects.report import ReadingReport, Written, form, report
from cards.projects.report_actions import Chosen
from cards.projects.series import Reports, reports
from cards.projects.step import step
from cards.projects.summary import summary
from cards.projects.writing import Writing
from domain.organisation import Contact
from domain.projects.closing import ClosingWrong
from domain.projects.configured import Choice, FastLane, Kept, ProjectRules
from domain.projects.content import STEPS, Colleague, Step, VisionPassage
from domain.projects.filing import Elsewhere
from domain.projects.model import (
    Bar,
    Charts,
    Closing,
    Deed,
    Event,
    Listing,
    Part,
    Project,
    Row,
    Seen,
    StandIn,
    Wrong,
)
from domain.projects.reports import Report, ReportWrong, Series, Told
from domain.projects.roles import Answers
from domain.projects.sample import DOCUMENT, TOLD
from domain.projects.sample import project as sample_project
from domain.projects.sample import report as sample_report
from domain.projects.telling import Told as Happened
from locales import Texts

ZONE = ZoneInfo("Europe/Amsterdam")
AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = date(2027, 3, 8)
RULES = ProjectRules(
    fast_lane=FastLane(2_500_000, 200),
    compass_name=Choice("3x3", "3x3", "3x3"),
    compass=(
        Choice("vakwerk", "Keigoed in ons werk", "Excellent at our work"),
        Choice("samen", "Samenwerken spreekt vanzelf", "Working together comes naturally"),
        Choice("bedoeling", "Werken vanuit de bedoeling", "Working from the purpose"),
    ),
    retention=(
        Kept("uitgevoerd", "Project uitgevoerd", "Project carried out", 10),
        Kept("blijvend", "Blijvend te bewaren", "To be kept for good", None),
    ),
)
FILES = Files("https://oss.sharepoint.example/daken.docx", "https://oss.sharepoint.example/daken.pdf")
PASSAGE = VisionPassage(
    "visie",
    "Visie op de organisatie",
    "Samen > Buiten",
    "Wij sluiten aan bij wat buiten gebeurt.",
    "https://visie.example/1",
)
FULL = replace(DOCUMENT, compass=("samen", "bedoeling"), passages=(PASSAGE,))
WRITES: tuple[Deed, ...] = ("edit", "ask", "withdraw")
LEADS: tuple[Deed, ...] = ("edit", "report", "close")
SERIES = (
    Series("s", "voorbeeld", "Bestuur", "monthly", date(2027, 4, 1), anchor=date(2027, 1, 1)),
    Series("t", "voorbeeld", "Stuurgroep", "two_weekly", date(2027, 3, 1), anchor=date(2027, 1, 4)),
)


def running() -> Project:
    """A project that is approved."""
    found = sample_project(FULL)
    edition = replace(found.edition, document=FULL)
    return replace(found, edition=edition, approved=edition, light="red", last_report=date(2027, 3, 1))


def draft() -> Project:
    """The same before anybody approved it."""
    found = running()
    edition = replace(found.edition, number=1, state="draft", approval=None)
    return replace(found, status="draft", edition=edition, approved=None, light="", last_report=None)


def asked() -> Project:
    """The same while it waits for approval."""
    found = draft()
    return replace(found, status="waiting", edition=replace(found.edition, state="waiting", asked=AT, asked_by="2"))


def seen(found: Project, part: Part, *may: Deed, wrong: tuple[Wrong, ...] = ()) -> Seen:
    """A project as somebody sees it."""
    return Seen(found, part, frozenset(may), wrong)


WRONG = (
    Wrong("why", "task", "project-wrong-missing", missing=True),
    Wrong("money", "money", "project-wrong-amount", values=(("typed", "veel"),)),
    Wrong("planning", "milestones", "project-wrong-milestone", 1),
)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {
        **_of_steps(texts),
        **_of_approval(texts),
        **_of_project(texts),
        **_of_lists(texts),
        **_of_reports(texts),
        **_of_portfolio(texts),
        **_of_closing(texts),
        **_of_notices(texts),
    }


def _of_steps(texts: Texts) -> dict[str, Card]:
    def writing(name: Step) -> Writing:
        return Writing("p", 7, name, FULL, RULES)

    cards = {f"project-step-{name}": step(texts, writing(name)) for name in STEPS}
    blank = replace(FULL, principal=None, contractor=None, deputy=None, name="Groene daken in de wijk", department="")
    first = Writing("", 0, "assignment", blank, RULES, begun="b", initiative="")
    money = replace(writing("money"), wrong=WRONG, document=replace(FULL, unread=(("money.investment", "veel"),)))
    said = texts("project-row-no-day")
    planning = replace(writing("planning"), wrong=WRONG, row=1, said=said, form={"row_name": "Eerste dak"})
    lacking, whole = seen(draft(), "author", "edit", "withdraw", wrong=WRONG), seen(draft(), "author", *WRITES)
    found = (PASSAGE, replace(PASSAGE, quote="Wij luisteren eerst. " * 30, url=""))
    return {
        **cards,
        "project-step-new": step(texts, first),
        "project-step-wrong": step(texts, money),
        "project-step-row": step(texts, planning),
        "project-summary-lacks": summary(texts, replace(writing("why"), wrong=WRONG), lacking),
        "project-summary-whole": summary(texts, writing("why"), whole),
        "project-summary-waits": summary(texts, writing("why"), seen(asked(), "author", "edit", "withdraw")),
        "project-nsob": nsob.questions(texts, "p", 7),
        "project-nsob-again": nsob.questions(
            texts, "p", 7, Answers("us", "", ""), said=texts("project-nsob-unanswered")
        ),
        "project-nsob-suggestion": nsob.suggestion(texts, "p", 7, "networking", "performing"),
        "project-passages": passages(texts, "p", 7, found),
        "project-passages-none": passages(texts, "p", 7, ()),
    }


def _of_approval(texts: Texts) -> dict[str, Card]:
    approves = seen(asked(), "principal", "approve", "send_back")
    reading = Reading(approves, RULES, FILES, asker="Jan Bakker")
    now = StandIn("1", Colleague("3", "Noor El Amrani"), date(2027, 4, 1))
    return {
        "project-read": document(texts, Reading(seen(running(), "colleague"), RULES, FILES, approved=True)),
        "project-review": document(texts, reading),
        "project-waiting": lists.waiting(texts, (approves,)),
        "project-waiting-none": lists.waiting(texts, ()),
        "project-stand-in": lists.stand_in(texts, now, TODAY),
        "project-stand-in-none": lists.stand_in(texts, None, TODAY, said=texts("project-stand-in-nobody")),
        "project-approved": lists.outcome(texts, "project-approved", "p", number=2, name="Groene daken"),
        "project-sent-back": lists.outcome(texts, "project-sent-back", "p", name="Groene daken"),
    }


def _of_project(texts: Texts) -> dict[str, Card]:
    events = (
        Event("begun", AT, "2", 1, name="Jan Bakker"),
        Event("sent_back", AT, "1", 1, "Wat kost het per jaar?", name="Ria de Vries"),
        Event("approved", AT, "3", 2, name="Noor El Amrani"),
        Event("status", AT, "sharepoint", 2, "paused"),
        Event("report_corrected", AT, "2", 2, "Bestuur", name="Jan Bakker"),
        Event("filed", AT, "", 2),
    )
    leads = seen(running(), "contractor", *LEADS)
    status = Status(leads, ZONE, events, (sample_report(),), FILES, date(2027, 3, 1), TODAY)
    reads = replace(status, seen=seen(running(), "colleague"), files=Files(trouble="unavailable"))
    changed = replace(FILES, trouble="asked", mark="m")
    newer = replace(running(), edition=replace(asked().edition, number=3, state="returned", remark="Wat kost het?"))
    ended = replace(running(), status="closed", closing=replace(_closed(), closed=TODAY))
    returned = replace(
        draft(), status="returned", edition=replace(draft().edition, state="returned", remark="Wat kost het?")
    )
    return {
        "project": project(texts, status),
        "project-reader": project(texts, reads),
        "project-newer": project(texts, replace(status, seen=seen(newer, "contractor", *LEADS), files=changed)),
        "project-draft": project(texts, Status(seen(draft(), "author", *WRITES), ZONE)),
        "project-asked": project(texts, Status(seen(asked(), "principal", "approve", "send_back"), ZONE)),
        "project-returned": project(texts, Status(seen(returned, "author", *WRITES), ZONE, said=texts("project-kept"))),
        "project-closed": project(texts, Status(seen(ended, "portfolio"), ZONE, events)),
        "project-history": history(texts, leads, events * 5, ZONE, 1),
    }


def _of_lists(texts: Texts) -> dict[str, Card]:
    found = (seen(draft(), "author", *WRITES), seen(running(), "contractor", *LEADS), seen(asked(), "principal"))
    return {
        "project-mine": lists.mine(texts, found * 3, 1),
        "project-mine-none": lists.mine(texts, ()),
        "project-mine-report": lists.mine(texts, found[1:2], 0, "report"),
        "project-which": lists.which(texts, "daken", found[:2], "status"),
        "project-which-none": lists.which(texts, "daken", (), "close"),
    }


def _of_reports(texts: Texts) -> dict[str, Card]:
    leads = seen(running(), "contractor", *LEADS)
    shown = sample_report()
    begun = replace(shown, state="draft", edition=0, version=1, told=Told(), published=None)
    blank = replace(begun, draft=Told(milestones=TOLD.milestones))
    wrong = (ReportWrong("time", "project-report-light-missing"), ReportWrong("risks", "project-report-words-missing"))
    lacks = Written(leads, blank, wrong, said=texts("project-report-lacks", count=2))
    every: tuple[Report, ...] = (begun, shown)
    return {
        "project-report-form": form(texts, Written(leads, begun)),
        "project-report-wrong": form(texts, lacks),
        "project-report-correct": form(texts, Written(leads, shown)),
        "project-report-preview": report(texts, ReadingReport(leads, begun, TOLD, 0)),
        "project-report": report(texts, ReadingReport(leads, shown, TOLD, 2, files=FILES)),
        "project-report-earlier": report(texts, ReadingReport(leads, shown, TOLD, 1, newest=False)),
        "project-reports": reports(texts, Reports(leads, SERIES, every, TODAY)),
        "project-reports-none": reports(texts, Reports(leads, (), (), TODAY, wrong=texts("project-series-lacks"))),
        "project-reports-reader": reports(texts, Reports(seen(running(), "colleague"), SERIES, every, TODAY)),
    }


def _of_portfolio(texts: Texts) -> dict[str, Card]:
    rows = (Row(running(), date(2027, 3, 1), stale=True), Row(asked()), Row(draft()))
    counted = Charts(
        total=12,
        statuses=(Bar("running", 9), Bar("draft", 2), Bar("waiting", 1)),
        departments=(*(Bar(f"Afdeling {number}", 1) for number in range(1, 10)), Bar("", 3)),
        principals=(Bar("1", 10), Bar("9", 2)),
        roles=(Bar("networking", 7), Bar("lawful", 2), Bar("", 3)),
        lanes=(Bar("slow", 10), Bar("fast", 2)),
        lights=(Bar("green", 6), Bar("red", 3), Bar("", 3)),
        goals=(Bar("11", 8), Bar("13", 5)),
        stale=1,
    )
    listing, names = Listing(rows * 4, counted), {"1": "Ria de Vries"}
    chosen = Chosen("1", "Wonen", "running", "networking", 13, "daken", stale=True)
    return {
        "project-portfolio": portfolios.portfolio(texts, portfolios.Shown(listing, Chosen(), names, 0)),
        "project-portfolio-none": portfolios.portfolio(texts, portfolios.Shown(Listing(), chosen, names)),
        "project-filter": portfolios.filters(texts, portfolios.Shown(listing, chosen, names)),
        "project-charts": portfolios.charts(texts, portfolios.Shown(listing, Chosen(), names)),
        "project-file": portfolios.file(texts, "https://koers.oss.example/download/x"),
    }


def _closed() -> Closing:
    return Closing(
        "80 daken", "De samenwerking", "Eerder beginnen", "Team Wonen", "Zaak 1234 in het archief", "uitgevoerd"
    )


def _of_closing(texts: Texts) -> dict[str, Card]:
    leads = seen(running(), "contractor", *LEADS)
    blank = Closing("", "", "", "", "", "")
    wrong = (ClosingWrong("result", "project-closing-missing"), ClosingWrong("category", "project-closing-category"))
    return {
        "project-close": closing(texts, Ending(leads, RULES, _closed())),
        "project-close-wrong": closing(texts, Ending(leads, RULES, blank, wrong, texts("project-closing-wrong"))),
    }


def _of_notices(texts: Texts) -> dict[str, Card]:
    approves, writes = seen(asked(), "principal", "approve", "send_back"), seen(draft(), "author", *WRITES)
    returned = replace(draft(), edition=replace(draft().edition, state="returned", remark="Wat kost het?"))
    leads = seen(running(), "contractor", *LEADS)
    of: dict[Happened, Seen] = {
        "asked": approves,
        "reminded": approves,
        "changed": seen(draft(), "principal"),
        "sent_back": seen(returned, "author", *WRITES),
        "approved": leads,
        "withdrawn": writes,
        "status": leads,
        "edited_in_word": leads,
        "closed": leads,
    }
    told = {
        f"project-told-{what.replace('_', '-')}": notices.told(texts, what, each, "Ria de Vries", FILES)
        for what, each in of.items()
    }
    elsewhere = Elsewhere(
        "project",
        "p",
        "p",
        "Groene daken",
        "Groene daken.docx",
        "https://oss.sharepoint.example/x",
        "edited",
        "Sam",
        "m",
    )
    contact = Contact("de servicedesk ICT", "the IT service desk", "servicedesk@oss.example", ())
    return {
        **told,
        "project-due": notices.due(texts, leads, SERIES[0], date(2027, 4, 1), TODAY),
        "project-late": notices.due(texts, leads, SERIES[1], date(2027, 3, 1), TODAY),
        "project-published": notices.published(texts, leads, replace(sample_report(), edition=1)),
        "project-corrected": notices.published(texts, leads, sample_report()),
        "project-elsewhere": notices.changed_elsewhere(texts, elsewhere),
        "project-not-filed": notices.not_filed(texts, elsewhere, contact),
    }
