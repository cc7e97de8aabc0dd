"""The export of a month: only of a locked one, so that what payroll gets never changes afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.workdays import files
from domain.workdays.calendar import Calendar
from domain.workdays.closing import Closing, Reckoning
from domain.workdays.model import FileKind, Month
from domain.workdays.payroll import Payroll
from domain.workdays.registering import correction_of
from errors import Unavailable, WordedError
from graph.people import Employee
from graph.problems import GraphProblem
from locales import Language, texts_for
from store import workdays, workdays_corrections
from store.database import Database
from store.workdays_weeks import Weeks


class Directory(Protocol):
    """Microsoft Entra, as far as payroll goes."""

    async def employees(self, ids: Sequence[str]) -> Mapping[str, Employee]:
        """People as payroll knows them; who is gone is not in it."""
        ...


class Exports:
    """Implements domain.workdays.use_cases.Exporting."""

    def __init__(
        self, database: Database, calendar: Calendar, closing: Closing, reckoning: Reckoning, directory: Directory
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._closing = closing
        self._reckoning = reckoning
        self._directory = directory

    def months(self) -> tuple[Month, ...]:
        """The months that can be exported, the oldest first."""
        month, found = self._calendar.oldest_kept(), list[Month]()
        while self._calendar.exportable(month):
            found.append(month)
            month = month.plus(1)
        return tuple(found)

    async def export(self, month: Month, kind: FileKind, language: Language) -> bytes:
        """The file."""
        payroll = await self.payroll(month)
        make = files.workbook if kind == "xlsx" else files.lines
        return await asyncio.to_thread(make, payroll, texts_for(language))

    async def payroll(self, month: Month) -> Payroll:
        """What is in the file."""
        self._calendar.check()
        if month < self._calendar.oldest_kept():
            raise WordedError("workdays-removed")
        if not self._calendar.exportable(month):
            raise WordedError("workdays-export-not-yet", day=self._calendar.lock_day(month).isoformat())
        await self._closing.settle()
        async with self._database.read() as session:
            ticks = await workdays.of_period(session, month.first, month.last)
            lines = await workdays_corrections.of_month(session, month.first)
        entries = [self._reckoning.entry(tick, Weeks()) for tick in ticks]
        corrections = tuple(correction_of(line) for line in lines)
        given = tuple(entry for entry in entries if entry.kind is not None)
        ids = sorted({line.person for line in (*given, *corrections)})
        try:
            people = await self._directory.employees(ids)
        except (GraphProblem, Unavailable) as problem:
            raise Unavailable("workdays-unavailable") from problem
        return Payroll(month, given, corrections, people)
