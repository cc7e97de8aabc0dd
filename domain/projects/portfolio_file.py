"""The portfolio as a workbook: the same projects as the list, one a row."""

from __future__ import annotations

import asyncio
import io
from datetime import date

from domain.cells import cell, sheet_name
from domain.organisation import Organisation
from domain.projects.listed import said_payback
from domain.projects.model import Listing, Row
from locales import Language, Texts, texts_for

COLUMNS = (
    "name", "status", "department", "principal", "contractor", "lane", "role", "other_roles", "compass", "goals",
    "goal", "start", "end", "investment", "yearly_costs", "yearly_savings", "payback", "hours", "light",
    "last_report", "due", "stale", "approved", "approved_by", "remark", "closed", "category", "ends",
)  # fmt: skip
WIDTH = 22  # of a column, in characters


async def workbook(listing: Listing, organisation: Organisation, language: Language) -> bytes:
    """The file. Amounts are in euros with two decimals, as text would not add up: whole cents divided by 100."""
    texts = texts_for(language)
    rows = [_values(row, organisation, texts) for row in listing.rows]
    return await asyncio.to_thread(_book, texts, rows)


def _book(texts: Texts, rows: list[list[str | int | float]]) -> bytes:
    from openpyxl import Workbook  # it takes a while to load, and most of the time nobody wants a file
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(texts("project-file-sheet")))
    sheet.freeze_panes = "B2"
    for number in range(1, len(COLUMNS) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([cell(texts(f"project-file-{name.replace('_', '-')}")) for name in COLUMNS])
    for row in rows:
        sheet.append([value if isinstance(value, float) else cell(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _values(row: Row, organisation: Organisation, texts: Texts) -> list[str | int | float]:
    rules = organisation.projects
    project, document, money = row.project, row.project.document, row.project.document.money
    approval = project.approved.approval if project.approved is not None else None
    closing, language = project.closing, texts.language
    kept = rules.kept_as(closing.category) if closing is not None else None
    compass = [choice.name(language) for choice in rules.compass if choice.id in document.compass]
    roles = [texts(f"project-list-role-{role}") for role in document.other_roles]
    return [
        project.name,
        texts(f"project-list-status-{project.status}"),
        project.department,
        document.principal.name if document.principal is not None else "",
        document.contractor.name if document.contractor is not None else "",
        texts(f"project-list-lane-{document.lane}") if document.lane else "",
        texts(f"project-list-role-{document.role}") if document.role else "",
        ", ".join(roles),
        ", ".join(compass),
        ", ".join(f"{goal}" for goal in document.goals),
        document.goal,
        _day(document.start),
        _day(document.end),
        _euros(money.investment),
        _euros(money.yearly_costs),
        _euros(money.yearly_savings),
        said_payback(project, texts),
        document.hours,
        texts(f"project-list-light-{project.light}") if project.light else "",
        _day(project.last_report),
        _day(row.due),
        texts("project-file-yes") if row.stale else "",
        _day(approval.at.astimezone(organisation.time_zone).date()) if approval is not None else "",
        approval.by.name if approval is not None else "",
        project.remark,
        _day(closing.closed) if closing is not None else "",
        kept.name(language) if kept is not None else "",
        _day(closing.ends) if closing is not None else "",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _euros(cents: int | None) -> float | str:
    return "" if cents is None else cents / 100
