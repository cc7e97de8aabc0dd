"""The report of an announcement as a workbook: numbers, and by name only whom it did not reach."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator

from domain.announcements.model import Sent
from domain.announcements.targets import Names
from domain.cells import cell, sheet_name
from errors import Unavailable
from graph.problems import GraphProblem
from locales import Language, Texts, texts_for
from store import deliveries
from store.database import Database
from store.deliveries import NotReached

AT_ONCE = 500  # people of whom the names are asked together
WIDTHS = (36, 24, 60)  # of the columns, in characters

Row = tuple[str | int, ...]


async def made(database: Database, names: Names, sent: Sent, language: Language) -> bytes:
    """The workbook. Raises Unavailable when Entra does not say how people are called."""
    from openpyxl import Workbook  # it takes a while to load, and most of the time nobody wants a report

    texts = texts_for(language)
    book = Workbook(write_only=True)
    summary = book.create_sheet(sheet_name(texts("announcement-report-summary")))
    people = book.create_sheet(sheet_name(texts("announcement-report-people")))
    for sheet in (summary, people):
        for column, width in zip("ABC", WIDTHS, strict=True):
            sheet.column_dimensions[column].width = width
    for row in _summary(sent, language, texts):
        summary.append([cell(value) for value in row])
    people.append([cell(texts(f"announcement-report-{name}")) for name in ("name", "outcome", "reason")])
    try:
        async for row in _people(database, names, sent.announcement.id, texts):
            people.append([cell(value) for value in row])
    except (GraphProblem, Unavailable) as problem:
        book.close()
        raise Unavailable("announcement-report-unavailable") from problem
    file = io.BytesIO()
    await asyncio.to_thread(book.save, file)
    return file.getvalue()


def _summary(sent: Sent, language: Language, texts: Texts) -> list[Row]:
    numbers, announcement = sent.numbers, sent.announcement
    rows: list[Row] = [
        (texts("announcement-report-title"), announcement.words(language).title),
        (texts("announcement-report-version"), announcement.version),
        ("", ""),
        (texts("announcement-report-total"), numbers.total),
        (texts("announcement-report-delivered"), numbers.delivered),
        *(
            (f"{texts('announcement-report-failed')}: {_reason(reason, texts)}", some)
            for reason, some in numbers.failed
        ),
        (texts("announcement-report-absent"), numbers.not_installed),
        (texts("announcement-report-unknown"), numbers.unknown),
        (texts("announcement-report-waiting"), numbers.waiting),
        (texts("announcement-report-skipped"), numbers.skipped),
    ]
    if announcement.acknowledge:
        rows.append((texts("announcement-report-acknowledged"), numbers.acknowledged))
    if numbers.altered or numbers.not_altered:
        rows.append((texts("announcement-report-altered"), numbers.altered))
        rows.append((texts("announcement-report-not-altered"), numbers.not_altered))
    return [*rows, ("", ""), (texts("announcement-report-note"), "")]


async def _people(database: Database, names: Names, id: str, texts: Texts) -> AsyncGenerator[Row]:
    """A row for each person whom it did not reach, or perhaps not."""
    after = -1
    while True:
        async with database.read() as session:
            some = await deliveries.not_reached(session, id, after, AT_ONCE)
        if not some:
            return
        after = some[-1][0]
        called = await names.names([who.person for _, who in some])
        for _, who in some:
            yield _person(who, called.get(who.person, ""), texts)


def _person(who: NotReached, name: str, texts: Texts) -> Row:
    outcome = texts(f"announcement-report-{who.state}")
    return name or texts("announcement-report-nobody"), outcome, _reason(who.reason, texts)


def _reason(reason: str, texts: Texts) -> str:
    return texts(f"announcement-reason-{reason}") if texts.has(f"announcement-reason-{reason}") else ""
