"""All projects together: which somebody may see, how many of what, which are late, and what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from domain.projects.content import LANES, NSOB_ROLES
from domain.projects.looking import Looking
from domain.projects.model import STATUSES, Bar, Charts, Filter, Listing, Project, Row, Seen
from domain.projects.portfolio_file import workbook
from domain.projects.records import project_of, series_of
from domain.projects.reports import LIGHTS, Series
from domain.projects.rhythm import first_due, stale
from domain.projects.rights import cut, visible
from locales import Language
from store.projects import records, reports

MOST_DUE = 20


class Portfolio:
    """The list of projects, as far as somebody may see it: what was approved, what names him, and all of it for who has
    the role "portfolio".
    """

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._records = looking.records

    async def list(self, person: str, wanted: Filter = Filter()) -> Listing:  # noqa: B008 - frozen
        """The projects that fit, what changed last first, with charts of exactly these."""
        whole = await self._looking.portfolio(person)
        async with self._records.database.read() as session:
            found = await records.all_of(session, self._records.organisation.id)
            rights = await self._looking.rights(session)
            ids = [loaded[0].id for loaded in found]
            series = _by_project(series_of(record) for record in await reports.series_of(session, ids))
        rows: list[Row] = []
        for project in map(project_of, found):
            part = rights.part(person, project, portfolio=whole)
            if visible(part, project):
                rows.append(self._row(cut(part, project), series.get(project.id, ())))
        fitting = tuple(row for row in rows if fits(row, wanted))
        return Listing(fitting, charts(fitting))

    async def due(self, person: str) -> tuple[tuple[Seen, Series], ...]:
        """The reports that somebody has to write, the soonest first."""
        mine = [seen for seen in await self._looking.mine(person) if "report" in seen.may]
        by_id = {seen.project.id: seen for seen in mine if seen.project.status == "running"}
        async with self._records.database.read() as session:
            found = [series_of(record) for record in await reports.series_of(session, list(by_id))]
        pairs = [(by_id[series.project], series) for series in found if not series.ended]
        return tuple(sorted(pairs, key=lambda pair: (pair[1].due, pair[0].project.name)))[:MOST_DUE]

    async def spreadsheet(self, person: str, wanted: Filter, language: Language) -> bytes:
        """The list that somebody sees, as a workbook (.xlsx)."""
        return await workbook(await self.list(person, wanted), self._records.organisation, language)

    def _row(self, project: Project, series: Sequence[Series]) -> Row:
        rules, today = self._looking.rules, self._records.today()
        due = first_due(series) if project.status == "running" else None
        return Row(project, due, stale(project, series, today, rules.stale_after))


def fits(row: Row, wanted: Filter) -> bool:
    """Whether a project is one of those that are wanted."""
    project, document = row.project, row.project.document
    principal = document.principal.id if document.principal is not None else ""
    words = wanted.words.casefold().split()
    return (
        (not wanted.principal or principal == wanted.principal)
        and (not wanted.department or project.department.casefold() == wanted.department.casefold())
        and (not wanted.status or project.status == wanted.status)
        and (not wanted.role or wanted.role == document.role or wanted.role in document.other_roles)
        and (not wanted.goal or wanted.goal in document.goals)
        and all(word in project.name.casefold() for word in words)
        and (not wanted.stale or row.stale)
    )


def charts(rows: Sequence[Row]) -> Charts:
    """How many of what there are in these rows."""
    projects = [row.project for row in rows]
    documents = [project.document for project in projects]
    principals = [document.principal.id if document.principal is not None else "" for document in documents]
    return Charts(
        total=len(rows),
        statuses=_bars((project.status for project in projects), STATUSES),
        departments=_bars(_spelled(project.department for project in projects)),
        principals=_bars(principals),
        roles=_bars((document.role or "" for document in documents), NSOB_ROLES),
        lanes=_bars((document.lane or "" for document in documents), LANES),
        lights=_bars((project.light for project in projects), LIGHTS),
        goals=_bars((f"{goal}" for document in documents for goal in document.goals), [f"{n}" for n in range(1, 18)]),
        stale=sum(row.stale for row in rows),
    )


def _spelled(names: Iterable[str]) -> list[str]:
    """One spelling of what differs in capitals alone: who chooses one of them sees them all."""
    first: dict[str, str] = {}
    return [first.setdefault(name.casefold(), name) for name in names]


def _bars(keys: Iterable[str], order: Sequence[str] = ()) -> tuple[Bar, ...]:
    """The keys that there are with how many: in that order, else the most first; what is not filled in comes last."""
    counted = Counter(keys)

    def place(key: str) -> tuple[bool, int, int, str]:
        return key == "", order.index(key) if key in order else len(order), -counted[key], key

    return tuple(Bar(key, counted[key]) for key in sorted(counted, key=place))


def _by_project(series: Iterable[Series]) -> Mapping[str, tuple[Series, ...]]:
    found: dict[str, tuple[Series, ...]] = {}
    for one in series:
        found[one.project] = (*found.get(one.project, ()), one)
    return found
