"""What is in the files that Koers offers: made when they are asked for, for whom may have them then."""

from __future__ import annotations

from collections.abc import Mapping

from bot.downloads import INITIATIVES, MONTH, OCCUPANCY, PORTFOLIO, REPORT, XLSX, File, Make
from dialogs.services import Services
from domain.initiatives.model import Wanted
from domain.projects.model import STATUSES, Filter, Status
from domain.workdays.model import FileKind, Month
from domain.workspaces.occupancy import WHO_COMPARES
from errors import WordedError
from locales import Language

TYPES: Mapping[FileKind, str] = {"xlsx": XLSX, "csv": "text/csv"}


def files_of(services: Services) -> Mapping[str, Make]:
    """What makes the file of each kind."""

    async def report(of: Mapping[str, object], person: str, language: Language) -> File:
        content = await services.announcements.sending.report(str(of["announcement"]), language)
        return File(content, "koers-rapport.xlsx")

    async def month(of: Mapping[str, object], person: str, language: Language) -> File:
        if not await services.roles.has(person, "payroll", within=0.0):
            raise WordedError("workdays-export-not-yours")
        asked, kind = Month.read(str(of["month"])), _kind(of["format"])
        if asked is None:
            raise WordedError("workdays-removed")
        content = await services.workdays.exporting.export(asked, kind, language)
        return File(content, f"koers-dagen-{asked}.{kind}", TYPES[kind])

    async def occupancy(of: Mapping[str, object], person: str, language: Language) -> File:
        if not await services.roles.has(person, *WHO_COMPARES, within=0.0):
            raise WordedError("occupancy-only-roles")
        return File(await services.day_of_use.occupancy_file(language), "koers-bezetting.xlsx")

    async def initiatives(of: Mapping[str, object], person: str, language: Language) -> File:
        words = {name: str(of.get(name, "")) for name in ("heading", "status", "campaign", "words")}
        wanted = Wanted(**words, mine=of.get("mine") is True)
        return File(await services.initiatives.workbook(person, language, wanted), "koers-initiatieven.xlsx")

    async def portfolio(of: Mapping[str, object], person: str, language: Language) -> File:
        content = await services.projects.portfolio.spreadsheet(person, _filter(of), language)
        return File(content, "koers-projecten.xlsx")

    return {REPORT: report, MONTH: month, OCCUPANCY: occupancy, INITIATIVES: initiatives, PORTFOLIO: portfolio}


def _filter(of: Mapping[str, object]) -> Filter:
    words = {name: str(of.get(name, "")) for name in ("principal", "department", "role", "words")}
    status: Status | None = next((one for one in STATUSES if one == of.get("status")), None)
    goal = of.get("goal")
    return Filter(
        **words, status=status or "", goal=goal if isinstance(goal, int) else 0, stale=of.get("stale") is True
    )


def _kind(value: object) -> FileKind:
    return "csv" if value == "csv" else "xlsx"
