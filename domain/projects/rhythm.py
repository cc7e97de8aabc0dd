"""When reports are due: on a rhythm counted from its first day, and when one is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from domain.projects.model import Project
from domain.projects.reports import Rhythm, Series

STEP: dict[Rhythm, relativedelta] = {
    "weekly": relativedelta(weeks=1),
    "two_weekly": relativedelta(weeks=2),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
}
WITHOUT_SERIES = relativedelta(months=3)  # a project that reports to nobody is asked after that


def following(anchor: date, rhythm: Rhythm, after: date) -> date:
    """The first day of the rhythm that is later than `after`.

    Counted from the first day each time: from 31 January monthly goes by 28 February to 31 March.
    """
    number = 0
    while (day := anchor + STEP[rhythm] * number) <= after:
        number += 1
    return day


def first_due(series: Iterable[Series]) -> date | None:
    """The first report that is to come; None where none is."""
    return min((one.due for one in series if not one.ended), default=None)


def stale(project: Project, series: Iterable[Series], today: date, stale_after: int) -> bool:
    """Whether something should have been heard of it by now: a report is late for more than `stale_after` days, or it
    has no rhythm and nobody reported for three months longer than that. Only of what runs.
    """
    if project.status != "running":
        return False
    late = timedelta(days=stale_after)
    due = first_due(series)
    if due is not None:
        return due + late < today
    approval = project.approved.approval if project.approved is not None else None
    last = project.last_report or (approval.at.date() if approval is not None else project.changed.date())
    return last + WITHOUT_SERIES + late < today
