"""What runs: reports on a rhythm, corrections that keep what was there, the portfolio, SharePoint, and closing."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.initiatives.model import Typed
from domain.initiatives.use_cases import Initiatives
from domain.projects.content import LANES, NSOB_ROLES, Colleague, StartDocument
from domain.projects.listed import Listed, ListedReports
from domain.projects.model import STATUSES, Bar, Charts, Closing, Edition, Filter, Project, Row, Seen
from domain.projects.portfolio import charts, fits
from domain.projects.reports import LIGHTS, Signal
from domain.projects.rhythm import following
from domain.roles import Roles
from errors import WordedError
from store.database import Database
from store.projects import records
from store.work import Attempt
from tests.databases import found
from tests.projects import FATIMA, JAN, KEES, OSS, PIET, RIA, SAID, STEPS_OF, Entra, Stage, on_stage

ELSE = "00000000-0000-0000-0000-000000000009"  # a colleague who is named nowhere
CLOSING = Closing("Gelukt", "Samen opgetrokken", "Eerder beginnen", "Team Wijken", "Dossier 12", "uitgevoerd")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage, None]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    yield await on_stage(database)
    await database.close()


async def test_a_report_is_a_draft_until_it_is_published_and_a_correction_keeps_what_was_there(stage: Stage) -> None:
    reporting = stage.made.reporting
    id, today = (await stage.running()).project.id, stage.made.records.today()
    with pytest.raises(WordedError, match="project-not-yours"):
        await reporting.begin_series(JAN, id, "Voor Jan", "weekly", today)
    series = await reporting.begin_series(PIET, id, "Voor de opdrachtgever", "monthly", today)
    assert (await reporting.begin_series(PIET, id, "Voor de opdrachtgever", "monthly", today)).id == series.id
    board = await reporting.begin_series(RIA, id, "Voor het college", "quarterly", today + timedelta(days=60))
    with pytest.raises(WordedError, match="project-series-there"):
        await reporting.begin_series(RIA, id, "voor het COLLEGE", "weekly", today)
    assert [(one.name, one.due) for one in await reporting.series(ELSE, id)] == [
        ("Voor de opdrachtgever", today),
        ("Voor het college", board.due),
    ]

    report = await reporting.open(PIET, series.id)
    assert [one.name for one in report.draft.milestones] == ["Eerste straat", "Evaluatie"]
    assert await reporting.of_project(JAN, id) == ()  # nobody else reads what is not published
    with pytest.raises(WordedError, match="project-report-gone"):
        await reporting.find(JAN, report.id)
    half = replace(SAID, money=Signal("red"), milestones=report.draft.milestones)
    report = await reporting.keep(PIET, report.id, report.version, half)
    assert [(wrong.field, wrong.reason) for wrong in reporting.wrong(report.draft)] == [
        ("money", "project-report-words-missing")
    ]
    with pytest.raises(WordedError, match="project-report-not-complete"):
        await reporting.publish(PIET, report.id, report.version)
    report = await reporting.keep(PIET, report.id, report.version, replace(SAID, milestones=report.draft.milestones))
    report = await reporting.publish(PIET, report.id, report.version, key="press")
    assert (await reporting.publish(PIET, report.id, report.version, key="press")).edition == report.edition == 1
    assert [one.due for one in await reporting.series(PIET, id)] == [following(today, "monthly", today), board.due]

    corrected = replace(SAID, time=Signal("red", "Een maand later"))
    report = await reporting.keep(RIA, report.id, report.version, corrected)
    assert (await reporting.find(JAN, report.id)).told.time == Signal("green")  # until it is published
    report = await reporting.publish(RIA, report.id, report.version)
    assert (report.edition, report.told.worst) == (2, "red")
    assert [(number, told.time) for number, told in await reporting.earlier(JAN, report.id)] == [(1, Signal("green"))]
    assert (await stage.made.find(JAN, id)).project.light == "red"
    with pytest.raises(WordedError, match="project-report-same"):
        await reporting.publish(RIA, report.id, report.version)
    await stage.settle()
    assert (JAN, "published 2") in stage.heard.told
    assert (JAN, "published 1") not in stage.heard.told  # it was corrected before that was told


async def test_a_report_is_asked_for_before_it_is_due_and_not_once_it_is_there(stage: Stage) -> None:
    stage.later(timedelta(days=-10))
    reporting, today = stage.made.reporting, stage.made.records.today()
    id = (await stage.running()).project.id
    soon = await reporting.begin_series(PIET, id, "Elke week", "weekly", today + timedelta(days=12))  # in two days
    done = await reporting.begin_series(PIET, id, "Elk kwartaal", "quarterly", today + timedelta(days=11))
    report = await reporting.open(PIET, done.id)
    report = await reporting.keep(PIET, report.id, report.version, SAID)
    await reporting.publish(PIET, report.id, report.version)
    assert [series.id for _, series in await stage.made.portfolio.due(PIET)] == [soon.id, done.id]
    await stage.settle()
    assert [what for to, what in stage.heard.told if "due" in what] == [f"due Elke week {soon.due}"]
    stage.later(timedelta(days=10 + 2 + OSS.projects.stale_after))
    listing = await stage.made.portfolio.list(JAN)
    assert [row.stale for row in listing.rows] == [False]
    stage.later(timedelta(days=1))
    listing = await stage.made.portfolio.list(JAN, Filter(stale=True))
    assert [row.project.id for row in listing.rows] == [id]
    assert listing.charts.stale == 1


async def test_everybody_reads_what_happened_to_a_project_while_a_new_edition_of_it_is_written(stage: Stage) -> None:
    reporting, today = stage.made.reporting, stage.made.records.today()
    seen = await stage.running()
    id = seen.project.id
    await stage.made.drafting.edit(PIET, id)
    await reporting.begin_series(PIET, id, "Elke week", "weekly", today)
    assert [event.happened for event in await stage.made.history(ELSE, id)] == [
        "begun", "asked", "approved", "series_begun",
    ]  # fmt: skip
    now = await stage.made.find(PIET, id)
    await stage.made.approving.withdraw(PIET, id, now.project.version)
    now = await stage.made.find(PIET, id)
    await stage.made.closing.close(PIET, id, now.project.row, CLOSING)
    assert [event.happened for event in await stage.made.history(ELSE, id)][3:] == ["series_begun", "closed"]


async def test_what_was_to_be_said_in_days_that_are_over_is_said_once(stage: Stage) -> None:
    stage.later(timedelta(days=-60))
    reporting, today = stage.made.reporting, stage.made.records.today()
    id = (await stage.running()).project.id
    waiting = (await stage.asked(name="Wacht op antwoord")).project.id
    await reporting.begin_series(PIET, id, "Elk kwartaal", "quarterly", today + timedelta(days=5))
    stage.later(timedelta(days=60))  # Koers was away all that time
    stage.heard.told.clear()
    await stage.settle()
    assert [what for _, what in stage.heard.told if what.startswith("due")] == [
        f"due Elk kwartaal {today + timedelta(days=5)}"
    ]
    assert stage.heard.told.count((JAN, "reminded")) == 1
    assert (await stage.made.find(RIA, waiting)).project.status == "waiting"


def test_a_rhythm_is_counted_from_its_first_day_so_that_the_last_of_the_month_stays_so() -> None:
    anchor = date(2027, 1, 31)
    assert following(anchor, "monthly", anchor) == date(2027, 2, 28)
    assert following(anchor, "monthly", date(2027, 2, 28)) == date(2027, 3, 31)
    assert following(anchor, "quarterly", date(2027, 5, 1)) == date(2027, 7, 31)
    assert following(anchor, "two_weekly", date(2027, 2, 13)) == date(2027, 2, 14)
    assert following(anchor, "weekly", date(2026, 1, 1)) == anchor


async def test_everybody_sees_what_is_approved_and_drafts_only_who_is_named_or_has_the_portfolio(stage: Stage) -> None:
    running = (await stage.running()).project.id
    draft = (await stage.drafted()).project.id
    for person, seen in (
        (RIA, {running, draft}),
        (FATIMA, {running, draft}),
        (KEES, {running, draft}),
        (ELSE, {running}),
    ):
        listing = await stage.made.portfolio.list(person)
        assert {row.project.id for row in listing.rows} == seen, person
    with pytest.raises(WordedError, match="project-gone"):
        await stage.made.find(ELSE, draft)
    assert [one.project.id for one in await stage.made.named(ELSE, "luisteren STRAAT")] == [running]
    assert {one.project.id for one in await stage.made.named(KEES, "luisteren")} == {running, draft}
    stage.entra.roles.clear()
    assert await stage.made.named(ELSE, "iets anders") == ()


async def test_the_workbook_has_the_rows_of_the_list_and_no_formula(stage: Stage) -> None:
    stage.moment = stage.moment.astimezone(UTC).replace(hour=23, minute=30)  # which is the next day in Oss
    await stage.running(name="=1+1", department="Wonen")
    await stage.running(name="Ander project", money=STEPS_OF["money"].money)
    listing = await stage.made.portfolio.list(JAN)
    content = await stage.made.portfolio.spreadsheet(JAN, Filter(), "nl")
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[0] for row in rows[1:]] == [
        row.project.name if row.project.name != "=1+1" else "'=1+1" for row in listing.rows
    ]
    columns = dict(zip(rows[0], rows[1], strict=True))
    assert (columns["Status"], columns["Opdrachtgever"], columns["Investering (euro)"]) == (
        "Loopt",
        "Jan de Vries",
        10000,
    )
    assert columns["Terugverdientijd"] == "2 jaar en 6 maanden"
    assert columns["Goedgekeurd op"] == stage.made.records.today().isoformat()


async def test_status_department_and_remark_may_be_changed_in_sharepoint_and_all_else_is_put_back(stage: Stage) -> None:
    project = (await stage.running()).project
    listed, at = Listed(stage.made.records), datetime.now(UTC)

    async def taken(**changes: str) -> dict[str, object]:
        async with stage.database.write() as session:
            return dict(await listed.take(session, project.id, changes, "Iemand", at))

    back = await taken(Status="Gepauzeerd", Afdeling="Wonen", Opmerking="Wacht op de raad", Title="Anders", Versie="9")
    assert back == {"Title": "Luisteren in de straat", "Versie": 1.0}
    now = (await stage.made.find(RIA, project.id)).project
    assert (now.status, now.department, now.remark) == ("paused", "Wonen", "Wacht op de raad")
    events = (await stage.made.history(RIA, project.id))[-3:]
    assert [(event.happened, event.about, event.before, event.person) for event in events] == [
        ("status", "paused", "running", "sharepoint"),
        ("department", "Wonen", "Publiekszaken", "sharepoint"),
        ("remark", "Wacht op de raad", "", "sharepoint"),
    ]
    edited = await stage.made.drafting.edit(RIA, project.id)
    asked = await stage.made.approving.ask(RIA, project.id, edited.project.version)
    done = await stage.made.approving.approve(JAN, project.id, asked.project.version)
    assert (done.project.status, done.project.department) == ("paused", "Wonen")  # the document says nothing new of it
    assert await taken(Status="Afgesloten") == {"Status": "Gepauzeerd"}  # closing asks for more than a word
    async with stage.database.read() as session:
        fields = await listed.fields_of(session, project.id)
        assert fields is not None
        assert set(fields) == {column.name for column in listed.shape.columns}
        for column in listed.shape.columns:
            assert column.kind != "choice" or fields[column.name] in ("", *column.choices)
        draft = await stage.made.drafting.begin(RIA)
    async with stage.database.read() as session:
        assert await listed.fields_of(session, draft.project.id) is None  # nobody was asked anything yet
    await stage.settle()
    assert sorted(to for to, what in stage.heard.told if what == "status") == sorted([JAN, JAN, PIET, PIET])


async def test_closing_keeps_lessons_archive_and_how_long_and_nothing_changes_any_more(stage: Stage) -> None:
    closing, reporting = stage.made.closing, stage.made.reporting
    project, today = (await stage.running()).project, stage.made.records.today()
    series = await reporting.begin_series(PIET, project.id, "Elke week", "weekly", today)
    report = await reporting.open(PIET, series.id)
    report = await reporting.publish(PIET, report.id, (await reporting.keep(PIET, report.id, 1, SAID)).version)
    await reporting.open(PIET, series.id)  # a draft that is never published
    row = (await stage.made.find(JAN, project.id)).project.row
    with pytest.raises(WordedError, match="project-closing-wrong"):
        await closing.close(JAN, project.id, row, replace(CLOSING, category="verzonnen"))
    with pytest.raises(WordedError, match="project-changed"):
        await closing.close(JAN, project.id, row - 1, CLOSING)
    with pytest.raises(WordedError, match="project-not-yours"):
        await closing.close(ELSE, project.id, row, CLOSING)
    seen = await closing.close(JAN, project.id, row, CLOSING)
    assert not seen.may
    closed = seen.project.closing
    assert closed is not None
    assert (closed.retention_years, closed.ends, closed.closed, closed.by) == (
        10,
        date(today.year + 11, 1, 1),
        today,
        JAN,
    )
    assert await reporting.series(PIET, project.id) == ()
    assert len(await reporting.of_project(PIET, project.id)) == 1
    for refused in (
        stage.made.drafting.edit(RIA, project.id),
        reporting.open(PIET, series.id),
        closing.set_status(PIET, project.id, seen.project.row, "paused"),
    ):
        with pytest.raises(WordedError, match="project-not-now"):
            await refused
    async with stage.database.read() as session:
        fields = await Listed(stage.made.records).fields_of(session, project.id)
        told = await ListedReports(stage.made.records).fields_of(session, report.id)
    assert fields is not None
    assert told is not None
    assert (fields["Selectielijst"], fields["Bewaartermijn"], fields["VernietigenVanaf"]) == (
        "Project uitgevoerd",
        10.0,
        closed.ends,
    )
    assert (told["KwaliteitUitleg"], told["VernietigenVanaf"]) == ("Nog niet getoetst", closed.ends)
    assert set(told) == {column.name for column in ListedReports(stage.made.records).shape.columns}


async def test_what_is_past_its_date_goes_with_all_of_its_own(stage: Stage) -> None:
    project, today = (await stage.running()).project, stage.made.records.today()
    await stage.made.reporting.begin_series(PIET, project.id, "Elke week", "weekly", today)
    await stage.made.closing.close(PIET, project.id, (await stage.made.find(PIET, project.id)).project.row, CLOSING)
    draft = (await stage.drafted()).project
    await stage.made.removing.remove_expired()
    assert {one.project.id for one in await stage.made.mine(RIA)} == {project.id, draft.id}
    async with stage.database.write() as session:
        for loaded in await records.all_of(session, "oss"):
            await records.put(session, replace(loaded[0], expires=datetime.now(UTC) - timedelta(seconds=1)))
    await stage.made.removing.remove_expired()
    assert await stage.made.mine(RIA) == ()
    for table in ("projects", "project_editions", "project_people", "project_events", "project_series"):
        assert found(stage.database, f"select count(*) from {table}") == [(0,)]


class Employees(Entra):
    """Entra, as initiatives ask it."""

    async def members(self, group: str) -> tuple[str, ...]:
        return ()


async def test_a_project_begins_with_what_the_initiative_says_and_the_initiative_hears_of_it(
    database: Database,
) -> None:
    stage = await on_stage(database)
    entra = Employees()
    initiatives = Initiatives(stage.database, OSS, Roles(entra, OSS), entra)
    drafting, stage.made.hearing.initiatives = stage.made.drafting, initiatives
    drafting.initiatives = initiatives
    typed = Typed("Bankje bij de ingang", "Wie wacht staat in de regen", "huisvesting", needs="Een bankje")
    begun = await initiatives.begin(RIA, typed)
    initiative = await initiatives.submit(RIA, begun.id, over=begun.version)
    await initiatives.join(FATIMA, initiative.id)

    seen = await drafting.from_initiative(RIA, initiative.id)
    assert (await drafting.from_initiative(RIA, initiative.id)).project.id == seen.project.id
    with pytest.raises(WordedError, match="project-from-initiative"):
        await drafting.from_initiative(ELSE, initiative.id)
    again = await initiatives.begin(RIA, replace(typed, title="Nog een bankje"))
    third = await initiatives.submit(RIA, again.id, over=again.version)
    await initiatives.join(JAN, third.id, hidden=True)
    with pytest.raises(WordedError, match="project-initiative-join-first"):
        await drafting.from_initiative(ELSE, third.id)
    await initiatives.join(ELSE, third.id, hidden=True)
    at_once = await asyncio.gather(
        *(drafting.from_initiative(person, third.id, key=f"press {number}") for number, person in enumerate([JAN] * 3)),
        drafting.from_initiative(ELSE, third.id, key="press of another"),
        return_exceptions=True,
    )
    both = [one.project for one in at_once if isinstance(one, Seen)]
    assert len({one.id for one in both}) == 1
    assert {member.id for one in both for member in one.document.team} == {RIA}  # Jan hides that he joins
    assert [str(one) for one in at_once if isinstance(one, Exception)] in (
        ["project-from-initiative"],
        ["project-from-initiative"] * 3,
    )
    document = seen.project.edition.document
    assert (document.name, document.reason) == ("Bankje bij de ingang", "Wie wacht staat in de regen")
    assert {member.id for member in document.team} == {RIA, FATIMA}
    hidden = await initiatives.begin(RIA, replace(typed, title="Ander bankje", hidden=True))
    other = await initiatives.submit(RIA, hidden.id, over=hidden.version)
    assert (await drafting.from_initiative(RIA, other.id)).project.edition.document.team == ()
    draft = await initiatives.begin(RIA, replace(typed, title="Derde bankje"))
    third = await initiatives.submit(RIA, draft.id, over=draft.version)
    await initiatives.join(FATIMA, third.id, hidden=True)
    project = (await drafting.from_initiative(FATIMA, third.id)).project  # who is not named there, and begins it
    assert {member.id for member in project.edition.document.team} == {RIA}
    for step, filled in STEPS_OF.items():
        seen = await drafting.keep(RIA, seen.project.id, seen.project.version, step, filled)
    await stage.made.approving.ask(RIA, seen.project.id, seen.project.version)
    became = await stage.made.hearing.became({"project": seen.project.id}, Attempt("became"))
    assert became is None
    story = await initiatives.find(RIA, initiative.id)
    assert (story.initiative.project, story.initiative.status) == (seen.project.id, "project")

    asked = await stage.made.find(RIA, seen.project.id)
    await stage.made.approving.withdraw(RIA, asked.project.id, asked.project.version)
    for _ in range(2):  # the second time there is nothing left to do
        assert await stage.made.hearing.became({"project": seen.project.id}, Attempt("withdrawn")) is None
    story = await initiatives.find(RIA, initiative.id)
    assert (story.initiative.project, story.initiative.status) == ("", "nieuw")
    assert (await drafting.from_initiative(FATIMA, initiative.id)).project.id != seen.project.id


AT = datetime(2027, 1, 1, tzinfo=UTC)
PEOPLE = st.sampled_from([None, Colleague(JAN, "Jan"), Colleague(PIET, "Piet")])
DOCUMENTS = st.builds(
    StartDocument,
    name=st.sampled_from(["Straat", "Bank in de straat", "Loket"]),
    principal=PEOPLE,
    role=st.sampled_from([None, *NSOB_ROLES]),
    other_roles=st.lists(st.sampled_from(NSOB_ROLES), max_size=2).map(tuple),
    goals=st.sets(st.integers(1, 17), max_size=3).map(lambda goals: tuple(sorted(goals))),
    lane=st.sampled_from([None, *LANES]),
)


@st.composite
def some_rows(draw: st.DrawFn) -> Sequence[Row]:
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 12))):
        edition = Edition(f"{number}", 1, 1, "draft", draw(DOCUMENTS), AT)
        department = draw(st.sampled_from(["", "Wonen", "wonen", "Publiekszaken"]))
        status, light = draw(st.sampled_from(STATUSES)), draw(st.sampled_from(["", *LIGHTS]))
        project = Project(f"{number}", "oss", RIA, status, edition, None, department, "", "", AT, AT, 1, light=light)
        rows.append(Row(project, stale=draw(st.booleans())))
    return rows


def total(bars: Sequence[Bar]) -> int:
    return sum(bar.count for bar in bars)


@given(
    some_rows(), st.sampled_from(["", "Wonen"]), st.sampled_from(["", *NSOB_ROLES]), st.integers(0, 17), st.booleans()
)
def test_each_chart_equals_the_list_it_is_made_of(
    rows: Sequence[Row], department: str, role: str, goal: int, stale: bool
) -> None:
    wanted = Filter(department=department, role=role, goal=goal, stale=stale)
    shown = [row for row in rows if fits(row, wanted)]
    made: Charts = charts(shown)
    for bars in (made.statuses, made.departments, made.principals, made.roles, made.lanes, made.lights):
        assert total(bars) == made.total == len(shown)
        assert len({bar.key for bar in bars}) == len(bars)
    assert total(made.goals) == sum(len(row.project.document.goals) for row in shown)
    # What somebody sees who presses a bar is as much as the bar says.
    for bar in made.statuses:
        assert sum(fits(row, replace(wanted, status=bar.key)) for row in rows) == bar.count
    for bar in made.departments:
        if bar.key:
            assert sum(fits(row, replace(wanted, department=bar.key)) for row in shown) == bar.count
    for bar in made.goals:
        assert sum(fits(row, replace(wanted, goal=int(bar.key))) for row in shown) == bar.count
    assert made.stale == sum(row.stale for row in shown)
