"""Removes projects that are past their date: drafts that nobody went on with, and what the Selectielijst lets go."""

from __future__ import annotations

from domain.projects.records import PORTFOLIO, REPORTS, Records
from store import project_files
from store.projects import records, reports


class Removing:
    """Done by the housekeeping, a project at a time: the lists in SharePoint follow."""

    def __init__(self, stored: Records) -> None:
        self._records = stored

    async def remove_expired(self) -> None:
        """Removes them with their editions, reports and history. Files in SharePoint stay, with their label."""
        async with self._records.database.read() as session:
            ids = await records.expired(session)
        for id in ids:
            async with self._records.database.write() as session:
                await records.lock(session, id)
                if id not in await records.expired(session):
                    continue  # somebody went on with it just now
                for report in await reports.remove(session, id):
                    await self._records.mirror.wanted(session, REPORTS, report)
                await project_files.remove(session, id)
                await records.remove(session, id)
                await self._records.mirror.wanted(session, PORTFOLIO, id)
        async with self._records.database.write() as session:
            await records.remove_stand_ins(session, self._records.today())
