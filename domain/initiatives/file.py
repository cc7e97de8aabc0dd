"""Initiatives as a workbook: a row for each, and how many there are by heading and status."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence

from domain.cells import cell, sheet_name
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.model import LONGEST_WHAT, Counts, Initiative
from locales import Language, Texts, texts_for

WIDTHS = (40, 60, 22, 22, 40, 26, 22, 30, 40, 10, 10, 10, 14, 14)  # of the columns, in characters

Row = Sequence[str | int]


async def made(
    rules: InitiativeRules,
    language: Language,
    those: Sequence[Initiative],
    counts: Counts,
    questions: Mapping[str, str],
) -> bytes:
    """The workbook of these. `questions`: of the campaigns that they may answer, by id."""
    texts = texts_for(language)
    rows = [_head(texts), *(_row(rules, texts, each, questions) for each in those)]
    return await asyncio.to_thread(_book, texts, rows, _table(rules, texts, counts))


def _head(texts: Texts) -> Row:
    columns = "title what heading status serves author start needs campaign joiners supporters comments created changed"
    return [texts(f"initiatives-column-{name}") for name in columns.split()]


def _row(rules: InitiativeRules, texts: Texts, each: Initiative, questions: Mapping[str, str]) -> Row:
    language = texts.language
    heading, status = rules.heading(each.heading), rules.status(each.status)
    served = [term.name(language) for id in each.serves if (term := rules.served(id)) is not None]
    author = texts("initiatives-author-hidden") if each.hidden else each.author_name
    return [
        each.title,
        each.what,
        heading.name(language) if heading is not None else each.heading,
        status.name(language) if status is not None else each.status,
        "; ".join(served),
        author,
        each.start.day.isoformat() if each.start.day is not None else each.start.words,
        each.needs,
        questions.get(each.campaign, ""),
        each.joiners,
        each.supporters,
        each.comments,
        each.created.date().isoformat(),
        each.changed.date().isoformat(),
    ]


def _table(rules: InitiativeRules, texts: Texts, counts: Counts) -> list[Row]:
    """How many by heading (rows) and status (columns); what the municipality has no longer comes last."""
    language, by = texts.language, dict(counts.by)
    headings = {term.id: term.name(language) for term in rules.headings}
    headings |= {heading: heading for heading, _ in by if heading not in headings}
    statuses = {term.id: term.name(language) for term in rules.statuses}
    statuses |= {status: status for _, status in by if status not in statuses}
    total = texts("initiatives-column-total")
    rows: list[Row] = [[texts("initiatives-column-heading"), *statuses.values(), total]]
    rows += [
        [name, *(by.get((id, status), 0) for status in statuses), counts.of_heading(id)]
        for id, name in headings.items()
    ]
    return [*rows, [total, *(counts.of_status(status) for status in statuses), counts.total]]


def _book(texts: Texts, rows: Sequence[Row], table: Sequence[Row]) -> bytes:
    from openpyxl import Workbook  # it takes a while to load, and most of the time nobody wants a file
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, those, widths in (("initiatives", rows, WIDTHS), ("counts", table, (26, *[18] * (len(table[0]) - 1)))):
        sheet = book.create_sheet(sheet_name(texts(f"initiatives-sheet-{name}")))
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row in those:
            sheet.append([cell(value, LONGEST_WHAT) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
